package main

import (
	"errors"
	"net/http"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/sessions"
)

// tokenCookie is the cookie of the session token, by the name that package sessions gives it.
const tokenCookie = "stytch_session"

const (
	// firstFactorMinutes is how long a login waits for its second factor: as short as Stytch allows.
	firstFactorMinutes = 5
	sessionMinutes     = 60
)

// claims are the custom claims of a session, which only a holder of the project's secret can set.
//
// Stytch makes a session for the first factor alone, whoever has an authenticator app or not. Hiding its token
// until the second factor would not help: this is the user's browser, and so maybe the attacker's. So a session
// says whether its login is complete, and no page opens for one that does not say so.
type claims struct {
	LoggedIn bool `json:"logged_in"`
}

// loggedIn is set on a session when its login is complete.
var loggedIn = map[string]any{"logged_in": true}

// isLoggedIn reports whether the login of a session is complete.
func isLoggedIn(session *api.Session) bool {
	c, err := sessions.Claims[claims](session)
	return err == nil && c.LoggedIn
}

// grant is what every authentication answers about its session.
type grant struct {
	token, jwt string
	session    *api.Session
}

// setCookies hands a session to the browser.
func (g grant) setCookies(w http.ResponseWriter) {
	sessions.Cookies{}.Set(w, g.token, g.jwt, g.session.ExpiresAt)
}

// afterFirstFactor goes on with a login: to the second factor where the user has one, or else to the account.
func (a *app) afterFirstFactor(w http.ResponseWriter, r *http.Request, user api.User, first grant) {
	if hasTOTP(user) {
		first.setCookies(w)
		redirect(w, r, "/login/second-factor")
		return
	}
	complete, err := a.client.Sessions.Authenticate(r.Context(), sessions.AuthenticateRequest{
		SessionToken:           first.token,
		SessionDurationMinutes: sessionMinutes,
		SessionCustomClaims:    loggedIn,
	})
	if err != nil {
		a.renderError(w, r, "login", loginForm{}, err)
		return
	}
	grant{complete.SessionToken, complete.SessionJWT, &complete.Session}.setCookies(w)
	redirect(w, r, "/account")
}

// needLogin lets only users pass whose login is complete.
func (a *app) needLogin(next http.HandlerFunc) http.Handler {
	return a.needSession(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !isLoggedIn(currentSession(r)) {
			redirect(w, r, "/login/second-factor")
			return
		}
		next(w, r)
	}))
}

// turnAway answers requests without a good session.
func (a *app) turnAway(w http.ResponseWriter, r *http.Request, err error) {
	if status := sessions.StatusCode(err); status != http.StatusUnauthorized {
		a.log.Error("checking a session", "error", err)
		a.renderMessage(w, status, "We cannot check your login at the moment. Try again in a minute.")
		return
	}
	sessions.Cookies{}.Clear(w)
	redirect(w, r, "/login")
}

// logOut ends the session, at Stytch and in the browser.
func (a *app) logOut(w http.ResponseWriter, r *http.Request) {
	_, err := a.client.Sessions.Revoke(r.Context(), sessions.RevokeRequest{SessionID: currentSession(r).SessionID})
	if err != nil && !errors.Is(err, api.ErrorTypeSessionNotFound) { // one that is over already is fine
		// The cookies stay, so that the user can try again: a copy of the session would still work.
		a.log.Error("revoking a session", "error", err)
		a.renderMessage(w, http.StatusServiceUnavailable, "We could not log you out. Try again in a minute.")
		return
	}
	sessions.Cookies{}.Clear(w)
	redirect(w, r, "/login")
}

// currentSession returns the session that the middleware has found.
func currentSession(r *http.Request) *api.Session {
	session, _ := sessions.FromContext(r.Context())
	return session
}

// redirect leads the browser on with a GET, whatever it came with.
func redirect(w http.ResponseWriter, r *http.Request, path string) {
	http.Redirect(w, r, path, http.StatusSeeOther)
}
