package redisstore_test

import (
	"fmt"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/redis/go-redis/v9"

	"github.com/flymyai/stytch-go/internal/redistest"
	"github.com/flymyai/stytch-go/redisstore"
	"github.com/flymyai/stytch-go/sessions"
)

// If Redis loses the stream while all connections last, the process that revoked writes its revocations again, and a process
// that starts then knows them. Neither later revocations of others nor its own hide the loss.
func TestStreamLost(t *testing.T) {
	t.Parallel()
	const key = "stytch:revocations"
	for name, test := range map[string]struct {
		// lose makes Redis lose the stream.
		lose func(*testing.T, *redis.Client) error
		// then are the revocations that another process and the same one write right after that.
		byOther, byOwner []string
	}{
		"DEL":      {lose: func(t *testing.T, c *redis.Client) error { return c.Del(t.Context(), key).Err() }},
		"FLUSHALL": {lose: func(t *testing.T, c *redis.Client) error { return c.FlushAll(t.Context()).Err() }},
		"expired": {lose: func(t *testing.T, c *redis.Client) error {
			err := c.PExpire(t.Context(), key, time.Millisecond).Err()
			eventually(t, "the stream expires", func() bool { return c.Exists(t.Context(), key).Val() == 0 })
			return err
		}},
		"trimmed": {lose: func(t *testing.T, c *redis.Client) error { return c.XTrimMaxLen(t.Context(), key, 0).Err() }},
		"others write": {
			lose:    func(t *testing.T, c *redis.Client) error { return c.Del(t.Context(), key).Err() },
			byOther: []string{"other 1", "other 2"},
		},
		"the owner writes": {
			lose:    func(t *testing.T, c *redis.Client) error { return c.Del(t.Context(), key).Err() },
			byOwner: []string{"own 1", "own 2"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			srv := redistest.Start(t)
			owner, other := revocations(t, srv.Addr, redisstore.WithFailClosed()), revocations(t, srv.Addr)
			revoke := func(r *redisstore.Revocations, session string) {
				if err := r.Revoke(t.Context(), sessions.Revocation{SessionID: session}); err != nil {
					t.Fatal(err)
				}
			}
			revoke(owner, "first")
			revoke(owner, "second")
			client := srv.Client(t)
			if err := test.lose(t, client); err != nil {
				t.Fatal(err)
			}
			for _, session := range test.byOther {
				revoke(other, session)
			}
			for _, session := range test.byOwner {
				revoke(owner, session)
			}
			late := revocations(t, srv.Addr)
			for _, session := range append([]string{"first", "second"}, append(test.byOther, test.byOwner...)...) {
				eventually(t, session+" is known", func() bool { return state(late, session) == sessions.Revoked })
			}
			eventually(t, "the owner has caught up", func() bool { return state(owner, "other") == sessions.NotRevoked })
		})
	}
}

// If Redis loses the stream and then counts from earlier IDs, as after a failover behind a proxy that keeps connections, a
// process that has revoked nothing reads the new ones too.
func TestStreamLostAndItsIDsAreEarlier(t *testing.T) {
	t.Parallel()
	srv := redistest.Start(t)
	client := srv.Client(t)
	add := func(session string, before time.Duration) {
		id := streamID(time.Now().Add(-before))
		err := client.XAdd(t.Context(), &redis.XAddArgs{Stream: "stytch:revocations", ID: id, Values: []string{"session", session}}).Err()
		if err != nil {
			t.Fatal(err)
		}
	}
	reader := revocations(t, srv.Addr)
	add("before", 0)
	eventually(t, "the first one arrives", func() bool { return state(reader, "before") == sessions.Revoked })
	if err := client.Del(t.Context(), "stytch:revocations").Err(); err != nil {
		t.Fatal(err)
	}
	add("after", time.Minute)
	eventually(t, "the second one arrives", func() bool { return state(reader, "after") == sessions.Revoked })
}

// After a loss, another entry may get the ID of one that was lost: IDs are milliseconds and a number that starts again.
func TestStreamLostAndAnIDIsUsedAgain(t *testing.T) {
	t.Parallel()
	for name, revoke := range map[string]func(*testing.T, *redis.Client, *redisstore.Revocations){
		"of its own entry": func(t *testing.T, _ *redis.Client, r *redisstore.Revocations) {
			if err := r.Revoke(t.Context(), sessions.Revocation{SessionID: "before"}); err != nil {
				t.Fatal(err)
			}
		},
		"of the last entry": func(t *testing.T, client *redis.Client, _ *redisstore.Revocations) {
			args := &redis.XAddArgs{Stream: "stytch:revocations", Values: []string{"session", "before"}}
			if err := client.XAdd(t.Context(), args).Err(); err != nil {
				t.Fatal(err)
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			srv := redistest.Start(t)
			client, r := srv.Client(t), revocations(t, srv.Addr)
			revoke(t, client, r)
			eventually(t, "the first one arrives", func() bool { return state(r, "before") == sessions.Revoked })
			entries, err := client.XRange(t.Context(), "stytch:revocations", "-", "+").Result()
			if err != nil || len(entries) != 1 {
				t.Fatal(entries, err)
			}
			if err := client.Del(t.Context(), "stytch:revocations").Err(); err != nil {
				t.Fatal(err)
			}
			args := &redis.XAddArgs{Stream: "stytch:revocations", ID: entries[0].ID, Values: []string{"session", "after"}}
			if err := client.XAdd(t.Context(), args).Err(); err != nil {
				t.Fatal(err)
			}
			eventually(t, "the second one arrives", func() bool { return state(r, "after") == sessions.Revoked })
			if name == "of its own entry" {
				late := revocations(t, srv.Addr)
				eventually(t, "the first one is written again", func() bool { return state(late, "before") == sessions.Revoked })
			}
		})
	}
}

// To notice that the stream is lost costs a process one command a second at most: the process waits for news twice a second.
func TestNoticingALossCostsLittle(t *testing.T) {
	t.Parallel()
	srv := redistest.Start(t)
	r := revocations(t, srv.Addr)
	for n := range 100 {
		if err := r.Revoke(t.Context(), sessions.Revocation{SessionID: id("s", n)}); err != nil {
			t.Fatal(err)
		}
	}
	client := srv.Client(t)
	eventually(t, "the revocations are read", func() bool {
		return client.XLen(t.Context(), "stytch:revocations").Val() == 100 && state(r, id("s", 99)) == sessions.Revoked
	})
	commands := func() int { return calls(t, client, "xread") + calls(t, client, "time") }
	before, start := commands(), time.Now()
	eventually(t, "the process has read a few times", func() bool { return commands()-before >= 12 })
	if took := time.Since(start); took < 3*time.Second {
		t.Errorf("12 commands within %v", took)
	}
	if n := client.XLen(t.Context(), "stytch:revocations").Val(); n != 100 {
		t.Errorf("%d entries, want 100: some were written again", n)
	}
}

// calls returns how often the server has run a command.
func calls(t *testing.T, client *redis.Client, command string) (n int) {
	t.Helper()
	info, err := client.Info(t.Context(), "commandstats").Result()
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(info) {
		if stats, ok := strings.CutPrefix(line, "cmdstat_"+command+":calls="); ok {
			text, _, _ := strings.Cut(stats, ",")
			n, _ = strconv.Atoi(text)
		}
	}
	return n
}

// streamID is the first ID of a time.
func streamID(at time.Time) string { return fmt.Sprint(at.UnixMilli(), "-0") }
