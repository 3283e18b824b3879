package conformance_test

import (
	"context"

	"github.com/flymyai/stytch-go"
	"github.com/flymyai/stytch-go/internal/emulator"
	"github.com/flymyai/stytch-go/oauth"
)

var oauthScenarios = map[string]scenario{
	"oauth.attach": func(fx *fixture) step {
		return func(ctx context.Context, c *stytch.Client) error {
			return only(c.OAuth.Attach(ctx, oauth.AttachRequest{Provider: "google", UserID: fx.ada.UserID}))
		}
	},
	"oauth.authenticate": func(fx *fixture) step {
		token, err := fx.OAuthToken(emulator.OAuthLogin{Provider: "google", Email: newcomer})
		fx.must(err)
		return func(ctx context.Context, c *stytch.Client) error {
			return only(c.OAuth.Authenticate(ctx, oauth.AuthenticateRequest{Token: token}))
		}
	},
}
