package conformance_test

import (
	"context"

	codes "github.com/pquerna/otp/totp"

	"github.com/flymyai/stytch-go"
	"github.com/flymyai/stytch-go/totp"
)

var totpScenarios = map[string]scenario{
	"totp.create": func(fx *fixture) step {
		return func(ctx context.Context, c *stytch.Client) error {
			return only(c.TOTP.Create(ctx, totp.CreateRequest{UserID: fx.grace.UserID}))
		}
	},
	"totp.authenticate": func(fx *fixture) step {
		code, err := codes.GenerateCode("JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP", fx.Now())
		fx.must(err)
		return func(ctx context.Context, c *stytch.Client) error {
			return only(c.TOTP.Authenticate(ctx, totp.AuthenticateRequest{UserID: fx.ada.UserID, TOTPCode: code}))
		}
	},
	"totp.recovery_codes": func(fx *fixture) step {
		return func(ctx context.Context, c *stytch.Client) error {
			return only(c.TOTP.RecoveryCodes(ctx, totp.RecoveryCodesRequest{UserID: fx.ada.UserID}))
		}
	},
	"totp.recover": func(fx *fixture) step {
		list, err := fx.client.TOTP.RecoveryCodes(fx.t.Context(), totp.RecoveryCodesRequest{UserID: fx.ada.UserID})
		fx.must(err)
		return func(ctx context.Context, c *stytch.Client) error {
			return only(c.TOTP.Recover(ctx, totp.RecoverRequest{UserID: fx.ada.UserID, RecoveryCode: list.TOTPs[0].RecoveryCodes[0]}))
		}
	},
}
