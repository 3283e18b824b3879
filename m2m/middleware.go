package m2m

import (
	"context"
	"net/http"

	"github.com/flymyai/stytch-go/internal/bearer"
)

// Middleware passes on only requests with a valid access token, and stores the token in their context for
// [FromContext]. It reads the token from the "Authorization: Bearer" header and checks it like
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
	if o.onError == nil {
		o.onError = s.failures.Wrap(StatusCode, WriteProblem)
	}
	challenge := bearer.Challenge{Scopes: o.scopes, WrongKind: "is not an M2M access token"}
	return bearer.Protect(challenge, contextKey{}, o.onError, func(ctx context.Context, token string) (*AccessToken, error) {
		return s.authenticate(ctx, token, o)
	})
}

type contextKey struct{}

// FromContext returns the access token of a request behind [Service.Middleware]. It reports false if there is none, which
// means that the route lacks the middleware.
func FromContext(ctx context.Context) (*AccessToken, bool) {
	token, ok := ctx.Value(contextKey{}).(*AccessToken)
	return token, ok
}
