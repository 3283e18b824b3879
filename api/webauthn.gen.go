// Code generated from openapi.yaml by oapi-codegen and internal/polish. DO NOT EDIT.

package api

// WebAuthnAuthenticateRequest is the body of webauthn.authenticate. `public_key_credential` is
// needed.
type WebAuthnAuthenticateRequest struct {
	// Result of `navigator.credentials.get()`, as a JSON document inside this string.
	PublicKeyCredential string `json:"public_key_credential"`

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
}

// WebAuthnAuthenticateResponse is the answer to webauthn.authenticate. On success the user is
// authenticated.
type WebAuthnAuthenticateResponse struct {
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

	// Id of the registration that was used, `webauthn-registration-<env>-<uuid>`.
	WebAuthnRegistrationID string `json:"webauthn_registration_id"`
}

// WebAuthnAuthenticateStartRequest is the body of webauthn.authenticate_start. `domain` is needed.
type WebAuthnAuthenticateStartRequest struct {
	// Domain the passkey was registered for, normally `window.location.hostname` of the page.
	Domain string `json:"domain"`

	// Whether to optimize the options for passkeys: `userVerification` becomes `preferred`.
	ReturnPasskeyCredentialOptions bool `json:"return_passkey_credential_options,omitzero"`

	// Whether binary values in the options are base64url rather than standard base64. Default false.
	UseBase64URLEncoding bool `json:"use_base64_url_encoding,omitzero"`

	// Id or external id of the user to authenticate. Left out, the browser offers its passkeys for the
	// domain.
	UserID string `json:"user_id,omitzero"`
}

// WebAuthnAuthenticateStartResponse is the answer to webauthn.authenticate_start. On success it
// holds the options for the browser.
type WebAuthnAuthenticateStartResponse struct {
	// Options for `navigator.credentials.get()`, as a JSON document inside this string.
	PublicKeyCredentialRequestOptions string `json:"public_key_credential_request_options"`

	// Id of this call, `request-id-<env>-<uuid>`. Quote it when asking Stytch for help.
	RequestID string `json:"request_id"`

	// HTTP status, repeated in the body.
	StatusCode int `json:"status_code"`

	// Id of the user, `user-<env>-<uuid>`. Empty if the request named none.
	UserID string `json:"user_id"`
}

// WebAuthnCredential is a public key that a user has registered.
type WebAuthnCredential struct {
	// Id the authenticator gave to the credential.
	CredentialID string `json:"credential_id"`

	// The public key.
	PublicKey string `json:"public_key"`

	// Kind of credential.
	Type string `json:"type"`

	// Id of the registration, `webauthn-registration-<env>-<uuid>`.
	WebAuthnRegistrationID string `json:"webauthn_registration_id"`
}

// WebAuthnListCredentialsResponse is the answer to webauthn.list_credentials. On success it lists
// what the user has registered for the domain.
type WebAuthnListCredentialsResponse struct {
	// Credentials of the user for the domain.
	Credentials []WebAuthnCredential `json:"credentials"`

	// Id of this call, `request-id-<env>-<uuid>`. Quote it when asking Stytch for help.
	RequestID string `json:"request_id"`

	// HTTP status, repeated in the body.
	StatusCode int `json:"status_code"`
}

// WebAuthnRegisterRequest is the body of webauthn.register. `user_id` and `public_key_credential`
// are needed.
type WebAuthnRegisterRequest struct {
	// Result of `navigator.credentials.create()`, as a JSON document inside this string.
	PublicKeyCredential string `json:"public_key_credential"`

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

	// Id or external id of the user to register the passkey for.
	UserID string `json:"user_id"`
}

// WebAuthnRegisterResponse is the answer to webauthn.register. On success the passkey is registered
// and the user is authenticated.
type WebAuthnRegisterResponse struct {
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

	// Id of the new registration, `webauthn-registration-<env>-<uuid>`.
	WebAuthnRegistrationID string `json:"webauthn_registration_id"`
}

// WebAuthnRegisterStartRequest is the body of webauthn.register_start. `user_id` and `domain` are
// needed.
type WebAuthnRegisterStartRequest struct {
	// Kind of authenticator to ask for: `platform` (built into the device) or `cross-platform` (a
	// security key). Left out, either.
	AuthenticatorType string `json:"authenticator_type,omitzero"`

	// Domain the passkey is for, normally `window.location.hostname` of the page.
	Domain string `json:"domain"`

	// Value of `user.displayName` in the options. Left out, the user's name, email address or phone
	// number.
	OverrideDisplayName string `json:"override_display_name,omitzero"`

	// Value of `user.id` in the options, in place of the one Stytch makes.
	OverrideID string `json:"override_id,omitzero"`

	// Value of `user.name` in the options. Left out, the user's name, email address or phone number.
	OverrideName string `json:"override_name,omitzero"`

	// Whether to ask for a passkey: `residentKey` becomes `required` and `userVerification`
	// `preferred`.
	ReturnPasskeyCredentialOptions bool `json:"return_passkey_credential_options,omitzero"`

	// Whether binary values in the options are base64url rather than standard base64. Default false.
	UseBase64URLEncoding bool `json:"use_base64_url_encoding,omitzero"`

	// User agent of the end user's browser.
	UserAgent string `json:"user_agent,omitzero"`

	// Id or external id of the user to register the passkey for. The user must be active.
	UserID string `json:"user_id"`
}

// WebAuthnRegisterStartResponse is the answer to webauthn.register_start. On success it holds the
// options for the browser.
type WebAuthnRegisterStartResponse struct {
	// Options for `navigator.credentials.create()`, as a JSON document inside this string.
	PublicKeyCredentialCreationOptions string `json:"public_key_credential_creation_options"`

	// Id of this call, `request-id-<env>-<uuid>`. Quote it when asking Stytch for help.
	RequestID string `json:"request_id"`

	// HTTP status, repeated in the body.
	StatusCode int `json:"status_code"`

	// Id of the user, `user-<env>-<uuid>`.
	UserID string `json:"user_id"`
}

// WebAuthnUpdateRequest is the body of webauthn.update. `name` is needed.
type WebAuthnUpdateRequest struct {
	// New name of the registration. It must not be empty.
	Name string `json:"name"`
}

// WebAuthnUpdateResponse is the answer to webauthn.update. On success the registration has its new
// name.
type WebAuthnUpdateResponse struct {
	// Id of this call, `request-id-<env>-<uuid>`. Quote it when asking Stytch for help.
	RequestID string `json:"request_id"`

	// HTTP status, repeated in the body.
	StatusCode int `json:"status_code"`

	// The registration after the call.
	WebAuthnRegistration *UserWebAuthnRegistration `json:"webauthn_registration,omitzero"`
}
