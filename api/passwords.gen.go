// Code generated from openapi.yaml by oapi-codegen and internal/polish. DO NOT EDIT.

package api

// PasswordArgon2Config holds the parameters that an Argon2 hash was created with. All fields are
// required.
type PasswordArgon2Config struct {
	// Number of iterations (`t`).
	IterationAmount int `json:"iteration_amount"`

	// Length of the hash. It must match `hash`.
	KeyLength int `json:"key_length"`

	// Memory in KiB (`m`).
	Memory int `json:"memory"`

	// Salt of the hash.
	Salt string `json:"salt" secret:"true"`

	// Degree of parallelism (`p`).
	Threads int `json:"threads"`
}

// PasswordFeedback is the feedback on how to make a password stronger. Which fields are set depends
// on the policy.
type PasswordFeedback struct {
	// Which requirements the password meets. Null under the `zxcvbn` policy.
	LUDSRequirements *PasswordLUDSRequirements `json:"luds_requirements,omitzero"`

	// How to improve the password, as text for the user. Null under the `luds` policy.
	Suggestions []string `json:"suggestions,omitzero"`

	// What is wrong with the password, as text for the user. Null under the `luds` policy.
	Warning string `json:"warning,omitzero"`
}

// PasswordHashType is the algorithm of a password hash to migrate. Other values are allowed and
// sent unchanged.
type PasswordHashType string

// The known values of [PasswordHashType]. Other values pass through unchanged.
const (
	// Argon2i, in PHC format (`$argon2i$...`) or, with `argon_2_config`, hexadecimal.
	PasswordHashTypeArgon2I PasswordHashType = "argon_2i"
	// Argon2id, in PHC format (`$argon2id$...`) or, with `argon_2_config`, hexadecimal.
	PasswordHashTypeArgon2ID PasswordHashType = "argon_2id"
	// Bcrypt, in the usual `$2...` format.
	PasswordHashTypeBcrypt PasswordHashType = "bcrypt"
	// MD5. For a salt, use `md_5_config`.
	PasswordHashTypeMD5 PasswordHashType = "md_5"
	// PBKDF2, base64-encoded, with `pbkdf_2_config`.
	PasswordHashTypePBKDF2 PasswordHashType = "pbkdf_2"
	// Phpass, the portable hash of older PHP applications.
	PasswordHashTypePhpass PasswordHashType = "phpass"
	// SHA-1. For a salt, use `sha_1_config`.
	PasswordHashTypeSHA1 PasswordHashType = "sha_1"
	// SHA-512. For a salt, use `sha_512_config`.
	PasswordHashTypeSHA512 PasswordHashType = "sha_512"
	// Scrypt, either in PHC format or, with `scrypt_config`, base64-encoded.
	PasswordHashTypeScrypt PasswordHashType = "scrypt"
)

// PasswordLUDSRequirements is the result of checking a password against the LUDS policy (lower
// case, upper case, digits, symbols).
type PasswordLUDSRequirements struct {
	// Whether the password has a digit.
	HasDigit bool `json:"has_digit"`

	// Whether the password has a lower-case letter.
	HasLowerCase bool `json:"has_lower_case"`

	// Whether the password has a symbol: a character that is neither a letter nor a digit.
	HasSymbol bool `json:"has_symbol"`

	// Whether the password has an upper-case letter.
	HasUpperCase bool `json:"has_upper_case"`

	// How many more characters the password needs.
	MissingCharacters int `json:"missing_characters"`

	// How many more types of characters the password needs.
	MissingComplexity int `json:"missing_complexity"`
}

// PasswordPBKDF2Config holds the parameters that a PBKDF2 hash was created with. All fields except
// `algorithm` are required.
type PasswordPBKDF2Config struct {
	// Hash function of the HMAC: `sha256` or `sha512`. Defaults to `sha256`.
	Algorithm string `json:"algorithm,omitzero"`

	// Number of iterations.
	IterationAmount int `json:"iteration_amount"`

	// Length of the hash. It must match `hash`.
	KeyLength int `json:"key_length"`

	// Salt of the hash, base64-encoded.
	Salt string `json:"salt" secret:"true"`
}

