package conformance_test

import (
	"context"

	"github.com/flymyai/stytch-go"
	"github.com/flymyai/stytch-go/internal/conformance/live"
	"github.com/flymyai/stytch-go/internal/emulator"
	"github.com/flymyai/stytch-go/sessions"
)

var sessionScenarios = map[string]scenario{
	"sessions.get": func(fx *fixture) step {
		return func(ctx context.Context, c *stytch.Client) error { return only(c.Sessions.Get(ctx, fx.ada.UserID)) }
	},
	"sessions.authenticate": func(fx *fixture) step {
		token := fx.login().SessionToken
		return func(ctx context.Context, c *stytch.Client) error {
			return only(c.Sessions.Authenticate(ctx, sessions.AuthenticateRequest{SessionToken: token}))
		}
	},
	"sessions.revoke": func(fx *fixture) step {
		token := fx.login().SessionToken
		return func(ctx context.Context, c *stytch.Client) error {
			return only(c.Sessions.Revoke(ctx, sessions.RevokeRequest{SessionToken: token}))
		}
	},
	"sessions.migrate": func(*fixture) step {
		return func(ctx context.Context, c *stytch.Client) error {
			return only(c.Sessions.Migrate(ctx, sessions.MigrateRequest{SessionToken: "foreign", SessionDurationMinutes: 60}))
		}
	},
	"sessions.exchange_access_token": func(fx *fixture) step {
		accessToken, err := fx.AccessToken(emulator.AccessToken{UserID: fx.ada.UserID, Scopes: "full_access"})
		fx.must(err)
		return func(ctx context.Context, c *stytch.Client) error {
			return only(c.Sessions.ExchangeAccessToken(ctx, sessions.ExchangeAccessTokenRequest{AccessToken: accessToken, SessionDurationMinutes: 60}))
		}
	},
	"sessions.jwks": func(*fixture) step {
		return func(ctx context.Context, c *stytch.Client) error { return only(c.Sessions.JWKS(ctx)) }
	},
	"sessions.attest": func(fx *fixture) step {
		token := fx.attested()
		return func(ctx context.Context, c *stytch.Client) error {
			return only(c.Sessions.Attest(ctx, sessions.AttestRequest{ProfileID: live.ProfileID, Token: token, SessionDurationMinutes: 60}))
		}
	},
}
