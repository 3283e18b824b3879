// Package otp logs users in by a six-digit code, sent by SMS, WhatsApp or email. It is reached as
// client.OTP.
//
//	sent, err := client.OTP.SMS.LoginOrCreate(ctx, otp.SMSLoginOrCreateRequest{PhoneNumber: "+14155550123"})
//	...
//	login, err := client.OTP.Authenticate(ctx, otp.AuthenticateRequest{
//		MethodID:               sent.PhoneID,
//		Code:                   code,
//		SessionDurationMinutes: 60,
//	})
//
// A code works once and lives for 2 minutes, or up to 10 with ExpirationMinutes. Each phone number or
// email address has one working code: a new send ends the one before.
//
// Everything here sends, creates or spends a code, so it is tried again only where the request provably
// was not handled: a lost answer never bills a second SMS.
//
// API reference: https://stytch.com/docs/api/overview, One-time passcodes.
package otp

import (
	"context"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/transport"
)

// The requests and answers of this package, and what they hold.
type (
	AuthenticateRequest           = api.OTPAuthenticateRequest
	AuthenticateResponse          = api.OTPAuthenticateResponse
	SMSSendRequest                = api.OTPSMSSendRequest
	SMSSendResponse               = api.OTPSMSSendResponse
	SMSLoginOrCreateRequest       = api.OTPSMSLoginOrCreateRequest
	SMSLoginOrCreateResponse      = api.OTPSMSLoginOrCreateResponse
	WhatsAppSendRequest           = api.OTPWhatsAppSendRequest
	WhatsAppSendResponse          = api.OTPWhatsAppSendResponse
	WhatsAppLoginOrCreateRequest  = api.OTPWhatsAppLoginOrCreateRequest
	WhatsAppLoginOrCreateResponse = api.OTPWhatsAppLoginOrCreateResponse
	EmailSendRequest              = api.OTPEmailSendRequest
	EmailSendResponse             = api.OTPEmailSendResponse
	EmailLoginOrCreateRequest     = api.OTPEmailLoginOrCreateRequest
	EmailLoginOrCreateResponse    = api.OTPEmailLoginOrCreateResponse

	Attributes       = api.Attributes
	AttributeOptions = api.AttributeOptions
	Locale           = api.Locale
	PhoneLocale      = api.PhoneLocale
)

var (
	authenticate          = transport.Post("otp.authenticate", "/v1/otps/authenticate")
	smsSend               = transport.Post("otp.sms.send", "/v1/otps/sms/send")
	smsLoginOrCreate      = transport.Post("otp.sms.login_or_create", "/v1/otps/sms/login_or_create")
	whatsAppSend          = transport.Post("otp.whatsapp.send", "/v1/otps/whatsapp/send")
	whatsAppLoginOrCreate = transport.Post("otp.whatsapp.login_or_create", "/v1/otps/whatsapp/login_or_create")
	emailSend             = transport.Post("otp.email.send", "/v1/otps/email/send")
	emailLoginOrCreate    = transport.Post("otp.email.login_or_create", "/v1/otps/email/login_or_create")
)

// Service is the one-time passcodes domain.
type Service struct {
	// SMS sends codes by text message.
	SMS *SMSService
	// WhatsApp sends codes by WhatsApp.
	WhatsApp *WhatsAppService
	// Email sends codes by email.
	Email *EmailService

	transport *transport.Client
}

// New returns the service. It is called by stytch.New.
func New(t *transport.Client) *Service {
	return &Service{SMS: &SMSService{t}, WhatsApp: &WhatsAppService{t}, Email: &EmailService{t}, transport: t}
}

// Authenticate logs a user in with a code (POST /v1/otps/authenticate). MethodID is the phone_id or
// email_id that the send answered. The code is spent. A session is made when SessionDurationMinutes is
// set, or joined when a session token or JWT is; otherwise Session is nil and the tokens are empty.
//
// Errors: [api.ErrorTypeOTPCodeNotFound] for a wrong code, [api.ErrorTypeUnableToAuthOTPCode] for one
// used, expired or replaced, [api.ErrorTypeInvalidCode], [api.ErrorTypeInvalidMethodID],
// [api.ErrorTypeUserLockLimitReached] after too many wrong ones.
func (s *Service) Authenticate(ctx context.Context, req AuthenticateRequest) (*AuthenticateResponse, error) {
	return transport.Call[AuthenticateResponse](ctx, s.transport, authenticate, req)
}

