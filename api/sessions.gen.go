// Code generated from openapi.yaml by oapi-codegen and internal/polish. DO NOT EDIT.

package api

// AuthorizationCheck is a permission to check: an action on a resource. Both fields are needed.
type AuthorizationCheck struct {
	// Action on the resource, as in the RBAC policy.
	Action string `json:"action"`

	// Id of the resource, as in the RBAC policy.
	ResourceID string `json:"resource_id"`
}

// AuthorizationVerdict is the result of an authorization check that passed. One that fails is a 403
// instead.
type AuthorizationVerdict struct {
	// Always true here.
	Authorized bool `json:"authorized"`

	// Ids of the roles that grant the permission.
	GrantingRoles []string `json:"granting_roles"`
}

// JWK is a public key in JSON Web Key form (RFC 7517).
type JWK struct {
	// Algorithm the key is used with, `RS256`.
	Alg string `json:"alg"`

	// Exponent of the RSA key, as base64url.
	E string `json:"e"`

	// Operations the key is for: `verify`.
	KeyOps []string `json:"key_ops,omitzero"`

	// Id of the key, `jwk-<env>-<uuid>`. The header of a JWT names it.
	Kid string `json:"kid"`

	// Kind of key, `RSA`.
	Kty string `json:"kty"`

	// Modulus of the RSA key, as base64url.
	N string `json:"n"`

	// Use of the key, `sig`: signatures.
	Use string `json:"use,omitzero"`

	// Certificate chain of the key, as base64 of DER. May be absent, and is not needed.
	X5C []string `json:"x5c,omitzero"`

	// SHA-256 thumbprint of the certificate. May be absent, and is not needed. RFC 7517 spells it
	// `x5t#S256`.
	X5TS256 string `json:"x5tS256,omitzero"`
}

// SessionsAttestRequest is the body of sessions.attest. `profile_id` and `token` are needed.
type SessionsAttestRequest struct {
	// Id of the trusted token profile.
	ProfileID string `json:"profile_id"`

	// Claims for the session and, at top level, its JWT: 4 KB in all. A null deletes a key, keys not
	// sent stay. Of no effect without a session. `iss`, `sub`, `aud`, `exp`, `nbf`, `iat` and `jti` are
	// ignored.
	SessionCustomClaims map[string]any `json:"session_custom_claims,omitzero"`

	// Minutes from now until the session ends, 5 to 527040 (366 days). Starts a session, or moves the
	// end of the one sent. Left out, with none sent, no session starts: `session` is null,
	// `session_token` and `session_jwt` are empty.
	SessionDurationMinutes int `json:"session_duration_minutes,omitzero"`

	// JWT of a session the user already has, in place of `session_token`.
	SessionJWT string `json:"session_jwt,omitzero" secret:"true"`

	// Token of a session the user already has: the factor is added to it instead of starting another.
	// Send this or `session_jwt`, not both.
	SessionToken string `json:"session_token,omitzero" secret:"true"`

	// Id under which Stytch's script took the device's fingerprint. With it, `user_device` is filled.
	// Needs Device Fingerprinting on the workspace.
	TelemetryID string `json:"telemetry_id,omitzero"`

	// JWT of the trusted issuer.
	Token string `json:"token" secret:"true"`
}

// SessionsAttestResponse is the answer to sessions.attest. On success the token was accepted and
// its user is authenticated.
type SessionsAttestResponse struct {
	// Id of this call, `request-id-<env>-<uuid>`. Quote it when asking Stytch for help.
	RequestID string `json:"request_id"`

	// The session, new or extended. Null when there is none.
	Session *Session `json:"session,omitzero"`

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
}

// SessionsAuthenticateRequest is the body of sessions.authenticate. Exactly one of `session_token`
// and `session_jwt` is needed.
type SessionsAuthenticateRequest struct {
	// Permission that a role of the user must grant; if none does, the call fails with 403. Left out,
	// none is checked.
	AuthorizationCheck AuthorizationCheck `json:"authorization_check,omitzero"`

	// Claims for the session and, at top level, its JWT: 4 KB in all. A null deletes a key, keys not
	// sent stay. `iss`, `sub`, `aud`, `exp`, `nbf`, `iat` and `jti` are ignored.
	SessionCustomClaims map[string]any `json:"session_custom_claims,omitzero"`

	// Minutes from now until the session ends, 5 to 527040 (366 days). It may lengthen or shorten the
	// session. Left out, its end stays where it is.
	SessionDurationMinutes int `json:"session_duration_minutes,omitzero"`

	// JWT of the session to check. It may have expired, provided the session itself has not.
	SessionJWT string `json:"session_jwt,omitzero" secret:"true"`

	// Token of the session to check.
	SessionToken string `json:"session_token,omitzero" secret:"true"`
}

