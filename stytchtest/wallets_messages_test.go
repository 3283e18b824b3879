package stytchtest_test

import (
	"strings"
	"testing"
	"time"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/cryptowallets"
	"github.com/flymyai/stytch-go/impersonation"
	"github.com/flymyai/stytch-go/stytchtest"
)

func TestCryptoWallets_siwe(t *testing.T) {
	t.Parallel()
	w := newHarness(t, stytchtest.WithTime(time.Date(2026, time.May, 1, 12, 0, 0, 0, time.UTC)))
	wallet := stytchtest.NewEthereumWallet()
	started, err := w.startWallet(wallet, func(r *cryptowallets.AuthenticateStartRequest) {
		r.CryptoWalletAddress = strings.ToLower(r.CryptoWalletAddress)
		r.SIWEParams = cryptowallets.SIWEParams{
			Domain: "example.com", URI: "https://example.com/login", Statement: "I accept the terms.", ChainID: "137", MessageRequestID: "login-1",
			Resources: []string{"https://example.com/terms"},
		}
	})
	w.ok(err)
	lines := strings.Split(started.Challenge, "\n")
	w.same(lines[:8], []string{
		"example.com wants you to sign in with your Ethereum account:", wallet.Address(), "", "I accept the terms.", "",
		"URI: https://example.com/login", "Version: 1", "Chain ID: 137",
	})
	for i, want := range []string{"Nonce: ", "Issued At: 2026-05-01T12:00:0", "Expiration Time: 2026-05-01T12:05:0", "Not Before: 2026-05-01T12:00:0", "Request ID: login-1", "Resources:", "- https://example.com/terms"} {
		if len(lines) != 15 || !strings.HasPrefix(lines[8+i], want) {
			t.Fatalf("line %d of %q does not begin with %q", 8+i, started.Challenge, want)
		}
	}
	login, err := w.signed(wallet, wallet.Sign(started.Challenge))
	w.ok(err)
	siwe := login.SIWEParams
	w.same([]any{siwe.Domain, siwe.URI, siwe.ChainID, siwe.MessageRequestID, siwe.Resources, siwe.StatusCode},
		[]any{"example.com", "https://example.com/login", "137", "login-1", []string{"https://example.com/terms"}, 200})
}

func TestCryptoWallets_times(t *testing.T) {
	t.Parallel()
	w := newHarness(t)
	wallet := stytchtest.NewEthereumWallet()
	siwe := func(notBefore time.Time) func(*cryptowallets.AuthenticateStartRequest) {
		return func(r *cryptowallets.AuthenticateStartRequest) {
			r.SIWEParams = cryptowallets.SIWEParams{Domain: "example.com", URI: "https://example.com", NotBefore: notBefore}
		}
	}
	early, err := w.startWallet(wallet, siwe(w.srv.Now().Add(2*time.Minute)))
	w.ok(err)
	_, err = w.signed(wallet, wallet.Sign(early.Challenge))
	w.fails(err, api.ErrorTypeSIWEMessageNotValidYet)
	w.srv.Advance(2 * time.Minute)
	_, err = w.signed(wallet, wallet.Sign(early.Challenge))
	w.ok(err)

	late, err := w.startWallet(wallet, siwe(time.Time{}))
	w.ok(err)
	w.srv.Advance(5 * time.Minute)
	_, err = w.signed(wallet, wallet.Sign(late.Challenge))
	w.fails(err, api.ErrorTypeSIWEMessageExpired)
	plain, err := w.startWallet(wallet, nil)
	w.ok(err)
	w.srv.Advance(5*time.Minute - time.Second)
	_, err = w.signed(wallet, "0x00")
	w.fails(err, api.ErrorTypeInvalidSignature)
	w.srv.Advance(time.Second)
	_, err = w.signed(wallet, wallet.Sign(plain.Challenge))
	w.fails(err, api.ErrorTypeUnableToAuthenticateCryptoWallet)
}

const (
	ethereumStart = `{"crypto_wallet_type": "ethereum", "crypto_wallet_address": "0x2c7536E3605D9C16a7a3D7b1898e529396a65c23"`
	walletPath    = "/v1/crypto_wallets/authenticate"
)

// siwe expects an error for the parameters of a message.
func siwe(want api.ErrorType, params string) errorCase {
	return post(want, walletPath+"/start", ethereumStart+`, "siwe_params": {`+params+`}}`)
}

