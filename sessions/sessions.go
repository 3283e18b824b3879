// Package sessions checks, lists, extends and revokes the sessions of users. It is reached as
// client.Sessions.
//
// A session has a token, which is opaque and stays the same, and a JWT, which lives for 5 minutes and is
// made anew by each authentication. The token is checked by asking the API:
//
//	checked, err := client.Sessions.Authenticate(ctx, sessions.AuthenticateRequest{SessionToken: token})
//
// The JWT is checked here, without the network once the project's keys are known:
//
//	checked, err := client.Sessions.AuthenticateJWT(ctx, jwt)
//
// And this protects a handler, with cookies as Stytch's frontend SDKs set them:
//
//	mux.Handle("/account", client.Sessions.Middleware()(account))
//
//	func account(w http.ResponseWriter, r *http.Request) {
//		session, _ := sessions.FromContext(r.Context())
//		fmt.Fprintln(w, "Hello,", session.UserID)
//	}
//
// # Session JWTs
//
// The key set is fetched when it is first needed, without the project's secret, and kept for an hour; then
// one call fetches it anew while all use the old one, which also survives a failed fetch. A key that is not
// in the set is looked for at once, and for keys nobody knows at most once in 30 seconds: tokens with
// made-up keys cost nothing. Only RS256 is accepted, and nothing turns the check of the signature off. A
// token that was found good is remembered until it expires or its key leaves the set.
//
// A session that was revoked stays good here for as long as its JWT lives, up to 5 minutes. Where that is
// too long, ask the API, or bound the age with [WithMaxTokenAge].
//
// # Retries
//
// Get, Authenticate, Revoke and JWKS are repeated like reads. Migrate, ExchangeAccessToken and Attest
// make a session, so they are tried again only where the request provably was not handled.
//
// API reference: https://stytch.com/docs/api/overview, Session management.
package sessions

import (
	"context"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/refresh"
	"github.com/flymyai/stytch-go/internal/token"
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
	get                 = transport.Get("sessions.get", "/v1/sessions?user_id={user_id}").Idempotent()
	authenticate        = transport.Post("sessions.authenticate", "/v1/sessions/authenticate").Idempotent()
	revoke              = transport.Post("sessions.revoke", "/v1/sessions/revoke").Idempotent()
	migrate             = transport.Post("sessions.migrate", "/v1/sessions/migrate")
	exchangeAccessToken = transport.Post("sessions.exchange_access_token", "/v1/sessions/exchange_access_token")
	rbacPolicy          = transport.Get("rbac.policy", "/v1/rbac/policy").Idempotent()
	getJWKS             = token.GetJWKS
	attest              = transport.Post("sessions.attest", "/v1/sessions/attest")
)

// Service is the sessions domain.
type Service struct {
	transport *transport.Client
	verifier  *token.Verifier
	policy    *refresh.Value[api.RBACPolicy]
	sharing   sharing
}

// New returns the service. Package stytch calls it: a program gets its service from a client. The verifier is the one
// that all services of the client share.
func New(t *transport.Client, v *token.Verifier) *Service {
	s := &Service{transport: t, verifier: v, sharing: sharing{now: v.Now}}
	s.policy = refresh.New(refresh.Config[api.RBACPolicy]{Fetch: s.fetchPolicy, MaxAge: policyMaxAge, Limit: policyLimit, Now: v.Now})
	return s
}

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
	resp, err := transport.Call[RevokeResponse](ctx, s.transport, revoke, req)
	s.sharing.forget() // after an error too: the session may be revoked
	return resp, err
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
	return transport.Call[JWKSResponse](ctx, s.transport, getJWKS, nil, s.transport.ProjectID())
}

// Attest makes a session from a JWT that somebody else has signed, as a Trusted Auth Token profile of the
// project allows (POST /v1/sessions/attest).
//
// Errors: [api.ErrorTypeTrustedTokenProfileNotFound], [api.ErrorTypeInvalidTrustedAuthToken],
// [api.ErrorTypeJWTInvalidIssuer], [api.ErrorTypeJWTInvalidAudience], [api.ErrorTypeJWTInvalidClaims].
func (s *Service) Attest(ctx context.Context, req AttestRequest) (*AttestResponse, error) {
	return transport.Call[AttestResponse](ctx, s.transport, attest, req)
}
