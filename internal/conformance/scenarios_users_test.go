package conformance_test

import (
	"context"

	"github.com/flymyai/stytch-go"
	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/users"
)

var userScenarios = map[string]scenario{
	"users.create": func(*fixture) step {
		return func(ctx context.Context, c *stytch.Client) error {
			return only(c.Users.Create(ctx, users.CreateRequest{Email: newcomer}))
		}
	},
	"users.get": func(fx *fixture) step {
		return func(ctx context.Context, c *stytch.Client) error {
			return only(c.Users.Get(ctx, fx.ada.UserID))
		}
	},
	"users.search": func(*fixture) step {
		return func(ctx context.Context, c *stytch.Client) error {
			return only(c.Users.Search(ctx, users.SearchRequest{}))
		}
	},
	"users.update": func(fx *fixture) step {
		return func(ctx context.Context, c *stytch.Client) error {
			return only(c.Users.Update(ctx, fx.ada.UserID, users.UpdateRequest{TrustedMetadata: map[string]any{"plan": "pro"}}))
		}
	},
	"users.delete": func(fx *fixture) step {
		return func(ctx context.Context, c *stytch.Client) error {
			return only(c.Users.Delete(ctx, fx.ada.UserID))
		}
	},
	"users.exchange_primary_factor": func(fx *fixture) step {
		return func(ctx context.Context, c *stytch.Client) error {
			return only(c.Users.ExchangePrimaryFactor(ctx, fx.grace.UserID, users.ExchangePrimaryFactorRequest{EmailAddress: newcomer}))
		}
	},
	"users.delete_email": func(fx *fixture) step {
		return func(ctx context.Context, c *stytch.Client) error {
			return only(c.Users.DeleteEmail(ctx, fx.linus.Emails[0].EmailID))
		}
	},
	"users.delete_phone_number": func(fx *fixture) step {
		return func(ctx context.Context, c *stytch.Client) error {
			return only(c.Users.DeletePhoneNumber(ctx, fx.ada.PhoneNumbers[0].PhoneID))
		}
	},
	"users.delete_webauthn_registration": func(fx *fixture) step {
		return func(ctx context.Context, c *stytch.Client) error {
			return only(c.Users.DeleteWebAuthnRegistration(ctx, fx.ada.WebAuthnRegistrations[0].WebAuthnRegistrationID))
		}
	},
	"users.delete_biometric_registration": func(fx *fixture) step {
		return func(ctx context.Context, c *stytch.Client) error {
			return only(c.Users.DeleteBiometricRegistration(ctx, fx.ada.BiometricRegistrations[0].BiometricRegistrationID))
		}
	},
	"users.delete_totp": func(fx *fixture) step {
		return func(ctx context.Context, c *stytch.Client) error {
			return only(c.Users.DeleteTOTP(ctx, fx.ada.TOTPs[0].TOTPID))
		}
	},
	"users.delete_crypto_wallet": func(fx *fixture) step {
		return func(ctx context.Context, c *stytch.Client) error {
			return only(c.Users.DeleteCryptoWallet(ctx, fx.ada.CryptoWallets[0].CryptoWalletID))
		}
	},
	"users.delete_password": func(fx *fixture) step {
		return func(ctx context.Context, c *stytch.Client) error {
			return only(c.Users.DeletePassword(ctx, fx.ada.Password.PasswordID))
		}
	},
	"users.delete_oauth_registration": func(fx *fixture) step {
		return func(ctx context.Context, c *stytch.Client) error {
			return only(c.Users.DeleteOAuthRegistration(ctx, fx.ada.Providers[0].OAuthUserRegistrationID))
		}
	},
	"users.delete_external_id": func(fx *fixture) step {
		return func(ctx context.Context, c *stytch.Client) error {
			return only(c.Users.DeleteExternalID(ctx, fx.ada.UserID))
		}
	},
	"users.connected_apps": func(fx *fixture) step {
		return func(ctx context.Context, c *stytch.Client) error {
			return only(c.Users.ConnectedApps(ctx, fx.ada.UserID))
		}
	},
	"users.revoke_connected_app": func(fx *fixture) step {
		app, err := fx.ConnectApp(fx.ada.UserID, api.UserConnectedApp{Name: "App"})
		fx.must(err)
		return func(ctx context.Context, c *stytch.Client) error {
			return only(c.Users.RevokeConnectedApp(ctx, fx.ada.UserID, app.ConnectedAppID))
		}
	},
}
