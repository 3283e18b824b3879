package stytchtest_test

import (
	"maps"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/flymyai/stytch-go"
	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/connectedapps"
	"github.com/flymyai/stytch-go/idp"
	"github.com/flymyai/stytch-go/m2m"
	"github.com/flymyai/stytch-go/stytchtest"
)

// everyType are the scopes of a login that gets every type of token.
var everyType = []string{"openid", "email", "offline_access"}

// userInfoStatus returns the status of userinfo for a token, and the challenge.
func (c *appHarness) userInfoStatus(token string) (status int, challenge string) {
	c.Helper()
	var got tokens
	header := c.fetch(http.MethodGet, "/v1/oauth2/userinfo", nil, http.Header{"Authorization": {"Bearer " + token}}, &got)
	return got.Status, header.Get("WWW-Authenticate")
}

// checkRevoked ends the test unless every endpoint rejects every token of a response.
func (c *appHarness) checkRevoked(got tokens) {
	c.Helper()
	status, challenge := c.userInfoStatus(got.AccessToken)
	c.same([]any{status, challenge}, []any{401, `Bearer error="invalid_token"`})
	c.same([]any{c.active(got.AccessToken), c.active(got.RefreshToken)}, []any{false, false})
	refreshed := c.form("/v1/oauth2/token", c.refreshForm(got.RefreshToken))
	c.same([]any{refreshed.Status, refreshed.Error, refreshed.AccessToken}, []any{400, "invalid_grant", ""})
}

// rejects ends the test unless the token endpoint rejects a form.
func (c *appHarness) rejects(form url.Values, code string) {
	c.Helper()
	got := c.form("/v1/oauth2/token", form)
	status := 400
	if code == "invalid_client" {
		status = 401
	}
	c.same([]any{got.Status, got.Error, got.AccessToken, got.RefreshToken}, []any{status, code, "", ""})
	if got.RequestID == "" || got.ErrorDescription == "" {
		c.Fatalf("the error %+v is not complete", got)
	}
}

// with returns a form with other values; an empty value removes a parameter.
func with(form url.Values, pairs ...string) url.Values {
	changed := maps.Clone(form)
	for i := 0; i < len(pairs); i += 2 {
		changed.Del(pairs[i])
		if pairs[i+1] != "" {
			changed.Set(pairs[i], pairs[i+1])
		}
	}
	return changed
}

// other adds a second app and returns the parameters with which it authenticates.
func (c *appHarness) other() []string {
	c.Helper()
	created, err := c.ConnectedApps.Clients.Create(c.ctx, connectedapps.ClientsCreateRequest{
		ClientType: api.ConnectedAppClientTypeThirdParty, RedirectURLs: []string{callback},
	})
	c.ok(err)
	return []string{"client_id", created.ConnectedApp.ClientID, "client_secret", created.ConnectedApp.ClientSecret}
}

