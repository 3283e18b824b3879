package stytchtest_test

import (
	"strings"
	"testing"
	"time"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/connectedapps"
)

// grantRejected fails the test unless a grant is invalid, with a text in the description that says why.
func (c *appHarness) grantRejected(got tokens, because string) {
	c.Helper()
	if got.Status != 400 || got.Error != "invalid_grant" || !strings.Contains(got.ErrorDescription, because) {
		c.Errorf("got %+v, want invalid_grant because of %q", got, because)
	}
}

// The description of an invalid grant says what has become of it.
func TestIDP_lostGrants(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name, because string
		lose          func(*appHarness)
	}{
		{"access revoked by the user", "connected_app_consent_revoked", func(c *appHarness) {
			_, err := c.Users.RevokeConnectedApp(c.ctx, c.userID, c.id)
			c.ok(err)
		}},
		{"deleted user", "was revoked", func(c *appHarness) {
			_, err := c.Users.Delete(c.ctx, c.userID)
			c.ok(err)
		}},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			c := newAppHarness(t, api.ConnectedAppClientTypeThirdParty)
			got := c.login("openid", "offline_access")
			code, _ := c.authorize(c.request("openid"))
			test.lose(c)
			c.grantRejected(c.form("/v1/oauth2/token", c.codeForm(code)), test.because)
			c.grantRejected(c.form("/v1/oauth2/token", c.refreshForm(got.RefreshToken)), test.because)
			c.same(c.active(got.AccessToken), false)
		})
	}
	c := newAppHarness(t, api.ConnectedAppClientTypeThirdParty)
	code, _ := c.authorize(c.request("openid"))
	c.grantRejected(c.form("/v1/oauth2/token", with(c.codeForm(code), "code_verifier", "too short")), "malformed")
	c.grantRejected(c.form("/v1/oauth2/token", with(c.codeForm(code), "code_verifier", strings.Repeat("x", 43))), "does not match")
}

// An app that does not request the scope openid gets no ID token.
func TestIDP_withoutOpenID(t *testing.T) {
	t.Parallel()
	c := newAppHarness(t, api.ConnectedAppClientTypeThirdParty)
	got := c.login("email", "offline_access")
	c.same(got.IDToken, "")
	c.same(c.form("/v1/oauth2/token", c.refreshForm(got.RefreshToken)).IDToken, "")
}

// A refresh token that was not used for three months is not active.
func TestIDP_refreshTokenExpires(t *testing.T) {
	t.Parallel()
	c := newAppHarness(t, api.ConnectedAppClientTypeThirdParty)
	got := c.login("openid", "offline_access")
	c.srv.Advance(93 * 24 * time.Hour)
	c.same(c.active(got.RefreshToken), false)
	c.grantRejected(c.form("/v1/oauth2/token", c.refreshForm(got.RefreshToken)), "idp_refresh_token_expired")
}

// While its secret is rotated, an app can use both secrets. Afterwards the one that is left works alone.
func TestIDP_rotatedSecret(t *testing.T) {
	t.Parallel()
	c := newAppHarness(t, api.ConnectedAppClientTypeThirdParty)
	first := c.secret
	works := func(secret string) bool {
		c.Helper()
		code, _ := c.authorize(c.request("openid"))
		return c.form("/v1/oauth2/token", with(c.codeForm(code), "client_secret", secret)).Status == 200
	}
	started, err := c.ConnectedApps.Clients.Secrets.RotateStart(c.ctx, c.id)
	c.ok(err)
	second := started.ConnectedApp.NextClientSecret
	c.same([]bool{works(first), works(second)}, []bool{true, true})
	_, err = c.ConnectedApps.Clients.Secrets.RotateCancel(c.ctx, c.id)
	c.ok(err)
	c.same([]bool{works(first), works(second)}, []bool{true, false})
	started, err = c.ConnectedApps.Clients.Secrets.RotateStart(c.ctx, c.id)
	c.ok(err)
	third := started.ConnectedApp.NextClientSecret
	_, err = c.ConnectedApps.Clients.Secrets.Rotate(c.ctx, c.id)
	c.ok(err)
	c.same([]bool{works(first), works(third)}, []bool{false, true})
}

// The lifetime of access tokens cannot be set to nothing.
func TestConnectedApps_noLifetime(t *testing.T) {
	t.Parallel()
	c := newAppHarness(t, api.ConnectedAppClientTypeThirdParty)
	_, err := c.ConnectedApps.Clients.Update(c.ctx, c.id, connectedapps.ClientsUpdateRequest{AccessTokenExpiryMinutes: new(int(0))})
	c.fails(err, api.ErrorTypeIDPInvalidAccessTokenExpiryMinutes)
}

// A deleted app is connected to nobody.
func TestConnectedApps_deletedIsDisconnected(t *testing.T) {
	t.Parallel()
	c := newAppHarness(t, api.ConnectedAppClientTypeThirdParty)
	c.login("openid")
	_, err := c.ConnectedApps.Clients.Delete(c.ctx, c.id)
	c.ok(err)
	connected, err := c.Users.ConnectedApps(c.ctx, c.userID)
	c.ok(err)
	c.same(len(connected.ConnectedApps), 0)
}

// A resource must be an absolute URI without a fragment (RFC 8707, section 2).
func TestIDP_malformedResources(t *testing.T) {
	t.Parallel()
	for _, resource := range []string{"documents", "https://api.example.com/#part", "https://api.example.com/%"} {
		t.Run(resource, func(t *testing.T) {
			t.Parallel()
			c := newAppHarness(t, api.ConnectedAppClientTypeThirdParty)
			req := c.request("openid")
			req.Resources = []string{"https://api.example.com", resource}
			code, params := c.authorize(req)
			c.same([]any{code, params.Get("error")}, []any{"", "invalid_target"})
		})
	}
}
