package m2m_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"golang.org/x/oauth2"

	"github.com/flymyai/stytch-go"
	"github.com/flymyai/stytch-go/internal/clienttest"
	"github.com/flymyai/stytch-go/m2m"
)

// tokenStore is a store in memory.
type tokenStore struct {
	mu     sync.Mutex
	err    error
	values map[string][]byte
	locks  map[string]tokenLock
}

type tokenLock struct {
	owner   string
	expires time.Time
}

func newTokenStore() *tokenStore {
	return &tokenStore{values: map[string][]byte{}, locks: map[string]tokenLock{}}
}

func (s *tokenStore) Load(_ context.Context, key string) ([]byte, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.values[key], s.err
}

func (s *tokenStore) Save(_ context.Context, key string, value []byte, _ time.Duration) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.values[key] = value
	return s.err
}

func (s *tokenStore) Lock(_ context.Context, key, owner string, lease time.Duration) (bool, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if l := s.locks[key]; l.owner != owner && time.Now().Before(l.expires) {
		return false, s.err
	}
	s.locks[key] = tokenLock{owner, time.Now().Add(lease)}
	return true, s.err
}

func (s *tokenStore) Unlock(_ context.Context, key, owner string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.locks[key].owner == owner {
		delete(s.locks, key)
	}
	return s.err
}

// change changes every value.
func (s *tokenStore) change(change func([]byte) []byte) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for key, value := range s.values {
		s.values[key] = change(value)
	}
}

// processes returns sources that share a store, as many processes have them.
func processes(t *testing.T, client *stytch.Client, store m2m.TokenStore, n int) []oauth2.TokenSource {
	t.Helper()
	sources := make([]oauth2.TokenSource, n)
	for i := range sources {
		sources[i] = client.M2M.TokenSource(t.Context(), tokenRequest, m2m.WithTokenStore(store))
	}
	return sources
}

// all gets a token from each source at the same time.
func all(t *testing.T, sources []oauth2.TokenSource) (tokens []string) {
	t.Helper()
	tokens = make([]string, len(sources))
	var wg sync.WaitGroup
	for i, source := range sources {
		wg.Go(func() {
			token, err := source.Token()
			if err != nil {
				t.Errorf("Token: %v", err)
				return
			}
			tokens[i] = token.AccessToken
		})
	}
	wg.Wait()
	return tokens
}

// A process that starts shortly before the token is renewed uses it until it expires, even if the token endpoint hangs.
func TestTokenStoreJustBeforeRenewal(t *testing.T) {
	t.Parallel()
	run(t, func(t *testing.T, e *endpoint, client *stytch.Client) {
		store := newTokenStore()
		all(t, processes(t, client, store, 1))
		time.Sleep(54*time.Minute + 30*time.Second)
		late := processes(t, client, store, 1)[0]
		wantToken(t, late, 1, 0)
		e.set(func() { e.delay = time.Hour })
		time.Sleep(time.Minute)
		wantToken(t, late, 1, 0)
	})
}

// Fifty processes fetch one token when they start, and one when it is renewed or has expired.
func TestTokenStoreFetchesOnce(t *testing.T) {
	t.Parallel()
	run(t, func(t *testing.T, e *endpoint, client *stytch.Client) {
		sources := processes(t, client, newTokenStore(), 50)
		want := func(token string) {
			t.Helper()
			for _, got := range all(t, sources) {
				if got != token {
					t.Fatalf("got %s, want %s", got, token)
				}
			}
		}
		want("token-1")
		for n := 1; n <= 5; n++ {
			time.Sleep(55 * time.Minute)
			want(fmt.Sprint("token-", n)) // the old one, while it is renewed
			time.Sleep(time.Second)
			want(fmt.Sprint("token-", n+1))
		}
		time.Sleep(8 * time.Hour)
		want("token-7")
		if e.count() != 7 {
			t.Errorf("%d requests, want 7", e.count())
		}
	})
}

// A fetch that takes longer than the lease keeps its lock.
func TestTokenStoreSlowFetch(t *testing.T) {
	t.Parallel()
	run(t, func(t *testing.T, e *endpoint, client *stytch.Client) {
		e.delay = 7 * time.Second
		all(t, processes(t, client, newTokenStore(), 10))
		if e.count() != 1 {
			t.Errorf("%d requests, want 1", e.count())
		}
	})
}

// If the process that fetches dies, another one fetches after 5 seconds.
func TestTokenStoreTakesOver(t *testing.T) {
	t.Parallel()
	run(t, func(t *testing.T, e *endpoint, client *stytch.Client) {
		store := newTokenStore()
		all(t, processes(t, client, store, 1))
		store.change(func([]byte) []byte { return nil })
		for key := range store.values {
			if _, err := store.Lock(t.Context(), key, "dead", 5*time.Second); err != nil {
				t.Fatal(err)
			}
		}
		start := time.Now()
		all(t, processes(t, client, store, 10))
		if took := time.Since(start); took < 5*time.Second || took > 6*time.Second {
			t.Errorf("took %v", took)
		}
		if e.count() != 2 {
			t.Errorf("%d requests, want 2", e.count())
		}
	})
}

