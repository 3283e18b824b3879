package conformance_test

import (
	"context"

	"github.com/flymyai/stytch-go"
	"github.com/flymyai/stytch-go/magiclinks"
)

var magicLinkScenarios = map[string]scenario{
	"magic_links.authenticate": func(fx *fixture) step {
		_, err := fx.client.MagicLinks.Email.Send(fx.t.Context(), magiclinks.EmailSendRequest{Email: ada})
		fx.must(err)
		token := fx.last().Token
		return func(ctx context.Context, c *stytch.Client) error {
			return only(c.MagicLinks.Authenticate(ctx, magiclinks.AuthenticateRequest{Token: token}))
		}
	},
	"magic_links.create": func(fx *fixture) step {
		return func(ctx context.Context, c *stytch.Client) error {
			return only(c.MagicLinks.Create(ctx, magiclinks.CreateRequest{UserID: fx.ada.UserID}))
		}
	},
	"magic_links.email.send": func(*fixture) step {
		return func(ctx context.Context, c *stytch.Client) error {
			return only(c.MagicLinks.Email.Send(ctx, magiclinks.EmailSendRequest{Email: ada}))
		}
	},
	"magic_links.email.login_or_create": func(*fixture) step {
		return func(ctx context.Context, c *stytch.Client) error {
			return only(c.MagicLinks.Email.LoginOrCreate(ctx, magiclinks.EmailLoginOrCreateRequest{Email: newcomer}))
		}
	},
	"magic_links.email.invite": func(*fixture) step {
		return func(ctx context.Context, c *stytch.Client) error {
			return only(c.MagicLinks.Email.Invite(ctx, magiclinks.EmailInviteRequest{Email: newcomer}))
		}
	},
	"magic_links.email.revoke_invite": func(fx *fixture) step {
		_, err := fx.client.MagicLinks.Email.Invite(fx.t.Context(), magiclinks.EmailInviteRequest{Email: newcomer})
		fx.must(err)
		return func(ctx context.Context, c *stytch.Client) error {
			return only(c.MagicLinks.Email.RevokeInvite(ctx, magiclinks.EmailRevokeInviteRequest{Email: newcomer}))
		}
	},
}
