package refresh_test

import (
	"errors"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/flymyai/stytch-go/internal/clienttest"
	"github.com/flymyai/stytch-go/internal/refresh"
)

// Values age while the machine is suspended, although its monotonic clock stops. They also age if the wall clock is set
// back.
func TestAgeBySystemClocks(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var suspended atomic.Int64
		suspend := func(d time.Duration) { suspended.Add(int64(d)) }
		src := &source{delay: took}
		v := refresh.New(refresh.Config[int]{
			Fetch: src.fetch, MaxAge: maxAge, Limit: limit,
			Now: func() time.Time { return clienttest.Suspended(time.Duration(suspended.Load())) },
		})
		want(t, v, 1, took)
		suspend(maxAge - time.Second)
		want(t, v, 1, 0)
		suspend(grace + time.Second)
		want(t, v, 2, took)

		suspend(-12 * time.Hour) // the wall clock is set back
		time.Sleep(maxAge + grace)
		want(t, v, 3, took)

		outage := errors.New("outage")
		src.set(func() { src.err = outage })
		suspend(limit)
		wantErr(t, v, outage, took)
		suspend(time.Second)
		wantErr(t, v, outage, took) // the pause after a failure is over as well
		src.want(t, 5)
	})
}
