package sessions

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/go-json-experiment/json"

	"github.com/flymyai/stytch-go/api"
)

// cookies are the names and the scope of the session cookies.
type cookies struct {
	token, jwt, domain string
}

// SetCookies hands a session over to the browser, as [Service.Middleware] wants it back: the session token and
// the session JWT that a login answered, each in a cookie (Secure, HttpOnly, SameSite=Lax) until the session
// ends. [WithCookies] changes names and domain, as for the middleware.
func SetCookies(w http.ResponseWriter, sessionToken, sessionJWT string, expires time.Time, opts ...Option) {
	c := newOptions(opts).cookies
	c.set(w, c.token, sessionToken, expires)
	c.set(w, c.jwt, sessionJWT, expires)
}

// ClearCookies takes the session cookies back, for a user who logs out. Revoke the session as well.
func ClearCookies(w http.ResponseWriter, opts ...Option) {
	c := newOptions(opts).cookies
	for _, name := range []string{c.token, c.jwt} {
		http.SetCookie(w, &http.Cookie{Name: name, Domain: c.domain, Path: "/", MaxAge: -1, Secure: true, HttpOnly: true, SameSite: http.SameSiteLaxMode})
	}
}

// defaultCookies are named as Stytch's frontend SDKs name them.
var defaultCookies = cookies{token: "stytch_session", jwt: "stytch_session_jwt"}

// WithErrorHandler answers requests that [Service.Middleware] turns away, in place of its JSON. The error is
// one of [Service.AuthenticateJWT]'s, or [ErrNoSession]. [StatusCode] says what it amounts to.
func WithErrorHandler(handler func(w http.ResponseWriter, r *http.Request, err error)) Option {
	return func(o *options) { o.onError = handler }
}

// WithCookies sets the names of the cookies for the session token and the session JWT, and the domain for which
// they are set: empty for the host alone. The names are stytch_session and stytch_session_jwt by default. It is
// for [Service.Middleware], [SetCookies] and [ClearCookies].
func WithCookies(sessionToken, sessionJWT, domain string) Option {
	return func(o *options) { o.cookies = cookies{sessionToken, sessionJWT, domain} }
}

// ErrNoSession says that a request carries neither a session token nor a session JWT.
var ErrNoSession = errors.New("stytch: the request has no session")

// Middleware lets only requests with a good session pass, and puts the session in their context, for
// [FromContext]. It takes the JWT of the stytch_session_jwt cookie or of an Authorization: Bearer header,
// and checks it like [Service.AuthenticateJWT]; without a good one, it asks the API about the token of the
// stytch_session cookie. When the API gave a new JWT, it is set as a cookie (Secure, HttpOnly, SameSite=Lax),
// unless the old one came in the header. A script cannot replace such a cookie: where Stytch's JavaScript SDK
// sets it itself, set it to HttpOnly cookies too.
//
// A session ends when its login said, unless [WithSessionDurationMinutes] lets it go on while it is used.
//
// Other requests are answered with 401, 403 where the roles do not grant [WithAuthorizationCheck], or 503
// where that cannot be known, each with a JSON body (RFC 9457). For a permission of one route, wrap that
// route:
//
//	mux.Handle("POST /documents", client.Sessions.Middleware(
//		sessions.WithAuthorizationCheck(sessions.AuthorizationCheck{ResourceID: "documents", Action: "create"}),
//	)(handler))
func (s *Service) Middleware(opts ...Option) func(http.Handler) http.Handler {
	o := newOptions(opts)
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			session, err := s.request(w, r, o)
			if err != nil {
				o.onError(w, r, err)
				return
			}
			next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), contextKey{}, session)))
		})
	}
}

type contextKey struct{}

// FromContext returns the session that [Service.Middleware] found for a request.
func FromContext(ctx context.Context) (*Session, bool) {
	session, ok := ctx.Value(contextKey{}).(*Session)
	return session, ok
}

// request finds the session of a request, and sets the cookie for a new JWT.
func (s *Service) request(w http.ResponseWriter, r *http.Request, o *options) (*Session, error) {
	refused := ErrNoSession
	jwt := cookie(r, o.cookies.jwt)
	fromCookie := jwt != ""
	if !fromCookie {
		jwt = bearer(r)
	}
	if jwt != "" {
		resp, err := s.authenticateJWT(r.Context(), jwt, o)
		if err == nil {
			if fromCookie && resp.Remote != nil {
				o.renew(w, r, resp.Remote)
			}
			return &resp.Session, nil
		}
		if !refusedHere(err) {
			return nil, err
		}
		refused = err
	}
	token := cookie(r, o.cookies.token)
	if token == "" {
		return nil, refused
	}
	// A session may outlive the key that its last JWT was signed with.
	resp, err := s.Authenticate(r.Context(), o.request(AuthenticateRequest{SessionToken: token}))
	if err != nil {
		return nil, err
	}
	o.renew(w, r, resp)
	return &resp.Session, nil
}

