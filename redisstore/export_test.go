package redisstore

import (
	"time"
	"unsafe"
)

// StepClock has the effect of setting the wall clock of this process forward: the times that it has read before show an
// earlier wall clock. Their monotonic readings stay the same.
func (r *Revocations) StepClock(by time.Duration) {
	clock := *r.clock.Load()
	clock.read = stepped(clock.read, by)
	r.clock.Store(&clock)
}

// stepped moves the wall reading of t back by whole seconds. A time that has a monotonic reading keeps the seconds of its
// wall reading above 30 bits of nanoseconds.
func stepped(t time.Time, by time.Duration) time.Time {
	before := t
	*(*uint64)(unsafe.Pointer(&t)) -= uint64(by/time.Second) << 30
	if before.Sub(t) != 0 || before.Round(0).Sub(t.Round(0)) != by {
		panic("package time represents times differently")
	}
	return t
}

// AgeClock has the effect of a response of Redis that is older than it was.
func (r *Revocations) AgeClock(by time.Duration) {
	clock := *r.clock.Load()
	clock.read = clock.read.Add(-by)
	r.clock.Store(&clock)
}

// ClockAge returns for how long the time of Redis has been derived from the same response.
func (r *Revocations) ClockAge() time.Duration { return time.Since(r.clock.Load().read) }

// PauseAfter is the pause before a connection.
var PauseAfter = pauseAfter
