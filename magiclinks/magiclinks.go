// Package magiclinks logs users in by a link, sent by email or handed out by your own means. It is
// reached as client.MagicLinks.
//
//	_, err := client.MagicLinks.Email.LoginOrCreate(ctx, magiclinks.EmailLoginOrCreateRequest{
//		Email:             "ada@example.com",
//		LoginMagicLinkURL: "https://app.example.com/authenticate",
//	})
//	...
//	// In the handler of that URL:
//	login, err := client.MagicLinks.Authenticate(ctx, magiclinks.AuthenticateRequest{
//		Token:                  r.URL.Query().Get("token"),
//		SessionDurationMinutes: 60,
//	})
//
// A link works once. It lives for an hour when it logs in or invites, for a week when it signs up,
// unless the send says otherwise.
//
// Everything here sends, creates or spends a token, so it is tried again only where the request
// provably was not handled. Revoking an invite is the exception: it is repeated like a read.
//
// API reference: https://stytch.com/docs/api/overview, Magic links.
package magiclinks

import (
	"context"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/transport"
)

// The requests and answers of this package, and what they hold.
type (
	AuthenticateRequest        = api.MagicLinksAuthenticateRequest
	AuthenticateResponse       = api.MagicLinksAuthenticateResponse
	CreateRequest              = api.MagicLinksCreateRequest
	CreateResponse             = api.MagicLinksCreateResponse
	EmailSendRequest           = api.MagicLinksEmailSendRequest
	EmailSendResponse          = api.MagicLinksEmailSendResponse
	EmailLoginOrCreateRequest  = api.MagicLinksEmailLoginOrCreateRequest
	EmailLoginOrCreateResponse = api.MagicLinksEmailLoginOrCreateResponse
	EmailInviteRequest         = api.MagicLinksEmailInviteRequest
	EmailInviteResponse        = api.MagicLinksEmailInviteResponse
	EmailRevokeInviteRequest   = api.MagicLinksEmailRevokeInviteRequest
	EmailRevokeInviteResponse  = api.MagicLinksEmailRevokeInviteResponse

	Attributes       = api.Attributes
	AttributeOptions = api.AttributeOptions
	Locale           = api.Locale
	Name             = api.Name
)

var (
	authenticate       = transport.Post("magic_links.authenticate", "/v1/magic_links/authenticate")
	create             = transport.Post("magic_links.create", "/v1/magic_links")
	emailSend          = transport.Post("magic_links.email.send", "/v1/magic_links/email/send")
	emailLoginOrCreate = transport.Post("magic_links.email.login_or_create", "/v1/magic_links/email/login_or_create")
	emailInvite        = transport.Post("magic_links.email.invite", "/v1/magic_links/email/invite")
	emailRevokeInvite  = transport.Post("magic_links.email.revoke_invite", "/v1/magic_links/email/revoke_invite").Idempotent()
)

// Service is the magic links domain.
type Service struct {
	// Email sends links by email.
	Email *EmailService

	transport *transport.Client
}

// New returns the service. It is called by stytch.New.
func New(t *transport.Client) *Service { return &Service{Email: &EmailService{t}, transport: t} }

// Authenticate logs a user in with the token of a link (POST /v1/magic_links/authenticate). The token is
// spent. A session is made when SessionDurationMinutes is set, or joined when a session token or JWT is;
// otherwise Session is nil and the tokens are empty.
//
// Errors: [api.ErrorTypeMagicLinkNotFound] for an unknown token, [api.ErrorTypeUnableToAuthMagicLink]
// for one used or expired, [api.ErrorTypeAttributeMismatch], [api.ErrorTypePKCEExpectedCodeVerifier],
// [api.ErrorTypePKCEMismatch].
func (s *Service) Authenticate(ctx context.Context, req AuthenticateRequest) (*AuthenticateResponse, error) {
	return transport.Call[AuthenticateResponse](ctx, s.transport, authenticate, req)
}

// Create makes the token of a link that you deliver yourself (POST /v1/magic_links). Whoever holds it is
// logged in as the user, and no email address gets verified by it. Stytch must have switched this
// product on for the workspace.
//
// Errors: [api.ErrorTypeEnterpriseEndpoint] where it is not, [api.ErrorTypeUserNotFound],
// [api.ErrorTypeInvalidExpiration].
func (s *Service) Create(ctx context.Context, req CreateRequest) (*CreateResponse, error) {
	return transport.Call[CreateResponse](ctx, s.transport, create, req)
}

// EmailService sends magic links by email.
type EmailService struct {
	transport *transport.Client
}

// Send sends a link to a user that exists (POST /v1/magic_links/email/send), or adds the address to the
// user given by UserID, SessionToken or SessionJWT: it is dropped again unless the link is used within
// 5 minutes. One mail a second and address is allowed, all kinds together.
//
// Errors: [api.ErrorTypeEmailNotFound] for an address of no user, see [EmailService.LoginOrCreate];
// [api.ErrorTypeInvalidEmail], [api.ErrorTypeNoMatchForProvidedMagicLinkURL],
// [api.ErrorTypeTooManyRequests].
func (s *EmailService) Send(ctx context.Context, req EmailSendRequest) (*EmailSendResponse, error) {
	return transport.Call[EmailSendResponse](ctx, s.transport, emailSend, req)
}

// LoginOrCreate sends a link and makes the user first where the address is new
// (POST /v1/magic_links/email/login_or_create). A new or pending user gets the sign-up mail, an active
// one the login mail.
//
// Errors: [api.ErrorTypeInvalidEmail], [api.ErrorTypeNoMatchForProvidedMagicLinkURL],
// [api.ErrorTypeInactiveEmail], [api.ErrorTypeTooManyRequests].
func (s *EmailService) LoginOrCreate(ctx context.Context, req EmailLoginOrCreateRequest) (*EmailLoginOrCreateResponse, error) {
	return transport.Call[EmailLoginOrCreateResponse](ctx, s.transport, emailLoginOrCreate, req)
}

// Invite makes a pending user and sends the invitation (POST /v1/magic_links/email/invite).
//
// Errors: [api.ErrorTypeUserAlreadyInvited], [api.ErrorTypeInvalidEmail],
// [api.ErrorTypeNoMatchForProvidedMagicLinkURL], [api.ErrorTypeTooManyRequests].
func (s *EmailService) Invite(ctx context.Context, req EmailInviteRequest) (*EmailInviteResponse, error) {
	return transport.Call[EmailInviteResponse](ctx, s.transport, emailInvite, req)
}

// RevokeInvite takes an invitation back (POST /v1/magic_links/email/revoke_invite): its link stops
// working.
//
// Errors: [api.ErrorTypeEmailNotFound].
func (s *EmailService) RevokeInvite(ctx context.Context, req EmailRevokeInviteRequest) (*EmailRevokeInviteResponse, error) {
	return transport.Call[EmailRevokeInviteResponse](ctx, s.transport, emailRevokeInvite, req)
}
