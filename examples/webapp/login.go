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

// What the pages of a login show.
type (
	loginForm struct{ Email string }
	codeForm  struct{ MethodID, Email string }
	linkForm  struct{ Token string }
	sentPage  struct{ Email string }
)

// typedEmail is the email address of a form. Stytch says whether it is one.
func typedEmail(r *http.Request) string {
	return strings.TrimSpace(r.PostFormValue("email"))
}

func (a *app) showLogin(w http.ResponseWriter, _ *http.Request) {
	a.render(w, http.StatusOK, "login", loginForm{})
}

// sendCode sends a code by email. Who is new signs up by that, so the answer is the same for everybody.
func (a *app) sendCode(w http.ResponseWriter, r *http.Request) {
	email := typedEmail(r)
	sent, err := a.client.OTP.Email.LoginOrCreate(r.Context(), otp.EmailLoginOrCreateRequest{Email: email})
	if err != nil {
		a.renderError(w, r, "login", loginForm{email}, err)
		return
	}
	a.render(w, http.StatusOK, "code", codeForm{sent.EmailID, email})
}

func (a *app) enterCode(w http.ResponseWriter, r *http.Request) {
	form := codeForm{r.PostFormValue("method_id"), r.PostFormValue("email")}
	login, err := a.client.OTP.Authenticate(r.Context(), otp.AuthenticateRequest{
		MethodID:               form.MethodID,
		Code:                   typedCode(r),
		SessionDurationMinutes: firstFactorMinutes,
	})
	if err != nil {
		a.renderError(w, r, "code", form, err)
		return
	}
	a.afterFirstFactor(w, r, login.User, grant{login.SessionToken, login.SessionJWT, login.Session})
}

// sendLink sends a magic link by email, which signs up who is new.
func (a *app) sendLink(w http.ResponseWriter, r *http.Request) {
	email := typedEmail(r)
	_, err := a.client.MagicLinks.Email.LoginOrCreate(r.Context(), magiclinks.EmailLoginOrCreateRequest{
		Email:              email,
		LoginMagicLinkURL:  a.baseURL + authenticatePath,
		SignupMagicLinkURL: a.baseURL + authenticatePath,
	})
	if err != nil {
		a.renderError(w, r, "login", loginForm{email}, err)
		return
	}
	a.render(w, http.StatusOK, "sent", sentPage{email})
}

// openLink is where the links of all mails lead. It spends no token: programs that look through mail open links
// too, and would use them up. The page has a button for that.
func (a *app) openLink(w http.ResponseWriter, r *http.Request) {
	token := r.FormValue("token")
	switch r.FormValue("stytch_token_type") {
	case "magic_links", "login": // the latter comes from the mail that resets a password
		a.render(w, http.StatusOK, "link", linkForm{token})
	case "reset_password":
		a.render(w, http.StatusOK, "choose", chooseForm{Token: token})
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
		a.afterFirstFactor(w, r, login.User, grant{login.SessionToken, login.SessionJWT, login.Session})
	}
}

// isBrokenLink reports whether an error says that the token of a link will never work.
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
		a.afterFirstFactor(w, r, login.User, grant{login.SessionToken, login.SessionJWT, login.Session})
	}
}

// isWrongPassword reports whether a login by password failed for a reason that tells whether the address has an
// account: there is none, it has no password, it has another one, it is locked. All are answered alike, since
// the answer goes to whoever asks.
func isWrongPassword(err error) bool {
	return errors.Is(err, api.ErrorTypeEmailNotFound) ||
		errors.Is(err, api.ErrorTypeNoUserPassword) ||
		errors.Is(err, api.ErrorTypeUnauthorizedCredentials) ||
		errors.Is(err, api.ErrorTypeUserLockLimitReached)
}
