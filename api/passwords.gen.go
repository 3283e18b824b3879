// Code generated from openapi.yaml by oapi-codegen and internal/polish. DO NOT EDIT.

package api

// PasswordArgon2Config is the configuration of an Argon2 hash. All are needed, with the values the
// hash was made with.
type PasswordArgon2Config struct {
	// Number of iterations (`t`).
	IterationAmount int `json:"iteration_amount"`

	// Length of the hash. It must agree with `hash`.
	KeyLength int `json:"key_length"`

	// Memory in KiB (`m`).
	Memory int `json:"memory"`

	// Salt of the hash.
	Salt string `json:"salt" secret:"true"`

	// Degree of parallelism (`p`).
	Threads int `json:"threads"`
}

// PasswordFeedback is the advice on how to make a password stronger. Which fields it has depends on
// the policy.
type PasswordFeedback struct {
	// Which demands the password meets. Null under `zxcvbn`.
	LUDSRequirements *PasswordLUDSRequirements `json:"luds_requirements,omitzero"`

	// What to do about it, in words for the user. Null under `luds`.
	Suggestions []string `json:"suggestions,omitzero"`

	// What is wrong with the password, in words for the user. Null under `luds`.
	Warning string `json:"warning,omitzero"`
}

// PasswordHashType is an algorithm of a password hash that can be migrated. Other values may be
// added, and are passed on as they are.
type PasswordHashType string

// Known values of [PasswordHashType]. Others may come; they decode like any string.
const (
	// Argon2i, encoded, or hexadecimal with `argon_2_config`.
	PasswordHashTypeArgon2I PasswordHashType = "argon_2i"
	// Argon2id, encoded, or hexadecimal with `argon_2_config`.
	PasswordHashTypeArgon2ID PasswordHashType = "argon_2id"
	// Bcrypt, in its usual `$2...` form.
	PasswordHashTypeBcrypt PasswordHashType = "bcrypt"
	// MD5, with `md_5_config` for a salt.
	PasswordHashTypeMD5 PasswordHashType = "md_5"
	// PBKDF2, base64 with `pbkdf_2_config`.
	PasswordHashTypePBKDF2 PasswordHashType = "pbkdf_2"
	// Phpass, the portable hash of older PHP applications.
	PasswordHashTypePhpass PasswordHashType = "phpass"
	// SHA-1, with `sha_1_config` for a salt.
	PasswordHashTypeSHA1 PasswordHashType = "sha_1"
	// SHA-512, with `sha_512_config` for a salt.
	PasswordHashTypeSHA512 PasswordHashType = "sha_512"
	// Scrypt, in PHC form, or base64 with `scrypt_config`.
	PasswordHashTypeScrypt PasswordHashType = "scrypt"
)

// PasswordLUDSRequirements is a check of one password against the LUDS policy: lower case, upper
// case, digits, symbols.
type PasswordLUDSRequirements struct {
	// Whether it has a digit.
	HasDigit bool `json:"has_digit"`

	// Whether it has a lower-case letter.
	HasLowerCase bool `json:"has_lower_case"`

	// Whether it has a symbol, which is any other character.
	HasSymbol bool `json:"has_symbol"`

	// Whether it has an upper-case letter.
	HasUpperCase bool `json:"has_upper_case"`

	// How many more characters it needs to be long enough.
	MissingCharacters int `json:"missing_characters"`

	// How many more kinds of character it needs.
	MissingComplexity int `json:"missing_complexity"`
}

// PasswordPBKDF2Config is the configuration of a PBKDF2 hash. All but `algorithm` are needed, with
// the values the hash was made with.
type PasswordPBKDF2Config struct {
	// Hash function of the HMAC: `sha256` or `sha512`. Default `sha256`.
	Algorithm string `json:"algorithm,omitzero"`

	// Number of iterations.
	IterationAmount int `json:"iteration_amount"`

	// Length of the hash. It must agree with `hash`.
	KeyLength int `json:"key_length"`

	// Salt of the hash, as base64.
	Salt string `json:"salt" secret:"true"`
}

// PasswordSaltConfig is the salt for a hash algorithm that has none of its own: what was put before
// and after the password before hashing.
type PasswordSaltConfig struct {
	// Salt put after the password. Left out, none.
	AppendSalt string `json:"append_salt,omitzero" secret:"true"`

	// Salt put before the password. Left out, none.
	PrependSalt string `json:"prepend_salt,omitzero" secret:"true"`
}

// PasswordScryptConfig is the configuration of an scrypt hash. All are needed, with the values the
// hash was made with.
type PasswordScryptConfig struct {
	// Length of the hash. It must agree with `hash`.
	KeyLength int `json:"key_length"`

	// Cost (`N`), a power of two from 2 to 262144.
	NParameter int `json:"n_parameter"`

	// Degree of parallelism (`p`).
	PParameter int `json:"p_parameter"`

	// Block size (`r`).
	RParameter int `json:"r_parameter"`

	// Salt of the hash, as base64.
	Salt string `json:"salt" secret:"true"`
}