// SMSService sends codes by text message.
type SMSService struct {
	transport *transport.Client
}

// Send sends a code to a user that exists (POST /v1/otps/sms/send), or adds the number to the user given
// by UserID, SessionToken or SessionJWT: it is dropped again unless the code is used within 5 minutes.
// Each send costs an SMS.
//
// Errors: [api.ErrorTypePhoneNumberNotFound] for a number of no user, see [SMSService.LoginOrCreate];
// [api.ErrorTypeInvalidPhoneNumber], [api.ErrorTypeInvalidPhoneNumberCountryCode],
// [api.ErrorTypeUnsubscribedPhoneNumber], [api.ErrorTypeTooManyRequests].
func (s *SMSService) Send(ctx context.Context, req SMSSendRequest) (*SMSSendResponse, error) {
	return transport.Call[SMSSendResponse](ctx, s.transport, smsSend, req)
}

// LoginOrCreate sends a code and makes the user first where the number is new
// (POST /v1/otps/sms/login_or_create). Each call costs an SMS.
//
// Errors: [api.ErrorTypeInvalidPhoneNumber], [api.ErrorTypeInvalidPhoneNumberCountryCode],
// [api.ErrorTypeUnsubscribedPhoneNumber], [api.ErrorTypeTooManyRequests].
func (s *SMSService) LoginOrCreate(ctx context.Context, req SMSLoginOrCreateRequest) (*SMSLoginOrCreateResponse, error) {
	return transport.Call[SMSLoginOrCreateResponse](ctx, s.transport, smsLoginOrCreate, req)
}

// WhatsAppService sends codes by WhatsApp.
type WhatsAppService struct {
	transport *transport.Client
}

// Send sends a code to a user that exists (POST /v1/otps/whatsapp/send), or adds the number to the user
// given by UserID, SessionToken or SessionJWT: it is dropped again unless the code is used within
// 5 minutes.
//
// Errors: [api.ErrorTypePhoneNumberNotFound] for a number of no user, see
// [WhatsAppService.LoginOrCreate]; [api.ErrorTypeInvalidPhoneNumber], [api.ErrorTypeTooManyRequests].
func (s *WhatsAppService) Send(ctx context.Context, req WhatsAppSendRequest) (*WhatsAppSendResponse, error) {
	return transport.Call[WhatsAppSendResponse](ctx, s.transport, whatsAppSend, req)
}

// LoginOrCreate sends a code and makes the user first where the number is new
// (POST /v1/otps/whatsapp/login_or_create).
//
// Errors: [api.ErrorTypeInvalidPhoneNumber], [api.ErrorTypeTooManyRequests].
func (s *WhatsAppService) LoginOrCreate(ctx context.Context, req WhatsAppLoginOrCreateRequest) (*WhatsAppLoginOrCreateResponse, error) {
	return transport.Call[WhatsAppLoginOrCreateResponse](ctx, s.transport, whatsAppLoginOrCreate, req)
}

// EmailService sends codes by email.
type EmailService struct {
	transport *transport.Client
}

// Send sends a code to a user that exists (POST /v1/otps/email/send), or adds the address to the user
// given by UserID, SessionToken or SessionJWT: it is dropped again unless the code is used within
// 5 minutes.
//
// Errors: [api.ErrorTypeEmailNotFound] for an address of no user, see [EmailService.LoginOrCreate];
// [api.ErrorTypeInvalidEmail], [api.ErrorTypeInvalidExpirationOTP], [api.ErrorTypeTooManyRequests].
func (s *EmailService) Send(ctx context.Context, req EmailSendRequest) (*EmailSendResponse, error) {
	return transport.Call[EmailSendResponse](ctx, s.transport, emailSend, req)
}

// LoginOrCreate sends a code and makes the user first where the address is new
// (POST /v1/otps/email/login_or_create).
//
// Errors: [api.ErrorTypeInvalidEmail], [api.ErrorTypeInactiveEmail],
// [api.ErrorTypeInvalidExpirationOTP], [api.ErrorTypeTooManyRequests].
func (s *EmailService) LoginOrCreate(ctx context.Context, req EmailLoginOrCreateRequest) (*EmailLoginOrCreateResponse, error) {
	return transport.Call[EmailLoginOrCreateResponse](ctx, s.transport, emailLoginOrCreate, req)
}
