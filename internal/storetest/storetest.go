// Package storetest tests implementations of the interfaces by which processes share what they know: sessions.Revocations,
// webhooks.Store and m2m.TokenStore.
package storetest

import (
	"bytes"
	"strconv"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/flymyai/stytch-go/m2m"
	"github.com/flymyai/stytch-go/sessions"
	"github.com/flymyai/stytch-go/webhooks"
)

// lease is long enough for a busy machine to finish what is done under it.
const lease = 2 * time.Second

// Revocations tests that whatever one process revokes, another one soon knows, and so does one that starts later.
func Revocations(t *testing.T, one, other sessions.Revocations, late func() sessions.Revocations) {
	t.Helper()
	now := time.Now()
	for _, r := range []sessions.Revocation{
		{SessionID: "ended"},
		{UserID: "deleted"},
		{UserID: "everywhere", IssuedBefore: now},
		{UserID: "others", IssuedBefore: now, Except: "left"},
		{UserID: "changed", IssuedBefore: now, Confirm: true},
		{SessionID: "unsure", IssuedBefore: now, Confirm: true},
	} {
		if err := one.Revoke(t.Context(), r); err != nil {
			t.Fatal(err)
		}
	}
	tests := []struct {
		session, user string
		issued        time.Duration
		want          sessions.RevocationState
	}{
		{"ended", "user", 0, sessions.Revoked},
		{"active", "user", 0, sessions.NotRevoked},
		{"active", "deleted", time.Hour, sessions.Revoked},
		{"active", "everywhere", -time.Minute, sessions.Revoked},
		{"active", "everywhere", time.Minute, sessions.NotRevoked},
		{"active", "others", -time.Minute, sessions.Revoked},
		{"active", "others", time.Minute, sessions.NotRevoked},
		{"left", "others", -time.Minute, sessions.NotRevoked},
		{"active", "changed", -time.Minute, sessions.Unconfirmed},
		{"active", "changed", time.Minute, sessions.NotRevoked},
		{"unsure", "user", -time.Minute, sessions.Unconfirmed},
		{"unsure", "user", time.Minute, sessions.NotRevoked},
	}
	processes := map[string]sessions.Revocations{"the process that revokes": one, "another process": other, "a late one": late()}
	for name, r := range processes {
		deadline := time.Now().Add(10 * time.Second)
		for r.Check("unsure", "user", now) != sessions.Unconfirmed && time.Now().Before(deadline) {
			<-time.After(time.Millisecond)
		}
		for _, test := range tests {
			if got := r.Check(test.session, test.user, now.Add(test.issued)); got != test.want {
				t.Errorf("%s: session %s of user %s, issued %v: got %d, want %d", name, test.session, test.user, test.issued, got, test.want)
			}
		}
	}
	if err := one.Revoke(t.Context(), sessions.Revocation{}); err == nil {
		t.Error("a revocation of nothing was accepted")
	}
}

// Events tests the states of events.
func Events(t *testing.T, store webhooks.Store) {
	t.Helper()
	ctx := t.Context()
	claim := func(event, owner string, want webhooks.State) {
		t.Helper()
		if got, err := store.Claim(ctx, event, owner, lease); err != nil || got != want {
			t.Errorf("%s claims %s: got %d, %v; want %d", owner, event, got, err, want)
		}
	}
	call := func(method func(owner string) error, owner string) {
		t.Helper()
		if err := method(owner); err != nil {
			t.Error(err)
		}
	}
	complete := func(event string) func(string) error {
		return func(owner string) error { return store.Complete(ctx, event, owner) }
	}
	release := func(event string) func(string) error {
		return func(owner string) error { return store.Release(ctx, event, owner) }
	}

	claim("crashed", "one", webhooks.Claimed)
	claim("slow", "one", webhooks.Claimed)
	claimed := time.Now()

	claim("handled", "one", webhooks.Claimed)
	claim("handled", "two", webhooks.InProgress)
	call(complete("handled"), "one")
	call(complete("handled"), "one")
	claim("handled", "two", webhooks.Handled)
	call(release("handled"), "two")
	call(release("handled"), "one")
	claim("handled", "three", webhooks.Handled)

	claim("failed", "one", webhooks.Claimed)
	call(release("failed"), "two")
	claim("failed", "two", webhooks.InProgress)
	call(release("failed"), "one")
	claim("failed", "two", webhooks.Claimed)
	call(release("failed"), "one")
	claim("failed", "three", webhooks.InProgress)

	var wg sync.WaitGroup
	var winners atomic.Int32
	for n := range 20 {
		wg.Go(func() {
			if got, err := store.Claim(ctx, "contended", strconv.Itoa(n), lease); err != nil {
				t.Error(err)
			} else if got == webhooks.Claimed {
				winners.Add(1)
			}
		})
	}
	wg.Wait()
	if winners.Load() != 1 {
		t.Errorf("%d owners have claimed one event", winners.Load())
	}

	// A claim ends with its lease. Whoever handled the event without it can still complete it.
	<-time.After(time.Until(claimed.Add(lease + 200*time.Millisecond)))
	claim("crashed", "two", webhooks.Claimed)
	call(complete("slow"), "one")
	claim("slow", "two", webhooks.Handled)
}

// Tokens tests values and locks.
func Tokens(t *testing.T, store m2m.TokenStore) {
	t.Helper()
	ctx := t.Context()
	load := func(key string, want []byte) {
		t.Helper()
		if got, err := store.Load(ctx, key); err != nil || !bytes.Equal(got, want) {
			t.Errorf("%s: got %q, %v; want %q", key, got, err, want)
		}
	}
	lock := func(key, owner string, want bool) {
		t.Helper()
		if got, err := store.Lock(ctx, key, owner, lease); err != nil || got != want {
			t.Errorf("%s locks %s: got %v, %v; want %v", owner, key, got, err, want)
		}
	}
	check := func(err error) {
		t.Helper()
		if err != nil {
			t.Error(err)
		}
	}
	value := []byte("\x00\xff sealed")
	load("key", nil)
	check(store.Save(ctx, "key", []byte("first"), time.Minute))
	check(store.Save(ctx, "key", value, time.Minute))
	load("key", value)
	load("another key", nil)

	lock("crashed", "one", true)
	locked := time.Now()
	lock("key", "one", true)
	lock("key", "two", false)
	check(store.Unlock(ctx, "key", "two"))
	lock("key", "two", false)
	lock("another key", "two", true)
	check(store.Unlock(ctx, "key", "one"))
	lock("key", "two", true)
	load("key", value)

	lock("kept", "one", true)
	<-time.After(lease / 2)
	lock("kept", "one", true) // again
	<-time.After(time.Until(locked.Add(lease + 200*time.Millisecond)))
	lock("kept", "two", false)
	lock("crashed", "two", true)
}
