// Code generated from openapi.yaml by oapi-codegen and internal/polish. DO NOT EDIT.

package api

// AuthorizationCheck is a permission to check: an action on a resource. Both fields are required.
type AuthorizationCheck struct {
	// Action on the resource, as in the RBAC policy.
	Action string `json:"action"`

	// ID of the resource, as in the RBAC policy.
	ResourceID string `json:"resource_id"`
}

// AuthorizationVerdict is the result of a successful authorization check. A failed check returns
// 403 instead.
type AuthorizationVerdict struct {
	// Always true.
	Authorized bool `json:"authorized"`

	// IDs of the roles that grant the permission.
	GrantingRoles []string `json:"granting_roles"`
}

// JWK is a public key as a JSON Web Key (RFC 7517).
type JWK struct {
	// Algorithm of the key: `RS256`.
	Alg string `json:"alg"`

	// Exponent of the RSA key, as base64url.
	E string `json:"e"`

	// Operations of the key: `verify`.
	KeyOps []string `json:"key_ops,omitzero"`

	// ID of the key, `jwk-<env>-<uuid>`. The header of a JWT contains the ID of its key.
	Kid string `json:"kid"`

	// Type of the key: `RSA`.
	Kty string `json:"kty"`

	// Modulus of the RSA key, as base64url.
	N string `json:"n"`

	// Use of the key: `sig`, for signatures.
	Use string `json:"use,omitzero"`

	// Certificate chain of the key, as base64-encoded DER. Can be absent, and is not needed.
	X5C []string `json:"x5c,omitzero"`

	// SHA-256 thumbprint of the certificate. Can be absent, and is not needed. RFC 7517 calls it
	// `x5t#S256`.
	X5TS256 string `json:"x5tS256,omitzero"`
}

// SessionsAttestRequest is the request body of sessions.attest. `profile_id` and `token` are
// required.
type SessionsAttestRequest struct {
	// ID of the trusted token profile.
	ProfileID string `json:"profile_id"`

	// Claims to add to the session and to the top level of its JWT, at most 4 KB in total. A null value
	// deletes a key, and keys that are not sent stay unchanged. If the response has no session, all
	// claims are ignored. `iss`, `sub`, `aud`, `exp`, `nbf`, `iat` and `jti` are always ignored.
	SessionCustomClaims map[string]any `json:"session_custom_claims,omitzero"`

	// Session lifetime in minutes from now, 5 to 527040 (366 days). Starts a session, or changes the
	// expiration of the session that is passed. If both this and a session are omitted, no session
	// starts: `session` is null, and `session_token` and `session_jwt` are empty.
	SessionDurationMinutes int `json:"session_duration_minutes,omitzero"`

	// JWT of the user's current session, instead of `session_token`.
	SessionJWT string `json:"session_jwt,omitzero" secret:"true"`

	// Token of the user's current session. Stytch adds the factor to that session instead of starting a
	// new one. Send this or `session_jwt`, not both.
	SessionToken string `json:"session_token,omitzero" secret:"true"`

	// Telemetry ID of the device fingerprint that Stytch's script took. With it, the response has a
	// `user_device`. Requires Device Fingerprinting for the workspace.
	TelemetryID string `json:"telemetry_id,omitzero"`

	// JWT from the trusted issuer.
	Token string `json:"token" secret:"true"`
}

// SessionsAttestResponse is the response body of sessions.attest. On success, the token was
// accepted and its user is authenticated.
type SessionsAttestResponse struct {
	// ID of this call, `request-id-<env>-<uuid>`. Include it when you contact Stytch support.
	RequestID string `json:"request_id"`

	// The session that was started or extended. Null if there is none.
	Session *Session `json:"session,omitzero"`

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
}

// SessionsAuthenticateRequest is the request body of sessions.authenticate. Exactly one of
// `session_token` and `session_jwt` is required.
type SessionsAuthenticateRequest struct {
	// Permission that a role of the user must grant. Otherwise the call fails with 403. If omitted, no
	// permission is checked.
	AuthorizationCheck AuthorizationCheck `json:"authorization_check,omitzero"`

	// Claims to add to the session and to the top level of its JWT, at most 4 KB in total. A null value
	// deletes a key, and keys that are not sent stay unchanged. `iss`, `sub`, `aud`, `exp`, `nbf`,
	// `iat` and `jti` are ignored.
	SessionCustomClaims map[string]any `json:"session_custom_claims,omitzero"`

	// Session lifetime in minutes from now, 5 to 527040 (366 days). It can extend or shorten the
	// session. If omitted, the expiration stays the same.
	SessionDurationMinutes int `json:"session_duration_minutes,omitzero"`

	// JWT of the session to check. The JWT may have expired, as long as the session is active.
	SessionJWT string `json:"session_jwt,omitzero" secret:"true"`

	// Token of the session to check.
	SessionToken string `json:"session_token,omitzero" secret:"true"`
}

// SessionsAuthenticateResponse is the response body of sessions.authenticate. On success, the
// session is active, and the user has the permission in `authorization_check`, if any.
type SessionsAuthenticateResponse struct {
	// ID of this call, `request-id-<env>-<uuid>`. Include it when you contact Stytch support.
	RequestID string `json:"request_id"`

	// The session, with its updated last access and expiration.
	Session Session `json:"session"`

	// New session JWT, which expires after 5 minutes.
	SessionJWT string `json:"session_jwt" secret:"true"`

	// Session token, the same as before.
	SessionToken string `json:"session_token" secret:"true"`

	// HTTP status, repeated in the body.
	StatusCode int `json:"status_code"`

	// The user of the session.
	User User `json:"user"`

	// The roles that granted the permission. Null if the request had no `authorization_check`.
	Verdict *AuthorizationVerdict `json:"verdict,omitzero"`
}

