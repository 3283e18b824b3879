// Package impersonation starts sessions in which an admin acts as a user. An admin creates a token in Stytch's
// dashboard, which then redirects to the application with the token. The client exposes the package as
// client.Impersonation.
//
//	// In the handler of your redirect URL, if stytch_token_type is impersonation:
//	login, err := client.Impersonation.Authenticate(ctx, impersonation.AuthenticateRequest{
//		ImpersonationToken: r.URL.Query().Get("token"),
//	})
//
// Authenticate is not idempotent. It is retried only when Stytch provably did not handle the request.
//
// API reference: https://stytch.com/docs/api-reference/consumer/api/impersonation/authenticate-token
package impersonation

import (
	"context"

	"github.com/flymyai/stytch-go/internal/transport"
)

var authenticate = transport.Post("impersonation.authenticate", "/v1/impersonation/authenticate")

// Service calls the impersonation endpoint.
type Service struct {
	transport *transport.Client
}

// New is called by stytch.New. Programs use client.Impersonation instead, since the transport is internal to this module.
func New(t *transport.Client) *Service { return &Service{t} }

// Authenticate starts a session as the user that an impersonation token is for, and uses up the token (POST
// /v1/impersonation/authenticate). A token works once and expires after 5 minutes. The session expires after 60 minutes
// and cannot be extended. Its only factor names the admin. The type of that factor,
// [api.AuthenticationFactorTypeImpersonated], distinguishes such a session from the user's own.
//
// Errors include [api.ErrorTypeUnableToAuthImpersonationToken] if the token is unknown, was used or has expired, and
// [api.ErrorTypeUserImpersonationNotAllowed] if the project does not allow impersonation.
func (s *Service) Authenticate(ctx context.Context, req AuthenticateRequest) (*AuthenticateResponse, error) {
	return transport.Call[AuthenticateResponse](ctx, s.transport, authenticate, req)
}
