// Package oauth completes logins with Google, GitHub and other OAuth 2.0 providers. Such a login starts in the
// browser, at Stytch's start URL for the provider. The client exposes the package as client.OAuth.
//
//	// In the handler of your redirect URL:
//	login, err := client.OAuth.Authenticate(ctx, oauth.AuthenticateRequest{
//		Token:                  r.URL.Query().Get("token"),
//		SessionDurationMinutes: 60,
//	})
//
// Neither method is idempotent. Both are retried only when Stytch provably did not handle the request.
//
// API reference: https://stytch.com/docs/api-reference/consumer/api/oauth/authenticate
package oauth

import (
	"context"

	"github.com/flymyai/stytch-go/internal/ended"
	"github.com/flymyai/stytch-go/internal/transport"
)

var (
	attach       = transport.Post("oauth.attach", "/v1/oauth/attach")
	authenticate = transport.Post("oauth.authenticate", "/v1/oauth/authenticate")
)

// Service calls the OAuth endpoints.
type Service struct {
	transport *transport.Client
	ended     ended.Report
}

// New is called by stytch.New. The function report is called when an API call of the service has ended sessions.
// Programs use client.OAuth instead, since the transport is internal to this module.
func New(t *transport.Client, report ended.Report) *Service { return &Service{t, report} }

// Attach returns a token that links the next provider login to an existing user (POST /v1/oauth/attach).
// Exactly one of UserID, SessionToken and SessionJWT selects the user. Add the token to Stytch's start URL
// for the provider, as oauth_attach_token. It works once and cannot merge two users.
//
// Errors include [api.ErrorTypeInvalidOAuthProvider], [api.ErrorTypeUserNotFound],
// [api.ErrorTypeTooManyUserSelectionArguments] and [api.ErrorTypeNoUserSelectionArguments].
func (s *Service) Attach(ctx context.Context, req AttachRequest) (*AttachResponse, error) {
	return transport.Call[AttachResponse](ctx, s.transport, attach, req)
}

// Authenticate logs a user in with the token that the redirect URL received after a login with a provider, and uses up
// the token (POST /v1/oauth/authenticate). It creates the user at the first login. ProviderValues holds the tokens that
// the provider issued. Setting SessionDurationMinutes starts a session. Passing SessionToken or SessionJWT adds this
// factor to an existing session. Without any of the three, UserSession is nil and the tokens are empty.
//
// Errors include [api.ErrorTypeOAuthTokenNotFound] if the token is unknown, was used or has expired,
// [api.ErrorTypeTooManySessionArguments], [api.ErrorTypePKCEExpectedCodeVerifier] and
// [api.ErrorTypePKCEMismatch].
func (s *Service) Authenticate(ctx context.Context, req AuthenticateRequest) (*AuthenticateResponse, error) {
	resp, err := transport.Call[AuthenticateResponse](ctx, s.transport, authenticate, req)
	if err == nil && resp.ResetSessions {
		s.ended.Others(ctx, resp.UserID, resp.UserSession)
	}
	return resp, err
}
