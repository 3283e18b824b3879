// Package totp adds authenticator apps to users and checks their codes (RFC 6238). It is reached as
// client.TOTP.
//
//	created, err := client.TOTP.Create(ctx, totp.CreateRequest{UserID: userID})
//	... // show created.QRCode, keep nothing
//	login, err := client.TOTP.Authenticate(ctx, totp.AuthenticateRequest{
//		UserID: userID, TOTPCode: code, SessionDurationMinutes: 60,
//	})
//
// Codes have six digits and change every 30 seconds; the one before and the one after are accepted too,
// and each works once.
//
// RecoveryCodes is repeated like a read. Everything else creates an authenticator or spends a code, so
// it is tried again only where the request provably was not handled.
//
// API reference: https://stytch.com/docs/api/overview, Time-based one-time passcodes.
package totp

import (
	"context"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/transport"
)

// The requests and answers of this package, and what they hold.
type (
	CreateRequest         = api.TOTPCreateRequest
	CreateResponse        = api.TOTPCreateResponse
	AuthenticateRequest   = api.TOTPAuthenticateRequest
	AuthenticateResponse  = api.TOTPAuthenticateResponse
	RecoveryCodesRequest  = api.TOTPRecoveryCodesRequest
	RecoveryCodesResponse = api.TOTPRecoveryCodesResponse
	RecoverRequest        = api.TOTPRecoverRequest
	RecoverResponse       = api.TOTPRecoverResponse
)

var (
	create        = transport.Post("totp.create", "/v1/totps")
	authenticate  = transport.Post("totp.authenticate", "/v1/totps/authenticate")
	recoveryCodes = transport.Post("totp.recovery_codes", "/v1/totps/recovery_codes").Idempotent()
	recoverUser   = transport.Post("totp.recover", "/v1/totps/recover")
)

// Service is the TOTP domain.
type Service struct {
	transport *transport.Client
}

// New returns the service. It is called by stytch.New.
func New(t *transport.Client) *Service { return &Service{t} }

// Create makes an authenticator for a user: a secret, also as a QR code to scan, and ten recovery codes
// (POST /v1/totps). It counts for nothing until its first code is authenticated, within a day unless
// ExpirationMinutes says otherwise.
//
// Errors: [api.ErrorTypeActiveTOTPExists], [api.ErrorTypePendingTOTPExists], [api.ErrorTypeUserNotFound].
func (s *Service) Create(ctx context.Context, req CreateRequest) (*CreateResponse, error) {
	return transport.Call[CreateResponse](ctx, s.transport, create, req)
}

// Authenticate checks a code (POST /v1/totps/authenticate), and verifies the authenticator the first
// time. The code is spent. A session is made when SessionDurationMinutes is set, or joined when a session
// token or JWT is; otherwise Session is nil and the tokens are empty.
//
// Errors: [api.ErrorTypeUnableToAuthenticateTOTP] for a wrong code,
// [api.ErrorTypeTOTPCodeAlreadyAuthenticated] for one used, [api.ErrorTypeInvalidTOTPCode],
// [api.ErrorTypeExpiredTOTP], [api.ErrorTypeTOTPsNotFoundForUser], [api.ErrorTypeUserLockLimitReached].
func (s *Service) Authenticate(ctx context.Context, req AuthenticateRequest) (*AuthenticateResponse, error) {
	return transport.Call[AuthenticateResponse](ctx, s.transport, authenticate, req)
}

// RecoveryCodes returns the recovery codes that a user has left (POST /v1/totps/recovery_codes).
//
// Errors: [api.ErrorTypeUserNotFound], [api.ErrorTypeTOTPsNotFoundForUser].
func (s *Service) RecoveryCodes(ctx context.Context, req RecoveryCodesRequest) (*RecoveryCodesResponse, error) {
	return transport.Call[RecoveryCodesResponse](ctx, s.transport, recoveryCodes, req)
}

// Recover logs a user in with a recovery code in place of the authenticator (POST /v1/totps/recover). The
// recovery code is spent. Sessions come as with [Service.Authenticate].
//
// Errors: [api.ErrorTypeUnableToAuthenticateRecoveryCode], [api.ErrorTypeInvalidRecoveryCode],
// [api.ErrorTypeTOTPCodeUsedAsRecoveryCode], [api.ErrorTypeUserLockLimitReached].
func (s *Service) Recover(ctx context.Context, req RecoverRequest) (*RecoverResponse, error) {
	return transport.Call[RecoverResponse](ctx, s.transport, recoverUser, req)
}
