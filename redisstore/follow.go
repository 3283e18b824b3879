package redisstore

import (
	"context"
	"errors"
	"log/slog"
	"math/rand/v2"
	"time"

	"github.com/redis/go-redis/v9"

	"github.com/flymyai/stytch-go/sessions"
)

const (
	// pollEvery is how long the server waits for news before it returns none, which shows that it is there.
	pollEvery = 500 * time.Millisecond
	// batch is how many revocations are read or written at once.
	batch = 1000
	// minPause and maxPause bound the time between two attempts to reach Redis.
	minPause, maxPause = 20 * time.Millisecond, time.Second
	// replicationLag is how far a server that is read from may be behind the one that is written to.
	replicationLag = 2 * time.Second
)

// errLost is the error of a server that no longer has the revocations that it had.
var errLost = errors.New("the stream of revocations is lost")

// run follows the revocations until the store is closed.
func (r *Revocations) run() {
	defer func() {
		r.mu.Lock()
		r.lastErr = errClosed
		r.mu.Unlock()
		r.behind.Store(true)
		close(r.ended)
	}()
	var pause time.Duration
	for {
		lasted, err := r.follow()
		select {
		case <-r.store.closed:
			return
		default:
		}
		r.lost(err)
		pause = pauseAfter(pause, lasted)
		select {
		case <-r.store.closed:
			return
		case <-time.After(pause/2 + rand.N(pause)):
		}
	}
}

// pauseAfter returns how long to wait before the next connection, after the previous pause and a connection that lasted for
// some time. The pause grows until a connection lasts, since each connection reads everything again.
func pauseAfter(previous, lasted time.Duration) time.Duration {
	if lasted >= maxPause {
		return minPause
	}
	return min(max(2*previous, minPause), maxPause)
}

// lost records that Redis is unreachable.
func (r *Revocations) lost(err error) {
	r.mu.Lock()
	r.lastErr = err
	r.mu.Unlock()
	if !r.behind.Swap(true) {
		what := "revocations: Redis is unreachable"
		if errors.Is(err, errLost) {
			what = "revocations: Redis has lost them"
		}
		r.store.logger.Warn(what, slog.Any("error", err), slog.Bool("fail_closed", r.store.failClosed))
	}
}

// follow reads all revocations and then the new ones, until an error. It returns for how long it has read new ones.
func (r *Revocations) follow() (lasted time.Duration, err error) {
	first, err := r.start()
	if err != nil {
		return 0, err
	}
	last, seen := stored{id: first}, map[entry]streamID{}
	for { // until all are read
		messages, err := r.read(last.id, batch, false)
		if err != nil {
			return 0, err
		}
		last = r.received(messages, last, seen)
		if len(messages) < batch {
			break
		}
	}
	if err := r.found(seen); err != nil {
		return 0, err
	}
	connected := time.Now()
	for ticked := connected; ; {
		messages, err := r.read(last.id, batch, true)
		if err != nil {
			return time.Since(connected), err
		}
		last = r.received(messages, last, nil)
		if time.Since(ticked) > time.Second {
			ticked = time.Now()
			if err := r.tick(last); err != nil {
				return time.Since(connected), err
			}
		}
	}
}

// tick does what is due every second. Its one exchange with Redis is small, unless revocations have to be written again.
func (r *Revocations) tick(last stored) error {
	var err error
	if time.Since(r.clock.Load().read) > clockLifetime {
		err = r.readClock()
	} else {
		err = r.checkStream(last)
	}
	if err != nil {
		return err
	}
	return r.writeAgain()
}

// checkStream returns errLost if Redis no longer has an entry that must be there. It reads this entry, because after a loss
// another entry may get the same ID.
func (r *Revocations) checkStream(last stored) error {
	expected, ok := r.expected(last)
	if !ok {
		return nil
	}
	messages, err := r.read(expected.id.previous(), 1, false)
	if err != nil {
		return err
	}
	if len(messages) == 0 || storedEntry(messages[0]) != expected {
		return errLost
	}
	return nil
}

// expected returns an entry that the stream must have, unless none is known. It is the oldest one of this process, because
// later ones may have been written after a loss. A process that has none expects the last entry that it has read: if the
// stream begins again with earlier IDs, nothing after that entry arrives.
func (r *Revocations) expected(last stored) (expected stored, ok bool) {
	now, redisNow := time.Now(), r.clock.Load().now()
	r.mu.Lock()
	defer r.mu.Unlock()
	for e, own := range r.own {
		// An entry that was just written may not have reached the server that is read from.
		if own.id == (streamID{}) || now.After(own.expires) || own.id.time().After(redisNow.Add(-replicationLag)) {
			continue
		}
		if !ok || own.id.before(expected.id) {
			expected, ok = stored{own.id, e}, true
		}
	}
	if ok {
		return expected, true
	}
	return last, last.id.time().After(redisNow.Add(-sessions.RevocationLifetime))
}

// start returns the ID after which to read: revocations before it have expired. IDs begin with the time of the server.
func (r *Revocations) start() (streamID, error) {
	if err := r.readClock(); err != nil {
		return streamID{}, err
	}
	return r.oldest(), nil
}

// read returns the first revocations after an ID, or none. If it is to wait, it waits for new ones for a while.
func (r *Revocations) read(after streamID, count int64, wait bool) ([]redis.XMessage, error) {
	args := &redis.XReadArgs{Streams: []string{r.key(), after.String()}, Count: count, Block: -1}
	timeout := r.store.timeout
	if wait {
		args.Block = pollEvery
		timeout += pollEvery
	}
	ctx, cancel := context.WithTimeout(context.Background(), timeout)
	defer cancel()
	streams, err := r.store.redis.XRead(ctx, args).Result()
	if errors.Is(err, redis.Nil) || (err == nil && len(streams) == 0) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return streams[0].Messages, nil
}

// received adds revocations to the list and to seen, which may be nil. It returns the one after which to read on.
func (r *Revocations) received(messages []redis.XMessage, last stored, seen map[entry]streamID) stored {
	for _, message := range messages {
		last = storedEntry(message)
		if seen != nil {
			seen[last.entry] = last.id
		}
		// One that a newer version of this package wrote may be unknown.
		if err := r.list.Add(last.entry.revocation()); err != nil {
			r.store.logger.Warn("revocations: an unknown entry was ignored", slog.String("id", message.ID), slog.Any("error", err))
		}
	}
	return last
}

// found records that all revocations are known, and writes those of this process that Redis does not have.
func (r *Revocations) found(seen map[entry]streamID) error {
	r.mu.Lock()
	for e, own := range r.own {
		own.id = seen[e]
	}
	r.mu.Unlock()
	r.behind.Store(false)
	select {
	case <-r.caughtUp:
		r.store.logger.Info("revocations: Redis is back")
	default:
		close(r.caughtUp)
	}
	return r.writeAgain()
}
