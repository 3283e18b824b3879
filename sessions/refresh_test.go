package sessions_test

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/flymyai/stytch-go"
	"github.com/flymyai/stytch-go/internal/clienttest"
	"github.com/flymyai/stytch-go/sessions"
)

// readable is a policy that lets editors read documents.
const readable = `{"status_code":200,"policy":{"roles":[{"role_id":"editor","permissions":[{"resource_id":"documents","actions":["read"]}]}]}}`

// mayRead checks a token, and whether its session may read documents.
func (i *issuer) mayRead(t *testing.T, jwt string) error {
	t.Helper()
	_, err := i.client.Sessions.AuthenticateJWTLocal(t.Context(), jwt,
		sessions.WithAuthorizationCheck(sessions.AuthorizationCheck{ResourceID: "documents", Action: "read"}))
	return err
}

// ticking is a clock that shows start now, and then runs with the clock of the bubble.
func ticking() stytch.Option {
	began := time.Now()
	return stytch.WithClock(func() time.Time { return start.Add(time.Since(began)) })
}

// A program calls RBAC.Policy to make a removed permission end at once. A slow fetch that began before does not bring it
// back.
func TestPolicyIsNotReplacedByAnOlderOne(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var i *issuer
		i = newIssuerVia(t, func(next http.RoundTripper) http.RoundTripper {
			return clienttest.RoundTripper(func(r *http.Request) (*http.Response, error) {
				resp, err := next.RoundTrip(r) // reads the policy
				if i.policyFetches.Load() == 2 {
					time.Sleep(2 * time.Second)
				}
				return resp, err
			})
		}, ticking())
		i.policy = readable
		jwt := longLived()
		if err := i.mayRead(t, jwt); err != nil {
			t.Fatal(err)
		}
		time.Sleep(5*time.Minute + time.Second)
		if err := i.mayRead(t, jwt); err != nil { // starts a fetch in the background
			t.Fatal(err)
		}
		time.Sleep(time.Second)
		i.change(func() { i.policy = strings.Replace(readable, "read", "list", 1) })
		if _, err := i.client.RBAC.Policy(t.Context()); err != nil {
			t.Fatal(err)
		}
		for _, later := range []time.Duration{0, 2 * time.Second, 4*time.Minute + 50*time.Second} {
			time.Sleep(later)
			if err := i.mayRead(t, jwt); !errors.Is(err, sessions.ErrNotAuthorized) {
				t.Errorf("%v later, the permission is back: %v", later, err)
			}
		}
		if got := i.policyFetches.Load(); got != 3 {
			t.Errorf("%d policy fetches, want 3", got)
		}
	})
}

// The network swallows all requests, and the keys are usable for another 22 hours. Checks with a deadline succeed, whether
// there is one after the other or one every three minutes.
func TestUsableKeysInAnOutage(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var outage atomic.Bool
		i := newIssuerVia(t, func(next http.RoundTripper) http.RoundTripper {
			return clienttest.RoundTripper(func(r *http.Request) (*http.Response, error) {
				if outage.Load() {
					<-r.Context().Done()
					return nil, r.Context().Err()
				}
				return next.RoundTrip(r)
			})
		}, ticking())
		jwt := longLived()
		check := func() {
			t.Helper()
			ctx, cancel := context.WithTimeout(t.Context(), 3*time.Second)
			defer cancel()
			if _, err := i.client.Sessions.AuthenticateJWTLocal(ctx, jwt); err != nil {
				t.Error(err)
			}
		}
		check()
		time.Sleep(2 * time.Hour)
		outage.Store(true)
		for range 12 {
			check()
		}
		for range 100 {
			time.Sleep(3 * time.Minute)
			check()
		}
		time.Sleep(time.Minute) // for a fetch in progress to end
	})
}

// The first request of a process, for the key set, gets no response. All checks wait for the second attempt.
func TestLostRequestForTheKeySet(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var requests atomic.Int32
		i := newIssuerVia(t, func(next http.RoundTripper) http.RoundTripper {
			return clienttest.RoundTripper(func(r *http.Request) (*http.Response, error) {
				if requests.Add(1) == 1 {
					<-r.Context().Done()
					return nil, r.Context().Err()
				}
				return next.RoundTrip(r)
			})
		})
		began := time.Now()
		var wg sync.WaitGroup
		for range 100 {
			wg.Go(func() {
				if _, err := i.client.Sessions.AuthenticateJWTLocal(t.Context(), token(nil)); err != nil || time.Since(began) > 10*time.Second {
					t.Errorf("after %v and %d requests: %v", time.Since(began), requests.Load(), err)
				}
			})
		}
		wg.Wait()
		i.want(t, 1, 0)
	})
}

// While a machine is suspended, its monotonic clock may stop. Keys and a policy of before that are not used.
func TestKeysAndPolicyAfterSuspension(t *testing.T) {
	t.Parallel()
	var suspended atomic.Int64
	clock := func() time.Time {
		return clienttest.Suspended(time.Until(start) + time.Duration(suspended.Load()))
	}
	i := newIssuer(t, once, stytch.WithClock(clock))
	i.policy = readable
	jwt := longLived()
	if err := i.mayRead(t, jwt); err != nil {
		t.Fatal(err)
	}
	suspended.Add(int64(2 * time.Hour))
	i.change(func() { i.policy = strings.Replace(readable, "read", "list", 1) })
	if err := i.mayRead(t, jwt); !errors.Is(err, sessions.ErrNotAuthorized) {
		t.Errorf("a permission that was removed 2 hours ago: %v", err)
	}
	suspended.Add(int64(48 * time.Hour))
	i.change(func() { i.jwks = []map[string]any{jwk("jwk-test-new", keys[2]())} })
	if err := i.mayRead(t, jwt); !errors.Is(err, sessions.ErrJWTUnknownKey) {
		t.Errorf("a key that was removed 2 days ago: %v", err)
	}
}
