package main

import (
	"context"
	"errors"
	"net/http"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/sessions"
)

// cookies are the session cookies. The prefix __Host- keeps other hosts from setting them, such as a subdomain that an
// attacker controls.
var cookies = sessions.Cookies{TokenName: "__Host-session", JWTName: "__Host-session_jwt"}

const (
	// firstFactorMinutes is how long a login waits for the second factor. Stytch allows no less.
	firstFactorMinutes = 5
	sessionMinutes     = 60
)

// claims are the custom claims of a session. Only a program with the project's secret can set them.
//
// Stytch starts a session after the first factor, even for a user with an authenticator app. The application needs
// that session to know whose second factor it waits for. A claim marks the sessions whose login is complete.
type claims struct {
	LoggedIn bool `json:"logged_in"`
	// FirstFactor is the first of two factors. The second one starts a session of its own; see enterSecondFactor.
	FirstFactor api.AuthenticationFactorType `json:"first_factor"`
}

// loggedInBy returns the claims of a session whose login is complete.
func loggedInBy(first api.AuthenticationFactorType) map[string]any {
	return map[string]any{"logged_in": true, "first_factor": first}
}

// sessionClaims returns the claims of a session, or none if they are malformed.
func sessionClaims(session *api.Session) claims {
	c, err := sessions.Claims[claims](session)
	if err != nil {
		return claims{}
	}
	return c
}

// firstFactor returns the factor that a login started with.
func firstFactor(session *api.Session) api.AuthenticationFactorType {
	if first := sessionClaims(session).FirstFactor; first != "" {
		return first
	}
	if len(session.AuthenticationFactors) == 0 {
		return ""
	}
	return session.AuthenticationFactors[0].Type
}

// newSession is a session as every authentication returns it.
type newSession struct {
	token, jwt string
	session    *api.Session
}

// finishFirstFactor continues a login: with the second factor if the user has one, and with the account otherwise.
func (a *app) finishFirstFactor(w http.ResponseWriter, r *http.Request, user api.User, first newSession) {
	if hasTOTP(user) {
		a.replaceSession(w, r, first)
		redirect(w, r, "/login/second-factor")
		return
	}
	complete, err := a.client.Sessions.Authenticate(r.Context(), sessions.AuthenticateRequest{
		SessionToken:           first.token,
		SessionDurationMinutes: sessionMinutes,
		SessionCustomClaims:    loggedInBy(firstFactor(first.session)),
	})
	if err != nil {
		a.renderError(w, r, "login", loginForm{}, err)
		return
	}
	a.replaceSession(w, r, newSession{complete.SessionToken, complete.SessionJWT, &complete.Session})
	redirect(w, r, "/account")
}

// replaceSession stores a session in the browser. It revokes the previous one, which the browser loses: an earlier
// login, or one that was waiting for its second factor.
func (a *app) replaceSession(w http.ResponseWriter, r *http.Request, next newSession) {
	cookies.Set(w, next.token, next.jwt, next.session.ExpiresAt)
	http.SetCookie(w, sentCookie("", -1)) // the email that led here is no longer needed
	old, err := r.Cookie(cookies.TokenName)
	if err != nil {
		return
	}
	_, err = a.client.Sessions.Revoke(r.Context(), sessions.RevokeRequest{SessionToken: old.Value})
	if err != nil && sessions.StatusCode(err) != http.StatusUnauthorized { // there is no such session
		a.log.Error("revoking the previous session", "error", err)
	}
}

// revokeOthers revokes all sessions of a user but one.
func (a *app) revokeOthers(ctx context.Context, userID, keep string) error {
	all, err := a.client.Sessions.Get(ctx, userID)
	if err != nil {
		return err
	}
	for _, session := range all.Sessions {
		if session.SessionID != keep {
			err = errors.Join(err, a.revoke(ctx, session.SessionID))
		}
	}
	return err
}

// revoke revokes a session. A session that has already ended is not an error.
func (a *app) revoke(ctx context.Context, sessionID string) error {
	_, err := a.client.Sessions.Revoke(ctx, sessions.RevokeRequest{SessionID: sessionID})
	if errors.Is(err, api.ErrorTypeSessionNotFound) {
		return nil
	}
	return err
}

// loggedIn requires a complete login. It comes after a middleware that checks the session.
func (a *app) loggedIn(next http.HandlerFunc) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !sessionClaims(currentSession(r)).LoggedIn {
			redirect(w, r, "/login/second-factor")
			return
		}
		next(w, r)
	})
}

// rejectSession responds to a request whose session a middleware has rejected.
func (a *app) rejectSession(w http.ResponseWriter, r *http.Request, err error) {
	switch {
	case errors.Is(err, sessions.ErrFactorRequired):
		redirect(w, r, "/login/second-factor")
	case errors.Is(err, sessions.ErrFactorTooOld):
		redirect(w, r, "/login/again")
	case sessions.StatusCode(err) == http.StatusUnauthorized:
		cookies.Clear(w)
		redirect(w, r, "/login")
	default:
		a.log.Error("checking a session", "error", err)
		a.renderMessage(w, sessions.StatusCode(err), genericProblem)
	}
}

// logOut ends the session at Stytch and in the browser.
func (a *app) logOut(w http.ResponseWriter, r *http.Request) {
	if err := a.revoke(r.Context(), currentSession(r).SessionID); err != nil {
		// The cookies stay so that the user can try again: without them, a copy of the session would remain valid.
		a.log.Error("revoking a session", "error", err)
		a.renderMessage(w, http.StatusServiceUnavailable, "We could not log you out. Try again in a minute.")
		return
	}
	cookies.Clear(w)
	redirect(w, r, "/login")
}

// currentSession returns the session of a request that passed a middleware.
func currentSession(r *http.Request) *api.Session {
	session, _ := sessions.FromContext(r.Context())
	return session
}

// redirect sends the browser to another page, with a GET.
func redirect(w http.ResponseWriter, r *http.Request, path string) {
	http.Redirect(w, r, path, http.StatusSeeOther)
}