// Invalid token requests. After each attack, the rightful app still gets its tokens, unless the attack shows that a
// code or token was stolen.
func TestIDP_attacksOnTheTokenEndpoint(t *testing.T) {
	t.Parallel()
	attacks := map[string]func(c *appHarness){
		"code used twice": func(c *appHarness) {
			code, _ := c.authorize(c.request(everyType...))
			got := c.form("/v1/oauth2/token", c.codeForm(code))
			c.same([]bool{got.AccessToken != "", c.active(got.RefreshToken)}, []bool{true, true})
			c.rejects(c.codeForm(code), "invalid_grant")
			c.checkRevoked(got)
		},
		"code of another client": func(c *appHarness) {
			code, _ := c.authorize(c.request(everyType...))
			c.rejects(with(c.codeForm(code), c.other()...), "invalid_grant")
			got := c.form("/v1/oauth2/token", c.codeForm(code))
			c.same(got.Status, 200)
			// A stolen code that was already used revokes nothing if another client sends it.
			c.rejects(with(c.codeForm(code), c.other()...), "invalid_grant")
			c.same(c.active(got.AccessToken), true)
		},
		"code unknown": func(c *appHarness) {
			c.rejects(c.codeForm("x"), "invalid_grant")
			c.rejects(with(c.codeForm("x"), "code", ""), "invalid_request")
		},
		"code expired": func(c *appHarness) {
			code, _ := c.authorize(c.request(everyType...))
			c.srv.Advance(10 * time.Minute)
			c.rejects(c.codeForm(code), "invalid_grant")
		},
		"verifier missing": func(c *appHarness) {
			code, _ := c.authorize(c.request(everyType...))
			c.rejects(with(c.codeForm(code), "code_verifier", ""), "invalid_grant")
			c.same(c.form("/v1/oauth2/token", c.codeForm(code)).Status, 200)
		},
		"verifier wrong": func(c *appHarness) {
			code, _ := c.authorize(c.request(everyType...))
			c.rejects(with(c.codeForm(code), "code_verifier", codeVerifier+"x"), "invalid_grant")
			c.rejects(with(c.codeForm(code), "code_verifier", challengeOf(codeVerifier)), "invalid_grant")
			c.rejects(with(c.codeForm(code), "code_verifier", "short"), "invalid_grant")
			c.same(c.form("/v1/oauth2/token", c.codeForm(code)).Status, 200)
		},
		"redirect URI other than in the request": func(c *appHarness) {
			code, _ := c.authorize(c.request(everyType...))
			for _, uri := range []string{"http://127.0.0.1:8080/callback", callback + "/", strings.ToUpper(callback), callback + "?"} {
				c.rejects(with(c.codeForm(code), "redirect_uri", uri), "invalid_grant")
			}
			c.rejects(with(c.codeForm(code), "redirect_uri", ""), "invalid_request")
			c.same(c.form("/v1/oauth2/token", c.codeForm(code)).Status, 200)
		},
		"refresh token of another client": func(c *appHarness) {
			got := c.login(everyType...)
			c.rejects(with(c.refreshForm(got.RefreshToken), c.other()...), "invalid_grant")
			c.same(c.form("/v1/oauth2/token", c.refreshForm(got.RefreshToken)).Status, 200)
		},
		"refresh token expired": func(c *appHarness) {
			got := c.login(everyType...)
			c.srv.Advance(93 * 24 * time.Hour)
			c.rejects(c.refreshForm(got.RefreshToken), "invalid_grant")
		},
		"refresh token never granted": func(c *appHarness) {
			c.same(c.login("openid").RefreshToken, "")
			c.rejects(c.refreshForm("x"), "invalid_grant")
			c.rejects(with(c.refreshForm("x"), "refresh_token", ""), "invalid_request")
		},
		"access token as refresh token": func(c *appHarness) {
			c.rejects(c.refreshForm(c.login(everyType...).AccessToken), "invalid_grant")
		},
		"scope widened": func(c *appHarness) {
			got := c.login(everyType...)
			c.rejects(with(c.refreshForm(got.RefreshToken), "scope", "openid phone"), "invalid_scope")
			c.rejects(with(c.refreshForm(got.RefreshToken), "scope", "full_access"), "invalid_scope")
			narrow := c.form("/v1/oauth2/token", with(c.refreshForm(got.RefreshToken), "scope", "email"))
			c.same(narrow.Scope, "email")
			access, err := c.IDP.AuthenticateAccessToken(c.ctx, narrow.AccessToken)
			c.ok(err)
			c.same(access.Scopes, []string{"email"})
		},
		"grant type missing, unknown or implicit": func(c *appHarness) {
			code, _ := c.authorize(c.request(everyType...))
			c.rejects(with(c.codeForm(code), "grant_type", ""), "invalid_request")
			c.rejects(with(c.codeForm(code), "grant_type", "password"), "unsupported_grant_type")
			c.rejects(with(c.codeForm(code), "grant_type", "client_credentials"), "invalid_client")
		},
		"parameter sent twice": func(c *appHarness) {
			code, _ := c.authorize(c.request(everyType...))
			form := c.codeForm(code)
			form.Add("redirect_uri", callback)
			c.rejects(form, "invalid_request")
		},
		"access revoked by the user": func(c *appHarness) {
			got := c.login(everyType...)
			code, _ := c.authorize(c.request(everyType...))
			_, err := c.Users.RevokeConnectedApp(c.ctx, c.userID, c.id)
			c.ok(err)
			c.checkRevoked(got)
			c.rejects(c.codeForm(code), "invalid_grant")
			c.same(c.active(c.login(everyType...).AccessToken), true)
		},
		"user deleted": func(c *appHarness) {
			got := c.login(everyType...)
			_, err := c.Users.Delete(c.ctx, c.userID)
			c.ok(err)
			c.checkRevoked(got)
		},
	}
	for name, attack := range attacks {
		for _, clientType := range []api.ConnectedAppClientType{api.ConnectedAppClientTypeThirdParty, api.ConnectedAppClientTypeThirdPartyPublic} {
			t.Run(name+"/"+string(clientType), func(t *testing.T) {
				t.Parallel()
				attack(newAppHarness(t, clientType))
			})
		}
	}
}

