package control_test

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"github.com/flymyai/stytch-go/magiclinks"
	"github.com/flymyai/stytch-go/passwords"
	"github.com/flymyai/stytch-go/sessions"
)

// value returns what a page shows under an id.
func (w *world) value(page, id string) string {
	w.Helper()
	match := regexp.MustCompile(`id="` + id + `">([^<]*)<`).FindStringSubmatch(page)
	if match == nil {
		w.Fatalf("no %s in\n%s", id, page)
	}
	return match[1]
}

// sendLink sends a magic link and returns the fields that it brings.
func (w *world) sendLink() url.Values {
	w.Helper()
	_, err := w.MagicLinks.Email.LoginOrCreate(w.Context(), magiclinks.EmailLoginOrCreateRequest{Email: ada})
	w.try(err)
	return url.Values{"stytch_token_type": {"magic_links"}, "token": {w.emulator.Messages()[0].Token}}
}

// A person without an app logs in by a magic link: the session is real, and the token spent.
func TestLanding_magicLink(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	form := w.sendLink()
	page := w.page("/_emulator/landing?" + form.Encode())
	w.wantContains(page, "magic_links.authenticate", form.Get("token"), `<button id="authenticate">Log in with this token</button>`)

	resp, page := w.submit("/_emulator/landing", form)
	if resp.StatusCode != http.StatusOK {
		t.Fatalf("%s %s", resp.Status, page)
	}
	session, err := w.Sessions.AuthenticateJWTLocal(t.Context(), w.value(page, "session_jwt"))
	w.try(err)
	if session.UserID != w.value(page, "user_id") || session.SessionID != w.value(page, "session_id") {
		t.Errorf("the session %+v is not that of the page\n%s", session, page)
	}
	_, err = w.Sessions.Authenticate(t.Context(), sessions.AuthenticateRequest{SessionToken: w.value(page, "session_token")})
	w.try(err)

	resp, page = w.submit("/_emulator/landing", form)
	if resp.StatusCode != http.StatusUnauthorized {
		t.Errorf("%s", resp.Status)
	}
	w.wantContains(page, "unable_to_auth_magic_link")
}

func TestLanding_passwordReset(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.signUpWithPassword()
	form := url.Values{"stytch_token_type": {"reset_password"}, "token": {w.emulator.Messages()[0].Token}}
	w.wantContains(w.page("/_emulator/landing?"+form.Encode()), "passwords.email.reset", `type="password"`)

	form.Set("password", "123")
	resp, page := w.submit("/_emulator/landing", form)
	if resp.StatusCode != http.StatusBadRequest {
		t.Errorf("%s", resp.Status)
	}
	w.wantContains(page, "weak_password", form.Get("token"))

	const password = "another-horse-battery-staple"
	form.Set("password", password)
	if resp, page := w.submit("/_emulator/landing", form); resp.StatusCode != http.StatusOK {
		t.Errorf("%s %s", resp.Status, page)
	}
	_, err := w.Passwords.Authenticate(t.Context(), passwords.AuthenticateRequest{Email: ada, Password: password})
	w.try(err)
}

// The other link of a password reset logs in without one.
func TestLanding_login(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.signUpWithPassword()
	form := url.Values{"stytch_token_type": {"login"}, "token": {w.emulator.Messages()[0].LoginToken}}
	w.wantContains(w.page("/_emulator/landing?"+form.Encode()), "magic_links.authenticate")
	if resp, page := w.submit("/_emulator/landing", form); resp.StatusCode != http.StatusOK {
		t.Errorf("%s %s", resp.Status, page)
	}
}

// Only the button spends a token: mail programs and browsers look at links in advance.
func TestLanding_looking(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	form := w.sendLink()
	for range 2 {
		w.page("/_emulator/landing?" + form.Encode())
	}
	_, err := w.MagicLinks.Authenticate(t.Context(), magiclinks.AuthenticateRequest{Token: form.Get("token")})
	w.try(err)
}

func TestLanding_errors(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for _, test := range []struct {
		name string
		form url.Values
		want string
	}{
		{"unknown type", url.Values{"stytch_token_type": {"sso"}, "token": {"x"}}, "knows no operation"},
		{"no type", url.Values{"token": {"x"}}, "knows no operation"},
	} {
		page := w.page("/_emulator/landing?" + test.form.Encode())
		w.wantContains(page, test.want)
		if strings.Contains(page, "<button") {
			t.Errorf("%s: there is a button:\n%s", test.name, page)
		}
		if resp, _ := w.submit("/_emulator/landing", test.form); resp.StatusCode != http.StatusBadRequest {
			t.Errorf("%s: %s", test.name, resp.Status)
		}
	}
	resp, page := w.send(http.MethodGet, "/_emulator/landing", "")
	if resp.StatusCode != http.StatusBadRequest {
		t.Errorf("without a token: %s", resp.Status)
	}
	w.wantContains(page, "The URL holds no token")
	w.refused(http.StatusBadRequest, http.MethodPost, "/_emulator/landing", "%", header("Content-Type", "application/x-www-form-urlencoded"))
}

// Faults reach the landing page as they reach an app.
func TestLanding_faults(t *testing.T) {
	t.Parallel()
	for fault, want := range map[string]int{
		`{"status": 503}`:      http.StatusServiceUnavailable,
		`{"cut_before": true}`: http.StatusBadGateway,
		`{"garbage": true}`:    http.StatusBadGateway,
	} {
		w := newWorld(t)
		form := w.sendLink()
		w.order(http.MethodPost, "/_emulator/faults", fault, &map[string]any{})
		resp, page := w.submit("/_emulator/landing", form)
		if resp.StatusCode != want {
			t.Errorf("%s: %s, want %d\n%s", fault, resp.Status, want, page)
		}
		w.wantContains(page, `class="problem"`)
	}
}
