package refresh_test

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/flymyai/stytch-go/internal/refresh"
)

const (
	maxAge = 10 * time.Minute
	grace  = time.Minute
	limit  = time.Hour
	took   = 100 * time.Millisecond // by a fetch
)

// source serves values. Each fetch gets the next number.
type source struct {
	mu      sync.Mutex
	fetched int
	err     error
	maxAge  time.Duration
	delay   time.Duration
	instead func() // of returning
}

func (s *source) fetch(ctx context.Context) (*int, time.Duration, error) {
	s.mu.Lock()
	s.fetched++
	number, err, maxAge, delay, instead := s.fetched, s.err, s.maxAge, s.delay, s.instead
	s.mu.Unlock()
	select {
	case <-time.After(delay):
	case <-ctx.Done():
		return nil, 0, ctx.Err()
	}
	if instead != nil {
		instead()
	}
	if err != nil {
		return nil, 0, err
	}
	return &number, maxAge, nil
}

func (s *source) set(change func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	change()
}

// run runs a test in a synctest bubble.
func run(t *testing.T, test func(*testing.T, *source, *refresh.Value[int])) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		src := &source{delay: took}
		test(t, src, refresh.New(refresh.Config[int]{Fetch: src.fetch, MaxAge: maxAge, Limit: limit, Now: time.Now}))
		time.Sleep(time.Minute) // for a fetch in progress to end
	})
}

// want expects Get to return a number after a time.
func want(t *testing.T, v *refresh.Value[int], number int, after time.Duration) {
	t.Helper()
	start := time.Now()
	got, err := v.Get(t.Context())
	if err != nil || got == nil {
		t.Errorf("Get = %v, %v after %v; want %d after %v", got, err, time.Since(start), number, after)
	} else if *got != number || time.Since(start) != after {
		t.Errorf("Get = %d after %v; want %d after %v", *got, time.Since(start), number, after)
	}
}

// wantErr expects Get to return an error after a time, and returns its text.
func wantErr(t *testing.T, v *refresh.Value[int], target error, after time.Duration) string {
	t.Helper()
	start := time.Now()
	got, err := v.Get(t.Context())
	if !errors.Is(err, target) || got != nil || time.Since(start) != after {
		t.Errorf("Get = %v, %v after %v; want %v after %v", got, err, time.Since(start), target, after)
	}
	return fmt.Sprint(err)
}

func (s *source) want(t *testing.T, fetches int) {
	t.Helper()
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.fetched != fetches {
		t.Errorf("%d fetches, want %d", s.fetched, fetches)
	}
}

func TestFetchedOnFirstUse(t *testing.T) {
	t.Parallel()
	run(t, func(t *testing.T, src *source, v *refresh.Value[int]) {
		if v.Last() != nil {
			t.Error("Last returns a value before the first fetch")
		}
		src.want(t, 0)
		want(t, v, 1, took)
		want(t, v, 1, 0)
		if got := v.Last(); got == nil || *got != 1 {
			t.Errorf("Last = %v", got)
		}
		time.Sleep(maxAge - time.Second)
		want(t, v, 1, 0)
		src.want(t, 1)
	})
}

func TestManyCallersOneFetch(t *testing.T) {
	t.Parallel()
	run(t, func(t *testing.T, src *source, v *refresh.Value[int]) {
		var wg sync.WaitGroup
		for range 64 {
			wg.Go(func() { want(t, v, 1, took) })
		}
		wg.Wait()
		time.Sleep(maxAge + grace)
		for range 64 {
			wg.Go(func() { want(t, v, 2, took) })
		}
		wg.Wait()
		src.want(t, 2)
	})
}

func TestGrace(t *testing.T) {
	t.Parallel()
	run(t, func(t *testing.T, src *source, v *refresh.Value[int]) {
		want(t, v, 1, took)
		time.Sleep(maxAge + grace - time.Second)
		for range 10 {
			want(t, v, 1, 0) // the old value is used while the new one is fetched
		}
		time.Sleep(took)
		synctest.Wait()
		want(t, v, 2, 0)
		src.want(t, 2)
		time.Sleep(maxAge + grace)
		want(t, v, 3, took) // a value this old is not used
	})
}

func TestShorterMaxAge(t *testing.T) {
	t.Parallel()
	run(t, func(t *testing.T, src *source, v *refresh.Value[int]) {
		src.maxAge = time.Minute
		want(t, v, 1, took)
		time.Sleep(59 * time.Second)
		want(t, v, 1, 0)
		src.want(t, 1)
		time.Sleep(10 * time.Second) // 6 of them are grace
		want(t, v, 2, took)
		src.set(func() { src.maxAge = 24 * time.Hour }) // longer than MaxAge has no effect
		time.Sleep(67 * time.Second)
		want(t, v, 3, took)
		time.Sleep(maxAge + grace)
		want(t, v, 4, took)
	})
}

