package redisstore_test

import (
	"fmt"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/redis/go-redis/v9"

	"github.com/flymyai/stytch-go/internal/redistest"
	"github.com/flymyai/stytch-go/redisstore"
	"github.com/flymyai/stytch-go/sessions"
	"github.com/flymyai/stytch-go/webhooks"
)

// bound is the default timeout of a store. It limits an operation as a whole, even one with two or three exchanges.
const bound = time.Second

// A server that is killed loses its data. When it is back, the processes write again what they have revoked, also what was
// revoked in between, and a process that starts then knows it too.
func TestServerKilledAndRestarted(t *testing.T) {
	t.Parallel()
	srv := redistest.Start(t)
	open1, closed := revocations(t, srv.Addr), revocations(t, srv.Addr, redisstore.WithFailClosed())
	if err := open1.Revoke(t.Context(), sessions.Revocation{SessionID: "before"}); err != nil {
		t.Fatal(err)
	}
	eventually(t, "the revocation arrives", func() bool { return state(closed, "before") == sessions.Revoked })

	srv.Kill()
	eventually(t, "the loss is noticed", func() bool { return state(closed, "other") == sessions.Unconfirmed })
	if got := state(open1, "other"); got != sessions.NotRevoked {
		t.Errorf("fail open: got %d", got)
	}
	for _, r := range []*redisstore.Revocations{open1, closed} {
		if got := state(r, "before"); got != sessions.Revoked {
			t.Errorf("the process no longer knows a revocation from before: got %d", got)
		}
	}
	err := within(t, bound, "Revoke without a server", func() error {
		return open1.Revoke(t.Context(), sessions.Revocation{SessionID: "between"})
	})
	if err == nil {
		t.Error("Revoke returned no error")
	}

	if err := srv.Restart(); err != nil {
		t.Fatal(err)
	}
	eventually(t, "the server is found again", func() bool { return state(closed, "other") == sessions.NotRevoked })
	eventually(t, "what was revoked in between arrives", func() bool { return state(closed, "between") == sessions.Revoked })
	late := revocations(t, srv.Addr)
	for _, id := range []string{"before", "between"} {
		eventually(t, "a late process knows "+id, func() bool { return state(late, id) == sessions.Revoked })
	}
}

// What is revoked while the connection of another process is cut, that process learns when it is back.
func TestConnectionCut(t *testing.T) {
	t.Parallel()
	srv := redistest.Start(t)
	network := startProxy(t, srv.Addr)
	writer, reader := revocations(t, srv.Addr), revocations(t, network.addr(), redisstore.WithFailClosed())
	for n := range 20 {
		network.refuse.Store(true)
		network.cut()
		if err := writer.Revoke(t.Context(), sessions.Revocation{SessionID: id("s", n)}); err != nil {
			t.Fatal(err)
		}
		if n%2 == 0 {
			eventually(t, "the cut is noticed", func() bool { return state(reader, "other") == sessions.Unconfirmed })
		}
		network.refuse.Store(false)
		eventually(t, "the revocation is caught up", func() bool { return state(reader, id("s", n)) == sessions.Revoked })
	}
	eventually(t, "the reader is connected", func() bool { return state(reader, "other") == sessions.NotRevoked })
}

// A proxy that rejects the command that waits for news ends each connection soon after the revocations were read. They are
// read again at most about once a second.
func TestConnectionsEndSoon(t *testing.T) {
	t.Parallel()
	srv := redistest.Start(t)
	network := startProxy(t, srv.Addr)
	network.nonBlocking.Store(true)
	writer, reader := revocations(t, srv.Addr), revocations(t, network.addr())
	start := time.Now()
	// go-redis tries twice for each. The pauses add up to 6 seconds, or to half of that by chance.
	eventually(t, "12 connections have ended", func() bool { return network.rejected.Load() >= 2*12 })
	if took := time.Since(start); took < 2*time.Second {
		t.Errorf("12 connections within %v", took)
	}
	if err := writer.Revoke(t.Context(), sessions.Revocation{SessionID: "s"}); err != nil {
		t.Fatal(err)
	}
	eventually(t, "a revocation arrives", func() bool { return state(reader, "s") == sessions.Revoked })
}

