package control

import (
	"errors"
	"net/http"
	"time"

	"github.com/flymyai/stytch-go"
	"github.com/flymyai/stytch-go/magiclinks"
	"github.com/flymyai/stytch-go/passwords"
)

// landingPage stands for the app that a link leads to. It takes the fields that Stytch adds to a redirect
// URL.
const (
	landingPage   = "landing"
	fieldType     = "stytch_token_type"
	fieldToken    = "token"
	fieldPassword = "password"
)

// The types of tokens that links hold.
const (
	typeMagicLink     = "magic_links"
	typeResetPassword = "reset_password"
	typeLogin         = "login" // the way past a password reset
)

// operationOf is what an app calls with a token.
var operationOf = map[string]string{
	typeMagicLink:     "magic_links.authenticate",
	typeLogin:         "magic_links.authenticate",
	typeResetPassword: "passwords.email.reset",
}

// arrival is somebody with a token.
type arrival struct {
	Type, Token string
	// Operation is what an app would call, empty for tokens of unknown types.
	Operation string
	// AskPassword asks for the new password that the call needs.
	AskPassword bool
	// Problem is why the last try failed.
	Problem string
}

func newArrival(tokenType, token string) arrival {
	return arrival{Type: tokenType, Token: token, Operation: operationOf[tokenType], AskPassword: tokenType == typeResetPassword}
}

// landing shows what a link brought to the app.
func (h *handler) landing(w http.ResponseWriter, r *http.Request) {
	query := r.URL.Query()
	page := newArrival(query.Get(fieldType), query.Get(fieldToken))
	status := http.StatusOK
	if page.Token == "" {
		status, page.Problem = http.StatusBadRequest, "The URL holds no "+fieldToken+"."
	}
	h.show(w, status, "landing.html", page)
}

// login is what an app gets for a token.
type login struct {
	UserID, SessionID        string
	SessionToken, SessionJWT string
	ExpiresAt                time.Time
}

// authenticate does what the app would: it calls the API with the token.
func (h *handler) authenticate(w http.ResponseWriter, r *http.Request) {
	r.Body = http.MaxBytesReader(w, r.Body, maxBody)
	if err := r.ParseForm(); err != nil {
		writeError(w, refuse(http.StatusBadRequest, "the form cannot be read: %v", err))
		return
	}
	page := newArrival(r.PostForm.Get(fieldType), r.PostForm.Get(fieldToken))
	done, err := h.spend(r, page)
	if err != nil {
		page.Problem = err.Error()
		h.show(w, statusOf(err), "landing.html", page)
		return
	}
	h.show(w, http.StatusOK, "loggedin.html", done)
}

// sessionMinutes is how long a session lasts that begins here.
const sessionMinutes = 60

// spend calls the operation that takes a token.
func (h *handler) spend(r *http.Request, a arrival) (login, error) {
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
	return login{}, refuse(http.StatusBadRequest, "No operation takes tokens of the type %q.", a.Type)
}

// statusOf is that of the failed call, or of a bad gateway where no proper answer came.
func statusOf(err error) int {
	if p, ok := errors.AsType[*problem](err); ok {
		return p.status
	}
	if e, ok := errors.AsType[*stytch.Error](err); ok && e.StatusCode >= http.StatusBadRequest {
		return e.StatusCode
	}
	return http.StatusBadGateway
}
