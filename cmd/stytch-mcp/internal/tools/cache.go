package tools

import (
	"crypto/rand"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/flymyai/stytch-go"
)

// cache keeps values for a while under IDs that clients pass back. It discards the oldest ones if there are too many or if
// they are too large together.
type cache[T any] struct {
	mu   sync.Mutex
	list []entry[T] // oldest first
}

type entry[T any] struct {
	id    string
	value T
	bytes int
	until time.Time
}

const (
	cacheFor       = 10 * time.Minute
	maxCached      = 50
	maxCachedBytes = 32 << 20
)

// put stores a value of a size and returns its ID.
func (c *cache[T]) put(prefix string, value T, bytes int) string {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.makeRoom(bytes)
	id := prefix + strings.ToLower(rand.Text()[:16])
	c.list = append(c.list, entry[T]{id, value, bytes, time.Now().Add(cacheFor)})
	return id
}

// discardExpired needs the lock.
func (c *cache[T]) discardExpired() {
	now := time.Now()
	c.list = slices.DeleteFunc(c.list, func(e entry[T]) bool { return !now.Before(e.until) })
}

// makeRoom removes the expired values, and then the oldest ones until one more of a size fits. It needs the lock.
func (c *cache[T]) makeRoom(bytes int) {
	c.discardExpired()
	for _, e := range c.list {
		bytes += e.bytes
	}
	n := 0
	for ; n < len(c.list) && (len(c.list)-n >= maxCached || bytes > maxCachedBytes); n++ {
		bytes -= c.list[n].bytes
	}
	c.list = slices.Delete(c.list, 0, n)
}

// get returns the value with an ID.
func (c *cache[T]) get(id string) (value T, ok bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.discardExpired()
	for _, e := range c.list {
		if e.id == id {
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
