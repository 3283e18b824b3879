package redisstore

import (
	"context"
	"errors"
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

// oldest returns the ID before which revocations have expired. The clock of Redis is known once Redis has been reached.
func (r *Revocations) oldest() streamID {
	return streamID{ms: r.clock.Load().now().Add(-sessions.RevocationLifetime - clockMargin).UnixMilli()}
}

// write writes revocations to the stream and removes expired ones. It returns their IDs.
func (r *Revocations) write(ctx context.Context, entries []entry) ([]streamID, error) {
	ctx, cancel := r.store.bounded(ctx)
	defer cancel()
	added := make([]*redis.StringCmd, 0, len(entries))
	_, err := r.store.redis.Pipelined(ctx, func(p redis.Pipeliner) error {
		for _, e := range entries {
			args := &redis.XAddArgs{Stream: r.key(), MinID: r.oldest().String(), Approx: true, Values: e.values()}
			added = append(added, p.XAdd(ctx, args))
		}
		p.PExpire(ctx, r.key(), streamLifetime)
		return nil
	})
	if err != nil {
		return nil, err
	}
	ids := make([]streamID, 0, len(added))
	for _, command := range added {
		ids = append(ids, parseID(command.Val()))
	}
	return ids, nil
}

// writeAgain writes the revocations of this process that Redis does not have. If Redis rejects them, a later call tries
// again. It returns an error if Redis does not respond.
func (r *Revocations) writeAgain() error {
	var missing []entry
	now := time.Now()
	r.mu.Lock()
	for e, own := range r.own {
		switch {
		case now.After(own.expires):
			delete(r.own, e)
		case own.id == (streamID{}) && !own.writing:
			missing = append(missing, e)
		}
	}
	r.mu.Unlock()
	for entries := range slices.Chunk(missing, batch) {
		ids, err := r.write(context.Background(), entries)
		if err != nil {
			r.store.logger.Warn("revocations: not written yet", slog.Int("count", len(missing)), slog.Any("error", err))
			return unlessRejected(err)
		}
		r.mu.Lock()
		for i, e := range entries {
			if own, ok := r.own[e]; ok {
				own.id = ids[i]
			}
		}
		r.mu.Unlock()
	}
	return nil
}

// unlessRejected returns err, or nil if it is a response of Redis, such as that the memory is full.
func unlessRejected(err error) error {
	if _, ok := errors.AsType[redis.Error](err); ok {
		return nil
	}
	return err
}

// entry is a revocation as it is stored.
type entry struct {
	session, user, except string
	// before is in milliseconds since 1970, or 0 without a limit.
	before  int64
	confirm bool
}

// stored is an entry of the stream.
type stored struct {
	id    streamID
	entry entry
}

func storedEntry(message redis.XMessage) stored {
	return stored{parseID(message.ID), entryOf(message.Values)}
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
