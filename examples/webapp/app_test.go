package main

import (
	"bytes"
	"context"
	"flag"
	"io"
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"

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

// setKeys sets the environment variables that select the backend.
func setKeys(t *testing.T, projectID, secret, env, baseURL string) {
	t.Helper()
	t.Setenv("STYTCH_PROJECT_ID", projectID)
	t.Setenv("STYTCH_SECRET", secret)
	t.Setenv("STYTCH_ENV", env)
	t.Setenv("STYTCH_BASE_URL", baseURL)
}

// start runs the program until the test ends. It returns what the program prints and its URL.
func start(t *testing.T, args ...string) (printed, url string) {
	t.Helper()
	ctx, stop := context.WithCancel(t.Context())
	reader, writer := io.Pipe()
	ended := make(chan error, 1)
	go func() { ended <- run(ctx, append([]string{"-addr", "localhost:0"}, args...), writer, t.Output()) }()
	t.Cleanup(func() {
		stop()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	})
	// announce writes once.
	buf := make([]byte, 4096)
	n, err := reader.Read(buf)
	if err != nil {
		t.Fatal(err)
	}
	printed = string(buf[:n])
	match := regexp.MustCompile(`app +(http://localhost:\d+)`).FindStringSubmatch(printed)
	if match == nil {
		t.Fatal(printed)
	}
	return printed, match[1]
}

// status gets a page and returns the status.
func status(t *testing.T, url string) int {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, url, nil)
	if err != nil {
		t.Fatal(err)
	}
	resp, err := new(http.Client).Do(r)
	if err != nil {
		t.Fatal(err)
	}
	_ = resp.Body.Close() // the test needs only the status
	return resp.StatusCode
}

//nolint:paralleltest // sets environment variables
func TestRun_withoutKeys(t *testing.T) {
	setKeys(t, "", "", "", "")
	printed, url := start(t)
	if !strings.Contains(printed, url+"/inbox") {
		t.Error(printed)
	}
	if got := status(t, url+"/inbox"); got != http.StatusOK {
		t.Errorf("the inbox responds with %d", got)
	}
}

// Stytch's test environment is out of reach of a test, so the emulator stands in.
//
//nolint:paralleltest // sets environment variables
func TestRun_withKeys(t *testing.T) {
	srv := stytchtest.NewServer(t)
	setKeys(t, srv.ProjectID(), srv.Secret(), "test", srv.URL())
	printed, url := start(t)
	if strings.Contains(printed, "inbox") || !strings.Contains(printed, url+authenticatePath) {
		t.Error(printed)
	}
	if got := status(t, url+"/login"); got != http.StatusOK {
		t.Errorf("the login page responds with %d", got)
	}
	if got := status(t, url+"/inbox"); got != http.StatusNotFound {
		t.Errorf("the inbox responds with %d", got)
	}
}

//nolint:paralleltest // sets environment variables
func TestRun_invalid(t *testing.T) {
	const live = "project-live-11111111-1111-4111-8111-111111111111"
	srv := stytchtest.NewServer(t)
	for _, test := range []struct {
		name, projectID, secret, env string
		args                         []string
		want                         string
	}{
		{"live", live, "secret-live-x", "live", nil, "live keys"},
		{"live without STYTCH_ENV", live, "secret-live-x", "", nil, "STYTCH_ENV=live"},
		{"no secret", srv.ProjectID(), "", "", nil, "STYTCH_SECRET"},
		{"wrong secret", srv.ProjectID(), "secret-test-x", "", nil, "unauthorized_credentials"},
		{"http", "", "", "", []string{"-url", "http://app.example.com"}, "https"},
		{"path", "", "", "", []string{"-url", "https://app.example.com/app"}, "https://host"},
		{"address", "", "", "", []string{"-addr", "nowhere.invalid:1"}, "-addr"},
		{"flag", "", "", "", []string{"-inbox"}, errUsage.Error()},
		{"argument", "", "", "", []string{"now"}, errUsage.Error()},
		{"help", "", "", "", []string{"-h"}, flag.ErrHelp.Error()},
		{"all addresses without keys", "", "", "", []string{"-addr", "0.0.0.0:0"}, "-expose"},
		{"all IPv6 addresses without keys", "", "", "", []string{"-addr", "[::]:0"}, "-expose"},
		{"no host without keys", "", "", "", []string{"-addr", ":0"}, "-expose"},
		{"proxy without keys", "", "", "", []string{"-url", "https://app.example.com"}, "-expose"},
	} {
		t.Run(test.name, func(t *testing.T) {
			setKeys(t, test.projectID, test.secret, test.env, srv.URL())
			ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second) // for one that serves
			defer cancel()
			err := run(ctx, append([]string{"-addr", "localhost:0"}, test.args...), &bytes.Buffer{}, t.Output())
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("error = %v, want %q in it", err, test.want)
			}
		})
	}
}
