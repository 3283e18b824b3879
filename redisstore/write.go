package redisstore

import (
	"context"
	"log/slog"
	"slices"
	"strconv"
	"time"

	"github.com/redis/go-redis/v9"

	"github.com/flymyai/stytch-go/sessions"
)

const (
	// clockMargin is how far the clocks of the servers of a cluster may differ.
	clockMargin = time.Minute
	// streamLifetime is when Redis deletes the stream if nothing is revoked any more.
	streamLifetime = 24 * time.Hour
)

// key is the key of the stream of revocations.
func (r *Revocations) key() string { return r.store.prefix + "revocations" }

// oldest returns the ID before which revocations have expired, or "" if the clock of Redis is unknown.
func (r *Revocations) oldest() string {
	clock := r.clock.Load()
	if clock == nil {
		return ""
	}
	oldest := clock.now().Add(-sessions.RevocationLifetime - clockMargin)
	return strconv.FormatInt(oldest.UnixMilli(), 10) + "-0"
}

// write writes revocations to the stream and removes expired ones.
func (r *Revocations) write(ctx context.Context, entries []entry) error {
	ctx, cancel := r.store.bounded(ctx)
	defer cancel()
	_, err := r.store.redis.Pipelined(ctx, func(p redis.Pipeliner) error {
		for _, e := range entries {
			p.XAdd(ctx, &redis.XAddArgs{Stream: r.key(), MinID: r.oldest(), Approx: true, Values: e.values()})
		}
		p.PExpire(ctx, r.key(), streamLifetime)
		return nil
	})
	return err
}

// writeAgain writes the revocations of this process that Redis does not have. If that fails, a later call tries again.
func (r *Revocations) writeAgain() {
	var missing []entry
	now := time.Now()
	r.mu.Lock()
	for e, own := range r.own {
		switch {
		case now.After(own.expires):
			delete(r.own, e)
		case !own.stored:
			missing = append(missing, e)
		}
	}
	r.mu.Unlock()
	for entries := range slices.Chunk(missing, batch) {
		if err := r.write(context.Background(), entries); err != nil {
			r.store.logger.Warn("revocations: not written yet", slog.Int("count", len(missing)), slog.Any("error", err))
			return
		}
		r.mu.Lock()
		for _, e := range entries {
			if own, ok := r.own[e]; ok {
				own.stored = true
			}
		}
		r.mu.Unlock()
	}
}

// entry is a revocation as it is stored.
type entry struct {
	session, user, except string
	// before is in milliseconds since 1970, or 0 without a limit.
	before  int64
	confirm bool
}

func newEntry(r sessions.Revocation) entry {
	e := entry{session: r.SessionID, user: r.UserID, except: r.Except, confirm: r.Confirm}
	if !r.IssuedBefore.IsZero() {
		e.before = r.IssuedBefore.UnixMilli()
	}
	return e
}

func (e entry) revocation() sessions.Revocation {
	r := sessions.Revocation{SessionID: e.session, UserID: e.user, Except: e.except, Confirm: e.confirm}
	if e.before != 0 {
		r.IssuedBefore = time.UnixMilli(e.before)
	}
	return r
}

// values are the fields of the entry in the stream, without the empty ones.
func (e entry) values() []string {
	var values []string
	for _, field := range []struct{ name, value string }{{"session", e.session}, {"user", e.user}, {"except", e.except}} {
		if field.value != "" {
			values = append(values, field.name, field.value)
		}
	}
	if e.before != 0 {
		values = append(values, "before", strconv.FormatInt(e.before, 10))
	}
	if e.confirm {
		values = append(values, "confirm", "1")
	}
	return values
}

// entryOf returns the entry of fields, or an invalid one if they are malformed. Unknown fields are ignored.
func entryOf(values map[string]any) entry {
	text := func(name string) string {
		value, _ := values[name].(string)
		return value
	}
	e := entry{session: text("session"), user: text("user"), except: text("except"), confirm: text("confirm") != ""}
	if before := text("before"); before != "" {
		var err error
		if e.before, err = strconv.ParseInt(before, 10, 64); err != nil {
			return entry{}
		}
	}
	return e
}
