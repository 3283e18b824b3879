// Package sessions checks, lists, extends and revokes user sessions. The client exposes it as client.Sessions.
//
// A session has an opaque token, which never changes, and a JWT, which lives for 5 minutes and is reissued each time the
// session is authenticated. To check the token, call the API:
//
//	checked, err := client.Sessions.Authenticate(ctx, sessions.AuthenticateRequest{SessionToken: token})
//
// The JWT is checked in this process. The network is needed only if the JWT has expired or the project's keys are not
// cached yet:
//
//	checked, err := client.Sessions.AuthenticateJWT(ctx, jwt)
//
// Middleware protects a handler. It reads the cookies that Stytch's frontend SDKs or [Cookies.Set] have set:
//
//	mux.Handle("/account", client.Sessions.Middleware()(http.HandlerFunc(account)))
//
//	func account(w http.ResponseWriter, r *http.Request) {
//		session, _ := sessions.FromContext(r.Context())
//		fmt.Fprintln(w, "Hello,", session.UserID)
//	}
//
// A session starts with the first factor. If your users have a second factor, require it with [WithRequiredFactor].
//
// # Session JWTs
//
// Only RS256 signatures by the project's keys are accepted, and no option skips the check. The key set is fetched on
// first use, without the project's secret, and again when it is an hour old. If Stytch cannot be reached, or does not
// respond within 2 seconds, the old keys are used until they are a day old. A key ID that is not in the set triggers one
// fetch, and then at most one in 30 seconds, so JWTs with invented key IDs cost almost nothing. A verified JWT is cached
// until it expires or its key leaves the set.
//
// A check in this process accepts the JWT of a revoked session until it expires, up to 5 minutes later. If that is too long,
// give the client [Revocations]: all processes that share them then reject the JWT at once. Alternatively, [WithMaxTokenAge]
// shortens the 5 minutes, or makes every check call the API.
//
// # Retries
//
// Get, Authenticate, Revoke and JWKS are idempotent and retried. Migrate, ExchangeAccessToken and Attest create a
// session. They are retried only when Stytch provably did not handle the request.
//
// API reference: https://stytch.com/docs/api-reference/consumer/api/sessions/authenticate-session
package sessions

import (
	"context"
	"log/slog"
	"time"

	"github.com/flymyai/stytch-go/internal/bearer"
	"github.com/flymyai/stytch-go/internal/ended"
	"github.com/flymyai/stytch-go/internal/rbac"
	"github.com/flymyai/stytch-go/internal/token"
	"github.com/flymyai/stytch-go/internal/transport"
)

var (
	get                 = transport.Get("sessions.get", "/v1/sessions?user_id={user_id}").Idempotent()
	authenticate        = transport.Post("sessions.authenticate", "/v1/sessions/authenticate").Idempotent()
	revoke              = transport.Post("sessions.revoke", "/v1/sessions/revoke").Idempotent()
	migrate             = transport.Post("sessions.migrate", "/v1/sessions/migrate")
	exchangeAccessToken = transport.Post("sessions.exchange_access_token", "/v1/sessions/exchange_access_token")
	getJWKS             = token.GetJWKS
	attest              = transport.Post("sessions.attest", "/v1/sessions/attest")
)

// Service calls the session endpoints and checks session JWTs.
type Service struct {
	transport   *transport.Client
	verifier    *token.Verifier
	policy      *rbac.Policy
	revocations Revocations  // nil if the client has none
	logger      *slog.Logger // nil if the client has none
	failures    *bearer.FailureLog
	clock       *bearer.Throttle // of warnings about the clock of this machine
	// sharing is a pointer, so that %+v does not print, and race with, calls in progress.
	sharing *sharing
}

// New is called by stytch.New, with the verifier, the RBAC policy and the log that all services of the client share, and
// with its revocations and its logger, which may be nil. The other services call the returned function when one of their
// calls has ended sessions. Programs use client.Sessions instead, since the transport is internal to this module.
func New(
	t *transport.Client, v *token.Verifier, policy *rbac.Policy, revocations Revocations, logger *slog.Logger, failures *bearer.FailureLog,
) (*Service, ended.Report) {
	s := &Service{
		transport: t, verifier: v, policy: policy, revocations: revocations, logger: logger, failures: failures,
		clock: &bearer.Throttle{Interval: time.Hour}, sharing: &sharing{now: v.Now},
	}
	return s, s.reportEnded
}

