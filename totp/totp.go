// Package totp adds authenticator apps to users and checks their codes (RFC 6238). The client exposes it as
// client.TOTP.
//
//	created, err := client.TOTP.Create(ctx, totp.CreateRequest{UserID: userID})
//	... // Show created.QRCode to the user. Do not store it.
//	login, err := client.TOTP.Authenticate(ctx, totp.AuthenticateRequest{
//		UserID: userID, TOTPCode: code, SessionDurationMinutes: 60,
//	})
//
// Codes have six digits and change every 30 seconds. Stytch also accepts the previous and the next code. Each code
// works once.
//
// Only RecoveryCodes is idempotent and is retried after any temporary failure. The other methods create an
// authenticator app or use up a code. They are retried only when Stytch provably did not handle the request.
//
// API reference: https://stytch.com/docs/api-reference/consumer/api/totp/get-recovery-codes
package totp

import (
	"context"

	"github.com/flymyai/stytch-go/internal/transport"
)

var (
	create        = transport.Post("totp.create", "/v1/totps")
	authenticate  = transport.Post("totp.authenticate", "/v1/totps/authenticate")
	recoveryCodes = transport.Post("totp.recovery_codes", "/v1/totps/recovery_codes").Idempotent()
	recoverUser   = transport.Post("totp.recover", "/v1/totps/recover")
)

// Service calls the TOTP endpoints.
type Service struct {
	transport *transport.Client
}

// New is called by stytch.New. Programs use client.TOTP instead, since the transport is internal to this module.
func New(t *transport.Client) *Service { return &Service{t} }

// Create adds an authenticator app to a user (POST /v1/totps). It returns the app's secret, also as a QR code to
// scan, and ten recovery codes. The app stays unverified until its first code is authenticated. That must happen
// within a day, or within ExpirationMinutes.
//
// Errors include [api.ErrorTypeActiveTOTPExists], [api.ErrorTypePendingTOTPExists] and
// [api.ErrorTypeUserNotFound].
func (s *Service) Create(ctx context.Context, req CreateRequest) (*CreateResponse, error) {
	return transport.Call[CreateResponse](ctx, s.transport, create, req)
}

// Authenticate checks a code from an authenticator app and uses it up (POST /v1/totps/authenticate). The first code
// verifies the app. Setting SessionDurationMinutes starts a session. Passing SessionToken or SessionJWT adds this
// factor to an existing session. Without any of the three, Session is nil and the tokens are empty.
//
// Errors include [api.ErrorTypeUnableToAuthenticateTOTP] for a wrong code,
// [api.ErrorTypeTOTPCodeAlreadyAuthenticated] for one that was used, [api.ErrorTypeInvalidTOTPCode],
// [api.ErrorTypeExpiredTOTP], [api.ErrorTypeTOTPsNotFoundForUser] and [api.ErrorTypeUserLockLimitReached].
func (s *Service) Authenticate(ctx context.Context, req AuthenticateRequest) (*AuthenticateResponse, error) {
	return transport.Call[AuthenticateResponse](ctx, s.transport, authenticate, req)
}

// RecoveryCodes returns a user's unused recovery codes (POST /v1/totps/recovery_codes).
//
// Errors include [api.ErrorTypeUserNotFound] and [api.ErrorTypeTOTPsNotFoundForUser].
func (s *Service) RecoveryCodes(ctx context.Context, req RecoveryCodesRequest) (*RecoveryCodesResponse, error) {
	return transport.Call[RecoveryCodesResponse](ctx, s.transport, recoveryCodes, req)
}

// Recover logs a user in with a recovery code instead of the authenticator app and uses up the code
// (POST /v1/totps/recover). Sessions work as in [Service.Authenticate].
//
// Errors include [api.ErrorTypeUnableToAuthenticateRecoveryCode], [api.ErrorTypeInvalidRecoveryCode],
// [api.ErrorTypeTOTPCodeUsedAsRecoveryCode] and [api.ErrorTypeUserLockLimitReached].
func (s *Service) Recover(ctx context.Context, req RecoverRequest) (*RecoverResponse, error) {
	return transport.Call[RecoverResponse](ctx, s.transport, recoverUser, req)
}
