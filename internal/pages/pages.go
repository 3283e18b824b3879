// Package pages iterates over searches that return their results page by page.
package pages

import (
	"fmt"
	"iter"
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

// All iterates over all items from a cursor on. It calls get for a page when its first item is needed. An error is
// yielded once, with a zero item, and ends the iteration. A cursor that does not advance is an error, which names the
// operation.
func All[T any](operation, cursor string, get func(cursor string) (Page[T], error)) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		var zero T
		for cursor := cursor; ; {
			page, err := get(cursor)
			if err != nil {
				yield(zero, err)
				return
			}
			for _, item := range page.Items {
				if !yield(item, nil) {
					return
				}
			}
			switch page.Next {
			case "":
				return
			case cursor:
				yield(zero, fmt.Errorf("stytch: %s: the cursor did not advance, [%s]", operation, page.RequestID))
				return
			}
			cursor = page.Next
		}
	}
}
