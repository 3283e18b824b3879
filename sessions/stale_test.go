package sessions_test

import (
	"context"
	"errors"
	"maps"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/flymyai/stytch-go"
	"github.com/flymyai/stytch-go/internal/clienttest"
	"github.com/flymyai/stytch-go/sessions"
)

// longLived returns a token that is valid for a week, like its session, so that only its key and its roles matter.
func longLived() string {
	end := start.Add(7 * 24 * time.Hour)
	session := maps.Clone(claims(nil)["https://stytch.com/session"].(map[string]any))
	session["expires_at"] = end.Format(time.RFC3339)
	return token(map[string]any{"exp": end.Unix(), "https://stytch.com/session": session})
}

var once = stytch.WithRetry(stytch.RetryPolicy{MaxAttempts: 1})

// After an idle day, the first request must not be checked with the keys of the day before.
func TestIdleKeys(t *testing.T) {
	t.Parallel()
	for _, cached := range []bool{true, false} {
		i := newIssuer(t)
		jwt := longLived()
		checked := jwt
		if !cached {
			checked = token(nil)
		}
		if _, err := i.client.Sessions.AuthenticateJWTLocal(t.Context(), checked); err != nil {
			t.Fatal(err)
		}
		i.change(func() { i.jwks = []map[string]any{jwk("jwk-test-new", keys[2]())} })
		i.advance(24 * time.Hour)
		if _, err := i.client.Sessions.AuthenticateJWTLocal(t.Context(), jwt); !errors.Is(err, sessions.ErrJWTUnknownKey) {
			t.Errorf("cached: %v: the token of a key that has left the set: %v", cached, err)
		}
		i.want(t, 2, 0)
	}
}

// The same holds for the RBAC policy.
func TestIdlePolicy(t *testing.T) {
	t.Parallel()
	i := newIssuer(t)
	const granted = `{"status_code":200,"policy":{"roles":[{"role_id":"editor","permissions":[{"resource_id":"documents","actions":["read"]}]}]}}`
	i.policy = granted
	jwt := longLived()
	check := func() error {
		_, err := i.client.Sessions.AuthenticateJWTLocal(t.Context(), jwt,
			sessions.WithAuthorizationCheck(sessions.AuthorizationCheck{ResourceID: "documents", Action: "read"}))
		return err
	}
	if err := check(); err != nil {
		t.Fatal(err)
	}
	i.change(func() { i.policy = strings.Replace(granted, "read", "list", 1) })
	i.advance(4 * time.Minute)
	if err := check(); err != nil {
		t.Errorf("within the age: %v", err)
	}
	i.advance(2 * time.Minute)
	if err := check(); !errors.Is(err, sessions.ErrNotAuthorized) {
		t.Errorf("beyond the age: %v", err)
	}

	i.change(func() { i.policy, i.outage = granted, true })
	i.advance(30 * time.Minute)
	if err := check(); !errors.Is(err, sessions.ErrNotAuthorized) {
		t.Errorf("in an outage, after half an hour: %v", err)
	}
	i.advance(31 * time.Minute)
	if err := check(); !errors.Is(err, sessions.ErrUnavailable) || sessions.StatusCode(err) != http.StatusServiceUnavailable {
		t.Errorf("in an outage, after an hour: %v", err)
	}
}

