// Package pages iterates over searches that return their results page by page.
package pages

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"sync"
)

// Max is the largest page of a search.
const Max = 1000

// Page is one page of results.
type Page[T any] struct {
	Items []T
	// Next is the cursor of the next page, empty on the last one.
	Next      string
	RequestID string
}

// All iterates over all items from a cursor on. While the caller works on a page, All gets the next one, but no more.
// It gets the first page when the iteration starts, and the second one when the caller wants a second item: a caller
// who takes one item and stops pays for one page.
//
// All yields the items before an error, then the error with a zero item, and stops. It treats the end of ctx, between
// any two items, in the same way, and also a cursor that does not advance, whose error names the operation. When the
// iteration ends, All ends the context of get and waits for get.
func All[T any](ctx context.Context, operation, start string, get func(ctx context.Context, cursor string) (Page[T], error)) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		getCtx, cancel := context.WithCancel(ctx)
		var getting sync.WaitGroup
		defer getting.Wait()
		defer cancel()
		ahead := func(cursor string) func() (Page[T], error) {
			return async(&getting, func() (Page[T], error) { return get(getCtx, cursor) })
		}
		var zero T
		fail := func(err error) { yield(zero, fmt.Errorf("stytch: %s: %w", operation, err)) }

		cursor := start
		page, err := get(getCtx, cursor)
		for first := true; ; first = false {
			if err != nil {
				yield(zero, err)
				return
			}
			advances := page.Next != "" && page.Next != cursor
			var next func() (Page[T], error)
			if advances && !first {
				next = ahead(page.Next)
			}
			for _, item := range page.Items {
				if err := ctx.Err(); err != nil {
					fail(err)
					return
				}
				if !yield(item, nil) {
					return
				}
				if advances && next == nil {
					next = ahead(page.Next)
				}
			}
			switch {
			case page.Next == "":
				return
			case !advances:
				fail(fmt.Errorf("the cursor did not advance [%s]", page.RequestID))
				return
			case next == nil: // the page is empty
				next = ahead(page.Next)
			}
			cursor = page.Next
			page, err = next()
		}
	}
}

// async calls get in a goroutine and returns a function that waits for what it returns. A panic of get reaches the
// caller of that function.
func async[T any](running *sync.WaitGroup, get func() (Page[T], error)) func() (Page[T], error) {
	var page Page[T]
	var panicked any
	err := errors.New("stytch: the call for a page ended its goroutine")
	done := make(chan struct{})
	running.Go(func() {
		defer close(done)
		defer func() { panicked = recover() }()
		page, err = get()
	})
	return func() (Page[T], error) {
		<-done
		if panicked != nil {
			panic(panicked)
		}
		return page, err
	}
}
