// Package refresh holds a value from the network that many callers use and that rarely changes. One fetch for all callers
// gets the value on first use, and again when it is old.
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
	// AttemptTimeout bounds one attempt of the operations that are fetched, so that a fetch has time for three attempts.
	AttemptTimeout = 8 * time.Second
	// patience is the part of a fetch, from its start, that callers with a usable value wait for. It is shorter than most
	// deadlines of a request, and long enough for Stytch to respond.
	patience = 2 * time.Second
	// pause is the time between a failed fetch and the next, while there is a value to use.
	pause = 30 * time.Second
	// emptyPause is the same while there is no such value.
	emptyPause = time.Second
	// outage is the time after a failed fetch in which callers do not wait for the next fetch. It covers two pauses and two
	// fetches that time out.
	outage = 2 * (pause + timeout)
	// graceShare is the fraction of its age, a tenth, for which a value is used longer while it is fetched again.
	graceShare = 10
)

// ErrUnavailable is the error for a value that cannot be fetched. It wraps the reason.
var ErrUnavailable = errors.New("unavailable")

// Config describes a value.
type Config[T any] struct {
	// Fetch gets the value from the network. The value must not change afterwards. If maxAge is positive and shorter
	// than MaxAge, it applies to this value instead.
	Fetch func(context.Context) (value *T, maxAge time.Duration, err error)
	// MaxAge is the age from which the value is fetched again. While that fetch runs, the value is used for a tenth longer.
	// After that, callers wait for the first 2 seconds of the fetch before they use the value.
	MaxAge time.Duration
	// Limit is the age up to which the value is used if it cannot be fetched again, or not yet.
	Limit time.Duration
	// Expired reports whether a value must not be used, whatever its age. It may be nil. If it is set, callers never wait
	// for a fetch while they have a value that has not expired.
	Expired func(*T) bool
	// Now is the clock that ages are measured by.
	Now func() time.Time
}

// Value is a value from the network. It is safe for concurrent use. A goroutine runs only during a fetch.
type Value[T any] struct {
	cfg     Config[T]
	current atomic.Pointer[fetched[T]]

	mu sync.Mutex
	// began is how many fetches have begun.
	began uint64
	// running is the fetch in progress, if any.
	running *fetch
	// failed is when the last fetch failed, and why; zero if it succeeded.
	failed    time.Time
	failedErr error
}

type fetched[T any] struct {
	value  *T
	number uint64 // of its fetch
	at     time.Time
	maxAge time.Duration
}

type fetch struct {
	number uint64
	start  time.Time // by the system clock
	done   chan struct{}
	err    error // set before done is closed
}

// New returns a value. It does not fetch it yet.
func New[T any](cfg Config[T]) *Value[T] { return &Value[T]{cfg: cfg} }

// Last returns the last value that was fetched, however old, or nil. It neither waits nor fetches.
func (v *Value[T]) Last() *T {
	if current := v.current.Load(); current != nil {
		return current.value
	}
	return nil
}

// Get returns the value. It waits for a fetch if there is no value, or only one past its limit, and returns
// [ErrUnavailable] if that fetch fails. If the value is more than a tenth past its age, it waits for the first 2 seconds of
// the fetch. If ctx ends while it waits, it returns the error of ctx.
func (v *Value[T]) Get(ctx context.Context) (*T, error) {
	if current := v.current.Load(); current != nil && v.since(current.at) < current.maxAge {
		return current.value, nil
	}
	return v.renewed(ctx)
}

// renewed is Get for a value past its age.
func (v *Value[T]) renewed(ctx context.Context) (*T, error) {
	v.mu.Lock()
	current := v.current.Load()
	usable, wait := false, true
	if current != nil {
		age := v.since(current.at)
		if age < current.maxAge { // fetched by another caller meanwhile
			v.mu.Unlock()
			return current.value, nil
		}
		usable = age < v.cfg.Limit && !v.expired(current)
		// In an outage, only the callers at the start of the first fetch wait in vain.
		failing := !v.failed.IsZero() && v.since(v.failed) < outage
		grace := v.cfg.Expired != nil || age < current.maxAge+current.maxAge/graceShare
		wait = !usable || (!grace && !failing)
	}
	f, err := v.start(usable)
	v.mu.Unlock()
	if !wait {
		return current.value, nil
	}
	if err == nil {
		err = f.wait(ctx, usable)
	}
	if err == nil || (usable && ctx.Err() == nil) {
		return v.current.Load().value, nil
	}
	return nil, err
}

