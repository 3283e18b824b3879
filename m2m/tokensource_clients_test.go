package m2m_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"golang.org/x/oauth2"

	"github.com/flymyai/stytch-go"
	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/clienttest"
	"github.com/flymyai/stytch-go/m2m"
)

func TestTokenSourceLifetimes(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		lifetime  int
		wantError string
		renewed   time.Duration // after the request
	}{
		{lifetime: 0, wantError: "no expires_in"},
		{lifetime: -5, wantError: "no expires_in"},
		{lifetime: 60, renewed: 55 * time.Second},
		{lifetime: 1 << 62, renewed: 22 * time.Hour},
	} {
		t.Run(strconv.Itoa(test.lifetime), func(t *testing.T) {
			t.Parallel()
			run(t, func(t *testing.T, e *endpoint, client *stytch.Client) {
				e.lifetime = test.lifetime
				source := client.M2M.TokenSource(t.Context(), tokenRequest)
				start := time.Now()
				if test.wantError != "" {
					if token, err := source.Token(); err == nil || !strings.Contains(err.Error(), test.wantError) {
						t.Errorf("got %v, %v", token, err)
					}
					return
				}
				wantToken(t, source, 1, e.delay)
				time.Sleep(time.Until(start.Add(test.renewed - 1)))
				wantToken(t, source, 1, 0)
				if e.count() != 1 {
					t.Error("renewed too early")
				}
				time.Sleep(time.Nanosecond)
				wantToken(t, source, 1, 0)
				time.Sleep(e.delay)
				synctest.Wait()
				wantToken(t, source, 2, 0)
			})
		})
	}
	// A token that lives no longer than it takes to fetch is handed to nobody for longer than that.
	t.Run("shorter than a fetch", func(t *testing.T) {
		t.Parallel()
		run(t, func(t *testing.T, e *endpoint, client *stytch.Client) {
			e.lifetime, e.delay = 2, 3*time.Second
			source := client.M2M.TokenSource(t.Context(), tokenRequest)
			for want := 1; want < 4; want++ {
				if _, err := source.Token(); err != nil {
					t.Error(err)
				}
				if e.count() != want {
					t.Errorf("%d requests, want %d", e.count(), want)
				}
				time.Sleep(time.Nanosecond)
			}
		})
	})
}

// Credentials that cannot be right, such as those of an unset variable or with the line break of a file, are not sent. The
// error of the API would say that they are wrong, and not why.
func TestTokenInvalidCredentials(t *testing.T) {
	t.Parallel()
	client := clienttest.New(t, func(_ http.ResponseWriter, r *http.Request) { t.Errorf("sent %s", r.URL.Path) })
	for _, test := range []struct{ id, secret, argument string }{
		{"", "planted", "client_id"},
		{"m2m-client-test-1", "", "client_secret"},
		{"m2m-client-test-1", "planted\n", "client_secret"},
		{"m2m-client-test-1", "planted\x00", "client_secret"},
		{"m2m-client-test-1", "\x7fplanted", "client_secret"},
	} {
		req := m2m.TokenRequest{ClientID: test.id, ClientSecret: test.secret}
		_, err := client.M2M.Token(t.Context(), req)
		_, fromSource := client.M2M.TokenSource(t.Context(), req).Token()
		for _, err := range []error{err, fromSource} {
			e, ok := errors.AsType[*stytch.ArgumentError](err)
			if !ok || e.Operation != "m2m.token" || e.Argument != test.argument || strings.Contains(err.Error(), "planted") {
				t.Errorf("%q, %q: %v, want an ArgumentError about %s", test.id, test.secret, err, test.argument)
			}
		}
	}
}

// A response without a token is an error, and is not kept for the lifetime that it names.
func TestTokenSourceWithoutToken(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var calls atomic.Int32
		e := &endpoint{lifetime: 3600}
		_, client := clienttest.Serve(t, func(w http.ResponseWriter, r *http.Request) {
			if calls.Add(1) == 1 {
				clienttest.Respond(200, "application/json", `{"token_type":"bearer","expires_in":3600,"status_code":200}`)(w, r)
				return
			}
			e.ServeHTTP(w, r)
		}, clienttest.Once)
		source := client.M2M.TokenSource(t.Context(), tokenRequest)
		if token, err := source.Token(); !errors.Is(err, api.ErrForeignResponse) || !strings.Contains(err.Error(), "no access_token") {
			t.Errorf("got %v, %v", token, err)
		}
		time.Sleep(time.Second)
		wantToken(t, source, 1, 0)
	})
}

