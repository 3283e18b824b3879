package main

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"github.com/flymyai/stytch-go/oauth"
)

// A user signs up on the page that replaces Google's, using only the keyboard, and then logs in with the mouse. The
// application has another origin.
func TestBrowser_provider(t *testing.T) {
	t.Parallel()
	for _, size := range []struct {
		name          string
		width, height int64
	}{{"desktop", 1280, 800}, {"phone", 360, 640}} {
		t.Run(size.name, func(t *testing.T) {
			t.Parallel()
			p := newPerson(t)
			app := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if r.URL.Path == "/callback" { // as an application does after reading the token
					http.Redirect(w, r, strings.Replace("http://"+r.Host, "127.0.0.1", "localhost", 1)+"/done?"+r.URL.RawQuery, http.StatusSeeOther)
				}
			}))
			t.Cleanup(app.Close)
			callback := app.URL + "/callback"
			query := url.Values{"public_token": {p.publicToken}, "login_redirect_url": {callback}, "signup_redirect_url": {callback}}
			start := strings.TrimSuffix(p.inbox, "/_emulator/") + "/v1/public/oauth/google/start?" + query.Encode()

			p.does(chromedp.EmulateViewport(size.width, size.height))
			p.goes(chromedp.Navigate(start))
			p.fits(size.width, "#continue", "borderRadius", "8px")
			p.goes(chromedp.KeyEvent("ada@example.com"), chromedp.KeyEvent(kb.Tab+"Ada"+kb.Enter)) // the address has the focus
			signUp := p.finishProvider()
			if signUp.User.Name.FirstName != "Ada" || signUp.User.Emails[0].Email != "ada@example.com" {
				t.Errorf("she has signed up as %+v", signUp.User)
			}
			p.goes(chromedp.Navigate(start))
			p.goes(chromedp.Click(chromedp.CSS("button.account")))
			if login := p.finishProvider(); login.UserID != signUp.UserID {
				t.Errorf("she logs in as %s, want %s", login.UserID, signUp.UserID)
			}
		})
	}
}

// finishProvider handles the token in the URL as an application would.
func (p *person) finishProvider() *oauth.AuthenticateResponse {
	p.Helper()
	location, err := chromedp.Run(p.browser, chromedp.Location())
	if err != nil {
		p.Fatal(err)
	}
	u, err := url.Parse(location)
	if err != nil || u.Path != "/done" || u.Query().Get("stytch_token_type") != "oauth" {
		p.Fatalf("the browser is at %s, %v", location, err)
	}
	login, err := p.program.OAuth.Authenticate(p.Context(), oauth.AuthenticateRequest{Token: u.Query().Get("token")})
	if err != nil {
		p.Fatal(err)
	}
	return login
}
