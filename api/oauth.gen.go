// Code generated from openapi.yaml by oapi-codegen and internal/polish. DO NOT EDIT.

package api

import "time"

// OAuthAttachRequest is the request body of oauth.attach. `provider` is required, and so is exactly
// one of `user_id`, `session_token` and `session_jwt`.
type OAuthAttachRequest struct {
	// Name of the provider, such as `google`. Stytch's start URLs contain these names.
	Provider string `json:"provider"`

	// Session JWT of the user to attach the account to.
	SessionJWT string `json:"session_jwt,omitzero" secret:"true"`

	// Session token of the user to attach the account to.
	SessionToken string `json:"session_token,omitzero" secret:"true"`

	// User ID or external ID of the user to attach the account to.
	UserID string `json:"user_id,omitzero"`
}

// OAuthAttachResponse is the response body of oauth.attach. On success, it contains the token for
// Stytch's start URL.
type OAuthAttachResponse struct {
	// Token for the query of Stytch's start URL, as the parameter `oauth_attach_token`. It works once.
	OAuthAttachToken string `json:"oauth_attach_token" secret:"true"`

	// ID of this call, `request-id-<env>-<uuid>`. Include it when you contact Stytch support.
	RequestID string `json:"request_id"`

	// HTTP status, repeated in the body.
	StatusCode int `json:"status_code"`
}

// OAuthAuthenticateRequest is the request body of oauth.authenticate. `token` is required, and so
// is `code_verifier` if the flow started with a `code_challenge`.
type OAuthAuthenticateRequest struct {
	// PKCE secret whose SHA-256 hash was the `code_challenge` of the flow. Required if there was a
	// challenge, and rejected otherwise.
	CodeVerifier string `json:"code_verifier,omitzero" secret:"true"`

	// Claims to add to the session and to the top level of its JWT, at most 4 KB in total. A null value
	// deletes a key, and keys that are not sent stay unchanged. If the response has no session, all
	// claims are ignored. `iss`, `sub`, `aud`, `exp`, `nbf`, `iat` and `jti` are always ignored.
	SessionCustomClaims map[string]any `json:"session_custom_claims,omitzero"`

	// Session lifetime in minutes from now, 5 to 527040 (366 days). Starts a session, or changes the
	// expiration of the session that is passed. If both this and a session are omitted, no session
	// starts: `user_session` is null, and `session_token` and `session_jwt` are empty.
	SessionDurationMinutes int `json:"session_duration_minutes,omitzero"`

	// JWT of the user's current session, instead of `session_token`. Stytch ignores a session of
	// another user.
	SessionJWT string `json:"session_jwt,omitzero" secret:"true"`

	// Token of the user's current session. Stytch adds the OAuth factor to that session instead of
	// starting a new one. Stytch ignores a session of another user. Send this or `session_jwt`, not
	// both.
	SessionToken string `json:"session_token,omitzero" secret:"true"`

	// Telemetry ID of the device fingerprint that Stytch's script took. With it, the response has a
	// `user_device`. Requires Device Fingerprinting for the workspace.
	TelemetryID string `json:"telemetry_id,omitzero"`

	// The `token` from the query of the redirect URL. It works once.
	Token string `json:"token" secret:"true"`
}

// OAuthAuthenticateResponse is the response body of oauth.authenticate. On success, the token is
// used up and the user is authenticated.
type OAuthAuthenticateResponse struct {
	// ID of the link between the user and their account at the provider.
	OAuthUserRegistrationID string `json:"oauth_user_registration_id"`

	// The user's ID at the provider (the claim `sub`).
	ProviderSubject string `json:"provider_subject"`

	// Name of the provider, such as `Google`.
	ProviderType string `json:"provider_type"`

	// Tokens that the provider issued, and their scopes.
	ProviderValues OAuthProviderValues `json:"provider_values"`

	// ID of this call, `request-id-<env>-<uuid>`. Include it when you contact Stytch support.
	RequestID string `json:"request_id"`

	// Whether your application must end the sessions that it manages itself for the user. Stytch has
	// already revoked its own.
	ResetSessions bool `json:"reset_sessions"`

	// Session JWT, which expires after 5 minutes. Empty without a session.
	SessionJWT string `json:"session_jwt" secret:"true"`

	// Opaque session token, 44 characters. Empty without a session.
	SessionToken string `json:"session_token" secret:"true"`

	// HTTP status, repeated in the body.
	StatusCode int `json:"status_code"`

	// The user after the call.
	User User `json:"user"`

	// The device with the `telemetry_id` of the request. Null if the request had none or no device was
	// found.
	UserDevice *DeviceInfo `json:"user_device,omitzero"`

	// ID of the user, `user-<env>-<uuid>`.
	UserID string `json:"user_id"`

	// The session that was started or extended. Null if there is none. In other operations this field
	// is `session`.
	UserSession *Session `json:"user_session,omitzero"`
}

// OAuthProviderValues holds the tokens and scopes that an OAuth provider issued at login.
type OAuthProviderValues struct {
	// Access token for the provider's own API.
	AccessToken string `json:"access_token" secret:"true"`

	// When the access token expires. Null if the provider does not report it.
	ExpiresAt time.Time `json:"expires_at,omitzero"`

	// ID token of the provider, a JWT. Empty if the provider does not support OpenID Connect.
	IDToken string `json:"id_token" secret:"true"`

	// Token to refresh the access token. Empty if the provider issued none.
	RefreshToken string `json:"refresh_token" secret:"true"`

	// Scopes that the provider granted.
	Scopes []string `json:"scopes"`
}
