package passwords

import "github.com/flymyai/stytch-go/api"

type (
	// CreateRequest is the request of [Service.Create]. Email and Password are required.
	// See [api.PasswordsCreateRequest] for its fields.
	CreateRequest = api.PasswordsCreateRequest
	// CreateResponse is the response of [Service.Create]: the new user and, if there is one, the session.
	// See [api.PasswordsCreateResponse] for its fields.
	CreateResponse = api.PasswordsCreateResponse
	// AuthenticateRequest is the request of [Service.Authenticate]. Email and Password are required.
	// See [api.PasswordsAuthenticateRequest] for its fields.
	AuthenticateRequest = api.PasswordsAuthenticateRequest
	// AuthenticateResponse is the response of [Service.Authenticate]: the user and, if there is one, the session.
	// See [api.PasswordsAuthenticateResponse] for its fields.
	AuthenticateResponse = api.PasswordsAuthenticateResponse
	// StrengthCheckRequest is the request of [Service.StrengthCheck]. Password is required.
	// See [api.PasswordsStrengthCheckRequest] for its fields.
	StrengthCheckRequest = api.PasswordsStrengthCheckRequest
	// StrengthCheckResponse is the response of [Service.StrengthCheck]: whether the password is valid, and feedback
	// to show to the user.
	// See [api.PasswordsStrengthCheckResponse] for its fields.
	StrengthCheckResponse = api.PasswordsStrengthCheckResponse
	// MigrateRequest is the request of [Service.Migrate]. Email, Hash and HashType are required. Some hash types
	// also require their configuration, such as PBKDF2Config.
	// See [api.PasswordsMigrateRequest] for its fields.
	MigrateRequest = api.PasswordsMigrateRequest
	// MigrateResponse is the response of [Service.Migrate]: the user, and whether the user is new.
	// See [api.PasswordsMigrateResponse] for its fields.
	MigrateResponse = api.PasswordsMigrateResponse
	// EmailResetStartRequest is the request of [EmailService.ResetStart]. Email is required.
	// See [api.PasswordsEmailResetStartRequest] for its fields.
	EmailResetStartRequest = api.PasswordsEmailResetStartRequest
	// EmailResetStartResponse is the response of [EmailService.ResetStart]: the IDs of the user and the email
	// address.
	// See [api.PasswordsEmailResetStartResponse] for its fields.
	EmailResetStartResponse = api.PasswordsEmailResetStartResponse
	// EmailResetRequest is the request of [EmailService.Reset]. Token and Password are required.
	// See [api.PasswordsEmailResetRequest] for its fields.
	EmailResetRequest = api.PasswordsEmailResetRequest
	// EmailResetResponse is the response of [EmailService.Reset]: the user and, if there is one, the session.
	// See [api.PasswordsEmailResetResponse] for its fields.
	EmailResetResponse = api.PasswordsEmailResetResponse
	// ExistingPasswordResetRequest is the request of [ExistingPasswordService.Reset]. Email, ExistingPassword and
	// NewPassword are required.
	// See [api.PasswordsExistingPasswordResetRequest] for its fields.
	ExistingPasswordResetRequest = api.PasswordsExistingPasswordResetRequest
	// ExistingPasswordResetResponse is the response of [ExistingPasswordService.Reset]: the user and, if there is
	// one, the session.
	// See [api.PasswordsExistingPasswordResetResponse] for its fields.
	ExistingPasswordResetResponse = api.PasswordsExistingPasswordResetResponse
	// SessionResetRequest is the request of [SessionService.Reset]. Password and one of SessionToken and SessionJWT
	// are required.
	// See [api.PasswordsSessionResetRequest] for its fields.
	SessionResetRequest = api.PasswordsSessionResetRequest
	// SessionResetResponse is the response of [SessionService.Reset]: the user and, if there is one, the session.
	// See [api.PasswordsSessionResetResponse] for its fields.
	SessionResetResponse = api.PasswordsSessionResetResponse

	// Attributes contains the IP address and user agent of the end user. [AttributeOptions] can require them to
	// match.
	// See [api.Attributes] for its fields.
	Attributes = api.Attributes
	// AttributeOptions requires the attributes of an [EmailResetRequest] to match those of the request that sent
	// the link. See [api.AttributeOptions] for its fields.
	AttributeOptions = api.AttributeOptions
	// Locale is the language of an email.
	// See [api.Locale] for its values.
	Locale = api.Locale
	// Name is the name of a new user. All parts are optional.
	// See [api.Name] for its fields.
	Name = api.Name
	// HashType is the algorithm of a password hash in a [MigrateRequest].
	// See [api.PasswordHashType] for its values.
	HashType = api.PasswordHashType
	// SaltConfig is the salt of an MD5, SHA-1 or SHA-512 hash in a [MigrateRequest].
	// See [api.PasswordSaltConfig] for its fields.
	SaltConfig = api.PasswordSaltConfig
	// Argon2Config holds the salt and parameters of an Argon2 hash in a [MigrateRequest].
	// See [api.PasswordArgon2Config] for its fields.
	Argon2Config = api.PasswordArgon2Config
	// ScryptConfig holds the salt and parameters of an scrypt hash in a [MigrateRequest].
	// See [api.PasswordScryptConfig] for its fields.
	ScryptConfig = api.PasswordScryptConfig
	// PBKDF2Config holds the salt and parameters of a PBKDF2 hash in a [MigrateRequest].
	// See [api.PasswordPBKDF2Config] for its fields.
	PBKDF2Config = api.PasswordPBKDF2Config
)