// PasswordSaltConfig is the salt of a hash whose algorithm has none of its own: text that was added
// before or after the password, or both.
type PasswordSaltConfig struct {
	// Salt after the password. If omitted, there is none.
	AppendSalt string `json:"append_salt,omitzero" secret:"true"`

	// Salt before the password. If omitted, there is none.
	PrependSalt string `json:"prepend_salt,omitzero" secret:"true"`
}

// PasswordScryptConfig holds the parameters that an scrypt hash was created with. All fields are
// required.
type PasswordScryptConfig struct {
	// Length of the hash. It must match `hash`.
	KeyLength int `json:"key_length"`

	// Cost (`N`): a power of two from 2 to 262144.
	NParameter int `json:"n_parameter"`

	// Degree of parallelism (`p`).
	PParameter int `json:"p_parameter"`

	// Block size (`r`).
	RParameter int `json:"r_parameter"`

	// Salt of the hash, base64-encoded.
	Salt string `json:"salt" secret:"true"`
}

// PasswordStrengthPolicy is a policy for the strength of passwords. Responses can contain other
// values.
type PasswordStrengthPolicy string

// The known values of [PasswordStrengthPolicy]. Other values pass through unchanged.
const (
	// A minimum length and a number of character types: lower case, upper case, digits, symbols.
	PasswordStrengthPolicyLUDS PasswordStrengthPolicy = "luds"
	// An estimate of how hard the password is to guess, with a required score of 3 or more. This is the
	// default.
	PasswordStrengthPolicyZxcvbn PasswordStrengthPolicy = "zxcvbn"
)

