package control

import (
	"cmp"
	"errors"
	"log/slog"
	"net/http"
	"time"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/cmd/stytch-emulator/internal/strictjson"
	"github.com/flymyai/stytch-go/internal/emulator"
)

// fault is an [emulator.Fault] as JSON.
type fault struct {
	Operation  string              `json:"operation"`
	Status     int                 `json:"status"`
	ErrorType  api.ErrorType       `json:"error_type"`
	RetryAfter strictjson.Duration `json:"retry_after"`
	Delay      strictjson.Duration `json:"delay"`
	CutBefore  bool                `json:"cut_before"`
	CutAfter   bool                `json:"cut_after"`
	Garbage    bool                `json:"garbage"`
	Times      int                 `json:"times"`
}

// injectFault adds a fault that makes calls fail, and returns it.
func (h *handler) injectFault(r *http.Request) (any, error) {
	var f fault
	if err := decodeBody(r, &f); err != nil {
		return nil, err
	}
	if f.Times < -1 {
		return nil, problemf(http.StatusBadRequest, "/times: must be the number of calls that fail, or -1 for all")
	}
	f.Times = cmp.Or(f.Times, 1)
	err := h.srv.Inject(emulator.Fault{
		Operation: f.Operation, Status: f.Status, ErrorType: f.ErrorType,
		RetryAfter: time.Duration(f.RetryAfter), Delay: time.Duration(f.Delay),
		CutBefore: f.CutBefore, CutAfter: f.CutAfter, Garbage: f.Garbage, Times: f.Times,
	})
	if invalid, ok := errors.AsType[*emulator.FaultError](err); ok && invalid.Field != "" {
		return nil, problemf(http.StatusBadRequest, "/%s", invalid)
	} else if err != nil {
		return nil, problemf(http.StatusBadRequest, "%s", err)
	}
	h.log(r, "fault injected", slog.String("operation", f.Operation), slog.Int("times", f.Times))
	return f, nil
}

// clearFaults removes the remaining faults.
func (h *handler) clearFaults(r *http.Request) (any, error) {
	h.srv.ClearFaults()
	h.log(r, "faults cleared")
	return struct{}{}, nil
}
