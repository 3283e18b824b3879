package stytchtest_test

import (
	"html"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/connectedapps"
	"github.com/flymyai/stytch-go/stytchtest"
)

// query is the authorization request that an app puts into the URL of the consent page.
func (c *appHarness) query(pairs ...string) url.Values {
	return with(url.Values{
		"client_id": {c.id}, "redirect_uri": {callback}, "response_type": {"code"}, "scope": {"openid email"}, "state": {"a state"},
		"code_challenge": {challengeOf(codeVerifier)}, "code_challenge_method": {"S256"},
	}, pairs...)
}

// page opens the consent page, or sends its form.
func (c *appHarness) page(query, form url.Values, header http.Header) (resp reply, page string) {
	c.Helper()
	method, body := http.MethodGet, ""
	if form != nil {
		method, body = http.MethodPost, form.Encode()
	}
	r, err := http.NewRequestWithContext(c.ctx, method, c.srv.URL()+"/oauth2/authorize?"+query.Encode(), strings.NewReader(body))
	c.ok(err)
	if header != nil {
		r.Header = header
	}
	return c.send(r, &page), page
}

// allow is the form of a person who grants the app access.
func (c *appHarness) allow() url.Values {
	return url.Values{"user_id": {c.userID}, "scope": {"openid", "email"}, "decision": {"allow"}}
}

// back returns the parameters with which a response sends the browser back to the app.
func (c *appHarness) back(resp reply) url.Values {
	c.Helper()
	to, query, _ := strings.Cut(resp.Header.Get("Location"), "?")
	c.same([]any{resp.StatusCode, to}, []any{http.StatusSeeOther, callback})
	params, err := url.ParseQuery(query)
	c.ok(err)
	return params
}

// A person grants an app access on the emulator's page, as a known user or as a new one, with some of the scopes.
func TestIDP_page(t *testing.T) {
	t.Parallel()
	c := newAppHarness(t, api.ConnectedAppClientTypeThirdPartyPublic)
	resp, page := c.page(c.query(), nil, nil)
	c.same(resp.StatusCode, 200)
	for _, text := range []string{"Calendar", ada, "Know who you are", "calendar.example.com", c.id} {
		if !strings.Contains(page, text) {
			t.Errorf("the page does not show %q", text)
		}
	}
	resp, _ = c.page(c.query(), c.allow(), nil)
	params := c.back(resp)
	c.same([]any{params.Get("state"), params.Get("iss")}, []any{"a state", c.srv.URL()})
	got := c.form("/v1/oauth2/token", c.codeForm(params.Get("code")))
	access, err := c.IDP.AuthenticateAccessToken(c.ctx, got.AccessToken)
	c.ok(err)
	c.same([]any{access.UserID, access.Scopes}, []any{c.userID, []string{"openid", "email"}})

	resp, _ = c.page(c.query(), url.Values{"email": {" grace@example.com "}, "scope": {"openid"}, "decision": {"allow"}}, nil)
	got = c.form("/v1/oauth2/token", c.codeForm(c.back(resp).Get("code")))
	access, err = c.IDP.AuthenticateAccessToken(c.ctx, got.AccessToken)
	c.ok(err)
	c.same(access.Scopes, []string{"openid"})
	c.same(c.get(access.UserID).Emails[0].Email, grace)
	again, _ := c.page(c.query(), url.Values{"email": {grace}, "decision": {"allow"}}, nil)
	got = c.form("/v1/oauth2/token", c.codeForm(c.back(again).Get("code")))
	access, err = c.IDP.AuthenticateAccessToken(c.ctx, got.AccessToken)
	c.ok(err)
	c.same([]any{access.UserID != c.userID, access.Scopes}, []any{true, []string(nil)})

	resp, _ = c.page(c.query(), url.Values{"decision": {"deny"}}, nil)
	c.same([]string{c.back(resp).Get("error"), c.back(resp).Get("code")}, []string{"access_denied", ""})

	for problem, form := range map[string]url.Values{
		"Choose whether to allow access.":    {"user_id": {c.userID}},
		"This user no longer exists.":        {"user_id": {"user-test-unknown"}, "decision": {"allow"}},
		"enter an email address such as":     {"email": {"x"}, "decision": {"allow"}},
		"This user cannot grant full_access": {"user_id": {c.userID}, "scope": {"full_access"}, "decision": {"allow"}},
	} {
		resp, page := c.page(c.query("scope", "openid full_access"), form, nil)
		if resp.StatusCode != http.StatusBadRequest || !strings.Contains(html.UnescapeString(page), problem) {
			t.Errorf("%s: status %d, page %s", problem, resp.StatusCode, page)
		}
	}
}