// Begin starts a fetch by other means. The function that it returns stores the value, as if a fetch had returned it.
//
// A fetch may return what was true when it began. So its value does not replace that of a fetch that began later.
func (v *Value[T]) Begin() (store func(*T)) {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.began++
	number := v.began
	return func(value *T) {
		v.mu.Lock()
		defer v.mu.Unlock()
		v.store(number, value, v.cfg.MaxAge)
		if v.running != nil && v.running.number < number {
			close(v.running.done)
			v.running = nil
		}
	}
}

// Renew returns a newer value than seen, which Last or Get returned: the one fetched since, or else the one that a new
// fetch gets. It waits as long as ctx allows. The fetch continues for other callers. For a while after a failed fetch,
// Renew fails at once.
func (v *Value[T]) Renew(ctx context.Context, seen *T) (*T, error) {
	v.mu.Lock()
	current := v.current.Load()
	if current != nil && current.value != seen {
		v.mu.Unlock()
		return current.value, nil
	}
	f, err := v.start(current != nil)
	v.mu.Unlock()
	if err != nil {
		return nil, err
	}
	if err := f.wait(ctx, false); err != nil {
		return nil, err
	}
	return v.current.Load().value, nil
}

// since returns the time that has passed since a time of the clock.
func (v *Value[T]) since(at time.Time) time.Duration { return Age(v.cfg.Now(), at) }

// Age returns the time that has passed between two times of a clock. [time.Time.Sub] measures it with the monotonic clock,
// which on some systems stops while the machine is suspended. The wall clock does not stop, but may be set back. The age is
// the larger of the two.
func Age(now, at time.Time) time.Duration {
	return max(now.Sub(at), now.Round(0).Sub(at.Round(0)))
}

func (v *Value[T]) expired(f *fetched[T]) bool { return v.cfg.Expired != nil && v.cfg.Expired(f.value) }

// start returns the fetch in progress, or starts one. It needs the lock.
func (v *Value[T]) start(usable bool) (*fetch, error) {
	if v.running != nil {
		return v.running, nil
	}
	wait := emptyPause
	if usable {
		wait = pause
	}
	if !v.failed.IsZero() && v.since(v.failed) < wait {
		return nil, fmt.Errorf("%w: %w", ErrUnavailable, v.failedErr)
	}
	v.began++
	v.running = &fetch{number: v.began, start: time.Now(), done: make(chan struct{})}
	go v.run(v.running)
	return v.running, nil
}

// run runs one fetch. It belongs to no caller, so no caller's context ends it.
func (v *Value[T]) run(f *fetch) {
	var value *T
	var maxAge time.Duration
	err := errExited
	defer func() {
		// No caller could recover from a panic here, so it would end the process.
		if panicked := recover(); panicked != nil {
			err = panicError(panicked)
		}
		v.finish(f, value, maxAge, err)
	}()
	ctx, cancel := context.WithTimeout(context.Background(), timeout)
	defer cancel()
	value, maxAge, err = v.cfg.Fetch(ctx)
}

// finish stores the result of a fetch and wakes up the callers that wait for it. It discards the result if a newer value
// has been stored, whose callers are awake.
func (v *Value[T]) finish(f *fetch, value *T, maxAge time.Duration, err error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.running != f {
		return
	}
	if err != nil {
		v.failed, v.failedErr, f.err = v.cfg.Now(), err, err
	} else {
		if maxAge <= 0 || maxAge > v.cfg.MaxAge {
			maxAge = v.cfg.MaxAge
		}
		v.store(f.number, value, maxAge)
	}
	v.running = nil
	close(f.done)
}

// store stores the value of a fetch, unless it has one of a fetch that began later. It needs the lock.
func (v *Value[T]) store(number uint64, value *T, maxAge time.Duration) {
	if current := v.current.Load(); current != nil && current.number > number {
		return
	}
	v.failed, v.failedErr = time.Time{}, nil
	v.current.Store(&fetched[T]{value, number, v.cfg.Now(), maxAge})
}

// wait waits for the fetch to end. For a caller with a usable value, it returns nil if that takes too long.
func (f *fetch) wait(ctx context.Context, usable bool) error {
	var slow <-chan time.Time
	if usable {
		slow = time.After(time.Until(f.start.Add(patience)))
	}
	select {
	case <-f.done:
	case <-slow:
		return ctx.Err()
	case <-ctx.Done():
		return ctx.Err()
	}
	if f.err != nil {
		return fmt.Errorf("%w: %w", ErrUnavailable, f.err)
	}
	return nil
}
