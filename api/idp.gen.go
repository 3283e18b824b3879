// Code generated from openapi.yaml by oapi-codegen and internal/polish. DO NOT EDIT.

package api

// ConnectedAppPublic holds the fields of a connected app that users may see.
type ConnectedAppPublic struct {
	// Description of the app.
	ClientDescription string `json:"client_description"`

	// ID of the app, `connected-app-<env>-<uuid>`.
	ClientID string `json:"client_id"`

	// Name of the app.
	ClientName string `json:"client_name"`

	// Whether the app is yours or someone else's, and whether it has a secret.
	ClientType ConnectedAppClientType `json:"client_type"`

	// URL of the app's logo. Null if it has none.
	LogoURL string `json:"logo_url,omitzero"`
}

// IDPIntrospectTokenRequest holds the form fields of idp.introspect_token. `token` and `client_id`
// are required, and so is `client_secret` unless the app is public.
type IDPIntrospectTokenRequest struct {
	// ID of the connected app that the token was issued to, `connected-app-<env>-<uuid>`.
	ClientID string `json:"client_id"`

	// Secret of the app. Omit it for a public app.
	ClientSecret string `json:"client_secret,omitzero" secret:"true"`

	// Access token or refresh token to introspect.
	Token string `json:"token" secret:"true"`

	// Kind of token. It speeds up the lookup.
	TokenTypeHint IDPTokenTypeHint `json:"token_type_hint,omitzero"`
}

// IDPIntrospectTokenResponse is the response body of idp.introspect_token. Success means only that
// the token was looked up. The result is in `active`. Custom claims are at the same level as the
// fields listed here.
type IDPIntrospectTokenResponse struct {
	// Whether the token is valid. If not, the response says nothing more about it.
	Active bool `json:"active"`

	// Audience of the token.
	Aud []string `json:"aud,omitzero"`

	// ID of the app that the token was issued to.
	ClientID string `json:"client_id,omitzero"`

	// Custom claims of the token, from the app's access token template. Numbers are float64.
	CustomClaims map[string]any `json:",embed"`

	// Expiration of the token, in Unix seconds.
	Exp int64 `json:"exp,omitzero"`

	// When the token was issued, in Unix seconds.
	Iat int64 `json:"iat,omitzero"`

	// Issuer of the token.
	Iss string `json:"iss,omitzero"`

	// When the token becomes valid, in Unix seconds.
	Nbf int64 `json:"nbf,omitzero"`

	// ID of this call, `request-id-<env>-<uuid>`. Include it when you contact Stytch support.
	RequestID string `json:"request_id"`

	// Scopes of the token, separated by spaces.
	Scope string `json:"scope,omitzero"`

	// HTTP status, repeated in the body.
	StatusCode int `json:"status_code"`

	// ID of the token's user.
	Sub string `json:"sub,omitzero"`

	// Kind of token: `access_token` or `refresh_token`.
	TokenType string `json:"token_type,omitzero"`
}

// IDPOAuthAuthorizeRequest is the request body of idp.oauth.authorize. `consent_granted`, `scopes`,
// `client_id`, `redirect_uri` and `response_type` are required, and so is exactly one of `user_id`,
// `session_token` and `session_jwt`.
type IDPOAuthAuthorizeRequest struct {
	// ID of the connected app, from the authorization request.
	ClientID string `json:"client_id"`

	// PKCE challenge of the authorization request: the SHA-256 hash of the app's verifier, as
	// base64url. Required for public apps.
	CodeChallenge string `json:"code_challenge,omitzero"`

	// Whether the user consented. If false, the app gets an error.
	ConsentGranted bool `json:"consent_granted"`

	// The `nonce` of the authorization request. It is copied to the ID token to prevent replay attacks.
	Nonce string `json:"nonce,omitzero"`

	// How to prompt the user, from the authorization request. The only known value is `consent`.
	Prompt string `json:"prompt,omitzero"`

	// URL to redirect the user to, from the authorization request. It must be one of the app's
	// `redirect_urls`.
	RedirectURI string `json:"redirect_uri"`

	// The `resource` parameters of the authorization request (RFC 8707).
	Resources []string `json:"resources,omitzero"`

	// Response type, from the authorization request: `code`.
	ResponseType string `json:"response_type"`

	// Scopes to grant. They can be fewer than the app requested.
	Scopes []string `json:"scopes"`

	// Session JWT of the user who is asked for consent, instead of `session_token`.
	SessionJWT string `json:"session_jwt,omitzero" secret:"true"`

	// Session token of the user who is asked for consent. The authorization is tied to that session.
	SessionToken string `json:"session_token,omitzero" secret:"true"`

	// The `state` of the authorization request. It is returned to the app unchanged.
	State string `json:"state,omitzero"`

	// User ID or external ID of the user who is asked for consent.
	UserID string `json:"user_id,omitzero"`
}