// Nobody can be sent elsewhere, and no other page can grant an app access.
func TestIDP_attacksOnThePage(t *testing.T) {
	t.Parallel()
	attacks := map[string]func(c *appHarness){
		"open redirect": func(c *appHarness) {
			for _, uri := range []string{
				"", "https://evil.example/callback", "//evil.example", "javascript:alert(1)",
				callback + "/", "https://calendar.example.com:443/callback", "https://CALENDAR.example.com/callback", "https://calendar.example.com/Callback",
				"http://calendar.example.com/callback", callback + "?x=y", callback + "#x", "https://calendar.example.com@evil.example/callback",
				"https://calendar.example.com/x/../callback", "https://calendar.example.com/%63allback", "http://127.0.0.1:8081/callback", "http://localhost:8080/callback",
			} {
				for _, form := range []url.Values{nil, c.allow(), {"decision": {"deny"}}} {
					resp, _ := c.page(c.query("redirect_uri", uri), form, nil)
					if resp.StatusCode < 400 || resp.Header.Get("Location") != "" {
						c.Errorf("%s: status %d to %q", uri, resp.StatusCode, resp.Header.Get("Location"))
					}
				}
				req := c.request("openid")
				req.RedirectURI = uri
				if _, err := c.IDP.OAuth.Authorize(c.ctx, req); err == nil {
					c.Errorf("%s: authorized", uri)
				}
			}
			resp, _ := c.page(c.query("client_id", "unknown"), nil, nil)
			c.same([]any{resp.StatusCode, resp.Header.Get("Location")}, []any{404, ""})
		},
		"posted cross-site": func(c *appHarness) {
			for _, header := range []http.Header{
				{"Sec-Fetch-Site": {"cross-site"}}, {"Sec-Fetch-Site": {"same-site"}}, {"Sec-Fetch-Site": {"none"}},
				{"Origin": {"https://evil.example"}}, {"Origin": {"null"}},
				{"Origin": {"https://" + strings.TrimPrefix(c.srv.URL(), "http://") + ".evil.example"}},
			} {
				resp, _ := c.page(c.query(), c.allow(), header)
				c.same([]any{resp.StatusCode, resp.Header.Get("Location")}, []any{400, ""})
			}
			connected, err := c.Users.ConnectedApps(c.ctx, c.userID)
			c.ok(err)
			c.same(connected.ConnectedApps, []api.UserConnectedApp{})
			for _, header := range []http.Header{{"Sec-Fetch-Site": {"same-origin"}}, {"Origin": {c.srv.URL()}}} {
				resp, _ := c.page(c.query(), c.allow(), header)
				c.same(c.back(resp).Has("code"), true)
			}
		},
		"framed": func(c *appHarness) {
			for _, form := range []url.Values{nil, {"decision": {"maybe"}}} {
				resp, _ := c.page(c.query(), form, nil)
				c.same(resp.Header.Get("X-Frame-Options"), "DENY")
				policy := resp.Header.Get("Content-Security-Policy")
				if !strings.Contains(policy, "frame-ancestors 'none'") || !strings.Contains(policy, "default-src 'none'") || strings.Contains(policy, "unsafe") {
					c.Errorf("the policy is %q", policy)
				}
			}
		},
		"script in the name of an app and of a user": func(c *appHarness) {
			name := `<script>alert(1)</script>`
			_, err := c.ConnectedApps.Clients.Update(c.ctx, c.id, connectedapps.ClientsUpdateRequest{ClientName: &name})
			c.ok(err)
			_, page := c.page(c.query(), url.Values{"email": {`"><script>alert(2)</script>`}, "decision": {"allow"}}, nil)
			if strings.Contains(page, "<script") || !strings.Contains(page, html.EscapeString(name)) {
				c.Errorf("the page is %s", page)
			}
		},
		"state lost": func(c *appHarness) {
			for _, state := range []string{"a&b=c", "ü %0d%0a\"<>", "https://evil.example", strings.Repeat("s", 2000)} {
				resp, _ := c.page(c.query("state", state), c.allow(), nil)
				c.same(c.back(resp)["state"], []string{state})
				resp, _ = c.page(c.query("state", state), url.Values{"decision": {"deny"}}, nil)
				c.same(c.back(resp)["state"], []string{state})
			}
			resp, _ := c.page(c.query("state", ""), c.allow(), nil)
			c.same(c.back(resp).Has("state"), false)
		},
		"PKCE left out or plain": func(c *appHarness) {
			for _, pairs := range [][]string{
				{"code_challenge", "", "code_challenge_method", ""}, {"code_challenge_method", "plain"}, {"code_challenge_method", ""}, {"code_challenge", "short"},
			} {
				for _, form := range []url.Values{nil, c.allow()} {
					resp, _ := c.page(c.query(pairs...), form, nil)
					params := c.back(resp)
					c.same([]any{params.Get("error"), params.Get("state"), params.Has("code")}, []any{"invalid_request", "a state", false})
				}
			}
			req := c.request("openid")
			req.CodeChallenge = ""
			_, err := c.IDP.OAuth.Authorize(c.ctx, req)
			c.fails(err, api.ErrorTypePKCERequiredForIDPAuthorizationFlow)
			req.CodeChallenge = "short"
			_, err = c.IDP.OAuth.Authorize(c.ctx, req)
			c.fails(err, api.ErrorTypeInvalidPKCECodeChallenge)
		},
		"parameter sent twice": func(c *appHarness) {
			query := c.query()
			query.Add("scope", "full_access")
			resp, _ := c.page(query, c.allow(), nil)
			c.same([]any{c.back(resp).Get("error"), c.back(resp).Has("code")}, []any{"invalid_request", false})
			// The second redirect URI is the one of the attacker.
			query = c.query()
			query.Add("redirect_uri", "https://evil.example/callback")
			resp, _ = c.page(query, c.allow(), nil)
			c.same(c.back(resp).Get("error"), "invalid_request")
		},
		"scope that was not requested": func(c *appHarness) {
			form := c.allow()
			form.Add("scope", "phone")
			form.Add("scope", "offline_access")
			resp, _ := c.page(c.query(), form, nil)
			got := c.form("/v1/oauth2/token", c.codeForm(c.back(resp).Get("code")))
			c.same([]any{got.Scope, got.RefreshToken}, []any{"openid email", ""})
		},
		"implicit flow": func(c *appHarness) {
			resp, _ := c.page(c.query("response_type", "token"), c.allow(), nil)
			c.same(c.back(resp).Get("error"), "unsupported_response_type")
		},
		"no login shown": func(c *appHarness) {
			resp, _ := c.page(c.query("prompt", "none"), nil, nil)
			c.same(c.back(resp).Get("error"), "login_required")
		},
	}
	for name, attack := range attacks {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			attack(newAppHarness(t, api.ConnectedAppClientTypeThirdPartyPublic))
		})
	}
}

