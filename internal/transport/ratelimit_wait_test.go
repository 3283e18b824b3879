package transport_test

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/flymyai/stytch-go"
	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/clienttest"
	"github.com/flymyai/stytch-go/otp"
)

// rejecting is a server that rejects calls while reject is set, with Retry-After in seconds if that is not 0.
type rejecting struct {
	reject            atomic.Bool
	retryAfter, calls atomic.Int32
	// together, if it is set, holds the first calls until all of them have arrived.
	together *gathering
}

// gathering is a number of calls that wait for each other.
type gathering struct {
	size int32
	full chan struct{}
}

func (g *gathering) join(nth int32) {
	if nth == g.size {
		close(g.full)
	}
	<-g.full
}

func (s *rejecting) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	_, _ = io.ReadAll(r.Body)
	if nth := s.calls.Add(1); s.together != nil {
		s.together.join(nth)
	}
	if s.reject.Load() {
		if seconds := s.retryAfter.Load(); seconds > 0 {
			w.Header().Set("Retry-After", strconv.Itoa(int(seconds)))
		}
		clienttest.Fail(429, "too_many_requests")(w, r)
		return
	}
	succeed(w, r)
}

type operation func(context.Context, *stytch.Client) error

func getUser(ctx context.Context, c *stytch.Client) error {
	_, err := c.Users.Get(ctx, "u")
	return err
}

// meetLimit makes calls of an operation be rejected, so that the client closes its limit for a minute.
func meetLimit(t *testing.T, s *rejecting, client *stytch.Client, op operation) {
	t.Helper()
	s.retryAfter.Store(60)
	s.reject.Store(true)
	ctx, cancel := context.WithTimeout(t.Context(), time.Second)
	defer cancel()
	for range 2 { // one rejection may be about one user
		if err := op(ctx, client); !errors.Is(err, api.ErrorTypeTooManyRequests) {
			t.Fatal(err)
		}
	}
	s.reject.Store(false)
}

// Calls that are rejected together wait together: one finds out when the limit is over, and the others follow.
func TestRateLimit_together(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		const calls = 50
		s := &rejecting{together: &gathering{calls, make(chan struct{})}}
		s.retryAfter.Store(7)
		s.reject.Store(true)
		time.AfterFunc(20*time.Second, func() { s.reject.Store(false) })
		_, client := clienttest.Serve(t, s.ServeHTTP)
		start := time.Now()
		work(t, client, calls, calls)
		if took := time.Since(start); took != 21*time.Second {
			t.Errorf("took %v, want three times Retry-After", took)
		}
		// After 7 and 14 seconds one call was rejected.
		if n := s.calls.Load(); n != calls+2+calls {
			t.Errorf("%d attempts of %d calls", n, calls)
		}
	})
}

// A call that cannot wait long enough fails at once, without being sent, and the error says why.
func TestRateLimit_deadline(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := new(rejecting)
		_, client := clienttest.Serve(t, s.ServeHTTP)
		meetLimit(t, s, client, getUser)
		sent := s.calls.Load()
		ctx, cancel := context.WithTimeout(t.Context(), 5*time.Second)
		defer cancel()
		start := time.Now()
		err := getUser(ctx, client)
		e, ok := errors.AsType[*stytch.Error](err)
		if !ok || e.Type != api.ErrorTypeTooManyRequests || e.StatusCode != 0 || e.Attempts != 0 || e.Operation != "users.get" ||
			e.RetryAfter <= 5*time.Second || !strings.Contains(err.Error(), "rate limit") {
			t.Errorf("error = %#v", err)
		}
		if want := "stytch: users.get: not sent: a rate limit requires a wait of 1m0s, and WithRateLimitWait or the context allows less"; err.Error() != want {
			t.Errorf("error %q, want %q", err, want)
		}
		if time.Since(start) != 0 || s.calls.Load() != sent {
			t.Errorf("failed after %v and %d requests", time.Since(start), s.calls.Load()-sent)
		}
	})
}

// Calls in line fail at once when a later rejection makes their wait too long.
func TestRateLimit_deadlineInLine(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := new(rejecting)
		s.retryAfter.Store(1)
		s.reject.Store(true)
		_, client := clienttest.Serve(t, s.ServeHTTP)
		var wg sync.WaitGroup
		start := time.Now()
		for range 10 {
			wg.Go(func() {
				ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
				defer cancel()
				err := getUser(ctx, client)
				if !errors.Is(err, api.ErrorTypeTooManyRequests) || time.Since(start) != time.Second {
					t.Errorf("after %v: %v", time.Since(start), err)
				}
			})
		}
		synctest.Wait()
		s.retryAfter.Store(60)
		wg.Wait()
	})
}

func TestRateLimit_cancelled(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := new(rejecting)
		_, client := clienttest.Serve(t, s.ServeHTTP)
		meetLimit(t, s, client, getUser)
		ctx, cancel := context.WithCancel(t.Context())
		time.AfterFunc(3*time.Second, cancel)
		var wg sync.WaitGroup
		start := time.Now()
		for range 3 { // the first in line and others
			wg.Go(func() {
				err := getUser(ctx, client)
				if !errors.Is(err, context.Canceled) || !errors.Is(err, api.ErrorTypeTooManyRequests) || time.Since(start) != 3*time.Second {
					t.Errorf("after %v: %v", time.Since(start), err)
				}
				if want := "stytch: users.get: not sent: waiting for a rate limit: context canceled"; err.Error() != want {
					t.Errorf("error %q, want %q", err, want)
				}
			})
		}
		wg.Wait()
		// Others are not affected.
		if err := getUser(t.Context(), client); err != nil {
			t.Error(err)
		}
	})
}

