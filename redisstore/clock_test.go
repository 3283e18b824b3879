package redisstore_test

import (
	"testing"
	"time"

	"github.com/flymyai/stytch-go/internal/redistest"
	"github.com/flymyai/stytch-go/redisstore"
	"github.com/flymyai/stytch-go/sessions"
)

// If the wall clock of a process is set forward by an hour, the process does not delete the revocations of the last 10
// minutes, and a process that starts then knows them.
func TestWallClockIsSetForward(t *testing.T) {
	t.Parallel()
	const many = 300 // more than one node of the stream: Redis deletes only whole nodes
	srv := redistest.Start(t)
	r := revocations(t, srv.Addr)
	revoke := func(session string) {
		if err := r.Revoke(t.Context(), sessions.Revocation{SessionID: session}); err != nil {
			t.Fatal(err)
		}
	}
	for n := range many {
		revoke(id("s", n))
	}
	r.StepClock(time.Hour)
	revoke("one more")
	if n := srv.Client(t).XLen(t.Context(), "stytch:revocations").Val(); n != many+1 {
		t.Errorf("%d entries are left, want %d", n, many+1)
	}
	late := revocations(t, srv.Addr, redisstore.WithFailClosed())
	for n := range many {
		if got := state(late, id("s", n)); got != sessions.Revoked {
			t.Fatalf("%d: got %d, want revoked", n, got)
		}
	}
}

// The time of Redis is read again while the connection lasts, so that clocks of different speeds do not drift apart.
func TestClockOfRedisIsReadAgain(t *testing.T) {
	t.Parallel()
	r := revocations(t, redistest.Start(t).Addr)
	r.AgeClock(time.Hour)
	eventually(t, "the clock is read again", func() bool { return r.ClockAge() < time.Minute })
}
