package control_test

import (
	"fmt"
	"html"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/flymyai/stytch-go/cmd/stytch-emulator/internal/control"
	"github.com/flymyai/stytch-go/magiclinks"
	"github.com/flymyai/stytch-go/otp"
	"github.com/flymyai/stytch-go/passwords"
)

// page gets a page of the inbox.
func (h *harness) page(path string) string {
	h.Helper()
	resp, text := h.send(http.MethodGet, path, "")
	if resp.StatusCode != http.StatusOK || resp.Header.Get("Content-Type") != "text/html; charset=utf-8" {
		h.Fatalf("%s: %s %s", path, resp.Status, text)
	}
	return text
}

// href returns the target of the link with a class.
func (h *harness) href(page, class string) string {
	h.Helper()
	match := regexp.MustCompile(`<a class="` + class + `" href="([^"]*)">`).FindStringSubmatch(page)
	if match == nil {
		h.Fatalf("no %s in\n%s", class, page)
	}
	return html.UnescapeString(match[1])
}

func TestInbox_empty(t *testing.T) {
	t.Parallel()
	h := newHarness(t)
	h.wantContains(h.page("/_emulator/"), "Nothing yet", h.emulator.ProjectID(), `<meta http-equiv="refresh" content="5">`)
}

func TestInbox_codes(t *testing.T) {
	t.Parallel()
	h := newHarness(t)
	_, err := h.OTP.SMS.LoginOrCreate(t.Context(), otp.SMSLoginOrCreateRequest{PhoneNumber: "+14155550123"})
	h.try(err)
	_, err = h.OTP.Email.LoginOrCreate(t.Context(), otp.EmailLoginOrCreateRequest{Email: ada})
	h.try(err)
	sent := h.emulator.Messages()
	page := h.page("/_emulator/")
	h.wantContains(page, "passcode by SMS", "passcode by email", `<p class="code">`+sent[0].Code+`</p>`, `<p class="code">`+sent[1].Code+`</p>`, sent[0].MethodID)
	if strings.Index(page, sent[0].Code) < strings.Index(page, sent[1].Code) {
		t.Error("the older message comes first")
	}
	page = h.page("/_emulator/?to=" + url.QueryEscape("+14155550123"))
	if strings.Contains(page, ada) || !strings.Contains(page, sent[0].Code) {
		t.Errorf("not the messages to one number:\n%s", page)
	}
}

// Pausing and resuming keep the selected recipient.
func TestInbox_pause(t *testing.T) {
	t.Parallel()
	h := newHarness(t)
	h.wantContains(h.page("/_emulator/?to=a%26b@example.com"), `href="?refresh=off&amp;to=a%26b%40example.com"`)
	page := h.page("/_emulator/?refresh=off&to=a%26b@example.com")
	h.wantContains(page, `href="?to=a%26b%40example.com"`)
	if strings.Contains(page, "http-equiv") {
		t.Errorf("it refreshes:\n%s", page)
	}
}

// A link opens the app, or the landing page if the app's URL is not configured.
func TestInbox_links(t *testing.T) {
	t.Parallel()
	const app = "https://app.example/in"
	for _, test := range []struct {
		name                  string
		options               control.Options
		redirect, open, other string
	}{
		{"default", control.Options{LandByDefault: true}, "", "/_emulator/landing", "http://localhost:3000/authenticate"},
		{"given", control.Options{LandByDefault: true}, app, app, "/_emulator/landing"},
		{"registered", control.Options{}, "", "http://localhost:3000/authenticate", "/_emulator/landing"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			h := newHarness(t, test.options)
			_, err := h.MagicLinks.Email.LoginOrCreate(t.Context(), magiclinks.EmailLoginOrCreateRequest{Email: ada, SignupMagicLinkURL: test.redirect})
			h.try(err)
			query := url.Values{"stytch_token_type": {"magic_links"}, "token": {h.emulator.Messages()[0].Token}}.Encode()
			page := h.page("/_emulator/")
			if got := h.href(page, "open"); got != test.open+"?"+query {
				t.Errorf("the link leads to %s", got)
			}
			if got := h.href(page, "other"); got != test.other+"?"+query {
				t.Errorf("the other link leads to %s", got)
			}
		})
	}
}

