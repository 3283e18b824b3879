package sessions

import (
	"context"
	"log/slog"
	"time"

	"github.com/flymyai/stytch-go/internal/token"
)

// clockPrecision is how much an issue time may be off: it is in whole seconds.
const clockPrecision = time.Second

// checkClock warns, once an hour, if the clock of this machine differs by more than skew from that of the API. It compares
// the clock with a JWT that the API has just issued, in response to a call that began at the given time, or with a genuine
// JWT that is not yet valid. The difference is easily missed, because most checks then call the API and succeed.
func (s *Service) checkClock(ctx context.Context, jwt string, began time.Time, skew time.Duration) {
	if s.logger == nil {
		return
	}
	issued, ok := token.IssuedAt(jwt)
	if !ok {
		return
	}
	fast, slow := began.Sub(issued), issued.Sub(s.verifier.Now())
	what, by := "fast", fast
	if slow > fast {
		what, by = "slow", slow
	}
	if by > skew+clockPrecision && s.clock.Allow() {
		s.logger.WarnContext(ctx, "the clock of this machine is "+what+", so checks of session JWTs call the API or fail: synchronize it",
			slog.Duration("by", by.Round(time.Second)))
	}
}
