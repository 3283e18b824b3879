package main

import (
	"errors"
	"net/http"
	"strings"

	"github.com/flymyai/stytch-go"
	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/magiclinks"
	"github.com/flymyai/stytch-go/otp"
	"github.com/flymyai/stytch-go/passwords"
)

// The data of the login pages.
type (
	loginForm struct{ Email string }
	linkForm  struct{ Token string }
)

// typedEmail returns the email address of a form. Stytch validates it.
func typedEmail(r *http.Request) string {
	return strings.TrimSpace(r.PostFormValue("email"))
}

func (a *app) showLogin(w http.ResponseWriter, _ *http.Request) {
	a.render(w, http.StatusOK, "login", loginForm{})
}

// showLoginAgain is for users who want to change how they log in, and last logged in too long ago.
func (a *app) showLoginAgain(w http.ResponseWriter, _ *http.Request) {
	a.renderProblem(w, http.StatusOK, "login", loginForm{}, "Please log in again. This change requires a recent login.")
}

// sendCode emails a code. It signs up new users, so the response is the same whether or not the address has a user.
func (a *app) sendCode(w http.ResponseWriter, r *http.Request) {
	email := typedEmail(r)
	if !a.mail.allow(email) {
		a.renderProblem(w, http.StatusTooManyRequests, "login", loginForm{email}, tooMuchMail)
		return
	}
	sent, err := a.client.OTP.Email.LoginOrCreate(r.Context(), otp.EmailLoginOrCreateRequest{Email: email})
	if err != nil {
		a.renderError(w, r, "login", loginForm{email}, err)
		return
	}
	redirectAfterMail(w, r, "/login/code", sentMail{email, sent.EmailID})
}

func (a *app) enterCode(w http.ResponseWriter, r *http.Request) {
	form := sentMail{r.PostFormValue("email"), r.PostFormValue("method_id")}
	login, err := a.client.OTP.Authenticate(r.Context(), otp.AuthenticateRequest{
		MethodID:               form.MethodID,
		Code:                   typedCode(r),
		SessionDurationMinutes: firstFactorMinutes,
	})
	if err != nil {
		a.renderError(w, r, "code", form, err)
		return
	}
	a.finishFirstFactor(w, r, login.User, newSession{login.SessionToken, login.SessionJWT, login.Session})
}

// sendLink emails a magic link. It signs up new users.
func (a *app) sendLink(w http.ResponseWriter, r *http.Request) {
	email := typedEmail(r)
	if !a.mail.allow(email) {
		a.renderProblem(w, http.StatusTooManyRequests, "login", loginForm{email}, tooMuchMail)
		return
	}
	_, err := a.client.MagicLinks.Email.LoginOrCreate(r.Context(), magiclinks.EmailLoginOrCreateRequest{
		Email:              email,
		LoginMagicLinkURL:  a.baseURL + authenticatePath,
		SignupMagicLinkURL: a.baseURL + authenticatePath,
	})
	if err != nil {
		a.renderError(w, r, "login", loginForm{email}, err)
		return
	}
	redirectAfterMail(w, r, "/sent", sentMail{Email: email})
}

// openLink is where the links of all emails lead. It does not use the token, since programs that scan emails open links
// too. The page has a button for that.
func (a *app) openLink(w http.ResponseWriter, r *http.Request) {
	token := r.FormValue("token")
	switch r.FormValue("stytch_token_type") {
	case "magic_links", "login": // "login" is the second link of a password reset email
		a.render(w, http.StatusOK, "link", linkForm{token})
	case "reset_password":
		a.render(w, http.StatusOK, "choose", chooseForm{Token: token})
	case "oauth":
		a.finishGoogle(w, r)
	default:
		a.renderProblem(w, http.StatusBadRequest, "login", loginForm{}, brokenLink)
	}
}

func (a *app) enterLink(w http.ResponseWriter, r *http.Request) {
	form := linkForm{r.PostFormValue("token")}
	login, err := a.client.MagicLinks.Authenticate(r.Context(), magiclinks.AuthenticateRequest{
		Token:                  form.Token,
		SessionDurationMinutes: firstFactorMinutes,
	})
	switch {
	case isBrokenLink(err):
		a.renderError(w, r, "login", loginForm{}, err)
	case err != nil:
		a.renderError(w, r, "link", form, err)
	default:
		a.finishFirstFactor(w, r, login.User, newSession{login.SessionToken, login.SessionJWT, login.Session})
	}
}

// isBrokenLink reports whether the token of a link is invalid, expired or used.
func isBrokenLink(err error) bool {
	e, ok := errors.AsType[*stytch.Error](err)
	return ok && problems[e.Type] == brokenLink
}

func (a *app) enterPassword(w http.ResponseWriter, r *http.Request) {
	email := typedEmail(r)
	login, err := a.client.Passwords.Authenticate(r.Context(), passwords.AuthenticateRequest{
		Email:                  email,
		Password:               r.PostFormValue("password"),
		SessionDurationMinutes: firstFactorMinutes,
	})
	switch {
	case isWrongPassword(err):
		a.renderProblem(w, http.StatusUnprocessableEntity, "login", loginForm{email}, wrongPassword)
	case err != nil:
		a.renderError(w, r, "login", loginForm{email}, err)
	default:
		a.finishFirstFactor(w, r, login.User, newSession{login.SessionToken, login.SessionJWT, login.Session})
	}
}

// isWrongPassword reports whether a login by password failed for a reason that depends on the account: there is none,
// it has no password or another one, or it is locked. The response is the same for all of them, since it must not
// reveal to strangers who has an account.
func isWrongPassword(err error) bool {
	return errors.Is(err, api.ErrorTypeEmailNotFound) ||
		errors.Is(err, api.ErrorTypeNoUserPassword) ||
		errors.Is(err, api.ErrorTypeUnauthorizedCredentials) ||
		errors.Is(err, api.ErrorTypeUserLockLimitReached)
}