// IDPOAuthAuthorizeResponse is the response body of idp.oauth.authorize. Success does not mean that
// access was granted. The URL tells the app whether access was granted.
type IDPOAuthAuthorizeResponse struct {
	// The authorization code in the URL, which can be exchanged for tokens once. Null if access was not
	// granted.
	AuthorizationCode string `json:"authorization_code,omitzero" secret:"true"`

	// URL to redirect the user to. Its query contains the authorization code or an OAuth error.
	RedirectURI string `json:"redirect_uri" secret:"true"`

	// ID of this call, `request-id-<env>-<uuid>`. Include it when you contact Stytch support.
	RequestID string `json:"request_id"`

	// HTTP status, repeated in the body.
	StatusCode int `json:"status_code"`
}

// IDPOAuthAuthorizeStartRequest is the request body of idp.oauth.authorize_start. `client_id`,
// `redirect_uri`, `response_type` and `scopes` are required, and so is exactly one of `user_id`,
// `session_token` and `session_jwt`.
type IDPOAuthAuthorizeStartRequest struct {
	// ID of the connected app, from the authorization request.
	ClientID string `json:"client_id"`

	// How to prompt the user, from the authorization request. The only known value is `consent`.
	Prompt string `json:"prompt,omitzero"`

	// URL to redirect the user to, from the authorization request. It must be one of the app's
	// `redirect_urls`.
	RedirectURI string `json:"redirect_uri"`

	// Response type, from the authorization request: `code`.
	ResponseType string `json:"response_type"`

	// Scopes that the app requests, from the authorization request.
	Scopes []string `json:"scopes"`

	// Session JWT of the user who is asked for consent, instead of `session_token`.
	SessionJWT string `json:"session_jwt,omitzero" secret:"true"`

	// Session token of the user who is asked for consent. The authorization is tied to that session.
	SessionToken string `json:"session_token,omitzero" secret:"true"`

	// User ID or external ID of the user who is asked for consent.
	UserID string `json:"user_id,omitzero"`
}

// IDPOAuthAuthorizeStartResponse is the response body of idp.oauth.authorize_start. On success, the
// request is valid, and nothing is granted yet.
type IDPOAuthAuthorizeStartResponse struct {
	// The app that requests access, with the fields that users may see.
	Client ConnectedAppPublic `json:"client"`

	// Whether the user must be asked for consent. True if `prompt` is `consent`, if the app requests
	// `offline_access` without `bypass_consent_for_offline_access`, or if a third-party app requests
	// scopes that the user has not granted it before. If false, continue with idp.oauth.authorize
	// immediately.
	ConsentRequired bool `json:"consent_required"`

	// ID of this call, `request-id-<env>-<uuid>`. Include it when you contact Stytch support.
	RequestID string `json:"request_id"`

	// The requested scopes, and whether the user can grant each.
	ScopeResults []IDPScopeResult `json:"scope_results"`

	// HTTP status, repeated in the body.
	StatusCode int `json:"status_code"`

	// The user who is asked for consent.
	User User `json:"user"`

	// ID of the user, `user-<env>-<uuid>`.
	UserID string `json:"user_id"`
}

// IDPScopeResult is a scope that a connected app requests.
type IDPScopeResult struct {
	// Text for the consent page that describes what the scope allows.
	Description string `json:"description"`

	// Whether the user can grant the scope. Users cannot grant permissions that they do not have.
	IsGrantable bool `json:"is_grantable"`

	// Name of the scope.
	Scope string `json:"scope"`
}

// IDPTokenTypeHint is a kind of token of a connected app. Other values are allowed and sent
// unchanged.
type IDPTokenTypeHint string

// The known values of [IDPTokenTypeHint]. Other values pass through unchanged.
const (
	// An access token.
	IDPTokenTypeHintAccessToken IDPTokenTypeHint = "access_token"
	// A refresh token.
	IDPTokenTypeHintRefreshToken IDPTokenTypeHint = "refresh_token"
)
