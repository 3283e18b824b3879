// Code generated from openapi.yaml by oapi-codegen and internal/polish. DO NOT EDIT.

package api

// OTPAuthenticateRequest is the body of otp.authenticate. `method_id` and `code` are needed.
type OTPAuthenticateRequest struct {
	// IP address and user agent of the end user now, to be compared as `options` demand.
	Attributes Attributes `json:"attributes,omitzero"`

	// Passcode the user entered, six digits. Only the last one sent counts.
	Code string `json:"code" secret:"true"`

	// Where the passcode was sent: the `phone_id` or `email_id` of the send call's answer.
	MethodID string `json:"method_id"`

	// What must be the same now as when the passcode was sent. Left out, nothing.
	Options AttributeOptions `json:"options,omitzero"`

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

// OTPAuthenticateResponse is the answer to otp.authenticate. On success the passcode is spent and
// the user is authenticated.
type OTPAuthenticateResponse struct {
	// Id of the phone number or email address that is now verified.
	MethodID string `json:"method_id"`

	// Id of this call, `request-id-<env>-<uuid>`. Quote it when asking Stytch for help.
	RequestID string `json:"request_id"`

	// Whether the user's other sessions must end. Stytch has revoked its own; end those that your
	// application keeps by itself.
	ResetSessions bool `json:"reset_sessions"`

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

// OTPEmailLoginOrCreateRequest is the body of otp.email.login_or_create. `email` is needed.
type OTPEmailLoginOrCreateRequest struct {
	// IP address and user agent of the end user. They are kept with the passcode, for `options` when it
	// is authenticated.
	Attributes Attributes `json:"attributes,omitzero"`

	// Whether a user created by this call is `pending` until the first authentication. Default false:
	// `active` at once.
	CreateUserAsPending bool `json:"create_user_as_pending,omitzero"`

	// Address to send to. A user is created for it if nobody has it.
	Email string `json:"email"`

	// Minutes until the passcode expires, 1 to 10. Default 2.
	ExpirationMinutes int `json:"expiration_minutes,omitzero"`

	// Language of the message; English if left out.
	Locale Locale `json:"locale,omitzero"`

	// Id of the email template for active users. Left out, the project's default.
	LoginTemplateID string `json:"login_template_id,omitzero"`

	// Id of the email template for new and pending users. Left out, the project's default.
	SignupTemplateID string `json:"signup_template_id,omitzero"`
}

// OTPEmailLoginOrCreateResponse is the answer to otp.email.login_or_create. On success the user
// exists and the email is on its way.
type OTPEmailLoginOrCreateResponse struct {
	// Id of the email address, `email-<env>-<uuid>`. It is the `method_id` of otp.authenticate.
	EmailID string `json:"email_id"`

	// Id of this call, `request-id-<env>-<uuid>`. Quote it when asking Stytch for help.
	RequestID string `json:"request_id"`

	// HTTP status, repeated in the body.
	StatusCode int `json:"status_code"`

	// Whether this call created the user.
	UserCreated bool `json:"user_created"`

	// Id of the user, `user-<env>-<uuid>`.
	UserID string `json:"user_id"`
}

// OTPEmailSendRequest is the body of otp.email.send. `email` is needed; at most one of `user_id`,
// `session_token` and `session_jwt` may say which user the address is to be added to.
type OTPEmailSendRequest struct {
	// IP address and user agent of the end user. They are kept with the passcode, for `options` when it
	// is authenticated.
	Attributes Attributes `json:"attributes,omitzero"`

	// Address to send to. Without a user or session it must belong to a user already.
	Email string `json:"email"`

	// Minutes until the passcode expires, 1 to 10. Default 2.
	ExpirationMinutes int `json:"expiration_minutes,omitzero"`

	// Language of the message; English if left out.
	Locale Locale `json:"locale,omitzero"`

	// Id of the email template for an active user. Left out, the project's default.
	LoginTemplateID string `json:"login_template_id,omitzero"`

	// JWT of a session of the user to add the address to.
	SessionJWT string `json:"session_jwt,omitzero" secret:"true"`

	// Token of a session of the user to add the address to.
	SessionToken string `json:"session_token,omitzero" secret:"true"`

	// Id of the email template for a pending user. Left out, the project's default.
	SignupTemplateID string `json:"signup_template_id,omitzero"`

	// Id or external id of the user to add the address to.
	UserID string `json:"user_id,omitzero"`
}

// OTPEmailSendResponse is the answer to otp.email.send. On success the email is on its way.
type OTPEmailSendResponse struct {
	// Id of the email address, `email-<env>-<uuid>`. It is the `method_id` of otp.authenticate.
	EmailID string `json:"email_id"`

	// Id of this call, `request-id-<env>-<uuid>`. Quote it when asking Stytch for help.
	RequestID string `json:"request_id"`

	// HTTP status, repeated in the body.
	StatusCode int `json:"status_code"`

	// Id of the user, `user-<env>-<uuid>`.
	UserID string `json:"user_id"`
}

// OTPSMSLoginOrCreateRequest is the body of otp.sms.login_or_create. `phone_number` is needed.
type OTPSMSLoginOrCreateRequest struct {
	// IP address and user agent of the end user. They are kept with the passcode, for `options` when it
	// is authenticated.
	Attributes Attributes `json:"attributes,omitzero"`

	// Whether a user created by this call is `pending` until the first authentication. Default false:
	// `active` at once.
	CreateUserAsPending bool `json:"create_user_as_pending,omitzero"`

	// Minutes until the passcode expires, 1 to 10. Default 2.
	ExpirationMinutes int `json:"expiration_minutes,omitzero"`

	// Language of the message; English if left out.
	Locale PhoneLocale `json:"locale,omitzero"`

	// Number to text, in E.164. A user is created for it if nobody has it.
	PhoneNumber string `json:"phone_number"`
}

// OTPSMSLoginOrCreateResponse is the answer to otp.sms.login_or_create. On success the user exists
// and the message is on its way.
type OTPSMSLoginOrCreateResponse struct {
	// Id of the phone number, `phone-number-<env>-<uuid>`. It is the `method_id` of otp.authenticate.
	PhoneID string `json:"phone_id"`

	// Id of this call, `request-id-<env>-<uuid>`. Quote it when asking Stytch for help.
	RequestID string `json:"request_id"`

	// HTTP status, repeated in the body.
	StatusCode int `json:"status_code"`

	// Whether this call created the user.
	UserCreated bool `json:"user_created"`

	// Id of the user, `user-<env>-<uuid>`.
	UserID string `json:"user_id"`
}

// OTPSMSSendRequest is the body of otp.sms.send. `phone_number` is needed; at most one of
// `user_id`, `session_token` and `session_jwt` may say which user the number is to be added to.
type OTPSMSSendRequest struct {
	// IP address and user agent of the end user. They are kept with the passcode, for `options` when it
	// is authenticated.
	Attributes Attributes `json:"attributes,omitzero"`

	// Minutes until the passcode expires, 1 to 10. Default 2.
	ExpirationMinutes int `json:"expiration_minutes,omitzero"`

	// Language of the message; English if left out.
	Locale PhoneLocale `json:"locale,omitzero"`

	// Number to text, in E.164. Without a user or session it must belong to a user already.
	PhoneNumber string `json:"phone_number"`

	// JWT of a session of the user to add the number to.
	SessionJWT string `json:"session_jwt,omitzero" secret:"true"`

	// Token of a session of the user to add the number to.
	SessionToken string `json:"session_token,omitzero" secret:"true"`

	// Id or external id of the user to add the number to.
	UserID string `json:"user_id,omitzero"`
}

// OTPSMSSendResponse is the answer to otp.sms.send. On success the message is on its way.
type OTPSMSSendResponse struct {
	// Id of the phone number, `phone-number-<env>-<uuid>`. It is the `method_id` of otp.authenticate.
	PhoneID string `json:"phone_id"`

	// Id of this call, `request-id-<env>-<uuid>`. Quote it when asking Stytch for help.
	RequestID string `json:"request_id"`

	// HTTP status, repeated in the body.
	StatusCode int `json:"status_code"`

	// Id of the user, `user-<env>-<uuid>`.
	UserID string `json:"user_id"`
}

// OTPWhatsAppLoginOrCreateRequest is the body of otp.whatsapp.login_or_create. `phone_number` is
// needed.
type OTPWhatsAppLoginOrCreateRequest struct {
	// IP address and user agent of the end user. They are kept with the passcode, for `options` when it
	// is authenticated.
	Attributes Attributes `json:"attributes,omitzero"`

	// Whether a user created by this call is `pending` until the first authentication. Default false:
	// `active` at once.
	CreateUserAsPending bool `json:"create_user_as_pending,omitzero"`

	// Minutes until the passcode expires, 1 to 10. Default 2.
	ExpirationMinutes int `json:"expiration_minutes,omitzero"`

	// Language of the message; English if left out.
	Locale PhoneLocale `json:"locale,omitzero"`

	// Number to send to, in E.164. A user is created for it if nobody has it.
	PhoneNumber string `json:"phone_number"`
}

// OTPWhatsAppLoginOrCreateResponse is the answer to otp.whatsapp.login_or_create. On success the
// user exists and the message is on its way.
type OTPWhatsAppLoginOrCreateResponse struct {
	// Id of the phone number, `phone-number-<env>-<uuid>`. It is the `method_id` of otp.authenticate.
	PhoneID string `json:"phone_id"`

	// Id of this call, `request-id-<env>-<uuid>`. Quote it when asking Stytch for help.
	RequestID string `json:"request_id"`

	// HTTP status, repeated in the body.
	StatusCode int `json:"status_code"`

	// Whether this call created the user.
	UserCreated bool `json:"user_created"`

	// Id of the user, `user-<env>-<uuid>`.
	UserID string `json:"user_id"`
}

// OTPWhatsAppSendRequest is the body of otp.whatsapp.send. `phone_number` is needed; at most one of
// `user_id`, `session_token` and `session_jwt` may say which user the number is to be added to.
type OTPWhatsAppSendRequest struct {
	// IP address and user agent of the end user. They are kept with the passcode, for `options` when it
	// is authenticated.
	Attributes Attributes `json:"attributes,omitzero"`

	// Minutes until the passcode expires, 1 to 10. Default 2.
	ExpirationMinutes int `json:"expiration_minutes,omitzero"`

	// Language of the message; English if left out.
	Locale PhoneLocale `json:"locale,omitzero"`

	// Number to send to, in E.164. Without a user or session it must belong to a user already.
	PhoneNumber string `json:"phone_number"`

	// JWT of a session of the user to add the number to.
	SessionJWT string `json:"session_jwt,omitzero" secret:"true"`

	// Token of a session of the user to add the number to.
	SessionToken string `json:"session_token,omitzero" secret:"true"`

	// Id or external id of the user to add the number to.
	UserID string `json:"user_id,omitzero"`
}

// OTPWhatsAppSendResponse is the answer to otp.whatsapp.send. On success the message is on its way.
type OTPWhatsAppSendResponse struct {
	// Id of the phone number, `phone-number-<env>-<uuid>`. It is the `method_id` of otp.authenticate.
	PhoneID string `json:"phone_id"`

	// Id of this call, `request-id-<env>-<uuid>`. Quote it when asking Stytch for help.
	RequestID string `json:"request_id"`

	// HTTP status, repeated in the body.
	StatusCode int `json:"status_code"`

	// Id of the user, `user-<env>-<uuid>`.
	UserID string `json:"user_id"`
}

// PhoneLocale is a language of an SMS or WhatsApp message. Other values may be added, and are
// passed on as they are.
type PhoneLocale string

// Known values of [PhoneLocale]. Others may come; they decode like any string.
const (
	// Catalan.
	PhoneLocaleCaES PhoneLocale = "ca-ES"
	// Czech.
	PhoneLocaleCs PhoneLocale = "cs"
	// German.
	PhoneLocaleDeDE PhoneLocale = "de-DE"
	// English, the default.
	PhoneLocaleEn PhoneLocale = "en"
	// Spanish.
	PhoneLocaleEs PhoneLocale = "es"
	// Persian.
	PhoneLocaleFa PhoneLocale = "fa"
	// French.
	PhoneLocaleFr PhoneLocale = "fr"
	// Italian.
	PhoneLocaleIt PhoneLocale = "it"
	// Japanese.
	PhoneLocaleJa PhoneLocale = "ja"
	// Dutch.
	PhoneLocaleNl PhoneLocale = "nl"
	// Polish.
	PhoneLocalePl PhoneLocale = "pl"
	// Brazilian Portuguese.
	PhoneLocalePtBR PhoneLocale = "pt-br"
	// Russian.
	PhoneLocaleRu PhoneLocale = "ru"
	// Turkish.
	PhoneLocaleTr PhoneLocale = "tr"
	// Vietnamese.
	PhoneLocaleVi PhoneLocale = "vi"
	// Chinese in simplified characters.
	PhoneLocaleZhHans PhoneLocale = "zh-Hans"
)
