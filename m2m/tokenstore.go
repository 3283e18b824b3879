package m2m

import (
	"context"
	"crypto/rand"
	"fmt"
	"time"

	"golang.org/x/oauth2"
)

// TokenStore shares the tokens of a [Service.TokenSource] between processes, so that one of them fetches a token and the
// others use it: see [WithTokenStore]. Package redisstore has one. The values are encrypted and the keys are hashes, so a
// store does not see tokens or client IDs.
//
// A store must bound how long its methods take. If one returns an error, the process fetches a token for itself. Methods
// are called concurrently.
type TokenStore interface {
	// Load returns the value of a key, or nil if there is none. The caller treats the value as read-only.
	Load(ctx context.Context, key string) ([]byte, error)
	// Save sets the value of a key. The store may discard it after its lifetime.
	Save(ctx context.Context, key string, value []byte, lifetime time.Duration) error
	// Lock gives an owner the lock of a key for the duration of a lease. It reports false if another owner has the lock. If
	// the owner already has the lock, its lease starts again.
	Lock(ctx context.Context, key, owner string, lease time.Duration) (bool, error)
	// Unlock releases the lock of an owner. It does nothing if the owner does not have the lock.
	Unlock(ctx context.Context, key, owner string) error
}

// WithTokenStore shares the token with all processes that have the same store, client ID, scope and project secret. One
// process fetches the token if the store has none, and again before it expires. The others wait for that token, or use the
// old one until it expires. If the process that fetches dies, another one takes over within 5 seconds. If it has no token
// after 10 seconds, for example because it cannot reach Stytch, another one takes over within 5 more.
//
// The token is encrypted with AES-256-GCM. The key is derived from the project secret with HKDF (RFC 5869). Processes
// with different project secrets, such as during a rotation, do not share tokens with each other.
//
// If the store fails, each process fetches its own token.
func WithTokenStore(store TokenStore) TokenSourceOption {
	return func(s *tokenSource) { s.store = store }
}

const (
	// fetchLease is how long a process that has died keeps others from fetching a token.
	fetchLease = 5 * time.Second
	// keepFor is how long a process that fetches renews its lease. A process that cannot reach Stytch tries for longer than
	// that, and must not keep all others from a token meanwhile.
	keepFor = 10 * time.Second
	// minPoll and maxPoll bound how often a process looks for the token that another one fetches.
	minPoll, maxPoll = 20 * time.Millisecond, 250 * time.Millisecond
	// sharedSkew is how far the clocks of processes may differ: a shared token expires that much sooner.
	sharedSkew = 5 * time.Second
)

// renewable is a token and when to renew it.
type renewable struct {
	token *oauth2.Token
	renew time.Time
}

// sharedToken gets a token that processes share.
type sharedToken struct {
	store TokenStore
	box   *box
	now   func() time.Time
	// fetch gets a token from the API.
	fetch func(context.Context) (renewable, error)
}

// get returns a token that need not be renewed yet: from the store, or from the API if no other process fetches one. It
// waits while another process does.
func (s *sharedToken) get(ctx context.Context) (renewable, error) {
	owner := rand.Text()
	for poll := minPoll; ; poll = min(2*poll, maxPoll) {
		found, err := s.load(ctx)
		locked := false
		if err == nil && found.token == nil {
			locked, err = s.store.Lock(ctx, s.box.key, owner, fetchLease)
		}
		switch {
		case err != nil: // the store failed
			return s.fetch(ctx)
		case found.token != nil:
			return found, nil
		case locked:
			return s.fetchLocked(ctx, owner)
		}
		select {
		case <-ctx.Done():
			return renewable{}, fmt.Errorf("waiting while another process fetches the token: %w", ctx.Err())
		case <-time.After(poll):
		}
	}
}

// fetchLocked fetches a token for all processes. The caller has the lock.
func (s *sharedToken) fetchLocked(ctx context.Context, owner string) (renewable, error) {
	keep := context.WithoutCancel(ctx)
	defer func() { _ = s.store.Unlock(keep, s.box.key, owner) }() // it expires
	// Another process may have saved a token and unlocked since we looked.
	if found, err := s.load(ctx); err == nil && found.token != nil {
		return found, nil
	}
	stop := s.keepLock(keep, owner)
	defer stop()
	fetched, err := s.fetch(ctx)
	if err != nil {
		return renewable{}, err
	}
	if value, err := s.box.seal(fetched); err == nil {
		_ = s.store.Save(keep, s.box.key, value, fetched.token.Expiry.Sub(s.now())) // this process has the token in any case
	}
	return fetched, nil
}

// keepLock renews the lease until stop is called, but not for longer than keepFor.
func (s *sharedToken) keepLock(ctx context.Context, owner string) (stop func()) {
	ctx, cancel := context.WithTimeout(ctx, keepFor)
	done := make(chan struct{})
	go func() {
		defer close(done)
		for {
			select {
			case <-ctx.Done():
				return
			case <-time.After(fetchLease / 3):
				_, _ = s.store.Lock(ctx, s.box.key, owner, fetchLease) // without the lock, two processes fetch
			}
		}
	}()
	return func() {
		cancel()
		<-done
	}
}

// load returns the stored token if it need not be renewed yet. A value that cannot be opened counts as none.
func (s *sharedToken) load(ctx context.Context) (renewable, error) {
	value, err := s.store.Load(ctx, s.box.key)
	if err != nil || value == nil {
		return renewable{}, err
	}
	found, ok := s.box.open(value)
	if !ok || !s.now().Before(found.renew) || !s.now().Before(found.token.Expiry) {
		return renewable{}, nil
	}
	return found, nil
}
