package store

import (
	"strings"
	"time"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/emulator/apierror"
)

// RateLimit is how often something may happen in a window of the clock.
type RateLimit struct {
	Name   string
	Every  time.Duration
	AtMost int
}

// window is one window of a limit, for one address if the limit is per address.
type window struct {
	name, address string
	start         time.Time
}

// CheckRate counts a call and rejects it beyond its limit, if the project has rate limits. Windows are aligned to the
// clock. The address is empty for a limit of the whole project.
func (s *Store) CheckRate(l RateLimit, address string) error {
	if !s.Project.RateLimits {
		return nil
	}
	current := window{l.Name, strings.ToLower(address), s.now.Truncate(l.Every)}
	if s.windows[current] >= l.AtMost {
		return apierror.Newf(api.ErrorTypeTooManyRequests, "At most %d calls in %v are allowed.", l.AtMost, l.Every)
	}
	for old := range s.windows {
		if old.start.Add(time.Minute).Before(s.now) {
			delete(s.windows, old)
		}
	}
	s.windows[current]++
	return nil
}
