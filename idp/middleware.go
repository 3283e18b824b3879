package idp

import (
	"context"
	"net/http"

	"github.com/flymyai/stytch-go/internal/bearer"
)

// Middleware passes on only requests with a valid access token of a connected app, and stores the token in their
// context for [FromContext]. It reads the token from the "Authorization: Bearer" header and checks it like
// [Service.AuthenticateAccessToken].
//
// The response to any other request has a WWW-Authenticate header with the challenge of RFC 6750, section 3, and a JSON
// problem document (RFC 9457):
//
//	401                        no token
//	401  invalid_token         a token that is invalid, expired, revoked, of another kind or for another resource
//	403  insufficient_scope    a token whose scopes are not sufficient
//	400  invalid_request       a malformed Authorization header, or several
//	503                        the project's keys or its RBAC policy could not be fetched, or introspection failed
//
// With [WithResourceMetadata], the challenge also contains the URL that tells the client how to get a token.
//
// To require a scope for one route, wrap that route:
//
//	mux.Handle("GET /documents", client.IDP.Middleware(idp.WithScopes("read:documents"))(handler))
//
// Middleware panics if an option is invalid, so that a mistake shows when the program starts.
func (s *Service) Middleware(opts ...MiddlewareOption) func(http.Handler) http.Handler {
	o, err := newOptions(s.transport.ProjectID(), opts)
	if err != nil {
		panic(err)
	}
	if o.onError == nil {
		o.onError = s.failures.Wrap(StatusCode, WriteProblem)
	}
	challenge := bearer.Challenge{
		Scopes:           o.scopes,
		ResourceMetadata: o.resourceMetadata,
		WrongKind:        "is not a Connected Apps access token",
	}
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
