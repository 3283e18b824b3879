package stytchtest_test

import (
	"net/http"
	"net/url"
	"testing"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/connectedapps"
	"github.com/flymyai/stytch-go/idp"
	"github.com/flymyai/stytch-go/sessions"
	"github.com/flymyai/stytch-go/stytchtest"
	"github.com/flymyai/stytch-go/users"
)

// start checks the authorization request that a request grants.
func (c *appHarness) start(req idp.OAuthAuthorizeRequest) *idp.OAuthAuthorizeStartResponse {
	c.Helper()
	resp, err := c.IDP.OAuth.AuthorizeStart(c.ctx, idp.OAuthAuthorizeStartRequest{
		ClientID: req.ClientID, RedirectURI: req.RedirectURI, ResponseType: req.ResponseType, Scopes: req.Scopes, Prompt: req.Prompt,
		UserID: req.UserID, SessionToken: req.SessionToken, SessionJWT: req.SessionJWT,
	})
	c.ok(err)
	return resp
}

// Whether a user has to be asked depends on the app, the prompt, and what the user has granted before.
func TestIDP_consentRequired(t *testing.T) {
	t.Parallel()
	prompt := func(req idp.OAuthAuthorizeRequest) idp.OAuthAuthorizeRequest {
		req.Prompt = "consent"
		return req
	}
	first := newAppHarness(t, api.ConnectedAppClientTypeFirstParty)
	first.same(first.start(first.request("openid")).ConsentRequired, false)
	first.same(first.start(prompt(first.request("openid"))).ConsentRequired, true)
	first.same(first.start(first.request("openid", "offline_access")).ConsentRequired, true)
	bypass := true
	_, err := first.ConnectedApps.Clients.Update(first.ctx, first.id, connectedapps.ClientsUpdateRequest{BypassConsentForOfflineAccess: &bypass})
	first.ok(err)
	first.same(first.start(first.request("openid", "offline_access")).ConsentRequired, false)

	third := newAppHarness(t, api.ConnectedAppClientTypeThirdParty)
	third.same(third.start(third.request()).ConsentRequired, true) // to connect the app, even without scopes
	third.same(third.start(third.request("openid", "email")).ConsentRequired, true)
	third.authorize(third.request("openid", "email"))
	third.same(third.start(third.request("openid", "email")).ConsentRequired, false)
	third.same(third.start(third.request("openid")).ConsentRequired, false)
	third.same(third.start(prompt(third.request("openid"))).ConsentRequired, true)
	third.same(third.start(third.request("openid", "phone")).ConsentRequired, true)
	_, err = third.Users.RevokeConnectedApp(third.ctx, third.userID, third.id)
	third.ok(err)
	third.same(third.start(third.request("openid")).ConsentRequired, true)
}

// What a consent page shows.
func TestIDP_start(t *testing.T) {
	t.Parallel()
	c := newAppHarness(t, api.ConnectedAppClientTypeThirdPartyPublic, stytchtest.WithRBACPolicy(api.RBACPolicy{
		Roles: []api.RBACPolicyRole{{RoleID: "editor", Permissions: []api.RBACPermission{{ResourceID: "documents", Actions: []string{"*"}}}}},
		Scopes: []api.RBACPolicyScope{
			{Scope: "write:documents", Description: "Change documents", Permissions: []api.RBACPermission{{ResourceID: "documents", Actions: []string{"write"}}}},
			{Scope: "read:letters", Description: "Read letters", Permissions: []api.RBACPermission{{ResourceID: "letters", Actions: []string{"read"}}}},
		},
	}))
	_, err := c.Users.Update(c.ctx, c.userID, users.UpdateRequest{Roles: []string{"editor"}})
	c.ok(err)
	got := c.start(c.request("write:documents", "read:letters", "openid", "unknown", "full_access", "openid"))
	c.same(got.ScopeResults, []api.IDPScopeResult{
		{Scope: "write:documents", Description: "Change documents", IsGrantable: true},
		{Scope: "read:letters", Description: "Read letters"},
		{Scope: "openid", Description: "Know who you are", IsGrantable: true},
		{Scope: "unknown"},
		{Scope: "full_access", Description: "Act as you, without limits"},
	})
	c.same([]any{got.UserID, got.User.Emails[0].Email}, []any{c.userID, ada})
	c.same(got.Client, api.ConnectedAppPublic{ClientID: c.id, ClientName: "Calendar", ClientType: api.ConnectedAppClientTypeThirdPartyPublic})

	// A user grants some of the scopes, and no others.
	for scope, want := range map[string]string{"read:letters": "invalid_scope", "unknown": "invalid_scope", "full_access": "invalid_scope", "write:documents": ""} {
		code, params := c.authorize(c.request(scope))
		c.same([]any{params.Get("error"), code == "", params.Get("state")}, []any{want, want != "", "a state"})
	}
	connected, err := c.Users.ConnectedApps(c.ctx, c.userID)
	c.ok(err)
	c.same(connected.ConnectedApps, []api.UserConnectedApp{{
		ConnectedAppID: c.id, Name: "Calendar", ClientType: api.ConnectedAppClientTypeThirdPartyPublic, ScopesGranted: "write:documents",
	}})
}

