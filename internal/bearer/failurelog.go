package bearer

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"time"
)

// FailureLog writes warnings about requests that the middlewares of a client reject although it is no fault of their
// sender: during an outage of Stytch, for example, or after the project's secret was deleted. It writes at most one a
// second, so that an outage does not flood the log.
type FailureLog struct {
	logger   *slog.Logger // nil if the client has none
	throttle Throttle
}

// NewFailureLog returns a log for the middlewares of a client. The logger may be nil.
func NewFailureLog(logger *slog.Logger) *FailureLog {
	return &FailureLog{logger: logger, throttle: Throttle{Interval: time.Second}}
}

// Wrap returns an error handler that writes a warning if status is 500 or more, and then calls respond.
func (l *FailureLog) Wrap(status func(error) int, respond func(http.ResponseWriter, *http.Request, error)) func(http.ResponseWriter, *http.Request, error) {
	return func(w http.ResponseWriter, r *http.Request, err error) {
		left := errors.Is(r.Context().Err(), context.Canceled) // the sender has: that is why the check failed
		if code := status(err); code >= http.StatusInternalServerError && !left && l.logger != nil && l.throttle.Allow() {
			l.logger.WarnContext(r.Context(), "request rejected, because its session or token could not be checked",
				slog.Int("status", code), slog.Any("error", err))
		}
		respond(w, r, err)
	}
}
