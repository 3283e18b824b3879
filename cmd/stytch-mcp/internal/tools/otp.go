package tools

import (
	"context"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/otp"
)

func (b *toolbox) otp() []*tool {
	rules := []rule{atMostOneOf("create_user", "user_id")}
	number, address := []guard{attachesContact("number")}, []guard{attachesContact("address")}
	const description = " a six-digit code to an existing user or, with create_user, also to a new one. Each send invalidates the previous code."
	return []*tool{
		define(spec{
			name: "stytch_otp_sms_send", title: "Send a code by SMS", effect: sends, rules: rules, guards: number,
			description: "Text" + description,
		}, b.otpSMSSend),
		define(spec{
			name: "stytch_otp_whatsapp_send", title: "Send a code by WhatsApp", effect: sends, rules: rules, guards: number,
			description: "Send by WhatsApp" + description,
		}, b.otpWhatsAppSend),
		define(spec{
			name: "stytch_otp_email_send", title: "Send a code by email", effect: sends, rules: rules, guards: address,
			description: "Email" + description,
		}, b.otpEmailSend),
		define(spec{
			name: "stytch_otp_authenticate", title: "Authenticate a code", effect: adds,
			description: "Log a user in with a code that was sent. A code works once.",
			rules:       []rule{oneSession},
			guards:      joinsSession,
		}, b.otpAuthenticate),
	}
}

// otpSend holds the arguments that all tools that send a code share.
type otpSend struct {
	CreateUser        bool       `json:"create_user,omitzero" jsonschema:"Whether to create the user if none exists."`
	ExpirationMinutes otpMinutes `json:"expiration_minutes,omitzero"`
	UserID            userID     `json:"user_id,omitzero" jsonschema:"User to add it to, e.g. user-test-16d9ba61-97a1-4ba4-9720-b03761dc50c6"`
}

type otpPhoneSendInput struct {
	PhoneNumber phoneNumber     `json:"phone_number"`
	Locale      api.PhoneLocale `json:"locale,omitzero"`
	otpSend
}

func (in *otpPhoneSendInput) send() otp.SMSSendRequest {
	return otp.SMSSendRequest{
		PhoneNumber:       string(in.PhoneNumber),
		ExpirationMinutes: int(in.ExpirationMinutes),
		Locale:            in.Locale,
		UserID:            string(in.UserID),
	}
}

func (in *otpPhoneSendInput) loginOrCreate() otp.SMSLoginOrCreateRequest {
	return otp.SMSLoginOrCreateRequest{
		PhoneNumber:       string(in.PhoneNumber),
		ExpirationMinutes: int(in.ExpirationMinutes),
		Locale:            in.Locale,
	}
}

// otpSent returns the result of a send. The code is authenticated with the ID of the given name.
func otpSent(out sent, methodID string) (sent, string, error) {
	return out, out.summary("Authenticate the code with the " + methodID + " as method_id."), nil
}

func (b *toolbox) otpSMSSend(ctx context.Context, in otpPhoneSendInput) (sent, string, error) {
	if in.CreateUser {
		resp, err := b.client.OTP.SMS.LoginOrCreate(ctx, in.loginOrCreate())
		if err != nil {
			return sent{}, "", err
		}
		return otpSent(sent{UserID: resp.UserID, PhoneID: resp.PhoneID, UserCreated: resp.UserCreated}, "phone_id")
	}
	resp, err := b.client.OTP.SMS.Send(ctx, in.send())
	if err != nil {
		return sent{}, "", err
	}
	return otpSent(sent{UserID: resp.UserID, PhoneID: resp.PhoneID}, "phone_id")
}

func (b *toolbox) otpWhatsAppSend(ctx context.Context, in otpPhoneSendInput) (sent, string, error) {
	if in.CreateUser {
		resp, err := b.client.OTP.WhatsApp.LoginOrCreate(ctx, otp.WhatsAppLoginOrCreateRequest(in.loginOrCreate()))
		if err != nil {
			return sent{}, "", err
		}
		return otpSent(sent{UserID: resp.UserID, PhoneID: resp.PhoneID, UserCreated: resp.UserCreated}, "phone_id")
	}
	resp, err := b.client.OTP.WhatsApp.Send(ctx, otp.WhatsAppSendRequest(in.send()))
	if err != nil {
		return sent{}, "", err
	}
	return otpSent(sent{UserID: resp.UserID, PhoneID: resp.PhoneID}, "phone_id")
}

type otpEmailSendInput struct {
	Email  emailAddress `json:"email"`
	Locale api.Locale   `json:"locale,omitzero"`
	otpSend
}

func (b *toolbox) otpEmailSend(ctx context.Context, in otpEmailSendInput) (sent, string, error) {
	if in.CreateUser {
		resp, err := b.client.OTP.Email.LoginOrCreate(ctx, otp.EmailLoginOrCreateRequest{
			Email:             string(in.Email),
			ExpirationMinutes: int(in.ExpirationMinutes),
			Locale:            in.Locale,
		})
		if err != nil {
			return sent{}, "", err
		}
		return otpSent(sent{UserID: resp.UserID, EmailID: resp.EmailID, UserCreated: resp.UserCreated}, "email_id")
	}
	resp, err := b.client.OTP.Email.Send(ctx, otp.EmailSendRequest{
		Email:             string(in.Email),
		ExpirationMinutes: int(in.ExpirationMinutes),
		Locale:            in.Locale,
		UserID:            string(in.UserID),
	})
	if err != nil {
		return sent{}, "", err
	}
	return otpSent(sent{UserID: resp.UserID, EmailID: resp.EmailID}, "email_id")
}

type otpAuthenticateInput struct {
	MethodID objectID  `json:"method_id" jsonschema:"email_id or phone_id that the send returned, e.g. phone-number-test-d5a3b680-e8a3-40c0-b815-ab79986666d0"`
	Code     sixDigits `json:"code" jsonschema:"The six digits as text, e.g. 123456"`
	sessionArguments
}

func (b *toolbox) otpAuthenticate(ctx context.Context, in otpAuthenticateInput) (login, string, error) {
	resp, err := b.client.OTP.Authenticate(ctx, otp.AuthenticateRequest{
		MethodID:               string(in.MethodID),
		Code:                   string(in.Code),
		SessionDurationMinutes: int(in.SessionDurationMinutes),
		SessionToken:           string(in.SessionToken),
		SessionJWT:             string(in.SessionJWT),
	})
	if err != nil {
		return login{}, "", err
	}
	out := newLogin(resp.UserID, resp.SessionToken, in.ReturnJWT.of(resp.SessionJWT), resp.Session)
	return out, out.summary(), nil
}
