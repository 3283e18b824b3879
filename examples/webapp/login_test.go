package main

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/flymyai/stytch-go/sessions"
	"github.com/flymyai/stytch-go/stytchtest"
)

func TestLogin(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name, factor string
		signUp       func(*visitor, string) response
		logIn        func(*visitor, string) response
	}{
		{"code", "email code", (*visitor).byCode, (*visitor).byCode},
		{"link", "magic link", (*visitor).byLink, (*visitor).byLink},
		{"password", "password", (*visitor).choosePassword, (*visitor).byPassword},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			v := newSite(t).visitor()
			v.want(v.get("/"), http.StatusOK, "/login")
			v.want(test.signUp(v, ada), http.StatusOK, "/account", ada, "<dd>"+test.factor+"</dd>", "Authenticator app: off")
			v.want(v.post("/logout"), http.StatusOK, "/login")
			v.want(v.get("/account"), http.StatusOK, "/login")

			v.want(test.logIn(v, ada), http.StatusOK, "/account", "<dd>"+test.factor+"</dd>")
			secret, _ := v.enrol()
			v.want(v.post("/logout"), http.StatusOK, "/login")

			v.want(test.logIn(v, ada), http.StatusOK, "/login/second-factor")
			v.want(v.get("/account"), http.StatusOK, "/login/second-factor")
			v.want(v.post("/login/second-factor", "code", v.appCode(secret, nextCode)), http.StatusOK, "/account",
				"<dd>"+test.factor+"</dd>", "<dd>authenticator app</dd>")
			v.want(v.get("/login/second-factor"), http.StatusOK, "/account")
		})
	}
}

// Email programs may open links before the user does.
func TestLogin_openedLinkStaysValid(t *testing.T) {
	t.Parallel()
	v := newSite(t).visitor()
	v.post("/login/link/send", "email", ada)
	link := v.mailedLink(ada)
	for range 3 {
		v.want(v.get(link), http.StatusOK, authenticatePath)
	}
	token := v.srv.LastMessage(ada).Token
	v.want(v.post("/login/link", "token", token), http.StatusOK, "/account")
	v.want(v.post("/login/link", "token", token), http.StatusUnprocessableEntity, "/login/link", brokenLink)
}

// A password reset email has a second link, to log in without a new password.
func TestLogin_byResetEmail(t *testing.T) {
	t.Parallel()
	v := newSite(t).visitor()
	v.post("/password/send", "email", ada)
	path, _ := strings.CutPrefix(v.srv.LastMessage(ada).LoginURL, v.http.URL)
	page := v.get(path)
	v.want(v.post("/login/link", "token", v.field(page, "token")), http.StatusOK, "/account", "magic link")
}

// The response to a failed login must not tell who has an account.
func TestPassword_sameResponseForAllFailures(t *testing.T) {
	t.Parallel()
	s := newSite(t, stytchtest.WithUserLock(2, time.Hour))
	s.visitor().choosePassword(ada)
	s.visitor().byCode(grace)

	responses := make(map[string]response)
	for _, attempt := range []struct{ name, email, password string }{
		{"unknown", "nobody@example.com", "whatever it is"},
		{"no password", grace, "whatever it is"},
		{"wrong password", ada, "whatever it is"},
		{"wrong password again", ada, "whatever it is"},
		{"locked", ada, password},
	} {
		got := s.visitor().post("/login/password", "email", attempt.email, "password", attempt.password)
		got.body = strings.ReplaceAll(got.body, attempt.email, "EMAIL")
		got.header.Del("Date")
		got.header.Del("Content-Length")
		responses[attempt.name] = got
	}
	want := responses["unknown"]
	s.visitor().want(want, http.StatusUnprocessableEntity, "/login/password", wrongPassword)
	for name, got := range responses {
		if diff := cmp.Diff(want, got, cmp.AllowUnexported(response{})); diff != "" {
			t.Errorf("%s differs from unknown: %s", name, diff)
		}
	}
}

func TestPassword_linkForNewAndExistingUsers(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	s.visitor().byCode(ada)
	first := s.visitor().post("/password/send", "email", ada)
	second := s.visitor().post("/password/send", "email", grace)
	if diff := cmp.Diff(first.body, strings.ReplaceAll(second.body, grace, ada)); diff != "" {
		t.Error(diff)
	}
	for _, email := range []string{ada, grace} {
		if kind := s.srv.LastMessage(email).Kind; kind != stytchtest.MessagePasswordReset {
			t.Errorf("%s got %s", email, kind)
		}
	}
}

func TestPassword_rejected(t *testing.T) {
	t.Parallel()
	const breached = "horse staple battery 1815 correct"
	v := newSite(t, stytchtest.WithPasswordPolicy(stytchtest.PasswordPolicy{Breached: []string{breached}})).visitor()
	v.post("/password/send", "email", ada)
	token := v.field(v.get(v.mailedLink(ada)), "token")
	v.want(v.post("/password", "token", token, "password", "password"), http.StatusUnprocessableEntity, "/password", "too easy to guess", "<li>")
	v.want(v.post("/password", "token", token, "password", breached), http.StatusUnprocessableEntity, "/password", "data breach")
	v.want(v.post("/password", "token", token, "password", password), http.StatusOK, "/account")
	v.want(v.post("/password", "token", token, "password", password), http.StatusUnprocessableEntity, "/password", brokenLink)
}

func TestExpiry(t *testing.T) {
	t.Parallel()
	v := newSite(t).visitor()
	page := v.post("/login/code/send", "email", ada)
	code := v.srv.LastMessage(ada).Code
	v.srv.Advance(3 * time.Minute)
	v.want(v.post("/login/code", "method_id", v.field(page, "method_id"), "code", code), http.StatusUnprocessableEntity, "/login/code", wrongCode)

	v.byCode(ada)
	old := v.cookies()
	v.srv.Advance(6 * time.Minute)
	v.want(v.get("/account"), http.StatusOK, "/account")
	if renewed := v.cookies(); renewed[cookies.JWTName] == old[cookies.JWTName] || renewed[cookies.TokenName] != old[cookies.TokenName] {
		t.Error("the JWT expired and was not renewed")
	}
	v.srv.Advance(sessionMinutes * time.Minute)
	v.want(v.get("/account"), http.StatusOK, "/login")
	if left := v.cookies(); len(left) > 0 {
		t.Errorf("cookies of an expired session are left: %v", left)
	}
}

func TestLogOut_endsTheSession(t *testing.T) {
	t.Parallel()
	v := newSite(t).visitor()
	v.byCode(ada)
	token := v.cookies()[cookies.TokenName]
	client := v.srv.Client()
	if _, err := client.Sessions.Authenticate(t.Context(), sessions.AuthenticateRequest{SessionToken: token}); err != nil {
		t.Fatal(err)
	}
	v.srv.Inject(stytchtest.Fault{Operation: "sessions.revoke", Status: http.StatusServiceUnavailable})
	v.want(v.post("/logout"), http.StatusServiceUnavailable, "/logout", "could not log you out")
	v.want(v.post("/logout"), http.StatusOK, "/login")
	if _, err := client.Sessions.Authenticate(t.Context(), sessions.AuthenticateRequest{SessionToken: token}); err == nil {
		t.Error("the session still exists")
	}
}
