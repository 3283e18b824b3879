package conformance_test

import (
	"context"

	"github.com/flymyai/stytch-go"
	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/passwords"
)

var passwordScenarios = map[string]scenario{
	"passwords.create": func(*fixture) step {
		return func(ctx context.Context, c *stytch.Client) error {
			return only(c.Passwords.Create(ctx, passwords.CreateRequest{Email: newcomer, Password: password}))
		}
	},
	"passwords.authenticate": func(*fixture) step {
		return func(ctx context.Context, c *stytch.Client) error {
			return only(c.Passwords.Authenticate(ctx, passwords.AuthenticateRequest{Email: ada, Password: password, SessionDurationMinutes: 60}))
		}
	},
	"passwords.strength_check": func(*fixture) step {
		return func(ctx context.Context, c *stytch.Client) error {
			return only(c.Passwords.StrengthCheck(ctx, passwords.StrengthCheckRequest{Password: "short"}))
		}
	},
	"passwords.migrate": func(*fixture) step {
		return func(ctx context.Context, c *stytch.Client) error {
			return only(c.Passwords.Migrate(ctx, passwords.MigrateRequest{Email: newcomer, HashType: api.PasswordHashTypeMD5, Hash: "5f4dcc3b5aa765d61d8327deb882cf99"}))
		}
	},
	"passwords.email.reset_start": func(*fixture) step {
		return func(ctx context.Context, c *stytch.Client) error {
			return only(c.Passwords.Email.ResetStart(ctx, passwords.EmailResetStartRequest{Email: ada}))
		}
	},
	"passwords.email.reset": func(fx *fixture) step {
		_, err := fx.client.Passwords.Email.ResetStart(fx.t.Context(), passwords.EmailResetStartRequest{Email: ada})
		fx.must(err)
		token := fx.last().Token
		return func(ctx context.Context, c *stytch.Client) error {
			return only(c.Passwords.Email.Reset(ctx, passwords.EmailResetRequest{Token: token, Password: renewed}))
		}
	},
	"passwords.existing_password.reset": func(*fixture) step {
		return func(ctx context.Context, c *stytch.Client) error {
			return only(c.Passwords.ExistingPassword.Reset(ctx, passwords.ExistingPasswordResetRequest{Email: ada, ExistingPassword: password, NewPassword: renewed}))
		}
	},
	"passwords.session.reset": func(fx *fixture) step {
		token := fx.login().SessionToken
		return func(ctx context.Context, c *stytch.Client) error {
			return only(c.Passwords.Session.Reset(ctx, passwords.SessionResetRequest{SessionToken: token, Password: renewed}))
		}
	},
}
