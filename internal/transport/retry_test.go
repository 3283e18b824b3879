package transport_test

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/flymyai/stytch-go"
	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/clienttest"
	"github.com/flymyai/stytch-go/magiclinks"
	"github.com/flymyai/stytch-go/otp"
	"github.com/flymyai/stytch-go/sessions"
	"github.com/flymyai/stytch-go/users"
)

// script passes each of the first calls to its handler, and responds to every later one with success.
func script(calls *atomic.Int32, responses ...http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.ReadAll(r.Body)
		if n := int(calls.Add(1)); n <= len(responses) {
			responses[n-1](w, r)
			return
		}
		succeed(w, r)
	}
}

// cut drops the connection after the request was read.
func cut(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }

// breakOff drops it in the middle of the response.
func breakOff(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Length", "100")
	_, _ = io.WriteString(w, "{")
	_ = http.NewResponseController(w).Flush()
	panic(http.ErrAbortHandler)
}

func stall(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }

func TestRetriesByIdempotency(t *testing.T) {
	t.Parallel()
	idempotent := map[string]func(context.Context, *stytch.Client) error{
		"get": func(ctx context.Context, c *stytch.Client) error { _, err := c.Users.Get(ctx, "u"); return err },
		"search": func(ctx context.Context, c *stytch.Client) error {
			_, err := c.Users.Search(ctx, users.SearchRequest{})
			return err
		},
		"update": func(ctx context.Context, c *stytch.Client) error {
			_, err := c.Users.Update(ctx, "u", users.UpdateRequest{})
			return err
		},
		"authenticate": func(ctx context.Context, c *stytch.Client) error {
			_, err := c.Sessions.Authenticate(ctx, sessions.AuthenticateRequest{})
			return err
		},
		"raw GET": func(ctx context.Context, c *stytch.Client) error {
			return c.Request(ctx, http.MethodGet, "/v1/x", nil, nil)
		},
	}
	others := map[string]func(context.Context, *stytch.Client) error{
		"create": func(ctx context.Context, c *stytch.Client) error {
			_, err := c.Users.Create(ctx, users.CreateRequest{})
			return err
		},
		"send": func(ctx context.Context, c *stytch.Client) error {
			_, err := c.OTP.SMS.Send(ctx, otp.SMSSendRequest{})
			return err
		},
		"token": func(ctx context.Context, c *stytch.Client) error {
			_, err := c.MagicLinks.Authenticate(ctx, magiclinks.AuthenticateRequest{})
			return err
		},
		"raw POST": func(ctx context.Context, c *stytch.Client) error {
			return c.Request(ctx, http.MethodPost, "/v1/x", nil, nil)
		},
	}
	for _, test := range []struct {
		name  string
		first http.HandlerFunc
		// idempotent and others say which calls are retried.
		idempotent, others bool
		refused            bool
	}{
		{name: "500", first: clienttest.Fail(500, "internal_server_error"), idempotent: true},
		{name: "502", first: clienttest.Respond(502, "text/html", "<p>"), idempotent: true},
		{name: "503", first: clienttest.Fail(503, "server_unavailable"), idempotent: true},
		{name: "504", first: clienttest.Respond(504, "text/plain", ""), idempotent: true},
		{name: "501", first: clienttest.Fail(501, "x")},
		{name: "400", first: clienttest.Fail(400, "bad_request")},
		{name: "404", first: clienttest.Fail(404, "user_not_found")},
		{name: "rate limit", first: clienttest.Fail(429, "too_many_requests"), idempotent: true, others: true},
		{name: "rate limit of a proxy", first: clienttest.Respond(429, "text/html", ""), idempotent: true},
		{name: "user lock", first: clienttest.Fail(429, "user_lock_limit_reached")},
		{name: "throttled sends", first: clienttest.Fail(429, "too_few_tokens_authenticated")},
		{name: "cut after it was handled", first: cut, idempotent: true},
		{name: "cut in mid-body", first: breakOff, idempotent: true},
		{name: "stalled", first: stall, idempotent: true},
		{name: "connection refused", refused: true, idempotent: true, others: true},
	} {
		check := func(name string, call func(context.Context, *stytch.Client) error, retried bool) {
			t.Run(test.name+"/"+name, func(t *testing.T) {
				t.Parallel()
				synctest.Test(t, func(t *testing.T) {
					var calls atomic.Int32
					handler := script(&calls)
					if test.first != nil {
						handler = script(&calls, test.first)
					}
					n, client := clienttest.Serve(t, handler)
					if test.refused {
						n.Refuse(1)
					}
					err := call(t.Context(), client)
					want := int32(1)
					if retried && !test.refused {
						want = 2
					}
					if (err == nil) != retried || calls.Load() != want {
						t.Errorf("%d requests handled, error %v; want %d, retried: %v", calls.Load(), err, want, retried)
					}
					if e, ok := errors.AsType[*stytch.Error](err); err != nil && (!ok || e.Attempts != 1) {
						t.Errorf("error %#v, want a *stytch.Error after 1 attempt", err)
					}
				})
			})
		}
		for name, call := range idempotent {
			check(name, call, test.idempotent)
		}
		for name, call := range others {
			check(name, call, test.others)
		}
	}
}