// PasswordStrengthPolicy is a policy of password strength. Other values may come and must be
// accepted.
type PasswordStrengthPolicy string

// Known values of [PasswordStrengthPolicy]. Others may come; they decode like any string.
const (
	// A minimum length and a number of character classes: lower case, upper case, digits, symbols.
	PasswordStrengthPolicyLUDS PasswordStrengthPolicy = "luds"
	// An estimate of how hard the password is to guess; it passes with a score of 3 or more. The
	// default.
	PasswordStrengthPolicyZxcvbn PasswordStrengthPolicy = "zxcvbn"
)

// PasswordsAuthenticateRequest is the body of passwords.authenticate. `email` and `password` are
// needed.
type PasswordsAuthenticateRequest struct {
	// Email address of the user.
	Email string `json:"email"`

	// Password the user entered, in plain text.
	Password string `json:"password" secret:"true"`

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

// PasswordsAuthenticateResponse is the answer to passwords.authenticate. On success the password
// was right and the user is authenticated.
type PasswordsAuthenticateResponse struct {
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

// PasswordsCreateRequest is the body of passwords.create. `email` and `password` are needed.
type PasswordsCreateRequest struct {
	// Email address of the new user. No user may have it, not even one without a password.
	Email string `json:"email"`

	// Name of the user. Every part is optional.
	Name Name `json:"name,omitzero"`

	// Password in plain text. Any character is allowed.
	Password string `json:"password" secret:"true"`

	// Claims for the new session and, at top level, its JWT: 4 KB in all. Of no effect without
	// `session_duration_minutes`. `iss`, `sub`, `aud`, `exp`, `nbf`, `iat` and `jti` are ignored.
	SessionCustomClaims map[string]any `json:"session_custom_claims,omitzero"`

	// Minutes from now until the new session ends, 5 to 527040 (366 days). Left out, no session starts.
	SessionDurationMinutes int `json:"session_duration_minutes,omitzero"`

	// Id under which Stytch's script took the device's fingerprint. With it, `user_device` is filled.
	// Needs Device Fingerprinting on the workspace.
	TelemetryID string `json:"telemetry_id,omitzero"`

	// Data of the application that the end user cannot change: at most 20 keys at top level, 4 KB in
	// all.
	TrustedMetadata map[string]any `json:"trusted_metadata,omitzero"`

	// Data that the end user can change through Stytch's browser and mobile SDKs, so not to be relied
	// on: at most 20 keys at top level, 4 KB in all.
	UntrustedMetadata map[string]any `json:"untrusted_metadata,omitzero"`
}

// PasswordsCreateResponse is the answer to passwords.create. On success the user exists and has the
// password; the email address is not verified.
type PasswordsCreateResponse struct {
	// Id of the email address, `email-<env>-<uuid>`.
	EmailID string `json:"email_id"`

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

	// The new user. It has been seen to come back null.
	User User `json:"user"`

	// The device behind the `telemetry_id` of the request. Null when none was sent or none was found.
	UserDevice *DeviceInfo `json:"user_device,omitzero"`

	// Id of the new user, `user-<env>-<uuid>`.
	UserID string `json:"user_id"`
}

// PasswordsEmailResetRequest is the body of passwords.email.reset. `token` and `password` are
// needed, and `code_verifier` if the reset was started with a `code_challenge`.
type PasswordsEmailResetRequest struct {
	// IP address and user agent of the end user now, to be compared as `options` demand.
	Attributes Attributes `json:"attributes,omitzero"`

	// PKCE secret whose SHA-256 was the `code_challenge` of the flow. Required if there was one,
	// refused if not.
	CodeVerifier string `json:"code_verifier,omitzero" secret:"true"`

	// What must be the same now as when the reset was started. Left out, nothing.
	Options AttributeOptions `json:"options,omitzero"`

	// New password in plain text. Any character is allowed.
	Password string `json:"password" secret:"true"`

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

	// Token of a session the user already has. How it fares when all sessions are revoked is not
	// documented. Send this or `session_jwt`, not both.
	SessionToken string `json:"session_token,omitzero" secret:"true"`

	// Id under which Stytch's script took the device's fingerprint. With it, `user_device` is filled.
	// Needs Device Fingerprinting on the workspace.
	TelemetryID string `json:"telemetry_id,omitzero"`

	// `token` from the query of the URL the user arrived at. Works once.
	Token string `json:"token" secret:"true"`
}

// PasswordsEmailResetResponse is the answer to passwords.email.reset. On success the new password
// is set, all earlier sessions are revoked and the user is authenticated.
type PasswordsEmailResetResponse struct {
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

// PasswordsEmailResetStartRequest is the body of passwords.email.reset_start. `email` is needed.
type PasswordsEmailResetStartRequest struct {
	// IP address and user agent of the end user. They are kept with the link, for `options` when the
	// password is reset.
	Attributes Attributes `json:"attributes,omitzero"`

	// PKCE: the SHA-256 of a one-time secret, as base64url. With it, the token is good only together
	// with that secret, sent as `code_verifier`.
	CodeChallenge string `json:"code_challenge,omitzero"`

	// Address to send to. It must belong to a user already.
	Email string `json:"email"`

	// Language of the message; English if left out.
	Locale Locale `json:"locale,omitzero"`

	// URL the user arrives at by the email's passwordless login link. It must match a registered
	// redirect URL. Left out, the project's default login URL.
	LoginRedirectURL string `json:"login_redirect_url,omitzero"`

	// Minutes until the reset link expires, 5 to 10080 (7 days). Default 30.
	ResetPasswordExpirationMinutes int `json:"reset_password_expiration_minutes,omitzero"`

	// URL the user arrives at to choose a new password. It must match a registered redirect URL. Left
	// out, the project's default reset URL.
	ResetPasswordRedirectURL string `json:"reset_password_redirect_url,omitzero"`

	// Id of the email template. Left out, the project's default for password resets.
	ResetPasswordTemplateID string `json:"reset_password_template_id,omitzero"`
}

// PasswordsEmailResetStartResponse is the answer to passwords.email.reset_start. On success the
// email is on its way; the password is unchanged.
type PasswordsEmailResetStartResponse struct {
	// Id of the email address, `email-<env>-<uuid>`.
	EmailID string `json:"email_id"`

	// Id of this call, `request-id-<env>-<uuid>`. Quote it when asking Stytch for help.
	RequestID string `json:"request_id"`

	// HTTP status, repeated in the body.
	StatusCode int `json:"status_code"`

	// Id of the user who has the address, `user-<env>-<uuid>`.
	UserID string `json:"user_id"`
}

// PasswordsExistingPasswordResetRequest is the body of passwords.existing_password.reset. `email`,
// `existing_password` and `new_password` are needed.
type PasswordsExistingPasswordResetRequest struct {
	// Email address of the user.
	Email string `json:"email"`

	// Present password in plain text.
	ExistingPassword string `json:"existing_password" secret:"true"`

	// New password in plain text. Any character is allowed.
	NewPassword string `json:"new_password" secret:"true"`

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

	// Token of a session the user already has. How it fares when all sessions are revoked is not
	// documented. Send this or `session_jwt`, not both.
	SessionToken string `json:"session_token,omitzero" secret:"true"`

	// Id under which Stytch's script took the device's fingerprint. With it, `user_device` is filled.
	// Needs Device Fingerprinting on the workspace.
	TelemetryID string `json:"telemetry_id,omitzero"`
}

// PasswordsExistingPasswordResetResponse is the answer to passwords.existing_password.reset. On
// success the new password is set, all earlier sessions are revoked and the user is authenticated.
type PasswordsExistingPasswordResetResponse struct {
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

// PasswordsMigrateRequest is the body of passwords.migrate. `email`, `hash` and `hash_type` are
// needed, and the `..._config` of that type where the hash does not carry its own settings.
type PasswordsMigrateRequest struct {
	// Settings of an Argon2 hash. Needed if the hash is hexadecimal; an encoded one carries them
	// itself.
	Argon2Config PasswordArgon2Config `json:"argon_2_config,omitzero"`

	// Email address of the user. A user is created for it if nobody has it.
	Email string `json:"email"`

	// Id of a newly created user in your own system, unique in the project: 1 to 128 characters of
	// letters, digits, `.`, `_`, `-` and `|`.
	ExternalID string `json:"external_id,omitzero"`

	// Hash as the other system stored it. For scrypt and PBKDF2 it is base64.
	Hash string `json:"hash" secret:"true"`

	// Algorithm of the hash. It decides which `..._config` applies.
	HashType PasswordHashType `json:"hash_type"`

	// Salt of an MD5 hash. Left out, there was none.
	MD5Config PasswordSaltConfig `json:"md_5_config,omitzero"`

	// Name of the user. Every part is optional.
	Name Name `json:"name,omitzero"`

	// Settings of a PBKDF2 hash. Always needed for one.
	PBKDF2Config PasswordPBKDF2Config `json:"pbkdf_2_config,omitzero"`

	// Phone number of the user, in E.164.
	PhoneNumber string `json:"phone_number,omitzero"`

	// Ids of the roles to assign explicitly. The default role is implied and must not be among them.
	Roles []string `json:"roles,omitzero"`

	// Settings of an scrypt hash. Needed unless the hash is in PHC form, which carries them itself.
	ScryptConfig PasswordScryptConfig `json:"scrypt_config,omitzero"`

	// Whether to mark the email address as verified. Only if you know that the user owns it: accounts
	// are matched by verified addresses.
	SetEmailVerified bool `json:"set_email_verified,omitzero"`

	// Whether to mark the phone number as verified. Only if you know that the user owns it.
	SetPhoneNumberVerified bool `json:"set_phone_number_verified,omitzero"`

	// Salt of a SHA-1 hash. Left out, there was none.
	SHA1Config PasswordSaltConfig `json:"sha_1_config,omitzero"`

	// Salt of a SHA-512 hash. Left out, there was none.
	SHA512Config PasswordSaltConfig `json:"sha_512_config,omitzero"`

	// Data of the application that the end user cannot change: at most 20 keys at top level, 4 KB in
	// all.
	TrustedMetadata map[string]any `json:"trusted_metadata,omitzero"`

	// Data that the end user can change through Stytch's browser and mobile SDKs, so not to be relied
	// on: at most 20 keys at top level, 4 KB in all.
	UntrustedMetadata map[string]any `json:"untrusted_metadata,omitzero"`
}

// PasswordsMigrateResponse is the answer to passwords.migrate. On success the user can sign in with
// the password behind the hash.
type PasswordsMigrateResponse struct {
	// Id of the email address, `email-<env>-<uuid>`.
	EmailID string `json:"email_id"`

	// Id of this call, `request-id-<env>-<uuid>`. Quote it when asking Stytch for help.
	RequestID string `json:"request_id"`

	// HTTP status, repeated in the body.
	StatusCode int `json:"status_code"`

	// The user after the call.
	User User `json:"user"`

	// Whether this call created the user.
	UserCreated bool `json:"user_created"`

	// Id of the user, `user-<env>-<uuid>`.
	UserID string `json:"user_id"`
}

// PasswordsSessionResetRequest is the body of passwords.session.reset. `password` is needed, and
// one of `session_token` and `session_jwt`.
type PasswordsSessionResetRequest struct {
	// New password in plain text. Any character is allowed.
	Password string `json:"password" secret:"true"`

	// Claims for the session and, at top level, its JWT: 4 KB in all. A null deletes a key, keys not
	// sent stay. `iss`, `sub`, `aud`, `exp`, `nbf`, `iat` and `jti` are ignored.
	SessionCustomClaims map[string]any `json:"session_custom_claims,omitzero"`

	// Minutes from now until the session ends, 5 to 527040 (366 days). Left out, its end stays where it
	// is.
	SessionDurationMinutes int `json:"session_duration_minutes,omitzero"`

	// JWT of the user's session, in place of `session_token`.
	SessionJWT string `json:"session_jwt,omitzero" secret:"true"`

	// Token of the user's session. It must hold a password, emailed link or emailed passcode not older
	// than 5 minutes.
	SessionToken string `json:"session_token,omitzero" secret:"true"`

	// Id under which Stytch's script took the device's fingerprint. With it, `user_device` is filled.
	// Needs Device Fingerprinting on the workspace.
	TelemetryID string `json:"telemetry_id,omitzero"`
}

// PasswordsSessionResetResponse is the answer to passwords.session.reset. On success the new
// password is set and all other sessions of the user are revoked.
type PasswordsSessionResetResponse struct {
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

// PasswordsStrengthCheckRequest is the body of passwords.strength_check. `password` is needed.
type PasswordsStrengthCheckRequest struct {
	// Email address of the user. Only with it does a known data breach make the password invalid.
	Email string `json:"email,omitzero"`

	// Password to check, in plain text.
	Password string `json:"password" secret:"true"`
}

// PasswordsStrengthCheckResponse is the answer to passwords.strength_check. Success says only that
// the check was made; see `valid_password` for its result.
type PasswordsStrengthCheckResponse struct {
	// Whether the project refuses breached passwords when a password is created.
	BreachDetectionOnCreate bool `json:"breach_detection_on_create"`

	// Whether the password is known from a data breach. It counts in `valid_password` only if `email`
	// was sent.
	BreachedPassword bool `json:"breached_password"`

	// What to tell the user about the password. It may be null.
	Feedback *PasswordFeedback `json:"feedback,omitzero"`

	// Id of this call, `request-id-<env>-<uuid>`. Quote it when asking Stytch for help.
	RequestID string `json:"request_id"`

	// Strength by zxcvbn, from 0 or 1 (weak) to 4 (strong). Under the policy `zxcvbn`, 3 and more pass.
	Score int `json:"score"`

	// HTTP status, repeated in the body.
	StatusCode int `json:"status_code"`

	// Policy of the project, which decides what `feedback` holds.
	StrengthPolicy PasswordStrengthPolicy `json:"strength_policy"`

	// Whether the password would be accepted.
	ValidPassword bool `json:"valid_password"`
}