var walletErrors = []errorCase{
	post(api.ErrorTypeInvalidWalletType, walletPath+"/start", `{"crypto_wallet_type": "bitcoin", "crypto_wallet_address": "x"}`),
	post(api.ErrorTypeInvalidCryptoWalletAddress, walletPath+"/start", `{"crypto_wallet_type": "ethereum"}`),
	post(api.ErrorTypeInvalidEthereumAddress, walletPath+"/start", `{"crypto_wallet_type": "ethereum", "crypto_wallet_address": "0x2c75"}`),
	post(api.ErrorTypeInvalidSolanaAddress, walletPath+"/start", `{"crypto_wallet_type": "solana", "crypto_wallet_address": "0x2c7536E3605D9C16a7a3D7b1898e529396a65c23"}`),
	post(api.ErrorTypeTooManyUserSelectionArguments, walletPath+"/start", ethereumStart+`, "user_id": "$user", "session_token": "`+noToken+`"}`),
	post(api.ErrorTypeCryptoWalletTypeIncompatibleWithSIWE, walletPath+"/start",
		`{"crypto_wallet_type": "solana", "crypto_wallet_address": "CyrR839U5L1a4yRtnHwVDxkQcv7w93ecDLohv1SPebDv", "siwe_params": {"domain": "example.com", "uri": "https://example.com"}}`),
	siwe(api.ErrorTypeInvalidSIWEDomain, ``),
	siwe(api.ErrorTypeInvalidSIWEDomain, `"domain": "https://example.com", "uri": "https://example.com"`),
	siwe(api.ErrorTypeInvalidSIWEDomain, `"domain": "example.com/login", "uri": "https://example.com"`),
	siwe(api.ErrorTypeInvalidSIWEURI, `"domain": "example.com"`),
	siwe(api.ErrorTypeInvalidSIWEURI, `"domain": "example.com", "uri": "/login"`),
	siwe(api.ErrorTypeInvalidSIWEChainID, `"domain": "example.com", "uri": "https://example.com", "chain_id": "0"`),
	siwe(api.ErrorTypeInvalidSIWEChainID, `"domain": "example.com", "uri": "https://example.com", "chain_id": "mainnet"`),
	siwe(api.ErrorTypeInvalidSIWEChainID, `"domain": "example.com", "uri": "https://example.com", "chain_id": "9223372036854775772"`),
	siwe(api.ErrorTypeInvalidSIWEStatement, `"domain": "example.com", "uri": "https://example.com", "statement": "two\nlines"`),
	siwe(api.ErrorTypeInvalidSIWEStatement, `"domain": "example.com", "uri": "https://example.com", "statement": "für dich"`),
	siwe(api.ErrorTypeInvalidSIWEMessageRequestID, `"domain": "example.com", "uri": "https://example.com", "message_request_id": "a b"`),
	siwe(api.ErrorTypeInvalidSIWEResource, `"domain": "example.com", "uri": "https://example.com", "resources": ["terms"]`),
	when(api.ErrorTypeInvalidSignature, func(w *harness) error {
		wallet := stytchtest.NewEthereumWallet()
		_, err := w.startWallet(wallet, nil)
		w.ok(err)
		_, err = w.signed(wallet, "")
		return err
	}),
	when(api.ErrorTypeUnableToAuthenticateCryptoWallet, func(w *harness) error {
		wallet := stytchtest.NewSolanaWallet()
		_, err := w.signed(wallet, wallet.Sign("x")) // without a start
		return err
	}),
	when(api.ErrorTypeDuplicateWalletAddress, func(w *harness) error {
		wallet := stytchtest.NewSolanaWallet()
		w.walletLogin(wallet)
		_, err := w.startWallet(wallet, func(r *cryptowallets.AuthenticateStartRequest) { r.UserID = everything.UserID })
		return err
	}),
	when(api.ErrorTypeDuplicateWalletAddressForUser, func(w *harness) error {
		wallet := stytchtest.NewSolanaWallet()
		login := w.walletLogin(wallet)
		_, err := w.startWallet(wallet, func(r *cryptowallets.AuthenticateStartRequest) { r.UserID = login.UserID })
		return err
	}),
	when(api.ErrorTypeSIWEMessageExpired, func(w *harness) error {
		return w.siweAfter(stytchtest.NewEthereumWallet(), 5*time.Minute)
	}),
	when(api.ErrorTypeSIWEMessageNotValidYet, func(w *harness) error {
		return w.siweAfter(stytchtest.NewEthereumWallet(), time.Minute-time.Second)
	}),
	when(api.ErrorTypeUserImpersonationNotAllowed, func(w *harness) error {
		token := w.srv.ImpersonationToken(stytchtest.Impersonation{UserID: everything.UserID})
		_, err := w.Impersonation.Authenticate(w.ctx, impersonation.AuthenticateRequest{ImpersonationToken: token})
		return err
	}, stytchtest.WithoutImpersonation()),
}

// siweAfter signs a message, valid from a minute after the start, when some time has passed.
func (w *harness) siweAfter(wallet *stytchtest.Wallet, passed time.Duration) error {
	w.Helper()
	started, err := w.startWallet(wallet, func(r *cryptowallets.AuthenticateStartRequest) {
		r.SIWEParams = cryptowallets.SIWEParams{Domain: "example.com", URI: "https://example.com", NotBefore: w.srv.Now().Add(time.Minute)}
	})
	w.ok(err)
	w.srv.Advance(passed)
	_, err = w.signed(wallet, wallet.Sign(started.Challenge))
	return err
}
