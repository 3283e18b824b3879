package stytchtest_test

import (
	"crypto/sha256"
	"encoding/base64"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/go-json-experiment/json"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/connectedapps"
	"github.com/flymyai/stytch-go/idp"
	"github.com/flymyai/stytch-go/stytchtest"
)

const (
	callback     = "https://calendar.example.com/callback"
	codeVerifier = "a-verifier-of-the-calendar-with-43-characters"
)

// challengeOf returns the code challenge of a verifier (RFC 7636, section 4.2).
func challengeOf(verifier string) string {
	sum := sha256.Sum256([]byte(verifier))
	return base64.RawURLEncoding.EncodeToString(sum[:])
}

// appHarness is a harness with an app, and a user who can grant it access.
type appHarness struct {
	*harness

	id, secret, userID string
}

func newAppHarness(t *testing.T, clientType api.ConnectedAppClientType, opts ...stytchtest.Option) *appHarness {
	t.Helper()
	w := newHarness(t, opts...)
	created, err := w.ConnectedApps.Clients.Create(w.ctx, connectedapps.ClientsCreateRequest{
		ClientType: clientType, ClientName: "Calendar", RedirectURLs: []string{callback, "http://127.0.0.1:8080/callback"},
	})
	w.ok(err)
	return &appHarness{w, created.ConnectedApp.ClientID, created.ConnectedApp.ClientSecret, w.user(ada)}
}

// request is an authorization request that the user allows.
func (c *appHarness) request(scopes ...string) idp.OAuthAuthorizeRequest {
	return idp.OAuthAuthorizeRequest{
		ClientID: c.id, RedirectURI: callback, ResponseType: "code", Scopes: scopes, UserID: c.userID, ConsentGranted: true,
		State: "a state", Nonce: "a nonce", CodeChallenge: challengeOf(codeVerifier),
	}
}

// authorize returns the code of a request and the parameters that the app gets.
func (c *appHarness) authorize(req idp.OAuthAuthorizeRequest) (code string, params url.Values) {
	c.Helper()
	resp, err := c.IDP.OAuth.Authorize(c.ctx, req)
	c.ok(err)
	to, query, _ := strings.Cut(resp.RedirectURI, "?")
	c.same(to, req.RedirectURI)
	params, err = url.ParseQuery(query)
	c.ok(err)
	c.same(params.Get("code"), resp.AuthorizationCode)
	return resp.AuthorizationCode, params
}

// codeForm is the request of the token endpoint for a code.
func (c *appHarness) codeForm(code string) url.Values {
	form := url.Values{
		"grant_type": {"authorization_code"}, "client_id": {c.id}, "code": {code}, "redirect_uri": {callback}, "code_verifier": {codeVerifier},
	}
	if c.secret != "" {
		form.Set("client_secret", c.secret)
	}
	return form
}

// refreshForm is the request of the token endpoint for a refresh token.
func (c *appHarness) refreshForm(token string) url.Values {
	form := url.Values{"grant_type": {"refresh_token"}, "client_id": {c.id}, "refresh_token": {token}}
	if c.secret != "" {
		form.Set("client_secret", c.secret)
	}
	return form
}

// tokens are a response of the token endpoint, or its error.
type tokens struct {
	Status           int    `json:"status_code"`
	RequestID        string `json:"request_id"`
	AccessToken      string `json:"access_token"`
	RefreshToken     string `json:"refresh_token"`
	IDToken          string `json:"id_token"`
	TokenType        string `json:"token_type"`
	Scope            string `json:"scope"`
	ExpiresIn        int    `json:"expires_in"`
	Error            string `json:"error"`
	ErrorDescription string `json:"error_description"`
	Active           bool   `json:"active"`
}

// form sends a form to the domain of the project.
func (c *appHarness) form(path string, form url.Values) tokens {
	c.Helper()
	var got tokens
	c.fetch(http.MethodPost, path, strings.NewReader(form.Encode()), http.Header{"Content-Type": {"application/x-www-form-urlencoded"}}, &got)
	return got
}

// fetch sends a request to the emulator without credentials of the project, and decodes the response. It returns the
// header of the response.
func (w *harness) fetch(method, path string, body io.Reader, header http.Header, out any) http.Header {
	w.Helper()
	r, err := http.NewRequestWithContext(w.ctx, method, w.srv.URL()+path, body)
	w.ok(err)
	if header != nil {
		r.Header = header
	}
	return w.send(r, out).Header
}

