package main

import (
	"context"
	"flag"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"github.com/flymyai/stytch-go/internal/browsertest"
	"github.com/flymyai/stytch-go/stytchtest"
)

var screenshot = flag.String("screenshot", "", "write a picture of the login page to this file")

// tab is a browser tab without cookies, and the application that it opens.
type tab struct {
	*testing.T
	srv *stytchtest.Server
	// url is the application's URL, with the host name for which browsers keep Secure cookies without https.
	url string
	ctx context.Context
}

// newTab serves the application on its own emulator and opens a tab.
func newTab(t *testing.T, browser context.Context) *tab {
	t.Helper()
	srv := stytchtest.NewServer(t)
	served := httptest.NewUnstartedServer(nil)
	b := &tab{T: t, srv: srv, url: byName("http://" + served.Listener.Addr().String())}
	log := slog.New(slog.NewTextHandler(t.Output(), nil))
	served.Config.Handler = newApp(&backend{client: srv.Client(), emulator: srv}, b.url, log).handler()
	served.Start()
	t.Cleanup(served.Close)

	ctx, cancel := chromedp.NewContext(browser, chromedp.WithNewBrowserContext())
	t.Cleanup(cancel)
	if err := chromedp.Do(ctx, chromedp.EmulateViewport(480, 720, chromedp.EmulateScale(1.5))); err != nil {
		t.Fatal(err)
	}
	b.ctx = ctx
	return b
}

func byName(url string) string { return strings.Replace(url, "127.0.0.1", "localhost", 1) }

// step limits the time of one step, which takes a few hundred milliseconds on a busy machine.
func (b *tab) step() (context.Context, context.CancelFunc) {
	return context.WithTimeout(b.ctx, 20*time.Second)
}

// arrive performs an action that leads to another page, and checks which page that is.
func (b *tab) arrive(status int64, path string, action chromedp.Action[chromedp.Void]) {
	b.Helper()
	ctx, cancel := b.step()
	defer cancel()
	resp, err := chromedp.RunResponse(ctx, action)
	if err != nil {
		b.Fatalf("on the way to %s: %v", path, err)
	}
	if got, _, _ := strings.Cut(strings.TrimPrefix(resp.URL, b.url), "?"); resp.Status != status || got != path {
		b.Fatalf("got %d at %s, want %d at %s", resp.Status, got, status, path)
	}
}

func (b *tab) open(path, arriveAt string) {
	b.Helper()
	b.arrive(http.StatusOK, arriveAt, chromedp.Navigate(b.url+path))
}

func (b *tab) click(selector, arriveAt string) {
	b.Helper()
	b.arrive(http.StatusOK, arriveAt, chromedp.Click(chromedp.CSS(selector)))
}

func (b *tab) fill(selector, text string) {
	b.Helper()
	ctx, cancel := b.step()
	defer cancel()
	if err := chromedp.Do(ctx, chromedp.SendKeys(chromedp.CSS(selector), text)); err != nil {
		b.Fatalf("filling in %s: %v", selector, err)
	}
}

func (b *tab) text(selector string) string {
	b.Helper()
	ctx, cancel := b.step()
	defer cancel()
	text, err := chromedp.Run(ctx, chromedp.Text(chromedp.CSS(selector)))
	if err != nil {
		b.Fatalf("reading %s: %v", selector, err)
	}
	return strings.TrimSpace(text)
}

func (b *tab) wantText(selector string, texts ...string) {
	b.Helper()
	got := b.text(selector)
	for _, text := range texts {
		if !strings.Contains(got, text) {
			b.Errorf("no %q in %s: %s", text, selector, got)
		}
	}
}

// The ways to log in. Each ends at the path arriveAt.

func (b *tab) byCode(arriveAt string) {
	b.Helper()
	b.open("/login", "/login")
	b.fill("#email", ada)
	b.click("#by-email button", "/login/code")
	b.fill("#code", b.srv.LastMessage(ada).Code)
	b.click("button", arriveAt)
}

func (b *tab) byLink(arriveAt string) {
	b.Helper()
	b.open("/login", "/login")
	b.fill("#email", ada)
	b.click("#by-email button + button", "/sent")
	b.open("/inbox", "/inbox")
	b.click("article a.link", authenticatePath)
	b.click("button", arriveAt)
}

func (b *tab) byPassword(arriveAt string) {
	b.Helper()
	b.open("/login", "/login")
	b.fill("#username", ada)
	b.fill("#password", password)
	b.click("#by-password button", arriveAt)
}

