package conformance_test

import (
	"context"

	"github.com/flymyai/stytch-go"
	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/connectedapps"
)

// app adds a connected app and returns its ID.
func (fx *fixture) app() string {
	fx.t.Helper()
	created, err := fx.client.ConnectedApps.Clients.Create(fx.t.Context(), connectedapps.ClientsCreateRequest{ClientType: api.ConnectedAppClientTypeThirdParty})
	fx.must(err)
	return created.ConnectedApp.ClientID
}

// rotatingApp adds a connected app whose secret is being rotated.
func (fx *fixture) rotatingApp() string {
	fx.t.Helper()
	id := fx.app()
	fx.must(only(fx.client.ConnectedApps.Clients.Secrets.RotateStart(fx.t.Context(), id)))
	return id
}

var connectedAppScenarios = map[string]scenario{
	"connected_apps.clients.get": func(fx *fixture) step {
		id := fx.app()
		return func(ctx context.Context, c *stytch.Client) error { return only(c.ConnectedApps.Clients.Get(ctx, id)) }
	},
	"connected_apps.clients.search": func(fx *fixture) step {
		fx.app()
		return func(ctx context.Context, c *stytch.Client) error {
			return only(c.ConnectedApps.Clients.Search(ctx, connectedapps.ClientsSearchRequest{}))
		}
	},
	"connected_apps.clients.create": func(*fixture) step {
		return func(ctx context.Context, c *stytch.Client) error {
			return only(c.ConnectedApps.Clients.Create(ctx, connectedapps.ClientsCreateRequest{ClientType: api.ConnectedAppClientTypeFirstParty}))
		}
	},
	"connected_apps.clients.update": func(fx *fixture) step {
		id := fx.app()
		return func(ctx context.Context, c *stytch.Client) error {
			return only(c.ConnectedApps.Clients.Update(ctx, id, connectedapps.ClientsUpdateRequest{RedirectURLs: []string{"https://example.com/callback"}}))
		}
	},
	"connected_apps.clients.delete": func(fx *fixture) step {
		id := fx.app()
		return func(ctx context.Context, c *stytch.Client) error {
			return only(c.ConnectedApps.Clients.Delete(ctx, id))
		}
	},
	"connected_apps.clients.secrets.rotate_start": func(fx *fixture) step {
		id := fx.app()
		return func(ctx context.Context, c *stytch.Client) error {
			return only(c.ConnectedApps.Clients.Secrets.RotateStart(ctx, id))
		}
	},
	"connected_apps.clients.secrets.rotate_cancel": func(fx *fixture) step {
		id := fx.rotatingApp()
		return func(ctx context.Context, c *stytch.Client) error {
			return only(c.ConnectedApps.Clients.Secrets.RotateCancel(ctx, id))
		}
	},
	"connected_apps.clients.secrets.rotate": func(fx *fixture) step {
		id := fx.rotatingApp()
		return func(ctx context.Context, c *stytch.Client) error {
			return only(c.ConnectedApps.Clients.Secrets.Rotate(ctx, id))
		}
	},
}
