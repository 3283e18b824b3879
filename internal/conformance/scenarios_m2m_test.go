package conformance_test

import (
	"context"

	"github.com/flymyai/stytch-go"
	"github.com/flymyai/stytch-go/m2m"
)

// m2mClient and m2mSecret are those of the M2M client of the fixture.
const (
	m2mClient = "m2m-client-test-11111111-1111-4111-8111-111111111111"
	m2mSecret = "planted-m2m-secret-1815"
)

var m2mScenarios = map[string]scenario{
	"m2m.token": func(*fixture) step {
		return func(ctx context.Context, c *stytch.Client) error {
			return only(c.M2M.Token(ctx, m2m.TokenRequest{ClientID: m2mClient, ClientSecret: m2mSecret}))
		}
	},
	"m2m.clients.get": func(*fixture) step {
		return func(ctx context.Context, c *stytch.Client) error {
			return only(c.M2M.Clients.Get(ctx, m2mClient))
		}
	},
	"m2m.clients.search": func(*fixture) step {
		return func(ctx context.Context, c *stytch.Client) error {
			return only(c.M2M.Clients.Search(ctx, m2m.ClientsSearchRequest{Query: m2m.And(m2m.Scopes("read:users"))}))
		}
	},
	"m2m.clients.create": func(*fixture) step {
		return func(ctx context.Context, c *stytch.Client) error {
			return only(c.M2M.Clients.Create(ctx, m2m.ClientsCreateRequest{Scopes: []string{"read:users"}}))
		}
	},
	"m2m.clients.update": func(*fixture) step {
		return func(ctx context.Context, c *stytch.Client) error {
			return only(c.M2M.Clients.Update(ctx, m2mClient, m2m.ClientsUpdateRequest{Scopes: []string{"write:users"}}))
		}
	},
	"m2m.clients.delete": func(*fixture) step {
		return func(ctx context.Context, c *stytch.Client) error {
			return only(c.M2M.Clients.Delete(ctx, m2mClient))
		}
	},
	"m2m.clients.secrets.rotate_start": func(*fixture) step {
		return func(ctx context.Context, c *stytch.Client) error {
			return only(c.M2M.Clients.Secrets.RotateStart(ctx, m2mClient))
		}
	},
	"m2m.clients.secrets.rotate_cancel": func(fx *fixture) step {
		fx.must(only(fx.client.M2M.Clients.Secrets.RotateStart(fx.t.Context(), m2mClient)))
		return func(ctx context.Context, c *stytch.Client) error {
			return only(c.M2M.Clients.Secrets.RotateCancel(ctx, m2mClient))
		}
	},
	"m2m.clients.secrets.rotate": func(fx *fixture) step {
		fx.must(only(fx.client.M2M.Clients.Secrets.RotateStart(fx.t.Context(), m2mClient)))
		return func(ctx context.Context, c *stytch.Client) error {
			return only(c.M2M.Clients.Secrets.Rotate(ctx, m2mClient))
		}
	},
}
