// Package magiclinks logs users in with links, sent by email or delivered by you. The client exposes it as
// client.MagicLinks.
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
// A link works once. By default, login links and invitations expire after an hour and sign-up links after a week.
//
// Only RevokeInvite is idempotent and is retried after any temporary failure. The other methods are retried only when
// Stytch provably did not handle the request.
//
// API reference: https://stytch.com/docs/api-reference/consumer/api/magic-links/via-email/send-magic-link
package magiclinks

import (
	"context"

	"github.com/flymyai/stytch-go/internal/ended"
	"github.com/flymyai/stytch-go/internal/transport"
)

var (
	authenticate       = transport.Post("magic_links.authenticate", "/v1/magic_links/authenticate")
	create             = transport.Post("magic_links.create", "/v1/magic_links")
	emailSend          = transport.Post("magic_links.email.send", "/v1/magic_links/email/send")
	emailLoginOrCreate = transport.Post("magic_links.email.login_or_create", "/v1/magic_links/email/login_or_create")
	emailInvite        = transport.Post("magic_links.email.invite", "/v1/magic_links/email/invite")
	emailRevokeInvite  = transport.Post("magic_links.email.revoke_invite", "/v1/magic_links/email/revoke_invite").Idempotent()
)

// Service calls the magic link endpoints.
type Service struct {
	// Email sends links by email.
	Email *EmailService

	transport *transport.Client
	ended     ended.Report
}

// New is called by stytch.New. The function report is called when an API call of the service has ended sessions.
// Programs use client.MagicLinks instead, since the transport is internal to this module.
func New(t *transport.Client, report ended.Report) *Service {
	return &Service{Email: &EmailService{t}, transport: t, ended: report}
}

// Authenticate logs a user in with the token of a link and uses up the token (POST /v1/magic_links/authenticate).
// Setting SessionDurationMinutes starts a session. Passing SessionToken or SessionJWT adds this factor to an existing
// session. Without any of the three, Session is nil and the tokens are empty.
//
// Errors include [api.ErrorTypeMagicLinkNotFound] for an unknown token, [api.ErrorTypeUnableToAuthMagicLink]
// for one that was used or has expired, [api.ErrorTypeAttributeMismatch],
// [api.ErrorTypePKCEExpectedCodeVerifier] and [api.ErrorTypePKCEMismatch].
func (s *Service) Authenticate(ctx context.Context, req AuthenticateRequest) (*AuthenticateResponse, error) {
	resp, err := transport.Call[AuthenticateResponse](ctx, s.transport, authenticate, req)
	if err == nil && resp.ResetSessions {
		s.ended.Others(ctx, resp.UserID, resp.Session)
	}
	return resp, err
}

// Create returns the token of an embeddable magic link, which you deliver yourself (POST /v1/magic_links). Anyone
// who has the token can log in as the user. Logging in with it does not verify an email address. Stytch must enable
// embeddable magic links for the workspace.
//
// Errors include [api.ErrorTypeEnterpriseEndpoint] if they are not enabled, [api.ErrorTypeUserNotFound] and
// [api.ErrorTypeInvalidExpiration].
func (s *Service) Create(ctx context.Context, req CreateRequest) (*CreateResponse, error) {
	return transport.Call[CreateResponse](ctx, s.transport, create, req)
}

// EmailService sends magic links by email.
type EmailService struct {
	transport *transport.Client
}

// Send sends a link to an existing user (POST /v1/magic_links/email/send). With UserID, SessionToken or SessionJWT, it
// first adds the email address to that user. Stytch removes the address again unless the link is used within 5 minutes.
// Stytch sends at most one magic link email per second to an address.
//
// Errors include [api.ErrorTypeEmailNotFound] if no user has the address (see [EmailService.LoginOrCreate]),
// [api.ErrorTypeInvalidEmail], [api.ErrorTypeNoMatchForProvidedMagicLinkURL] and
// [api.ErrorTypeTooManyRequests].
func (s *EmailService) Send(ctx context.Context, req EmailSendRequest) (*EmailSendResponse, error) {
	return transport.Call[EmailSendResponse](ctx, s.transport, emailSend, req)
}

// LoginOrCreate sends a link, and creates a user if no user has the email address (POST
// /v1/magic_links/email/login_or_create). New and pending users get a sign-up email, active users a login email.
//
// Errors include [api.ErrorTypeInvalidEmail], [api.ErrorTypeNoMatchForProvidedMagicLinkURL],
// [api.ErrorTypeInactiveEmail] and [api.ErrorTypeTooManyRequests].
func (s *EmailService) LoginOrCreate(ctx context.Context, req EmailLoginOrCreateRequest) (*EmailLoginOrCreateResponse, error) {
	return transport.Call[EmailLoginOrCreateResponse](ctx, s.transport, emailLoginOrCreate, req)
}

// Invite creates a pending user and sends an invitation (POST /v1/magic_links/email/invite).
//
// Errors include [api.ErrorTypeUserAlreadyInvited], [api.ErrorTypeInvalidEmail],
// [api.ErrorTypeNoMatchForProvidedMagicLinkURL] and [api.ErrorTypeTooManyRequests].
func (s *EmailService) Invite(ctx context.Context, req EmailInviteRequest) (*EmailInviteResponse, error) {
	return transport.Call[EmailInviteResponse](ctx, s.transport, emailInvite, req)
}

// RevokeInvite revokes a pending invitation, so that its link stops working
// (POST /v1/magic_links/email/revoke_invite).
//
// Errors include [api.ErrorTypeEmailNotFound].
func (s *EmailService) RevokeInvite(ctx context.Context, req EmailRevokeInviteRequest) (*EmailRevokeInviteResponse, error) {
	return transport.Call[EmailRevokeInviteResponse](ctx, s.transport, emailRevokeInvite, req)
}
