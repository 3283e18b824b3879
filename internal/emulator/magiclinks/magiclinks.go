// Package magiclinks serves magic links: sending them by email, inviting, creating links to embed, and logging in.
package magiclinks

import (
	"cmp"
	"time"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/emulator/apierror"
	"github.com/flymyai/stytch-go/internal/emulator/field"
	"github.com/flymyai/stytch-go/internal/emulator/ids"
	"github.com/flymyai/stytch-go/internal/emulator/op"
	"github.com/flymyai/stytch-go/internal/emulator/pkce"
	"github.com/flymyai/stytch-go/internal/emulator/sandbox"
	"github.com/flymyai/stytch-go/internal/emulator/store"
)

// Operations lists the operations of the domain.
func Operations() []op.Operation {
	return []op.Operation{
		op.Post("magic_links.authenticate", "/v1/magic_links/authenticate", authenticate),
		op.Post("magic_links.create", "/v1/magic_links", create),
		op.Post("magic_links.email.send", "/v1/magic_links/email/send", send),
		op.Post("magic_links.email.login_or_create", "/v1/magic_links/email/login_or_create", loginOrCreate),
		op.Post("magic_links.email.invite", "/v1/magic_links/email/invite", invite),
		op.Post("magic_links.email.revoke_invite", "/v1/magic_links/email/revoke_invite", revokeInvite),
	}
}

func create(c *op.Call, req *api.MagicLinksCreateRequest) (*api.MagicLinksCreateResponse, error) {
	if c.Project.NoEmbeddableMagicLinks {
		return nil, apierror.Newf(api.ErrorTypeEnterpriseEndpoint, "Embeddable magic links are not enabled for the workspace.")
	}
	if err := field.CheckAttributes(req.Attributes); err != nil {
		return nil, err
	}
	lifetime, err := field.Minutes(req.ExpirationMinutes, loginMinutes, field.MinLinkMinutes, field.MaxLinkMinutes, api.ErrorTypeInvalidExpiration, "expiration_minutes")
	if err != nil {
		return nil, err
	}
	u, err := c.Store.FindUser(req.UserID)
	if err != nil {
		return nil, err
	}
	token := c.Store.AddMagicLink(&store.Ticket{
		User:       u,
		ID:         c.Store.NewID(ids.MagicLink),
		ExpiresAt:  c.Now.Add(time.Duration(lifetime) * time.Minute),
		Attributes: req.Attributes,
	})
	return &api.MagicLinksCreateResponse{UserID: u.ID, Token: token}, nil
}

func authenticate(c *op.Call, req *api.MagicLinksAuthenticateRequest) (*api.MagicLinksAuthenticateResponse, error) {
	if err := cmp.Or(field.CheckToken(req.Token), pkce.CheckVerifier(req.CodeVerifier), field.CheckAttributes(req.Attributes)); err != nil {
		return nil, err
	}
	plan, err := c.Store.PlanSession(c.Session)
	if err != nil {
		return nil, err
	}
	t, err := find(c, req.Token)
	if err != nil {
		return nil, err
	}
	if err := cmp.Or(
		c.Store.CheckLock(t.User),
		field.CheckMatch(req.Options, t.Attributes, req.Attributes),
		pkce.Check(t.Challenge, req.CodeVerifier),
	); err != nil {
		return nil, err
	}

	t.Spent = true
	resp := &api.MagicLinksAuthenticateResponse{MethodID: t.ID, UserID: t.User.ID}
	f := embeddedFactor(t.ID)
	if t.Email != nil {
		resp.MethodID = t.Email.ID
		resp.ResetSessions = c.Store.ConfirmEmail(t.Email, plan.Existing)
		f = store.ContactFactor(api.AuthenticationFactorTypeMagicLink, api.DeliveryMethodEmail, t.Email)
	}
	grant, err := c.Store.Authenticated(t.User, plan, f, req.Attributes)
	if err != nil {
		return nil, err
	}
	resp.SessionToken, resp.SessionJWT, resp.Session = grant.Token, grant.JWT, grant.Session
	resp.User = c.Store.View(t.User)
	return resp, nil
}

// find returns the usable link of a token.
func find(c *op.Call, token string) (*store.Ticket, error) {
	t := c.Store.MagicLink(token)
	if c.Project.Sandbox() {
		if sample, known := sandboxLink(c, token); known {
			t = sample
		}
	}
	switch {
	case t == nil:
		return nil, apierror.Newf(api.ErrorTypeMagicLinkNotFound, "There is no magic link with that token.")
	case !t.Usable(c.Now):
		return nil, apierror.Newf(api.ErrorTypeUnableToAuthMagicLink, "The magic link was used, revoked or has expired.")
	}
	return t, nil
}

// sandboxLink returns what a sandbox token stands for: a link, a spent one, or nil for none.
func sandboxLink(c *op.Call, token string) (t *store.Ticket, known bool) {
	u := store.SandboxUser()
	t = &store.Ticket{User: u, Email: u.Emails[0], ExpiresAt: c.Now.Add(time.Hour)}
	switch token {
	case sandbox.MagicLinkToken:
		return t, true
	case sandbox.SpentMagicLinkToken:
		t.Spent = true
		return t, true
	}
	return nil, token == sandbox.UnknownMagicLinkToken
}

// embeddedFactor returns the factor of a magic link that was not sent by email.
func embeddedFactor(id string) store.Factor {
	return store.Factor{ID: id, AuthenticationFactor: api.AuthenticationFactor{
		Type:                      api.AuthenticationFactorTypeMagicLink,
		DeliveryMethod:            api.DeliveryMethodEmbedded,
		EmbeddableMagicLinkFactor: &api.EmbeddableMagicLinkFactor{EmbeddedID: id},
	}}
}