// A process that cannot reach Stytch gives way after 15 seconds at most, while it still tries. It gets the token that another
// one fetched.
func TestTokenStoreCutOff(t *testing.T) {
	t.Parallel()
	run(t, func(t *testing.T, e *endpoint, client *stytch.Client) {
		store := newTokenStore()
		_, cutOff := clienttest.ServeVia(t, func(http.RoundTripper) http.RoundTripper {
			return clienttest.RoundTripper(func(r *http.Request) (*http.Response, error) {
				<-r.Context().Done()
				return nil, r.Context().Err()
			})
		}, nil)
		first := processes(t, cutOff, store, 1)[0]
		var wg sync.WaitGroup
		wg.Go(func() {
			if _, err := first.Token(); !errors.Is(err, context.DeadlineExceeded) {
				t.Errorf("Token without a network: %v", err)
			}
		})
		synctest.Wait() // until it has the lock
		start := time.Now()
		all(t, processes(t, client, store, 49))
		if took := time.Since(start); took < 10*time.Second || took > 16*time.Second {
			t.Errorf("took %v", took)
		}
		wg.Wait()
		time.Sleep(time.Second)
		wantToken(t, first, 1, 0)
		if e.count() != 1 {
			t.Errorf("%d requests, want 1", e.count())
		}
	})
}

// A process whose fetch fails gives way to the next one at once. Each gets the error of its own request.
func TestTokenStoreFetchFails(t *testing.T) {
	t.Parallel()
	run(t, func(t *testing.T, e *endpoint, client *stytch.Client) {
		e.status = 401
		sources := processes(t, client, newTokenStore(), 3)
		var wg sync.WaitGroup
		for _, source := range sources {
			wg.Go(func() {
				if _, err := source.Token(); err == nil || !strings.Contains(err.Error(), "invalid_client") {
					t.Errorf("Token: %v", err)
				}
			})
		}
		wg.Wait()
		e.set(func() { e.status = 0 })
		time.Sleep(time.Second)
		all(t, sources)
		if e.count() != 4 {
			t.Errorf("%d requests, want 4", e.count())
		}
	})
}

// Without the store, each process fetches a token of its own. What the store has is used only if it is genuine.
func TestTokenStoreFails(t *testing.T) {
	t.Parallel()
	flip := func(value []byte) []byte { value = bytes.Clone(value); value[len(value)-1] ^= 1; return value }
	tests := map[string]struct {
		spoil func(*tokenStore)
		want  int
	}{
		"an error":        {func(s *tokenStore) { s.err = errors.New("store down") }, 4},
		"a changed value": {func(s *tokenStore) { s.change(flip) }, 2},
		"an empty value":  {func(s *tokenStore) { s.change(func([]byte) []byte { return []byte{} }) }, 2},
		"a plain token": {func(s *tokenStore) {
			s.change(func([]byte) []byte { return []byte(`{"access_token":"planted","expiry":99999999999999}`) })
		}, 2},
		"a genuine value":     {func(*tokenStore) {}, 1},
		"a value that is cut": {func(s *tokenStore) { s.change(func(v []byte) []byte { return v[:20] }) }, 2},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			run(t, func(t *testing.T, e *endpoint, client *stytch.Client) {
				store := newTokenStore()
				all(t, processes(t, client, store, 1))
				test.spoil(store)
				all(t, processes(t, client, store, 3))
				if e.count() != test.want {
					t.Errorf("%d requests, want %d", e.count(), test.want)
				}
			})
		})
	}
}

// A store sees neither a token nor whose it is. Clients with other IDs, scopes or project secrets share nothing.
func TestTokenStoreSeesNothing(t *testing.T) {
	t.Parallel()
	e := &endpoint{lifetime: 3600}
	srv := httptest.NewServer(e)
	t.Cleanup(srv.Close)
	store := newTokenStore()
	for _, test := range []struct{ secret, id, scope string }{
		{"secret-test-one", "m2m-client-test-1", "read:users"},
		{"secret-test-one", "m2m-client-test-1", "write:users"},
		{"secret-test-one", "m2m-client-test-2", "read:users"},
		{"secret-test-two", "m2m-client-test-1", "read:users"},
	} {
		client, err := stytch.New(clienttest.ProjectID, test.secret, stytch.WithBaseURL(srv.URL))
		if err != nil {
			t.Fatal(err)
		}
		request := m2m.TokenRequest{ClientID: test.id, ClientSecret: "planted-client-secret", Scope: test.scope}
		for range 2 {
			source := client.M2M.TokenSource(t.Context(), request, m2m.WithTokenStore(store))
			if _, err := source.Token(); err != nil {
				t.Fatal(err)
			}
		}
	}
	if e.count() != 4 || len(store.values) != 4 {
		t.Errorf("%d requests and %d values, want 4 and 4", e.count(), len(store.values))
	}
	for key, value := range store.values {
		for _, secret := range []string{"token-", "m2m-client", "planted", "users", "secret-test", "access_token"} {
			if strings.Contains(key, secret) || bytes.Contains(value, []byte(secret)) {
				t.Errorf("the store sees %s", secret)
			}
		}
	}
}
