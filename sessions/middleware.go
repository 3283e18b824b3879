package sessions

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"strings"
)

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
//
// It panics if an option is invalid, so that a mistake shows when the program starts.
func (s *Service) Middleware(opts ...MiddlewareOption) func(http.Handler) http.Handler {
	o, err := newOptions(opts)
	if err != nil {
		panic(err)
	}
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			varyBySession(w.Header())
			session, err := s.request(w, r, o)
			if err != nil {
				setCacheControl(w.Header(), "no-store")
				o.onError(w, r, err)
				return
			}
			setCacheControl(w.Header(), "private")
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
	session, renewed, err := s.find(r, o)
	if err != nil {
		return nil, err
	}
	// Even a session with too few factors gets its new JWT: else each of its requests would call the API.
	if renewed != nil {
		o.renew(w, r, renewed)
	}
	if err := s.checkFactors(session, o); err != nil {
		return nil, err
	}
	return session, nil
}

// find returns the session of a request, its factors unchecked, and the API's response if that is for cookies.
func (s *Service) find(r *http.Request, o *options) (*Session, *AuthenticateResponse, error) {
	rejected := ErrNoSession
	jwt := cookie(r, o.cookies.JWTName)
	fromCookie := jwt != ""
	if !fromCookie {
		jwt = bearer(r)
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
	token := cookie(r, o.cookies.TokenName)
	if token == "" {
		return nil, nil, rejected
	}
	// A session may outlive the key that its last JWT was signed with.
	resp, err := s.fromAPI(r.Context(), AuthenticateRequest{SessionToken: token}, o)
	if err != nil {
		return nil, nil, err
	}
	return &resp.Session, resp, nil
}

// renew sets the cookie of the new JWT, and the cookie of the token if the session now expires later.
func (o *options) renew(w http.ResponseWriter, r *http.Request, resp *AuthenticateResponse) {
	http.SetCookie(w, o.cookies.cookie(o.cookies.JWTName, resp.SessionJWT, resp.Session.ExpiresAt))
	if o.sessionMinutes > 0 && cookie(r, o.cookies.TokenName) != "" {
		http.SetCookie(w, o.cookies.cookie(o.cookies.TokenName, resp.SessionToken, resp.Session.ExpiresAt))
	}
}

// rejectedHere reports whether a token was found bad without asking the API.
func rejectedHere(err error) bool {
	return slices.ContainsFunc(rejections, func(reason error) bool { return errors.Is(err, reason) })
}

var rejections = []error{
	ErrJWTMalformed, ErrJWTAlgorithm, ErrJWTUnknownKey, ErrJWTSignature,
	ErrJWTIssuer, ErrJWTAudience, ErrJWTKind, ErrJWTNotYetValid, ErrJWTExpired, ErrJWTTooOld,
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
