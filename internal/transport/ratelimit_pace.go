package transport

import (
	"context"
	"math/rand/v2"
	"sync"
	"time"
)

// limit is one rate limit of the API. It is closed from a rejection until a call succeeds, and lets calls try one
// at a time meanwhile. The second rejection within [forgetAfter] shows how many calls the API accepts between two
// rejections; from then on calls are spread out at that pace. The pace follows the cubic curve of TCP CUBIC
// (RFC 9438): it starts below the one that was rejected, stays near it for long, and rises faster and faster when
// nothing is rejected there.
//
// It needs no goroutine: the calls that wait do the waiting, and the first in line looks at the clock.
type limit struct {
	// turn is held by the first in line. Go serves those that wait for a channel in order.
	turn chan struct{}
	// first and longest bound the pauses before anything is known.
	first, longest time.Duration
	// most is how long a call waits at most.
	most time.Duration
	// threshold is the score from which calls wait.
	threshold float64

	mu      sync.Mutex
	waiting int
	// changed is closed when a rejection or a success changes what follows.
	changed chan struct{}
	// next is when the next call may be sent.
	next time.Time

	// score rises with each rejection, twice as much if it follows another, and falls with each success.
	score    float64
	inARow   bool
	closed   bool
	closedAt time.Time
	// latest is when the last rejection arrived. rejected is when the last informative one arrived: calls sent before
	// it say nothing about the time after it.
	latest, rejected time.Time
	// pause is the pause after the last rejection. Another rejection in a row doubles it.
	pause time.Duration

	// accepted counts the calls since opened, when the limit was last opened.
	accepted int
	opened   time.Time
	// peak is the time between two calls at the pace that was rejected. 0 sets no pace.
	peak time.Duration
	// cycle is the time after which the pace is back there.
	cycle time.Duration
}

const (
	// drop is how far the pace starts below the one that was rejected.
	drop = 0.05
	// The pace is back there after cycleCalls, or after cyclePauses times the pause that a rejection costs, but after
	// maxCycle at the latest.
	cycleCalls  = 1000
	cyclePauses = 30
	maxCycle    = 30 * time.Second
	// acceleration is how much faster the pace rises beyond that.
	acceleration = 4
	// sharedThreshold is the score from which rejections show a limit that the calls share: two in a row, or about one in
	// ten. Fewer may be about one user. successScore is what a success takes away from the score.
	sharedThreshold = 3
	successScore    = 1. / 8
	// maxPeak bounds the time between calls. Slower limits are met by pauses alone.
	maxPeak = time.Second
	// maxLag is how much a late timer may be caught up.
	maxLag = 10 * time.Millisecond
	// trialTime is how long a trial may take before another one is sent.
	trialTime = time.Second
)

func newLimit(policy RetryPolicy, most time.Duration, personal bool) *limit {
	l := &limit{
		turn:      make(chan struct{}, 1),
		first:     policy.BaseDelay,
		longest:   max(policy.BaseDelay, policy.MaxDelay),
		most:      most,
		threshold: sharedThreshold,
		changed:   make(chan struct{}),
		latest:    time.Now(),
	}
	if personal {
		// Its calls are about one user anyway.
		l.most, l.threshold = min(most, l.longest), 1
	}
	return l
}

// quiet reports whether the limit can be forgotten.
func (l *limit) quiet(now time.Time) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.waiting == 0 && now.Sub(l.latest) > forgetAfter
}

// gap is the time between two calls at the current pace. It needs the lock.
func (l *limit) gap(now time.Time) time.Duration {
	if l.peak == 0 {
		return 0
	}
	x := float64(now.Sub(l.opened))/float64(l.cycle) - 1
	if x > 0 {
		x *= acceleration
	}
	return time.Duration(float64(l.peak) / (1 + drop*x*x*x))
}

// wait waits for the turn of a call. It fails as soon as it is known to last beyond until.
func (l *limit) wait(ctx context.Context, until time.Time) error {
	queue, open := l.join()
	if open {
		return nil
	}
	defer l.leave()
	if err := l.lineUp(ctx, until, queue); err != nil {
		return err
	}
	defer func() { <-l.turn }()
	for {
		wait, changed, err := l.look(until, 0)
		if err != nil {
			return err
		}
		if wait <= 0 {
			l.take()
			return nil
		}
		timer := time.NewTimer(wait)
		select {
		case <-timer.C:
		case <-changed:
		case <-ctx.Done():
		}
		timer.Stop()
		if err := ctx.Err(); err != nil {
			return err
		}
	}
}

