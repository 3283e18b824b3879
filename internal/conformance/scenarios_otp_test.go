package conformance_test

import (
	"context"

	"github.com/flymyai/stytch-go"
	"github.com/flymyai/stytch-go/otp"
)

var otpScenarios = map[string]scenario{
	"otp.authenticate": func(fx *fixture) step {
		sent, err := fx.client.OTP.SMS.Send(fx.t.Context(), otp.SMSSendRequest{PhoneNumber: phone})
		fx.must(err)
		code := fx.last().Code
		return func(ctx context.Context, c *stytch.Client) error {
			return only(c.OTP.Authenticate(ctx, otp.AuthenticateRequest{MethodID: sent.PhoneID, Code: code}))
		}
	},
	"otp.sms.send": func(*fixture) step {
		return func(ctx context.Context, c *stytch.Client) error {
			return only(c.OTP.SMS.Send(ctx, otp.SMSSendRequest{PhoneNumber: phone}))
		}
	},
	"otp.sms.login_or_create": func(*fixture) step {
		return func(ctx context.Context, c *stytch.Client) error {
			return only(c.OTP.SMS.LoginOrCreate(ctx, otp.SMSLoginOrCreateRequest{PhoneNumber: "+14155550199"}))
		}
	},
	"otp.whatsapp.send": func(*fixture) step {
		return func(ctx context.Context, c *stytch.Client) error {
			return only(c.OTP.WhatsApp.Send(ctx, otp.WhatsAppSendRequest{PhoneNumber: phone}))
		}
	},
	"otp.whatsapp.login_or_create": func(*fixture) step {
		return func(ctx context.Context, c *stytch.Client) error {
			return only(c.OTP.WhatsApp.LoginOrCreate(ctx, otp.WhatsAppLoginOrCreateRequest{PhoneNumber: "+14155550199"}))
		}
	},
	"otp.email.send": func(*fixture) step {
		return func(ctx context.Context, c *stytch.Client) error {
			return only(c.OTP.Email.Send(ctx, otp.EmailSendRequest{Email: ada}))
		}
	},
	"otp.email.login_or_create": func(*fixture) step {
		return func(ctx context.Context, c *stytch.Client) error {
			return only(c.OTP.Email.LoginOrCreate(ctx, otp.EmailLoginOrCreateRequest{Email: newcomer}))
		}
	},
}
