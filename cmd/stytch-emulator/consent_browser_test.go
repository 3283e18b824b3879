package main

import (
	"flag"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
	"golang.org/x/oauth2"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/connectedapps"
	"github.com/flymyai/stytch-go/idp"
	"github.com/flymyai/stytch-go/users"
)

var screenshots = flag.String("screenshots", "", "write pictures of the consent page into this directory")

// calendarApp is a connected app with an origin of its own.
type calendarApp struct {
	*person

	oauth2.Config

	verifier string
	userID   string // of ada@example.com
}

func newCalendarApp(p *person) *calendarApp {
	p.Helper()
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/callback" { // as an app does after reading the code
			http.Redirect(w, r, "/done?"+r.URL.RawQuery, http.StatusSeeOther)
		}
	}))
	p.Cleanup(srv.Close)
	callback := srv.URL + "/callback"
	created, err := p.program.ConnectedApps.Clients.Create(p.Context(), connectedapps.ClientsCreateRequest{
		ClientType: api.ConnectedAppClientTypeThirdPartyPublic, ClientName: "Calendar", RedirectURLs: []string{callback},
	})
	if err != nil {
		p.Fatal(err)
	}
	ada, err := p.program.Users.Create(p.Context(), users.CreateRequest{Email: "ada@example.com"})
	if err != nil {
		p.Fatal(err)
	}
	if _, err := p.program.Users.Create(p.Context(), users.CreateRequest{Email: "grace@example.com"}); err != nil {
		p.Fatal(err)
	}
	base := strings.TrimSuffix(p.inbox, "/_emulator/")
	return &calendarApp{person: p, userID: ada.UserID, verifier: oauth2.GenerateVerifier(), Config: oauth2.Config{
		ClientID: created.ConnectedApp.ClientID, RedirectURL: callback, Scopes: []string{"openid", "email", "offline_access"},
		Endpoint: oauth2.Endpoint{AuthURL: base + "/oauth2/authorize", TokenURL: base + "/v1/oauth2/token", AuthStyle: oauth2.AuthStyleInParams},
	}}
}

// opens opens the consent page.
func (a *calendarApp) opens() {
	a.Helper()
	a.goes(chromedp.Navigate(a.AuthCodeURL("the state", oauth2.S256ChallengeOption(a.verifier))))
}

// back returns the parameters with which the browser came back.
func (a *calendarApp) back() url.Values {
	a.Helper()
	location, err := chromedp.Run(a.browser, chromedp.Location())
	if err != nil {
		a.Fatal(err)
	}
	u, err := url.Parse(location)
	if err != nil || u.Path != "/done" || u.Query().Get("state") != "the state" {
		a.Fatalf("the browser is at %s, %v", location, err)
	}
	return u.Query()
}

// login exchanges the code and returns whom the token is for.
func (a *calendarApp) login() *idp.AccessToken {
	a.Helper()
	got, err := a.Exchange(a.Context(), a.back().Get("code"), oauth2.VerifierOption(a.verifier))
	if err != nil {
		a.Fatal(err)
	}
	token, err := a.program.IDP.AuthenticateAccessToken(a.Context(), got.AccessToken)
	if err != nil {
		a.Fatal(err)
	}
	return token
}

// keys presses keys one after another.
func keys(pressed ...string) chromedp.Action[chromedp.Void] {
	return chromedp.KeyEvent(strings.Join(pressed, ""))
}

// Using only the keyboard, a person grants an app access as one of the users, then as a new user with fewer scopes,
// and then denies it.
func TestBrowser_consent(t *testing.T) {
	t.Parallel()
	for _, size := range []struct {
		name          string
		width, height int64
	}{{"desktop", 1280, 800}, {"phone", 390, 844}} {
		t.Run(size.name, func(t *testing.T) {
			t.Parallel()
			p := newPerson(t)
			a := newCalendarApp(p)
			p.does(chromedp.EmulateViewport(size.width, size.height))
			a.opens()
			a.fits(size.width, "#allow", "borderRadius", "8px")
			if *screenshots != "" {
				p.draws(filepath.Join(*screenshots, "consent-"+size.name+".png"))
			}

			// Tab from the chosen user, over the address and the three scopes, to the button.
			p.goes(keys(kb.Tab, kb.ArrowDown, kb.ArrowUp, kb.Tab, kb.Tab, kb.Tab, kb.Tab, kb.Tab, kb.Enter))
			token := a.login()
			if token.UserID != a.userID || !slices.Equal(token.Scopes, a.Scopes) {
				t.Errorf("she has granted access as %s with %q", token.UserID, token.Scopes)
			}

			a.opens()
			p.goes(keys(kb.Tab, kb.Tab, "new@example.com", kb.Tab, " ", kb.Tab, kb.Tab, kb.Tab, kb.Enter)) // without the first scope
			token = a.login()
			if created := p.emailOf(token.UserID); created != "new@example.com" || !slices.Equal(token.Scopes, a.Scopes[1:]) {
				t.Errorf("a new user %s has granted access to %q", created, token.Scopes)
			}

			a.opens()
			p.goes(keys(kb.Tab, kb.Tab, kb.Tab, kb.Tab, kb.Tab, kb.Tab, kb.Tab, kb.Enter))
			if params := a.back(); params.Get("error") != "access_denied" || params.Has("code") {
				t.Errorf("after she has denied access, the app gets %v", params)
			}
		})
	}
}

// draws saves a screenshot of the window.
func (p *person) draws(file string) {
	p.Helper()
	picture, err := chromedp.Run(p.browser, chromedp.FullScreenshot(100))
	if err != nil {
		p.Fatal(err)
	}
	if err := os.WriteFile(file, picture, 0o644); err != nil {
		p.Fatal(err)
	}
}

// emailOf returns the address of a user.
func (p *person) emailOf(userID string) string {
	p.Helper()
	user, err := p.program.Users.Get(p.Context(), userID)
	if err != nil {
		p.Fatal(err)
	}
	return user.Emails[0].Email
}