// join adds a call to those that wait, unless none has to. It returns how long those before it take.
func (l *limit) join() (queue time.Duration, open bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if !l.closed && l.peak == 0 {
		return 0, true
	}
	queue = time.Duration(l.waiting) * l.gap(time.Now())
	l.waiting++
	return queue, false
}

func (l *limit) leave() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.waiting--
}

// lineUp waits until a call is the first in line.
func (l *limit) lineUp(ctx context.Context, until time.Time, queue time.Duration) error {
	for {
		_, changed, err := l.look(until, queue)
		if err != nil {
			return err
		}
		queue = 0 // out of date: calls ahead may have left
		select {
		case l.turn <- struct{}{}:
			return nil
		case <-changed:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// look returns how long the first in line has to wait, and a channel that is closed when this changes. It returns an
// error if a call behind that many others would wait beyond until.
func (l *limit) look(until time.Time, queue time.Duration) (time.Duration, <-chan struct{}, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	now := time.Now()
	wait := l.next.Sub(now)
	if total := max(wait, 0) + queue; total > 0 && now.Add(total).After(until) {
		return 0, nil, &tooLongError{total}
	}
	return wait, l.changed, nil
}

// take lets the first in line go, and sets when the next may.
func (l *limit) take() {
	l.mu.Lock()
	defer l.mu.Unlock()
	now := time.Now()
	if l.closed {
		l.next = now.Add(trialTime)
		return
	}
	if earliest := now.Add(-maxLag); l.next.Before(earliest) {
		l.next = earliest
	}
	l.next = l.next.Add(l.gap(now))
}

// reject records that the API rejected a call. It reports whether the limit is closed, so that all calls wait.
func (l *limit) reject(sent time.Time, retryAfter time.Duration) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	now := time.Now()
	l.latest = now
	l.score++
	if l.inARow {
		l.score++
	}
	l.inARow = true
	switch {
	case !l.closed && l.score < l.threshold:
		return false
	case !l.closed:
		l.closed, l.closedAt = true, now
		l.pause = l.first
		if gap := l.gap(now); gap > 0 {
			l.pause = min(2*gap, l.first)
		}
	case sent.After(l.rejected):
		l.pause = min(2*l.pause, l.longest)
	default:
		// It was on its way when another one was rejected.
		if after := now.Add(retryAfter); after.After(l.next) {
			l.next = after
			l.change()
		}
		return true
	}
	l.rejected = now
	l.next = now.Add(jitter(l.pause))
	if retryAfter > 0 {
		l.next = now.Add(retryAfter)
	}
	l.change()
	return true
}

// accept records that the API accepted a call.
func (l *limit) accept(sent time.Time) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.accepted++
	l.score = max(0, l.score-successScore)
	l.inARow = false
	if l.closed && sent.After(l.rejected) {
		l.open(time.Now())
		l.change()
	}
}

// open ends a time of rejections. It needs the lock.
func (l *limit) open(now time.Time) {
	if !l.opened.IsZero() {
		pause := now.Sub(l.closedAt)
		calls := time.Duration(l.accepted)
		if gap := l.gap(l.closedAt); gap == 0 {
			// The pause may have been longer than it had to be, so this is soon exceeded.
			l.peak = now.Sub(l.opened) / calls
			l.cycle = cycleCalls / 4 * l.peak
		} else {
			// The pace at the rejection was too fast, and the mean pace since the limit was opened is too slow.
			l.peak = (gap + l.rejected.Sub(l.opened)/calls) / 2
			l.cycle = max(cycleCalls*l.peak, cyclePauses*pause)
		}
		// If few calls were made, the measurement says little. A pause that was long enough for one call says more.
		l.peak = min(l.peak, pause, maxPeak)
		l.cycle = min(l.cycle, maxCycle)
	}
	l.closed, l.score = false, 0
	l.opened, l.accepted = now, 0
	l.next = now.Add(l.gap(now))
}

// lose records a call without a known result.
func (l *limit) lose(sent time.Time) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.closed && sent.After(l.rejected) {
		l.next = time.Now().Add(jitter(l.pause))
		l.change()
	}
}

// change wakes everybody up. It needs the lock.
func (l *limit) change() {
	close(l.changed)
	l.changed = make(chan struct{})
}

// jitter keeps clients apart that were rejected at the same time. It leaves at least half of d.
func jitter(d time.Duration) time.Duration {
	if d <= 1 {
		return d
	}
	return d/2 + rand.N(d/2) + 1
}
