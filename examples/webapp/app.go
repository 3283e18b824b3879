package main

import (
	"log/slog"
	"net/http"

	"github.com/flymyai/stytch-go"
	"github.com/flymyai/stytch-go/sessions"
	"github.com/flymyai/stytch-go/stytchtest"
)

// app is the web application.
type app struct {
	client *stytch.Client
	// baseURL is where links in mails lead. It is set once and not taken from requests: a forged Host header
	// would send a user's login token to whoever forged it.
	baseURL string
	log     *slog.Logger
	// needSession is the middleware that checks sessions.
	needSession func(http.Handler) http.Handler
	// messages is the mail of the emulator, nil where there is none.
	messages func() []stytchtest.Message
}

func newApp(b *backend, baseURL string, log *slog.Logger) *app {
	a := &app{client: b.client, baseURL: baseURL, log: log}
	a.needSession = b.client.Sessions.Middleware(sessions.WithErrorHandler(a.turnAway))
	if b.emulator != nil {
		a.messages = b.emulator.Messages
	}
	return a
}

// authenticatePath is where the links of all mails lead, so that a project needs one redirect URL.
const authenticatePath = "/authenticate"

// maxBody is more than any form here holds.
const maxBody = 64 << 10

// handler serves the whole application.
func (a *app) handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("/", a.notFound)
	mux.Handle("GET /{$}", http.RedirectHandler("/account", http.StatusSeeOther))
	mux.HandleFunc("GET /style.css", serveStyle)

	mux.HandleFunc("GET /login", a.showLogin)
	mux.HandleFunc("POST /login/code/send", a.sendCode)
	mux.HandleFunc("POST /login/code", a.enterCode)
	mux.HandleFunc("POST /login/link/send", a.sendLink)
	mux.HandleFunc("POST /login/link", a.enterLink)
	mux.HandleFunc("POST /login/password", a.enterPassword)
	mux.HandleFunc("GET /password", a.showPassword)
	mux.HandleFunc("POST /password/send", a.sendPasswordLink)
	mux.HandleFunc("POST /password", a.choosePassword)
	mux.HandleFunc("GET "+authenticatePath, a.openLink)

	// The login is half done: the first factor is known.
	mux.Handle("GET /login/second-factor", a.needSession(http.HandlerFunc(a.showSecondFactor)))
	mux.HandleFunc("POST /login/second-factor", a.enterSecondFactor)
	mux.Handle("POST /logout", a.needSession(http.HandlerFunc(a.logOut)))

	// For users only.
	mux.Handle("GET /account", a.needLogin(a.showAccount))
	mux.Handle("POST /account/totp", a.needLogin(a.startTOTP))
	mux.Handle("POST /account/totp/confirm", a.needLogin(a.confirmTOTP))
	mux.Handle("POST /account/totp/remove", a.needLogin(a.removeTOTP))

	if a.messages != nil {
		mux.HandleFunc("GET /inbox", a.showInbox)
	}

	// Every form of this application changes something, and logging somebody in to a stranger's account is
	// an attack too. So all POSTs must come from its own pages, which browsers vouch for.
	protection := http.NewCrossOriginProtection()
	protection.SetDenyHandler(http.HandlerFunc(a.crossOrigin))
	return secured(http.MaxBytesHandler(protection.Handler(mux), maxBody))
}

// secured sets the headers that every answer has.
func secured(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		// The pages have no scripts, so none that is smuggled in runs. QR codes come as data.
		h.Set("Content-Security-Policy", "default-src 'none'; style-src 'self'; img-src data:; "+
			"form-action 'self'; base-uri 'none'; frame-ancestors 'none'")
		// Tokens stand in some URLs, which other sites must not learn. With no-referrer, browsers would keep
		// the origin of forms from this site too.
		h.Set("Referrer-Policy", "same-origin")
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Cache-Control", "no-store")
		next.ServeHTTP(w, r)
	})
}
