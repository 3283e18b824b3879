package main

import (
	"net/http"

	"github.com/flymyai/stytch-go/api"
)

// showHome is a page that needs no more than a session.
func (a *app) showHome(w http.ResponseWriter, r *http.Request) {
	a.render(w, http.StatusOK, "home", currentSession(r))
}

// accountPage is the page of a user's own data.
type accountPage struct {
	User    api.User
	Session *api.Session
}

// withUser gets the user for the pages of an account. If the user has an authenticator app, the session must have
// been started with it. confirmTOTP revokes older sessions, but that can fail.
func (a *app) withUser(next func(http.ResponseWriter, *http.Request, api.User)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		session := currentSession(r)
		user, err := a.client.Users.Get(r.Context(), session.UserID)
		if err != nil {
			a.failed(w, r, err)
			return
		}
		if hasTOTP(user.User) && !hasSecondFactor(session) {
			redirect(w, r, "/login/second-factor")
			return
		}
		next(w, r, user.User)
	}
}

func (a *app) showAccount(w http.ResponseWriter, r *http.Request, user api.User) {
	a.render(w, http.StatusOK, "account", accountPage{user, currentSession(r)})
}

// logOutOthers ends all other sessions of the user.
func (a *app) logOutOthers(w http.ResponseWriter, r *http.Request, user api.User) {
	if err := a.revokeOthers(r.Context(), user.UserID, currentSession(r).SessionID); err != nil {
		a.failed(w, r, err)
		return
	}
	redirect(w, r, "/account")
}

// HasTOTP reports whether the user has an authenticator app.
func (p accountPage) HasTOTP() bool { return hasTOTP(p.User) }

// Factors names the factors that the user has logged in with.
func (p accountPage) Factors() []string {
	types := []api.AuthenticationFactorType{firstFactor(p.Session)}
	for _, factor := range p.Session.AuthenticationFactors {
		if factor.Type != types[0] {
			types = append(types, factor.Type)
		}
	}
	var names []string
	for _, t := range types {
		name, ok := factorNames[t]
		if !ok {
			name = string(t)
		}
		names = append(names, name)
	}
	return names
}

var factorNames = map[api.AuthenticationFactorType]string{
	api.AuthenticationFactorTypeOTP:           "email code",
	api.AuthenticationFactorTypeMagicLink:     "magic link",
	api.AuthenticationFactorTypePassword:      "password",
	api.AuthenticationFactorTypeOAuth:         "Google",
	api.AuthenticationFactorTypeWebAuthn:      "passkey",
	api.AuthenticationFactorTypeTOTP:          "authenticator app",
	api.AuthenticationFactorTypeRecoveryCodes: "recovery code",
}