// A revocation whose write is in progress is not written again, even if each response takes a while.
func TestWritesInProgressAreNotRepeated(t *testing.T) {
	t.Parallel()
	const many = 40
	srv := redistest.Start(t)
	network := startProxy(t, srv.Addr)
	r := open(t, network.addr(), redisstore.WithTimeout(patience)).Revocations()
	if err := r.Wait(t.Context()); err != nil {
		t.Fatal(err)
	}
	network.delay.Store(int64(100 * time.Millisecond)) // so that each second, a write is in progress
	for n := range many {
		if err := r.Revoke(t.Context(), sessions.Revocation{SessionID: id("s", n)}); err != nil {
			t.Fatal(err)
		}
	}
	if n := srv.Client(t).XLen(t.Context(), "stytch:revocations").Val(); n != many {
		t.Errorf("%d entries, want %d: some were written twice", n, many)
	}
}

// The pause grows until a connection has lasted.
func TestPauseBetweenConnections(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ previous, lasted, want time.Duration }{
		{0, 0, 20 * time.Millisecond},
		{20 * time.Millisecond, 0, 40 * time.Millisecond},
		{20 * time.Millisecond, 999 * time.Millisecond, 40 * time.Millisecond},
		{800 * time.Millisecond, 0, time.Second},
		{time.Second, 999 * time.Millisecond, time.Second},
		{time.Second, time.Second, 20 * time.Millisecond},
	} {
		if got := redisstore.PauseAfter(test.previous, test.lasted); got != test.want {
			t.Errorf("after %v, and a connection of %v: got %v, want %v", test.previous, test.lasted, got, test.want)
		}
	}
}

// A server that takes 2 seconds for each response counts as unreachable. Every call returns within its bound.
func TestSlowServer(t *testing.T) {
	t.Parallel()
	srv := redistest.Start(t)
	network := startProxy(t, srv.Addr)
	store := open(t, network.addr(), redisstore.WithFailClosed())
	closed := store.Revocations()
	if err := closed.Wait(t.Context()); err != nil {
		t.Fatal(err)
	}
	network.delay.Store(int64(2 * time.Second))
	started := time.Now()
	eventually(t, "slowness is noticed", func() bool { return state(closed, "other") == sessions.Unconfirmed })
	if took := time.Since(started); took > 5*time.Second { // 1.5 s, and more on a busy machine
		t.Errorf("noticed after %v", took)
	} else {
		t.Logf("noticed after %v", took)
	}
	for what, call := range map[string]func() error{
		"Revoke": func() error { return closed.Revoke(t.Context(), sessions.Revocation{SessionID: "s"}) },
		"Claim": func() error {
			_, err := store.Events().Claim(t.Context(), "e", "owner", time.Minute)
			return err
		},
		"Load": func() error { _, err := store.Tokens().Load(t.Context(), "k"); return err },
		"Lock": func() error { _, err := store.Tokens().Lock(t.Context(), "k", "owner", time.Second); return err },
		"Save": func() error { return store.Tokens().Save(t.Context(), "k", nil, time.Second) },
	} {
		if err := within(t, bound, what, call); err == nil {
			t.Errorf("%s: no error", what)
		}
	}
	if err := within(t, 5*bound, "Complete", func() error { return store.Events().Complete(t.Context(), "e", "owner") }); err == nil {
		t.Error("Complete: no error")
	}
	if err := within(t, bound, "Close", store.Close); err != nil {
		t.Error(err)
	}
	network.delay.Store(0)
	if r := revocations(t, srv.Addr); state(r, "s") == sessions.Revoked {
		t.Log("the revocation was written although its response was late")
	}
}

