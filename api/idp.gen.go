// Code generated from openapi.yaml by oapi-codegen and internal/polish. DO NOT EDIT.

package api

// ConnectedAppPublic is the part of a connected app that may be shown to users.
type ConnectedAppPublic struct {
	// Description of the app.
	ClientDescription string `json:"client_description"`

	// Id of the app, `connected-app-<env>-<uuid>`.
	ClientID string `json:"client_id"`

	// Name of the app.
	ClientName string `json:"client_name"`

	// Whose the app is and whether it can keep a secret.
	ClientType ConnectedAppClientType `json:"client_type"`

	// URL of the app's logo. Null if it has none.
	LogoURL string `json:"logo_url,omitzero"`
}

// IDPIntrospectTokenRequest is the form of idp.introspect_token. `token` and `client_id` are
// needed, and `client_secret` unless the app is public.
type IDPIntrospectTokenRequest struct {
	// Id of the connected app the token was given to, `connected-app-<env>-<uuid>`.
	ClientID string `json:"client_id"`

	// Secret of the app. Not needed for a public app.
	ClientSecret string `json:"client_secret,omitzero" secret:"true"`

	// Access or refresh token to look at.
	Token string `json:"token" secret:"true"`

	// What kind of token it is, to find it faster.
	TokenTypeHint IDPTokenTypeHint `json:"token_type_hint,omitzero"`
}

// IDPIntrospectTokenResponse is the answer to idp.introspect_token. Success says only that the
// token was looked at; see `active` for the result. Custom claims stand beside the fields listed
// here.
type IDPIntrospectTokenResponse struct {
	// Whether the token is valid now. If not, the other fields are absent.
	Active bool `json:"active"`

	// Audience of the token.
	Aud []string `json:"aud,omitzero"`

	// Id of the app the token was given to.
	ClientID string `json:"client_id,omitzero"`

	// When the token expires, in Unix seconds.
	Exp int64 `json:"exp,omitzero"`

	// When the token was made, in Unix seconds.
	Iat int64 `json:"iat,omitzero"`

	// Issuer of the token.
	Iss string `json:"iss,omitzero"`

	// From when on the token is valid, in Unix seconds.
	Nbf int64 `json:"nbf,omitzero"`

	// Id of this call, `request-id-<env>-<uuid>`. Quote it when asking Stytch for help.
	RequestID string `json:"request_id"`

	// Scopes of the token, separated by spaces.
	Scope string `json:"scope,omitzero"`

	// HTTP status, repeated in the body.
	StatusCode int `json:"status_code"`

	// Id of the user the token is for.
	Sub string `json:"sub,omitzero"`

	// Kind of token: `access_token` or `refresh_token`.
	TokenType string `json:"token_type,omitzero"`
}

// IDPOAuthAuthorizeRequest is the body of idp.oauth.authorize. `consent_granted`, `scopes`,
// `client_id`, `redirect_uri` and `response_type` are needed, and exactly one of `user_id`,
// `session_token` and `session_jwt`.
type IDPOAuthAuthorizeRequest struct {
	// Id of the connected app, from the authorization request.
	ClientID string `json:"client_id"`

	// PKCE challenge of the authorization request, the SHA-256 of the app's verifier as base64url.
	// Public apps must send one.
	CodeChallenge string `json:"code_challenge,omitzero"`

	// Whether the user agreed. False sends the app an error.
	ConsentGranted bool `json:"consent_granted"`

	// `nonce` of the authorization request. It ends up in the ID token, against replay.
	Nonce string `json:"nonce,omitzero"`

	// How to prompt the user, from the authorization request; only `consent` is known.
	Prompt string `json:"prompt,omitzero"`

	// URL to send the user back to, from the authorization request. It must be one of the app's
	// `redirect_urls`.
	RedirectURI string `json:"redirect_uri"`

	// `resource` parameters of the authorization request (RFC 8707).
	Resources []string `json:"resources,omitzero"`

	// Kind of answer, from the authorization request: `code`.
	ResponseType string `json:"response_type"`

	// Scopes the app asks for, from the authorization request.
	Scopes []string `json:"scopes"`

	// JWT of a session of the user who is asked, in place of `session_token`.
	SessionJWT string `json:"session_jwt,omitzero" secret:"true"`

	// Token of a session of the user who is asked. It ties the authorization to that session.
	SessionToken string `json:"session_token,omitzero" secret:"true"`

	// `state` of the authorization request, handed back to the app as it is.
	State string `json:"state,omitzero"`

	// Id or external id of the user who is asked.
	UserID string `json:"user_id,omitzero"`
}

