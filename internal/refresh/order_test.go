package refresh_test

import (
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"github.com/flymyai/stytch-go/internal/refresh"
)

// set stores a value that was fetched by other means.
func set(store func(*int), number int) { store(&number) }

// A fetch that began before another one may return what was true before, so it does not replace the value of the other.
func TestOlderFetchIsDiscarded(t *testing.T) {
	t.Parallel()
	run(t, func(t *testing.T, src *source, v *refresh.Value[int]) {
		want(t, v, 1, took)
		for _, err := range []error{nil, errors.New("outage")} {
			src.set(func() { src.delay, src.err = 2*time.Second, err })
			time.Sleep(maxAge)
			if _, err := v.Get(t.Context()); err != nil { // starts a fetch in the background
				t.Fatal(err)
			}
			time.Sleep(time.Second)
			set(v.Begin(), 100)
			want(t, v, 100, 0)
			time.Sleep(2 * time.Second)
			want(t, v, 100, 0)
		}
		src.set(func() { src.delay, src.err = took, nil })
		time.Sleep(maxAge + grace)
		want(t, v, 4, took) // the failure that was discarded does not delay the next fetch
	})
}

// Callers that wait for the older fetch get the newer value as soon as there is one.
func TestCallersOfAnOlderFetch(t *testing.T) {
	t.Parallel()
	run(t, func(t *testing.T, src *source, v *refresh.Value[int]) {
		src.set(func() { src.delay = 20 * time.Second })
		time.AfterFunc(time.Second, func() { set(v.Begin(), 100) })
		want(t, v, 100, time.Second)
		src.set(func() { src.delay = took })
		time.Sleep(maxAge + grace)
		want(t, v, 2, took)
	})
}

// Two fetches by other means may end in another order than they began.
func TestOlderValueIsDiscarded(t *testing.T) {
	t.Parallel()
	run(t, func(t *testing.T, src *source, v *refresh.Value[int]) {
		older, newer := v.Begin(), v.Begin()
		set(newer, 200)
		set(older, 100)
		want(t, v, 200, 0)
		src.want(t, 0)
		// The same with a fetch that began after it, and has ended.
		older = v.Begin()
		time.Sleep(maxAge + grace)
		want(t, v, 1, took)
		set(older, 100)
		want(t, v, 1, 0)
		// If that fetch has not ended yet, both values are newer than the last.
		older = v.Begin()
		time.Sleep(maxAge)
		want(t, v, 1, 0)
		set(older, 100)
		want(t, v, 100, 0)
		time.Sleep(took)
		synctest.Wait()
		want(t, v, 2, 0)
	})
}
