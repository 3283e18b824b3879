package main

import (
	"context"

	"github.com/flymyai/stytch-go"
	"github.com/flymyai/stytch-go/otp"
)

// logInByCode sends one-time codes by SMS, WhatsApp and email, and logs in with the last one.
func logInByCode(ctx context.Context, client *stytch.Client, user inbox, done report) error {
	_, err := client.OTP.SMS.Send(ctx, otp.SMSSendRequest{PhoneNumber: user.Phone()})
	if err != nil {
		return err
	}
	done("OTP.SMS.Send", "code sent to %s", user.Phone())

	_, err = client.OTP.WhatsApp.Send(ctx, otp.WhatsAppSendRequest{PhoneNumber: user.Phone()})
	if err != nil {
		return err
	}
	done("OTP.WhatsApp.Send", "code sent to %s, replaces the SMS code", user.Phone())

	sent, err := client.OTP.Email.Send(ctx, otp.EmailSendRequest{Email: user.Email(), ExpirationMinutes: 5})
	if err != nil {
		return err
	}
	done("OTP.Email.Send", "code sent to %s, expires in 5 minutes", user.Email())

	// The method ID says where the code was sent: the email ID here, the phone ID for SMS and WhatsApp. The page
	// that asks the user for the code keeps it in a hidden field.
	login, err := client.OTP.Authenticate(ctx, otp.AuthenticateRequest{
		MethodID:               sent.EmailID,
		Code:                   user.Code(),
		SessionDurationMinutes: sessionMinutes,
	})
	if err != nil {
		return err
	}
	done("OTP.Authenticate", "logged in by %s", factors(login.Session))
	return nil
}
