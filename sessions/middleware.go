package sessions

import (
	"context"
	"errors"
	"fmt"
	"net/http"

	"github.com/flymyai/stytch-go/internal/bearer"
	"github.com/flymyai/stytch-go/internal/token"
)

// Middleware passes on only requests with a valid session, and stores the session in their context for [FromContext].
//
// It checks the JWT in the cookie stytch_session_jwt, or else in the Authorization: Bearer header, like
// [Service.AuthenticateJWT]. The header is ignored if it is malformed or sent twice. Without a valid JWT, Middleware
// authenticates the token in the cookie stytch_session with the API. [WithCookies] changes the cookies. If the API
// returns a new JWT, Middleware sets it as a cookie, unless the old JWT came in the header. The cookies that Middleware
// sets are HttpOnly, so scripts cannot replace them. If Stytch's JavaScript SDK sets the cookies, make it use HttpOnly
// cookies too.
//
// A session expires at the time set at login, unless [WithSessionDurationMinutes] extends it while it is in use.
// Requests that call the API for the same session at the same time share one call.
//
// A request without a valid session is rejected with 401. If the session fails [WithAuthorizationCheck],
// [WithRequiredFactor] or [WithMaxFactorAge], the status is 403, and if it could not be checked, 503. The body is a
// JSON problem document (RFC 9457). To require a permission for one route, wrap that route:
//
//	mux.Handle("POST /documents", client.Sessions.Middleware(
//		sessions.WithAuthorizationCheck(sessions.AuthorizationCheck{ResourceID: "documents", Action: "create"}),
//	)(handler))
//
// Responses get the header "Vary: Cookie, Authorization". They also get "Cache-Control: private", or "no-store" if the
// request is rejected. A handler may set its own.
//
// Middleware panics if an option is invalid, so that a mistake shows when the program starts.
func (s *Service) Middleware(opts ...MiddlewareOption) func(http.Handler) http.Handler {
	o, err := newOptions(opts)
	if err != nil {
		panic(err)
	}
	onError := o.onError
	if onError == nil {
		onError = s.failures.Wrap(StatusCode, WriteProblem)
	}
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			varyBySession(w.Header())
			session, err := s.request(w, r, o)
			if err != nil {
				setCacheControl(w.Header(), "no-store")
				onError(w, r, err)
				return
			}
			setCacheControl(w.Header(), "private")
			next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), contextKey{}, session)))
		})
	}
}

type contextKey struct{}

// FromContext returns the session of a request behind [Service.Middleware]. It reports false if there is none, which
// means that the route lacks the middleware.
func FromContext(ctx context.Context) (*Session, bool) {
	session, ok := ctx.Value(contextKey{}).(*Session)
	return session, ok
}

// request returns the session of a request and sets the cookie of a new JWT.
func (s *Service) request(w http.ResponseWriter, r *http.Request, o *options) (*Session, error) {
	session, renewed, err := s.find(r, o)
	if err != nil {
		return nil, err
	}
	// A session that lacks a factor gets its new JWT too. Otherwise each of its requests would call the API.
	if renewed != nil {
		o.renew(w, r, renewed)
	}
	if err := s.checkFactors(session, o); err != nil {
		return nil, err
	}
	return session, nil
}

// find returns the session of a request, and the API's response if its JWT belongs in a cookie. It does not check the
// factors.
func (s *Service) find(r *http.Request, o *options) (*Session, *AuthenticateResponse, error) {
	rejected := ErrNoSession
	jwt := cookie(r, o.cookies.JWTName)
	fromCookie := jwt != ""
	if !fromCookie {
		var err error
		if jwt, err = bearer.Token(r.Header); errors.Is(err, bearer.ErrBadRequest) {
			rejected = fmt.Errorf("%w: the Authorization header is malformed or sent twice", ErrNoSession)
		}
	}
	if jwt != "" {
		resp, err := s.authenticateJWT(r.Context(), jwt, o)
		switch {
		case err == nil && fromCookie:
			return &resp.Session, resp.Remote, nil
		case err == nil:
			return &resp.Session, nil, nil
		case !rejectedHere(err):
			return nil, nil, err
		}
		rejected = err
	}
	sessionToken := cookie(r, o.cookies.TokenName)
	if sessionToken == "" {
		return nil, nil, rejected
	}
	// A session may outlive the key that its last JWT was signed with.
	resp, err := s.fromAPI(r.Context(), AuthenticateRequest{SessionToken: sessionToken}, o)
	if err != nil {
		return nil, nil, err
	}
	return &resp.Session, resp, nil
}

// renew sets the cookie of the new JWT, and the cookie of the token if the session now expires later.
func (o *options) renew(w http.ResponseWriter, r *http.Request, resp *AuthenticateResponse) {
	http.SetCookie(w, o.cookies.cookie(o.cookies.JWTName, resp.SessionJWT, resp.Session.ExpiresAt, 0))
	if o.sessionMinutes > 0 && cookie(r, o.cookies.TokenName) != "" {
		http.SetCookie(w, o.cookies.cookie(o.cookies.TokenName, resp.SessionToken, resp.Session.ExpiresAt, 0))
	}
}

// rejectedHere reports whether a token was rejected without a call of the API.
func rejectedHere(err error) bool { return token.Rejects(err) || errors.Is(err, ErrJWTRevoked) }

func cookie(r *http.Request, name string) string {
	c, err := r.Cookie(name)
	if err != nil {
		return ""
	}
	return c.Value
}
