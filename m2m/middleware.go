package m2m

import (
	"context"
	"errors"
	"net/http"
	"strings"
)

var (
	// ErrNoToken means that a request has no bearer token.
	ErrNoToken = errors.New("stytch: the request has no access token")
	// ErrBadRequest means that the Authorization header of a request is malformed or sent twice.
	ErrBadRequest = errors.New("stytch: the Authorization header is malformed")
)

// Middleware lets only requests with a valid access token pass, and puts the token into their context, for
// [FromContext]. It takes the token of the "Authorization: Bearer" header and checks it like
// [Service.AuthenticateToken].
//
// The response to any other request has a WWW-Authenticate header with the challenge of RFC 6750, section 3, and a JSON
// problem document (RFC 9457):
//
//	401                        no token
//	401  invalid_token         a token that is invalid, expired or of another kind
//	403  insufficient_scope    a token without the scopes of [WithScopes]
//	400  invalid_request       a malformed Authorization header, or several
//	503                        the project's keys could not be fetched
//
// To require a scope for one route, wrap that route:
//
//	mux.Handle("GET /users", client.M2M.Middleware(m2m.WithScopes("read:users"))(handler))
//
// Middleware panics if an option is invalid, so that a mistake shows when the program starts.
func (s *Service) Middleware(opts ...MiddlewareOption) func(http.Handler) http.Handler {
	o, err := newOptions(opts)
	if err != nil {
		panic(err)
	}
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			token, err := bearer(r.Header)
			var verified *AccessToken
			if err == nil {
				verified, err = s.authenticate(r.Context(), token, o)
			}
			if err != nil {
				reject(w, r, o, err)
				return
			}
			next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), contextKey{}, verified)))
		})
	}
}

type contextKey struct{}

// FromContext returns the access token that [Service.Middleware] found for a request.
func FromContext(ctx context.Context) (*AccessToken, bool) {
	token, ok := ctx.Value(contextKey{}).(*AccessToken)
	return token, ok
}

// bearer returns the token of an Authorization header (RFC 6750, section 2.1).
func bearer(header http.Header) (string, error) {
	values := header.Values("Authorization")
	if len(values) > 1 {
		return "", ErrBadRequest
	}
	if len(values) == 0 {
		return "", ErrNoToken
	}
	scheme, token, _ := strings.Cut(values[0], " ")
	if !strings.EqualFold(scheme, "Bearer") {
		return "", ErrNoToken // of another scheme, which this is not about
	}
	token = strings.Trim(token, " ")
	if token == "" || strings.ContainsAny(token, " \t") {
		return "", ErrBadRequest
	}
	return token, nil
}