// Get returns the active sessions of a user (GET /v1/sessions).
//
// Errors include [api.ErrorTypeUserNotFound] and [api.ErrorTypeInvalidUserID].
func (s *Service) Get(ctx context.Context, userID string) (*GetResponse, error) {
	return transport.Call[GetResponse](ctx, s.transport, get, nil, userID)
}

// Authenticate checks a session by its token or its JWT and returns the session, its user and a new JWT (POST
// /v1/sessions/authenticate). An expired JWT is accepted while its session is active. With SessionDurationMinutes, the
// session expires that many minutes from now, which may be sooner than before. With AuthorizationCheck, a role of the
// user must grant the action.
//
// Errors include [api.ErrorTypeSessionNotFound] for a session that is unknown, expired or revoked,
// [api.ErrorTypeInvalidSessionToken], [api.ErrorTypeUnableToParseSessionJWT], [api.ErrorTypeTooManySessionArguments],
// [api.ErrorTypeNoSessionArguments], and [api.ErrorTypeConsumerSessionAuthorizationError] if no role grants the action.
// A response without a session is an error too, because it did not come from Stytch. If the response does not grant the
// permission of AuthorizationCheck, the error is [ErrNotAuthorized].
func (s *Service) Authenticate(ctx context.Context, req AuthenticateRequest) (*AuthenticateResponse, error) {
	resp, err := transport.Call[authenticated](ctx, s.transport, authenticate, req)
	if err != nil {
		return nil, err
	}
	if check := req.AuthorizationCheck; check != (AuthorizationCheck{}) && (resp.Verdict == nil || !resp.Verdict.Authorized) {
		return nil, notAuthorized(check)
	}
	return &resp.AuthenticateResponse, nil
}

// authenticated is a response that identifies a session and its user.
type authenticated struct{ AuthenticateResponse }

// Missing implements [transport.Essential].
func (r *authenticated) Missing() string {
	switch {
	case r.Session.SessionID == "":
		return "session.session_id"
	case r.Session.UserID == "":
		return "session.user_id"
	}
	return ""
}

// Migrate creates a session from a session of your former provider (POST /v1/sessions/migrate). SessionToken is that
// provider's token. Stytch verifies it at the UserInfo endpoint set in the dashboard.
//
// Errors include [api.ErrorTypeMigrateFromExternalMissingUserinfo],
// [api.ErrorTypeMigrateFromExternalUnexpectedResponse] and [api.ErrorTypeMigrateFromExternalEmailDoesNotExist].
func (s *Service) Migrate(ctx context.Context, req MigrateRequest) (*MigrateResponse, error) {
	return transport.Call[MigrateResponse](ctx, s.transport, migrate, req)
}

// ExchangeAccessToken creates a session from an access token of a connected app and uses up the token
// (POST /v1/sessions/exchange_access_token). The token must be at most 5 minutes old and have the full_access scope.
//
// Errors include [api.ErrorTypeOAuthAccessTokenExchangeTokenTooOld],
// [api.ErrorTypeOAuthAccessTokenExchangeTokenInvalidGrant] and
// [api.ErrorTypeOAuthAccessTokenExchangeMissingFullAccess].
func (s *Service) ExchangeAccessToken(ctx context.Context, req ExchangeAccessTokenRequest) (*ExchangeAccessTokenResponse, error) {
	return transport.Call[ExchangeAccessTokenResponse](ctx, s.transport, exchangeAccessToken, req)
}

// JWKS returns the public keys that verify the project's session JWTs (GET /v1/sessions/jwks/{project_id}). It does not
// send the project's secret. Stytch rotates the keys about every six months and lists old and new keys together for a
// month. Checking a JWT with [Service.AuthenticateJWT] does not require a call to JWKS.
func (s *Service) JWKS(ctx context.Context) (*JWKSResponse, error) {
	return transport.Call[JWKSResponse](ctx, s.transport, getJWKS, nil, s.transport.ProjectID())
}

// Attest creates a session from a JWT of another issuer, which a Trusted Auth Token profile of the project must allow
// (POST /v1/sessions/attest).
//
// Errors include [api.ErrorTypeTrustedTokenProfileNotFound], [api.ErrorTypeInvalidTrustedAuthToken],
// [api.ErrorTypeJWTInvalidIssuer], [api.ErrorTypeJWTInvalidAudience] and [api.ErrorTypeJWTInvalidClaims].
func (s *Service) Attest(ctx context.Context, req AttestRequest) (*AttestResponse, error) {
	return transport.Call[AttestResponse](ctx, s.transport, attest, req)
}
