// Package sessions checks, lists, extends and revokes the sessions of users. It is reached as
// client.Sessions.
//
//	checked, err := client.Sessions.Authenticate(ctx, sessions.AuthenticateRequest{SessionToken: token})
//	if errors.Is(err, api.ErrorTypeSessionNotFound) {
//		// Let the user log in.
//	}
//
// A session has a token, which is opaque and stays the same, and a JWT, which lives for 5 minutes and is
// made anew by each authentication.
//
// Get, Authenticate, Revoke and JWKS are repeated like reads. Migrate, ExchangeAccessToken and Attest
// make a session, so they are tried again only where the request provably was not handled.
//
// API reference: https://stytch.com/docs/api/overview, Session management.
package sessions

import (
	"context"
	"net/http"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/transport"
)

// The requests and answers of this package, and what they hold.
type (
	GetResponse                 = api.SessionsGetResponse
	AuthenticateRequest         = api.SessionsAuthenticateRequest
	AuthenticateResponse        = api.SessionsAuthenticateResponse
	RevokeRequest               = api.SessionsRevokeRequest
	RevokeResponse              = api.SessionsRevokeResponse
	MigrateRequest              = api.SessionsMigrateRequest
	MigrateResponse             = api.SessionsMigrateResponse
	ExchangeAccessTokenRequest  = api.SessionsExchangeAccessTokenRequest
	ExchangeAccessTokenResponse = api.SessionsExchangeAccessTokenResponse
	JWKSResponse                = api.SessionsJWKSResponse
	AttestRequest               = api.SessionsAttestRequest
	AttestResponse              = api.SessionsAttestResponse

	Session              = api.Session
	AuthenticationFactor = api.AuthenticationFactor
	AuthorizationCheck   = api.AuthorizationCheck
	JWK                  = api.JWK
)

var (
	get                 = transport.Operation{Name: "sessions.get", Method: http.MethodGet, Path: "/v1/sessions?user_id={user_id}", Retry: transport.Safe}
	authenticate        = transport.Operation{Name: "sessions.authenticate", Method: http.MethodPost, Path: "/v1/sessions/authenticate", Retry: transport.Safe}
	revoke              = transport.Operation{Name: "sessions.revoke", Method: http.MethodPost, Path: "/v1/sessions/revoke", Retry: transport.Safe}
	migrate             = transport.Operation{Name: "sessions.migrate", Method: http.MethodPost, Path: "/v1/sessions/migrate", Retry: transport.Once}
	exchangeAccessToken = transport.Operation{Name: "sessions.exchange_access_token", Method: http.MethodPost, Path: "/v1/sessions/exchange_access_token", Retry: transport.Once}
	jwks                = transport.Operation{Name: "sessions.jwks", Method: http.MethodGet, Path: "/v1/sessions/jwks/{project_id}", Retry: transport.Safe}
	attest              = transport.Operation{Name: "sessions.attest", Method: http.MethodPost, Path: "/v1/sessions/attest", Retry: transport.Once}
)

// Service is the sessions domain.
type Service struct {
	transport *transport.Client
}

// New returns the service. It is called by stytch.New.
func New(t *transport.Client) *Service { return &Service{t} }

// Get returns the active sessions of a user (GET /v1/sessions).
//
// Errors: [api.ErrorTypeUserNotFound], [api.ErrorTypeInvalidUserID].
func (s *Service) Get(ctx context.Context, userID string) (*GetResponse, error) {
	return transport.Call[GetResponse](ctx, s.transport, get, nil, userID)
}

// Authenticate checks a session by its token or its JWT, one of the two, and answers the session, its
// user and a new JWT (POST /v1/sessions/authenticate). An expired JWT is accepted while its session
// lives. With SessionDurationMinutes the session expires that long from now, sooner or later than
// before. With AuthorizationCheck the user's roles must grant an action on a resource.
//
// Errors: [api.ErrorTypeSessionNotFound] for a session revoked, expired or unknown,
// [api.ErrorTypeInvalidSessionToken], [api.ErrorTypeUnableToParseSessionJWT],
// [api.ErrorTypeTooManySessionArguments], [api.ErrorTypeNoSessionArguments],
// [api.ErrorTypeConsumerSessionAuthorizationError] where the roles grant too little.
func (s *Service) Authenticate(ctx context.Context, req AuthenticateRequest) (*AuthenticateResponse, error) {
	return transport.Call[AuthenticateResponse](ctx, s.transport, authenticate, req)
}

// Revoke ends a session, given by exactly one of its id, token and JWT (POST /v1/sessions/revoke). Its
// JWTs stay valid for whoever checks them without the API, for up to 5 minutes.
//
// Errors: [api.ErrorTypeSessionNotFound], also where a repeated revoke finds it gone;
// [api.ErrorTypeTooManySessionRevokeArguments], [api.ErrorTypeNoSessionRevokeArguments].
func (s *Service) Revoke(ctx context.Context, req RevokeRequest) (*RevokeResponse, error) {
	return transport.Call[RevokeResponse](ctx, s.transport, revoke, req)
}

// Migrate makes a session from one of your former provider (POST /v1/sessions/migrate). SessionToken is
// that provider's, checked at the UserInfo endpoint that the dashboard has for it.
//
// Errors: [api.ErrorTypeMigrateFromExternalMissingUserinfo],
// [api.ErrorTypeMigrateFromExternalUnexpectedResponse],
// [api.ErrorTypeMigrateFromExternalEmailDoesNotExist].
func (s *Service) Migrate(ctx context.Context, req MigrateRequest) (*MigrateResponse, error) {
	return transport.Call[MigrateResponse](ctx, s.transport, migrate, req)
}

// ExchangeAccessToken makes a session from the access token of a Connected App
// (POST /v1/sessions/exchange_access_token). The token must be at most 5 minutes old, is spent, and needs
// the full_access scope.
//
// Errors: [api.ErrorTypeOAuthAccessTokenExchangeTokenTooOld],
// [api.ErrorTypeOAuthAccessTokenExchangeTokenInvalidGrant],
// [api.ErrorTypeOAuthAccessTokenExchangeMissingFullAccess].
func (s *Service) ExchangeAccessToken(ctx context.Context, req ExchangeAccessTokenRequest) (*ExchangeAccessTokenResponse, error) {
	return transport.Call[ExchangeAccessTokenResponse](ctx, s.transport, exchangeAccessToken, req)
}

// JWKS returns the keys that the session JWTs of the project are signed with, in the form of RFC 7517
// (GET /v1/sessions/jwks/{project_id}). The project's secret is not sent. Stytch rotates the keys about
// every six months and lists old and new together for a month.
func (s *Service) JWKS(ctx context.Context) (*JWKSResponse, error) {
	return transport.Call[JWKSResponse](ctx, s.transport, jwks, nil, s.transport.ProjectID())
}

// Attest makes a session from a JWT that somebody else has signed, as a Trusted Auth Token profile of the
// project allows (POST /v1/sessions/attest).
//
// Errors: [api.ErrorTypeTrustedTokenProfileNotFound], [api.ErrorTypeInvalidTrustedAuthToken],
// [api.ErrorTypeJWTInvalidIssuer], [api.ErrorTypeJWTInvalidAudience], [api.ErrorTypeJWTInvalidClaims].
func (s *Service) Attest(ctx context.Context, req AttestRequest) (*AttestResponse, error) {
	return transport.Call[AttestResponse](ctx, s.transport, attest, req)
}
