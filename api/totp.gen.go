// Code generated from openapi.yaml by oapi-codegen and internal/polish. DO NOT EDIT.

package api

// TOTPAuthenticateRequest is the body of totp.authenticate. `user_id` and `totp_code` are needed.
type TOTPAuthenticateRequest struct {
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

	// Code of the authenticator app, six digits. The steps of 30 seconds before and after the present
	// one count too.
	TOTPCode string `json:"totp_code" secret:"true"`

	// Id or external id of the user who has the TOTP.
	UserID string `json:"user_id"`
}

// TOTPAuthenticateResponse is the answer to totp.authenticate. On success the TOTP is verified and
// the user is authenticated.
type TOTPAuthenticateResponse struct {
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

	// Id of the TOTP the code belonged to, `totp-<env>-<uuid>`.
	TOTPID string `json:"totp_id"`

	// The user after the call.
	User User `json:"user"`

	// The device behind the `telemetry_id` of the request. Null when none was sent or none was found.
	UserDevice *DeviceInfo `json:"user_device,omitzero"`

	// Id of the user, `user-<env>-<uuid>`.
	UserID string `json:"user_id"`
}

// TOTPCreateRequest is the body of totp.create. `user_id` is needed.
type TOTPCreateRequest struct {
	// Minutes in which the first code must be authenticated, 5 to 1440 (a day). Default 1440. After
	// that the TOTP is unusable.
	ExpirationMinutes int `json:"expiration_minutes,omitzero"`

	// Id or external id of the user. The user must be active and have no verified TOTP.
	UserID string `json:"user_id"`
}

// TOTPCreateResponse is the answer to totp.create. On success the TOTP exists, not verified until
// the user's first code.
type TOTPCreateResponse struct {
	// PNG of the QR code as a data URL. There is a space after the comma, `data:image/png;base64,
	// iVBOR...`: remove it where a strict URL is wanted.
	QRCode string `json:"qr_code" secret:"true"`

	// Ten recovery codes, `xxxx-xxxx-xxxx`, each good for one totp.recover. Have the user keep them.
	RecoveryCodes []string `json:"recovery_codes" secret:"true"`

	// Id of this call, `request-id-<env>-<uuid>`. Quote it when asking Stytch for help.
	RequestID string `json:"request_id"`

	// Shared secret, 32 characters of base32, for users who cannot scan the QR code.
	Secret string `json:"secret" secret:"true"`

	// HTTP status, repeated in the body.
	StatusCode int `json:"status_code"`

	// Id of the TOTP, `totp-<env>-<uuid>`.
	TOTPID string `json:"totp_id"`

	// The user after the call.
	User User `json:"user"`

	// Id of the user, `user-<env>-<uuid>`.
	UserID string `json:"user_id"`
}

// TOTPRecoverRequest is the body of totp.recover. `user_id` and `recovery_code` are needed.
type TOTPRecoverRequest struct {
	// One of the recovery codes of totp.create, `xxxx-xxxx-xxxx`. It is used up.
	RecoveryCode string `json:"recovery_code" secret:"true"`

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

	// Id or external id of the user who has the TOTP.
	UserID string `json:"user_id"`
}

// TOTPRecoverResponse is the answer to totp.recover. On success the recovery code is used up and
// the user is authenticated.
type TOTPRecoverResponse struct {
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

	// Id of the TOTP the recovery code belonged to, `totp-<env>-<uuid>`.
	TOTPID string `json:"totp_id"`

	// The user after the call.
	User User `json:"user"`

	// The device behind the `telemetry_id` of the request. Null when none was sent or none was found.
	UserDevice *DeviceInfo `json:"user_device,omitzero"`

	// Id of the user, `user-<env>-<uuid>`.
	UserID string `json:"user_id"`
}

// TOTPRecoveryCodesRequest is the body of totp.recovery_codes. `user_id` is needed.
type TOTPRecoveryCodesRequest struct {
	// Id or external id of the user who has the TOTP.
	UserID string `json:"user_id"`
}

// TOTPRecoveryCodesResponse is the answer to totp.recovery_codes. On success it holds the codes
// that can still be used.
type TOTPRecoveryCodesResponse struct {
	// Id of this call, `request-id-<env>-<uuid>`. Quote it when asking Stytch for help.
	RequestID string `json:"request_id"`

	// HTTP status, repeated in the body.
	StatusCode int `json:"status_code"`

	// TOTPs of the user with their recovery codes.
	TOTPs []TOTPWithRecoveryCodes `json:"totps"`

	// Id of the user, `user-<env>-<uuid>`.
	UserID string `json:"user_id"`
}

// TOTPWithRecoveryCodes is a TOTP with the recovery codes that are left.
type TOTPWithRecoveryCodes struct {
	// Recovery codes not yet used, `xxxx-xxxx-xxxx`.
	RecoveryCodes []string `json:"recovery_codes" secret:"true"`

	// Id of the TOTP, `totp-<env>-<uuid>`.
	TOTPID string `json:"totp_id"`

	// Whether the user has authenticated with it.
	Verified bool `json:"verified"`
}
