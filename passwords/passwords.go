// Package passwords creates, checks, resets and migrates passwords, and logs users in with them. The client
// exposes it as client.Passwords.
//
//	created, err := client.Passwords.Create(ctx, passwords.CreateRequest{
//		Email: "ada@example.com", Password: password, SessionDurationMinutes: 60,
//	})
//	...
//	login, err := client.Passwords.Authenticate(ctx, passwords.AuthenticateRequest{
//		Email: "ada@example.com", Password: password, SessionDurationMinutes: 60,
//	})
//
// The project's settings decide which passwords are strong enough. The default policy, zxcvbn, requires a score of 3 or
// more. The LUDS policy requires a minimum length and several of four character types: lowercase letters, uppercase
// letters, digits and symbols. Stytch also rejects passwords from known data breaches.
//
// Only StrengthCheck is idempotent and is retried after any temporary failure. The other methods create something, use
// up a token or count as a login attempt. They are retried only when Stytch provably did not handle the request.
//
// API reference: https://stytch.com/docs/api-reference/consumer/api/passwords/create
package passwords

import (
	"context"

	"github.com/flymyai/stytch-go/internal/ended"
	"github.com/flymyai/stytch-go/internal/transport"
)

var (
	create                = transport.Post("passwords.create", "/v1/passwords")
	authenticate          = transport.Post("passwords.authenticate", "/v1/passwords/authenticate")
	strengthCheck         = transport.Post("passwords.strength_check", "/v1/passwords/strength_check").Idempotent()
	migrate               = transport.Post("passwords.migrate", "/v1/passwords/migrate")
	emailResetStart       = transport.Post("passwords.email.reset_start", "/v1/passwords/email/reset/start")
	emailReset            = transport.Post("passwords.email.reset", "/v1/passwords/email/reset")
	existingPasswordReset = transport.Post("passwords.existing_password.reset", "/v1/passwords/existing_password/reset")
	sessionReset          = transport.Post("passwords.session.reset", "/v1/passwords/session/reset")
)

// Service calls the password endpoints.
type Service struct {
	// Email resets a password with a link sent by email.
	Email *EmailService
	// ExistingPassword resets a password with the current one.
	ExistingPassword *ExistingPasswordService
	// Session resets a password with a session.
	Session *SessionService

	transport *transport.Client
}

// New is called by stytch.New. The function report is called when an API call of the service has ended sessions.
// Programs use client.Passwords instead, since the transport is internal to this module.
func New(t *transport.Client, report ended.Report) *Service {
	return &Service{
		Email:            &EmailService{t, report},
		ExistingPassword: &ExistingPasswordService{t, report},
		Session:          &SessionService{t, report},
		transport:        t,
	}
}

// Create creates a user with a password (POST /v1/passwords). The email address stays unverified. If a user
// already has the address, with or without a password, set the password with [EmailService.ResetStart] instead.
//
// Errors include [api.ErrorTypeDuplicateEmail], [api.ErrorTypeWeakPassword], [api.ErrorTypeBreachedPassword] and
// [api.ErrorTypeInvalidEmail].
func (s *Service) Create(ctx context.Context, req CreateRequest) (*CreateResponse, error) {
	return transport.Call[CreateResponse](ctx, s.transport, create, req)
}

// Authenticate logs a user in with a password (POST /v1/passwords/authenticate). Setting SessionDurationMinutes starts
// a session. Passing SessionToken or SessionJWT adds this factor to an existing session. Without any of the three,
// Session is nil and the tokens are empty. After too many wrong passwords, Stytch locks the user.
//
// Errors include [api.ErrorTypeUnauthorizedCredentials] for a wrong password, [api.ErrorTypeEmailNotFound],
// [api.ErrorTypeNoUserPassword], [api.ErrorTypeResetPassword] if the user must reset the password first, and
// [api.ErrorTypeUserLockLimitReached].
func (s *Service) Authenticate(ctx context.Context, req AuthenticateRequest) (*AuthenticateResponse, error) {
	return transport.Call[AuthenticateResponse](ctx, s.transport, authenticate, req)
}