// The refresh token of a public app works once. Who uses it again may be a thief, or the app whose token was stolen.
func TestIDP_refreshTokenReused(t *testing.T) {
	t.Parallel()
	c := newAppHarness(t, api.ConnectedAppClientTypeThirdPartyPublic)
	first := c.login(everyType...)
	second := c.form("/v1/oauth2/token", c.refreshForm(first.RefreshToken))
	c.same([]bool{c.active(first.RefreshToken), c.active(second.RefreshToken), c.active(first.AccessToken)}, []bool{false, true, true})
	c.rejects(c.refreshForm(first.RefreshToken), "invalid_grant")
	c.checkRevoked(second)
	c.checkRevoked(first)
}

// What authenticates an app.
func TestIDP_attacksOnClientAuthentication(t *testing.T) {
	t.Parallel()
	c := newAppHarness(t, api.ConnectedAppClientTypeThirdParty)
	code, _ := c.authorize(c.request("openid"))
	c.rejects(with(c.codeForm(code), "client_secret", ""), "invalid_client")
	c.rejects(with(c.codeForm(code), "client_secret", "wrong"), "invalid_client")
	c.rejects(with(c.codeForm(code), "client_id", "connected-app-test-unknown"), "invalid_client")
	for _, endpoint := range []string{"introspect", "revoke"} {
		got := c.form("/v1/oauth2/"+endpoint, url.Values{"client_id": {c.id}, "client_secret": {"wrong"}, "token": {"x"}})
		c.same([]any{got.Status, got.Error}, []any{401, "invalid_client"})
	}
	basic := func(id, secret string) (tokens, http.Header) {
		r := http.Request{Header: http.Header{"Content-Type": {"application/x-www-form-urlencoded"}}}
		r.SetBasicAuth(url.QueryEscape(id), url.QueryEscape(secret))
		var got tokens
		form := with(c.codeForm(code), "client_id", "", "client_secret", "")
		header := c.fetch(http.MethodPost, "/v1/oauth2/token", strings.NewReader(form.Encode()), r.Header, &got)
		return got, header
	}
	wrong, header := basic(c.id, "wrong")
	c.same([]any{wrong.Status, wrong.Error, header.Get("WWW-Authenticate")}, []any{401, "invalid_client", `Basic realm="stytch"`})
	right, header := basic(c.id, c.secret)
	c.same([]any{right.Status, header.Get("Cache-Control")}, []any{200, "no-store"})
	_, err := c.ConnectedApps.Clients.Delete(c.ctx, c.id)
	c.ok(err)
	status, _ := c.userInfoStatus(right.AccessToken)
	c.same(status, 401)
}

