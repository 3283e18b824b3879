package main

import (
	"fmt"
	"net/http"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/flymyai/stytch-go"
	"github.com/flymyai/stytch-go/internal/testsize"
	"github.com/flymyai/stytch-go/stytchtest"
)

// limiter lets a number of calls through in each second of the clock, and rejects the others.
type limiter struct {
	next      http.Handler
	perSecond int

	mu              sync.Mutex
	second          time.Time
	inSecond        int
	calls, rejected int
}

func (l *limiter) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if l.admit() {
		l.next.ServeHTTP(w, r)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(http.StatusTooManyRequests)
	_, _ = fmt.Fprint(w, `{"status_code":429,"error_type":"too_many_requests","error_message":"Too many requests."}`)
}

func (l *limiter) admit() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	if second := time.Now().Truncate(time.Second); !second.Equal(l.second) {
		l.second, l.inSecond = second, 0
	}
	l.calls++
	l.inSecond++
	if l.inSecond > l.perSecond {
		l.rejected++
		return false
	}
	return true
}

// With 100 calls a second, 16 workers import 10,000 users in about 100 seconds, and few calls are rejected. Stytch limits
// calls of passwords.migrate like this. Here all calls share the limit, those that look users up too. One import in fifty or
// so takes up to 1.12 of the ideal time: the client does not know that the lookups share this limit, and may measure too low
// a limit for them. So the median of three counts.
func TestLimits(t *testing.T) {
	t.Parallel()
	if !testsize.Large() {
		t.Skip(testsize.Skipped)
	}
	var ratios []float64
	for range 3 {
		ratios = append(ratios, limitedImport(t, 10_000, 100))
	}
	slices.Sort(ratios)
	if ratios[1] > 1.1 {
		t.Errorf("the imports take %.3f of the ideal time, want a median of at most 1.1", ratios)
	}
}

// limitedImport imports n users at a rate limit. It returns how much longer that takes than the limit requires.
func limitedImport(t *testing.T, n, perSecond int) (ratio float64) {
	t.Helper()
	list := make([]map[string]any, n)
	for i := range list {
		list[i] = map[string]any{"email": fmt.Sprintf("ada.%d@example.com", i), "hash": bcryptHash}
	}
	path := writeRows(t, list...)
	srv := stytchtest.NewServer(t)
	synctest.Test(t, func(t *testing.T) {
		l := &limiter{next: srv.Handler(), perSecond: perSecond}
		client := srv.Client(stytch.WithHTTPClient(direct(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			time.Sleep(10 * time.Millisecond)
			l.ServeHTTP(w, r)
			time.Sleep(10 * time.Millisecond)
		}))), stytch.WithRateLimitWait(patience))
		s, err := parse([]string{path}, t.Output())
		if err != nil {
			t.Fatal(err)
		}
		start := time.Now()
		if err := s.run(t.Context(), func(*settings) (*target, error) {
			return &target{client, s.journal, "Importing.", func() {}}, nil
		}); err != nil {
			t.Fatal(err)
		}
		took, share := time.Since(start), float64(l.rejected)/float64(l.calls)
		ideal := time.Duration(l.calls-l.rejected) * time.Second / time.Duration(perSecond)
		t.Logf("%v, ideally %v; %d of %d calls rejected, %.2f %%", took, ideal, l.rejected, l.calls, 100*share)
		if share > 0.02 {
			t.Error("want at most 2 %")
		}
		ratio = took.Seconds() / ideal.Seconds()
	})
	if found := len(all(t, srv)); found != n {
		t.Errorf("%d users", found)
	}
	return ratio
}

// With -rate, an import leaves calls to other programs.
func TestLimits_rate(t *testing.T) {
	t.Parallel()
	srv := stytchtest.NewServer(t)
	path := writeRows(t, rows(100)...)
	synctest.Test(t, func(t *testing.T) {
		client := srv.Client(stytch.WithHTTPClient(direct(srv.Handler())))
		s, err := parse([]string{"-rate", "10", path}, t.Output())
		if err != nil {
			t.Fatal(err)
		}
		start := time.Now()
		if err := s.run(t.Context(), func(*settings) (*target, error) {
			return &target{client, s.journal, "Importing.", func() {}}, nil
		}); err != nil {
			t.Fatal(err)
		}
		if took := time.Since(start).Round(100 * time.Millisecond); took != 10*time.Second { // 100 users and one lookup
			t.Errorf("it took %v", took)
		}
	})
}
