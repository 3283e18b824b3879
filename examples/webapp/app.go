package main

import (
	"context"
	"log/slog"
	"net/http"
	"net/url"
	"time"

	"github.com/flymyai/stytch-go"
	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/sessions"
)

// app is the web application.
type app struct {
	client *stytch.Client
	// baseURL is where links in emails lead. It does not come from requests: with a forged Host header, an attacker
	// could have a user's login token sent to their own server.
	baseURL string
	// domain is the host of baseURL. Passkeys belong to it.
	domain string
	log    *slog.Logger
	mail   *mailLimit
	// inbox has the emails of the emulator. It is nil with keys.
	inbox *inbox
	// google is nil without "Continue with Google".
	google *google

	// Middlewares that check sessions. See newApp.
	checkSession, confirmSession, requireRecentFactor, requireSecondFactor func(http.Handler) http.Handler
}

// recentFactor is how long after a login a user can change how to log in.
const recentFactor = 10 * time.Minute

func newApp(b *backend, baseURL string, log *slog.Logger) *app {
	a := &app{client: b.client, baseURL: baseURL, domain: hostOf(baseURL), log: log, mail: newMailLimit(), inbox: b.inbox(), google: b.google(baseURL)}
	middleware := func(opts ...sessions.MiddlewareOption) func(http.Handler) http.Handler {
		opts = append(opts, sessions.WithCookies(cookies), sessions.WithErrorHandler(a.rejectSession))
		return b.client.Sessions.Middleware(opts...)
	}
	// checkSession verifies the session JWT without calling Stytch. It is fast, but without -redis it accepts a copy of the
	// JWT of a user who has logged out, for up to five minutes.
	a.checkSession = middleware()
	// confirmSession calls Stytch on every request, so it rejects a session that has ended.
	a.confirmSession = middleware(sessions.WithMaxTokenAge(0))
	// requireRecentFactor also requires a recent login, as a forgotten browser window does not have one.
	a.requireRecentFactor = middleware(sessions.WithMaxTokenAge(0), sessions.WithMaxFactorAge(recentFactor))
	// requireSecondFactor also requires the authenticator app, or a recovery code in its place.
	a.requireSecondFactor = middleware(sessions.WithMaxTokenAge(0),
		sessions.WithRequiredFactor(api.AuthenticationFactorTypeTOTP, api.AuthenticationFactorTypeRecoveryCodes))
	return a
}

// hostOf returns the host of a URL, without the port.
func hostOf(baseURL string) string {
	u, err := url.Parse(baseURL)
	if err != nil {
		return "" // main has made the URL
	}
	return u.Hostname()
}

// authenticatePath is where the links of all emails lead, so that a project needs one redirect URL.
const authenticatePath = "/authenticate"

// maxBody is larger than any form of this application.
const maxBody = 64 << 10

// handler serves the whole application.
func (a *app) handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("/", a.notFound)
	mux.HandleFunc("GET /style.css", static("style.css"))
	mux.HandleFunc("GET /passkeys.js", static("passkeys.js"))

	mux.HandleFunc("GET /login", a.showLogin)
	mux.HandleFunc("GET /login/again", a.showLoginAgain)
	mux.HandleFunc("POST /login/code/send", a.sendCode)
	mux.HandleFunc("GET /login/code", a.showCode)
	mux.HandleFunc("POST /login/code", a.enterCode)
	mux.HandleFunc("POST /login/link/send", a.sendLink)
	mux.HandleFunc("POST /login/link", a.enterLink)
	mux.HandleFunc("POST /login/password", a.enterPassword)
	mux.HandleFunc("POST /login/passkey/start", a.startPasskeyLogin)
	mux.HandleFunc("POST /login/passkey", a.enterPasskey)
	mux.HandleFunc("GET /password", a.showPassword)
	mux.HandleFunc("POST /password/send", a.sendPasswordLink)
	mux.HandleFunc("POST /password", a.choosePassword)
	mux.HandleFunc("GET /sent", a.showSent)
	mux.HandleFunc("GET "+authenticatePath, a.openLink)

	// These accept a session whose login is not complete: the user has entered the first of two factors.
	mux.Handle("GET /login/second-factor", a.checkSession(http.HandlerFunc(a.showSecondFactor)))
	mux.HandleFunc("POST /login/second-factor", a.enterSecondFactor)
	mux.Handle("POST /logout", a.checkSession(http.HandlerFunc(a.logOut)))

	// The pages for users. Each middleware is as strict as its page is sensitive.
	mux.Handle("GET /{$}", a.checkSession(a.loggedIn(a.showHome)))
	mux.Handle("GET /account", a.confirmSession(a.loggedIn(a.withUser(a.showAccount))))
	mux.Handle("POST /account/log-out-others", a.confirmSession(a.loggedIn(a.withUser(a.logOutOthers))))
	mux.Handle("POST /account/totp", a.requireRecentFactor(a.loggedIn(a.withUser(a.startTOTP))))
	mux.Handle("POST /account/totp/confirm", a.requireRecentFactor(a.loggedIn(a.withUser(a.confirmTOTP))))
	mux.Handle("POST /account/totp/remove", a.requireSecondFactor(a.loggedIn(a.withUser(a.removeTOTP))))

	// Whoever adds a passkey can log in with it from then on.
	mux.Handle("POST /account/passkeys/start", a.requireRecentFactor(a.loggedIn(a.withUser(a.startPasskey))))
	mux.Handle("POST /account/passkeys", a.requireRecentFactor(a.loggedIn(a.withUser(a.addPasskey))))
	mux.Handle("POST /account/passkeys/remove", a.requireRecentFactor(a.loggedIn(a.withUser(a.removePasskey))))

	if a.google != nil {
		mux.HandleFunc("GET /login/google", a.startGoogle)
		if a.google.page != nil {
			mux.Handle(googleStartPath, a.google.page)
		}
	}
	if a.inbox != nil {
		mux.HandleFunc("GET /inbox", a.showInbox)
	}

	// Every form changes something. Even a login form must not be sent from another site, since that could log a user
	// in to an attacker's account. Browsers report where a POST comes from.
	protection := http.NewCrossOriginProtection()
	protection.SetDenyHandler(http.HandlerFunc(a.crossOrigin))
	return secured(limited(http.MaxBytesHandler(protection.Handler(mux), maxBody)))
}

// requestTimeout is how long a request may wait for Stytch. Without a limit, the attempts of one call alone can take a
// minute and a half.
const requestTimeout = 15 * time.Second

// limited cancels the calls of a request after requestTimeout. The request then shows the page for a failed call.
func limited(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ctx, cancel := context.WithTimeout(r.Context(), requestTimeout)
		defer cancel()
		next.ServeHTTP(w, r.WithContext(ctx))
	})
}

// secured sets the headers of every response.
func secured(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		// The only script is passkeys.js, which gets its options by fetch. A script injected into a page does not run.
		// QR codes are data: URLs.
		h.Set("Content-Security-Policy", "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; img-src data:; "+
			"form-action 'self'; base-uri 'none'; frame-ancestors 'none'")
		// Some URLs contain tokens, which other sites must not see. no-referrer would go too far: browsers would no
		// longer send the origin of this application's own forms.
		h.Set("Referrer-Policy", "same-origin")
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Cache-Control", "no-store")
		next.ServeHTTP(w, r)
	})
}