// renew sets the cookie of the new JWT, and that of the token where its session goes on for longer.
func (o *options) renew(w http.ResponseWriter, r *http.Request, resp *AuthenticateResponse) {
	o.cookies.set(w, o.cookies.jwt, resp.SessionJWT, resp.Session.ExpiresAt)
	if o.sessionMinutes > 0 && cookie(r, o.cookies.token) != "" {
		o.cookies.set(w, o.cookies.token, resp.SessionToken, resp.Session.ExpiresAt)
	}
}

// refusedHere reports whether a token was found bad without asking the API.
func refusedHere(err error) bool {
	return slices.ContainsFunc(refusals, func(reason error) bool { return errors.Is(err, reason) })
}

var refusals = []error{
	ErrJWTMalformed, ErrJWTAlgorithm, ErrJWTUnknownKey, ErrJWTSignature,
	ErrJWTIssuer, ErrJWTAudience, ErrJWTNotYetValid, ErrJWTExpired, ErrJWTTooOld,
}

func cookie(r *http.Request, name string) string {
	c, err := r.Cookie(name)
	if err != nil {
		return ""
	}
	return c.Value
}

// bearer returns the token of an Authorization header (RFC 6750, section 2.1).
func bearer(r *http.Request) string {
	scheme, token, _ := strings.Cut(r.Header.Get("Authorization"), " ")
	if !strings.EqualFold(scheme, "Bearer") {
		return ""
	}
	return strings.TrimSpace(token)
}

func (c cookies) set(w http.ResponseWriter, name, value string, expires time.Time) {
	http.SetCookie(w, &http.Cookie{
		Name: name, Value: value, Domain: c.domain, Path: "/", Expires: expires,
		Secure: true, HttpOnly: true, SameSite: http.SameSiteLaxMode,
	})
}

// StatusCode returns the HTTP status that an error of this package amounts to for whoever made the request:
// 401 to log in again, 403 where the session may not do this, 503 where Stytch could not be asked.
func StatusCode(err error) int {
	for _, denial := range []error{ErrNotAuthorized, api.ErrorTypeConsumerSessionAuthorizationError, api.ErrorTypeInvalidPermissionResource, api.ErrorTypeInvalidPermissionAction} {
		if errors.Is(err, denial) {
			return http.StatusForbidden
		}
	}
	if e, ok := errors.AsType[*api.Error](err); ok && refuses(e) {
		return http.StatusUnauthorized
	}
	if errors.Is(err, ErrNoSession) || refusedHere(err) {
		return http.StatusUnauthorized
	}
	return http.StatusServiceUnavailable
}

// refuses reports whether the API's error is about the session that was shown. Any other, such as wrong
// project keys, is no fault of the user's.
func refuses(e *api.Error) bool {
	switch e.Type {
	case api.ErrorTypeSessionNotFound, api.ErrorTypeInvalidSessionToken, api.ErrorTypeUnableToParseSessionJWT,
		api.ErrorTypeInvalidSessionTokenDocs, api.ErrorTypeUserNotFound:
		return true
	}
	return false
}

// problem answers with a problem document (RFC 9457). It says no more than the status does: what is wrong
// with a token is for the log, not for whoever made it up.
func problem(w http.ResponseWriter, _ *http.Request, err error) {
	status := StatusCode(err)
	details := map[int]string{
		http.StatusUnauthorized:       "A valid session is needed. Log in and try again.",
		http.StatusForbidden:          "This session is not allowed to do that.",
		http.StatusServiceUnavailable: "The session cannot be checked at the moment. Try again later.",
	}
	body, err := json.Marshal(struct {
		Type   string `json:"type"`
		Title  string `json:"title"`
		Status int    `json:"status"`
		Detail string `json:"detail"`
	}{"about:blank", http.StatusText(status), status, details[status]})
	if err != nil {
		http.Error(w, http.StatusText(status), status)
		return
	}
	if status == http.StatusUnauthorized {
		w.Header().Set("WWW-Authenticate", "Bearer")
	}
	w.Header().Set("Content-Type", "application/problem+json")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	_, _ = w.Write(body)
}
