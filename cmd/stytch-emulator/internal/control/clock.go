package control

import (
	"log/slog"
	"net/http"
	"time"

	"github.com/flymyai/stytch-go/cmd/stytch-emulator/internal/strictjson"
)

// maxAhead is how far the emulator's clock may run ahead of the real time. The limit keeps expiry times from overflowing.
const maxAhead = 100 * 365 * 24 * time.Hour

// clock is the emulator's time.
type clock struct {
	Now time.Time `json:"now"`
}

func (h *handler) readClock(*http.Request) (any, error) {
	return clock{h.srv.Now()}, nil
}

// moveClock moves the clock forward. It leaves the clock unchanged if the request has no duration.
func (h *handler) moveClock(r *http.Request) (any, error) {
	var request struct {
		Advance strictjson.Duration `json:"advance"`
	}
	if err := decodeBody(r, &request); err != nil {
		return nil, err
	}
	by := time.Duration(request.Advance)
	switch {
	case by < 0:
		return nil, problemf(http.StatusBadRequest, "/advance: the clock cannot go back")
	case by > maxAhead-time.Until(h.srv.Now()):
		return nil, problemf(http.StatusBadRequest, "/advance: the clock cannot be more than 100 years ahead")
	case by > 0:
		h.srv.Advance(by)
		h.log(r, "clock advanced", slog.Duration("by", by), slog.Time("now", h.srv.Now()))
	}
	return clock{h.srv.Now()}, nil
}

// reset restores the initial state. It resets the clock only if the request says so.
func (h *handler) reset(r *http.Request) (any, error) {
	var request struct {
		Clock bool `json:"clock"`
	}
	if err := decodeBody(r, &request); err != nil {
		return nil, err
	}
	if request.Clock {
		h.srv.ResetClock() // first, so that the initial users are created at the clock's start
	}
	if err := h.srv.Reset(); err != nil {
		return nil, problemf(http.StatusInternalServerError, "%v", err) // the initial users were valid at startup
	}
	h.log(r, "reset", slog.Bool("clock", request.Clock))
	return clock{h.srv.Now()}, nil
}

func (h *handler) log(r *http.Request, what string, attrs ...slog.Attr) {
	h.opts.Logger.LogAttrs(r.Context(), slog.LevelInfo, what, attrs...)
}