func TestRetryTiming(t *testing.T) {
	t.Parallel()
	get := func(ctx context.Context, c *stytch.Client) error { _, err := c.Users.Get(ctx, "u"); return err }
	waitFor := func(value string) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Retry-After", value)
			clienttest.Fail(429, "too_many_requests")(w, r)
		}
	}
	for _, test := range []struct {
		name      string
		responses []http.HandlerFunc
		opts      []stytch.Option
		timeout   time.Duration // of the context
		attempts  int32
		min, max  time.Duration
		fails     error // nil for success
	}{
		{"backoff", []http.HandlerFunc{clienttest.Fail(503, "x"), clienttest.Fail(503, "x")}, nil, 0, 3, 0, 750 * time.Millisecond, nil},
		{"gives up after three", []http.HandlerFunc{clienttest.Fail(503, "x"), clienttest.Fail(503, "y"), clienttest.Fail(503, "z")}, nil, 0, 3, 0, 750 * time.Millisecond, api.ErrorType("z")},
		{"as often as told", []http.HandlerFunc{clienttest.Fail(503, "x"), clienttest.Fail(503, "x"), clienttest.Fail(503, "x"), clienttest.Fail(503, "x")},
			[]stytch.Option{stytch.WithRetry(stytch.RetryPolicy{MaxAttempts: 5, BaseDelay: time.Second, MaxDelay: time.Second})}, 0, 5, 0, 4 * time.Second, nil},
		{"not at all", []http.HandlerFunc{clienttest.Fail(503, "x")}, []stytch.Option{stytch.WithRetry(stytch.RetryPolicy{MaxAttempts: 1})}, 0, 1, 0, 0, api.ErrorType("x")},
		{"Retry-After in seconds", []http.HandlerFunc{waitFor("7")}, nil, 0, 2, 7 * time.Second, 7 * time.Second, nil},
		{"Retry-After as a date", []http.HandlerFunc{func(w http.ResponseWriter, r *http.Request) {
			waitFor(time.Now().Add(5*time.Second).UTC().Format(http.TimeFormat))(w, r)
		}}, nil, 0, 2, 4 * time.Second, 5 * time.Second, nil},
		{"Retry-After of nonsense", []http.HandlerFunc{waitFor("-5")}, nil, 0, 2, 0, 250 * time.Millisecond, nil},
		{"Retry-After of more nonsense", []http.HandlerFunc{waitFor("soon")}, nil, 0, 2, 0, 250 * time.Millisecond, nil},
		{"Retry-After in the past", []http.HandlerFunc{waitFor("Fri, 01 Jan 1999 00:00:00 GMT")}, nil, 0, 2, 0, 250 * time.Millisecond, nil},
		{"Retry-After beyond the bound", []http.HandlerFunc{waitFor("3600")}, nil, 0, 1, 0, 0, api.ErrorTypeTooManyRequests},
		{"Retry-After beyond the deadline", []http.HandlerFunc{waitFor("7")}, nil, 5 * time.Second, 1, 0, 0, api.ErrorTypeTooManyRequests},
		{"a stalled attempt", []http.HandlerFunc{stall}, []stytch.Option{stytch.WithTimeout(2 * time.Second)}, 0, 2, 2 * time.Second, 2250 * time.Millisecond, nil},
		{"a stalled call", []http.HandlerFunc{stall, stall}, nil, 3 * time.Second, 1, 3 * time.Second, 3 * time.Second, context.DeadlineExceeded},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				var calls atomic.Int32
				_, client := clienttest.Serve(t, script(&calls, test.responses...), test.opts...)
				ctx := t.Context()
				if test.timeout > 0 {
					var cancel context.CancelFunc
					ctx, cancel = context.WithTimeout(ctx, test.timeout)
					defer cancel()
				}
				start := time.Now()
				err := get(ctx, client)
				took := time.Since(start)
				if (test.fails == nil) != (err == nil) || (test.fails != nil && !errors.Is(err, test.fails)) {
					t.Errorf("error = %v, want %v", err, test.fails)
				}
				if calls.Load() != test.attempts || took < test.min || took > test.max {
					t.Errorf("%d attempts in %v, want %d in %v to %v", calls.Load(), took, test.attempts, test.min, test.max)
				}
				if e, ok := errors.AsType[*stytch.Error](err); ok && e.Attempts != int(test.attempts) {
					t.Errorf("Attempts = %d, want %d", e.Attempts, test.attempts)
				}
			})
		})
	}
}