// A user who denies access is sent back without a code.
func TestIDP_denied(t *testing.T) {
	t.Parallel()
	c := newAppHarness(t, api.ConnectedAppClientTypeThirdParty)
	req := c.request("openid")
	req.ConsentGranted = false
	code, params := c.authorize(req)
	c.same([]any{code, params.Get("error"), params.Get("state"), params.Get("iss")}, []any{"", "access_denied", "a state", c.srv.URL()})

	req = c.request("openid")
	req.ResponseType = "token"
	_, params = c.authorize(req)
	c.same(params.Get("error"), "unsupported_response_type")
}

// An app can exchange its token for a session only if the user authorized it in one.
func TestIDP_fullAccess(t *testing.T) {
	t.Parallel()
	c := newAppHarness(t, api.ConnectedAppClientTypeFirstParty)
	allowed := true
	_, err := c.ConnectedApps.Clients.Update(c.ctx, c.id, connectedapps.ClientsUpdateRequest{FullAccessAllowed: &allowed})
	c.ok(err)
	_, err = c.exchange(c.login("full_access").AccessToken)
	c.fails(err, api.ErrorTypeOAuthAccessTokenExchangeTokenInvalidGrant)

	req := c.request("full_access")
	req.UserID, req.SessionToken = "", c.harness.login(ada).SessionToken
	code, _ := c.authorize(req)
	got := c.form("/v1/oauth2/token", c.codeForm(code))
	exchanged, err := c.exchange(got.AccessToken)
	c.ok(err)
	c.same(exchanged.UserID, c.userID)
	_, err = c.exchange(got.AccessToken)
	c.fails(err, api.ErrorTypeOAuthAccessTokenExchangeTokenInvalidGrant)

	code, _ = c.authorize(req)
	got = c.form("/v1/oauth2/token", c.codeForm(code))
	_, err = c.Users.RevokeConnectedApp(c.ctx, c.userID, c.id)
	c.ok(err)
	_, err = c.exchange(got.AccessToken)
	c.fails(err, api.ErrorTypeConnectedAppConsentRevoked)
}

