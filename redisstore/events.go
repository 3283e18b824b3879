package redisstore

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/redis/go-redis/v9"

	"github.com/flymyai/stytch-go/webhooks"
)

const (
	// eventLifetime is how long a handled event is remembered. Svix retries for 28 hours.
	eventLifetime = 72 * time.Hour
	// maxLease is the longest lease of an event. A key with a longer time to live is of a handled event.
	maxLease = time.Hour
	// recordFor is how long Complete and Release try to reach Redis.
	recordFor = 5 * time.Second
)

// events is a [webhooks.Store] that processes share.
type events struct{ store *Store }

// Events returns the store of handled webhook events, for webhooks.WithStore. It keeps an event for 72 hours. A claim
// of a process that has died expires with its lease, so that the next delivery handles the event.
//
// While Redis is unreachable, deliveries fail with 503 and Svix retries them for 28 hours. Complete and Release try for up
// to 5 seconds. If Complete fails, or the process dies before it succeeds, the next delivery handles the event again.
func (s *Store) Events() webhooks.Store { return &events{s} }

// The value of a key is the owner of the event, and the time to live shows whether the event is handled: then it is longer
// than any lease. So an event can be completed even if Redis has no memory left, since a new time to live takes none.
var (
	claim = redis.NewScript(`
local owner = redis.call('GET', KEYS[1])
if not owner then
	redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
	return 'claimed'
end
if redis.call('PTTL', KEYS[1]) > tonumber(ARGV[3]) then return 'handled' end
if owner == ARGV[1] then return 'claimed' end
return 'in progress'`)

	complete = redis.NewScript(`
if redis.call('PEXPIRE', KEYS[1], ARGV[2]) == 0 then redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2]) end
return 'OK'`)

	release = redis.NewScript(`
if redis.call('GET', KEYS[1]) == ARGV[1] and redis.call('PTTL', KEYS[1]) <= tonumber(ARGV[2]) then redis.call('DEL', KEYS[1]) end
return 'OK'`)
)

func (e *events) key(eventID string) string { return e.store.prefix + "event:" + eventID }

// Claim reserves an event.
func (e *events) Claim(ctx context.Context, eventID, owner string, lease time.Duration) (webhooks.State, error) {
	if lease < time.Millisecond || lease > maxLease {
		return 0, fmt.Errorf("redisstore: events: the lease of %v is not between 1ms and %v", lease, maxLease)
	}
	ctx, cancel := e.store.bounded(ctx)
	defer cancel()
	state, err := claim.Run(ctx, e.store.redis, []string{e.key(eventID)}, owner, lease.Milliseconds(), maxLease.Milliseconds()).Text()
	switch {
	case err != nil:
		return 0, failed("events", err)
	case state == "claimed":
		return webhooks.Claimed, nil
	case state == "handled":
		return webhooks.Handled, nil
	default:
		return webhooks.InProgress, nil
	}
}

// Complete tries for up to 5 seconds.
func (e *events) Complete(ctx context.Context, eventID, owner string) error {
	return e.record(ctx, complete, eventID, owner, eventLifetime)
}

// Release tries for up to 5 seconds.
func (e *events) Release(ctx context.Context, eventID, owner string) error {
	return e.record(ctx, release, eventID, owner, maxLease)
}

// record runs a script until it succeeds. Both scripts can be repeated.
func (e *events) record(ctx context.Context, script *redis.Script, eventID, owner string, duration time.Duration) error {
	ctx, cancel := context.WithTimeout(ctx, recordFor)
	defer cancel()
	for {
		attempt, cancel := e.store.bounded(ctx)
		err := script.Run(attempt, e.store.redis, []string{e.key(eventID)}, owner, duration.Milliseconds()).Err()
		cancel()
		if err == nil {
			return nil
		}
		if errors.Is(err, redis.ErrClosed) {
			return failed("events", err)
		}
		select {
		case <-ctx.Done():
			e.store.logger.Error("events: the outcome was not recorded", slog.String("event_id", eventID), slog.Any("error", err))
			return failed("events", err)
		case <-time.After(minPause * 5):
		}
	}
}
