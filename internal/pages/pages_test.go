package pages_test

import (
	"context"
	"errors"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/flymyai/stytch-go/internal/pages"
)

const (
	operation = "things.search"
	perPage   = 10
	takes     = 100 * time.Millisecond // per page
)

var errGet = errors.New("get failed")

// source has numbered items on pages, whose cursors are page numbers.
type source struct {
	pages int
	// fails is the page whose call fails.
	fails int
	calls atomic.Int32
	// ended is the number of calls that have returned.
	ended atomic.Int32
}

func (s *source) get(ctx context.Context, cursor string) (page pages.Page[int], err error) {
	s.calls.Add(1)
	defer s.ended.Add(1)
	number := 1
	if cursor != "" {
		number, err = strconv.Atoi(cursor)
		if err != nil {
			return page, err
		}
	}
	select {
	case <-time.After(takes):
	case <-ctx.Done():
		return page, ctx.Err()
	}
	if number == s.fails {
		return page, errGet
	}
	for i := range perPage {
		page.Items = append(page.Items, (number-1)*perPage+i)
	}
	if number < s.pages {
		page.Next = strconv.Itoa(number + 1)
	}
	return page, nil
}

// check fails the test unless all calls have returned by now, and their number is in a range.
func (s *source) check(t *testing.T, least, most int32) {
	t.Helper()
	if n := s.calls.Load(); n < least || n > most || s.ended.Load() != n {
		t.Errorf("%d calls, %d returned, want %d to %d", n, s.ended.Load(), least, most)
	}
}

func numbers(n int) (list []int) {
	for i := range n {
		list = append(list, i)
	}
	return list
}

// The next page is fetched while the caller works on this one, whether the caller works at each item, at the first or at the
// last.
func TestAll_overlaps(t *testing.T) {
	t.Parallel()
	for name, work := range map[string]func(i int){
		"at each item": func(int) { time.Sleep(takes / perPage) },
		"at the first item": func(i int) {
			if i%perPage == 0 {
				time.Sleep(takes)
			}
		},
		"at the last item": func(i int) {
			if i%perPage == perPage-1 {
				time.Sleep(takes)
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				const n = 20
				s := &source{pages: n}
				var got []int
				start := time.Now()
				for item, err := range pages.All(t.Context(), operation, "", s.get) {
					if err != nil {
						t.Fatal(err)
					}
					got = append(got, item)
					work(item)
				}
				if diff := cmp.Diff(numbers(n*perPage), got); diff != "" {
					t.Error(diff)
				}
				s.check(t, n, n)
				if took, sum := time.Since(start), 2*n*takes; took.Seconds() > 0.55*sum.Seconds() {
					t.Errorf("took %v, %.3f of the sum", took, took.Seconds()/sum.Seconds())
				}
			})
		})
	}
}

func TestAll_startsLate(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := &source{pages: 3}
		all := pages.All(t.Context(), operation, "", s.get)
		time.Sleep(time.Hour)
		s.check(t, 0, 0)
		for range 2 { // from the start each time
			n := 0
			for _, err := range all {
				if err != nil {
					t.Fatal(err)
				}
				n++
			}
			if n != 3*perPage {
				t.Errorf("%d items", n)
			}
		}
		s.check(t, 6, 6)
	})
}

// One page is fetched ahead, and no more, however long the caller takes.
func TestAll_isBounded(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := &source{pages: 50}
		for item, err := range pages.All(t.Context(), operation, "", s.get) {
			if err != nil {
				t.Fatal(err)
			}
			time.Sleep(time.Hour)
			if reached := int32(item/perPage) + 1; s.calls.Load() > reached+1 {
				t.Fatalf("%d pages were fetched by item %d", s.calls.Load(), item)
			}
			if item == 5*perPage {
				break
			}
		}
		s.check(t, 7, 7)
	})
}

