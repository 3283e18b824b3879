// Package refresh holds a value from the network that many use and that changes rarely: fetched when first
// needed, by one caller for all, and fetched anew while the old one stays in use.
package refresh

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"time"
)

const (
	// timeout bounds one fetch, retries included.
	timeout = 30 * time.Second
	// pause is how long a failed fetch is not tried again while there is a value to go on with.
	pause = 30 * time.Second
	// emptyPause is the same while there is none.
	emptyPause = time.Second
)

// ErrUnavailable is returned for a value that cannot be fetched, with the reason.
var ErrUnavailable = errors.New("unavailable")

// Value is safe for concurrent use and starts no goroutine but for the time of a fetch.
type Value[T any] struct {
	fetch  func(context.Context) (*T, error)
	now    func() time.Time
	maxAge time.Duration

	current atomic.Pointer[fetched[T]]

	mu sync.Mutex
	// running is the fetch that is under way, if any.
	running *fetch
	// failed is when the last fetch failed, and why; zero when it did not.
	failed    time.Time
	failedErr error
}

type fetched[T any] struct {
	value *T
	at    time.Time
}

type fetch struct {
	done chan struct{}
	err  error // set before done is closed
}

// New returns a value that comes from fetch and is fetched anew once it is older than maxAge by the clock
// now. What fetch returns must not be changed later.
func New[T any](fetch func(context.Context) (*T, error), maxAge time.Duration, now func() time.Time) *Value[T] {
	return &Value[T]{fetch: fetch, now: now, maxAge: maxAge}
}

// Peek returns the value there is, or nil. It never waits; a value past its age is fetched anew meanwhile.
func (v *Value[T]) Peek() *T {
	current := v.current.Load()
	if current == nil {
		return nil
	}
	if v.now().Sub(current.at) >= v.maxAge {
		v.mu.Lock()
		defer v.mu.Unlock()
		// Unless somebody has fetched it meanwhile.
		if v.current.Load() == current {
			_, _ = v.start()
		}
	}
	return current.value
}

// Get returns the value there is, and waits for the first fetch where there is none.
func (v *Value[T]) Get(ctx context.Context) (*T, error) {
	if value := v.Peek(); value != nil {
		return value, nil
	}
	return v.Renew(ctx, nil)
}

// Renew returns a newer value than the one seen, which Peek has returned: one that has come since, or what a
// fetch brings, for which it waits as long as ctx allows. The fetch goes on for whoever else waits. After a
// failed fetch it fails at once for a while.
func (v *Value[T]) Renew(ctx context.Context, seen *T) (*T, error) {
	v.mu.Lock()
	if current := v.current.Load(); current != nil && current.value != seen {
		v.mu.Unlock()
		return current.value, nil
	}
	f, err := v.start()
	v.mu.Unlock()
	if err != nil {
		return nil, err
	}
	select {
	case <-f.done:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	if f.err != nil {
		return nil, fmt.Errorf("%w: %w", ErrUnavailable, f.err)
	}
	return v.current.Load().value, nil
}

// start returns the fetch under way, or starts one. It needs the lock.
func (v *Value[T]) start() (*fetch, error) {
	if v.running != nil {
		return v.running, nil
	}
	wait := pause
	if v.current.Load() == nil {
		wait = emptyPause
	}
	if !v.failed.IsZero() && v.now().Sub(v.failed) < wait {
		return nil, fmt.Errorf("%w: %w", ErrUnavailable, v.failedErr)
	}
	v.running = &fetch{done: make(chan struct{})}
	go v.run(v.running)
	return v.running, nil
}

// run does one fetch. It belongs to no caller, so no caller's context ends it.
func (v *Value[T]) run(f *fetch) {
	ctx, cancel := context.WithTimeout(context.Background(), timeout)
	defer cancel()
	value, err := v.fetch(ctx)
	v.mu.Lock()
	defer v.mu.Unlock()
	if err != nil {
		v.failed, v.failedErr, f.err = v.now(), err, err
	} else {
		v.failed, v.failedErr = time.Time{}, nil
		v.current.Store(&fetched[T]{value, v.now()})
	}
	v.running = nil
	close(f.done)
}
