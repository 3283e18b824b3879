package conformance_test

import (
	"context"

	"github.com/flymyai/stytch-go"
	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/connectedapps"
	"github.com/flymyai/stytch-go/idp"
	"github.com/flymyai/stytch-go/internal/emulator"
)

const appCallback = "https://calendar.example.com/callback"

// confidentialApp adds an app with a redirect URL and returns its ID and secret.
func (fx *fixture) confidentialApp() (id, secret string) {
	fx.t.Helper()
	created, err := fx.client.ConnectedApps.Clients.Create(fx.t.Context(), connectedapps.ClientsCreateRequest{
		ClientType: api.ConnectedAppClientTypeThirdParty, RedirectURLs: []string{appCallback},
	})
	fx.must(err)
	return created.ConnectedApp.ClientID, created.ConnectedApp.ClientSecret
}

var idpScenarios = map[string]scenario{
	"idp.introspect_token": func(fx *fixture) step {
		id, secret := fx.confidentialApp()
		token, err := fx.AccessToken(emulator.AccessToken{UserID: fx.ada.UserID, ClientID: id, Scopes: "openid"})
		fx.must(err)
		return func(ctx context.Context, c *stytch.Client) error {
			return only(c.IDP.IntrospectToken(ctx, idp.IntrospectTokenRequest{Token: token, ClientID: id, ClientSecret: secret}))
		}
	},
	"idp.oauth.authorize_start": func(fx *fixture) step {
		id, _ := fx.confidentialApp()
		return func(ctx context.Context, c *stytch.Client) error {
			return only(c.IDP.OAuth.AuthorizeStart(ctx, idp.OAuthAuthorizeStartRequest{
				ClientID: id, RedirectURI: appCallback, ResponseType: "code", Scopes: []string{"openid"}, UserID: fx.ada.UserID,
			}))
		}
	},
	"idp.oauth.authorize": func(fx *fixture) step {
		id, _ := fx.confidentialApp()
		return func(ctx context.Context, c *stytch.Client) error {
			return only(c.IDP.OAuth.Authorize(ctx, idp.OAuthAuthorizeRequest{
				ClientID: id, RedirectURI: appCallback, ResponseType: "code", Scopes: []string{"openid"}, UserID: fx.ada.UserID, ConsentGranted: true,
			}))
		}
	},
}
