package redisstore

import (
	"context"
	"time"
)

// clockLifetime is how long the time of Redis is derived from one response. Clocks run at slightly different speeds, and
// the monotonic clock of a suspended machine stands still.
const clockLifetime = time.Minute

// serverClock derives the time of Redis from one response of it. It uses only the monotonic clock of this process: the
// wall clock may be set while the process runs.
type serverClock struct {
	// server is the time of Redis in the response, and read is when the response arrived.
	server, read time.Time
}

// now returns the time of Redis. It is late by the time the response took, so nothing expires too early.
func (c *serverClock) now() time.Time { return c.server.Add(time.Since(c.read)) }

// readClock asks Redis for its time.
func (r *Revocations) readClock() error {
	ctx, cancel := r.store.bounded(context.Background())
	defer cancel()
	now, err := r.store.redis.Time(ctx).Result()
	if err != nil {
		return err
	}
	r.clock.Store(&serverClock{server: now, read: time.Now()})
	return nil
}
