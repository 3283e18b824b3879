package m2m_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"golang.org/x/oauth2"

	"github.com/flymyai/stytch-go"
	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/clienttest"
	"github.com/flymyai/stytch-go/m2m"
)

// endpoint is a token endpoint. Each token is the number of its request.
type endpoint struct {
	mu       sync.Mutex
	status   int // of responses, 200 if 0
	lifetime int
	delay    time.Duration
	requests []request
}

// request is what the endpoint got, and when.
type request struct {
	at   time.Time
	form string
}

func (e *endpoint) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	e.mu.Lock()
	e.requests = append(e.requests, request{time.Now(), string(body)})
	number, status, lifetime, delay := len(e.requests), e.status, e.lifetime, e.delay
	e.mu.Unlock()
	select {
	case <-time.After(delay):
	case <-r.Context().Done():
		return
	}
	switch status {
	case 0:
		clienttest.Respond(200, "application/json", fmt.Sprintf(`{"access_token":"token-%d","token_type":"bearer","expires_in":%d,"status_code":200}`, number, lifetime))(w, r)
	case http.StatusUnauthorized:
		clienttest.Respond(status, "application/json", `{"error":"invalid_client","error_description":"wrong secret"}`)(w, r)
	default:
		clienttest.Respond(status, "text/plain", "down")(w, r)
	}
}

func (e *endpoint) set(change func()) {
	e.mu.Lock()
	defer e.mu.Unlock()
	change()
}

// count returns the number of requests so far.
func (e *endpoint) count() int {
	e.mu.Lock()
	defer e.mu.Unlock()
	return len(e.requests)
}

var tokenRequest = m2m.TokenRequest{ClientID: "m2m-client-test-1", ClientSecret: "planted-client-secret", Scope: "read:users"}

// run runs a test in a bubble, with a source and the endpoint of its tokens, which live for an hour. Each call of the
// client is one request.
func run(t *testing.T, test func(*testing.T, *endpoint, *stytch.Client)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		e := &endpoint{lifetime: 3600, delay: 100 * time.Millisecond}
		_, client := clienttest.Serve(t, e.ServeHTTP, clienttest.Once)
		test(t, e, client)
		time.Sleep(time.Minute) // for a fetch in progress to end; a goroutine that stays makes the bubble panic
	})
}

// wantToken expects a token, after a time.
func wantToken(t *testing.T, source oauth2.TokenSource, number int, after time.Duration) {
	t.Helper()
	start := time.Now()
	token, err := source.Token()
	if err != nil {
		t.Fatalf("Token: %v", err)
	}
	if token.AccessToken != "token-"+strconv.Itoa(number) || time.Since(start) != after {
		t.Fatalf("got %s after %v, want token-%d after %v", token.AccessToken, time.Since(start), number, after)
	}
	if !time.Now().Before(token.Expiry) || token.Type() != "Bearer" {
		t.Errorf("got %s, expires %v, type %s", token.AccessToken, token.Expiry, token.Type())
	}
}

// A token lasts until 5 minutes before its end. Then one call renews it while all use the old one.
func TestTokenSourceRenews(t *testing.T) {
	t.Parallel()
	run(t, func(t *testing.T, e *endpoint, client *stytch.Client) {
		source := client.M2M.TokenSource(t.Context(), tokenRequest)
		if e.count() != 0 {
			t.Error("fetched before it was used")
		}
		start := time.Now()
		wantToken(t, source, 1, e.delay)
		if want := "client_id=m2m-client-test-1&client_secret=planted-client-secret&grant_type=client_credentials&scope=read%3Ausers"; e.requests[0].form != want {
			t.Errorf("sent %s, want %s", e.requests[0].form, want)
		}
		token, err := source.Token()
		if err != nil || !token.Expiry.Equal(start.Add(time.Hour)) {
			t.Errorf("expires %v, %v; want an hour from the request: %v", token.Expiry, err, start.Add(time.Hour))
		}
		time.Sleep(time.Until(start.Add(55*time.Minute - 1)))
		wantToken(t, source, 1, 0)
		time.Sleep(time.Nanosecond)
		wantToken(t, source, 1, 0)
		wantToken(t, source, 1, 0)
		time.Sleep(e.delay)
		synctest.Wait()
		wantToken(t, source, 2, 0)
		if e.count() != 2 {
			t.Errorf("%d requests, want 2", e.count())
		}
		// After a night without a caller the next one waits.
		time.Sleep(8 * time.Hour)
		wantToken(t, source, 3, e.delay)
	})
}

