package main

import (
	"net/http"

	"github.com/flymyai/stytch-go/api"
)

// accountPage is the page for users only.
type accountPage struct {
	User    api.User
	Session *api.Session
}

func (a *app) showAccount(w http.ResponseWriter, r *http.Request) {
	session := currentSession(r)
	user, err := a.client.Users.Get(r.Context(), session.UserID)
	if err != nil {
		a.failed(w, r, err)
		return
	}
	a.render(w, http.StatusOK, "account", accountPage{user.User, session})
}

// HasTOTP reports whether the user has an authenticator app.
func (p accountPage) HasTOTP() bool { return hasTOTP(p.User) }

// Factors names what the user has logged in with.
func (p accountPage) Factors() []string {
	var names []string
	for _, f := range p.Session.AuthenticationFactors {
		name, ok := factorNames[f.Type]
		if !ok {
			name = string(f.Type)
		}
		names = append(names, name)
	}
	return names
}

var factorNames = map[api.AuthenticationFactorType]string{
	api.AuthenticationFactorTypeOTP:           "email code",
	api.AuthenticationFactorTypeMagicLink:     "magic link",
	api.AuthenticationFactorTypePassword:      "password",
	api.AuthenticationFactorTypeTOTP:          "authenticator app",
	api.AuthenticationFactorTypeRecoveryCodes: "recovery code",
}
