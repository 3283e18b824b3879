// Package jwks keeps the public keys of a project: fetched when first needed, refreshed while the old
// ones stay in use, and never fetched more often for somebody who makes up key ids.
package jwks

import (
	"context"
	"crypto/rsa"
	"encoding/base64"
	"errors"
	"fmt"
	"math/big"
	"sync"
	"sync/atomic"
	"time"

	"github.com/flymyai/stytch-go/api"
)

const (
	// maxAge is how long keys are used before they are fetched again. Stytch lists a new key a month
	// before it stops listing the old one.
	maxAge = time.Hour
	// floor is the least time between two fetches for key ids that nobody knows, and before a fetch
	// that failed is tried again while there are keys to go on with.
	floor = 30 * time.Second
	// emptyFloor is the same for a failed fetch while there are none.
	emptyFloor = time.Second
	// fetchTimeout bounds one fetch, retries included.
	fetchTimeout = 30 * time.Second
)

var (
	// ErrUnknownKey is returned for a key id that is not in the set.
	ErrUnknownKey = errors.New("unknown key id")
	// ErrUnavailable is returned for a key id that is not in the set while the keys cannot be fetched.
	ErrUnavailable = errors.New("keys unavailable")
)

// Set is the keys of one project. It is safe for concurrent use and starts no goroutine but for the time
// of a fetch.
type Set struct {
	fetch func(context.Context) ([]api.JWK, error)
	now   func() time.Time

	// keys is replaced as a whole, never changed; nil before the first fetch.
	keys atomic.Pointer[snapshot]

	mu sync.Mutex
	// running is the fetch that is under way, if any.
	running *fetch
	// forced is when a fetch last found nothing for the key id it was made for.
	forced time.Time
	// failed is when a fetch last failed, and why.
	failed    time.Time
	failedErr error
}

type snapshot struct {
	byID    map[string]*rsa.PublicKey
	fetched time.Time
}

type fetch struct {
	done chan struct{}
	err  error // set before done is closed
}

// New returns a set that gets its keys from fetch, with now as its clock.
func New(fetch func(context.Context) ([]api.JWK, error), now func() time.Time) *Set {
	return &Set{fetch: fetch, now: now}
}

// Key returns the key with an id. It waits for the network only where the id is not in the set, for as
// long as ctx allows; the fetch itself goes on for whoever else waits.
func (s *Set) Key(ctx context.Context, id string) (*rsa.PublicKey, error) {
	if key := s.Current(id); key != nil {
		return key, nil
	}
	f, err := s.start(true)
	if err != nil {
		return nil, err
	}
	select {
	case <-f.done:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	if key := s.Current(id); key != nil {
		return key, nil
	}
	if f.err != nil {
		return nil, fmt.Errorf("%w: %w", ErrUnavailable, f.err)
	}
	s.mu.Lock()
	s.forced = s.now()
	s.mu.Unlock()
	return nil, ErrUnknownKey
}

// Current returns the key with an id if it is in the set now, nil otherwise. It never waits: keys past
// their age are used while they are fetched anew.
func (s *Set) Current(id string) *rsa.PublicKey {
	keys := s.keys.Load()
	if keys == nil {
		return nil
	}
	if s.now().Sub(keys.fetched) >= maxAge {
		_, _ = s.start(false)
	}
	return keys.byID[id]
}

// start returns the fetch under way, or starts one. For an unknown key id it does so at most once in
// floor; after a failure, likewise.
func (s *Set) start(unknownID bool) (*fetch, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.running != nil {
		return s.running, nil
	}
	now := s.now()
	wait := floor
	if s.keys.Load() == nil {
		wait = emptyFloor
	}
	if !s.failed.IsZero() && now.Sub(s.failed) < wait {
		return nil, fmt.Errorf("%w: %w", ErrUnavailable, s.failedErr)
	}
	if unknownID && !s.forced.IsZero() && now.Sub(s.forced) < floor {
		return nil, ErrUnknownKey
	}
	f := &fetch{done: make(chan struct{})}
	s.running = f
	go s.run(f)
	return f, nil
}

// run fetches the keys. It belongs to no caller, so no caller's context ends it.
func (s *Set) run(f *fetch) {
	ctx, cancel := context.WithTimeout(context.Background(), fetchTimeout)
	defer cancel()
	list, err := s.fetch(ctx)
	byID := usable(list)
	if err == nil && len(byID) == 0 {
		err = errors.New("the key set holds no usable key")
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if err != nil {
		s.failed, s.failedErr, f.err = s.now(), err, err
	} else {
		s.failed, s.failedErr = time.Time{}, nil
		s.keys.Store(&snapshot{byID: byID, fetched: s.now()})
	}
	s.running = nil
	close(f.done)
}

// usable returns the keys that RS256 signatures can be checked with, and passes over all others: a new
// kind of key must not take the known ones away.
func usable(list []api.JWK) map[string]*rsa.PublicKey {
	keys := map[string]*rsa.PublicKey{}
	for _, jwk := range list {
		if jwk.Kty != "RSA" || jwk.Kid == "" || (jwk.Use != "" && jwk.Use != "sig") || (jwk.Alg != "" && jwk.Alg != "RS256") {
			continue
		}
		n, errN := base64.RawURLEncoding.DecodeString(jwk.N)
		e, errE := base64.RawURLEncoding.DecodeString(jwk.E)
		if errN != nil || errE != nil || len(e) == 0 || len(e) > 4 {
			continue
		}
		key := &rsa.PublicKey{N: new(big.Int).SetBytes(n), E: int(new(big.Int).SetBytes(e).Int64())}
		// RFC 7518, section 3.3: 2048 bits or more. The upper bound keeps a check from taking seconds.
		if bits := key.N.BitLen(); bits < 2048 || bits > 8192 || key.E < 3 || key.E%2 == 0 {
			continue
		}
		keys[jwk.Kid] = key
	}
	return keys
}