// reply is a response whose body was read.
type reply struct {
	StatusCode int
	Header     http.Header
}

// send sends a request without following redirects, and decodes the response.
func (w *harness) send(r *http.Request, out any) reply {
	w.Helper()
	resp, err := (&http.Transport{DisableKeepAlives: true}).RoundTrip(r)
	w.ok(err)
	defer func() { _ = resp.Body.Close() }()
	text, err := io.ReadAll(resp.Body)
	w.ok(err)
	if page, ok := out.(*string); ok {
		*page = string(text)
	} else if err := json.Unmarshal(text, out); err != nil {
		w.Fatalf("%s %s: %d %s: %v", r.Method, r.URL, resp.StatusCode, text, err)
	}
	return reply{resp.StatusCode, resp.Header}
}

// login exchanges the code of a request.
func (c *appHarness) login(scopes ...string) tokens {
	c.Helper()
	code, _ := c.authorize(c.request(scopes...))
	got := c.form("/v1/oauth2/token", c.codeForm(code))
	c.same(got.Status, 200)
	return got
}

// active reports whether the emulator says that a token is active.
func (c *appHarness) active(token string) bool {
	c.Helper()
	resp, err := c.IDP.IntrospectToken(c.ctx, idp.IntrospectTokenRequest{Token: token, ClientID: c.id, ClientSecret: c.secret})
	c.ok(err)
	return resp.Active
}

// An app logs a user in, learns what the scopes allow, and stays logged in.
func TestIDP_flow(t *testing.T) {
	t.Parallel()
	for _, clientType := range []api.ConnectedAppClientType{
		api.ConnectedAppClientTypeThirdParty, api.ConnectedAppClientTypeThirdPartyPublic,
		api.ConnectedAppClientTypeFirstParty, api.ConnectedAppClientTypeFirstPartyPublic,
	} {
		t.Run(string(clientType), func(t *testing.T) {
			t.Parallel()
			c := newAppHarness(t, clientType, stytchtest.WithTime(time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)))
			code, params := c.authorize(c.request("openid", "email", "offline_access"))
			c.same(params.Get("state"), "a state")
			c.same(params.Get("iss"), c.srv.URL())
			got := c.form("/v1/oauth2/token", c.codeForm(code))
			c.same([]any{got.Status, got.TokenType, got.ExpiresIn, got.Scope}, []any{200, "bearer", 3600, "openid email offline_access"})

			access, err := c.IDP.AuthenticateAccessToken(c.ctx, got.AccessToken, idp.WithScopes("email"))
			c.ok(err)
			c.same([]any{access.UserID, access.ClientID, access.Audience, access.Issuer}, []any{c.userID, c.id, []string{c.srv.ProjectID()}, c.srv.URL()})
			_, claims := c.verifyJWT(got.IDToken)
			iat := claims["iat"].(float64)
			c.same(claims, map[string]any{
				"iss": c.srv.URL(), "aud": []any{c.id}, "sub": c.userID, "iat": iat, "nbf": iat, "exp": iat + 3600,
				"nonce": "a nonce", "email": ada, "email_verified": false,
			})
			var info map[string]any
			for _, method := range []string{http.MethodGet, http.MethodPost} {
				c.fetch(method, "/v1/oauth2/userinfo", nil, http.Header{"Authorization": {"Bearer " + got.AccessToken}}, &info)
				c.same([]any{info["sub"], info["email"], info["status_code"]}, []any{c.userID, ada, float64(200)})
			}
			c.same(c.active(got.AccessToken), true)
			c.same(c.active(got.RefreshToken), true)

			c.srv.Advance(80 * 24 * time.Hour)
			c.same(c.active(got.AccessToken), false)
			again := c.form("/v1/oauth2/token", c.refreshForm(got.RefreshToken))
			c.same([]any{again.Status, again.Scope}, []any{200, "openid email offline_access"})
			_, claims = c.verifyJWT(again.IDToken)
			c.same([]any{claims["sub"], claims["nonce"]}, []any{c.userID, nil})
			rotated := strings.HasSuffix(string(clientType), "_public")
			c.same(again.RefreshToken != "", rotated)
			c.srv.Advance(80 * 24 * time.Hour)
			last := got.RefreshToken
			if rotated {
				last = again.RefreshToken
			}
			c.same(c.form("/v1/oauth2/token", c.refreshForm(last)).Status, 200)
		})
	}
}