// While a machine is suspended, its monotonic clock may stop. A token that expired meanwhile is not used.
func TestTokenSourceAfterSuspension(t *testing.T) {
	t.Parallel()
	for _, shared := range []bool{false, true} {
		synctest.Test(t, func(t *testing.T) {
			e := &endpoint{lifetime: 3600}
			var suspended atomic.Int64
			clock := func() time.Time { return clienttest.Suspended(time.Duration(suspended.Load())) }
			_, client := clienttest.Serve(t, e.ServeHTTP, clienttest.Once, stytch.WithClock(clock))
			source := client.M2M.TokenSource(t.Context(), tokenRequest)
			if shared {
				source = processes(t, client, newTokenStore(), 1)[0]
			}
			wantToken(t, source, 1, 0)
			for n := range 3 {
				suspended.Add(int64(3 * time.Hour))
				token, err := source.Token()
				if err != nil || token.AccessToken != fmt.Sprint("token-", n+2) || token.Expiry.Before(clock().Round(0)) {
					t.Errorf("shared %v: got %v, %v at %v", shared, token, err, clock())
				}
			}
		})
	}
}

// A source prints without its secret and without its token.
func TestTokenSourceDoesNotPrint(t *testing.T) {
	t.Parallel()
	run(t, func(t *testing.T, e *endpoint, client *stytch.Client) {
		source := client.M2M.TokenSource(t.Context(), tokenRequest)
		wantToken(t, source, 1, e.delay)
		for _, format := range []string{"%v", "%+v", "%#v", "%s"} {
			if printed := fmt.Sprintf(format, source); printed != "m2m.TokenSource(m2m-client-test-1)" {
				t.Errorf("%s prints %s", format, printed)
			}
		}
	})
}

// An http.Client with the source sends the token.
func TestTokenSourceInClients(t *testing.T) {
	t.Parallel()
	run(t, func(t *testing.T, _ *endpoint, client *stytch.Client) {
		source := client.M2M.TokenSource(t.Context(), tokenRequest)
		var sent []string
		backend := clienttest.RoundTripper(func(r *http.Request) (*http.Response, error) {
			sent = append(sent, r.Header.Get("Authorization"))
			return &http.Response{StatusCode: http.StatusNoContent, Body: http.NoBody, Request: r}, nil
		})
		ctx := context.WithValue(t.Context(), oauth2.HTTPClient, &http.Client{Transport: backend})
		for _, caller := range []*http.Client{{Transport: &oauth2.Transport{Source: source, Base: backend}}, oauth2.NewClient(ctx, source)} {
			for range 2 {
				r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, "http://users.internal/", nil)
				if err != nil {
					t.Fatal(err)
				}
				resp, err := caller.Do(r)
				if err != nil {
					t.Fatal(err)
				}
				_ = resp.Body.Close()
				time.Sleep(56 * time.Minute)
			}
		}
		// The second client keeps its token from minute 112 to its end.
		if want := "Bearer token-1 Bearer token-1 Bearer token-2 Bearer token-3"; strings.Join(sent, " ") != want {
			t.Errorf("sent %v, want %s", sent, want)
		}
	})
}

// A nil function is a mistake in the program. It must not look like an outage.
func TestTokenSourceNilSecret(t *testing.T) {
	t.Parallel()
	client := clienttest.NewIssuer(t).Client
	defer func() {
		if err, ok := recover().(error); !ok || !strings.Contains(err.Error(), "WithSecret is nil") {
			t.Errorf("TokenSource with a nil secret panics with %v", err)
		}
	}()
	client.M2M.TokenSource(t.Context(), m2m.TokenRequest{ClientID: "orders"}, m2m.WithSecret(nil))
}
