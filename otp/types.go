package otp

import "github.com/flymyai/stytch-go/api"

type (
	// AuthenticateRequest is the request of [Service.Authenticate]. MethodID and Code are required.
	// See [api.OTPAuthenticateRequest] for its fields.
	AuthenticateRequest = api.OTPAuthenticateRequest
	// AuthenticateResponse is the response of [Service.Authenticate]: the user and, if there is one, the session.
	// See [api.OTPAuthenticateResponse] for its fields.
	AuthenticateResponse = api.OTPAuthenticateResponse
	// SMSSendRequest is the request of [SMSService.Send]. PhoneNumber is required.
	// See [api.OTPSMSSendRequest] for its fields.
	SMSSendRequest = api.OTPSMSSendRequest
	// SMSSendResponse is the response of [SMSService.Send]: the IDs of the user and the phone number.
	// See [api.OTPSMSSendResponse] for its fields.
	SMSSendResponse = api.OTPSMSSendResponse
	// SMSLoginOrCreateRequest is the request of [SMSService.LoginOrCreate]. PhoneNumber is required.
	// See [api.OTPSMSLoginOrCreateRequest] for its fields.
	SMSLoginOrCreateRequest = api.OTPSMSLoginOrCreateRequest
	// SMSLoginOrCreateResponse is the response of [SMSService.LoginOrCreate]: the IDs of the user and the phone
	// number, and whether the user is new.
	// See [api.OTPSMSLoginOrCreateResponse] for its fields.
	SMSLoginOrCreateResponse = api.OTPSMSLoginOrCreateResponse
	// WhatsAppSendRequest is the request of [WhatsAppService.Send]. PhoneNumber is required.
	// See [api.OTPWhatsAppSendRequest] for its fields.
	WhatsAppSendRequest = api.OTPWhatsAppSendRequest
	// WhatsAppSendResponse is the response of [WhatsAppService.Send]: the IDs of the user and the phone number.
	// See [api.OTPWhatsAppSendResponse] for its fields.
	WhatsAppSendResponse = api.OTPWhatsAppSendResponse
	// WhatsAppLoginOrCreateRequest is the request of [WhatsAppService.LoginOrCreate]. PhoneNumber is required.
	// See [api.OTPWhatsAppLoginOrCreateRequest] for its fields.
	WhatsAppLoginOrCreateRequest = api.OTPWhatsAppLoginOrCreateRequest
	// WhatsAppLoginOrCreateResponse is the response of [WhatsAppService.LoginOrCreate]: the IDs of the user and the
	// phone number, and whether the user is new.
	// See [api.OTPWhatsAppLoginOrCreateResponse] for its fields.
	WhatsAppLoginOrCreateResponse = api.OTPWhatsAppLoginOrCreateResponse
	// EmailSendRequest is the request of [EmailService.Send]. Email is required.
	// See [api.OTPEmailSendRequest] for its fields.
	EmailSendRequest = api.OTPEmailSendRequest
	// EmailSendResponse is the response of [EmailService.Send]: the IDs of the user and the email address.
	// See [api.OTPEmailSendResponse] for its fields.
	EmailSendResponse = api.OTPEmailSendResponse
	// EmailLoginOrCreateRequest is the request of [EmailService.LoginOrCreate]. Email is required.
	// See [api.OTPEmailLoginOrCreateRequest] for its fields.
	EmailLoginOrCreateRequest = api.OTPEmailLoginOrCreateRequest
	// EmailLoginOrCreateResponse is the response of [EmailService.LoginOrCreate]: the IDs of the user and the email
	// address, and whether the user is new.
	// See [api.OTPEmailLoginOrCreateResponse] for its fields.
	EmailLoginOrCreateResponse = api.OTPEmailLoginOrCreateResponse

	// Attributes contains the IP address and user agent of the end user. [AttributeOptions] can require them to
	// match.
	// See [api.Attributes] for its fields.
	Attributes = api.Attributes
	// AttributeOptions requires the attributes of an [AuthenticateRequest] to match those of the request that sent
	// the code. See [api.AttributeOptions] for its fields.
	AttributeOptions = api.AttributeOptions
	// Locale is the language of an email.
	// See [api.Locale] for its values.
	Locale = api.Locale
	// PhoneLocale is the language of an SMS or WhatsApp message.
	// See [api.PhoneLocale] for its values.
	PhoneLocale = api.PhoneLocale
)
