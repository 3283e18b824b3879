package main

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/flymyai/stytch-go/stytchtest"
)

// changes are the forms that change how a user logs in.
var changes = []string{"/account/totp", "/account/totp/confirm", "/account/totp/remove", "/account/passkeys/start", "/account/passkeys", "/account/passkeys/remove"}

// Cookies copied before a user logs out open no page of the account afterwards, although the JWT has not expired.
func TestAttack_cookiesCopiedBeforeLogOut(t *testing.T) {
	t.Parallel()
	for _, names := range [][]string{{cookies.JWTName}, {cookies.TokenName}, {cookies.JWTName, cookies.TokenName}} {
		t.Run(strings.Join(names, " and "), func(t *testing.T) {
			t.Parallel()
			victim := newSite(t).visitor()
			victim.byCode(ada)
			copied := make(map[string]string)
			for _, name := range names {
				copied[name] = victim.cookies()[name]
			}
			victim.post("/logout")

			request := func(do func(attacker *visitor) response) {
				t.Helper()
				attacker := victim.visitor()
				attacker.plant(copied)
				attacker.want(do(attacker), http.StatusOK, "/login")
			}
			request(func(attacker *visitor) response { return attacker.get("/account") })
			for _, path := range changes {
				request(func(attacker *visitor) response { return attacker.post(path, "code", "123456") })
			}
			victim.want(victim.byCode(ada), http.StatusOK, "/account", "Authenticator app: off")
		})
	}
}

// A page that is not sensitive accepts the JWT until it expires, five minutes later, and does not call Stytch.
func TestHome_isCheckedLocally(t *testing.T) {
	t.Parallel()
	victim := newSite(t).visitor()
	victim.want(victim.byCode(ada), http.StatusOK, "/account")
	copied := map[string]string{cookies.JWTName: victim.cookies()[cookies.JWTName]}
	victim.post("/logout")
	attacker := victim.visitor()
	attacker.plant(copied)
	before := len(victim.srv.Requests())
	attacker.want(attacker.get("/"), http.StatusOK, "/", "logged in until")
	if calls := victim.srv.Requests()[before:]; len(calls) > 0 {
		t.Errorf("it called Stytch: %v", calls)
	}
	victim.srv.Advance(6 * time.Minute)
	attacker.want(attacker.get("/"), http.StatusOK, "/login")
}

// In a browser left open, nobody sets up another authenticator app.
func TestAttack_oldLogin(t *testing.T) {
	t.Parallel()
	v := newSite(t).visitor()
	v.byCode(ada)
	page := v.post("/account/totp")
	secret := v.find(page, `id="secret">([A-Z2-7=]+)<`)
	v.srv.Advance(recentFactor + time.Minute)
	v.want(v.get("/account"), http.StatusOK, "/account")
	for _, path := range []string{"/account/totp", "/account/totp/confirm"} {
		v.want(v.post(path, "code", v.appCode(secret, 0)), http.StatusOK, "/login/again", "log in again")
	}
	v.want(v.byCode(ada), http.StatusOK, "/account", "Authenticator app: off")
	v.enrol()
}

// An attacker who knows the first factor starts a login and places its cookies in the victim's browser, by way of a
// subdomain for example. When the victim enters the second factor, the attacker must not be logged in.
func TestAttack_sessionFixation(t *testing.T) {
	t.Parallel()
	attacker, secret, recoveryCodes := halfLoggedIn(t)
	for name, code := range map[string]string{"app": attacker.appCode(secret, nextCode), "recovery code": recoveryCodes[0]} {
		attacker := attacker.visitor()
		attacker.want(attacker.byCode(ada), http.StatusOK, "/login/second-factor")
		victim := attacker.visitor()
		victim.plant(attacker.cookies())
		victim.want(victim.post("/login/second-factor", "code", code), http.StatusOK, "/account")
		for _, path := range []string{"/", "/account"} {
			got := attacker.get(path)
			if got.path == path {
				t.Errorf("%s: the attacker is logged in at %s", name, path)
			}
		}
		// Without the JWT, Stytch says what the token is worth.
		again := attacker.visitor()
		again.plant(map[string]string{cookies.TokenName: attacker.cookies()[cookies.TokenName]})
		again.want(again.get("/account"), http.StatusOK, "/login")
		victim.want(victim.get("/account"), http.StatusOK, "/account")
	}
}

// A login revokes the session that it replaces in the browser.
func TestLogin_replacesSession(t *testing.T) {
	t.Parallel()
	v := newSite(t).visitor()
	v.byCode(ada)
	old := v.cookies()
	v.byLink(ada)
	other := v.visitor()
	other.plant(old)
	other.want(other.get("/account"), http.StatusOK, "/login")
	v.want(v.get("/account"), http.StatusOK, "/account")
}

// Setting up an authenticator app ends all sessions that were started without it.
func TestEnrol_endsOtherSessions(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	other, v := s.visitor(), s.visitor()
	other.byCode(ada)
	v.byCode(ada)
	before := v.cookies()
	v.enrol()
	v.want(v.get("/account"), http.StatusOK, "/account", "email code</dd>", "authenticator app</dd>")
	other.want(other.get("/account"), http.StatusOK, "/login")
	copied := s.visitor()
	copied.plant(before)
	copied.want(copied.get("/account"), http.StatusOK, "/login")
}

