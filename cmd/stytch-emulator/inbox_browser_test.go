package main

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"github.com/flymyai/stytch-go/otp"
	"github.com/flymyai/stytch-go/passwords"
	"github.com/flymyai/stytch-go/users"
)

// A person without a mouse resets a password through the inbox and the landing page, reads why a webhook failed, and copies a
// code, on a wide window and on a phone.
func TestBrowser_inboxByKeyboard(t *testing.T) {
	t.Parallel()
	for _, size := range []struct {
		name          string
		width, height int64
	}{{"desktop", 1280, 800}, {"phone", 390, 844}} {
		t.Run(size.name, func(t *testing.T) {
			t.Parallel()
			app := httptest.NewServer(http.NotFoundHandler())
			t.Cleanup(app.Close)
			p := newPerson(t, "-webhook-url", app.URL+"/webhooks/stytch")
			ada := p.forgets("ada@example.com")
			p.does(chromedp.EmulateViewport(size.width, size.height))
			p.goes(chromedp.Navigate(p.inbox))
			p.tabsTo("Pause")
			p.goes(keys(kb.Enter)) // the page no longer reloads from here on
			p.fits(size.width, "article", "borderStyle", "solid")

			p.tabsTo("Set a new password")
			p.goes(keys(kb.Enter))
			p.fits(size.width, "article", "borderStyle", "solid")
			p.tabsTo("password")
			p.goes(keys("hunter2", kb.Enter))
			if problem := p.reads(`[role="alert"]`); !strings.Contains(problem, "password") {
				t.Errorf("after a weak password, the page says %q", problem)
			}
			p.fits(size.width, "article", "borderStyle", "solid")
			p.tabsTo("password")
			p.does(keys("unusual staple of horses"))
			p.tabsTo("Set the password and log in")
			p.goes(keys(kb.Enter))
			if userID := p.reads("#user_id"); userID != ada {
				t.Errorf("the page shows user %s, want %s", userID, ada)
			}
			p.fits(size.width, "article", "borderStyle", "solid")
			login, err := p.program.Passwords.Authenticate(t.Context(), passwords.AuthenticateRequest{Email: "ada@example.com", Password: "unusual staple of horses"})
			if err != nil || login.UserID != ada {
				t.Errorf("the new password does not work: %v", err)
			}

			sent, err := p.program.OTP.SMS.LoginOrCreate(t.Context(), otp.SMSLoginOrCreateRequest{PhoneNumber: "+14155550123"})
			if err != nil {
				t.Fatal(err)
			}
			p.tabsTo("Inbox")
			p.goes(keys(kb.Enter))
			p.tabsTo("Pause")
			p.goes(keys(kb.Enter))
			second, err := p.program.OTP.Authenticate(t.Context(), otp.AuthenticateRequest{MethodID: sent.PhoneID, Code: p.reads(".otp_sms .code")})
			if err != nil || second.UserID != sent.UserID {
				t.Errorf("the code logs in %+v, %v", second, err)
			}
			p.tabsTo("For your code")
			p.does(keys(kb.Enter), chromedp.WaitVisible(chromedp.CSS(".otp_sms dl")))
			if details := p.reads(".otp_sms dl"); !strings.Contains(details, sent.PhoneID) {
				t.Errorf("the details of the SMS are %q", details)
			}
			p.fits(size.width, "article", "borderStyle", "solid")
			p.tabsTo("Webhooks")
			p.does(keys(kb.Enter))
			p.tabsTo("For your code") // now that of the first webhook
			p.does(keys(" "), chromedp.WaitVisible(chromedp.CSS(".webhook pre")))
			if reason := p.reads(".webhook .reason"); !strings.Contains(reason, "Not Found: 404 page not found") {
				t.Errorf("the webhook has failed since %q", reason)
			}
			if body := p.reads(".webhook pre"); !strings.Contains(body, `"event_id"`) {
				t.Errorf("the body of the webhook is %q", body)
			}
			p.fits(size.width, "article", "borderStyle", "solid")
			p.tabsTo("+14155550123")
			p.goes(keys(kb.Enter))
			if title := p.reads("h1"); title != "Inbox of +14155550123" {
				t.Errorf("the inbox of a number is called %q", title)
			}
			p.fits(size.width, "article", "borderStyle", "solid")
		})
	}
}

// forgets makes a user who has a password, and asks for a new one.
func (p *person) forgets(email string) (userID string) {
	p.Helper()
	created, err := p.program.Users.Create(p.Context(), users.CreateRequest{Email: email})
	if err != nil {
		p.Fatal(err)
	}
	if _, err := p.program.Passwords.Email.ResetStart(p.Context(), passwords.EmailResetStartRequest{Email: email}); err != nil {
		p.Fatal(err)
	}
	return created.UserID
}

// tabsTo presses the Tab key until a link, a button or a field of a text or name has the focus, which must be visible.
func (p *person) tabsTo(wanted string) {
	p.Helper()
	const focused = `(() => {
		const e = document.activeElement, style = getComputedStyle(e)
		if (e === document.body) return ""
		return (e.matches(":focus-visible") && style.outlineStyle !== "none" ? "" : "invisible: ") + (e.name || e.textContent.trim())
	})()`
	var passed []string
	for range 60 {
		p.does(keys(kb.Tab))
		now, err := chromedp.Run(p.browser, chromedp.Evaluate[string](focused))
		if err != nil {
			p.Fatal(err)
		}
		if now == wanted {
			return
		}
		passed = append(passed, now)
	}
	p.Fatalf("Tab never reaches %q, but %q", wanted, passed)
}
