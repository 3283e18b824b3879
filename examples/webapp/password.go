package main

import (
	"errors"
	"net/http"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/passwords"
	"github.com/flymyai/stytch-go/users"
)

// chooseForm is the page where a user chooses a password.
type chooseForm struct {
	Token string
	// Advice says how to improve a password that is too weak.
	Advice []string
}

func (a *app) showPassword(w http.ResponseWriter, _ *http.Request) {
	a.render(w, http.StatusOK, "password", loginForm{})
}

// sendPasswordLink emails a link to choose a password, for new users as well as for those who forgot theirs. A sign-up
// page that took the password directly would tell strangers which addresses have an account, and would accept
// addresses of other people.
func (a *app) sendPasswordLink(w http.ResponseWriter, r *http.Request) {
	email := typedEmail(r)
	if !a.mail.allow(email) {
		a.renderProblem(w, http.StatusTooManyRequests, "password", loginForm{email}, tooMuchMail)
		return
	}
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
	redirectAfterMail(w, r, "/sent", sentMail{Email: email})
}

// choosePassword sets the password and logs the user in. Stytch revokes all earlier sessions of the user.
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
		// The link is still valid.
		form.Advice = a.advice(r, password)
		a.renderError(w, r, "choose", form, err)
	case isBrokenLink(err):
		a.renderError(w, r, "password", loginForm{}, err)
	case err != nil:
		a.renderError(w, r, "choose", form, err)
	default:
		a.finishFirstFactor(w, r, login.User, newSession{login.SessionToken, login.SessionJWT, login.Session})
	}
}

// advice returns Stytch's suggestions for a better password, if there are any.
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