// SessionsAuthenticateResponse is the answer to sessions.authenticate. On success the session is
// active and, if a permission was to be checked, granted.
type SessionsAuthenticateResponse struct {
	// Id of this call, `request-id-<env>-<uuid>`. Quote it when asking Stytch for help.
	RequestID string `json:"request_id"`

	// The session, with its new last access and end.
	Session Session `json:"session"`

	// New JWT of the session, valid for 5 minutes.
	SessionJWT string `json:"session_jwt" secret:"true"`

	// Token of the session, the same as before.
	SessionToken string `json:"session_token" secret:"true"`

	// HTTP status, repeated in the body.
	StatusCode int `json:"status_code"`

	// The user the session belongs to.
	User User `json:"user"`

	// Which roles granted the permission. Null if none was to be checked.
	Verdict *AuthorizationVerdict `json:"verdict,omitzero"`
}

// SessionsExchangeAccessTokenRequest is the body of sessions.exchange_access_token. `access_token`
// is needed.
type SessionsExchangeAccessTokenRequest struct {
	// Access token of the connected app, with the scope `full_access`, at most 5 minutes old and not
	// traded before.
	AccessToken string `json:"access_token" secret:"true"`

	// Claims for the new session and, at top level, its JWT: 4 KB in all. Of no effect without
	// `session_duration_minutes`. `iss`, `sub`, `aud`, `exp`, `nbf`, `iat` and `jti` are ignored.
	SessionCustomClaims map[string]any `json:"session_custom_claims,omitzero"`

	// Minutes from now until the new session ends, 5 to 527040 (366 days). Left out, no session starts.
	SessionDurationMinutes int `json:"session_duration_minutes,omitzero"`

	// Id under which Stytch's script took the device's fingerprint. With it, `user_device` is filled.
	// Needs Device Fingerprinting on the workspace.
	TelemetryID string `json:"telemetry_id,omitzero"`
}

// SessionsExchangeAccessTokenResponse is the answer to sessions.exchange_access_token. On success
// the access token is spent and its user is authenticated.
type SessionsExchangeAccessTokenResponse struct {
	// Id of this call, `request-id-<env>-<uuid>`. Quote it when asking Stytch for help.
	RequestID string `json:"request_id"`

	// The new session. Null if none was asked for.
	Session *Session `json:"session,omitzero"`

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
}

// SessionsGetResponse is the answer to sessions.get. On success it lists what is active now.
type SessionsGetResponse struct {
	// Id of this call, `request-id-<env>-<uuid>`. Quote it when asking Stytch for help.
	RequestID string `json:"request_id"`

	// Active sessions of the user. Empty if there are none.
	Sessions []Session `json:"sessions"`

	// HTTP status, repeated in the body.
	StatusCode int `json:"status_code"`
}

// SessionsJWKSResponse is the answer to sessions.jwks. On success it is a JSON Web Key Set (RFC
// 7517); `request_id` and `status_code` may be absent.
type SessionsJWKSResponse struct {
	// Public keys of the project. During a rotation there is more than one; choose by `kid`.
	Keys []JWK `json:"keys"`

	// Id of this call, `request-id-<env>-<uuid>`. Quote it when asking Stytch for help.
	RequestID string `json:"request_id,omitzero"`

	// HTTP status, repeated in the body.
	StatusCode int `json:"status_code,omitzero"`
}

// SessionsMigrateRequest is the body of sessions.migrate. `session_token` is needed.
type SessionsMigrateRequest struct {
	// Claims for the new session and, at top level, its JWT: 4 KB in all. Of no effect without
	// `session_duration_minutes`. `iss`, `sub`, `aud`, `exp`, `nbf`, `iat` and `jti` are ignored.
	SessionCustomClaims map[string]any `json:"session_custom_claims,omitzero"`

	// Minutes from now until the new session ends, 5 to 527040 (366 days). Left out, no session starts.
	SessionDurationMinutes int `json:"session_duration_minutes,omitzero"`

	// Token of the other identity system, not of Stytch. It is presented to the UserInfo endpoint.
	SessionToken string `json:"session_token" secret:"true"`

	// Id under which Stytch's script took the device's fingerprint. With it, `user_device` is filled.
	// Needs Device Fingerprinting on the workspace.
	TelemetryID string `json:"telemetry_id,omitzero"`
}

// SessionsMigrateResponse is the answer to sessions.migrate. On success the user was found and is
// authenticated.
type SessionsMigrateResponse struct {
	// Id of this call, `request-id-<env>-<uuid>`. Quote it when asking Stytch for help.
	RequestID string `json:"request_id"`

	// The new session. Null if none was asked for.
	Session *Session `json:"session,omitzero"`

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
}

// SessionsRevokeRequest is the body of sessions.revoke. Exactly one of `session_id`,
// `session_token` and `session_jwt` is needed.
type SessionsRevokeRequest struct {
	// Id of the session to revoke, `session-<env>-<uuid>`.
	SessionID string `json:"session_id,omitzero"`

	// JWT of the session to revoke.
	SessionJWT string `json:"session_jwt,omitzero" secret:"true"`

	// Token of the session to revoke.
	SessionToken string `json:"session_token,omitzero" secret:"true"`
}

// SessionsRevokeResponse is the answer to sessions.revoke. On success the API refuses the session's
// tokens; a JWT verified locally may pass for up to 5 minutes.
type SessionsRevokeResponse struct {
	// Id of this call, `request-id-<env>-<uuid>`. Quote it when asking Stytch for help.
	RequestID string `json:"request_id"`

	// HTTP status, repeated in the body.
	StatusCode int `json:"status_code"`
}