// PasswordsAuthenticateRequest is the request body of passwords.authenticate. `email` and
// `password` are required.
type PasswordsAuthenticateRequest struct {
	// Email address of the user.
	Email string `json:"email"`

	// Password that the user entered, in plain text.
	Password string `json:"password" secret:"true"`

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

// PasswordsAuthenticateResponse is the response body of passwords.authenticate. On success, the
// password was correct and the user is authenticated.
type PasswordsAuthenticateResponse struct {
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

// PasswordsCreateRequest is the request body of passwords.create. `email` and `password` are
// required.
type PasswordsCreateRequest struct {
	// Email address of the new user. It must not belong to an existing user, even one without a
	// password.
	Email string `json:"email"`

	// Name of the user. All parts are optional.
	Name Name `json:"name,omitzero"`

	// Password in plain text. Any character is allowed.
	Password string `json:"password" secret:"true"`

	// Claims to add to the new session and to the top level of its JWT, at most 4 KB in total. Without
	// `session_duration_minutes`, all claims are ignored. `iss`, `sub`, `aud`, `exp`, `nbf`, `iat` and
	// `jti` are always ignored.
	SessionCustomClaims map[string]any `json:"session_custom_claims,omitzero"`

	// Session lifetime in minutes from now, 5 to 527040 (366 days). If omitted, no session starts.
	SessionDurationMinutes int `json:"session_duration_minutes,omitzero"`

	// Telemetry ID of the device fingerprint that Stytch's script took. With it, the response has a
	// `user_device`. Requires Device Fingerprinting for the workspace.
	TelemetryID string `json:"telemetry_id,omitzero"`

	// Application data that the end user cannot change: at most 20 top-level keys, 4 KB in total.
	TrustedMetadata map[string]any `json:"trusted_metadata,omitzero"`

	// Application data that the end user can change through Stytch's frontend SDKs, so do not rely on
	// it. At most 20 top-level keys, 4 KB in total.
	UntrustedMetadata map[string]any `json:"untrusted_metadata,omitzero"`
}

// PasswordsCreateResponse is the response body of passwords.create. On success, the user exists and
// has the password. The email address is not verified.
type PasswordsCreateResponse struct {
	// ID of the email address, `email-<env>-<uuid>`.
	EmailID string `json:"email_id"`

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

	// The new user. In practice, Stytch sometimes returns null here.
	User User `json:"user"`

	// The device with the `telemetry_id` of the request. Null if the request had none or no device was
	// found.
	UserDevice *DeviceInfo `json:"user_device,omitzero"`

	// ID of the new user, `user-<env>-<uuid>`.
	UserID string `json:"user_id"`
}

// PasswordsEmailResetRequest is the request body of passwords.email.reset. `token` and `password`
// are required, and so is `code_verifier` if the reset started with a `code_challenge`.
type PasswordsEmailResetRequest struct {
	// Current IP address and user agent of the end user, for the comparison that `options` requires.
	Attributes Attributes `json:"attributes,omitzero"`

	// PKCE secret whose SHA-256 hash was the `code_challenge` of the flow. Required if there was a
	// challenge, and rejected otherwise.
	CodeVerifier string `json:"code_verifier,omitzero" secret:"true"`

	// Which attributes must be the same as when the reset started. None if omitted.
	Options AttributeOptions `json:"options,omitzero"`

	// New password in plain text. Any character is allowed.
	Password string `json:"password" secret:"true"`

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

	// Token of the user's current session. A reset revokes the sessions of the user. Whether it revokes
	// this one too is not documented. Send this or `session_jwt`, not both.
	SessionToken string `json:"session_token,omitzero" secret:"true"`

	// Telemetry ID of the device fingerprint that Stytch's script took. With it, the response has a
	// `user_device`. Requires Device Fingerprinting for the workspace.
	TelemetryID string `json:"telemetry_id,omitzero"`

	// The `token` from the query of the URL that the link led to. It works once.
	Token string `json:"token" secret:"true"`
}

// PasswordsEmailResetResponse is the response body of passwords.email.reset. On success, the new
// password is set and the user is authenticated. Earlier sessions of the user are revoked, except
// perhaps the one in the request.
type PasswordsEmailResetResponse struct {
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

// PasswordsEmailResetStartRequest is the request body of passwords.email.reset_start. `email` is
// required.
type PasswordsEmailResetStartRequest struct {
	// IP address and user agent of the end user. Stytch stores them, and passwords.email.reset can
	// compare them (see its `options`).
	Attributes Attributes `json:"attributes,omitzero"`

	// PKCE challenge: the SHA-256 hash of a one-time secret, as base64url. With it, authenticating the
	// token requires the secret as `code_verifier`.
	CodeChallenge string `json:"code_challenge,omitzero"`

	// Address to send to. It must belong to an existing user.
	Email string `json:"email"`

	// Language of the message. Defaults to English.
	Locale Locale `json:"locale,omitzero"`

	// The email also contains a link to log in without a password. This is the URL that it leads to. It
	// must match a registered redirect URL. Defaults to the project's login URL.
	LoginRedirectURL string `json:"login_redirect_url,omitzero"`

	// Expiration of the reset link in minutes, 5 to 10080 (7 days). Defaults to 30.
	ResetPasswordExpirationMinutes int `json:"reset_password_expiration_minutes,omitzero"`

	// URL that the reset link leads to, where the user chooses a new password. It must match a
	// registered redirect URL. Defaults to the project's reset URL.
	ResetPasswordRedirectURL string `json:"reset_password_redirect_url,omitzero"`

	// ID of the email template. Defaults to the project's template for password resets.
	ResetPasswordTemplateID string `json:"reset_password_template_id,omitzero"`
}

// PasswordsEmailResetStartResponse is the response body of passwords.email.reset_start. On success,
// the email is on its way. The password is unchanged.
type PasswordsEmailResetStartResponse struct {
	// ID of the email address, `email-<env>-<uuid>`.
	EmailID string `json:"email_id"`

	// ID of this call, `request-id-<env>-<uuid>`. Include it when you contact Stytch support.
	RequestID string `json:"request_id"`

	// HTTP status, repeated in the body.
	StatusCode int `json:"status_code"`

	// ID of the user with the address, `user-<env>-<uuid>`.
	UserID string `json:"user_id"`
}

// PasswordsExistingPasswordResetRequest is the request body of passwords.existing_password.reset.
// `email`, `existing_password` and `new_password` are required.
type PasswordsExistingPasswordResetRequest struct {
	// Email address of the user.
	Email string `json:"email"`

	// Current password in plain text.
	ExistingPassword string `json:"existing_password" secret:"true"`

	// New password in plain text. Any character is allowed.
	NewPassword string `json:"new_password" secret:"true"`

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

	// Token of the user's current session. A reset revokes the sessions of the user. Whether it revokes
	// this one too is not documented. Send this or `session_jwt`, not both.
	SessionToken string `json:"session_token,omitzero" secret:"true"`

	// Telemetry ID of the device fingerprint that Stytch's script took. With it, the response has a
	// `user_device`. Requires Device Fingerprinting for the workspace.
	TelemetryID string `json:"telemetry_id,omitzero"`
}

// PasswordsExistingPasswordResetResponse is the response body of passwords.existing_password.reset.
// On success, the new password is set and the user is authenticated. Earlier sessions of the user
// are revoked, except perhaps the one in the request.
type PasswordsExistingPasswordResetResponse struct {
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

// PasswordsMigrateRequest is the request body of passwords.migrate. `email`, `hash` and `hash_type`
// are required. If the hash was made with settings or a salt that it does not contain itself, send
// them in the `..._config` object of its type.
type PasswordsMigrateRequest struct {
	// Settings of an Argon2 hash. Required if the hash is hexadecimal. A hash in PHC format contains
	// its own settings.
	Argon2Config PasswordArgon2Config `json:"argon_2_config,omitzero"`

	// Email address of the user. If no user has it, Stytch creates one.
	Email string `json:"email"`

	// The new user's ID in your own system, unique in the project. It has 1 to 128 characters: letters,
	// digits, `.`, `_`, `-` and `|`.
	ExternalID string `json:"external_id,omitzero"`

	// Hash as the other system stored it. For PBKDF2, and for scrypt with `scrypt_config`, it is
	// base64-encoded.
	Hash string `json:"hash" secret:"true"`

	// Algorithm of the hash. It determines which `..._config` object applies.
	HashType PasswordHashType `json:"hash_type"`

	// Salt of an MD5 hash. Omit it for a hash without a salt.
	MD5Config PasswordSaltConfig `json:"md_5_config,omitzero"`

	// Name of the user. All parts are optional.
	Name Name `json:"name,omitzero"`

	// Settings of a PBKDF2 hash. Always required for such a hash.
	PBKDF2Config PasswordPBKDF2Config `json:"pbkdf_2_config,omitzero"`

	// Phone number of the user, in E.164 format.
	PhoneNumber string `json:"phone_number,omitzero"`

	// IDs of the roles to assign explicitly. The default role is implied and must not be listed.
	Roles []string `json:"roles,omitzero"`

	// Settings of an scrypt hash. Required unless the hash is in PHC format, which contains its own
	// settings.
	ScryptConfig PasswordScryptConfig `json:"scrypt_config,omitzero"`

	// Whether to mark the email address as verified. Set this only if you know that the user owns the
	// address, since Stytch matches accounts by verified addresses.
	SetEmailVerified bool `json:"set_email_verified,omitzero"`

	// Whether to mark the phone number as verified. Set this only if you know that the user owns the
	// number.
	SetPhoneNumberVerified bool `json:"set_phone_number_verified,omitzero"`

	// Salt of a SHA-1 hash. Omit it for a hash without a salt.
	SHA1Config PasswordSaltConfig `json:"sha_1_config,omitzero"`

	// Salt of a SHA-512 hash. Omit it for a hash without a salt.
	SHA512Config PasswordSaltConfig `json:"sha_512_config,omitzero"`

	// Application data that the end user cannot change: at most 20 top-level keys, 4 KB in total.
	TrustedMetadata map[string]any `json:"trusted_metadata,omitzero"`

	// Application data that the end user can change through Stytch's frontend SDKs, so do not rely on
	// it. At most 20 top-level keys, 4 KB in total.
	UntrustedMetadata map[string]any `json:"untrusted_metadata,omitzero"`
}

// PasswordsMigrateResponse is the response body of passwords.migrate. On success, the user can log
// in with the imported password.
type PasswordsMigrateResponse struct {
	// ID of the email address, `email-<env>-<uuid>`.
	EmailID string `json:"email_id"`

	// ID of this call, `request-id-<env>-<uuid>`. Include it when you contact Stytch support.
	RequestID string `json:"request_id"`

	// HTTP status, repeated in the body.
	StatusCode int `json:"status_code"`

	// The user after the call.
	User User `json:"user"`

	// Whether this call created the user.
	UserCreated bool `json:"user_created"`

	// ID of the user, `user-<env>-<uuid>`.
	UserID string `json:"user_id"`
}

// PasswordsSessionResetRequest is the request body of passwords.session.reset. `password` is
// required, and so is `session_token` or `session_jwt`.
type PasswordsSessionResetRequest struct {
	// New password in plain text. Any character is allowed.
	Password string `json:"password" secret:"true"`

	// Claims to add to the session and to the top level of its JWT, at most 4 KB in total. A null value
	// deletes a key, and keys that are not sent stay unchanged. `iss`, `sub`, `aud`, `exp`, `nbf`,
	// `iat` and `jti` are ignored.
	SessionCustomClaims map[string]any `json:"session_custom_claims,omitzero"`

	// Session lifetime in minutes from now, 5 to 527040 (366 days). If omitted, the expiration stays
	// the same.
	SessionDurationMinutes int `json:"session_duration_minutes,omitzero"`

	// JWT of the user's session, instead of `session_token`.
	SessionJWT string `json:"session_jwt,omitzero" secret:"true"`

	// Token of the user's session. The session must have a password or email factor (a magic link or
	// passcode sent by email) that is at most 5 minutes old.
	SessionToken string `json:"session_token,omitzero" secret:"true"`

	// Telemetry ID of the device fingerprint that Stytch's script took. With it, the response has a
	// `user_device`. Requires Device Fingerprinting for the workspace.
	TelemetryID string `json:"telemetry_id,omitzero"`
}

// PasswordsSessionResetResponse is the response body of passwords.session.reset. On success, the
// new password is set and all other sessions of the user are revoked.
type PasswordsSessionResetResponse struct {
	// ID of this call, `request-id-<env>-<uuid>`. Include it when you contact Stytch support.
	RequestID string `json:"request_id"`

	// The session of the request. It stays active.
	Session *Session `json:"session,omitzero"`

	// Session JWT, which expires after 5 minutes.
	SessionJWT string `json:"session_jwt" secret:"true"`

	// Opaque session token, 44 characters.
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

// PasswordsStrengthCheckRequest is the request body of passwords.strength_check. `password` is
// required.
type PasswordsStrengthCheckRequest struct {
	// Email address of the user. A password from a known data breach is reported as invalid only if
	// this is set.
	Email string `json:"email,omitzero"`

	// Password to check, in plain text.
	Password string `json:"password" secret:"true"`
}

// PasswordsStrengthCheckResponse is the response body of passwords.strength_check. Success means
// only that the password was checked. The result is in `valid_password`.
type PasswordsStrengthCheckResponse struct {
	// Whether the project rejects breached passwords when a password is created.
	BreachDetectionOnCreate bool `json:"breach_detection_on_create"`

	// Whether the password is in a known data breach. Such a password is invalid only if `email` was
	// set.
	BreachedPassword bool `json:"breached_password"`

	// Feedback for the user about the password. It can be null.
	Feedback *PasswordFeedback `json:"feedback,omitzero"`

	// ID of this call, `request-id-<env>-<uuid>`. Include it when you contact Stytch support.
	RequestID string `json:"request_id"`

	// Strength according to zxcvbn, up to 4 (strong). zxcvbn itself starts at 0, but Stytch documents 1
	// as the lowest score. The `zxcvbn` policy requires 3 or more.
	Score int `json:"score"`

	// HTTP status, repeated in the body.
	StatusCode int `json:"status_code"`

	// The project's policy, which determines the contents of `feedback`.
	StrengthPolicy PasswordStrengthPolicy `json:"strength_policy"`

	// Whether the password would be accepted.
	ValidPassword bool `json:"valid_password"`
}
