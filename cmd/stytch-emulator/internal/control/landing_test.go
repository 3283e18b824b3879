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
func (h *harness) value(page, id string) string {
	h.Helper()
	match := regexp.MustCompile(`id="` + id + `">([^<]*)<`).FindStringSubmatch(page)
	if match == nil {
		h.Fatalf("no %s in\n%s", id, page)
	}
	return match[1]
}

// sendLink sends a magic link and returns the query parameters of the link.
func (h *harness) sendLink() url.Values {
	h.Helper()
	_, err := h.MagicLinks.Email.LoginOrCreate(h.Context(), magiclinks.EmailLoginOrCreateRequest{Email: ada})
	h.try(err)
	return url.Values{"stytch_token_type": {"magic_links"}, "token": {h.emulator.Messages()[0].Token}}
}

// A person can log in with a magic link without an app. The session is real, and the token is consumed.
func TestLanding_magicLink(t *testing.T) {
	t.Parallel()
	h := newHarness(t)
	form := h.sendLink()
	page := h.page("/_emulator/landing?" + form.Encode())
	h.wantContains(page, "magic_links.authenticate", form.Get("token"), `<button id="authenticate">Log in with this token</button>`)

	resp, page := h.submit("/_emulator/landing", form)
	if resp.StatusCode != http.StatusOK {
		t.Fatalf("%s %s", resp.Status, page)
	}
	session, err := h.Sessions.AuthenticateJWTLocal(t.Context(), h.value(page, "session_jwt"))
	h.try(err)
	if session.UserID != h.value(page, "user_id") || session.SessionID != h.value(page, "session_id") {
		t.Errorf("the session %+v is not that of the page\n%s", session, page)
	}
	_, err = h.Sessions.Authenticate(t.Context(), sessions.AuthenticateRequest{SessionToken: h.value(page, "session_token")})
	h.try(err)

	resp, page = h.submit("/_emulator/landing", form)
	if resp.StatusCode != http.StatusUnauthorized {
		t.Errorf("%s", resp.Status)
	}
	h.wantContains(page, "unable_to_auth_magic_link")
}

func TestLanding_passwordReset(t *testing.T) {
	t.Parallel()
	h := newHarness(t)
	h.signUpWithPassword()
	form := url.Values{"stytch_token_type": {"reset_password"}, "token": {h.emulator.Messages()[0].Token}}
	h.wantContains(h.page("/_emulator/landing?"+form.Encode()), "passwords.email.reset", `type="password"`)

	form.Set("password", "123")
	resp, page := h.submit("/_emulator/landing", form)
	if resp.StatusCode != http.StatusBadRequest {
		t.Errorf("%s", resp.Status)
	}
	h.wantContains(page, "weak_password", form.Get("token"))

	const password = "another-horse-battery-staple"
	form.Set("password", password)
	if resp, page := h.submit("/_emulator/landing", form); resp.StatusCode != http.StatusOK {
		t.Errorf("%s %s", resp.Status, page)
	}
	_, err := h.Passwords.Authenticate(t.Context(), passwords.AuthenticateRequest{Email: ada, Password: password})
	h.try(err)
}

// The other link of a password reset logs in without one.
func TestLanding_login(t *testing.T) {
	t.Parallel()
	h := newHarness(t)
	h.signUpWithPassword()
	form := url.Values{"stytch_token_type": {"login"}, "token": {h.emulator.Messages()[0].LoginToken}}
	h.wantContains(h.page("/_emulator/landing?"+form.Encode()), "magic_links.authenticate")
	if resp, page := h.submit("/_emulator/landing", form); resp.StatusCode != http.StatusOK {
		t.Errorf("%s %s", resp.Status, page)
	}
}

// Only the button consumes a token, since mail programs and browsers prefetch links.
func TestLanding_prefetch(t *testing.T) {
	t.Parallel()
	h := newHarness(t)
	form := h.sendLink()
	for range 2 {
		h.page("/_emulator/landing?" + form.Encode())
	}
	_, err := h.MagicLinks.Authenticate(t.Context(), magiclinks.AuthenticateRequest{Token: form.Get("token")})
	h.try(err)
}

func TestLanding_errors(t *testing.T) {
	t.Parallel()
	h := newHarness(t)
	for _, test := range []struct {
		name string
		form url.Values
		want string
	}{
		{"unknown type", url.Values{"stytch_token_type": {"sso"}, "token": {"x"}}, "No operation accepts tokens of this type"},
		{"no type", url.Values{"token": {"x"}}, "No operation accepts tokens of this type"},
	} {
		page := h.page("/_emulator/landing?" + test.form.Encode())
		h.wantContains(page, test.want)
		if strings.Contains(page, "<button") {
			t.Errorf("%s: there is a button:\n%s", test.name, page)
		}
		if resp, _ := h.submit("/_emulator/landing", test.form); resp.StatusCode != http.StatusBadRequest {
			t.Errorf("%s: %s", test.name, resp.Status)
		}
	}
	resp, page := h.send(http.MethodGet, "/_emulator/landing", "")
	if resp.StatusCode != http.StatusBadRequest {
		t.Errorf("without a token: %s", resp.Status)
	}
	h.wantContains(page, "The URL has no token")
	h.rejected(http.StatusBadRequest, http.MethodPost, "/_emulator/landing", "%", header("Content-Type", "application/x-www-form-urlencoded"))
}

// Faults affect the landing page as they affect an app.
func TestLanding_faults(t *testing.T) {
	t.Parallel()
	for fault, want := range map[string]int{
		`{"status": 503}`:      http.StatusServiceUnavailable,
		`{"cut_before": true}`: http.StatusBadGateway,
		`{"garbage": true}`:    http.StatusBadGateway,
	} {
		h := newHarness(t)
		form := h.sendLink()
		h.call(http.MethodPost, "/_emulator/faults", fault, &map[string]any{})
		resp, page := h.submit("/_emulator/landing", form)
		if resp.StatusCode != want {
			t.Errorf("%s: %s, want %d\n%s", fault, resp.Status, want, page)
		}
		h.wantContains(page, `class="problem"`)
	}
}
