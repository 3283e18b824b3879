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
	"github.com/flymyai/stytch-go/users"
)

// Each operation whose scenario ends a session tells the revocations. Otherwise, the JWTs of the session stay valid
// wherever they are checked locally. No scenario is a login that ends sessions: package stytchtest tests those.
func TestEndedSessionsAreReported(t *testing.T) {
	t.Parallel()
	for _, operation := range slices.Sorted(maps.Keys(scenarios)) {
		t.Run(operation, func(t *testing.T) {
			t.Parallel()
			fx := newFixture(t)
			call := scenarios[operation](fx)
			fx.login()
			before := sessionsOf(t, fx)
			reported := &reports{}
			_, client := clienttest.Serve(t, fx.ServeHTTP, clienttest.Once, stytch.WithClock(fx.Now), stytch.WithRevocations(reported))
			if err := call(t.Context(), client); err != nil {
				t.Fatal(err)
			}
			after := sessionsOf(t, fx)
			for session := range before {
				if !after[session] && reported.n.Load() == 0 {
					t.Errorf("it ended the session %s, but its method did not report that: see package internal/ended", session)
				}
			}
		})
	}
}

// sessionsOf returns the active sessions of all users.
func sessionsOf(t *testing.T, fx *fixture) map[string]bool {
	t.Helper()
	active := map[string]bool{}
	for user, err := range fx.client.Users.All(t.Context(), users.SearchRequest{}) {
		if err != nil {
			t.Fatal(err)
		}
		got, err := fx.client.Sessions.Get(t.Context(), user.UserID)
		if err != nil {
			t.Fatal(err)
		}
		for _, session := range got.Sessions {
			active[session.SessionID] = true
		}
	}
	return active
}

// reports counts what the client reports.
type reports struct{ n atomic.Int32 }

func (r *reports) Revoke(context.Context, sessions.Revocation) error { r.n.Add(1); return nil }

func (*reports) Check(string, string, time.Time) sessions.RevocationState { return sessions.NotRevoked }
