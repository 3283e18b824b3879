package jwks_test

import (
	"context"
	"crypto/rand"
	"crypto/rsa"
	"encoding/base64"
	"errors"
	"fmt"
	"math/big"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/clienttest"
	"github.com/flymyai/stytch-go/internal/token/jwks"
)

var key = sync.OnceValue(func() *rsa.PrivateKey {
	k, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		panic(err)
	}
	return k
})

func jwk(id string) api.JWK {
	return api.JWK{
		Kty: "RSA", Use: "sig", Alg: "RS256", Kid: id,
		N: base64.RawURLEncoding.EncodeToString(key().N.Bytes()),
		E: base64.RawURLEncoding.EncodeToString(big.NewInt(int64(key().E)).Bytes()),
	}
}

// source serves keys slowly and counts the fetches.
type source struct {
	mu      sync.Mutex
	keys    []api.JWK
	err     error
	delay   time.Duration
	fetches int
}

func (s *source) fetch(ctx context.Context) ([]api.JWK, time.Duration, error) {
	s.mu.Lock()
	s.fetches++
	delay := s.delay
	s.mu.Unlock()
	select {
	case <-time.After(delay):
	case <-ctx.Done():
		return nil, 0, ctx.Err()
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.keys, 0, s.err
}

func (s *source) set(err error, ids ...string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.keys, s.err = nil, err
	for _, id := range ids {
		s.keys = append(s.keys, jwk(id))
	}
}

func (s *source) want(t *testing.T, fetches int) {
	t.Helper()
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.fetches != fetches {
		t.Errorf("%d fetches, want %d", s.fetches, fetches)
	}
}

// run runs a test in a bubble, with a source of one key and a set that fetches its keys from it.
func run(t *testing.T, test func(t *testing.T, src *source, set *jwks.Set)) {
	t.Helper()
	key()
	synctest.Test(t, func(t *testing.T) {
		src := &source{delay: 100 * time.Millisecond}
		src.set(nil, "one")
		test(t, src, jwks.New(src.fetch, time.Now))
		time.Sleep(time.Minute) // for a fetch under way to end
	})
}

func expect(t *testing.T, set *jwks.Set, id string, want error) {
	t.Helper()
	k, err := set.Key(t.Context(), id)
	if !errors.Is(err, want) || (err == nil) != (k != nil) {
		t.Errorf("Key(%q) = %v, %v; want %v", id, k != nil, err, want)
	}
}

func TestFetchedOnFirstUseAndKept(t *testing.T) {
	t.Parallel()
	run(t, func(t *testing.T, src *source, set *jwks.Set) {
		src.want(t, 0)
		expect(t, set, "one", nil)
		time.Sleep(59 * time.Minute)
		expect(t, set, "one", nil)
		src.want(t, 1)
	})
}

func TestManyCallersShareOneFetch(t *testing.T) {
	t.Parallel()
	run(t, func(t *testing.T, src *source, set *jwks.Set) {
		start := time.Now()
		var wg sync.WaitGroup
		for range 64 {
			wg.Go(func() { expect(t, set, "one", nil) })
		}
		wg.Wait()
		src.want(t, 1)
		if took := time.Since(start); took != src.delay {
			t.Errorf("waited %v for a fetch of %v", took, src.delay)
		}
	})
}

func TestOldKeysAreUsedDuringTheFetch(t *testing.T) {
	t.Parallel()
	run(t, func(t *testing.T, src *source, set *jwks.Set) {
		expect(t, set, "one", nil)
		time.Sleep(61 * time.Minute)
		src.set(nil, "two")
		start := time.Now()
		for range 10 {
			expect(t, set, "one", nil)
		}
		if took := time.Since(start); took != 0 {
			t.Errorf("known key waited %v", took)
		}
		time.Sleep(time.Second)
		src.want(t, 2)
		expect(t, set, "two", nil)
		expect(t, set, "one", jwks.ErrUnknownKey)
	})
}

func TestOldKeysAreNotUsedForLong(t *testing.T) {
	t.Parallel()
	run(t, func(t *testing.T, src *source, set *jwks.Set) {
		expect(t, set, "one", nil)
		time.Sleep(2 * time.Hour)
		src.set(nil, "two")
		expect(t, set, "one", jwks.ErrUnknownKey)
		expect(t, set, "two", nil)
		src.want(t, 2)
	})
}

func TestKeysThatCannotBeRenewedHaveALimit(t *testing.T) {
	t.Parallel()
	run(t, func(t *testing.T, src *source, set *jwks.Set) {
		expect(t, set, "one", nil)
		src.set(errors.New("outage"))
		time.Sleep(23 * time.Hour)
		expect(t, set, "one", nil)
		time.Sleep(time.Hour)
		expect(t, set, "one", jwks.ErrUnavailable)
		src.set(nil, "one")
		time.Sleep(time.Second)
		expect(t, set, "one", nil)
	})
}

func TestRotationIsNoticedAtOnce(t *testing.T) {
	t.Parallel()
	run(t, func(t *testing.T, src *source, set *jwks.Set) {
		expect(t, set, "one", nil)
		src.set(nil, "one", "two")
		expect(t, set, "two", nil)
		expect(t, set, "one", nil)
		src.want(t, 2)
	})
}

func TestUnknownKeyIDsTriggerOneFetch(t *testing.T) {
	t.Parallel()
	run(t, func(t *testing.T, src *source, set *jwks.Set) {
		for i := range 1000 {
			expect(t, set, fmt.Sprint("made up ", i), jwks.ErrUnknownKey)
		}
		src.want(t, 1)
		expect(t, set, "one", nil)
		src.want(t, 1)
		start := time.Now()
		expect(t, set, "made up", jwks.ErrUnknownKey)
		if took := time.Since(start); took != 0 {
			t.Errorf("an unknown key waited %v", took)
		}
		time.Sleep(30 * time.Second)
		expect(t, set, "made up", jwks.ErrUnknownKey)
		expect(t, set, "made up", jwks.ErrUnknownKey)
		src.want(t, 2)
	})
}

// The 30 seconds without a fetch for unknown IDs pass while the machine is suspended.
func TestUnknownKeyIDAfterSuspension(t *testing.T) {
	t.Parallel()
	run(t, func(t *testing.T, src *source, _ *jwks.Set) {
		var suspended atomic.Int64
		set := jwks.New(src.fetch, func() time.Time { return clienttest.Suspended(time.Duration(suspended.Load())) })
		expect(t, set, "new", jwks.ErrUnknownKey)
		src.set(nil, "one", "new")
		expect(t, set, "new", jwks.ErrUnknownKey)
		suspended.Store(int64(30 * time.Second))
		expect(t, set, "new", nil)
		src.want(t, 2)
	})
}

func TestKeysSurviveAFailedRefresh(t *testing.T) {
	t.Parallel()
	run(t, func(t *testing.T, src *source, set *jwks.Set) {
		expect(t, set, "one", nil)
		src.set(errors.New("outage"))
		for range 100 {
			time.Sleep(10 * time.Minute)
			expect(t, set, "one", nil)
		}
		expect(t, set, "new", jwks.ErrUnavailable)
		src.set(nil, "one", "new")
		time.Sleep(31 * time.Second)
		expect(t, set, "new", nil)
	})
}

func TestFailedFetchIsNotRetriedAtOnce(t *testing.T) {
	t.Parallel()
	run(t, func(t *testing.T, src *source, set *jwks.Set) {
		expect(t, set, "one", nil)
		time.Sleep(2 * time.Hour)
		src.set(errors.New("outage"))
		for range 60 {
			expect(t, set, "one", nil)
			time.Sleep(time.Second)
		}
		src.want(t, 3) // the first, and two in the minute
	})
}

func TestUnavailableAtFirst(t *testing.T) {
	t.Parallel()
	run(t, func(t *testing.T, src *source, set *jwks.Set) {
		outage := errors.New("outage")
		src.set(outage)
		for range 10 {
			expect(t, set, "one", jwks.ErrUnavailable)
			expect(t, set, "one", outage)
		}
		src.want(t, 1)
		src.set(nil, "one")
		time.Sleep(time.Second)
		expect(t, set, "one", nil)
	})
}

func TestCallersContextDoesNotEndTheFetch(t *testing.T) {
	t.Parallel()
	run(t, func(t *testing.T, src *source, set *jwks.Set) {
		ctx, cancel := context.WithCancel(t.Context())
		time.AfterFunc(time.Millisecond, cancel)
		var wg sync.WaitGroup
		wg.Go(func() { expect(t, set, "one", nil) })
		start := time.Now()
		if _, err := set.Key(ctx, "one"); !errors.Is(err, context.Canceled) {
			t.Errorf("error = %v", err)
		}
		if took := time.Since(start); took != time.Millisecond {
			t.Errorf("cancelled caller waited %v", took)
		}
		wg.Wait()
		src.want(t, 1)
	})
}

func TestUnusableKeysAreIgnored(t *testing.T) {
	t.Parallel()
	run(t, func(t *testing.T, src *source, set *jwks.Set) {
		change := func(id string, change func(*api.JWK)) api.JWK {
			k := jwk(id)
			change(&k)
			return k
		}
		src.keys = []api.JWK{
			change("elliptic", func(k *api.JWK) { k.Kty = "EC" }),
			change("octets", func(k *api.JWK) { k.Kty = "oct" }),
			change("encryption", func(k *api.JWK) { k.Use = "enc" }),
			change("RS512", func(k *api.JWK) { k.Alg = "RS512" }),
			change("no modulus", func(k *api.JWK) { k.N = "" }),
			change("no base64", func(k *api.JWK) { k.N = "%%%" }),
			change("short", func(k *api.JWK) { k.N = "AQAB" }),
			change("no exponent", func(k *api.JWK) { k.E = "" }),
			change("exponent 1", func(k *api.JWK) { k.E = "AQ" }),
			change("even exponent", func(k *api.JWK) { k.E = "BA" }),
			change("huge exponent", func(k *api.JWK) { k.E = "AQABAQAB" }),
			change("", func(*api.JWK) {}),
			change("plain", func(k *api.JWK) { k.Use, k.Alg = "", "" }),
			jwk("one"),
		}
		for _, k := range src.keys[:12] {
			expect(t, set, k.Kid, jwks.ErrUnknownKey)
		}
		expect(t, set, "plain", nil)
		expect(t, set, "one", nil)
	})
}

func TestASetWithoutUsableKeysIsAFailure(t *testing.T) {
	t.Parallel()
	run(t, func(t *testing.T, src *source, set *jwks.Set) {
		expect(t, set, "one", nil)
		src.set(nil)
		time.Sleep(2 * time.Hour)
		expect(t, set, "one", nil)
		time.Sleep(time.Minute)
		expect(t, set, "one", nil)
	})
}
