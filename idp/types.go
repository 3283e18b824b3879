package idp

import "github.com/flymyai/stytch-go/api"

type (
	// IntrospectTokenRequest is the request of [Service.IntrospectToken]. Token and ClientID are required, and so is
	// ClientSecret unless the app is public.
	// See [api.IDPIntrospectTokenRequest] for its fields.
	IntrospectTokenRequest = api.IDPIntrospectTokenRequest
	// IntrospectTokenResponse is the response of [Service.IntrospectToken]: whether the token is active, and its contents.
	// See [api.IDPIntrospectTokenResponse] for its fields.
	IntrospectTokenResponse = api.IDPIntrospectTokenResponse
	// OAuthAuthorizeStartRequest is the request of [OAuthService.AuthorizeStart]. ClientID, RedirectURI, ResponseType,
	// Scopes and one of UserID, SessionToken and SessionJWT are required.
	// See [api.IDPOAuthAuthorizeStartRequest] for its fields.
	OAuthAuthorizeStartRequest = api.IDPOAuthAuthorizeStartRequest
	// OAuthAuthorizeStartResponse is the response of [OAuthService.AuthorizeStart]: the user, the app, and what to ask the
	// user.
	// See [api.IDPOAuthAuthorizeStartResponse] for its fields.
	OAuthAuthorizeStartResponse = api.IDPOAuthAuthorizeStartResponse
	// OAuthAuthorizeRequest is the request of [OAuthService.Authorize]. ConsentGranted, Scopes, ClientID, RedirectURI,
	// ResponseType and one of UserID, SessionToken and SessionJWT are required, and so is CodeChallenge if the app is
	// public.
	// See [api.IDPOAuthAuthorizeRequest] for its fields.
	OAuthAuthorizeRequest = api.IDPOAuthAuthorizeRequest
	// OAuthAuthorizeResponse is the response of [OAuthService.Authorize]: where to redirect the browser, and the code if
	// access was granted.
	// See [api.IDPOAuthAuthorizeResponse] for its fields.
	OAuthAuthorizeResponse = api.IDPOAuthAuthorizeResponse
	// ScopeResult is a requested scope and whether the user can grant it.
	// See [api.IDPScopeResult] for its fields.
	ScopeResult = api.IDPScopeResult
)