// A thousand callers, all the time of a simulated day: one request at the start and one at each renewal, and only
// the first callers wait.
func TestTokenSourceThousandCallers(t *testing.T) {
	t.Parallel()
	run(t, func(t *testing.T, e *endpoint, client *stytch.Client) {
		source := client.M2M.TokenSource(t.Context(), tokenRequest)
		const callers, day = 1000, 24 * time.Hour
		start := time.Now()
		var calls, waited sync.Map
		var wg sync.WaitGroup
		for i := range callers {
			wg.Go(func() {
				n, slow := 0, 0
				for time.Since(start) < day {
					asked := time.Now()
					token, err := source.Token()
					if err != nil || !token.Valid() {
						t.Errorf("after %v: %v", time.Since(start), err)
						return
					}
					if time.Now() != asked {
						slow++
					}
					n++
					time.Sleep(5 * time.Minute)
				}
				calls.Store(i, n)
				waited.Store(i, slow)
			})
		}
		wg.Wait()
		total, slow := 0, 0
		calls.Range(func(_, n any) bool { total += n.(int); return true })
		waited.Range(func(_, n any) bool { slow += n.(int); return true })
		t.Logf("%d calls, %d waited, %d requests", total, slow, e.count())
		if slow != callers {
			t.Errorf("%d calls waited, want the first of each caller alone", slow)
		}
		// Renewals are 55 minutes apart, or up to 5 more, when the next callers come.
		for i := 1; i < len(e.requests); i++ {
			if gap := e.requests[i].at.Sub(e.requests[i-1].at); gap < 55*time.Minute || gap > time.Hour {
				t.Errorf("request %d came %v after the one before", i, gap)
			}
		}
		if got := e.count(); got != 27 {
			t.Errorf("%d requests, want 27: one at the start and 26 renewals", got)
		}
	})
}

// The endpoint is down for ten minutes, from just before a renewal. Callers keep their token while it lives, and the
// endpoint gets a request every 30 seconds; then callers get the error, and it gets one a second.
func TestTokenSourceOutage(t *testing.T) {
	t.Parallel()
	run(t, func(t *testing.T, e *endpoint, client *stytch.Client) {
		source := client.M2M.TokenSource(t.Context(), tokenRequest)
		start := time.Now()
		wantToken(t, source, 1, e.delay)
		time.Sleep(time.Until(start.Add(54 * time.Minute)))
		e.set(func() { e.status = http.StatusServiceUnavailable })
		time.AfterFunc(10*time.Minute, func() { e.set(func() { e.status = 0 }) })

		var failed int
		for time.Since(start) < 70*time.Minute {
			asked := time.Now()
			token, err := source.Token()
			switch {
			case err == nil && token.AccessToken == "token-1" && time.Since(start) <= time.Hour:
			case err == nil && token.AccessToken != "token-1" && time.Since(start) > 64*time.Minute:
			case err != nil && time.Since(start) > time.Hour && time.Since(start) < 65*time.Minute:
				failed++
				if e, ok := errors.AsType[*api.Error](err); !ok || e.StatusCode != http.StatusServiceUnavailable {
					t.Fatalf("error %v", err)
				}
			default:
				t.Fatalf("after %v: %v, %v", time.Since(start), token, err)
			}
			if asked.Sub(start) < time.Hour && time.Now() != asked {
				t.Errorf("a caller with a valid token waited %v", time.Since(asked))
			}
			time.Sleep(100 * time.Millisecond)
		}
		var alive, dead int
		for i := 1; i < len(e.requests); i++ {
			gap := e.requests[i].at.Sub(e.requests[i-1].at)
			switch at := e.requests[i].at.Sub(start); {
			case at < time.Hour:
				if alive++; gap < 30*time.Second {
					t.Errorf("request %d, %v after the start, came %v after the one before", i, at, gap)
				}
			case at <= 64*time.Minute:
				if dead++; gap < time.Second {
					t.Errorf("request %d, %v after the start, came %v after the one before", i, at, gap)
				}
			}
		}
		t.Logf("%d requests while the token lived, %d after it, %d errors", alive, dead, failed)
		if alive < 8 || alive > 11 || dead < 100 || dead > 240 || failed == 0 {
			t.Errorf("%d requests while the token lived, %d after it, %d errors", alive, dead, failed)
		}
	})
}

