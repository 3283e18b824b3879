package stytchtest_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/cryptowallets"
	"github.com/flymyai/stytch-go/stytchtest"
)

// startWallet begins a login with a wallet.
func (w *harness) startWallet(wallet *stytchtest.Wallet, change func(*cryptowallets.AuthenticateStartRequest)) (*cryptowallets.AuthenticateStartResponse, error) {
	req := cryptowallets.AuthenticateStartRequest{CryptoWalletType: wallet.Type(), CryptoWalletAddress: wallet.Address()}
	if change != nil {
		change(&req)
	}
	return w.CryptoWallets.AuthenticateStart(w.ctx, req)
}

// signed finishes a login with a signature, for an hour's session.
func (w *harness) signed(wallet *stytchtest.Wallet, signature string) (*cryptowallets.AuthenticateResponse, error) {
	return w.CryptoWallets.Authenticate(w.ctx, cryptowallets.AuthenticateRequest{
		CryptoWalletType: wallet.Type(), CryptoWalletAddress: wallet.Address(), Signature: signature, SessionDurationMinutes: 60,
	})
}

// walletLogin logs in with a wallet.
func (w *harness) walletLogin(wallet *stytchtest.Wallet) *cryptowallets.AuthenticateResponse {
	w.Helper()
	started, err := w.startWallet(wallet, nil)
	w.ok(err)
	login, err := w.signed(wallet, wallet.Sign(started.Challenge))
	w.ok(err)
	return login
}

func TestCryptoWallets_login(t *testing.T) {
	t.Parallel()
	for name, wallet := range map[string]*stytchtest.Wallet{"ethereum": stytchtest.NewEthereumWallet(), "solana": stytchtest.NewSolanaWallet()} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newHarness(t)
			started, err := w.startWallet(wallet, nil)
			w.ok(err)
			if rest, ok := strings.CutPrefix(started.Challenge, "Signing in with Stytch emulator: "); !ok || len(rest) != 80 || !started.UserCreated {
				t.Errorf("%+v", started)
			}
			pending := w.get(started.UserID)
			w.same(string(pending.Status), "pending")
			w.same(pending.CryptoWallets[0].Verified, false)
			again, err := w.startWallet(wallet, nil)
			w.ok(err)
			w.same([]any{again.UserID, again.UserCreated}, []any{started.UserID, false})

			_, err = w.signed(wallet, wallet.Sign(started.Challenge))
			w.fails(err, api.ErrorTypeUnableToAuthenticateCryptoWallet) // a newer challenge is there
			_, err = w.signed(wallet, wallet.Sign(again.Challenge+" "))
			w.fails(err, api.ErrorTypeUnableToAuthenticateCryptoWallet)
			login, err := w.signed(wallet, wallet.Sign(again.Challenge))
			w.ok(err)
			own := login.User.CryptoWallets[0]
			w.same(string(login.User.Status), "active")
			w.same(own, api.UserCryptoWallet{CryptoWalletID: own.CryptoWalletID, CryptoWalletAddress: wallet.Address(), CryptoWalletType: wallet.Type(), Verified: true})
			factor := login.Session.AuthenticationFactors[0]
			w.same([]string{string(factor.Type), string(factor.DeliveryMethod), factor.CryptoWalletFactor.CryptoWalletID}, []string{"crypto", "crypto_wallet", own.CryptoWalletID})
			if login.SIWEParams != nil {
				t.Errorf("SIWE parameters %+v without any", login.SIWEParams)
			}
			_, err = w.signed(wallet, wallet.Sign(again.Challenge))
			w.fails(err, api.ErrorTypeUnableToAuthenticateCryptoWallet) // it works once

			w.same(w.walletLogin(wallet).UserID, login.UserID)
		})
	}
}

// The signature of another wallet logs nobody in, nor does the signature of another wallet's challenge.
func TestCryptoWallets_foreignSignature(t *testing.T) {
	t.Parallel()
	w := newHarness(t)
	wallet, thief := stytchtest.NewEthereumWallet(), stytchtest.NewEthereumWallet()
	started, err := w.startWallet(wallet, nil)
	w.ok(err)
	_, err = w.signed(wallet, thief.Sign(started.Challenge))
	w.fails(err, api.ErrorTypeUnableToAuthenticateCryptoWallet)
	other, err := w.startWallet(thief, nil)
	w.ok(err)
	_, err = w.signed(wallet, wallet.Sign(other.Challenge))
	w.fails(err, api.ErrorTypeUnableToAuthenticateCryptoWallet)
}

// A wrong signature neither spends the challenge nor counts towards a lock. A locked user cannot log in by wallet either.
func TestCryptoWallets_locks(t *testing.T) {
	t.Parallel()
	w := newHarness(t, stytchtest.WithUserLock(1, time.Hour))
	wallet, thief := stytchtest.NewEthereumWallet(), stytchtest.NewEthereumWallet()
	owner := w.password(ada)
	bySession := func(r *cryptowallets.AuthenticateStartRequest) { r.SessionToken = owner.SessionToken }
	started, err := w.startWallet(wallet, bySession)
	w.ok(err)
	for range 3 {
		_, err = w.signed(wallet, thief.Sign(started.Challenge))
		w.fails(err, api.ErrorTypeUnableToAuthenticateCryptoWallet)
	}
	_, err = w.signed(wallet, wallet.Sign(started.Challenge))
	w.ok(err)

	_, err = w.enterPassword(ada, weak)
	w.fails(err, api.ErrorTypeUnauthorizedCredentials)
	started, err = w.startWallet(wallet, nil)
	w.ok(err)
	_, err = w.signed(wallet, wallet.Sign(started.Challenge))
	w.fails(err, api.ErrorTypeUserLockLimitReached)
	w.srv.Advance(time.Hour)
	w.walletLogin(wallet)
}

