package sessions

import (
	"context"
	"errors"
	"math"
	"sync"
	"sync/atomic"
	"time"
)

// RevocationList implements [Revocations] in the memory of one process. Implementations for many processes embed it.
// An entry takes about 230 bytes. It expires after [RevocationLifetime] and is discarded when others are added.
// Use [NewRevocationList] to create a list. It is safe for concurrent use, runs no goroutine and does not need to be
// closed.
type RevocationList struct {
	// size is the number of entries. Most processes have none most of the time, and need no lock to see that.
	size atomic.Int64

	mu       sync.RWMutex
	sessions map[string]revoked
	users    map[string]revoked
	// added lists each entry once, in the order in which to look whether it has expired.
	added []addition
}

// revoked is what was revoked of a session or a user. Times are in milliseconds since 1970.
type revoked struct {
	// before and confirmBefore are the ends of the times of issue that are rejected and confirmed; 0 means none.
	before, confirmBefore int64
	// except is the session that before does not apply to.
	except string
	// expires is when the entry has no effect any more and may be discarded.
	expires time.Time
}

// addition is an entry of a list. It expires then, unless it was added again.
type addition struct {
	id      string
	user    bool
	expires time.Time
}

// NewRevocationList returns an empty list.
func NewRevocationList() *RevocationList {
	return &RevocationList{sessions: map[string]revoked{}, users: map[string]revoked{}}
}

// Revoke implements [Revocations]. It returns an error unless the revocation names either a session or a user.
func (l *RevocationList) Revoke(_ context.Context, revocation Revocation) error {
	return l.Add(revocation)
}

var errRevocation = errors.New("stytch: a revocation must name either a session or a user")

// Add adds a revocation that may come from another process. Adding one twice is the same as adding it once. It returns
// an error unless the revocation names either a session or a user.
func (l *RevocationList) Add(revocation Revocation) error {
	if (revocation.SessionID == "") == (revocation.UserID == "") {
		return errRevocation
	}
	before := int64(math.MaxInt64)
	if !revocation.IssuedBefore.IsZero() {
		before = max(revocation.IssuedBefore.UnixMilli(), 1)
	}
	now := time.Now()
	expires := now.Add(RevocationLifetime)
	l.mu.Lock()
	defer l.mu.Unlock()
	l.discard()
	id, user, entries := revocation.SessionID, false, l.sessions
	if id == "" {
		id, user, entries = revocation.UserID, true, l.users
	}
	entry, known := entries[id]
	if now.After(entry.expires) {
		entry = revoked{}
	}
	entry.expires = expires
	entry.add(before, revocation)
	entries[id] = entry
	if !known {
		l.added = append(l.added, addition{id, user, expires})
	}
	l.size.Store(int64(len(l.sessions) + len(l.users)))
	return nil
}

// discard discards expired entries. It needs the lock.
func (l *RevocationList) discard() {
	now, n := time.Now(), 0
	for ; n < len(l.added) && now.After(l.added[n].expires); n++ {
		first, entries := l.added[n], l.sessions
		if first.user {
			entries = l.users
		}
		if entry := entries[first.id]; now.After(entry.expires) {
			delete(entries, first.id)
		} else { // it was added again
			l.added = append(l.added, addition{first.id, first.user, entry.expires})
		}
	}
	l.added = l.added[n:]
}

// Check implements [Revocations].
func (l *RevocationList) Check(sessionID, userID string, issuedAt time.Time) RevocationState {
	if l.size.Load() == 0 {
		return NotRevoked
	}
	l.mu.RLock()
	session, user := l.sessions[sessionID], l.users[userID]
	l.mu.RUnlock()
	issued := issuedAt.UnixMilli()
	return max(session.check(sessionID, issued), user.check(sessionID, issued)) // the stricter one
}

// add adds a revocation of JWTs that were issued before a time.
func (r *revoked) add(before int64, revocation Revocation) {
	if revocation.Confirm {
		r.confirmBefore = max(r.confirmBefore, before)
		return
	}
	except := revocation.Except
	switch later := before - r.before; { // both are positive, so nothing overflows
	case r.before == 0:
	case later < -revocationSkew.Milliseconds():
		return // the later one has ended the session that this one left
	case later <= revocationSkew.Milliseconds() && except != r.except:
		except = "" // which of them came first is unknown, and so is which session was left
	}
	r.before, r.except = max(r.before, before), except
}

// check reports what is known about a JWT by the time it was issued.
func (r *revoked) check(sessionID string, issued int64) RevocationState {
	if r.expires.IsZero() || time.Now().After(r.expires) {
		return NotRevoked
	}
	skew := revocationSkew.Milliseconds()
	state := NotRevoked
	if r.before != 0 && (r.except == "" || r.except != sessionID) {
		switch {
		case r.before == math.MaxInt64 || issued <= r.before-skew:
			return Revoked
		case issued <= r.before+skew:
			state = Unconfirmed
		}
	}
	if r.confirmBefore != 0 && (r.confirmBefore == math.MaxInt64 || issued <= r.confirmBefore+skew) {
		state = Unconfirmed
	}
	return state
}
