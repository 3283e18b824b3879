package tools

import (
	"crypto/rand"
	"strings"
	"sync"
	"time"

	"github.com/flymyai/stytch-go"
)

// remembered keeps values for a while under IDs that clients pass back.
type remembered[T any] struct {
	mu   sync.Mutex
	list []entry[T] // the oldest first
}

type entry[T any] struct {
	id    string
	value T
	until time.Time
}

const (
	rememberFor   = 10 * time.Minute
	maxRemembered = 50
)

// put keeps a value and returns its ID.
func (r *remembered[T]) put(prefix string, value T) string {
	r.mu.Lock()
	defer r.mu.Unlock()
	if len(r.list) == maxRemembered {
		r.list = r.list[1:]
	}
	id := prefix + strings.ToLower(rand.Text()[:16])
	r.list = append(r.list, entry[T]{id, value, time.Now().Add(rememberFor)})
	return id
}

// get returns the value of an ID.
func (r *remembered[T]) get(id string) (value T, ok bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, e := range r.list {
		if e.id == id && time.Now().Before(e.until) {
			return e.value, true
		}
	}
	return value, false
}

// unknown is the error of an ID that is not remembered.
func unknown(argument, otherwise string) error {
	return &stytch.ArgumentError{Argument: argument, Problem: "is unknown, or older than 10 minutes: " + otherwise}
}