// The settings of an app shape its tokens, and so do the resources of a request.
func TestIDP_settings(t *testing.T) {
	t.Parallel()
	c := newAppHarness(t, api.ConnectedAppClientTypeThirdParty)
	minutes, audience, template := 5, "https://files.example.com", `{"tenant": "acme", "scope": "admin", "client_id": "x", "https://stytch.com/session": {}}`
	_, err := c.ConnectedApps.Clients.Update(c.ctx, c.id, connectedapps.ClientsUpdateRequest{
		AccessTokenExpiryMinutes: &minutes, AccessTokenCustomAudience: &audience, AccessTokenTemplateContent: &template, IDTokenTemplateContent: &template,
	})
	c.ok(err)
	req := c.request("openid")
	req.Resources = []string{"https://api.example.com", "https://mcp.example.com"}
	code, _ := c.authorize(req)
	form := c.codeForm(code)
	form["resource"] = []string{"https://api.example.com", "https://evil.example.com"}
	c.same(c.form("/v1/oauth2/token", form).Error, "invalid_target")
	form["resource"] = []string{"https://api.example.com"}
	got := c.form("/v1/oauth2/token", form)
	c.same(got.ExpiresIn, 300)
	access, err := c.IDP.AuthenticateAccessToken(c.ctx, got.AccessToken, idp.WithAudience("https://api.example.com"))
	c.ok(err)
	c.same(access.Audience, []string{c.srv.ProjectID(), audience, "https://api.example.com"})
	c.same(access.CustomClaims, map[string]any{"tenant": "acme"})
	introspected, err := c.IDP.IntrospectToken(c.ctx, idp.IntrospectTokenRequest{Token: got.AccessToken, ClientID: c.id, ClientSecret: c.secret})
	c.ok(err)
	c.same(introspected, &idp.IntrospectTokenResponse{
		Active: true, TokenType: "access_token", Sub: c.userID, ClientID: c.id, Scope: "openid", Aud: access.Audience, Iss: c.srv.URL(),
		Iat: access.IssuedAt.Unix(), Nbf: access.IssuedAt.Unix(), Exp: access.ExpiresAt.Unix(), CustomClaims: map[string]any{"tenant": "acme"},
		StatusCode: 200, RequestID: introspected.RequestID,
	})
	inactive, err := c.IDP.IntrospectToken(c.ctx, idp.IntrospectTokenRequest{Token: "x", ClientID: c.id, ClientSecret: c.secret})
	c.ok(err)
	c.same(inactive, &idp.IntrospectTokenResponse{StatusCode: 200, RequestID: inactive.RequestID})
	_, claims := c.verifyJWT(got.IDToken)
	c.same([]any{claims["tenant"], claims["scope"], claims["client_id"]}, []any{"acme", nil, nil})

	broken := `["a"]`
	_, err = c.ConnectedApps.Clients.Update(c.ctx, c.id, connectedapps.ClientsUpdateRequest{AccessTokenTemplateContent: &broken})
	c.fails(err, api.ErrorTypeIDPInvalidAccessTokenJWTTemplate)
	_, err = c.ConnectedApps.Clients.Update(c.ctx, c.id, connectedapps.ClientsUpdateRequest{IDTokenTemplateContent: &broken})
	c.fails(err, api.ErrorTypeInvalidArgument)
}

// The metadata lead to endpoints that work, on the domain of the project and below the project's path.
func TestIDP_discovery(t *testing.T) {
	t.Parallel()
	c := newAppHarness(t, api.ConnectedAppClientTypeThirdParty)
	for _, test := range []struct{ path, issuer, tokens string }{
		{"/.well-known/openid-configuration", c.srv.URL(), c.srv.URL() + "/v1/oauth2/token"},
		{"/.well-known/oauth-authorization-server", c.srv.URL(), c.srv.URL() + "/v1/oauth2/token"},
		{"/v1/public/" + c.srv.ProjectID() + "/.well-known/openid-configuration", "stytch.com/" + c.srv.ProjectID(), c.srv.URL() + "/v1/public/" + c.srv.ProjectID() + "/oauth2/token"},
	} {
		var m struct {
			Issuer   string `json:"issuer"`
			Token    string `json:"token_endpoint"`
			UserInfo string `json:"userinfo_endpoint"`
			Keys     string `json:"jwks_uri"`
		}
		c.fetch(http.MethodGet, test.path, nil, nil, &m)
		c.same([]any{m.Issuer, m.Token}, []any{test.issuer, test.tokens})
		code, _ := c.authorize(c.request("openid"))
		got := c.form(m.Token[len(c.srv.URL()):], c.codeForm(code))
		access, err := c.IDP.AuthenticateAccessToken(c.ctx, got.AccessToken)
		c.ok(err)
		c.same(access.Issuer, test.issuer)
		var info struct {
			Sub string `json:"sub"`
		}
		c.fetch(http.MethodGet, m.UserInfo[len(c.srv.URL()):], nil, http.Header{"Authorization": {"Bearer " + got.AccessToken}}, &info)
		c.same(info.Sub, c.userID)
		var keys struct {
			Keys []api.JWK `json:"keys"`
		}
		c.fetch(http.MethodGet, m.Keys[len(c.srv.URL()):], nil, nil, &keys)
		want, err := c.Sessions.JWKS(c.ctx)
		c.ok(err)
		c.same(keys.Keys, want.Keys)
		revoked := c.form(m.Token[len(c.srv.URL()):len(m.Token)-len("token")]+"revoke", url.Values{"client_id": {c.id}, "client_secret": {c.secret}, "token": {got.AccessToken}})
		c.same([]any{revoked.Status, c.active(got.AccessToken)}, []any{200, false})
	}
}

// exchange exchanges an access token for a session.
func (w *harness) exchange(accessToken string) (*sessions.ExchangeAccessTokenResponse, error) {
	return w.Sessions.ExchangeAccessToken(w.ctx, sessions.ExchangeAccessTokenRequest{AccessToken: accessToken, SessionDurationMinutes: 60})
}