// A token works where it was meant to, and nowhere else.
func TestIDP_attacksOnResources(t *testing.T) {
	t.Parallel()
	attacks := map[string]func(c *appHarness){
		"audience of another API": func(c *appHarness) {
			req := c.request("openid")
			req.Resources = []string{"https://api.example.com"}
			code, _ := c.authorize(req)
			c.rejects(with(c.codeForm(code), "resource", "https://bank.example.com"), "invalid_target")
			got := c.form("/v1/oauth2/token", c.codeForm(code))
			_, err := c.IDP.AuthenticateAccessToken(c.ctx, got.AccessToken, idp.WithAudience("https://bank.example.com"))
			c.fails(err, idp.ErrTokenAudience)
			_, err = c.IDP.AuthenticateAccessToken(c.ctx, got.AccessToken, idp.WithAudience("https://api.example.com"))
			c.ok(err)
		},
		"token of another kind": func(c *appHarness) {
			got := c.login(everyType...)
			session := c.harness.login(ada)
			c.srv.M2MClient(stytchtest.M2MClient{ClientID: "machine", ClientSecret: machineSecret, Scopes: []string{"openid"}})
			machine, err := c.M2M.Token(c.ctx, m2m.TokenRequest{ClientID: "machine", ClientSecret: machineSecret})
			c.ok(err)
			for _, token := range []string{got.IDToken, session.SessionJWT, machine.AccessToken, session.SessionToken, got.RefreshToken} {
				if _, err := c.IDP.AuthenticateAccessToken(c.ctx, token); err == nil || idp.StatusCode(err) != http.StatusUnauthorized {
					c.Errorf("an access token by the local check: %v", err)
				}
				status, _ := c.userInfoStatus(token)
				c.same([]any{status, c.active(token)}, []any{401, token == got.RefreshToken})
				_, err := c.exchange(token)
				c.fails(err, api.ErrorTypeOAuthAccessTokenExchangeTokenInvalidGrant)
			}
			_, err = c.Sessions.AuthenticateJWTLocal(c.ctx, got.AccessToken)
			if err == nil {
				c.Error("the access token is a session")
			}
		},
		"token after revoke": func(c *appHarness) {
			got := c.login(everyType...)
			revoked := c.form("/v1/oauth2/revoke", url.Values{"client_id": {c.id}, "token": {got.AccessToken}})
			c.same([]any{revoked.Status, c.active(got.AccessToken), c.active(got.RefreshToken)}, []any{200, false, true})
			// A local check still accepts it.
			_, err := c.IDP.AuthenticateAccessToken(c.ctx, got.AccessToken)
			c.ok(err)
			_, err = c.IDP.AuthenticateAccessToken(c.ctx, got.AccessToken, idp.WithIntrospection(nil))
			c.fails(err, idp.ErrTokenRevoked)
			c.form("/v1/oauth2/revoke", url.Values{"client_id": {c.id}, "token": {got.RefreshToken}, "token_type_hint": {"refresh_token"}})
			c.checkRevoked(got)
		},
		"token revoked by another client": func(c *appHarness) {
			got := c.login(everyType...)
			form := with(url.Values{"token": {got.RefreshToken}}, c.other()...)
			c.same(c.form("/v1/oauth2/revoke", form).Status, 200)
			c.same(c.form("/v1/oauth2/revoke", with(form, "token", got.AccessToken)).Status, 200)
			c.same(c.form("/v1/oauth2/revoke", with(form, "token", "unknown")).Status, 200)
			c.same([]bool{c.active(got.AccessToken), c.active(got.RefreshToken)}, []bool{true, true})
			// The other client cannot introspect them either.
			for _, token := range []string{got.AccessToken, got.RefreshToken} {
				c.same(c.form("/v1/oauth2/introspect", with(form, "token", token)).Active, false)
			}
		},
		"mixed-up issuer": func(c *appHarness) {
			// Another project signs with the same keys of this process, under other names.
			foreign := newAppHarness(t, api.ConnectedAppClientTypeThirdPartyPublic)
			_, err := c.IDP.AuthenticateAccessToken(c.ctx, foreign.login(everyType...).AccessToken)
			if err == nil || idp.StatusCode(err) != http.StatusUnauthorized {
				c.Errorf("the token of another project: %v", err)
			}
			// A token that was fetched from a domain of the project that the API does not know.
			code, params := c.authorize(c.request(everyType...))
			c.same(params.Get("iss"), c.srv.URL())
			var got tokens
			r, err := http.NewRequestWithContext(c.ctx, http.MethodPost, c.srv.URL()+"/v1/oauth2/token", strings.NewReader(c.codeForm(code).Encode()))
			c.ok(err)
			r.Host = "auth.example.com"
			r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
			c.send(r, &got)
			_, err = c.IDP.AuthenticateAccessToken(c.ctx, got.AccessToken)
			c.fails(err, idp.ErrTokenIssuer)
			_, err = c.srv.Client(stytch.WithIssuer("https://auth.example.com")).IDP.AuthenticateAccessToken(c.ctx, got.AccessToken)
			c.fails(err, idp.ErrTokenIssuer) // of http
			c.same(c.active(got.AccessToken), true)
		},
	}
	for name, attack := range attacks {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			attack(newAppHarness(t, api.ConnectedAppClientTypeThirdPartyPublic))
		})
	}
}
