package main

import (
	"html"
	"io"
	"log/slog"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	codes "github.com/pquerna/otp/totp"

	"github.com/flymyai/stytch-go"
	"github.com/flymyai/stytch-go/stytchtest"
)

const (
	ada      = "ada@example.com"
	grace    = "grace@example.com"
	password = "correct horse battery staple 1815"
)

// site is the application on an emulator. It uses https, since a cookie jar keeps Secure cookies for https only.
type site struct {
	*testing.T
	srv  *stytchtest.Server
	http *httptest.Server
}

func newSite(t *testing.T, opts ...stytchtest.Option) *site {
	t.Helper()
	srv := stytchtest.NewServer(t, opts...)
	served := httptest.NewUnstartedServer(nil)
	log := slog.New(slog.NewTextHandler(t.Output(), nil))
	client := srv.Client(stytch.WithRetry(stytch.RetryPolicy{MaxAttempts: 1}))
	served.Config.Handler = newApp(&backend{client: client, emulator: srv}, "https://"+served.Listener.Addr().String(), log).handler()
	served.StartTLS()
	t.Cleanup(served.Close)
	return &site{t, srv, served}
}

// visitor is a browser that keeps cookies and follows redirects.
type visitor struct {
	*site
	client *http.Client
}

func (s *site) visitor() *visitor {
	s.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		s.Fatal(err)
	}
	return &visitor{s, &http.Client{Transport: s.http.Client().Transport, Jar: jar}}
}

// response is the page that a visitor ends up with, after redirects.
type response struct {
	status int
	path   string
	header http.Header
	body   string
}

func (v *visitor) do(r *http.Request, err error) response {
	v.Helper()
	if err != nil {
		v.Fatal(err)
	}
	resp, err := v.client.Do(r)
	if err != nil {
		v.Fatal(err)
	}
	body, err := io.ReadAll(resp.Body)
	_ = resp.Body.Close() // nothing was written to it
	if err != nil {
		v.Fatal(err)
	}
	return response{resp.StatusCode, resp.Request.URL.Path, resp.Header, html.UnescapeString(string(body))}
}

func (v *visitor) get(path string) response {
	v.Helper()
	return v.do(http.NewRequestWithContext(v.Context(), http.MethodGet, v.http.URL+path, nil))
}

// form returns the request of a form. The fields are names and values in turn.
func (v *visitor) form(path string, fields ...string) (*http.Request, error) {
	values := url.Values{}
	for i := 0; i < len(fields); i += 2 {
		values.Set(fields[i], fields[i+1])
	}
	r, err := http.NewRequestWithContext(v.Context(), http.MethodPost, v.http.URL+path, strings.NewReader(values.Encode()))
	if err == nil {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	return r, err
}

func (v *visitor) post(path string, fields ...string) response {
	v.Helper()
	return v.do(v.form(path, fields...))
}

// plant puts cookies into the browser, such as those copied from another one.
func (v *visitor) plant(cookies map[string]string) {
	v.Helper()
	u, err := url.Parse(v.http.URL)
	if err != nil {
		v.Fatal(err)
	}
	for name, value := range cookies {
		v.client.Jar.SetCookies(u, []*http.Cookie{{Name: name, Value: value, Path: "/", Secure: true}})
	}
}

// cookies returns the cookies that the browser would send, by name.
func (v *visitor) cookies() map[string]string {
	v.Helper()
	u, err := url.Parse(v.http.URL)
	if err != nil {
		v.Fatal(err)
	}
	cookies := make(map[string]string)
	for _, c := range v.client.Jar.Cookies(u) {
		cookies[c.Name] = c.Value
	}
	return cookies
}

// want checks the status, path and texts of a response.
func (v *visitor) want(got response, status int, path string, texts ...string) {
	v.Helper()
	if got.status != status || got.path != path {
		v.Fatalf("got %d at %s, want %d at %s:\n%s", got.status, got.path, status, path, got.body)
	}
	for _, text := range texts {
		if !strings.Contains(got.body, text) {
			v.Errorf("no %q at %s:\n%s", text, path, got.body)
		}
	}
}

// field returns the value of a hidden field.
func (v *visitor) field(page response, name string) string {
	v.Helper()
	return v.find(page, `name="`+name+`" value="([^"]*)"`)
}

func (v *visitor) find(page response, pattern string) string {
	v.Helper()
	match := regexp.MustCompile(pattern).FindStringSubmatch(page.body)
	if match == nil {
		v.Fatalf("no %s in:\n%s", pattern, page.body)
	}
	return match[1]
}

// mailedLink returns the path and query of the last link that was emailed.
func (v *visitor) mailedLink(email string) string {
	v.Helper()
	path, ok := strings.CutPrefix(v.srv.LastMessage(email).URL, v.http.URL)
	if !ok {
		v.Fatalf("the link leads to another site: %s", v.srv.LastMessage(email).URL)
	}
	return path
}

// The ways to log in. They sign up new users.

func (v *visitor) byCode(email string) response {
	v.Helper()
	page := v.post("/login/code/send", "email", email)
	v.want(page, http.StatusOK, "/login/code", email)
	return v.post("/login/code", "method_id", v.field(page, "method_id"), "code", v.srv.LastMessage(email).Code)
}

func (v *visitor) byLink(email string) response {
	v.Helper()
	v.want(v.post("/login/link/send", "email", email), http.StatusOK, "/sent", email)
	page := v.get(v.mailedLink(email))
	return v.post("/login/link", "token", v.field(page, "token"))
}

func (v *visitor) byPassword(email string) response {
	v.Helper()
	return v.post("/login/password", "email", email, "password", password)
}

// choosePassword signs up with a password, or replaces one.
func (v *visitor) choosePassword(email string) response {
	v.Helper()
	v.want(v.post("/password/send", "email", email), http.StatusOK, "/sent", email)
	page := v.get(v.mailedLink(email))
	return v.post("/password", "token", v.field(page, "token"), "password", password)
}

// enrol sets up an authenticator app for the visitor, who is logged in.
func (v *visitor) enrol() (secret string, recoveryCodes []string) {
	v.Helper()
	page := v.post("/account/totp")
	v.want(page, http.StatusOK, "/account/totp", `<img src="data:image/png;base64,iVBOR`)
	secret = v.find(page, `id="secret">([A-Z2-7=]+)<`)
	for _, match := range regexp.MustCompile(`<li><code>([a-z0-9-]+)</code>`).FindAllStringSubmatch(page.body, -1) {
		recoveryCodes = append(recoveryCodes, match[1])
	}
	v.want(v.post("/account/totp/confirm", "code", v.appCode(secret, 0)), http.StatusOK, "/account", "Authenticator app: on")
	return secret, recoveryCodes
}

func (v *visitor) appCode(secret string, later time.Duration) string {
	v.Helper()
	return appCode(v.T, secret, v.srv.Now().Add(later))
}

// appCode is the code that an authenticator app shows at a time. Each code works once. Stytch also accepts the next one,
// so a test does not have to wait for it.
func appCode(t *testing.T, secret string, at time.Time) string {
	t.Helper()
	code, err := codes.GenerateCode(secret, at)
	if err != nil {
		t.Fatal(err)
	}
	return code
}

const nextCode = 30 * time.Second