// An application with a page of its own does not have the emulator's.
func TestIDP_ownPage(t *testing.T) {
	t.Parallel()
	c := newAppHarness(t, api.ConnectedAppClientTypeThirdParty, stytchtest.WithAuthorizationEndpoint("https://shop.example.com/consent"))
	resp, _ := c.page(c.query(), c.allow(), nil)
	c.same(resp.StatusCode, 404)
	c.same(c.start(c.request("openid")).ConsentRequired, true)

	for _, endpoint := range []string{"shop.example.com", "javascript:alert(1)", "https://a@shop.example.com", "https://shop.example.com/#x"} {
		if srv, err := stytchtest.Start(stytchtest.WithAuthorizationEndpoint(endpoint)); err == nil {
			srv.Close()
			t.Errorf("the authorization endpoint %q is accepted", endpoint)
		}
	}
}

// Apps that run in browsers may call the endpoints of OAuth 2.0, and no others.
func TestIDP_otherOrigins(t *testing.T) {
	t.Parallel()
	c := newAppHarness(t, api.ConnectedAppClientTypeThirdPartyPublic)
	for path, want := range map[string]string{"/v1/oauth2/token": "*", "/v1/oauth2/userinfo": "*", "/v1/users": "", "/oauth2/authorize": "", "/unknown": ""} {
		header := c.fetch(http.MethodOptions, path, nil, http.Header{"Origin": {"https://spa.example"}, "Access-Control-Request-Method": {http.MethodPost}}, new(string))
		c.same(header.Get("Access-Control-Allow-Origin"), want)
	}
	c.same(c.fetch(http.MethodGet, "/.well-known/oauth-authorization-server", nil, nil, new(string)).Get("Access-Control-Allow-Origin"), "*")
	resp, _ := c.page(c.query(), nil, nil)
	c.same(resp.Header.Get("Access-Control-Allow-Origin"), "")
}
