package main

import (
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/flymyai/stytch-go"
	"github.com/flymyai/stytch-go/stytchtest"
)

func TestBadInput(t *testing.T) {
	t.Parallel()
	v := newSite(t, stytchtest.WithInactiveEmails("gone@example.com")).visitor()
	for _, test := range []struct {
		path   string
		fields []string
		want   string
	}{
		{"/login/code/send", nil, invalidEmail},
		{"/login/code/send", []string{"email", "ada"}, invalidEmail},
		{"/login/code/send", []string{"email", "gone@example.com"}, "bounced"},
		{"/login/code/send", []string{"email", strings.Repeat("a", maxBody)}, invalidEmail},
		{"/login/link/send", []string{"email", "ada@@example.com"}, invalidEmail},
		{"/login/password", []string{"email", "<script>", "password", "x"}, invalidEmail},
		{"/password/send", []string{"email", ""}, invalidEmail},
		{"/login/code", nil, "start again"},
		{"/login/code", []string{"method_id", "email-test-0", "code", "123456"}, "start again"},
		{"/login/link", nil, brokenLink},
		{"/login/link", []string{"token", strings.Repeat("a", 44)}, brokenLink},
		{"/password", []string{"password", password}, brokenLink},
		{"/password", []string{"password", password, "token", strings.Repeat("a", 44)}, brokenLink},
	} {
		v.want(v.post(test.path, test.fields...), http.StatusUnprocessableEntity, test.path, test.want)
	}
	for _, query := range []string{"", "?token=x", "?token=x&stytch_token_type=sso"} {
		v.want(v.get(authenticatePath+query), http.StatusBadRequest, authenticatePath, brokenLink)
	}
	v.want(v.get("/nowhere"), http.StatusNotFound, "/nowhere", "Page not found")
	v.want(v.get("/logout"), http.StatusNotFound, "/logout")
	if got := v.post("/login/code/send", "email", `"><script>alert(1)</script>`); strings.Count(got.body, "<script>") != 2 {
		t.Errorf("the address is shown in both forms, and nowhere else:\n%s", got.body)
	}
}

// Users learn that something went wrong. Only the log has the error.
func TestOutage(t *testing.T) {
	t.Parallel()
	v := newSite(t).visitor()
	outage := func() { v.srv.Inject(stytchtest.Fault{Status: http.StatusInternalServerError}) }
	for _, path := range []string{"/login/code/send", "/login/link/send", "/login/password", "/password/send", "/login/code", "/login/link", "/password"} {
		outage()
		got := v.post(path, "email", ada)
		v.want(got, http.StatusServiceUnavailable, path, genericProblem)
		if strings.Contains(got.body, "internal_server_error") {
			t.Errorf("%s shows the error", path)
		}
	}
	v.byCode(ada)
	for _, operation := range []string{"sessions.authenticate", "users.get"} {
		outage := func() {
			v.srv.Inject(stytchtest.Fault{Operation: operation, Status: http.StatusInternalServerError})
		}
		for _, path := range []string{"/account/totp", "/account/totp/confirm", "/account/log-out-others"} {
			outage()
			v.want(v.post(path), http.StatusServiceUnavailable, path, genericProblem)
		}
		outage()
		v.want(v.get("/account"), http.StatusServiceUnavailable, "/account", genericProblem)
	}
	v.want(v.get("/account"), http.StatusOK, "/account")
}

// silent is a network on which Stytch never responds.
type silent struct{}

func (silent) RoundTrip(r *http.Request) (*http.Response, error) {
	<-r.Context().Done()
	return nil, r.Context().Err()
}

// A request ends even if Stytch never responds, and its user learns that something went wrong.
func TestOutage_noResponse(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ method, path string }{
		{http.MethodPost, "/login/code/send"}, // a send, which is not retried
		{http.MethodGet, "/account"},          // a check of the session, which is
	} {
		synctest.Test(t, func(t *testing.T) {
			client, err := stytch.New("project-test-11111111-1111-4111-8111-111111111111", "secret-test-x",
				stytch.WithHTTPClient(&http.Client{Transport: silent{}}))
			if err != nil {
				t.Fatal(err)
			}
			handler := newApp(&backend{client: client}, "https://app.example.com", slog.New(slog.DiscardHandler)).handler()
			r := httptest.NewRequestWithContext(t.Context(), test.method, test.path, strings.NewReader("email="+url.QueryEscape(ada)))
			r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
			r.AddCookie(&http.Cookie{Name: cookies.TokenName, Value: strings.Repeat("a", 44)})
			w, began := httptest.NewRecorder(), time.Now()
			handler.ServeHTTP(w, r)
			if took := time.Since(began); took > 15*time.Second || w.Code != http.StatusServiceUnavailable || !strings.Contains(w.Body.String(), genericProblem) {
				t.Errorf("%s: %d after %v:\n%s", test.path, w.Code, took, w.Body)
			}
		})
	}
}

func TestCrossOrigin(t *testing.T) {
	t.Parallel()
	v := newSite(t).visitor()
	v.byCode(ada)
	for name, value := range map[string]string{
		"Sec-Fetch-Site": "cross-site",
		"Origin":         "https://evil.example",
	} {
		r, err := v.form("/logout")
		if err == nil {
			r.Header.Set(name, value)
		}
		v.want(v.do(r, err), http.StatusForbidden, "/logout", "from another site")
	}
	v.want(v.get("/account"), http.StatusOK, "/account")
}

func TestHeaders(t *testing.T) {
	t.Parallel()
	v := newSite(t).visitor()
	for _, got := range []response{v.get("/login"), v.get("/nowhere"), v.get("/style.css"), v.byCode(ada)} {
		if policy := got.header.Get("Content-Security-Policy"); !strings.Contains(policy, "default-src 'none'") {
			t.Errorf("%s: Content-Security-Policy = %q", got.path, policy)
		}
		if caching := got.header.Get("Cache-Control"); (caching == "no-store") == (got.path == "/style.css") {
			t.Errorf("%s: Cache-Control = %q", got.path, caching)
		}
	}
}

func TestCookies(t *testing.T) {
	t.Parallel()
	v := newSite(t).visitor()
	page := v.post("/login/code/send", "email", ada)
	v.client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	got := v.post("/login/code", "method_id", v.field(page, "method_id"), "code", v.srv.LastMessage(ada).Code)
	for _, name := range []string{cookies.TokenName, cookies.JWTName} {
		pattern := regexp.MustCompile(`^` + name + `=[^;]{44,}; Path=/; Expires=[^;]+ GMT; HttpOnly; Secure; SameSite=Lax$`)
		matches := 0
		for _, cookie := range got.header.Values("Set-Cookie") {
			if pattern.MatchString(cookie) {
				matches++
			}
		}
		if matches != 1 {
			t.Errorf("Set-Cookie = %q", got.header.Values("Set-Cookie"))
		}
	}
}

func TestInbox(t *testing.T) {
	t.Parallel()
	v := newSite(t).visitor()
	v.want(v.get("/inbox"), http.StatusOK, "/inbox", "For development only", "No emails yet")
	v.post("/login/code/send", "email", ada)
	v.post("/login/link/send", "email", grace)
	got := v.get("/inbox")
	v.want(got, http.StatusOK, "/inbox", v.srv.LastMessage(ada).Code, v.srv.LastMessage(grace).URL)
	if strings.Index(got.body, grace) > strings.Index(got.body, ada) {
		t.Error("the newest message is not the first")
	}
}
