package pages_test

import (
	"context"
	"fmt"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"testing/synctest"

	"github.com/flymyai/stytch-go/internal/pages"
)

// A panic in get, which runs the caller's RoundTripper, reaches the caller.
func TestAll_panic(t *testing.T) {
	t.Parallel()
	for at := 1; at <= 3; at++ {
		t.Run(strconv.Itoa(at), func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				s := &source{pages: 5}
				n := 0
				defer func() {
					if got := fmt.Sprint(recover()); got != "broken" || n != (at-1)*perPage {
						t.Errorf("panic %s after %d items", got, n)
					}
				}()
				for _, err := range pages.All(t.Context(), operation, "", func(ctx context.Context, cursor string) (pages.Page[int], error) {
					if s.calls.Load() == int32(at-1) {
						panic("broken")
					}
					return s.get(ctx, cursor)
				}) {
					if err != nil {
						t.Fatal(err)
					}
					n++
				}
			})
		})
	}
}

// A panic in the loop ends the call that is under way.
func TestAll_panicInLoop(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := &source{pages: 5}
		defer func() {
			if recover() == nil {
				t.Error("no panic")
			}
			s.check(t, 1, 2)
		}()
		for item, err := range pages.All(t.Context(), operation, "", s.get) {
			if err != nil {
				t.Error(err)
			}
			if item == 5 {
				panic("broken")
			}
		}
	})
}

// A call that ends its goroutine, as testing.T.FailNow does in a RoundTripper, is an error.
func TestAll_goexit(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := &source{pages: 5}
		var failed error
		for _, err := range pages.All(t.Context(), operation, "", func(ctx context.Context, cursor string) (pages.Page[int], error) {
			if cursor != "" {
				runtime.Goexit()
			}
			return s.get(ctx, cursor)
		}) {
			failed = err
		}
		if failed == nil || !strings.Contains(failed.Error(), "goroutine") {
			t.Errorf("error = %v", failed)
		}
	})
}