func TestInbox_passwordReset(t *testing.T) {
	t.Parallel()
	h := newHarness(t)
	h.signUpWithPassword()
	sent := h.emulator.Messages()[0]
	page := h.page("/_emulator/")
	for class, want := range map[string]string{
		"open":   url.Values{"stytch_token_type": {"reset_password"}, "token": {sent.Token}}.Encode(),
		"second": url.Values{"stytch_token_type": {"login"}, "token": {sent.LoginToken}}.Encode(),
	} {
		if got := h.href(page, class); got != "/_emulator/landing?"+want {
			t.Errorf("%s leads to %s", class, got)
		}
	}
}

// Text from callers is escaped.
func TestInbox_escapes(t *testing.T) {
	t.Parallel()
	h := newHarness(t)
	const redirect = `https://app.example/"><script>alert(1)</script>`
	_, err := h.MagicLinks.Email.LoginOrCreate(t.Context(), magiclinks.EmailLoginOrCreateRequest{Email: ada, SignupMagicLinkURL: redirect})
	h.try(err)
	resp, page := h.send(http.MethodGet, "/_emulator/?to="+url.QueryEscape(`<script>`), "")
	if strings.Contains(page, "<script") || strings.Contains(h.page("/_emulator/"), "<script") {
		t.Errorf("a script got through:\n%s", page)
	}
	if policy := resp.Header.Get("Content-Security-Policy"); !strings.Contains(policy, "default-src 'none'") {
		t.Errorf("policy %s", policy)
	}
}

// A page shows the last hundred messages, and the number of older ones.
func TestInbox_many(t *testing.T) {
	t.Parallel()
	h := newHarness(t)
	for i := range 103 {
		_, err := h.OTP.Email.LoginOrCreate(t.Context(), otp.EmailLoginOrCreateRequest{Email: fmt.Sprintf("user%d@example.com", i)})
		h.try(err)
	}
	page := h.page("/_emulator/")
	h.wantContains(page, "and 3 older ones", "user102@example.com", "user3@example.com")
	if strings.Contains(page, "user2@example.com") || strings.Count(page, "<article") != 100 {
		t.Error("the page holds more than a hundred messages")
	}
}

// The inbox marks codes and links that no longer work.
func TestInbox_voided(t *testing.T) {
	t.Parallel()
	const voided = "No longer works"
	h := newHarness(t)
	for range 2 {
		_, err := h.OTP.Email.LoginOrCreate(t.Context(), otp.EmailLoginOrCreateRequest{Email: ada})
		h.try(err)
	}
	sent := h.emulator.Messages()
	page := h.page("/_emulator/")
	h.wantContains(page, `<p class="code">`+sent[1].Code+`</p>`, `<p class="code"><del>`+sent[0].Code+`</del></p>`)
	if n := strings.Count(page, voided); n != 1 {
		t.Errorf("%d codes are void, want the first:\n%s", n, page)
	}
	_, err := h.OTP.Authenticate(t.Context(), otp.AuthenticateRequest{MethodID: sent[1].MethodID, Code: sent[1].Code})
	h.try(err)
	if n := strings.Count(h.page("/_emulator/"), voided); n != 2 {
		t.Errorf("%d codes are void, want both", n)
	}
	_, err = h.Passwords.Email.ResetStart(t.Context(), passwords.EmailResetStartRequest{Email: ada})
	h.try(err)
	if n := strings.Count(h.page("/_emulator/"), voided); n != 2 {
		t.Error("a password reset that was just sent is void")
	}
	h.emulator.Advance(24 * time.Hour)
	if n := strings.Count(h.page("/_emulator/"), voided); n != 3 {
		t.Errorf("%d messages are void, want all", n)
	}
}

// The base URL redirects browsers to the inbox. Other programs get the response of the API.
func TestInbox_root(t *testing.T) {
	t.Parallel()
	h := newHarness(t)
	resp, _ := h.send(http.MethodGet, "/", "", header("Accept", "text/html,application/xhtml+xml,*/*;q=0.8"))
	if resp.StatusCode != http.StatusFound || resp.Header.Get("Location") != "/_emulator/" {
		t.Errorf("a browser gets %s to %s", resp.Status, resp.Header.Get("Location"))
	}
	if resp, _ := h.send(http.MethodGet, "/", "", header("Accept", "*/*")); resp.StatusCode == http.StatusFound {
		t.Errorf("a program gets %s", resp.Status)
	}
}

func TestStyle(t *testing.T) {
	t.Parallel()
	h := newHarness(t)
	resp, text := h.send(http.MethodGet, "/_emulator/style.css", "")
	if resp.Header.Get("Content-Type") != "text/css; charset=utf-8" || !strings.Contains(text, "body {") {
		t.Errorf("%s %s", resp.Header.Get("Content-Type"), text)
	}
}