// Even if a session from before cannot be revoked, it needs the authenticator app.
func TestEnrol_revokingFails(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	other, v := s.visitor(), s.visitor()
	other.byCode(ada)
	v.byCode(ada)
	secret := v.find(v.post("/account/totp"), `id="secret">([A-Z2-7=]+)<`)
	s.srv.Inject(stytchtest.Fault{Operation: "sessions.revoke", Status: http.StatusServiceUnavailable, Times: 2})
	v.want(v.post("/account/totp/confirm", "code", v.appCode(secret, 0)), http.StatusServiceUnavailable, "/account/totp/confirm",
		"Your authenticator app is on", "could not log out")

	for _, path := range append([]string{"/account/log-out-others"}, changes...) {
		other.want(other.post(path), http.StatusOK, "/login/second-factor")
	}
	other.want(other.get("/account"), http.StatusOK, "/login/second-factor")
	v.want(v.post("/account/log-out-others"), http.StatusOK, "/account", "Authenticator app: on")
	other.want(other.get("/account"), http.StatusOK, "/login")
	v.want(v.get("/account"), http.StatusOK, "/account")
}

// mailForms are the forms that send an email.
var mailForms = []string{"/login/code/send", "/login/link/send", "/password/send"}

func TestAttack_floodedMailbox(t *testing.T) {
	t.Parallel()
	v := newSite(t).visitor()
	sent := func(part string) (n int) {
		for _, m := range v.srv.Messages() {
			if strings.Contains(m.To, part) {
				n++
			}
		}
		return n
	}
	spellings := []string{ada, " ADA@Example.com ", "ada+1@example.com", "ada+2@example.com"}
	limited := 0
	for i := range 100 {
		got := v.post(mailForms[i%len(mailForms)], "email", spellings[i%len(spellings)])
		if got.status == http.StatusTooManyRequests {
			limited++
			v.want(got, http.StatusTooManyRequests, mailForms[i%len(mailForms)], tooMuchMail)
		}
	}
	if n := sent("ada"); n > mailBurst || n == 0 || limited != 100-n {
		t.Errorf("%d emails were sent, and %d requests rejected", n, limited)
	}
	// Others may share a bucket, but not three of them.
	for i := range 3 {
		v.post(mailForms[i], "email", fmt.Sprintf("grace%d@example.com", i))
	}
	if sent("grace") == 0 {
		t.Error("other addresses get no email")
	}
}

func TestMailLimit(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		l := newMailLimit()
		allowed := func(tries int) (n int) {
			for range tries {
				if l.allow(ada) {
					n++
				}
			}
			return n
		}
		if got := allowed(100); got != mailBurst {
			t.Errorf("%d emails at once, want %d", got, mailBurst)
		}
		// Any number of other addresses does not push this one out.
		for i := range 100_000 {
			l.allow(fmt.Sprintf("grace%d@example.com", i))
		}
		if got := allowed(10); got != 0 {
			t.Errorf("%d emails after those to others", got)
		}
		time.Sleep(2 * mailInterval)
		if got := allowed(100); got != 2 {
			t.Errorf("%d emails after two minutes, want 2", got)
		}
	})
}

func TestMailbox(t *testing.T) {
	t.Parallel()
	for email, want := range map[string]string{
		ada: ada, "ADA+x+y@Example.com": ada, " ada@example.com\t": ada, `"a@b"+c@example.com`: `"a@b"@example.com`, "ada": "ada", "": "", "@": "@",
	} {
		if got := mailbox(email); got != want {
			t.Errorf("mailbox(%q) = %q, want %q", email, got, want)
		}
	}
}

// A reload of the page after an email does not send another one.
func TestReload(t *testing.T) {
	t.Parallel()
	for path, next := range map[string]string{"/login/code/send": "/login/code", "/login/link/send": "/sent", "/password/send": "/sent"} {
		v := newSite(t).visitor()
		v.want(v.get(next), http.StatusOK, "/login")
		v.want(v.post(path, "email", ada), http.StatusOK, next, ada)
		for range 3 {
			v.want(v.get(next), http.StatusOK, next, ada)
		}
		if messages := v.srv.Messages(); len(messages) != 1 {
			t.Errorf("%s: %d emails after reloads", path, len(messages))
		}
	}
}

// What a browser sends back instead of the page's own cookie is not trusted.
func TestReload_brokenCookie(t *testing.T) {
	t.Parallel()
	for _, value := range []string{"", "!", "e30", "W10", "bnVsbA"} {
		v := newSite(t).visitor()
		v.plant(map[string]string{sentCookieName: value})
		v.want(v.get("/login/code"), http.StatusOK, "/login")
	}
}

// Only pages of this machine's own names show the inbox. Another name could be an attacker's (DNS rebinding).
func TestInbox_otherHost(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	for _, host := range []string{"evil.example", "evil.example:3000", "192.0.2.1", "localhost.evil.example"} {
		v := s.visitor()
		r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, s.http.URL+"/inbox", nil)
		if err == nil {
			r.Host = host
		}
		v.want(v.do(r, err), http.StatusNotFound, "/inbox", "Page not found")
	}
	for _, host := range []string{"localhost", "localhost:3000", "127.0.0.1:3000", "[::1]:3000"} {
		v := s.visitor()
		r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, s.http.URL+"/inbox", nil)
		if err == nil {
			r.Host = host
		}
		v.want(v.do(r, err), http.StatusOK, "/inbox")
	}
}

//nolint:paralleltest // sets environment variables
func TestRun_exposed(t *testing.T) {
	setKeys(t, "", "", "", "")
	printed, url := start(t, "-addr", "0.0.0.0:0", "-expose")
	if strings.Contains(printed, "Nothing leaves this machine") || !strings.Contains(printed, "log in as any user") {
		t.Error(printed)
	}
	if got := status(t, url+"/inbox"); got != http.StatusOK {
		t.Errorf("the inbox responds with %d", got)
	}
}
