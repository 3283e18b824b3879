// Package oauth finishes logins with Google, GitHub and other OAuth 2.0 providers, which begin in the
// browser. It is reached as client.OAuth.
//
//	// In the handler of your redirect URL:
//	login, err := client.OAuth.Authenticate(ctx, oauth.AuthenticateRequest{
//		Token:                  r.URL.Query().Get("token"),
//		SessionDurationMinutes: 60,
//	})
//
// Both operations create something or spend a token, so they are tried again only where the request
// provably was not handled.
//
// API reference: https://stytch.com/docs/api/overview, OAuth.
package oauth

import (
	"context"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/transport"
)

// The requests and answers of this package, and what they hold.
type (
	AttachRequest        = api.OAuthAttachRequest
	AttachResponse       = api.OAuthAttachResponse
	AuthenticateRequest  = api.OAuthAuthenticateRequest
	AuthenticateResponse = api.OAuthAuthenticateResponse
	ProviderValues       = api.OAuthProviderValues
)

var (
	attach       = transport.Post("oauth.attach", "/v1/oauth/attach")
	authenticate = transport.Post("oauth.authenticate", "/v1/oauth/authenticate")
)

// Service is the OAuth domain.
type Service struct {
	transport *transport.Client
}

// New returns the service. It is called by stytch.New.
func New(t *transport.Client) *Service { return &Service{t} }

// Attach makes a token that ties the next login with a provider to a user that exists, given by exactly
// one of UserID, SessionToken and SessionJWT (POST /v1/oauth/attach). Add it to the provider's start URL
// as oauth_attach_token. It works once, and does not merge two users.
//
// Errors: [api.ErrorTypeInvalidOAuthProvider], [api.ErrorTypeUserNotFound],
// [api.ErrorTypeTooManyUserSelectionArguments], [api.ErrorTypeNoUserSelectionArguments].
func (s *Service) Attach(ctx context.Context, req AttachRequest) (*AttachResponse, error) {
	return transport.Call[AttachResponse](ctx, s.transport, attach, req)
}

// Authenticate logs a user in with the token that the provider's login left at the redirect URL, and
// makes the user where that is new (POST /v1/oauth/authenticate). The token is spent. ProviderValues
// holds the provider's own tokens. A session is made when SessionDurationMinutes is set, or joined when a
// session token or JWT is; note that it comes as UserSession, nil where there is none.
//
// Errors: [api.ErrorTypeOAuthTokenNotFound] for a token unknown, used or expired,
// [api.ErrorTypeTooManySessionArguments], [api.ErrorTypePKCEExpectedCodeVerifier],
// [api.ErrorTypePKCEMismatch].
func (s *Service) Authenticate(ctx context.Context, req AuthenticateRequest) (*AuthenticateResponse, error) {
	return transport.Call[AuthenticateResponse](ctx, s.transport, authenticate, req)
}
