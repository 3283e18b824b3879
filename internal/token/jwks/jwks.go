// Package jwks keeps the public keys of a project. Made-up key IDs do not make it fetch them more often.
package jwks

import (
	"context"
	"crypto/rsa"
	"encoding/base64"
	"errors"
	"math/big"
	"sync"
	"time"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/refresh"
)

const (
	// maxAge is the age from which keys are fetched again. Stytch lists a new key a month before it stops listing the
	// old one.
	maxAge = time.Hour
	// limit is the age up to which keys are used if they cannot be fetched.
	limit = 24 * time.Hour
	// floor is the least time between two fetches for unknown key IDs.
	floor = 30 * time.Second
)

var (
	// ErrUnknownKey is the error for a key ID that is not in the set.
	ErrUnknownKey = errors.New("unknown key id")
	// ErrUnavailable is the error if the set cannot be fetched and the key is not in the old set, or the old set is
	// too old.
	ErrUnavailable = refresh.ErrUnavailable
)

// Set is the key set of a project. It is safe for concurrent use.
type Set struct {
	keys *refresh.Value[map[string]*rsa.PublicKey]
	now  func() time.Time

	mu sync.Mutex
	// missed is when a fetch last did not find the key ID that it was made for.
	missed time.Time
}

// Fetch gets the keys of the project. A positive maxAge that is shorter than an hour is the age from which these keys are
// fetched again.
type Fetch func(context.Context) (keys []api.JWK, maxAge time.Duration, err error)

// New returns a set that gets its keys from fetch, with now as its clock.
func New(fetch Fetch, now func() time.Time) *Set {
	return &Set{now: now, keys: refresh.New(refresh.Config[map[string]*rsa.PublicKey]{
		Fetch: func(ctx context.Context) (*map[string]*rsa.PublicKey, time.Duration, error) {
			list, maxAge, err := fetch(ctx)
			if err != nil {
				return nil, 0, err
			}
			keys := usable(list)
			if len(keys) == 0 {
				return nil, 0, errors.New("the key set holds no usable key")
			}
			return &keys, maxAge, nil
		},
		MaxAge: maxAge, Limit: limit, Now: now,
	})}
}

// Key returns the key with an ID. It waits for a fetch if there are no keys, if they are too old, and if the ID is not in
// the set. For a key of the old set it waits at most 2 seconds, until that set is a day old. Unknown IDs trigger at most
// one fetch in 30 seconds.
func (s *Set) Key(ctx context.Context, id string) (*rsa.PublicKey, error) {
	seen := s.keys.Last()
	keys, err := s.keys.Get(ctx)
	if err != nil {
		return nil, err
	}
	if key := (*keys)[id]; key != nil {
		return key, nil
	}
	if keys == seen { // nothing was fetched for this call yet
		s.mu.Lock()
		missed := s.missed
		s.mu.Unlock()
		if !missed.IsZero() && refresh.Age(s.now(), missed) < floor {
			return nil, ErrUnknownKey
		}
		if keys, err = s.keys.Renew(ctx, seen); err != nil {
			return nil, err
		}
		if key := (*keys)[id]; key != nil {
			return key, nil
		}
	}
	s.mu.Lock()
	s.missed = s.now()
	s.mu.Unlock()
	return nil, ErrUnknownKey
}

// usable returns the keys that verify RS256 signatures, and ignores all others, so that a new kind of key does not
// disable the known ones.
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
