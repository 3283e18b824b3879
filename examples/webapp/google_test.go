package main

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"github.com/flymyai/stytch-go/internal/browsertest"
	"github.com/flymyai/stytch-go/stytchtest"
)

// google opens the page of Google, and returns its URL below the application.
func (v *visitor) google() string {
	v.Helper()
	follow := v.client.CheckRedirect
	defer func() { v.client.CheckRedirect = follow }()
	v.client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	path, ok := strings.CutPrefix(v.get("/login/google").header.Get("Location"), v.http.URL)
	if !ok {
		v.Fatal("the page of Google is not the application's")
	}
	return path
}

func (v *visitor) byGoogle(email string) response {
	v.Helper()
	return v.post(v.google(), "email", email)
}

func TestGoogle(t *testing.T) {
	t.Parallel()
	v := newSite(t).visitor()
	v.want(v.get("/login"), http.StatusOK, "/login", "Continue with Google")
	v.want(v.byGoogle(ada), http.StatusOK, "/account", ada, "<dd>Google</dd>")
	if v.cookies()[verifierCookieName] != "" {
		t.Error("the browser keeps the code verifier")
	}
	secret, _ := v.enrol()
	v.want(v.post("/logout"), http.StatusOK, "/login")
	v.want(v.byGoogle(ada), http.StatusOK, "/login/second-factor")
	v.want(v.post("/login/second-factor", "code", v.appCode(secret, nextCode)), http.StatusOK, "/account",
		"<dd>Google</dd>", "<dd>authenticator app</dd>")
}

// A browser cannot finish the login of another one, so nobody can be logged in to an attacker's account.
func TestGoogle_otherBrowser(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	attacker, victim := s.visitor(), s.visitor()
	tokenOf := func(login stytchtest.OAuthLogin) string {
		login.Provider, login.Email = "google", grace
		return authenticatePath + "?stytch_token_type=oauth&token=" + s.srv.OAuthToken(login)
	}
	start, err := url.Parse(attacker.google())
	if err != nil {
		t.Fatal(err)
	}
	challenge := start.Query().Get("code_challenge")
	victim.want(victim.get(tokenOf(stytchtest.OAuthLogin{CodeChallenge: challenge})), http.StatusBadRequest, authenticatePath, brokenGoogle)
	for _, login := range []stytchtest.OAuthLogin{{CodeChallenge: challenge}, {}} {
		victim.google() // now the victim's browser has a verifier, but another one
		victim.want(victim.get(tokenOf(login)), http.StatusUnprocessableEntity, authenticatePath, brokenGoogle)
	}
	victim.google()
	victim.want(victim.get(authenticatePath+"?stytch_token_type=oauth&token=x"), http.StatusUnprocessableEntity, authenticatePath, brokenGoogle)
	victim.want(victim.get("/account"), http.StatusOK, "/login")
}

func TestGoogle_outage(t *testing.T) {
	t.Parallel()
	v := newSite(t).visitor()
	v.srv.Inject(stytchtest.Fault{Operation: "oauth.authenticate", Status: http.StatusInternalServerError})
	v.want(v.byGoogle(ada), http.StatusServiceUnavailable, authenticatePath, genericProblem)
}

// With keys, the login starts at Stytch, if the project's public token is known.
//
//nolint:paralleltest // it sets an environment variable
func TestGoogle_keys(t *testing.T) {
	b := &backend{client: stytchtest.NewServer(t).Client()}
	for token, want := range map[string]bool{"": false, "public-token-test-11111111-1111-4111-8111-111111111111": true} {
		t.Setenv("STYTCH_PUBLIC_TOKEN", token)
		g := b.google("http://localhost:3000")
		if (g != nil) != want || want && (g.publicToken != token || g.startURL != "https://test.stytch.com/v1/public/oauth/google/start" || g.page != nil) {
			t.Errorf("with %q: %+v", token, g)
		}
	}
}

// In a real browser, once by the mouse and once by the keyboard alone, as wide as a phone.
//
//nolint:paralleltest // as TestBrowser
func TestBrowser_google(t *testing.T) {
	b := newTab(t, browsertest.Start(t.Context(), t))
	b.open("/account", "/login")
	b.click("#google", googleStartPath)
	b.fill("#email", ada)
	b.fill("#first_name", "Ada")
	b.click("#continue", "/account")
	b.wantText("main", ada, "Google")
	b.click("form[action='/logout'] button", "/login")

	if err := chromedp.Do(b.ctx, chromedp.EmulateViewport(360, 640)); err != nil {
		t.Fatal(err)
	}
	b.open("/login", "/login")
	ctx, cancel := b.step()
	defer cancel()
	if err := chromedp.Do(ctx, chromedp.Focus(chromedp.CSS("#google"))); err != nil {
		t.Fatal(err)
	}
	b.arrive(http.StatusOK, googleStartPath, chromedp.KeyEvent(kb.Enter))
	b.wantText("button.account", ada)
	if wide, err := chromedp.Run(ctx, chromedp.Evaluate[bool]("document.documentElement.scrollWidth > innerWidth")); err != nil || wide {
		t.Errorf("the page is wider than a phone: %v, %v", wide, err)
	}
	if err := chromedp.Do(ctx, chromedp.KeyEvent(kb.Tab)); err != nil {
		t.Fatal(err)
	}
	b.arrive(http.StatusOK, "/account", chromedp.KeyEvent(kb.Enter))
	b.wantText("main", ada, "Google")
}
