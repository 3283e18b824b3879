package clienttest

import (
	"time"
	"unsafe"
)

// booted has a monotonic reading, which times in a synctest bubble lack.
var booted = time.Now()

// Suspended returns the time that a process sees after its machine was suspended: the wall clock has moved on by d, in
// whole seconds, and the monotonic clock has not. On Linux, that clock stops while a machine sleeps.
func Suspended(d time.Duration) time.Time {
	d = d.Truncate(time.Second)
	now := booted.Add(time.Since(booted))
	shown := now
	// Package time cannot make such a time. The first field of a time with a monotonic reading is a bit, which is set, 33
	// bits of seconds and 30 bits of nanoseconds.
	*(*uint64)(unsafe.Pointer(&shown)) += uint64(d/time.Second) << 30 //nolint:gosec // the result is checked
	if shown.Sub(now) != 0 || shown.Round(0).Sub(now.Round(0)) != d {
		panic("clienttest: the layout of time.Time has changed")
	}
	return shown
}