// SessionsExchangeAccessTokenRequest is the request body of sessions.exchange_access_token.
// `access_token` is required.
type SessionsExchangeAccessTokenRequest struct {
	// Access token of the connected app, with the scope `full_access`. It must be at most 5 minutes old
	// and must not have been exchanged before.
	AccessToken string `json:"access_token" secret:"true"`

	// Claims to add to the new session and to the top level of its JWT, at most 4 KB in total. Without
	// `session_duration_minutes`, all claims are ignored. `iss`, `sub`, `aud`, `exp`, `nbf`, `iat` and
	// `jti` are always ignored.
	SessionCustomClaims map[string]any `json:"session_custom_claims,omitzero"`

	// Session lifetime in minutes from now, 5 to 527040 (366 days). If omitted, no session starts.
	SessionDurationMinutes int `json:"session_duration_minutes,omitzero"`

	// Telemetry ID of the device fingerprint that Stytch's script took. With it, the response has a
	// `user_device`. Requires Device Fingerprinting for the workspace.
	TelemetryID string `json:"telemetry_id,omitzero"`
}

// SessionsExchangeAccessTokenResponse is the response body of sessions.exchange_access_token. On
// success, the access token is used up and its user is authenticated.
type SessionsExchangeAccessTokenResponse struct {
	// ID of this call, `request-id-<env>-<uuid>`. Include it when you contact Stytch support.
	RequestID string `json:"request_id"`

	// The new session. Null without `session_duration_minutes`.
	Session *Session `json:"session,omitzero"`

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
}

// SessionsGetResponse is the response body of sessions.get. On success, it lists the sessions that
// are currently active.
type SessionsGetResponse struct {
	// ID of this call, `request-id-<env>-<uuid>`. Include it when you contact Stytch support.
	RequestID string `json:"request_id"`

	// The user's active sessions. Empty if there are none.
	Sessions []Session `json:"sessions"`

	// HTTP status, repeated in the body.
	StatusCode int `json:"status_code"`
}

// SessionsJWKSResponse is the response body of sessions.jwks. On success, it is a JSON Web Key Set
// (RFC 7517). `request_id` and `status_code` can be absent.
type SessionsJWKSResponse struct {
	// The project's public keys. During a rotation there is more than one. Select one by its `kid`.
	Keys []JWK `json:"keys"`

	// ID of this call, `request-id-<env>-<uuid>`. Include it when you contact Stytch support.
	RequestID string `json:"request_id,omitzero"`

	// HTTP status, repeated in the body.
	StatusCode int `json:"status_code,omitzero"`
}

// SessionsMigrateRequest is the request body of sessions.migrate. `session_token` is required.
type SessionsMigrateRequest struct {
	// Claims to add to the new session and to the top level of its JWT, at most 4 KB in total. Without
	// `session_duration_minutes`, all claims are ignored. `iss`, `sub`, `aud`, `exp`, `nbf`, `iat` and
	// `jti` are always ignored.
	SessionCustomClaims map[string]any `json:"session_custom_claims,omitzero"`

	// Session lifetime in minutes from now, 5 to 527040 (366 days). If omitted, no session starts.
	SessionDurationMinutes int `json:"session_duration_minutes,omitzero"`

	// Session token from the identity system that you are leaving, not from Stytch. Stytch sends it to
	// that system's UserInfo endpoint, which the project is configured with.
	SessionToken string `json:"session_token" secret:"true"`

	// Telemetry ID of the device fingerprint that Stytch's script took. With it, the response has a
	// `user_device`. Requires Device Fingerprinting for the workspace.
	TelemetryID string `json:"telemetry_id,omitzero"`
}

// SessionsMigrateResponse is the response body of sessions.migrate. On success, the user was found
// and is authenticated.
type SessionsMigrateResponse struct {
	// ID of this call, `request-id-<env>-<uuid>`. Include it when you contact Stytch support.
	RequestID string `json:"request_id"`

	// The new session. Null without `session_duration_minutes`.
	Session *Session `json:"session,omitzero"`

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
}

// SessionsRevokeRequest is the request body of sessions.revoke. Exactly one of `session_id`,
// `session_token` and `session_jwt` is required.
type SessionsRevokeRequest struct {
	// ID of the session to revoke, `session-<env>-<uuid>`.
	SessionID string `json:"session_id,omitzero"`

	// JWT of the session to revoke.
	SessionJWT string `json:"session_jwt,omitzero" secret:"true"`

	// Token of the session to revoke.
	SessionToken string `json:"session_token,omitzero" secret:"true"`
}

// SessionsRevokeResponse is the response body of sessions.revoke. On success, the API rejects the
// session's tokens. Its JWT can still pass local verification for up to 5 minutes.
type SessionsRevokeResponse struct {
	// ID of this call, `request-id-<env>-<uuid>`. Include it when you contact Stytch support.
	RequestID string `json:"request_id"`

	// HTTP status, repeated in the body.
	StatusCode int `json:"status_code"`
}
