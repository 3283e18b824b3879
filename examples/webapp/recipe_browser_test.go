package main

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"regexp"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"github.com/flymyai/stytch-go/internal/browsertest"
	"github.com/flymyai/stytch-go/stytchtest"
	"github.com/flymyai/stytch-go/users"
	"github.com/flymyai/stytch-go/webauthn"
)

// The script of docs/passkeys.md works in a browser, with the calls that the page describes.
//
//nolint:paralleltest // as TestBrowser
func TestBrowser_recipe(t *testing.T) {
	text, err := os.ReadFile("../../docs/passkeys.md")
	if err != nil {
		t.Fatal(err)
	}
	script := regexp.MustCompile("(?s)```js\n(.*?)```").FindSubmatch(text)
	if script == nil {
		t.Fatal("docs/passkeys.md has no script")
	}
	srv := stytchtest.NewServer(t)
	client := srv.Client()
	user, err := client.Users.Create(t.Context(), users.CreateRequest{Email: ada})
	if err != nil {
		t.Fatal(err)
	}
	mux := http.NewServeMux()
	handle := func(path string, respond func(*http.Request) (string, error)) {
		mux.HandleFunc(path, func(w http.ResponseWriter, r *http.Request) {
			text, err := respond(r)
			if err != nil {
				http.Error(w, err.Error(), http.StatusUnprocessableEntity)
				return
			}
			_, _ = io.WriteString(w, text)
		})
	}
	handle("POST /passkeys/start", func(r *http.Request) (string, error) {
		start, err := client.WebAuthn.RegisterStart(r.Context(), webauthn.RegisterStartRequest{
			UserID: user.UserID, Domain: "localhost", ReturnPasskeyCredentialOptions: true, UseBase64URLEncoding: true,
		})
		if err != nil {
			return "", err
		}
		return start.PublicKeyCredentialCreationOptions, nil
	})
	handle("POST /login/passkey/start", func(r *http.Request) (string, error) {
		start, err := client.WebAuthn.AuthenticateStart(r.Context(), webauthn.AuthenticateStartRequest{
			Domain: "localhost", ReturnPasskeyCredentialOptions: true, UseBase64URLEncoding: true,
		})
		if err != nil {
			return "", err
		}
		return start.PublicKeyCredentialRequestOptions, nil
	})
	handle("POST /passkeys", func(r *http.Request) (string, error) {
		credential, _ := io.ReadAll(r.Body)
		_, err := client.WebAuthn.Register(r.Context(), webauthn.RegisterRequest{UserID: user.UserID, PublicKeyCredential: string(credential)})
		return "", err
	})
	logins := make(chan string, 2)
	handle("POST /login/passkey", func(r *http.Request) (string, error) {
		credential, _ := io.ReadAll(r.Body)
		login, err := client.WebAuthn.Authenticate(r.Context(), webauthn.AuthenticateRequest{PublicKeyCredential: string(credential)})
		if err == nil {
			logins <- login.UserID
		}
		return "", err
	})
	mux.HandleFunc("GET /{$}", func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprintf(w, "<!doctype html><script type=module>\n%s\nObject.assign(window, { addPasskey, logIn, offerPasskeys });</script><input autocomplete='username webauthn'>", script[1])
	})
	served := httptest.NewServer(mux)
	t.Cleanup(served.Close)

	ctx, cancel := chromedp.NewContext(browsertest.Start(t.Context(), t), chromedp.WithNewBrowserContext())
	t.Cleanup(cancel)
	if err := chromedp.Do(ctx); err != nil { // opens the tab, which outlasts a step
		t.Fatal(err)
	}
	b := &tab{T: t, srv: srv, url: byName(served.URL), ctx: ctx}
	b.authenticator()
	b.arrive(http.StatusOK, "/", chromedp.Navigate(b.url+"/"))
	for _, call := range []string{"addPasskey()", "logIn()", "offerPasskeys()"} {
		ctx, cancel := b.step()
		problem, err := chromedp.Run(ctx, chromedp.Evaluate[string](call+".then(() => '', String)", chromedp.EvalAwaitPromise))
		cancel()
		if err != nil || problem != "" {
			t.Fatalf("%s: %s, %v", call, problem, err)
		}
	}
	for range 2 {
		select {
		case got := <-logins:
			if got != user.UserID {
				t.Errorf("logged in as %s", got)
			}
		case <-time.After(time.Second):
			t.Fatal("the page says that it has logged in, but has not")
		}
	}
}
