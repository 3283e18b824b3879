package bearer

import (
	"context"
	"net/http"
)

// Protect returns a middleware that passes on only requests with a token that authenticate accepts. It stores the result of
// authenticate in the context of the request, under key. It calls onError for all other requests, after setting the header
// of the challenge.
func Protect[T any](
	challenge Challenge, key any, onError func(http.ResponseWriter, *http.Request, error),
	authenticate func(ctx context.Context, token string) (T, error),
) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			var verified T
			token, err := Token(r.Header)
			if err == nil {
				verified, err = authenticate(r.Context(), token)
			}
			if err != nil {
				challenge.Reject(w, err)
				onError(w, r, err)
				return
			}
			next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), key, verified)))
		})
	}
}