// An address is the same in any letter case, and keeps its first spelling.
func TestCryptoWallets_spelling(t *testing.T) {
	t.Parallel()
	w := newHarness(t)
	wallet := stytchtest.NewEthereumWallet()
	login := w.walletLogin(wallet)
	lower := cryptowallets.AuthenticateStartRequest{CryptoWalletType: "ethereum", CryptoWalletAddress: strings.ToLower(wallet.Address())}
	started, err := w.CryptoWallets.AuthenticateStart(w.ctx, lower)
	w.ok(err)
	again, err := w.CryptoWallets.Authenticate(w.ctx, cryptowallets.AuthenticateRequest{
		CryptoWalletType: lower.CryptoWalletType, CryptoWalletAddress: lower.CryptoWalletAddress, Signature: strings.TrimPrefix(wallet.Sign(started.Challenge), "0x"),
	})
	w.ok(err)
	w.same([]string{again.UserID, again.User.CryptoWallets[0].CryptoWalletAddress}, []string{login.UserID, wallet.Address()})
}

func TestCryptoWallets_attach(t *testing.T) {
	t.Parallel()
	w := newHarness(t)
	wallet := stytchtest.NewSolanaWallet()
	login := w.login(ada)
	bySession := func(r *cryptowallets.AuthenticateStartRequest) { r.SessionToken = login.SessionToken }

	started, err := w.startWallet(wallet, bySession)
	w.ok(err)
	w.same([]any{started.UserID, started.UserCreated, len(w.get(login.UserID).CryptoWallets)}, []any{login.UserID, false, 0})
	added, err := w.CryptoWallets.Authenticate(w.ctx, cryptowallets.AuthenticateRequest{
		CryptoWalletType: wallet.Type(), CryptoWalletAddress: wallet.Address(), Signature: wallet.Sign(started.Challenge), SessionToken: login.SessionToken,
	})
	w.ok(err)
	w.same([]any{added.UserID, added.Session.SessionID, len(added.Session.AuthenticationFactors)}, []any{login.UserID, login.Session.SessionID, 2})

	_, err = w.startWallet(wallet, bySession)
	w.fails(err, api.ErrorTypeDuplicateWalletAddressForUser)
	other := w.user(grace)
	_, err = w.startWallet(wallet, func(r *cryptowallets.AuthenticateStartRequest) { r.UserID = other })
	w.fails(err, api.ErrorTypeDuplicateWalletAddress)

	_, err = w.Users.DeleteCryptoWallet(w.ctx, added.User.CryptoWallets[0].CryptoWalletID)
	w.ok(err)
	moved, err := w.startWallet(wallet, func(r *cryptowallets.AuthenticateStartRequest) { r.UserID = other })
	w.ok(err)
	w.same(moved.UserID, other)
}

// Whoever starts a login with somebody's address gets neither the wallet nor its owner's login.
func TestCryptoWallets_squatting(t *testing.T) {
	t.Parallel()
	w := newHarness(t)
	wallet := stytchtest.NewEthereumWallet()
	squatter := w.user(grace)
	_, err := w.startWallet(wallet, func(r *cryptowallets.AuthenticateStartRequest) { r.UserID = squatter })
	w.ok(err)
	started, err := w.startWallet(wallet, nil) // by a stranger, who cannot sign
	w.ok(err)
	stranger := started.UserID
	if stranger == squatter {
		t.Error("the wallet belongs to whoever started first")
	}

	owner := w.login(ada)
	started, err = w.startWallet(wallet, func(r *cryptowallets.AuthenticateStartRequest) { r.SessionToken = owner.SessionToken })
	w.ok(err)
	login, err := w.signed(wallet, wallet.Sign(started.Challenge))
	w.ok(err)
	w.same(login.UserID, owner.UserID)
	w.same(w.walletLogin(wallet).UserID, owner.UserID)
	if _, err := w.Users.Get(w.ctx, stranger); !errors.Is(err, api.ErrorTypeUserNotFound) {
		t.Errorf("the user without a factor is left: %v", err)
	}
	w.same(len(w.get(squatter).CryptoWallets), 0)
}

// Two users start with one wallet: the later challenge is the valid one.
func TestCryptoWallets_race(t *testing.T) {
	t.Parallel()
	w := newHarness(t)
	wallet := stytchtest.NewEthereumWallet()
	first, second := w.user(ada), w.user(grace)
	one, err := w.startWallet(wallet, func(r *cryptowallets.AuthenticateStartRequest) { r.UserID = first })
	w.ok(err)
	two, err := w.startWallet(wallet, func(r *cryptowallets.AuthenticateStartRequest) { r.UserID = second })
	w.ok(err)
	_, err = w.signed(wallet, wallet.Sign(one.Challenge))
	w.fails(err, api.ErrorTypeUnableToAuthenticateCryptoWallet)
	login, err := w.signed(wallet, wallet.Sign(two.Challenge))
	w.ok(err)
	w.same(login.UserID, second)
}