// Waiting for rate limits leaves the retries for outages alone.
func TestRateLimit_budget(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		l := &limiter{window: time.Second, atMost: 10}
		var outage atomic.Bool
		var fails atomic.Int32
		_, client := clienttest.Serve(t, func(w http.ResponseWriter, r *http.Request) {
			if outage.Load() && fails.Add(1)%2 == 1 {
				clienttest.Fail(503, "server_unavailable")(w, r)
				return
			}
			l.ServeHTTP(w, r)
		})
		work(t, client, 16, 200)
		if l.rejected < 20 {
			t.Fatalf("only %d attempts were rejected", l.rejected)
		}
		outage.Store(true)
		work(t, client, 1, 9) // each needs a retry, and the reserve is 10
	})
}

// A limit that does not end is not waited for longer than the bound.
func TestRateLimit_bound(t *testing.T) {
	t.Parallel()
	send := func(ctx context.Context, c *stytch.Client) error {
		_, err := c.OTP.SMS.Send(ctx, otp.SMSSendRequest{PhoneNumber: "+14155550100"})
		return err
	}
	for _, test := range []struct {
		name       string
		op         operation
		retryAfter int32
		opts       []stytch.Option
		min, max   time.Duration
		attempts   int32 // at most
	}{
		{"default", getUser, 0, nil, 75 * time.Second, 90 * time.Second, 20},
		{"Retry-After", getUser, 40, nil, 80 * time.Second, 80 * time.Second, 3},
		{"Retry-After beyond the bound", getUser, 91, nil, 0, 0, 1},
		{"option", getUser, 0, []stytch.Option{stytch.WithRateLimitWait(5 * time.Second)}, 1500 * time.Millisecond, 5 * time.Second, 10},
		{"personal limit", send, 0, nil, 2 * time.Second, 10 * time.Second, 10},
		{"personal limit and option", send, 0, []stytch.Option{stytch.WithRateLimitWait(2 * time.Second)}, 250 * time.Millisecond, 2 * time.Second, 8},
		{"off", getUser, 0, []stytch.Option{stytch.WithRateLimitWait(0)}, 0, 750 * time.Millisecond, 3},
		{"off, Retry-After", getUser, 11, []stytch.Option{stytch.WithRateLimitWait(0)}, 0, 0, 1},
		{"no retries", getUser, 0, []stytch.Option{clienttest.Once}, 0, 0, 1},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				s := new(rejecting)
				s.retryAfter.Store(test.retryAfter)
				s.reject.Store(true)
				_, client := clienttest.Serve(t, s.ServeHTTP, test.opts...)
				start := time.Now()
				err := test.op(t.Context(), client)
				took := time.Since(start)
				e, ok := errors.AsType[*stytch.Error](err)
				if !ok || e.StatusCode != http.StatusTooManyRequests || e.Attempts != int(s.calls.Load()) {
					t.Errorf("error = %#v", err)
				}
				if took < test.min || took > test.max || s.calls.Load() > test.attempts {
					t.Errorf("%d attempts in %v, want at most %d in %v to %v", s.calls.Load(), took, test.attempts, test.min, test.max)
				}
			})
		})
	}
}

// When waiting is off, a call neither waits for the rejections of others nor makes them wait.
func TestRateLimit_off(t *testing.T) {
	t.Parallel()
	for name, opt := range map[string]stytch.Option{"option": stytch.WithRateLimitWait(0), "no retries": clienttest.Once} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				s := new(rejecting)
				_, client := clienttest.Serve(t, s.ServeHTTP, opt)
				meetLimit(t, s, client, getUser)
				start := time.Now()
				if err := getUser(t.Context(), client); err != nil || time.Since(start) != 0 {
					t.Errorf("after %v: %v", time.Since(start), err)
				}
			})
		})
	}
}

// The call that finds out whether a limit is over may end in another way. The others go on.
func TestRateLimit_lostTrial(t *testing.T) {
	t.Parallel()
	for name, lost := range map[string]http.HandlerFunc{
		"500":   clienttest.Fail(500, "internal_server_error"),
		"cut":   cut,
		"stall": stall,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				var calls atomic.Int32
				_, client := clienttest.Serve(t, func(w http.ResponseWriter, r *http.Request) {
					_, _ = io.ReadAll(r.Body)
					switch n := calls.Add(1); {
					case n <= 5:
						clienttest.Fail(429, "too_many_requests")(w, r)
					case n == 6:
						lost(w, r)
					default:
						succeed(w, r)
					}
				}, stytch.WithTimeout(20*time.Second))
				var last atomic.Int32
				start := time.Now()
				var wg sync.WaitGroup
				for range 5 {
					wg.Go(func() {
						if err := getUser(t.Context(), client); err != nil {
							t.Error(err)
						}
						if time.Since(start) < 3*time.Second {
							last.Add(1)
						}
					})
				}
				wg.Wait()
				if last.Load() < 4 {
					t.Errorf("only %d of the others did not wait for it", last.Load())
				}
			})
		})
	}
}