// A loop that stops leaves nothing behind, and costs one page at most that it did not reach.
func TestAll_break(t *testing.T) {
	t.Parallel()
	for item, most := range map[int]int32{0: 1, 1: 2, perPage - 1: 2, perPage: 3, 2*perPage - 1: 3, 5*perPage - 1: 5} {
		t.Run(strconv.Itoa(item), func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				s := &source{pages: 5}
				var at time.Time
				for got, err := range pages.All(t.Context(), operation, "", s.get) {
					if err != nil {
						t.Fatal(err)
					}
					if got == item {
						at = time.Now()
						break
					}
				}
				if took := time.Since(at); took != 0 {
					t.Errorf("it took %v to stop", took)
				}
				s.check(t, most-1, most)
			})
		})
	}
}

// An error comes after the items before it, and once.
func TestAll_error(t *testing.T) {
	t.Parallel()
	for fails := 1; fails <= 4; fails++ {
		t.Run(strconv.Itoa(fails), func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				s := &source{pages: 4, fails: fails}
				var got []int
				errs := 0
				for item, err := range pages.All(t.Context(), operation, "", s.get) {
					if err != nil {
						errs++
						if !errors.Is(err, errGet) || item != 0 {
							t.Errorf("%d, %v", item, err)
						}
						continue
					}
					if errs > 0 {
						t.Error("an item after the error")
					}
					got = append(got, item)
				}
				if diff := cmp.Diff(numbers((fails-1)*perPage), got); diff != "" || errs != 1 {
					t.Errorf("%d errors, items:\n%s", errs, diff)
				}
				s.check(t, int32(fails), int32(fails))
			})
		})
	}
}

// The end of the context ends the iteration at the next item, and the call that is under way.
func TestAll_cancelled(t *testing.T) {
	t.Parallel()
	for _, item := range []int{0, 3, perPage - 1, perPage, 25} {
		t.Run(strconv.Itoa(item), func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				s := &source{pages: 5}
				ctx, cancel := context.WithCancel(t.Context())
				defer cancel()
				last := -1
				var failed error
				var at time.Time
				for got, err := range pages.All(ctx, operation, "", s.get) {
					if err != nil {
						failed = err
						continue
					}
					if last = got; got == item {
						cancel()
						at = time.Now()
					}
				}
				if !errors.Is(failed, context.Canceled) || last != item || time.Since(at) != 0 {
					t.Errorf("%v after item %d and %v", failed, last, time.Since(at))
				}
				s.check(t, 1, int32(item/perPage)+2)
			})
		})
	}
}

func TestAll_cursorDoesNotAdvance(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		calls := 0
		all := pages.All(t.Context(), operation, "", func(context.Context, string) (pages.Page[int], error) {
			calls++
			return pages.Page[int]{Items: []int{calls}, Next: "same", RequestID: "request-id-test-1"}, nil
		})
		var got []int
		var failed error
		for item, err := range all {
			if err != nil {
				failed = err
				continue
			}
			got = append(got, item)
		}
		if calls != 2 || !cmp.Equal(got, []int{1, 2}) || failed == nil ||
			!strings.Contains(failed.Error(), "did not advance") || !strings.Contains(failed.Error(), operation) || !strings.Contains(failed.Error(), "request-id-test-1") {
			t.Errorf("%d calls, items %v, error %v", calls, got, failed)
		}
	})
}

// Pages without items do not end the iteration.
func TestAll_emptyPages(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		all := pages.All(t.Context(), operation, "", func(_ context.Context, cursor string) (pages.Page[string], error) {
			switch cursor {
			case "":
				return pages.Page[string]{Next: "2"}, nil
			case "2":
				return pages.Page[string]{Next: "3"}, nil
			}
			return pages.Page[string]{Items: []string{"item"}}, nil
		})
		n := 0
		for _, err := range all {
			if err != nil {
				t.Fatal(err)
			}
			n++
		}
		if n != 1 {
			t.Errorf("%d items", n)
		}
	})
}