// A full server rejects commands that need memory. Reads continue, and failed writes are made when there is room.
func TestFullMemory(t *testing.T) {
	t.Parallel()
	srv := redistest.Start(t, "--maxmemory-policy", "noeviction")
	store := open(t, srv.Addr)
	writer, reader := store.Revocations(), revocations(t, srv.Addr, redisstore.WithFailClosed())
	if err := writer.Wait(t.Context()); err != nil {
		t.Fatal(err)
	}
	events := store.Events()
	if got, err := events.Claim(t.Context(), "claimed", "owner", time.Minute); err != nil || got != webhooks.Claimed {
		t.Fatal(got, err)
	}
	if _, err := events.Claim(t.Context(), "released", "owner", time.Minute); err != nil {
		t.Fatal(err)
	}
	full := srv.Client(t)
	if err := full.ConfigSet(t.Context(), "maxmemory", "1").Err(); err != nil {
		t.Fatal(err)
	}
	if err := writer.Revoke(t.Context(), sessions.Revocation{SessionID: "s"}); err == nil || !strings.Contains(err.Error(), "OOM") {
		t.Errorf("Revoke: %v", err)
	}
	if got := state(writer, "s"); got != sessions.Revoked {
		t.Errorf("the process does not know its own revocation: %d", got)
	}
	if _, err := events.Claim(t.Context(), "new", "owner", time.Minute); err == nil {
		t.Error("an event was claimed without memory")
	}
	if err := events.Complete(t.Context(), "claimed", "owner"); err != nil {
		t.Errorf("an event that was handled is not recorded: %v", err)
	}
	if err := events.Release(t.Context(), "released", "owner"); err != nil {
		t.Errorf("Release: %v", err)
	}
	if err := full.ConfigSet(t.Context(), "maxmemory", "0").Err(); err != nil {
		t.Fatal(err)
	}
	eventually(t, "the revocation is written", func() bool { return state(reader, "s") == sessions.Revoked })
	for event, want := range map[string]webhooks.State{"claimed": webhooks.Handled, "released": webhooks.Claimed, "new": webhooks.Claimed} {
		if got, err := events.Claim(t.Context(), event, "another owner", time.Minute); err != nil || got != want {
			t.Errorf("%s: got %d, %v; want %d", event, got, err, want)
		}
	}
}

// With a wrong password, nothing works and nothing hangs. No error shows the password.
func TestWrongPassword(t *testing.T) {
	t.Parallel()
	srv := redistest.Start(t, "--requirepass", "right")
	options := &redis.UniversalOptions{Addrs: []string{srv.Addr}, Password: "planted-password"}
	store, err := redisstore.New(options, redisstore.WithFailClosed())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = store.Close() })
	r := store.Revocations()
	errs := []error{
		within(t, bound, "Revoke", func() error { return r.Revoke(t.Context(), sessions.Revocation{SessionID: "s"}) }),
		within(t, bound, "Load", func() error { _, err := store.Tokens().Load(t.Context(), "k"); return err }),
		within(t, bound, "Claim", func() error { _, err := store.Events().Claim(t.Context(), "e", "o", time.Minute); return err }),
	}
	for _, err := range errs {
		if err == nil || strings.Contains(fmt.Sprintf("%v %+v %#v", err, err, err), "planted") {
			t.Errorf("got %v", err)
		}
	}
	if got := state(r, "other"); got != sessions.Unconfirmed {
		t.Errorf("fail closed: got %d", got)
	}
}

// Close ends every goroutine and every connection, whatever the server does.
//
//nolint:paralleltest // it counts goroutines
func TestNothingIsLeftAfterClose(t *testing.T) {
	srv := redistest.Start(t)
	network := startProxy(t, srv.Addr)
	for name, fault := range map[string]func(){
		"none": func() {},
		"slow": func() { network.delay.Store(int64(2 * time.Second)) },
		"cut":  func() { network.refuse.Store(true); network.cut() },
	} {
		network.delay.Store(0)
		network.refuse.Store(false)
		eventually(t, "no connection is open", func() bool { return network.open() == 0 })
		before := runtime.NumGoroutine()
		var stores []*redisstore.Store
		for range 5 {
			store := open(t, network.addr())
			r := store.Revocations()
			if err := r.Wait(t.Context()); err != nil {
				t.Fatal(err)
			}
			_, _ = store.Events().Claim(t.Context(), name, "owner", time.Minute)
			stores = append(stores, store)
		}
		fault()
		for _, store := range stores {
			_ = within(t, bound, "Close", store.Close)
			if err := store.Close(); err != nil {
				t.Errorf("%s: second Close: %v", name, err)
			}
		}
		network.delay.Store(0)
		eventually(t, name+": no connection is left", func() bool { return network.open() == 0 })
		eventually(t, name+": no goroutine is left", func() bool { return runtime.NumGoroutine() <= before })
	}
}

// state returns what is known of a session.
func state(r *redisstore.Revocations, session string) sessions.RevocationState {
	return r.Check(session, "user-test", time.Now())
}
