// Package cryptowallets logs users in with wallets for Ethereum, other EVM-compatible chains and Solana. Users prove
// that they own a wallet by signing a challenge with it. The client exposes the package as client.CryptoWallets.
//
//	start, err := client.CryptoWallets.AuthenticateStart(ctx, cryptowallets.AuthenticateStartRequest{
//		CryptoWalletType:    "ethereum",
//		CryptoWalletAddress: address,
//	})
//	...
//	// The wallet in the browser signs start.Challenge, for example with personal_sign (EIP-191).
//	login, err := client.CryptoWallets.Authenticate(ctx, cryptowallets.AuthenticateRequest{
//		CryptoWalletType:       "ethereum",
//		CryptoWalletAddress:    address,
//		Signature:              signature,
//		SessionDurationMinutes: 60,
//	})
//
// Neither method is idempotent. Both are retried only when Stytch provably did not handle the request.
//
// API reference: https://stytch.com/docs/api-reference/consumer/api/crypto-wallets/authenticate
package cryptowallets

import (
	"context"

	"github.com/flymyai/stytch-go/internal/transport"
)

var (
	authenticateStart = transport.Post("crypto_wallets.authenticate_start", "/v1/crypto_wallets/authenticate/start")
	authenticate      = transport.Post("crypto_wallets.authenticate", "/v1/crypto_wallets/authenticate")
)

// Service calls the crypto wallet endpoints.
type Service struct {
	transport *transport.Client
}

// New is called by stytch.New. Programs use client.CryptoWallets instead, since the transport is internal to this module.
func New(t *transport.Client) *Service { return &Service{t} }

// AuthenticateStart returns a challenge for a wallet to sign (POST /v1/crypto_wallets/authenticate/start). It creates a
// user if the wallet is unknown, unless UserID, SessionToken or SessionJWT selects a user to add the wallet to. With
// SIWEParams, the challenge is a Sign-In with Ethereum message (EIP-4361), which wallets show in a readable form. A new
// challenge replaces the previous one for the same wallet.
//
// Errors include [api.ErrorTypeInvalidWalletType], [api.ErrorTypeInvalidEthereumAddress],
// [api.ErrorTypeInvalidSolanaAddress], [api.ErrorTypeDuplicateWalletAddress] and
// [api.ErrorTypeCryptoWalletTypeIncompatibleWithSIWE].
func (s *Service) AuthenticateStart(ctx context.Context, req AuthenticateStartRequest) (*AuthenticateStartResponse, error) {
	return transport.Call[AuthenticateStartResponse](ctx, s.transport, authenticateStart, req)
}

// Authenticate logs a user in with the signature of the challenge, and uses up the challenge (POST
// /v1/crypto_wallets/authenticate). Ethereum wallets sign the challenge with personal_sign, and Solana wallets sign its
// bytes. Setting SessionDurationMinutes starts a session. Passing SessionToken or SessionJWT adds this factor to an
// existing session. Without any of the three, Session is nil and the tokens are empty.
//
// Errors include [api.ErrorTypeUnableToAuthenticateCryptoWallet] if the signature is wrong or the challenge was used or
// has expired, [api.ErrorTypeInvalidSignature] if it is malformed, [api.ErrorTypeSIWEMessageExpired] and
// [api.ErrorTypeSIWEMessageNotValidYet].
func (s *Service) Authenticate(ctx context.Context, req AuthenticateRequest) (*AuthenticateResponse, error) {
	return transport.Call[AuthenticateResponse](ctx, s.transport, authenticate, req)
}
