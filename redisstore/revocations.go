package redisstore

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"github.com/flymyai/stytch-go/sessions"
)

// errClosed is the error of a store that is closed.
var errClosed = errors.New("the store is closed")

// Revocations is a [sessions.Revocations] that processes share. [Store.Revocations] returns it. It is safe for concurrent
// use.
type Revocations struct {
	store    *Store
	list     *sessions.RevocationList
	ended    chan struct{} // closed when the goroutine has ended
	caughtUp chan struct{} // closed when everything was read for the first time
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
	// id is its ID in the stream, or zero if Redis does not have it, as far as known.
	id streamID
	// writing reports whether [Revocations.Revoke] is writing it.
	writing bool
}

// Revocations returns the revoked sessions that all programs with the same prefix share, for stytch.WithRevocations. It
// reads the revocations of the last 10 minutes and follows new ones, in a goroutine that ends when the store is closed.
// They are kept in memory, so a check does no I/O. Call [Revocations.Wait] before you serve requests, so that a program
// that has just started knows what was revoked before.
//
// A revocation usually reaches other processes within a few milliseconds. A lost connection is reestablished, and the
// missed revocations are read. If Redis has lost the revocations, even without losing the connection, each process
// notices that within seconds and writes its own revocations of the last 10 minutes again. A server that does not
// respond counts as unreachable after the timeout of the store plus half a second: by default, after 1.5 seconds.
//
// All calls return the same value. [WithFailClosed] sets what a check does while Redis is unreachable.
func (s *Store) Revocations() *Revocations {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.revocations == nil {
		r := &Revocations{
			store: s, list: sessions.NewRevocationList(), own: map[entry]*ownEntry{},
			ended: make(chan struct{}), caughtUp: make(chan struct{}), lastErr: errors.New("not connected yet"),
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
	if state == sessions.NotRevoked && r.store.failClosed && r.behind.Load() {
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
		own.writing = false
		if errors.Is(r.lastErr, errClosed) {
			return failed("revocation not written", errClosed)
		}
		return failed("revocation not written yet", r.lastErr)
	}
	ids, err := r.write(ctx, []entry{e})
	r.mu.Lock()
	defer r.mu.Unlock()
	own.writing = false
	if err != nil {
		return failed("revocation not written yet", err)
	}
	own.id = ids[0]
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

// remember keeps a revocation of this process that is about to be written, in case Redis does not.
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
	own := &ownEntry{expires: now.Add(sessions.RevocationLifetime), writing: true}
	r.own[e] = own
	return own
}
