package main

import (
	"errors"
	"net/http"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/passwords"
	"github.com/flymyai/stytch-go/users"
)

// chooseForm is the page on which a user chooses a password.
type chooseForm struct {
	Token string
	// Advice is what would make a refused password better.
	Advice []string
}

func (a *app) showPassword(w http.ResponseWriter, _ *http.Request) {
	a.render(w, http.StatusOK, "password", loginForm{})
}

// sendPasswordLink sends a link by which a password is chosen. It is the way to sign up with one as well as to
// replace a forgotten one, for two reasons: a page that took the password at once would have to tell strangers
// which addresses are taken, and it would make accounts of addresses whose owner has not been asked.
func (a *app) sendPasswordLink(w http.ResponseWriter, r *http.Request) {
	email := typedEmail(r)
	_, err := a.client.Users.Create(r.Context(), users.CreateRequest{Email: email})
	if err != nil && !errors.Is(err, api.ErrorTypeDuplicateEmail) {
		a.renderError(w, r, "password", loginForm{email}, err)
		return
	}
	_, err = a.client.Passwords.Email.ResetStart(r.Context(), passwords.EmailResetStartRequest{
		Email:                    email,
		ResetPasswordRedirectURL: a.baseURL + authenticatePath,
		LoginRedirectURL:         a.baseURL + authenticatePath,
	})
	if err != nil {
		a.renderError(w, r, "password", loginForm{email}, err)
		return
	}
	a.render(w, http.StatusOK, "sent", sentPage{email})
}

// choosePassword sets the password and logs in.
func (a *app) choosePassword(w http.ResponseWriter, r *http.Request) {
	form := chooseForm{Token: r.PostFormValue("token")}
	password := r.PostFormValue("password")
	login, err := a.client.Passwords.Email.Reset(r.Context(), passwords.EmailResetRequest{
		Token:                  form.Token,
		Password:               password,
		SessionDurationMinutes: firstFactorMinutes,
	})
	switch {
	case errors.Is(err, api.ErrorTypeWeakPassword):
		// The link is not spent by that.
		form.Advice = a.advice(r, password)
		a.renderError(w, r, "choose", form, err)
	case isBrokenLink(err):
		a.renderError(w, r, "password", loginForm{}, err)
	case err != nil:
		a.renderError(w, r, "choose", form, err)
	default:
		a.afterFirstFactor(w, r, login.User, grant{login.SessionToken, login.SessionJWT, login.Session})
	}
}

// advice returns what would make a password better. Where Stytch has none, the user gets none.
func (a *app) advice(r *http.Request, password string) []string {
	check, err := a.client.Passwords.StrengthCheck(r.Context(), passwords.StrengthCheckRequest{Password: password})
	if err != nil || check.Feedback == nil {
		return nil
	}
	if check.Feedback.Warning == "" {
		return check.Feedback.Suggestions
	}
	return append([]string{check.Feedback.Warning}, check.Feedback.Suggestions...)
}
