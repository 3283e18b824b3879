// Package passwords logs users in by a password, and creates, checks, resets and migrates passwords. It
// is reached as client.Passwords.
//
//	created, err := client.Passwords.Create(ctx, passwords.CreateRequest{
//		Email: "ada@example.com", Password: password, SessionDurationMinutes: 60,
//	})
//	...
//	login, err := client.Passwords.Authenticate(ctx, passwords.AuthenticateRequest{
//		Email: "ada@example.com", Password: password, SessionDurationMinutes: 60,
//	})
//
// The project decides what is strong: by zxcvbn (score 3 or more, the default) or by LUDS (length and
// kinds of characters). Passwords of known breaches are refused.
//
// StrengthCheck is repeated like a read. Everything else creates something, spends a token or counts
// towards a user lock, so it is tried again only where the request provably was not handled.
//
// API reference: https://stytch.com/docs/api/overview, Passwords.
package passwords

import (
	"context"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/transport"
)

// The requests and answers of this package, and what they hold.
type (
	CreateRequest                 = api.PasswordsCreateRequest
	CreateResponse                = api.PasswordsCreateResponse
	AuthenticateRequest           = api.PasswordsAuthenticateRequest
	AuthenticateResponse          = api.PasswordsAuthenticateResponse
	StrengthCheckRequest          = api.PasswordsStrengthCheckRequest
	StrengthCheckResponse         = api.PasswordsStrengthCheckResponse
	MigrateRequest                = api.PasswordsMigrateRequest
	MigrateResponse               = api.PasswordsMigrateResponse
	EmailResetStartRequest        = api.PasswordsEmailResetStartRequest
	EmailResetStartResponse       = api.PasswordsEmailResetStartResponse
	EmailResetRequest             = api.PasswordsEmailResetRequest
	EmailResetResponse            = api.PasswordsEmailResetResponse
	ExistingPasswordResetRequest  = api.PasswordsExistingPasswordResetRequest
	ExistingPasswordResetResponse = api.PasswordsExistingPasswordResetResponse
	SessionResetRequest           = api.PasswordsSessionResetRequest
	SessionResetResponse          = api.PasswordsSessionResetResponse

	Attributes       = api.Attributes
	AttributeOptions = api.AttributeOptions
	Locale           = api.Locale
	Name             = api.Name
	HashType         = api.PasswordHashType
	SaltConfig       = api.PasswordSaltConfig
	Argon2Config     = api.PasswordArgon2Config
	ScryptConfig     = api.PasswordScryptConfig
	PBKDF2Config     = api.PasswordPBKDF2Config
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

// Service is the passwords domain.
type Service struct {
	// Email resets a password by a link sent by email.
	Email *EmailService
	// ExistingPassword resets a password by the one it replaces.
	ExistingPassword *ExistingPasswordService
	// Session resets a password by a session.
	Session *SessionService

	transport *transport.Client
}

// New returns the service. It is called by stytch.New.
func New(t *transport.Client) *Service {
	return &Service{
		Email:            &EmailService{t},
		ExistingPassword: &ExistingPasswordService{t},
		Session:          &SessionService{t},
		transport:        t,
	}
}

// Create makes a user with a password (POST /v1/passwords). The email address stays unverified. A user
// who has the address already, with or without a password, gets one by [EmailService.ResetStart].
//
// Errors: [api.ErrorTypeDuplicateEmail], [api.ErrorTypeWeakPassword], [api.ErrorTypeBreachedPassword],
// [api.ErrorTypeInvalidEmail].
func (s *Service) Create(ctx context.Context, req CreateRequest) (*CreateResponse, error) {
	return transport.Call[CreateResponse](ctx, s.transport, create, req)
}

// Authenticate logs a user in with a password (POST /v1/passwords/authenticate). A session is made when
// SessionDurationMinutes is set, or joined when a session token or JWT is; otherwise Session is nil and
// the tokens are empty. Wrong passwords count towards a lock of the user.
//
// Errors: [api.ErrorTypeUnauthorizedCredentials] for a wrong password,
// [api.ErrorTypeEmailNotFound], [api.ErrorTypeNoUserPassword], [api.ErrorTypeResetPassword] where the
// password must be reset first, [api.ErrorTypeUserLockLimitReached].
func (s *Service) Authenticate(ctx context.Context, req AuthenticateRequest) (*AuthenticateResponse, error) {
	return transport.Call[AuthenticateResponse](ctx, s.transport, authenticate, req)
}

// StrengthCheck says whether a password would be accepted, and what would make it better
// (POST /v1/passwords/strength_check). Known breaches count against ValidPassword only when an email
// address is given.
func (s *Service) StrengthCheck(ctx context.Context, req StrengthCheckRequest) (*StrengthCheckResponse, error) {
	return transport.Call[StrengthCheckResponse](ctx, s.transport, strengthCheck, req)
}

// Migrate takes over a password by its hash, and makes the user where the address is new
// (POST /v1/passwords/migrate). The user must not have a password. The API allows 100 a second.
//
// Errors: [api.ErrorTypePasswordAlreadyExists], [api.ErrorTypeInvalidHashType], and one for each part
// of a hash or its configuration that does not fit.
func (s *Service) Migrate(ctx context.Context, req MigrateRequest) (*MigrateResponse, error) {
	return transport.Call[MigrateResponse](ctx, s.transport, migrate, req)
}

// EmailService resets passwords by email.
type EmailService struct {
	transport *transport.Client
}

// ResetStart sends a link by which a user sets a new password (POST /v1/passwords/email/reset/start). It
// lives for 30 minutes, unless ResetPasswordExpirationMinutes says otherwise.
//
// Errors: [api.ErrorTypeEmailNotFound], [api.ErrorTypeInvalidPasswordResetRedirectURL],
// [api.ErrorTypeNoPasswordResetRedirectURL], [api.ErrorTypeTooManyRequests].
func (s *EmailService) ResetStart(ctx context.Context, req EmailResetStartRequest) (*EmailResetStartResponse, error) {
	return transport.Call[EmailResetStartResponse](ctx, s.transport, emailResetStart, req)
}

// Reset sets a new password with the token of that link and logs the user in
// (POST /v1/passwords/email/reset). The token is spent and all sessions of the user are revoked. A
// password that is refused leaves the token as it is.
//
// Errors: [api.ErrorTypeUnableToAuthPasswordResetToken], [api.ErrorTypeWeakPassword],
// [api.ErrorTypeBreachedPassword], [api.ErrorTypeAttributeMismatch], [api.ErrorTypePKCEMismatch].
func (s *EmailService) Reset(ctx context.Context, req EmailResetRequest) (*EmailResetResponse, error) {
	return transport.Call[EmailResetResponse](ctx, s.transport, emailReset, req)
}

// ExistingPasswordService resets passwords by the ones they replace.
type ExistingPasswordService struct {
	transport *transport.Client
}

// Reset sets a new password with the one it replaces and logs the user in
// (POST /v1/passwords/existing_password/reset). All sessions of the user are revoked.
//
// Errors: [api.ErrorTypeUnauthorizedCredentials] for a wrong password, [api.ErrorTypeEmailNotFound],
// [api.ErrorTypeNoUserPassword], [api.ErrorTypeWeakPassword], [api.ErrorTypeBreachedPassword].
func (s *ExistingPasswordService) Reset(ctx context.Context, req ExistingPasswordResetRequest) (*ExistingPasswordResetResponse, error) {
	return transport.Call[ExistingPasswordResetResponse](ctx, s.transport, existingPasswordReset, req)
}

// SessionService resets passwords by a session.
type SessionService struct {
	transport *transport.Client
}

// Reset sets a new password for the user of a session (POST /v1/passwords/session/reset), whose password
// or email factor must be at most 5 minutes old. All other sessions of the user are revoked.
//
// Errors: [api.ErrorTypeSessionTooOldToResetPassword], [api.ErrorTypeSessionNotFound],
// [api.ErrorTypeWeakPassword], [api.ErrorTypeBreachedPassword].
func (s *SessionService) Reset(ctx context.Context, req SessionResetRequest) (*SessionResetResponse, error) {
	return transport.Call[SessionResetResponse](ctx, s.transport, sessionReset, req)
}
