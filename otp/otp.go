// Package otp logs users in with six-digit one-time passcodes, sent by SMS, WhatsApp or email. The client exposes
// it as client.OTP.
//
//	sent, err := client.OTP.SMS.LoginOrCreate(ctx, otp.SMSLoginOrCreateRequest{PhoneNumber: "+14155550123"})
//	...
//	login, err := client.OTP.Authenticate(ctx, otp.AuthenticateRequest{
//		MethodID:               sent.PhoneID,
//		Code:                   code,
//		SessionDurationMinutes: 60,
//	})
//
// A code works once. It expires after 2 minutes by default, and after up to 10 with ExpirationMinutes. Each phone
// number or email address has one valid code: sending a new one invalidates the previous one.
//
// No method is idempotent. Each is retried only when Stytch provably did not handle the request, so a lost response
// never causes a second SMS.
//
// API reference: https://stytch.com/docs/api-reference/consumer/api/otp/via-sms/send
package otp

import (
	"context"

	"github.com/flymyai/stytch-go/internal/ended"
	"github.com/flymyai/stytch-go/internal/transport"
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

// Service calls the one-time passcode endpoints.
type Service struct {
	// SMS sends codes by text message.
	SMS *SMSService
	// WhatsApp sends codes by WhatsApp.
	WhatsApp *WhatsAppService
	// Email sends codes by email.
	Email *EmailService

	transport *transport.Client
	ended     ended.Report
}

// New is called by stytch.New. The function report is called when an API call of the service has ended sessions.
// Programs use client.OTP instead, since the transport is internal to this module.
func New(t *transport.Client, report ended.Report) *Service {
	return &Service{SMS: &SMSService{t}, WhatsApp: &WhatsAppService{t}, Email: &EmailService{t}, transport: t, ended: report}
}

// Authenticate logs a user in with a code and uses up the code (POST /v1/otps/authenticate). MethodID is the PhoneID or
// EmailID that the sending method returned. Setting SessionDurationMinutes starts a session. Passing SessionToken or
// SessionJWT adds this factor to an existing session. Without any of the three, Session is nil and the tokens are empty.
//
// Errors include [api.ErrorTypeOTPCodeNotFound] for a wrong code, [api.ErrorTypeUnableToAuthOTPCode] for one that
// was used, has expired or was replaced, [api.ErrorTypeInvalidCode], [api.ErrorTypeInvalidMethodID], and
// [api.ErrorTypeUserLockLimitReached] after too many failed attempts.
func (s *Service) Authenticate(ctx context.Context, req AuthenticateRequest) (*AuthenticateResponse, error) {
	resp, err := transport.Call[AuthenticateResponse](ctx, s.transport, authenticate, req)
	if err == nil && resp.ResetSessions {
		s.ended.Others(ctx, resp.UserID, resp.Session)
	}
	return resp, err
}

// SMSService sends codes by text message.
type SMSService struct {
	transport *transport.Client
}

// Send sends a code to an existing user (POST /v1/otps/sms/send). With UserID, SessionToken or SessionJWT, it first
// adds the phone number to that user. Stytch removes the number again unless the code is used within 5 minutes. Stytch
// charges for each SMS.
//
// Errors include [api.ErrorTypePhoneNumberNotFound] if no user has the number (see [SMSService.LoginOrCreate]),
// [api.ErrorTypeInvalidPhoneNumber], [api.ErrorTypeInvalidPhoneNumberCountryCode],
// [api.ErrorTypeUnsubscribedPhoneNumber] and [api.ErrorTypeTooManyRequests].
func (s *SMSService) Send(ctx context.Context, req SMSSendRequest) (*SMSSendResponse, error) {
	return transport.Call[SMSSendResponse](ctx, s.transport, smsSend, req)
}

// LoginOrCreate sends a code, and creates a user if no user has the phone number (POST /v1/otps/sms/login_or_create).
// Stytch charges for each SMS.
//
// Errors include [api.ErrorTypeInvalidPhoneNumber], [api.ErrorTypeInvalidPhoneNumberCountryCode],
// [api.ErrorTypeUnsubscribedPhoneNumber] and [api.ErrorTypeTooManyRequests].
func (s *SMSService) LoginOrCreate(ctx context.Context, req SMSLoginOrCreateRequest) (*SMSLoginOrCreateResponse, error) {
	return transport.Call[SMSLoginOrCreateResponse](ctx, s.transport, smsLoginOrCreate, req)
}

// WhatsAppService sends codes by WhatsApp.
type WhatsAppService struct {
	transport *transport.Client
}

// Send sends a code to an existing user (POST /v1/otps/whatsapp/send). With UserID, SessionToken or SessionJWT, it
// first adds the phone number to that user. Stytch removes the number again unless the code is used within 5 minutes.
//
// Errors include [api.ErrorTypePhoneNumberNotFound] if no user has the number (see
// [WhatsAppService.LoginOrCreate]), [api.ErrorTypeInvalidPhoneNumber] and [api.ErrorTypeTooManyRequests].
func (s *WhatsAppService) Send(ctx context.Context, req WhatsAppSendRequest) (*WhatsAppSendResponse, error) {
	return transport.Call[WhatsAppSendResponse](ctx, s.transport, whatsAppSend, req)
}

// LoginOrCreate sends a code, and creates a user if no user has the phone number (POST
// /v1/otps/whatsapp/login_or_create).
//
// Errors include [api.ErrorTypeInvalidPhoneNumber] and [api.ErrorTypeTooManyRequests].
func (s *WhatsAppService) LoginOrCreate(ctx context.Context, req WhatsAppLoginOrCreateRequest) (*WhatsAppLoginOrCreateResponse, error) {
	return transport.Call[WhatsAppLoginOrCreateResponse](ctx, s.transport, whatsAppLoginOrCreate, req)
}

// EmailService sends codes by email.
type EmailService struct {
	transport *transport.Client
}

// Send sends a code to an existing user (POST /v1/otps/email/send). With UserID, SessionToken or SessionJWT, it first
// adds the email address to that user. Stytch removes the address again unless the code is used within 5 minutes.
//
// Errors include [api.ErrorTypeEmailNotFound] if no user has the address (see [EmailService.LoginOrCreate]),
// [api.ErrorTypeInvalidEmail], [api.ErrorTypeInvalidExpirationOTP] and [api.ErrorTypeTooManyRequests].
func (s *EmailService) Send(ctx context.Context, req EmailSendRequest) (*EmailSendResponse, error) {
	return transport.Call[EmailSendResponse](ctx, s.transport, emailSend, req)
}

// LoginOrCreate sends a code, and creates a user if no user has the email address (POST
// /v1/otps/email/login_or_create).
//
// Errors include [api.ErrorTypeInvalidEmail], [api.ErrorTypeInactiveEmail],
// [api.ErrorTypeInvalidExpirationOTP] and [api.ErrorTypeTooManyRequests].
func (s *EmailService) LoginOrCreate(ctx context.Context, req EmailLoginOrCreateRequest) (*EmailLoginOrCreateResponse, error) {
	return transport.Call[EmailLoginOrCreateResponse](ctx, s.transport, emailLoginOrCreate, req)
}