func (b *tab) choosePassword(arriveAt string) {
	b.Helper()
	b.open("/login", "/login")
	b.click("#by-password a", "/password")
	b.fill("#email", ada)
	b.click("button", "/sent")
	b.open("/inbox", "/inbox")
	b.click("article a.link", authenticatePath)
	b.fill("#password", password)
	b.click("button", arriveAt)
}

// enrol sets up an authenticator app and returns its secret.
func (b *tab) enrol() string {
	b.Helper()
	b.click("form[action='/account/totp'] button", "/account/totp")
	ctx, cancel := b.step()
	defer cancel()
	width, err := chromedp.Run(ctx, chromedp.JavascriptAttribute[int](chromedp.CSS("img"), "naturalWidth"))
	if err != nil || width < 100 {
		b.Errorf("the QR code is %d pixels wide, %v", width, err)
	}
	secret := b.text("#secret")
	b.fill("#code", appCode(b.T, secret, b.srv.Now()))
	b.click("button", "/account")
	b.wantText("main", "Authenticator app: on")
	return secret
}

//nolint:paralleltest // one browser at a time is enough for a small machine
func TestBrowser(t *testing.T) {
	browser := browsertest.Start(t.Context(), t)
	for _, test := range []struct {
		name, factor  string
		signUp, logIn func(b *tab, arriveAt string)
	}{
		{"code", "email code", (*tab).byCode, (*tab).byCode},
		{"link", "magic link", (*tab).byLink, (*tab).byLink},
		{"password", "password", (*tab).choosePassword, (*tab).byPassword},
	} {
		t.Run(test.name, func(t *testing.T) {
			b := newTab(t, browser)
			b.open("/account", "/login")
			test.signUp(b, "/account")
			b.wantText("main", ada, test.factor)
			secret := b.enrol()
			b.click("form[action='/logout'] button", "/login")
			b.open("/account", "/login")

			test.logIn(b, "/login/second-factor")
			b.open("/account", "/login/second-factor")
			b.fill("#code", appCode(t, secret, b.srv.Now().Add(nextCode)))
			b.click("button", "/account")
			b.wantText("main", test.factor, "authenticator app")
			b.click("form[action='/logout'] button", "/login")
			b.open("/account", "/login")
		})
	}
}

// Reloading the page for the code must not send another one.
//
//nolint:paralleltest // as TestBrowser
func TestBrowser_reload(t *testing.T) {
	b := newTab(t, browsertest.Start(t.Context(), t))
	b.open("/login", "/login")
	b.fill("#email", ada)
	b.click("#by-email button", "/login/code")
	b.arrive(http.StatusOK, "/login/code", chromedp.Reload())
	b.wantText("main", ada)
	if n := len(b.srv.Messages()); n != 1 {
		t.Errorf("%d emails were sent", n)
	}
	b.fill("#code", b.srv.LastMessage(ada).Code)
	b.click("button", "/account")
}

// A form on another site must not log a user out. Neither must one of another program on this machine, although
// the browser sends cookies along with it.
//
//nolint:paralleltest // as TestBrowser
func TestBrowser_crossOrigin(t *testing.T) {
	b := newTab(t, browsertest.Start(t.Context(), t))
	b.byCode("/account")
	evil := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprintf(w, `<!doctype html><form method="post" action="%s/logout"><button>Win a prize</button></form>`, b.url)
	}))
	t.Cleanup(evil.Close)
	for _, url := range []string{evil.URL, byName(evil.URL)} {
		b.arrive(http.StatusOK, url+"/", chromedp.Navigate(url))
		b.arrive(http.StatusForbidden, "/logout", chromedp.Click(chromedp.CSS("button")))
		b.wantText("main", "from another site")
		b.open("/account", "/account")
	}

	cookies, err := chromedp.Run(b.ctx, chromedp.Evaluate[string]("document.cookie"))
	if err != nil || cookies != "" {
		t.Errorf("scripts can read the cookies %q, %v", cookies, err)
	}
}

//nolint:paralleltest // as TestBrowser
func TestScreenshot(t *testing.T) {
	if *screenshot == "" {
		t.Skip("no -screenshot")
	}
	b := newTab(t, browsertest.Start(t.Context(), t))
	b.open("/login", "/login")
	picture, err := chromedp.Run(b.ctx, chromedp.FullScreenshot(100))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(*screenshot, picture, 0o644); err != nil {
		t.Fatal(err)
	}
}
