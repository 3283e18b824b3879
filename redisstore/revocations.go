package redisstore

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"sync"
	"sync/atomic"
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
)

// errClosed is the error of a store that is closed.
var errClosed = errors.New("the store is closed")

// RevocationOption configures [Store.Revocations].
type RevocationOption func(*Revocations)

// FailClosed requires that every check of a session JWT calls the API while Redis is unreachable. Every user request
// then costs an API call. Stytch may limit these calls, and requests fail while the API is unreachable too. By default,
// checks accept JWTs that are not known to be revoked, so a session that another process revokes in the meantime is
// accepted until its JWT expires, for up to 5 minutes.
func FailClosed() RevocationOption { return func(r *Revocations) { r.failClosed = true } }

// Revocations is a [sessions.Revocations] that processes share. [Store.Revocations] returns it. It is safe for concurrent
// use.
type Revocations struct {
	store      *Store
	list       *sessions.RevocationList
	failClosed bool
	ended      chan struct{} // closed when the goroutine has ended
	caughtUp   chan struct{} // closed when everything was read for the first time
	// behind reports whether revocations may be missing.
	behind atomic.Bool
	// clock is the clock of Redis, once it is known.
	clock atomic.Pointer[serverClock]

	mu sync.Mutex
	// own are the revocations of this process until they expire.
	own map[entry]*ownEntry
	// lastErr is why Redis is unreachable.
	lastErr error
}

// ownEntry is a revocation of this process.
type ownEntry struct {
	expires time.Time
	// stored reports whether Redis has it, as far as known.
	stored bool
}

// Revocations returns the revoked sessions that all programs with the same prefix share, for stytch.WithRevocations. It
// reads the revocations of the last 10 minutes and follows new ones, in a goroutine that ends when the store is closed.
// They are kept in memory, so a check does no I/O. Call [Revocations.Wait] before you serve requests, so that a program
// that has just started knows what was revoked before.
//
// A revocation usually reaches other processes within a few milliseconds. A lost connection is reestablished, and the
// missed revocations are read. If Redis has lost data, each process writes its own revocations of the last 10 minutes
// again. A server that does not respond counts as unreachable after the timeout of the store and half a second: by
// default, after 1.5 seconds.
//
// All calls return the same value, with the options of the first call.
func (s *Store) Revocations(opts ...RevocationOption) *Revocations {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.revocations == nil {
		r := &Revocations{
			store: s, list: sessions.NewRevocationList(), own: map[entry]*ownEntry{},
			ended: make(chan struct{}), caughtUp: make(chan struct{}), lastErr: errors.New("not connected yet"),
		}
		for _, opt := range opts {
			opt(r)
		}
		r.behind.Store(true)
		go r.run()
		s.revocations = r
	}
	return s.revocations
}

// Check implements [sessions.Revocations]. It does no I/O.
func (r *Revocations) Check(sessionID, userID string, issuedAt time.Time) sessions.RevocationState {
	state := r.list.Check(sessionID, userID, issuedAt)
	if state == sessions.NotRevoked && r.failClosed && r.behind.Load() {
		return sessions.Unconfirmed
	}
	return state
}

