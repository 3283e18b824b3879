// Code generated from openapi.yaml by oapi-codegen and internal/polish. DO NOT EDIT.

package api

// WebAuthnAuthenticateRequest is the request body of webauthn.authenticate. `public_key_credential`
// is required.
type WebAuthnAuthenticateRequest struct {
	// Result of `navigator.credentials.get()`, as JSON in a string.
	PublicKeyCredential string `json:"public_key_credential" secret:"true"`

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
}

// WebAuthnAuthenticateResponse is the response body of webauthn.authenticate. On success, the user
// is authenticated.
type WebAuthnAuthenticateResponse struct {
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

	// ID of the registration that the user authenticated with, `webauthn-registration-<env>-<uuid>`.
	WebAuthnRegistrationID string `json:"webauthn_registration_id"`
}

// WebAuthnAuthenticateStartRequest is the request body of webauthn.authenticate_start. `domain` is
// required.
type WebAuthnAuthenticateStartRequest struct {
	// Domain of the passkey, without scheme or port, usually `window.location.hostname` of the page.
	Domain string `json:"domain"`

	// Whether to optimize the options for passkeys. If true, `userVerification` is `preferred`.
	ReturnPasskeyCredentialOptions bool `json:"return_passkey_credential_options,omitzero"`

	// Whether binary values in the options are base64url instead of standard base64. Defaults to false.
	UseBase64URLEncoding bool `json:"use_base64_url_encoding,omitzero"`

	// User ID or external ID of the user to authenticate. If omitted, the browser offers its passkeys
	// for the domain.
	UserID string `json:"user_id,omitzero"`
}

// WebAuthnAuthenticateStartResponse is the response body of webauthn.authenticate_start. On
// success, it contains the options for the browser.
type WebAuthnAuthenticateStartResponse struct {
	// Options for `navigator.credentials.get()`, as JSON in a string.
	PublicKeyCredentialRequestOptions string `json:"public_key_credential_request_options"`

	// ID of this call, `request-id-<env>-<uuid>`. Include it when you contact Stytch support.
	RequestID string `json:"request_id"`

	// HTTP status, repeated in the body.
	StatusCode int `json:"status_code"`

	// ID of the user, `user-<env>-<uuid>`. Empty if the request had none.
	UserID string `json:"user_id"`
}

// WebAuthnCredential is a public key that a user has registered.
type WebAuthnCredential struct {
	// ID of the credential, from the authenticator.
	CredentialID string `json:"credential_id"`

	// The public key.
	PublicKey string `json:"public_key"`

	// Type of the credential.
	Type string `json:"type"`

	// ID of the registration, `webauthn-registration-<env>-<uuid>`.
	WebAuthnRegistrationID string `json:"webauthn_registration_id"`
}

// WebAuthnListCredentialsResponse is the response body of webauthn.list_credentials. On success, it
// lists the user's registrations for the domain.
type WebAuthnListCredentialsResponse struct {
	// The user's credentials for the domain.
	Credentials []WebAuthnCredential `json:"credentials"`

	// ID of this call, `request-id-<env>-<uuid>`. Include it when you contact Stytch support.
	RequestID string `json:"request_id"`

	// HTTP status, repeated in the body.
	StatusCode int `json:"status_code"`
}

// WebAuthnRegisterRequest is the request body of webauthn.register. `user_id` and
// `public_key_credential` are required.
type WebAuthnRegisterRequest struct {
	// Result of `navigator.credentials.create()`, as JSON in a string.
	PublicKeyCredential string `json:"public_key_credential" secret:"true"`

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

	// User ID or external ID of the user to register the passkey for.
	UserID string `json:"user_id"`
}

// WebAuthnRegisterResponse is the response body of webauthn.register. On success, the passkey is
// registered and the user is authenticated.
type WebAuthnRegisterResponse struct {
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

	// ID of the new registration, `webauthn-registration-<env>-<uuid>`.
	WebAuthnRegistrationID string `json:"webauthn_registration_id"`
}

// WebAuthnRegisterStartRequest is the request body of webauthn.register_start. `user_id` and
// `domain` are required.
type WebAuthnRegisterStartRequest struct {
	// Kind of authenticator: `platform` (built into the device) or `cross-platform` (a security key).
	// If omitted, both are allowed.
	AuthenticatorType string `json:"authenticator_type,omitzero"`

	// Domain of the passkey, without scheme or port, usually `window.location.hostname` of the page.
	Domain string `json:"domain"`

	// Value of `user.displayName` in the options. Defaults to the user's name, email address or phone
	// number.
	OverrideDisplayName string `json:"override_display_name,omitzero"`

	// Value of `user.id` in the options. Defaults to the user ID, base64-encoded.
	OverrideID string `json:"override_id,omitzero"`

	// Value of `user.name` in the options. Defaults to the user's name, email address or phone number.
	OverrideName string `json:"override_name,omitzero"`

	// Whether to create a passkey rather than a WebAuthn credential of another kind, such as a security
	// key. If true, `residentKey` is `required` and `userVerification` is `preferred`.
	ReturnPasskeyCredentialOptions bool `json:"return_passkey_credential_options,omitzero"`

	// Whether binary values in the options are base64url instead of standard base64. Defaults to false.
	UseBase64URLEncoding bool `json:"use_base64_url_encoding,omitzero"`

	// User agent of the end user's browser.
	UserAgent string `json:"user_agent,omitzero"`

	// User ID or external ID of the user to register the passkey for. The user must be active.
	UserID string `json:"user_id"`
}

// WebAuthnRegisterStartResponse is the response body of webauthn.register_start. On success, it
// contains the options for the browser.
type WebAuthnRegisterStartResponse struct {
	// Options for `navigator.credentials.create()`, as JSON in a string.
	PublicKeyCredentialCreationOptions string `json:"public_key_credential_creation_options"`

	// ID of this call, `request-id-<env>-<uuid>`. Include it when you contact Stytch support.
	RequestID string `json:"request_id"`

	// HTTP status, repeated in the body.
	StatusCode int `json:"status_code"`

	// ID of the user, `user-<env>-<uuid>`.
	UserID string `json:"user_id"`
}

// WebAuthnUpdateRequest is the request body of webauthn.update. `name` is required.
type WebAuthnUpdateRequest struct {
	// New name of the registration. It cannot be empty.
	Name string `json:"name"`
}

// WebAuthnUpdateResponse is the response body of webauthn.update. On success, the registration has
// its new name.
type WebAuthnUpdateResponse struct {
	// ID of this call, `request-id-<env>-<uuid>`. Include it when you contact Stytch support.
	RequestID string `json:"request_id"`

	// HTTP status, repeated in the body.
	StatusCode int `json:"status_code"`

	// The updated registration.
	WebAuthnRegistration *UserWebAuthnRegistration `json:"webauthn_registration,omitzero"`
}
