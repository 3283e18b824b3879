package clienttest

import (
	"net/http"
	"sync/atomic"
	"testing"
	"time"

	"github.com/go-json-experiment/json"

	"github.com/flymyai/stytch-go"
	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/token/tokentest"
)

// Issuer serves what a check of tokens needs: the key set of the project of package tokentest, and an RBAC policy.
// Any other call fails the test.
type Issuer struct {
	// Client is a client of the issuer, whose clock starts when the tokens are issued.
	Client *stytch.Client
	// Fetches counts the key fetches.
	Fetches atomic.Int32
	// Down makes all calls fail.
	Down atomic.Bool
	// Policy is the RBAC policy. Nil makes a call for it fail the test.
	Policy atomic.Pointer[api.RBACPolicy]

	clock atomic.Int64
}

// NewIssuer starts an issuer.
func NewIssuer(tb testing.TB, opts ...stytch.Option) *Issuer {
	tb.Helper()
	i := &Issuer{}
	i.clock.Store(tokentest.Start.UnixNano())
	encode := func(v any) string {
		body, err := json.Marshal(v)
		if err != nil {
			tb.Error(err)
		}
		return string(body)
	}
	keys := encode(map[string]any{"keys": []any{tokentest.JWK(tokentest.KeyID, tokentest.Keys[0]())}, "status_code": 200})
	i.Client = New(tb, func(w http.ResponseWriter, r *http.Request) {
		policy := i.Policy.Load()
		switch {
		case i.Down.Load():
			Respond(503, "text/plain", "down")(w, r)
		case r.URL.Path == "/v1/sessions/jwks/"+tokentest.ProjectID:
			i.Fetches.Add(1)
			Respond(200, "application/json", keys)(w, r)
		case r.URL.Path == "/v1/rbac/policy" && policy != nil:
			Respond(200, "application/json", encode(api.RBACPolicyResponse{Policy: policy}))(w, r)
		default:
			tb.Errorf("called %s", r.URL.Path)
		}
	}, append([]stytch.Option{Once, stytch.WithClock(func() time.Time { return time.Unix(0, i.clock.Load()).UTC() })}, opts...)...)
	return i
}

// Advance moves the clock.
func (i *Issuer) Advance(d time.Duration) { i.clock.Add(int64(d)) }
