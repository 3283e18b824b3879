package conformance_test

import (
	"context"
	"maps"
	"slices"
	"sync/atomic"
	"testing"
	"time"

	"github.com/flymyai/stytch-go"
	"github.com/flymyai/stytch-go/internal/clienttest"
	"github.com/flymyai/stytch-go/sessions"
)

// Each operation that ends a session of the user tells the revocations. Otherwise, the JWTs of the session stay valid
// wherever they are checked locally.
func TestEndedSessionsAreReported(t *testing.T) {
	t.Parallel()
	for _, operation := range slices.Sorted(maps.Keys(scenarios)) {
		t.Run(operation, func(t *testing.T) {
			t.Parallel()
			fx := newFixture(t)
			call := scenarios[operation](fx)
			token := fx.login().SessionToken
			reported := &reports{}
			_, client := clienttest.Serve(t, fx.ServeHTTP, clienttest.Once, stytch.WithClock(fx.Now), stytch.WithRevocations(reported))
			if err := call(t.Context(), client); err != nil {
				t.Fatal(err)
			}
			_, err := fx.client.Sessions.Authenticate(t.Context(), sessions.AuthenticateRequest{SessionToken: token})
			if err != nil && reported.n.Load() == 0 {
				t.Errorf("it ended a session (%v), but its method did not report that: see package internal/ended", err)
			}
		})
	}
}

// reports counts what the client reports.
type reports struct{ n atomic.Int32 }

func (r *reports) Revoke(context.Context, sessions.Revocation) error { r.n.Add(1); return nil }

func (*reports) Check(string, string, time.Time) sessions.RevocationState { return sessions.NotRevoked }
