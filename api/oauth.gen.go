// Code generated from openapi.yaml by oapi-codegen and internal/polish. DO NOT EDIT.

package api

import "time"

// OAuthAttachRequest is the body of oauth.attach. `provider` is needed, and exactly one of
// `user_id`, `session_token` and `session_jwt`.
type OAuthAttachRequest struct {
	// Name of the provider, as in its start URL, such as `google`.
	Provider string `json:"provider"`

	// JWT of a session of the user to attach the account to.
	SessionJWT string `json:"session_jwt,omitzero" secret:"true"`

	// Token of a session of the user to attach the account to.
	SessionToken string `json:"session_token,omitzero" secret:"true"`

	// Id or external id of the user to attach the account to.
	UserID string `json:"user_id,omitzero"`
}

// OAuthAttachResponse is the answer to oauth.attach. On success it holds the token for the
// provider's start URL.
type OAuthAttachResponse struct {
	// Token to pass to the provider's start URL, as the query parameter of this name. Works once.
	OAuthAttachToken string `json:"oauth_attach_token" secret:"true"`

	// Id of this call, `request-id-<env>-<uuid>`. Quote it when asking Stytch for help.
	RequestID string `json:"request_id"`

	// HTTP status, repeated in the body.
	StatusCode int `json:"status_code"`
}

// OAuthAuthenticateRequest is the body of oauth.authenticate. `token` is needed, and
// `code_verifier` if the flow was started with a `code_challenge`.
type OAuthAuthenticateRequest struct {
	// PKCE secret whose SHA-256 was the `code_challenge` of the flow. Required if there was one,
	// refused if not.
	CodeVerifier string `json:"code_verifier,omitzero" secret:"true"`

	// Claims for the session and, at top level, its JWT: 4 KB in all. A null deletes a key, keys not
	// sent stay. Of no effect without a session. `iss`, `sub`, `aud`, `exp`, `nbf`, `iat` and `jti` are
	// ignored.
	SessionCustomClaims map[string]any `json:"session_custom_claims,omitzero"`

	// Minutes from now until the session ends, 5 to 527040 (366 days). Starts a session, or moves the
	// end of the one sent. Left out, with none sent, no session starts: `user_session` is null,
	// `session_token` and `session_jwt` are empty.
	SessionDurationMinutes int `json:"session_duration_minutes,omitzero"`

	// JWT of a session the user already has, in place of `session_token`. A session of another user is
	// ignored.
	SessionJWT string `json:"session_jwt,omitzero" secret:"true"`

	// Token of a session the user already has: the OAuth factor is added to it instead of starting
	// another. A session of another user is ignored. Sending `session_jwt` too is an error.
	SessionToken string `json:"session_token,omitzero" secret:"true"`

	// Id under which Stytch's script took the device's fingerprint. With it, `user_device` is filled.
	// Needs Device Fingerprinting on the workspace.
	TelemetryID string `json:"telemetry_id,omitzero"`

	// `token` from the query of the redirect URL. Works once.
	Token string `json:"token" secret:"true"`
}

// OAuthAuthenticateResponse is the answer to oauth.authenticate. On success the token is spent and
// the user is authenticated.
type OAuthAuthenticateResponse struct {
	// Id of the link between the user and the account at the provider.
	OAuthUserRegistrationID string `json:"oauth_user_registration_id"`

	// Id of the user at the provider, its `sub`.
	ProviderSubject string `json:"provider_subject"`

	// Name of the provider, such as `Google`.
	ProviderType string `json:"provider_type"`

	// Tokens and scopes that the provider handed out.
	ProviderValues OAuthProviderValues `json:"provider_values"`

	// Id of this call, `request-id-<env>-<uuid>`. Quote it when asking Stytch for help.
	RequestID string `json:"request_id"`

	// Whether the user's other sessions must end. Stytch has revoked its own; end those that your
	// application keeps by itself.
	ResetSessions bool `json:"reset_sessions"`

	// JWT of the session, valid for 5 minutes. Empty when there is no session.
	SessionJWT string `json:"session_jwt" secret:"true"`

	// Opaque token of the session, 44 characters. Empty when there is no session.
	SessionToken string `json:"session_token" secret:"true"`

	// HTTP status, repeated in the body.
	StatusCode int `json:"status_code"`

	// The user after the call.
	User User `json:"user"`

	// The device behind the `telemetry_id` of the request. Null when none was sent or none was found.
	UserDevice *DeviceInfo `json:"user_device,omitzero"`

	// Id of the user, `user-<env>-<uuid>`.
	UserID string `json:"user_id"`

	// The session, new or extended. Null when there is none. Other operations call it `session`.
	UserSession *Session `json:"user_session,omitzero"`
}

// OAuthProviderValues is the outcome of a sign-in at an OAuth provider: the tokens and scopes it
// handed out.
type OAuthProviderValues struct {
	// Token for the provider's own API.
	AccessToken string `json:"access_token" secret:"true"`

	// When the access token expires. Null if the provider does not say.
	ExpiresAt time.Time `json:"expires_at,omitzero"`

	// ID token of the provider, a JWT. Empty if the provider does not speak OpenID Connect.
	IDToken string `json:"id_token" secret:"true"`

	// Token to renew the access token with. Empty if the provider gives none.
	RefreshToken string `json:"refresh_token" secret:"true"`

	// Scopes the provider granted.
	Scopes []string `json:"scopes"`
}
