package token

import (
	"context"
	"net/http"
	"time"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/refresh"
	"github.com/flymyai/stytch-go/internal/token/jwks"
	"github.com/flymyai/stytch-go/internal/transport"
)

// GetJWKS is the operation that gets the key set of a project, without credentials.
var GetJWKS = transport.Get("sessions.jwks", "/v1/sessions/jwks/{project_id}").Idempotent().LimitBody(1 << 20).AttemptTimeout(refresh.AttemptTimeout)

// fetchKeys returns a function that fetches the keys of the project.
func fetchKeys(t *transport.Client) jwks.Fetch {
	return func(ctx context.Context) ([]api.JWK, time.Duration, error) {
		resp, err := transport.Call[keySet](ctx, t, GetJWKS, nil, t.ProjectID())
		if err != nil {
			return nil, 0, err
		}
		return resp.Keys, resp.maxAge, nil
	}
}

// keySet is the response of [GetJWKS] with its max-age.
type keySet struct {
	api.SessionsJWKSResponse
	maxAge time.Duration
}

// ReadHeader implements [transport.HeaderReader].
func (s *keySet) ReadHeader(header http.Header) { s.maxAge = jwks.MaxAge(header) }
