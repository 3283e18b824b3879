// Code generated from openapi.yaml by oapi-codegen and internal/polish. DO NOT EDIT.

package api

// TOTPAuthenticateRequest is the request body of totp.authenticate. `user_id` and `totp_code` are
// required.
type TOTPAuthenticateRequest struct {
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

	// Code from the authenticator app, six digits. The codes of the previous and the next 30-second
	// step are also accepted.
	TOTPCode string `json:"totp_code" secret:"true"`

	// User ID or external ID of the user with the TOTP.
	UserID string `json:"user_id"`
}

// TOTPAuthenticateResponse is the response body of totp.authenticate. On success, the TOTP is
// verified and the user is authenticated.
type TOTPAuthenticateResponse struct {
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

	// ID of the TOTP that the code belongs to, `totp-<env>-<uuid>`.
	TOTPID string `json:"totp_id"`

	// The user after the call.
	User User `json:"user"`

	// The device with the `telemetry_id` of the request. Null if the request had none or no device was
	// found.
	UserDevice *DeviceInfo `json:"user_device,omitzero"`

	// ID of the user, `user-<env>-<uuid>`.
	UserID string `json:"user_id"`
}

// TOTPCreateRequest is the request body of totp.create. `user_id` is required.
type TOTPCreateRequest struct {
	// Minutes within which the first code must be authenticated, 5 to 1440 (a day). Defaults to 1440.
	// After that time, an unverified TOTP is unusable.
	ExpirationMinutes int `json:"expiration_minutes,omitzero"`

	// User ID or external ID. The user must have no verified TOTP.
	UserID string `json:"user_id"`
}

// TOTPCreateResponse is the response body of totp.create. On success, the TOTP exists. It stays
// unverified until the user's first code is authenticated.
type TOTPCreateResponse struct {
	// QR code as a data URL of a PNG image. There is a space after the comma, as in
	// `data:image/png;base64, iVBOR...`. Remove it if a strict URL is required.
	QRCode string `json:"qr_code" secret:"true"`

	// Ten recovery codes, `xxxx-xxxx-xxxx`. Each works once, in totp.recover. Ask the user to store
	// them safely.
	RecoveryCodes []string `json:"recovery_codes" secret:"true"`

	// ID of this call, `request-id-<env>-<uuid>`. Include it when you contact Stytch support.
	RequestID string `json:"request_id"`

	// Shared secret, 32 base32 characters, for users who cannot scan the QR code.
	Secret string `json:"secret" secret:"true"`

	// HTTP status, repeated in the body.
	StatusCode int `json:"status_code"`

	// ID of the TOTP, `totp-<env>-<uuid>`.
	TOTPID string `json:"totp_id"`

	// The user after the call.
	User User `json:"user"`

	// ID of the user, `user-<env>-<uuid>`.
	UserID string `json:"user_id"`
}

// TOTPRecoverRequest is the request body of totp.recover. `user_id` and `recovery_code` are
// required.
type TOTPRecoverRequest struct {
	// One of the recovery codes from totp.create, `xxxx-xxxx-xxxx`. It works once.
	RecoveryCode string `json:"recovery_code" secret:"true"`

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

	// User ID or external ID of the user with the TOTP.
	UserID string `json:"user_id"`
}

// TOTPRecoverResponse is the response body of totp.recover. On success, the recovery code is used
// up and the user is authenticated.
type TOTPRecoverResponse struct {
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

	// ID of the TOTP that the recovery code belongs to, `totp-<env>-<uuid>`.
	TOTPID string `json:"totp_id"`

	// The user after the call.
	User User `json:"user"`

	// The device with the `telemetry_id` of the request. Null if the request had none or no device was
	// found.
	UserDevice *DeviceInfo `json:"user_device,omitzero"`

	// ID of the user, `user-<env>-<uuid>`.
	UserID string `json:"user_id"`
}

// TOTPRecoveryCodesRequest is the request body of totp.recovery_codes. `user_id` is required.
type TOTPRecoveryCodesRequest struct {
	// User ID or external ID of the user with the TOTP.
	UserID string `json:"user_id"`
}

// TOTPRecoveryCodesResponse is the response body of totp.recovery_codes. On success, it contains
// the unused codes.
type TOTPRecoveryCodesResponse struct {
	// ID of this call, `request-id-<env>-<uuid>`. Include it when you contact Stytch support.
	RequestID string `json:"request_id"`

	// HTTP status, repeated in the body.
	StatusCode int `json:"status_code"`

	// The user's TOTPs with their recovery codes.
	TOTPs []TOTPWithRecoveryCodes `json:"totps"`

	// ID of the user, `user-<env>-<uuid>`.
	UserID string `json:"user_id"`
}

// TOTPWithRecoveryCodes is a TOTP with its unused recovery codes.
type TOTPWithRecoveryCodes struct {
	// Unused recovery codes, `xxxx-xxxx-xxxx`.
	RecoveryCodes []string `json:"recovery_codes" secret:"true"`

	// ID of the TOTP, `totp-<env>-<uuid>`.
	TOTPID string `json:"totp_id"`

	// Whether the user has authenticated with the TOTP.
	Verified bool `json:"verified"`
}
