package tools

import (
	"crypto/rand"
	"strings"
	"sync"
	"time"

	"github.com/flymyai/stytch-go"
)

// cache keeps values for a while under IDs that clients pass back.
type cache[T any] struct {
	mu   sync.Mutex
	list []entry[T] // oldest first
}

type entry[T any] struct {
	id    string
	value T
	until time.Time
}

const (
	cacheFor  = 10 * time.Minute
	maxCached = 50
)

// put stores a value and returns its ID.
func (c *cache[T]) put(prefix string, value T) string {
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.list) == maxCached {
		c.list = c.list[1:]
	}
	id := prefix + strings.ToLower(rand.Text()[:16])
	c.list = append(c.list, entry[T]{id, value, time.Now().Add(cacheFor)})
	return id
}

// get returns the value with an ID.
func (c *cache[T]) get(id string) (value T, ok bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, e := range c.list {
		if e.id == id && time.Now().Before(e.until) {
			return e.value, true
		}
	}
	return value, false
}

// change changes the value with an ID, if it is still there.
func (c *cache[T]) change(id string, change func(*T)) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for i := range c.list {
		if c.list[i].id == id {
			change(&c.list[i].value)
		}
	}
}

// unknown returns the error for an ID that is not in the cache.
func unknown(argument, otherwise string) error {
	return &stytch.ArgumentError{Argument: argument, Problem: "is unknown, or older than 10 minutes: " + otherwise}
}