// IDPOAuthAuthorizeResponse is the answer to idp.oauth.authorize. Success says only that the
// request was answered: the URL tells the app whether access was granted.
type IDPOAuthAuthorizeResponse struct {
	// The code in that URL, good for one trade for tokens. Null if access was not granted.
	AuthorizationCode string `json:"authorization_code,omitzero" secret:"true"`

	// URL to send the user to. Its query holds the authorization code, or an OAuth error.
	RedirectURI string `json:"redirect_uri" secret:"true"`

	// Id of this call, `request-id-<env>-<uuid>`. Quote it when asking Stytch for help.
	RequestID string `json:"request_id"`

	// HTTP status, repeated in the body.
	StatusCode int `json:"status_code"`
}

// IDPOAuthAuthorizeStartRequest is the body of idp.oauth.authorize_start. `client_id`,
// `redirect_uri`, `response_type` and `scopes` are needed, and exactly one of `user_id`,
// `session_token` and `session_jwt`.
type IDPOAuthAuthorizeStartRequest struct {
	// Id of the connected app, from the authorization request.
	ClientID string `json:"client_id"`

	// How to prompt the user, from the authorization request; only `consent` is known.
	Prompt string `json:"prompt,omitzero"`

	// URL to send the user back to, from the authorization request. It must be one of the app's
	// `redirect_urls`.
	RedirectURI string `json:"redirect_uri"`

	// Kind of answer, from the authorization request: `code`.
	ResponseType string `json:"response_type"`

	// Scopes the app asks for, from the authorization request.
	Scopes []string `json:"scopes"`

	// JWT of a session of the user who is asked, in place of `session_token`.
	SessionJWT string `json:"session_jwt,omitzero" secret:"true"`

	// Token of a session of the user who is asked. It ties the authorization to that session.
	SessionToken string `json:"session_token,omitzero" secret:"true"`

	// Id or external id of the user who is asked.
	UserID string `json:"user_id,omitzero"`
}

// IDPOAuthAuthorizeStartResponse is the answer to idp.oauth.authorize_start. On success the request
// is valid, and nothing is granted yet.
type IDPOAuthAuthorizeStartResponse struct {
	// The app that asks, as far as users may see it.
	Client ConnectedAppPublic `json:"client"`

	// Whether the user has to be asked. If not, go on to idp.oauth.authorize at once.
	ConsentRequired bool `json:"consent_required"`

	// Id of this call, `request-id-<env>-<uuid>`. Quote it when asking Stytch for help.
	RequestID string `json:"request_id"`

	// Scopes that were asked for, each with whether the user can grant it.
	ScopeResults []IDPScopeResult `json:"scope_results"`

	// HTTP status, repeated in the body.
	StatusCode int `json:"status_code"`

	// The user who is asked.
	User User `json:"user"`

	// Id of the user, `user-<env>-<uuid>`.
	UserID string `json:"user_id"`
}

// IDPScopeResult is a scope that a connected app asks for.
type IDPScopeResult struct {
	// What the scope permits, in words for the consent page.
	Description string `json:"description"`

	// Whether the user can grant it. Users cannot grant what they are not permitted themselves.
	IsGrantable bool `json:"is_grantable"`

	// Name of the scope.
	Scope string `json:"scope"`
}

// IDPTokenTypeHint is a kind of token of a connected app. Other values may be added, and are passed
// on as they are.
type IDPTokenTypeHint string

// Known values of [IDPTokenTypeHint]. Others may come; they decode like any string.
const (
	// An access token.
	IDPTokenTypeHintAccessToken IDPTokenTypeHint = "access_token"
	// A refresh token.
	IDPTokenTypeHintRefreshToken IDPTokenTypeHint = "refresh_token"
)