func TestRenew(t *testing.T) {
	t.Parallel()
	run(t, func(t *testing.T, src *source, v *refresh.Value[int]) {
		want(t, v, 1, took)
		seen := v.Last()
		got, err := v.Renew(t.Context(), seen)
		if err != nil || *got != 2 {
			t.Errorf("Renew = %v, %v", got, err)
		}
		if got, err := v.Renew(t.Context(), seen); err != nil || *got != 2 {
			t.Errorf("Renew of a value that was renewed since = %v, %v", got, err)
		}
		src.set(func() { src.err = errors.New("outage") })
		for range 2 {
			if got, err := v.Renew(t.Context(), v.Last()); !errors.Is(err, refresh.ErrUnavailable) || got != nil {
				t.Errorf("Renew = %v, %v", got, err)
			}
		}
		src.want(t, 3)
		want(t, v, 2, 0)
	})
}

// A caller whose context ends does not end the fetch for the others.
func TestCallersContext(t *testing.T) {
	t.Parallel()
	run(t, func(t *testing.T, src *source, v *refresh.Value[int]) {
		ctx, cancel := context.WithTimeout(t.Context(), time.Millisecond)
		defer cancel()
		var wg sync.WaitGroup
		wg.Go(func() {
			if got, err := v.Get(ctx); !errors.Is(err, context.DeadlineExceeded) || got != nil {
				t.Errorf("Get = %v, %v", got, err)
			}
		})
		want(t, v, 1, took)
		wg.Wait()
		src.want(t, 1)
		// It does not get a value that is too old either.
		time.Sleep(maxAge + grace)
		ctx, cancel = context.WithTimeout(t.Context(), time.Millisecond)
		defer cancel()
		if got, err := v.Get(ctx); !errors.Is(err, context.DeadlineExceeded) || got != nil {
			t.Errorf("Get of an old value = %v, %v", got, err)
		}
	})
}

// Unhandled, a fetch that panics would end the process, and one that calls Goexit would block its callers forever.
func TestFetchThatDoesNotReturn(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		instead func()
		want    string
	}{
		"panic":          {func() { panic("password of somebody") }, "internal/refresh_test.TestFetchThatDoesNotReturn.func"},
		"panic's type":   {func() { panic("password of somebody") }, "a value of type string"},
		"runtime panic":  {func() { _ = [2]int{}[len(t.Name())] }, "index out of range"},
		"Goexit":         {runtime.Goexit, "ended its goroutine"},
		"wrapped secret": {func() { panic(errors.New("password of somebody")) }, "*errors.errorString"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			run(t, func(t *testing.T, src *source, v *refresh.Value[int]) {
				src.instead = test.instead
				if text := wantErr(t, v, refresh.ErrUnavailable, took); !strings.Contains(text, test.want) || strings.Contains(text, "password") {
					t.Errorf("error %q, want one with %q", text, test.want)
				}
				src.set(func() { src.instead = nil })
				time.Sleep(time.Second)
				want(t, v, 2, took)
				src.set(func() { src.instead = test.instead })
				time.Sleep(maxAge)
				want(t, v, 2, 0)
				time.Sleep(took)
				synctest.Wait()
				want(t, v, 2, 0)
			})
		})
	}
}

// A value that can expire is used until it expires, without waiting for a fetch. After that it is used by nobody, and
// fetched again without the pause after a failure.
func TestValue_expired(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		src := &source{delay: took}
		start := time.Now()
		const life = 15 * time.Minute
		v := refresh.New(refresh.Config[int]{
			Fetch: src.fetch, MaxAge: maxAge, Limit: limit, Now: time.Now,
			Expired: func(n *int) bool { return *n == 1 && time.Since(start) >= life },
		})
		want(t, v, 1, took)
		down := errors.New("down")
		src.set(func() { src.err = down })
		time.Sleep(life - took - 1)
		want(t, v, 1, 0)
		time.Sleep(time.Nanosecond)
		for range 3 {
			if got, err := v.Get(t.Context()); got != nil || !errors.Is(err, down) {
				t.Errorf("Get = %v, %v", got, err)
			}
			time.Sleep(time.Second)
		}
		src.set(func() { src.err = nil })
		want(t, v, src.fetched+1, took)
	})
}
