package stytchtest_test

import (
	"testing"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/cryptowallets"
	"github.com/flymyai/stytch-go/stytchtest"
)

// The challenge of a user who was deleted logs nobody in. The wallet can be used again.
func TestCryptoWallets_deletedUser(t *testing.T) {
	t.Parallel()
	w := newHarness(t)
	wallet := stytchtest.NewEthereumWallet()
	first := w.walletLogin(wallet)
	started, err := w.startWallet(wallet, nil)
	w.ok(err)
	w.same(started.UserID, first.UserID)
	_, err = w.Users.Delete(w.ctx, first.UserID)
	w.ok(err)
	_, err = w.signed(wallet, wallet.Sign(started.Challenge))
	w.fails(err, api.ErrorTypeUnableToAuthenticateCryptoWallet)
	if second := w.walletLogin(wallet); second.UserID == first.UserID {
		t.Error("the deleted user is back")
	}
}

// A Sign-In with Ethereum message is for the main chain unless the call says otherwise.
func TestCryptoWallets_mainChain(t *testing.T) {
	t.Parallel()
	w := newHarness(t)
	wallet := stytchtest.NewEthereumWallet()
	started, err := w.startWallet(wallet, func(r *cryptowallets.AuthenticateStartRequest) {
		r.SIWEParams = cryptowallets.SIWEParams{Domain: "example.com", URI: "https://example.com"}
	})
	w.ok(err)
	w.contains(started.Challenge, "\nChain ID: 1\n")
	login, err := w.signed(wallet, wallet.Sign(started.Challenge))
	w.ok(err)
	w.same(login.SIWEParams.ChainID, "1")
}