// Without keys, a check fails with the reason.
func TestKeysUnavailable(t *testing.T) {
	t.Parallel()
	client, err := stytch.New(projectID, "secret", stytch.WithBaseURL("http://127.0.0.1:1"), stytch.WithRetry(stytch.RetryPolicy{MaxAttempts: 1}))
	if err != nil {
		t.Fatal(err)
	}
	_, err = client.Sessions.AuthenticateJWT(t.Context(), token(nil))
	if _, ok := errors.AsType[*stytch.Error](err); !ok || !errors.Is(err, sessions.ErrUnavailable) {
		t.Errorf("error = %v, want ErrUnavailable with the reason", err)
	}
	huge := newIssuer(t)
	for len(huge.jwks) < 4000 {
		huge.jwks = append(huge.jwks, huge.jwks[0])
	}
	if _, err := huge.client.Sessions.AuthenticateJWT(t.Context(), token(nil)); !errors.Is(err, sessions.ErrUnavailable) {
		t.Errorf("a key set of megabytes: %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	i := newIssuer(t)
	if _, err := i.client.Sessions.AuthenticateJWT(ctx, token(nil)); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}

// Keys that cannot be renewed are accepted for a day.
func TestKeysThatCannotBeRenewed(t *testing.T) {
	t.Parallel()
	i := newIssuer(t, once)
	jwt := longLived()
	check := func() error {
		_, err := i.client.Sessions.AuthenticateJWTLocal(t.Context(), jwt)
		return err
	}
	if err := check(); err != nil {
		t.Fatal(err)
	}
	i.change(func() { i.outage = true })
	i.advance(24*time.Hour - time.Second)
	if err := check(); err != nil {
		t.Errorf("within a day: %v", err)
	}
	i.advance(time.Second)
	err := check()
	if !errors.Is(err, sessions.ErrUnavailable) || sessions.StatusCode(err) != http.StatusServiceUnavailable {
		t.Errorf("after a day: %v", err)
	}
	if _, ok := errors.AsType[*stytch.Error](err); !ok {
		t.Errorf("after a day: %v has no cause", err)
	}
	i.change(func() { i.outage = false })
	i.advance(time.Second)
	if err := check(); err != nil {
		t.Errorf("after the outage: %v", err)
	}
}

// The max-age of the key set shortens the hour and cannot extend it.
func TestMaxAgeOfTheKeySet(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		cacheControl string
		idle         time.Duration
		fetches      int32
	}{
		{"max-age=300", 4 * time.Minute, 1},
		{"max-age=300", 6 * time.Minute, 2},
		{"public, Max-Age=\"300\"", 6 * time.Minute, 2},
		{"max-age=86400", 2 * time.Hour, 2},
		{"max-age=86400", 50 * time.Minute, 1},
		{"", 50 * time.Minute, 1},
		{"max-age=0", 20 * time.Second, 1}, // not a fetch for each request
		{"max-age=0", 2 * time.Minute, 2},
		{"max-age=nonsense", 50 * time.Minute, 1},
		{"max-age=-1", 50 * time.Minute, 1},
		{"max-age=99999999999999999999", 50 * time.Minute, 1},
		{"private", 50 * time.Minute, 1},
	} {
		i := newIssuer(t)
		i.cacheControl = test.cacheControl
		jwt := longLived()
		for range 2 {
			if _, err := i.client.Sessions.AuthenticateJWTLocal(t.Context(), jwt); err != nil {
				t.Fatal(err)
			}
			i.advance(test.idle)
		}
		if got := i.keyFetches.Load(); got != test.fetches {
			t.Errorf("%q: %d fetches with %v between two checks, want %d", test.cacheControl, got, test.idle, test.fetches)
		}
	}
}

// A panic in the caller's RoundTripper during a fetch is an error for the callers that wait. In the background, it would
// end the process.
func TestPanicInAFetch(t *testing.T) {
	t.Parallel()
	i := newIssuer(t)
	network := &http.Transport{}
	t.Cleanup(network.CloseIdleConnections)
	var panics atomic.Bool
	panics.Store(true)
	client, err := stytch.New(projectID, "secret", stytch.WithBaseURL(i.url), stytch.WithClock(i.now), once,
		stytch.WithHTTPClient(&http.Client{Transport: clienttest.RoundTripper(func(r *http.Request) (*http.Response, error) {
			if panics.Load() {
				panic("secret of the panic")
			}
			return network.RoundTrip(r)
		})}))
	if err != nil {
		t.Fatal(err)
	}
	_, err = client.Sessions.AuthenticateJWTLocal(t.Context(), longLived())
	if !errors.Is(err, sessions.ErrUnavailable) || !strings.Contains(err.Error(), "panic") || strings.Contains(err.Error(), "secret of") {
		t.Errorf("the fetch panicked: %v", err)
	}
	panics.Store(false)
	i.advance(time.Second)
	if _, err := client.Sessions.AuthenticateJWTLocal(t.Context(), longLived()); err != nil {
		t.Errorf("after the panic: %v", err)
	}
	panics.Store(true)
	i.advance(61 * time.Minute) // now the fetch runs in the background
	if _, err := client.Sessions.AuthenticateJWTLocal(t.Context(), longLived()); err != nil {
		t.Errorf("while the next fetch panics: %v", err)
	}
}
