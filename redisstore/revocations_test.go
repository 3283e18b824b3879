package redisstore_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/redis/go-redis/v9"

	"github.com/flymyai/stytch-go/internal/redistest"
	"github.com/flymyai/stytch-go/redisstore"
	"github.com/flymyai/stytch-go/sessions"
)

// Redis keeps a revocation for little longer than it is needed, and ignores what others have written to the stream.
func TestRevocationsInRedis(t *testing.T) {
	t.Parallel()
	srv := redistest.Start(t)
	client := srv.Client(t)
	key := "shop:revocations"
	old := time.Now().Add(-12 * time.Minute).UnixMilli()
	for n := range 500 {
		err := client.XAdd(t.Context(), &redis.XAddArgs{Stream: key, ID: fmt.Sprint(old, "-", n+1), Values: []string{"session", id("old", n)}}).Err()
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, values := range [][]string{{"other", "x"}, {"user", "u", "before", "yesterday"}, {"session", "s", "user", "u"}} {
		if err := client.XAdd(t.Context(), &redis.XAddArgs{Stream: key, Values: values}).Err(); err != nil {
			t.Fatal(err)
		}
	}
	r := open(t, srv.Addr, redisstore.WithPrefix("shop:")).Revocations()
	if err := r.Wait(t.Context()); err != nil {
		t.Fatal(err)
	}
	for _, id := range []string{"old-test-1", "s"} {
		if got := r.Check(id, "u", time.Now()); got != sessions.NotRevoked {
			t.Errorf("%s: got %d", id, got)
		}
	}
	if err := r.Revoke(t.Context(), sessions.Revocation{SessionID: "new"}); err != nil {
		t.Fatal(err)
	}
	if n := client.XLen(t.Context(), key).Val(); n > 200 {
		t.Errorf("%d entries are left", n)
	}
	if ttl := client.PTTL(t.Context(), key).Val(); ttl <= time.Hour || ttl > 24*time.Hour {
		t.Errorf("the stream lives for %v", ttl)
	}
}

// More revocations than one read returns are all read.
func TestRevocationsCatchUpWithMany(t *testing.T) {
	t.Parallel()
	srv := redistest.Start(t)
	client := srv.Client(t)
	const many = 2500
	_, err := client.Pipelined(t.Context(), func(p redis.Pipeliner) error {
		for n := range many {
			p.XAdd(t.Context(), &redis.XAddArgs{Stream: "stytch:revocations", Values: []string{"session", id("s", n)}})
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	r := revocations(t, srv.Addr, redisstore.WithFailClosed())
	for n := range many {
		if got := r.Check(id("s", n), "u", time.Now()); got != sessions.Revoked {
			t.Fatalf("%d: got %d", n, got)
		}
	}
}

// Wait returns when its context ends, and says why.
func TestWaitWithoutRedis(t *testing.T) {
	t.Parallel()
	for _, closed := range []bool{false, true} {
		var opts []redisstore.Option
		want := sessions.NotRevoked
		if closed {
			opts, want = append(opts, redisstore.WithFailClosed()), sessions.Unconfirmed
		}
		store := open(t, "127.0.0.1:1", opts...)
		r := store.Revocations()
		ctx, cancel := context.WithTimeout(t.Context(), 300*time.Millisecond)
		defer cancel()
		err := r.Wait(ctx)
		if !errors.Is(err, context.DeadlineExceeded) || !strings.Contains(err.Error(), "refused") {
			t.Errorf("Wait: %v", err)
		}
		if got := r.Check("s", "u", time.Now()); got != want {
			t.Errorf("fail closed: %v: got %d, want %d", closed, got, want)
		}
		if err := r.Revoke(t.Context(), sessions.Revocation{SessionID: "s"}); err == nil {
			t.Error("Revoke returned no error")
		}
		if got := r.Check("s", "u", time.Now()); got != sessions.Revoked {
			t.Errorf("this process does not know its own revocation: %d", got)
		}
		if err := store.Close(); err != nil {
			t.Error(err)
		}
		if err := r.Wait(t.Context()); err == nil {
			t.Error("Wait returned no error after Close")
		}
	}
}

// WithFailClosed holds for every caller of Revocations, whoever comes first.
func TestFailClosedForEveryCaller(t *testing.T) {
	t.Parallel()
	store := open(t, "127.0.0.1:1", redisstore.WithFailClosed())
	first, second := store.Revocations(), store.Revocations()
	for name, r := range map[string]*redisstore.Revocations{"first": first, "second": second} {
		if got := r.Check("s", "u", time.Now()); got != sessions.Unconfirmed {
			t.Errorf("%s: got %d, want unconfirmed", name, got)
		}
	}
}

// After Close, nothing is written later, and the error says so.
func TestRevokeAfterClose(t *testing.T) {
	t.Parallel()
	store := open(t, redistest.Start(t).Addr)
	r := store.Revocations()
	if err := r.Wait(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := store.Close(); err != nil {
		t.Fatal(err)
	}
	const want = "redisstore: revocation not written: the store is closed"
	if err := r.Revoke(t.Context(), sessions.Revocation{SessionID: "s"}); err == nil || err.Error() != want {
		t.Errorf("Revoke returned %v, want %s", err, want)
	}
}

func TestInvalidOptions(t *testing.T) {
	t.Parallel()
	for name, opt := range map[string]redisstore.Option{
		"WithPrefix":  redisstore.WithPrefix(""),
		"WithTimeout": redisstore.WithTimeout(0),
		"WithLogger":  redisstore.WithLogger(nil),
	} {
		if _, err := redisstore.New(&redis.UniversalOptions{}, opt); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := redisstore.New(nil); err == nil {
		t.Error("no options of Redis were accepted")
	}
	store, err := redisstore.New(&redis.UniversalOptions{Password: "planted"})
	if err != nil {
		t.Fatal(err)
	}
	for _, format := range []string{"%v", "%+v", "%#v", "%s"} {
		if text := fmt.Sprintf(format, store); strings.Contains(text, "planted") || !strings.Contains(text, "stytch:") {
			t.Errorf("%s: %s", format, text)
		}
	}
}