// Revoke implements [sessions.Revocations]. It returns once Redis has the revocation. If Redis is already known to be
// unreachable, it returns an error at once. If Redis does not respond, it returns an error after the timeout of the
// store. In both cases, the revocation is written when Redis is back, unless the store is closed or this process ends
// first. This process always rejects the JWTs immediately.
func (r *Revocations) Revoke(ctx context.Context, revocation sessions.Revocation) error {
	if err := r.list.Add(revocation); err != nil {
		return err
	}
	e := newEntry(revocation)
	own := r.remember(e)
	if r.behind.Load() {
		r.mu.Lock()
		defer r.mu.Unlock()
		if errors.Is(r.lastErr, errClosed) {
			return failed("revocation not written", errClosed)
		}
		return failed("revocation not written yet", r.lastErr)
	}
	if err := r.write(ctx, []entry{e}); err != nil {
		return failed("revocation not written yet", err)
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	own.stored = true
	return nil
}

// Wait waits until all revocations of the last 10 minutes are known. If ctx ends first, it returns an error that wraps the
// error of ctx and the reason why Redis is unreachable.
func (r *Revocations) Wait(ctx context.Context) error {
	select {
	case <-r.caughtUp:
		return nil
	case <-r.ended:
		return fmt.Errorf("redisstore: %w", errClosed)
	case <-ctx.Done():
		r.mu.Lock()
		defer r.mu.Unlock()
		return fmt.Errorf("redisstore: revocations: %w: %w", ctx.Err(), r.lastErr)
	}
}

// remember keeps a revocation of this process, in case Redis does not.
func (r *Revocations) remember(e entry) *ownEntry {
	now := time.Now()
	r.mu.Lock()
	defer r.mu.Unlock()
	if len(r.own) > 0 && len(r.own)%batch == 0 {
		for old, own := range r.own {
			if now.After(own.expires) {
				delete(r.own, old)
			}
		}
	}
	own := &ownEntry{expires: now.Add(sessions.RevocationLifetime)}
	r.own[e] = own
	return own
}

// run follows the revocations until the store is closed.
func (r *Revocations) run() {
	defer func() {
		r.mu.Lock()
		r.lastErr = errClosed
		r.mu.Unlock()
		r.behind.Store(true)
		close(r.ended)
	}()
	pause := minPause
	for {
		connected, err := r.follow()
		select {
		case <-r.store.closed:
			return
		default:
		}
		r.lost(err)
		if connected {
			pause = minPause
		}
		select {
		case <-r.store.closed:
			return
		case <-time.After(pause/2 + rand.N(pause)):
		}
		pause = min(2*pause, maxPause)
	}
}

// lost records that Redis is unreachable.
func (r *Revocations) lost(err error) {
	r.mu.Lock()
	r.lastErr = err
	r.mu.Unlock()
	if !r.behind.Swap(true) {
		r.store.logger.Warn("revocations: Redis is unreachable", slog.Any("error", err), slog.Bool("fail_closed", r.failClosed))
	}
}

// follow reads all revocations and then the new ones, until an error. It reports whether it has read all.
func (r *Revocations) follow() (connected bool, err error) {
	last, err := r.start()
	if err != nil {
		return false, err
	}
	seen, ticked := map[entry]bool{}, time.Now()
	for {
		messages, err := r.read(last, connected)
		if err != nil {
			return connected, err
		}
		for _, message := range messages {
			last = message.ID
			r.received(message, seen)
		}
		switch {
		case len(messages) == batch:
		case !connected:
			connected, ticked = true, time.Now()
			r.found(seen)
			seen = nil
		case time.Since(ticked) > time.Second:
			ticked = time.Now()
			if err := r.tick(); err != nil {
				return connected, err
			}
		}
	}
}

// tick does what is due every second.
func (r *Revocations) tick() error {
	if time.Since(r.clock.Load().read) > clockLifetime {
		if err := r.readClock(); err != nil {
			return err
		}
	}
	r.writeAgain()
	return nil
}

// start returns the ID after which to read: revocations before it have expired. IDs begin with the time of the server.
func (r *Revocations) start() (string, error) {
	if err := r.readClock(); err != nil {
		return "", err
	}
	return r.oldest(), nil
}

// read returns the next revocations, or none. It waits for new ones only after all were read.
func (r *Revocations) read(last string, wait bool) ([]redis.XMessage, error) {
	args := &redis.XReadArgs{Streams: []string{r.key(), last}, Count: batch, Block: -1}
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

// received adds a revocation to the list. One that a newer version of this package wrote may be unknown.
func (r *Revocations) received(message redis.XMessage, seen map[entry]bool) {
	e := entryOf(message.Values)
	if seen != nil {
		seen[e] = true
	}
	if err := r.list.Add(e.revocation()); err != nil {
		r.store.logger.Warn("revocations: an unknown entry was ignored", slog.String("id", message.ID), slog.Any("error", err))
	}
}

// found records that all revocations are known, and writes those of this process that Redis does not have.
func (r *Revocations) found(seen map[entry]bool) {
	r.mu.Lock()
	for e, own := range r.own {
		own.stored = seen[e]
	}
	r.mu.Unlock()
	r.behind.Store(false)
	select {
	case <-r.caughtUp:
		r.store.logger.Info("revocations: Redis is back")
	default:
		close(r.caughtUp)
	}
	r.writeAgain()
}
