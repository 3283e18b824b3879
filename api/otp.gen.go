// Code generated from openapi.yaml by oapi-codegen and internal/polish. DO NOT EDIT.

package api

// OTPAuthenticateRequest is the request body of otp.authenticate. `method_id` and `code` are
// required.
type OTPAuthenticateRequest struct {
	// Current IP address and user agent of the end user, for the comparison that `options` requires.
	Attributes Attributes `json:"attributes,omitzero"`

	// Passcode that the user entered, six digits. Only the latest one sent is valid.
	Code string `json:"code" secret:"true"`

	// The `phone_id` or `email_id` from the response to the send call.
	MethodID string `json:"method_id"`

	// Which attributes must be the same as when the passcode was sent. None if omitted.
	Options AttributeOptions `json:"options,omitzero"`

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

// OTPAuthenticateResponse is the response body of otp.authenticate. On success, the passcode is
// used up and the user is authenticated.
type OTPAuthenticateResponse struct {
	// ID of the phone number or email address, which is now verified.
	MethodID string `json:"method_id"`

	// ID of this call, `request-id-<env>-<uuid>`. Include it when you contact Stytch support.
	RequestID string `json:"request_id"`

	// Whether your application must end the sessions that it manages itself for the user. Stytch has
	// already revoked its own.
	ResetSessions bool `json:"reset_sessions"`

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

// OTPEmailLoginOrCreateRequest is the request body of otp.email.login_or_create. `email` is
// required.
type OTPEmailLoginOrCreateRequest struct {
	// IP address and user agent of the end user. Stytch stores them, and otp.authenticate can compare
	// them (see its `options`).
	Attributes Attributes `json:"attributes,omitzero"`

	// Whether a new user stays `pending` until the first authentication. Defaults to false: the user is
	// `active` immediately.
	CreateUserAsPending bool `json:"create_user_as_pending,omitzero"`

	// Address to send to. If no user has it, Stytch creates one.
	Email string `json:"email"`

	// Expiration of the passcode in minutes, 1 to 10. Defaults to 2.
	ExpirationMinutes int `json:"expiration_minutes,omitzero"`

	// Language of the message. Defaults to English.
	Locale Locale `json:"locale,omitzero"`

	// ID of the email template for active users. Defaults to the project's template.
	LoginTemplateID string `json:"login_template_id,omitzero"`

	// ID of the email template for new and pending users. Defaults to the project's template.
	SignupTemplateID string `json:"signup_template_id,omitzero"`
}

// OTPEmailLoginOrCreateResponse is the response body of otp.email.login_or_create. On success, the
// user exists and the email is on its way.
type OTPEmailLoginOrCreateResponse struct {
	// ID of the email address, `email-<env>-<uuid>`. Use it as the `method_id` of otp.authenticate.
	EmailID string `json:"email_id"`

	// ID of this call, `request-id-<env>-<uuid>`. Include it when you contact Stytch support.
	RequestID string `json:"request_id"`

	// HTTP status, repeated in the body.
	StatusCode int `json:"status_code"`

	// Whether this call created the user.
	UserCreated bool `json:"user_created"`

	// ID of the user, `user-<env>-<uuid>`.
	UserID string `json:"user_id"`
}

// OTPEmailSendRequest is the request body of otp.email.send. `email` is required. At most one of
// `user_id`, `session_token` and `session_jwt` can select a user to add the address to.
type OTPEmailSendRequest struct {
	// IP address and user agent of the end user. Stytch stores them, and otp.authenticate can compare
	// them (see its `options`).
	Attributes Attributes `json:"attributes,omitzero"`

	// Address to send to. It must belong to an existing user, unless `user_id` or a session selects the
	// user to add it to.
	Email string `json:"email"`

	// Expiration of the passcode in minutes, 1 to 10. Defaults to 2.
	ExpirationMinutes int `json:"expiration_minutes,omitzero"`

	// Language of the message. Defaults to English.
	Locale Locale `json:"locale,omitzero"`

	// ID of the email template for active users. Defaults to the project's template.
	LoginTemplateID string `json:"login_template_id,omitzero"`

	// Session JWT of the user to add the address to.
	SessionJWT string `json:"session_jwt,omitzero" secret:"true"`

	// Session token of the user to add the address to.
	SessionToken string `json:"session_token,omitzero" secret:"true"`

	// ID of the email template for pending users. Defaults to the project's template.
	SignupTemplateID string `json:"signup_template_id,omitzero"`

	// User ID or external ID of the user to add the address to.
	UserID string `json:"user_id,omitzero"`
}

// OTPEmailSendResponse is the response body of otp.email.send. On success, the email is on its way.
type OTPEmailSendResponse struct {
	// ID of the email address, `email-<env>-<uuid>`. Use it as the `method_id` of otp.authenticate.
	EmailID string `json:"email_id"`

	// ID of this call, `request-id-<env>-<uuid>`. Include it when you contact Stytch support.
	RequestID string `json:"request_id"`

	// HTTP status, repeated in the body.
	StatusCode int `json:"status_code"`

	// ID of the user, `user-<env>-<uuid>`.
	UserID string `json:"user_id"`
}

// OTPSMSLoginOrCreateRequest is the request body of otp.sms.login_or_create. `phone_number` is
// required.
type OTPSMSLoginOrCreateRequest struct {
	// IP address and user agent of the end user. Stytch stores them, and otp.authenticate can compare
	// them (see its `options`).
	Attributes Attributes `json:"attributes,omitzero"`

	// Whether a new user stays `pending` until the first authentication. Defaults to false: the user is
	// `active` immediately.
	CreateUserAsPending bool `json:"create_user_as_pending,omitzero"`

	// Expiration of the passcode in minutes, 1 to 10. Defaults to 2.
	ExpirationMinutes int `json:"expiration_minutes,omitzero"`

	// Language of the message. Defaults to English.
	Locale PhoneLocale `json:"locale,omitzero"`

	// Phone number to text, in E.164 format. If no user has it, Stytch creates one.
	PhoneNumber string `json:"phone_number"`
}

// OTPSMSLoginOrCreateResponse is the response body of otp.sms.login_or_create. On success, the user
// exists and the message is on its way.
type OTPSMSLoginOrCreateResponse struct {
	// ID of the phone number, `phone-number-<env>-<uuid>`. Use it as the `method_id` of
	// otp.authenticate.
	PhoneID string `json:"phone_id"`

	// ID of this call, `request-id-<env>-<uuid>`. Include it when you contact Stytch support.
	RequestID string `json:"request_id"`

	// HTTP status, repeated in the body.
	StatusCode int `json:"status_code"`

	// Whether this call created the user.
	UserCreated bool `json:"user_created"`

	// ID of the user, `user-<env>-<uuid>`.
	UserID string `json:"user_id"`
}

// OTPSMSSendRequest is the request body of otp.sms.send. `phone_number` is required. At most one of
// `user_id`, `session_token` and `session_jwt` can select a user to add the number to.
type OTPSMSSendRequest struct {
	// IP address and user agent of the end user. Stytch stores them, and otp.authenticate can compare
	// them (see its `options`).
	Attributes Attributes `json:"attributes,omitzero"`

	// Expiration of the passcode in minutes, 1 to 10. Defaults to 2.
	ExpirationMinutes int `json:"expiration_minutes,omitzero"`

	// Language of the message. Defaults to English.
	Locale PhoneLocale `json:"locale,omitzero"`

	// Phone number to text, in E.164 format. It must belong to an existing user, unless `user_id` or a
	// session selects the user to add it to.
	PhoneNumber string `json:"phone_number"`

	// Session JWT of the user to add the number to.
	SessionJWT string `json:"session_jwt,omitzero" secret:"true"`

	// Session token of the user to add the number to.
	SessionToken string `json:"session_token,omitzero" secret:"true"`

	// User ID or external ID of the user to add the number to.
	UserID string `json:"user_id,omitzero"`
}

// OTPSMSSendResponse is the response body of otp.sms.send. On success, the message is on its way.
type OTPSMSSendResponse struct {
	// ID of the phone number, `phone-number-<env>-<uuid>`. Use it as the `method_id` of
	// otp.authenticate.
	PhoneID string `json:"phone_id"`

	// ID of this call, `request-id-<env>-<uuid>`. Include it when you contact Stytch support.
	RequestID string `json:"request_id"`

	// HTTP status, repeated in the body.
	StatusCode int `json:"status_code"`

	// ID of the user, `user-<env>-<uuid>`.
	UserID string `json:"user_id"`
}

// OTPWhatsAppLoginOrCreateRequest is the request body of otp.whatsapp.login_or_create.
// `phone_number` is required.
type OTPWhatsAppLoginOrCreateRequest struct {
	// IP address and user agent of the end user. Stytch stores them, and otp.authenticate can compare
	// them (see its `options`).
	Attributes Attributes `json:"attributes,omitzero"`

	// Whether a new user stays `pending` until the first authentication. Defaults to false: the user is
	// `active` immediately.
	CreateUserAsPending bool `json:"create_user_as_pending,omitzero"`

	// Expiration of the passcode in minutes, 1 to 10. Defaults to 2.
	ExpirationMinutes int `json:"expiration_minutes,omitzero"`

	// Language of the message. Defaults to English.
	Locale PhoneLocale `json:"locale,omitzero"`

	// Phone number to send to, in E.164 format. If no user has it, Stytch creates one.
	PhoneNumber string `json:"phone_number"`
}

// OTPWhatsAppLoginOrCreateResponse is the response body of otp.whatsapp.login_or_create. On
// success, the user exists and the message is on its way.
type OTPWhatsAppLoginOrCreateResponse struct {
	// ID of the phone number, `phone-number-<env>-<uuid>`. Use it as the `method_id` of
	// otp.authenticate.
	PhoneID string `json:"phone_id"`

	// ID of this call, `request-id-<env>-<uuid>`. Include it when you contact Stytch support.
	RequestID string `json:"request_id"`

	// HTTP status, repeated in the body.
	StatusCode int `json:"status_code"`

	// Whether this call created the user.
	UserCreated bool `json:"user_created"`

	// ID of the user, `user-<env>-<uuid>`.
	UserID string `json:"user_id"`
}

// OTPWhatsAppSendRequest is the request body of otp.whatsapp.send. `phone_number` is required. At
// most one of `user_id`, `session_token` and `session_jwt` can select a user to add the number to.
type OTPWhatsAppSendRequest struct {
	// IP address and user agent of the end user. Stytch stores them, and otp.authenticate can compare
	// them (see its `options`).
	Attributes Attributes `json:"attributes,omitzero"`

	// Expiration of the passcode in minutes, 1 to 10. Defaults to 2.
	ExpirationMinutes int `json:"expiration_minutes,omitzero"`

	// Language of the message. Defaults to English.
	Locale PhoneLocale `json:"locale,omitzero"`

	// Phone number to send to, in E.164 format. It must belong to an existing user, unless `user_id` or
	// a session selects the user to add it to.
	PhoneNumber string `json:"phone_number"`

	// Session JWT of the user to add the number to.
	SessionJWT string `json:"session_jwt,omitzero" secret:"true"`

	// Session token of the user to add the number to.
	SessionToken string `json:"session_token,omitzero" secret:"true"`

	// User ID or external ID of the user to add the number to.
	UserID string `json:"user_id,omitzero"`
}

// OTPWhatsAppSendResponse is the response body of otp.whatsapp.send. On success, the message is on
// its way.
type OTPWhatsAppSendResponse struct {
	// ID of the phone number, `phone-number-<env>-<uuid>`. Use it as the `method_id` of
	// otp.authenticate.
	PhoneID string `json:"phone_id"`

	// ID of this call, `request-id-<env>-<uuid>`. Include it when you contact Stytch support.
	RequestID string `json:"request_id"`

	// HTTP status, repeated in the body.
	StatusCode int `json:"status_code"`

	// ID of the user, `user-<env>-<uuid>`.
	UserID string `json:"user_id"`
}

// PhoneLocale is a language of an SMS or WhatsApp message. Other values are allowed and sent
// unchanged.
type PhoneLocale string

// The known values of [PhoneLocale]. Other values pass through unchanged.
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
