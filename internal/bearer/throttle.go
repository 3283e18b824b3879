package bearer

import (
	"sync"
	"time"
)

// Throttle limits how often a warning is written. It is safe for concurrent use.
type Throttle struct {
	// Interval is the least time between two warnings.
	Interval time.Duration

	mu   sync.Mutex // guards last
	last time.Time
}

// Allow reports whether to write a warning now.
func (t *Throttle) Allow() bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	now := time.Now()
	if !t.last.IsZero() && now.Sub(t.last) < t.Interval {
		return false
	}
	t.last = now
	return true
}
