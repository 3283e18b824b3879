package refresh_test

import (
	"errors"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/flymyai/stytch-go/internal/refresh"
)

func TestOutage(t *testing.T) {
	t.Parallel()
	run(t, func(t *testing.T, src *source, v *refresh.Value[int]) {
		outage := errors.New("outage")
		want(t, v, 1, took)
		src.set(func() { src.err = outage })
		time.Sleep(maxAge + grace)
		want(t, v, 1, took) // waits once, in vain
		for range 60 {
			want(t, v, 1, 0)
			time.Sleep(time.Second)
		}
		src.want(t, 3) // every 30 seconds
		time.Sleep(limit - maxAge - grace - 61*time.Second)
		want(t, v, 1, took) // the last failure is long ago: the outage may be over
		time.Sleep(time.Second)
		wantErr(t, v, refresh.ErrUnavailable, took)
		wantErr(t, v, outage, 0) // no second fetch at once
		src.set(func() { src.err = nil })
		time.Sleep(time.Second)
		want(t, v, 6, took)
	})
}

// While fetches time out, callers do not wait for each of them, nor long for the first.
func TestOutageWithoutResponses(t *testing.T) {
	t.Parallel()
	run(t, func(t *testing.T, src *source, v *refresh.Value[int]) {
		want(t, v, 1, took)
		src.set(func() { src.delay = time.Hour })
		time.Sleep(maxAge + grace)
		want(t, v, 1, 2*time.Second)
		for range 20 * 60 {
			want(t, v, 1, 0)
			time.Sleep(time.Second)
		}
	})
}

// A caller with a usable value waits for the first 2 seconds of a fetch. Without such a value, it waits for its end.
func TestSlowFetch(t *testing.T) {
	t.Parallel()
	run(t, func(t *testing.T, src *source, v *refresh.Value[int]) {
		want(t, v, 1, took)
		src.set(func() { src.delay = 5 * time.Second })
		time.Sleep(maxAge + grace)
		var wg sync.WaitGroup
		wg.Go(func() { want(t, v, 1, 2*time.Second) })
		time.Sleep(500 * time.Millisecond)
		wg.Go(func() { want(t, v, 1, 1500*time.Millisecond) })
		time.Sleep(2500 * time.Millisecond)
		want(t, v, 1, 0)
		wg.Wait()
		time.Sleep(2 * time.Second)
		synctest.Wait()
		want(t, v, 2, 0)
		src.want(t, 2)
		time.Sleep(limit)
		want(t, v, 3, 5*time.Second)
	})
}

func TestUnavailableAtFirst(t *testing.T) {
	t.Parallel()
	run(t, func(t *testing.T, src *source, v *refresh.Value[int]) {
		src.err = errors.New("outage")
		wantErr(t, v, refresh.ErrUnavailable, took)
		wantErr(t, v, refresh.ErrUnavailable, 0)
		src.want(t, 1)
		src.set(func() { src.err = nil })
		time.Sleep(time.Second)
		want(t, v, 2, took)
	})
}
