package clienttest

import (
	"slices"
	"time"
)

// Ratio returns how many times longer f takes than floor. It runs each n times, in turn, so that whatever else the machine
// does slows both, and compares the medians.
func Ratio(n int, f, floor func()) float64 {
	var times [2][]time.Duration
	for range max(n, 1) {
		for i, run := range []func(){f, floor} {
			start := time.Now()
			run()
			times[i] = append(times[i], time.Since(start))
		}
	}
	slices.Sort(times[0])
	slices.Sort(times[1])
	middle := len(times[0]) / 2
	return float64(times[0][middle]) / float64(times[1][middle])
}
