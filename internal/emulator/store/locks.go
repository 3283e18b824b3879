package store

import (
	"time"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/emulator/apierror"
)

// lock counts the failures of a user in a row, and locks the user after too many.
type lock struct {
	failures             int
	createdAt, expiresAt time.Time
}

func (l *lock) holds(now time.Time) bool { return now.Before(l.expiresAt) }

// CheckLock rejects a user who is locked.
func (s *Store) CheckLock(u *User) error {
	if u.lock.holds(s.now) {
		return apierror.Newf(api.ErrorTypeUserLockLimitReached, "The user is locked until %s after too many failed attempts.", u.lock.expiresAt.Format(time.RFC3339))
	}
	return nil
}

// Failed counts a wrong password or code and returns its error. The failure that reaches the limit gets the same
// error as those before it. The user is locked from the next attempt on.
func (s *Store) Failed(u *User, err error) error {
	u.lock.failures++
	s.touch(u)
	if u.lock.failures >= *s.Project.LockThreshold {
		u.lock = lock{createdAt: s.now, expiresAt: s.now.Add(*s.Project.LockFor)}
	}
	return err
}
