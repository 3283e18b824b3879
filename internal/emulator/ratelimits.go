package emulator

import (
	"time"

	"github.com/flymyai/stytch-go/api"
)

// limit is how often something may happen in a window of the clock.
type limit struct {
	name   string
	every  time.Duration
	atMost int
}

// The limits that are documented.
var (
	emailLinkLimit = limit{"magic_links.email", time.Second, 1}
	searchLimit    = limit{"users.search", time.Minute, 150}
	migrateLimit   = limit{"passwords.migrate", time.Second, 100}
)

// windowKey is one window of a limit, for one address where the limit is for addresses.
type windowKey struct {
	name, address string
	start         time.Time
}

// checkRate counts a call and refuses it beyond its limit. Windows are aligned to the clock.
func (c *call) checkRate(l limit, address string) error {
	if !c.cfg.RateLimits {
		return nil
	}
	window := windowKey{l.name, address, c.now.Truncate(l.every)}
	if c.windows[window] >= l.atMost {
		return refuse(api.ErrorTypeTooManyRequests, "At most %d calls in %v are allowed.", l.atMost, l.every)
	}
	for old := range c.windows {
		if old.start.Add(time.Minute).Before(c.now) {
			delete(c.windows, old)
		}
	}
	c.windows[window]++
	return nil
}
