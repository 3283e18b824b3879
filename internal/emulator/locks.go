package emulator

import (
	"time"

	"github.com/flymyai/stytch-go/api"
)

// lock counts the failures of a user in a row, and locks the user after too many.
type lock struct {
	failures             int
	createdAt, expiresAt time.Time
}

func (l *lock) holds(now time.Time) bool { return now.Before(l.expiresAt) }

// checkLock refuses a user who is locked.
func (c *call) checkLock(u *user) error {
	if u.lock.holds(c.now) {
		return refuse(api.ErrorTypeUserLockLimitReached, "The user is locked until %s after too many failed attempts.", u.lock.expiresAt.Format(time.RFC3339))
	}
	return nil
}

// failed counts a wrong password or code and passes its error on. The failure that reaches the limit is
// answered like those before it; the next attempt meets the lock.
func (c *call) failed(u *user, err error) error {
	u.lock.failures++
	if u.lock.failures >= c.cfg.LockThreshold {
		u.lock = lock{createdAt: c.now, expiresAt: c.now.Add(c.cfg.LockFor)}
	}
	return err
}