// A cold start in an outage: those who wait get the error together, and those of the next second at once.
func TestTokenSourceColdOutage(t *testing.T) {
	t.Parallel()
	run(t, func(t *testing.T, e *endpoint, client *stytch.Client) {
		e.status = http.StatusUnauthorized
		source := client.M2M.TokenSource(t.Context(), tokenRequest)
		fail := func(after time.Duration) {
			t.Helper()
			start := time.Now()
			token, err := source.Token()
			if token != nil || !errors.Is(err, api.ErrorTypeOAuth2InvalidClient) || time.Since(start) != after {
				t.Errorf("got %v, %v after %v", token, err, time.Since(start))
			}
			if strings.Contains(err.Error(), tokenRequest.ClientSecret) {
				t.Errorf("the error shows the secret: %v", err)
			}
		}
		var wg sync.WaitGroup
		for range 1000 {
			wg.Go(func() { fail(e.delay) })
		}
		wg.Wait()
		fail(0)
		time.Sleep(time.Second - 1)
		fail(0)
		if e.count() != 1 {
			t.Errorf("%d requests, want 1", e.count())
		}
		time.Sleep(time.Nanosecond)
		fail(e.delay)
		e.set(func() { e.status = 0 })
		time.Sleep(time.Second)
		wantToken(t, source, 3, e.delay)
	})
}

// The secret comes from a function at each fetch, so that a rotation needs no restart.
func TestTokenSourceWithSecret(t *testing.T) {
	t.Parallel()
	run(t, func(t *testing.T, e *endpoint, client *stytch.Client) {
		secret, failure := "first", error(nil)
		source := client.M2M.TokenSource(t.Context(), m2m.TokenRequest{ClientID: "c"}, m2m.WithSecret(func(ctx context.Context) (string, error) {
			if deadline, ok := ctx.Deadline(); !ok || time.Until(deadline) > 30*time.Second {
				t.Error("the context has no deadline")
			}
			return secret, failure
		}))
		wantToken(t, source, 1, e.delay)
		secret = "second"
		wantToken(t, source, 1, 0)
		time.Sleep(2 * time.Hour)
		wantToken(t, source, 2, e.delay)
		for i, want := range []string{"client_secret=first&", "client_secret=second&"} {
			if !strings.Contains(e.requests[i].form, want) {
				t.Errorf("request %d sent %s, want %s", i, e.requests[i].form, want)
			}
		}
		failure = errors.New("vault is sealed")
		time.Sleep(2 * time.Hour)
		if _, err := source.Token(); !errors.Is(err, failure) || e.count() != 2 {
			t.Errorf("got %v after %d requests", err, e.count())
		}
	})
}

// The context of the source ends what it does, and its values reach the requests.
func TestTokenSourceContext(t *testing.T) {
	t.Parallel()
	type key struct{}
	synctest.Test(t, func(t *testing.T) {
		e := &endpoint{lifetime: 3600, delay: 10 * time.Second}
		seen := make(chan any, 1)
		wrap := func(next http.RoundTripper) http.RoundTripper {
			return clienttest.RoundTripper(func(r *http.Request) (*http.Response, error) {
				seen <- r.Context().Value(key{})
				return next.RoundTrip(r)
			})
		}
		_, client := clienttest.ServeVia(t, wrap, e.ServeHTTP, clienttest.Once)
		ctx, cancel := context.WithCancel(context.WithValue(t.Context(), key{}, "trace"))
		source := client.M2M.TokenSource(ctx, tokenRequest)
		time.AfterFunc(time.Second, cancel)
		start := time.Now()
		if _, err := source.Token(); !errors.Is(err, context.Canceled) || time.Since(start) != time.Second {
			t.Errorf("got %v after %v", err, time.Since(start))
		}
		if got := <-seen; got != "trace" {
			t.Errorf("the request's context has %v", got)
		}
		if _, err := source.Token(); !errors.Is(err, context.Canceled) || e.count() != 1 {
			t.Errorf("got %v after %d requests", err, e.count())
		}
	})
}
