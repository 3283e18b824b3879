package control

import (
	"errors"
	"net/http"
	"time"

	"github.com/flymyai/stytch-go"
	"github.com/flymyai/stytch-go/magiclinks"
	"github.com/flymyai/stytch-go/passwords"
)

// landingPage is the path of the page that stands in for the app. It reads the query parameters that Stytch adds
// to a redirect URL.
const (
	landingPage   = "landing"
	fieldType     = "stytch_token_type"
	fieldToken    = "token"
	fieldPassword = "password"
)

// Token types that occur in links.
const (
	typeMagicLink     = "magic_links"
	typeResetPassword = "reset_password"
	typeLogin         = "login" // the link of a password reset that logs in without one
)

// operationOf maps a token type to the operation that an app calls with the token.
var operationOf = map[string]string{
	typeMagicLink:     "magic_links.authenticate",
	typeLogin:         "magic_links.authenticate",
	typeResetPassword: "passwords.email.reset",
}

// landingView is a visit to the landing page with a token.
type landingView struct {
	Type, Token string
	// Operation is the operation that an app would call, or empty for unknown token types.
	Operation string
	// AskPassword reports whether the call needs a new password.
	AskPassword bool
	// Problem is the error of the last attempt.
	Problem string
}

func newLandingView(tokenType, token string) landingView {
	return landingView{Type: tokenType, Token: token, Operation: operationOf[tokenType], AskPassword: tokenType == typeResetPassword}
}

// landing shows the token that a link would bring to the app.
func (h *handler) landing(w http.ResponseWriter, r *http.Request) {
	query := r.URL.Query()
	page := newLandingView(query.Get(fieldType), query.Get(fieldToken))
	status := http.StatusOK
	if page.Token == "" {
		status, page.Problem = http.StatusBadRequest, "The URL has no "+fieldToken+"."
	}
	h.show(w, status, "landing.html", page)
}

// login is what the API returns to an app for a token.
type login struct {
	UserID, SessionID        string
	SessionToken, SessionJWT string
	ExpiresAt                time.Time
}

// authenticate calls the API with the token, as the app would.
func (h *handler) authenticate(w http.ResponseWriter, r *http.Request) {
	r.Body = http.MaxBytesReader(w, r.Body, maxBody)
	if err := r.ParseForm(); err != nil {
		writeError(w, problemf(http.StatusBadRequest, "invalid form: %v", err))
		return
	}
	page := newLandingView(r.PostForm.Get(fieldType), r.PostForm.Get(fieldToken))
	done, err := h.redeem(r, page)
	if err != nil {
		page.Problem = err.Error()
		h.show(w, statusOf(err), "landing.html", page)
		return
	}
	h.show(w, http.StatusOK, "loggedin.html", done)
}

// sessionMinutes is the duration of a session that starts on the landing page.
const sessionMinutes = 60

// redeem calls the operation that consumes a token.
func (h *handler) redeem(r *http.Request, a landingView) (login, error) {
	switch a.Type {
	case typeMagicLink, typeLogin:
		resp, err := h.client.MagicLinks.Authenticate(r.Context(), magiclinks.AuthenticateRequest{
			Token: a.Token, SessionDurationMinutes: sessionMinutes,
		})
		if err != nil {
			return login{}, err
		}
		return login{resp.UserID, resp.Session.SessionID, resp.SessionToken, resp.SessionJWT, resp.Session.ExpiresAt}, nil
	case typeResetPassword:
		resp, err := h.client.Passwords.Email.Reset(r.Context(), passwords.EmailResetRequest{
			Token: a.Token, Password: r.PostForm.Get(fieldPassword), SessionDurationMinutes: sessionMinutes,
		})
		if err != nil {
			return login{}, err
		}
		return login{resp.UserID, resp.Session.SessionID, resp.SessionToken, resp.SessionJWT, resp.Session.ExpiresAt}, nil
	}
	return login{}, problemf(http.StatusBadRequest, "No operation accepts tokens of type %q.", a.Type)
}

// statusOf returns the status of the failed call, or 502 if there was no valid response.
func statusOf(err error) int {
	if p, ok := errors.AsType[*problem](err); ok {
		return p.status
	}
	if e, ok := errors.AsType[*stytch.Error](err); ok && e.StatusCode >= http.StatusBadRequest {
		return e.StatusCode
	}
	return http.StatusBadGateway
}
