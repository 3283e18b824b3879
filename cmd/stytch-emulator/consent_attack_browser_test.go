package main

import (
	"fmt"
	"html"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/chromedp"
	"golang.org/x/oauth2"
)

// attacker is a web page of another site that a person visits. She has not granted any app access yet.
type attacker struct {
	*calendarApp

	// request is the URL of the consent page, with an authorization request of the app, escaped for HTML.
	request string
}

func newAttacker(t *testing.T) *attacker {
	t.Helper()
	a := newCalendarApp(newPerson(t))
	return &attacker{a, html.EscapeString(a.AuthCodeURL("the state", oauth2.S256ChallengeOption(a.verifier)))}
}

// serves returns the URL of a page, at another site than the emulator or at another port of the same site.
func (a *attacker) serves(body string, sameSite bool) string {
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		_, _ = w.Write([]byte("<!doctype html>" + body))
	}))
	a.Cleanup(srv.Close)
	if sameSite {
		return srv.URL
	}
	return strings.Replace(srv.URL, "127.0.0.1", "localhost", 1)
}

// connected reports whether the app is in.
func (a *attacker) connected() bool {
	a.Helper()
	resp, err := a.program.Users.ConnectedApps(a.Context(), a.userID)
	if err != nil {
		a.Fatal(err)
	}
	return len(resp.ConnectedApps) > 0
}

// form is the form of the consent page, on another page.
func (a *attacker) form(attributes string) string {
	return `<form method="post" action="` + a.request + `" ` + attributes + `><input name="user_id" value="` + a.userID + `">
		<input name="scope" value="openid"><button id="steal" name="decision" value="allow">Win a prize</button></form>`
}

// Another page cannot send the form of the consent page. The same form works on the page itself.
func TestBrowser_consentPostedCrossSite(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		page     func(a *attacker) string
		sameSite bool
		status   int64 // of the next page; 0 if the attack stays on its own, whose title is then "done"
	}{
		"another site":              {func(a *attacker) string { return a.form("") }, false, http.StatusBadRequest},
		"another port of this host": {func(a *attacker) string { return a.form("") }, true, http.StatusBadRequest},
		"without a referrer":        {func(a *attacker) string { return `<meta name="referrer" content="no-referrer">` + a.form("") }, false, http.StatusBadRequest},
		"a sandboxed frame, which has no origin": {func(a *attacker) string {
			framed := html.EscapeString(a.form("") + `<script>
				onload = () => setTimeout(() => document.getElementById("steal").click())</script>`)
			return `<script>let loads = 0; const count = () => { if (++loads === 2) document.title = "done" }</script>
				<iframe sandbox="allow-forms allow-scripts" onload="count()" srcdoc="` + framed + `"></iframe><button id="steal">Win</button>`
		}, false, 0},
		"a script": {func(a *attacker) string {
			return fmt.Sprintf(`<button id="steal">Win</button><script>document.getElementById("steal").onclick = async () => {
				const body = new URLSearchParams({ user_id: %q, scope: "openid", decision: "allow" });
				await fetch(document.getElementById("to").href, { method: "POST", mode: "no-cors", credentials: "include", body });
				document.title = "done";
			}</script><a id="to" href="%s">to</a>`, a.userID, a.request)
		}, false, 0},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			a := newAttacker(t)
			a.goes(chromedp.Navigate(a.serves(test.page(a), test.sameSite)))
			steal := chromedp.Click(chromedp.CSS("#steal"))
			if test.status == 0 {
				a.does(steal, chromedp.WaitReady(`//title[text()="done"]`))
			} else if resp, err := chromedp.RunResponse(a.browser, steal); err != nil || resp.Status != test.status {
				t.Errorf("the page is %+v, %v", resp, err)
			}
			if a.connected() {
				t.Error("the page has let the app in")
			}
		})
	}
	t.Run("the page itself", func(t *testing.T) {
		t.Parallel()
		a := newAttacker(t)
		a.opens()
		if _, err := chromedp.Run(a.browser, chromedp.Evaluate[bool](fmt.Sprintf("document.body.insertAdjacentHTML('beforeend', %q), true", a.form("")))); err != nil {
			t.Fatal(err)
		}
		a.goes(chromedp.Click(chromedp.CSS("#steal")))
		if a.back().Get("code") == "" || !a.connected() {
			t.Error("the form does not work at all, so the other tests show nothing")
		}
	})
}

// Another page cannot show the consent page in a frame, for a person who believes that she clicks on something else.
// A click at the same place of the page itself grants the app access.
func TestBrowser_consentFramed(t *testing.T) {
	t.Parallel()
	const style = `style="position: fixed; inset: 0; width: 100vw; height: 100vh; border: 0; opacity: .01"`
	for name, test := range map[string]struct {
		element  string
		sameSite bool
	}{
		"a frame":                     {`<iframe ` + style + ` src="%s"></iframe>`, false},
		"a frame of this host":        {`<iframe ` + style + ` src="%s"></iframe>`, true},
		"a sandboxed frame":           {`<iframe ` + style + ` sandbox="allow-forms allow-scripts allow-same-origin" src="%s"></iframe>`, false},
		"an object":                   {`<object ` + style + ` data="%s"></object>`, false},
		"an embedded page":            {`<embed ` + style + ` src="%s">`, false},
		"the page itself, to compare": {"", false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			a := newAttacker(t)
			a.does(chromedp.EmulateViewport(1280, 800))
			a.opens()
			at, err := chromedp.Run(a.browser, chromedp.Evaluate[[]float64](
				`(({ x, y, width, height }) => [x + width / 2, y + height / 2])(document.querySelector("#allow").getBoundingClientRect())`))
			if err != nil {
				t.Fatal(err)
			}
			click := chromedp.MouseClickXY(at[0], at[1])
			if test.element == "" {
				a.goes(click)
				if a.back().Get("code") == "" || !a.connected() {
					t.Error("the click does not let the app in, so the other tests show nothing")
				}
				return
			}
			blocked := make(chan string, 100)
			if err := chromedp.Listen(a.browser, func(event any) {
				if e, ok := event.(*log.EventEntryAdded); ok {
					blocked <- e.Entry.Text
				}
			}); err != nil {
				t.Fatal(err)
			}
			a.goes(chromedp.Navigate(a.serves(fmt.Sprintf(test.element, a.request), test.sameSite)))
			for text := ""; !strings.Contains(text, "frame-ancestors 'none'"); {
				select {
				case text = <-blocked:
				case <-a.browser.Done():
					t.Fatal("Chromium shows the page in a frame")
				}
			}
			a.does(click)
			a.goes(chromedp.Navigate(a.RedirectURL)) // what the click has begun, it has sent
			if a.connected() {
				t.Error("the click has let the app in")
			}
		})
	}
}
