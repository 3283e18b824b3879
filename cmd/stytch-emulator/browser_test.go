package main

import (
	"context"
	"fmt"
	"testing"

	"github.com/chromedp/chromedp"

	"github.com/flymyai/stytch-go"
	"github.com/flymyai/stytch-go/internal/browsertest"
	"github.com/flymyai/stytch-go/magiclinks"
	"github.com/flymyai/stytch-go/otp"
	"github.com/flymyai/stytch-go/sessions"
)

// person is a fixture: a browser, an emulator, and a program that uses the emulator.
type person struct {
	*testing.T

	browser context.Context
	program *stytch.Client
	inbox   string

	publicToken string
}

func newPerson(t *testing.T, args ...string) *person {
	t.Helper()
	emulator := start(t, args...)
	base := emulator.variable(t, "STYTCH_BASE_URL")
	program, err := stytch.New(emulator.variable(t, "STYTCH_PROJECT_ID"), emulator.variable(t, "STYTCH_SECRET"), stytch.WithBaseURL(base))
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	t.Cleanup(cancel)
	return &person{T: t, browser: browsertest.Start(ctx, t), program: program, inbox: base + "/_emulator/", publicToken: emulator.variable(t, "STYTCH_PUBLIC_TOKEN")}
}

// does performs browser actions.
func (p *person) does(actions ...chromedp.Action[chromedp.Void]) {
	p.Helper()
	if err := chromedp.Do(p.browser, actions...); err != nil {
		p.Fatal(err)
	}
}

// goes performs browser actions and waits for the next page.
func (p *person) goes(actions ...chromedp.Action[chromedp.Void]) {
	p.Helper()
	if _, err := chromedp.RunResponse(p.browser, actions...); err != nil {
		p.Fatal(err)
	}
}

// reads returns the text that a page shows.
func (p *person) reads(selector chromedp.CSS) string {
	p.Helper()
	text, err := chromedp.Run(p.browser, chromedp.Text(selector))
	if err != nil {
		p.Fatal(err)
	}
	return text
}

// A user can sign up with a magic link and log in with a code, using only a browser.
func TestBrowser(t *testing.T) {
	t.Parallel()
	p := newPerson(t)
	signUp, err := p.program.MagicLinks.Email.LoginOrCreate(t.Context(), magiclinks.EmailLoginOrCreateRequest{Email: "ada@example.com", CreateUserAsPending: true})
	if err != nil {
		t.Fatal(err)
	}
	p.goes(chromedp.Navigate(p.inbox))
	p.goes(chromedp.Click(chromedp.CSS("#pause"))) // the page no longer reloads from here on
	p.goes(chromedp.Click(`//article[.//a[text()="ada@example.com"]]//a[text()="Open the link"]`))
	p.goes(chromedp.Click(chromedp.CSS("#authenticate")))
	if userID := p.reads("#user_id"); userID != signUp.UserID {
		t.Errorf("the page shows user %s, want %s", userID, signUp.UserID)
	}
	token := p.reads("#session_token")
	login, err := p.program.Sessions.Authenticate(t.Context(), sessions.AuthenticateRequest{SessionToken: token})
	if err != nil {
		t.Fatal(err)
	}
	if user := login.User; user.Status != "active" || !user.Emails[0].Verified {
		t.Errorf("she has not signed up: %+v", user)
	}

	sent, err := p.program.OTP.SMS.Send(t.Context(), otp.SMSSendRequest{PhoneNumber: "+14155550123", SessionToken: token})
	if err != nil {
		t.Fatal(err)
	}
	p.goes(chromedp.Click(`//a[text()="Inbox"]`))
	code := p.reads(".otp_sms .code")
	second, err := p.program.OTP.Authenticate(t.Context(), otp.AuthenticateRequest{
		MethodID: sent.PhoneID, Code: code, SessionToken: token, SessionDurationMinutes: 60,
	})
	if err != nil {
		t.Fatalf("the code %q: %v", code, err)
	}
	if second.UserID != signUp.UserID || len(second.Session.AuthenticationFactors) != 2 {
		t.Errorf("the code logs in %s with %+v", second.UserID, second.Session)
	}
}

// An open inbox shows new messages.
func TestBrowser_refresh(t *testing.T) {
	t.Parallel()
	p := newPerson(t)
	p.goes(chromedp.Navigate(p.inbox))
	p.does(chromedp.WaitVisible(chromedp.CSS(".empty")))
	if _, err := p.program.OTP.Email.LoginOrCreate(t.Context(), otp.EmailLoginOrCreateRequest{Email: "ada@example.com"}); err != nil {
		t.Fatal(err)
	}
	p.does(chromedp.WaitVisible(chromedp.CSS(".otp_email .code")))
}

// fits checks that a page is not wider than its window, and that its policy allows its style sheet, by a property of an
// element.
func (p *person) fits(width int64, selector, property, want string) {
	p.Helper()
	wide, err := chromedp.Run(p.browser, chromedp.Evaluate[int64]("document.documentElement.scrollWidth"))
	if err != nil || wide > width {
		p.Errorf("the page is %d wide, %v", wide, err)
	}
	got, err := chromedp.Run(p.browser, chromedp.Evaluate[string](fmt.Sprintf("getComputedStyle(document.querySelector(%q))[%q]", selector, property)))
	if err != nil || got != want {
		p.Errorf("the policy of the page keeps its style sheet out: %q, %v", got, err)
	}
}