// StrengthCheck reports whether a password would be accepted and how to improve it
// (POST /v1/passwords/strength_check). A breached password makes ValidPassword false only if Email is set.
func (s *Service) StrengthCheck(ctx context.Context, req StrengthCheckRequest) (*StrengthCheckResponse, error) {
	return transport.Call[StrengthCheckResponse](ctx, s.transport, strengthCheck, req)
}

// Migrate imports a password hash from another system and creates the user if no user has the email address
// (POST /v1/passwords/migrate). The user must not have a password. The API allows 100 calls per second.
//
// Errors include [api.ErrorTypePasswordAlreadyExists], [api.ErrorTypeInvalidHashType], and a type for each part of
// the hash or its configuration that is invalid.
func (s *Service) Migrate(ctx context.Context, req MigrateRequest) (*MigrateResponse, error) {
	return transport.Call[MigrateResponse](ctx, s.transport, migrate, req)
}

// EmailService resets passwords by email.
type EmailService struct {
	transport *transport.Client
	ended     ended.Report
}

// ResetStart sends a link for setting a new password (POST /v1/passwords/email/reset/start). The link expires after 30
// minutes, or after ResetPasswordExpirationMinutes.
//
// Errors include [api.ErrorTypeEmailNotFound], [api.ErrorTypeInvalidPasswordResetRedirectURL],
// [api.ErrorTypeNoPasswordResetRedirectURL] and [api.ErrorTypeTooManyRequests].
func (s *EmailService) ResetStart(ctx context.Context, req EmailResetStartRequest) (*EmailResetStartResponse, error) {
	return transport.Call[EmailResetStartResponse](ctx, s.transport, emailResetStart, req)
}

// Reset sets a new password with the token of a reset link and logs the user in (POST /v1/passwords/email/reset). It
// uses up the token and revokes the user's sessions. Stytch does not document whether that includes the session in the
// request. If the password is rejected, the token stays valid.
//
// Errors include [api.ErrorTypeUnableToAuthPasswordResetToken], [api.ErrorTypeWeakPassword],
// [api.ErrorTypeBreachedPassword], [api.ErrorTypeAttributeMismatch] and [api.ErrorTypePKCEMismatch].
func (s *EmailService) Reset(ctx context.Context, req EmailResetRequest) (*EmailResetResponse, error) {
	resp, err := transport.Call[EmailResetResponse](ctx, s.transport, emailReset, req)
	if err == nil {
		s.ended.All(ctx, resp.UserID, resp.Session)
	}
	return resp, err
}

// ExistingPasswordService resets passwords with the current password.
type ExistingPasswordService struct {
	transport *transport.Client
	ended     ended.Report
}

// Reset replaces a password, given the current one, and logs the user in (POST /v1/passwords/existing_password/reset).
// It revokes the user's sessions. Stytch does not document whether that includes the session in the request.
//
// Errors include [api.ErrorTypeUnauthorizedCredentials] for a wrong password, [api.ErrorTypeEmailNotFound],
// [api.ErrorTypeNoUserPassword], [api.ErrorTypeWeakPassword] and [api.ErrorTypeBreachedPassword].
func (s *ExistingPasswordService) Reset(ctx context.Context, req ExistingPasswordResetRequest) (*ExistingPasswordResetResponse, error) {
	resp, err := transport.Call[ExistingPasswordResetResponse](ctx, s.transport, existingPasswordReset, req)
	if err == nil {
		s.ended.All(ctx, resp.UserID, resp.Session)
	}
	return resp, err
}

// SessionService resets passwords with a session.
type SessionService struct {
	transport *transport.Client
	ended     ended.Report
}

// Reset sets a new password for the user of a session (POST /v1/passwords/session/reset). The session must have a
// password or email factor that is at most 5 minutes old. All other sessions of the user are revoked.
//
// Errors include [api.ErrorTypeSessionTooOldToResetPassword], [api.ErrorTypeSessionNotFound],
// [api.ErrorTypeWeakPassword] and [api.ErrorTypeBreachedPassword].
func (s *SessionService) Reset(ctx context.Context, req SessionResetRequest) (*SessionResetResponse, error) {
	resp, err := transport.Call[SessionResetResponse](ctx, s.transport, sessionReset, req)
	if err == nil {
		s.ended.Others(ctx, resp.UserID, resp.Session)
	}
	return resp, err
}
