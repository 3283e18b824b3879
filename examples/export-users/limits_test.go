package main

import (
	"context"
	"errors"
	"net/http"
	"testing"
	"testing/synctest"
	"time"

	"golang.org/x/time/rate"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/stytchtest"
)

// rateLimited counts the searches that the emulator rejected with too_many_requests.
func rateLimited(srv *stytchtest.Server) (n int) {
	for _, r := range srv.Requests() {
		if r.ErrorType == api.ErrorTypeTooManyRequests {
			n++
		}
	}
	return n
}

// With the limiter, an export stays below the rate limit.
func TestLimits_notReached(t *testing.T) {
	t.Parallel()
	const pages = 400
	srv := newServer(t, pages, stytchtest.WithRateLimits())
	synctest.Test(t, func(t *testing.T) {
		e := newExport(t, directClient(srv, func(*http.Request) {}), newPath(t))
		e.pageSize = 1
		e.limiter = rate.NewLimiter(rate.Limit(searchesPerMinute/time.Minute.Seconds()), 1)
		start := time.Now()
		mustRun(t, e)
		checkUsers(t, e.path, pages)
		if n := rateLimited(srv); n > 0 {
			t.Errorf("%d searches were rejected", n)
		}
		if took := time.Since(start).Round(time.Second); took != 160*time.Second {
			t.Errorf("it took %v, which is not 150 searches a minute", took)
		}
	})
}

// Other programs may use up the rate limit.
func TestLimits_reached(t *testing.T) {
	t.Parallel()
	const pages = 400
	srv := newServer(t, pages, stytchtest.WithRateLimits())
	synctest.Test(t, func(t *testing.T) {
		e := newExport(t, directClient(srv, func(*http.Request) {}), newPath(t))
		e.pageSize = 1
		start := time.Now()
		mustRun(t, e)
		checkUsers(t, e.path, pages)
		if rateLimited(srv) == 0 {
			t.Error("no search was rejected")
		}
		// The client finds out what the limit is and keeps to it.
		if took, ideal := time.Since(start), pages*time.Minute/searchesPerMinute; took > ideal*11/10 {
			t.Errorf("it took %v", took)
		}
	})
}

func TestLimits_retryAfter(t *testing.T) {
	t.Parallel()
	const retryAfter = 40 * time.Second
	srv := newServer(t, 3)
	synctest.Test(t, func(t *testing.T) {
		srv.Inject(stytchtest.Fault{ErrorType: api.ErrorTypeTooManyRequests, RetryAfter: retryAfter})
		start := time.Now()
		mustRun(t, newExport(t, directClient(srv, func(*http.Request) {}), newPath(t)))
		if took := time.Since(start); took != retryAfter {
			t.Errorf("it waited %v, not %v", took, retryAfter)
		}
	})
}

// Ctrl-C ends a wait.
func TestLimits_interrupted(t *testing.T) {
	t.Parallel()
	srv := newServer(t, 3)
	synctest.Test(t, func(t *testing.T) {
		srv.Inject(stytchtest.Fault{ErrorType: api.ErrorTypeTooManyRequests, Times: -1})
		ctx, cancel := context.WithTimeoutCause(t.Context(), time.Second*100, errors.New("Ctrl-C"))
		defer cancel()
		start := time.Now()
		err := newExport(t, directClient(srv, func(*http.Request) {}), newPath(t)).run(ctx)
		if took := time.Since(start); err == nil || took != 100*time.Second {
			t.Errorf("it ended after %v: %v", took, err)
		}
	})
}
