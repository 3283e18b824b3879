package redisstore_test

import (
	"context"
	"sync"
	"time"
)

// watch checks sessions again and again.
type watch struct {
	mu     sync.Mutex
	seen   map[string]*sighting
	cancel context.CancelFunc
	done   chan struct{}
}

// sighting is what a replica has seen of a session.
type sighting struct {
	// LastAccepted is when the last check that accepted the session began, and FirstRejected when the first check that
	// rejected it ended.
	LastAccepted, FirstRejected time.Time
}

// startWatch checks sessions by their IDs and JWTs until stop.
func (r *replica) startWatch(_ context.Context, jwts map[string]string) (int, error) {
	ctx, cancel := context.WithCancel(context.Background())
	r.watch.cancel, r.watch.done = cancel, make(chan struct{})
	// A sweep leaves out what was rejected before, and every twentieth one is complete.
	sweep := func(n int) (accepted int) {
		r.watch.mu.Lock()
		defer r.watch.mu.Unlock()
		for id, jwt := range jwts {
			s := r.watch.seen[id]
			if s == nil {
				s = &sighting{}
				r.watch.seen[id] = s
			}
			if !s.FirstRejected.IsZero() && n%20 != 0 {
				continue
			}
			begun := time.Now()
			if r.check(ctx, jwt) == "accepted" {
				accepted++
				s.LastAccepted = begun
			} else if s.FirstRejected.IsZero() {
				s.FirstRejected = time.Now()
			}
		}
		return accepted
	}
	accepted := sweep(0)
	go func() {
		defer close(r.watch.done)
		for n := 1; ctx.Err() == nil; n++ {
			time.Sleep(10 * time.Millisecond)
			sweep(n)
		}
		sweep(0)
	}()
	return accepted, nil
}

func (w *watch) stop() map[string]*sighting {
	w.cancel()
	<-w.done
	return w.seen
}
