package transport_test

import (
	"net/http"
	"slices"
	"strconv"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/flymyai/stytch-go"
	"github.com/flymyai/stytch-go/internal/clienttest"
	"github.com/flymyai/stytch-go/internal/testsize"
)

// limiter is a server that accepts a number of calls in each window of the clock and rejects the rest, as Stytch does.
type limiter struct {
	window time.Duration
	atMost int
	// takes is how long the server takes for a call.
	takes time.Duration
	// retryAfter adds a header that says when the window ends.
	retryAfter bool

	mu                 sync.Mutex
	start              time.Time
	inWindow           int
	accepted, rejected int
}

// fresh returns a limiter with the same limit that has not counted anything.
func (l *limiter) fresh() *limiter {
	return &limiter{window: l.window, atMost: l.atMost, takes: l.takes, retryAfter: l.retryAfter}
}

func (l *limiter) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	time.Sleep(l.takes / 2)
	left, ok := l.admit()
	time.Sleep(l.takes - l.takes/2)
	if ok {
		succeed(w, r)
		return
	}
	if l.retryAfter {
		w.Header().Set("Retry-After", strconv.Itoa(int((left+time.Second-1)/time.Second)))
	}
	clienttest.Fail(429, "too_many_requests")(w, r)
}

// admit counts a call. It returns the rest of the window, and whether the call is within the limit.
func (l *limiter) admit() (left time.Duration, ok bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	now := time.Now()
	if start := now.Truncate(l.window); !start.Equal(l.start) {
		l.start, l.inWindow = start, 0
	}
	left = l.start.Add(l.window).Sub(now)
	if l.inWindow >= l.atMost {
		l.rejected++
		return left, false
	}
	l.inWindow++
	l.accepted++
	return left, true
}

// succeed is a success of every operation.
var succeed = clienttest.Respond(200, "application/json", `{"status_code":200,"request_id":"r","session":{"session_id":"s","user_id":"u"}}`)