func TestCancelledWait(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var calls atomic.Int32
		_, client := clienttest.Serve(t, script(&calls, clienttest.Fail(503, "server_unavailable")),
			stytch.WithRetry(stytch.RetryPolicy{BaseDelay: time.Hour, MaxDelay: time.Hour}))
		ctx, cancel := context.WithCancel(t.Context())
		time.AfterFunc(time.Millisecond, cancel)
		_, err := client.Users.Get(ctx, "u")
		if !errors.Is(err, api.ErrorTypeServerUnavailable) || !errors.Is(err, context.Canceled) {
			t.Errorf("error = %v, want the API's and the context's", err)
		}
	})
}

// The error has both causes, on one line.
func TestCancelledWaitAfterNoResponse(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		broken := clienttest.RoundTripper(func(*http.Request) (*http.Response, error) { return nil, io.ErrUnexpectedEOF })
		client, err := stytch.New(clienttest.ProjectID, clienttest.Secret, stytch.WithHTTPClient(&http.Client{Transport: broken}),
			stytch.WithRetry(stytch.RetryPolicy{BaseDelay: time.Hour, MaxDelay: time.Hour}))
		if err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithCancel(t.Context())
		time.AfterFunc(time.Nanosecond, cancel)
		_, err = client.Users.Get(ctx, "u")
		if !errors.Is(err, io.ErrUnexpectedEOF) || !errors.Is(err, context.Canceled) {
			t.Errorf("error = %v, want the RoundTripper's and the context's", err)
		}
		if want := "stytch: users.get: no response: unexpected EOF; then context canceled"; err == nil || err.Error() != want {
			t.Errorf("error %q, want %q", err, want)
		}
	})
}

// Whether a RoundTripper that is not net/http's has sent a request cannot be known.
func TestForeignRoundTripperProvesNothing(t *testing.T) {
	t.Parallel()
	var calls int
	broken := clienttest.RoundTripper(func(*http.Request) (*http.Response, error) {
		calls++
		return nil, errors.New("lost")
	})
	client, err := stytch.New(clienttest.ProjectID, clienttest.Secret, stytch.WithHTTPClient(&http.Client{Transport: broken}))
	if err != nil {
		t.Fatal(err)
	}
	_, err = client.OTP.SMS.Send(t.Context(), otp.SMSSendRequest{})
	if err == nil || calls != 1 {
		t.Errorf("%d attempts, error %v", calls, err)
	}
}

// In an outage, retries add about a tenth to the calls, whether the API responds or not.
func TestOutage(t *testing.T) {
	t.Parallel()
	const calls, reserve = 10_000, 10
	for _, test := range []struct {
		name string
		dead bool
	}{{"unavailable", false}, {"dead", true}} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				var handled atomic.Int32
				n, client := clienttest.Serve(t, func(w http.ResponseWriter, r *http.Request) {
					handled.Add(1)
					clienttest.Fail(503, "server_unavailable")(w, r)
				})
				attempts := handled.Load
				if test.dead {
					n.Refuse(2 * calls)
					attempts = n.Dials
				}
				for range calls {
					if _, err := client.Users.Get(t.Context(), "u"); err == nil {
						t.Fatal("a call succeeded")
					}
				}
				if got := attempts(); got > calls*11/10+reserve || got < calls*11/10-reserve {
					t.Errorf("%d attempts for %d calls", got, calls)
				}
			})
		})
	}
}

func TestConnectionsAreReused(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var calls atomic.Int32
		n, client := clienttest.Serve(t, script(&calls, clienttest.Fail(404, "user_not_found"), clienttest.Respond(500, "text/html", strings.Repeat("x", 100_000)),
			clienttest.Respond(200, "text/html", strings.Repeat("x", 100_000))))
		for range 10 {
			_, _ = client.Users.Get(t.Context(), "u")
		}
		if got := n.Dials(); got != 1 {
			t.Errorf("%d connections for %d attempts, want 1", got, calls.Load())
		}
	})
}
