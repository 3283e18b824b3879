package redisstore_test

import (
	"testing"
	"time"

	"github.com/flymyai/stytch-go/internal/redistest"
	"github.com/flymyai/stytch-go/internal/storetest"
	"github.com/flymyai/stytch-go/sessions"
)

func TestContracts(t *testing.T) {
	t.Parallel()
	srv := redistest.Start(t)
	t.Run("revocations", func(t *testing.T) {
		t.Parallel()
		join := func() sessions.Revocations { return revocations(t, srv.Addr) }
		storetest.Revocations(t, join(), join(), join)
	})
	t.Run("events", func(t *testing.T) {
		t.Parallel()
		storetest.Events(t, open(t, srv.Addr).Events())
	})
	t.Run("tokens", func(t *testing.T) {
		t.Parallel()
		storetest.Tokens(t, open(t, srv.Addr).Tokens())
	})
}

// A lease must be shorter than what marks an event as handled.
func TestLeaseOutOfRange(t *testing.T) {
	t.Parallel()
	srv := redistest.Start(t)
	for _, lease := range []time.Duration{0, 2 * time.Hour} {
		if _, err := open(t, srv.Addr).Events().Claim(t.Context(), "e", "owner", lease); err == nil {
			t.Errorf("a lease of %v was accepted", lease)
		}
	}
}