// work makes calls from a number of goroutines, none of which may fail.
func work(t *testing.T, client *stytch.Client, workers, calls int) {
	t.Helper()
	var left atomic.Int32
	left.Store(int32(calls))
	var wg sync.WaitGroup
	for range workers {
		wg.Go(func() {
			for left.Add(-1) >= 0 {
				if _, err := client.Users.Get(t.Context(), "u"); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
}

// Calls from many goroutines run at the limit, and few are rejected. The pauses are random, and now and then they add up. So
// the median of three counts.
func TestRateLimit_throughput(t *testing.T) {
	t.Parallel()
	const slow, perMinute = 50 * time.Millisecond, 150
	for _, test := range []struct {
		name           string
		limiter        *limiter
		workers, calls int
		// time and rejected are bounds: of the ideal time, and of the share of attempts.
		time, rejected float64
	}{
		{"immediate responses", &limiter{window: time.Second, atMost: 100}, 16, 10_000, 1.1, 0.02},
		{"slow responses", &limiter{window: time.Second, atMost: 100, takes: slow}, 16, 10_000, 1.1, 0.02},
		{"Retry-After", &limiter{window: time.Second, atMost: 100, takes: slow, retryAfter: true}, 16, 10_000, 1.1, 0.02},
		{"one worker", &limiter{window: time.Second, atMost: 100, takes: 5 * time.Millisecond}, 1, 10_000, 1.1, 0.02},
		{"many workers", &limiter{window: time.Second, atMost: 100, takes: slow}, 128, 10_000, 1.1, 0.04},
		{"high limit", &limiter{window: time.Second, atMost: 1000, takes: 10 * time.Millisecond}, 16, 10_000, 1.1, 0.03},
		{"low limit", &limiter{window: time.Second, atMost: 10, takes: slow}, 16, 1000, 1.4, 0.12},
		{"limit per minute", &limiter{window: time.Minute, atMost: perMinute, takes: slow}, 16, 10 * perMinute, 1.1, 0.09},
		{"limit per minute, Retry-After", &limiter{window: time.Minute, atMost: perMinute, takes: slow, retryAfter: true}, 16, 10 * perMinute, 1.1, 0.06},
		{"no limit", &limiter{window: time.Second, atMost: 1 << 30, takes: slow}, 16, 10_000, 1, 0},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			if !testsize.Large() && test.name != "slow responses" {
				t.Skip(testsize.Skipped)
			}
			// Ideally, the first window is used up at once, and the last one need not end.
			ideal := max(time.Duration(test.calls/test.limiter.atMost)*test.limiter.window, time.Duration(test.calls/test.workers)*test.limiter.takes)
			var ratios []float64
			for range 3 {
				synctest.Test(t, func(t *testing.T) {
					l := test.limiter.fresh()
					_, client := clienttest.Serve(t, l.ServeHTTP)
					start := time.Now()
					work(t, client, test.workers, test.calls)
					took := time.Since(start)
					share := float64(l.rejected) / float64(l.rejected+l.accepted)
					ratios = append(ratios, took.Seconds()/ideal.Seconds())
					t.Logf("%v of %v; %d attempts rejected, %.2f %%", took, ideal, l.rejected, 100*share)
					if share > test.rejected {
						t.Errorf("want at most %v %%", 100*test.rejected)
					}
				})
			}
			if slices.Sort(ratios); ratios[1] > test.time {
				t.Errorf("the calls take %.3f of the ideal time, want a median of at most %v", ratios, test.time)
			}
		})
	}
}

// A limit that changes, such as when another program shares it, is followed in both directions.
func TestRateLimit_changes(t *testing.T) {
	t.Parallel()
	if !testsize.Large() {
		t.Skip(testsize.Skipped)
	}
	synctest.Test(t, func(t *testing.T) {
		l := &limiter{window: time.Second, atMost: 100, takes: 20 * time.Millisecond}
		set := func(atMost int) func() {
			return func() {
				l.mu.Lock()
				defer l.mu.Unlock()
				l.atMost = atMost
			}
		}
		time.AfterFunc(30*time.Second, set(40))
		time.AfterFunc(60*time.Second, set(200))
		_, client := clienttest.Serve(t, l.ServeHTTP)
		start := time.Now()
		work(t, client, 16, 30*100+30*40+60*200)
		took := time.Since(start)
		share := float64(l.rejected) / float64(l.rejected+l.accepted)
		t.Logf("%v, %.2f %% rejected", took, 100*share)
		if took > 170*time.Second || share > 0.03 {
			t.Error("want at most 170 s, where 120 s are possible, and 3 %")
		}
	})
}

// One rejection among many successes is not a limit that the other calls share: they do not wait for it. A limiter
// that slows everybody down for it would collapse here.
func TestRateLimit_strayRejections(t *testing.T) {
	t.Parallel()
	if !testsize.Large() {
		t.Skip(testsize.Skipped)
	}
	synctest.Test(t, func(t *testing.T) {
		const calls, takes = 10_000, 20 * time.Millisecond
		var handled atomic.Int32
		_, client := clienttest.Serve(t, func(w http.ResponseWriter, r *http.Request) {
			time.Sleep(takes)
			if handled.Add(1)%100 == 0 {
				clienttest.Fail(429, "too_many_requests")(w, r)
				return
			}
			succeed(w, r)
		})
		var total atomic.Int64
		var wg sync.WaitGroup
		for range calls {
			time.Sleep(2 * time.Millisecond)
			wg.Go(func() {
				start := time.Now()
				if _, err := client.Users.Get(t.Context(), "u"); err != nil {
					t.Error(err)
				}
				total.Add(int64(time.Since(start) - takes))
			})
		}
		wg.Wait()
		if mean := time.Duration(total.Load() / calls); mean > 5*time.Millisecond {
			t.Errorf("a call waits %v on average", mean)
		}
	})
}
