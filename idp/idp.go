// Package idp verifies the access tokens that connected apps hold for users, and makes the API calls of your consent page.
// With Connected Apps, a project is an OAuth 2.0 authorization server: users give other applications, and AI agents over
// MCP, access to their accounts. The client exposes the package as client.IDP.
//
// An API that apps call is a resource server. It accepts requests whose token has the required scopes:
//
//	protected := client.IDP.Middleware(idp.WithScopes("read:documents"))
//	mux.Handle("GET /documents", protected(http.HandlerFunc(listDocuments)))
//
// [ResourceMetadata] tells an app without a token where to get one.
//
// Stytch hosts no consent page. An app sends the user to a page of yours, which calls OAuth.AuthorizeStart, asks the user,
// calls OAuth.Authorize, and redirects the browser to the URL in the response.
//
// Package connectedapps manages the apps.
//
// OAuth.Authorize creates an authorization code, so it is retried only when Stytch provably did not handle the request.
// All other calls are idempotent and retried. The local check of a token calls the API only for the project's keys and,
// with [WithAuthorizationCheck], for its RBAC policy.
//
// API reference: https://stytch.com/docs/connected-apps
package idp

import (
	"context"
	"net/url"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/bearer"
	"github.com/flymyai/stytch-go/internal/rbac"
	"github.com/flymyai/stytch-go/internal/token"
	"github.com/flymyai/stytch-go/internal/transport"
)

var (
	introspectToken = transport.Post("idp.introspect_token", "/v1/public/{project_id}/oauth2/introspect").Idempotent()
	authorizeStart  = transport.Post("idp.oauth.authorize_start", "/v1/idp/oauth/authorize/start").Idempotent()
	authorize       = transport.Post("idp.oauth.authorize", "/v1/idp/oauth/authorize")
)

// AuthorizationCheck names an action on a resource that a scope of the token must grant. See [api.AuthorizationCheck] for
// its fields.
type AuthorizationCheck = api.AuthorizationCheck

// Service verifies access tokens and authorizes apps.
type Service struct {
	// OAuth handles the authorization requests of apps.
	OAuth *OAuthService

	transport *transport.Client
	verifier  *token.Verifier
	policy    *rbac.Policy
	failures  *bearer.FailureLog
	// domains are the domains at which the project is an authorization server.
	domains []string
}

// New is called by stytch.New. Programs use client.IDP instead. The verifier, the policy and the log are those that all
// services of the client share. The domains are those of the project.
func New(t *transport.Client, v *token.Verifier, policy *rbac.Policy, failures *bearer.FailureLog, domains []string) *Service {
	return &Service{OAuth: &OAuthService{t}, transport: t, verifier: v, policy: policy, failures: failures, domains: domains}
}

// IntrospectToken reports whether an access token or a refresh token of an app is active, and returns its contents
// (POST /v1/public/{project_id}/oauth2/introspect, RFC 7662). Unlike [Service.AuthenticateAccessToken], it detects revoked
// access. The app authenticates with ClientID and, unless it is public, ClientSecret. The project's secret is not sent.
//
// An unknown, expired or revoked token is not an error, and neither is a token of another app: Active is false in the
// response, and all other fields are empty. Always check Active. CustomClaims holds the claims of the app's access token
// template.
//
// Errors include [api.ErrorTypeOAuth2InvalidClient] for a wrong ID or secret.
func (s *Service) IntrospectToken(ctx context.Context, req IntrospectTokenRequest) (*IntrospectTokenResponse, error) {
	form := url.Values{"token": {req.Token}, "client_id": {req.ClientID}}
	if req.ClientSecret != "" {
		form.Set("client_secret", req.ClientSecret)
	}
	if req.TokenTypeHint != "" {
		form.Set("token_type_hint", string(req.TokenTypeHint))
	}
	return transport.Call[IntrospectTokenResponse](ctx, s.transport, introspectToken, form, s.transport.ProjectID())
}

// OAuthService handles the authorization requests of apps, for a consent page of your own. Programs use client.IDP.OAuth.
type OAuthService struct{ transport *transport.Client }

// AuthorizeStart checks an authorization request and returns what a consent page shows: the app, the requested scopes, and
// whether the user must be asked (POST /v1/idp/oauth/authorize/start). It changes nothing. Exactly one of UserID,
// SessionToken and SessionJWT is required.
//
// If ConsentRequired is false, call [OAuthService.Authorize] without asking the user. Offer only scopes whose IsGrantable
// is true. After an error, do not redirect to the RedirectURI of the request, because it may not belong to the app.
//
// Errors include [api.ErrorTypeConnectedAppNotFound], [api.ErrorTypeConnectedAppSuppliedRedirectURLNotFoundInClient],
// [api.ErrorTypeConnectedAppInvalidRedirectURL] and [api.ErrorTypeSessionNotFound].
func (s *OAuthService) AuthorizeStart(ctx context.Context, req OAuthAuthorizeStartRequest) (*OAuthAuthorizeStartResponse, error) {
	return transport.Call[OAuthAuthorizeStartResponse](ctx, s.transport, authorizeStart, req)
}

// Authorize grants or denies an authorization request and returns the URL to redirect the browser to
// (POST /v1/idp/oauth/authorize). Exactly one of UserID, SessionToken and SessionJWT is required. An app with the scope
// full_access can exchange its access token for a session only if SessionToken or SessionJWT was set here; see
// [github.com/flymyai/stytch-go/sessions.Service.ExchangeAccessToken]. Scopes are the scopes that the user grants, which
// can be fewer than the app requested.
//
// The response has a RedirectURI whether or not access is granted: with the authorization code, or with an OAuth 2.0 error
// such as access_denied. Redirect the browser in both cases. After an error of the call itself, do not redirect.
//
// If the response is lost, send the user through the flow again. An unused code expires.
//
// Errors include [api.ErrorTypePKCERequiredForIDPAuthorizationFlow] for a public app without a CodeChallenge,
// [api.ErrorTypeConnectedAppNotFound], [api.ErrorTypeConnectedAppSuppliedRedirectURLNotFoundInClient] and
// [api.ErrorTypeSessionNotFound].
func (s *OAuthService) Authorize(ctx context.Context, req OAuthAuthorizeRequest) (*OAuthAuthorizeResponse, error) {
	return transport.Call[OAuthAuthorizeResponse](ctx, s.transport, authorize, req)
}
