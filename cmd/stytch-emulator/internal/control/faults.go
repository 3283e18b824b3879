package control

import (
	"cmp"
	"log/slog"
	"net/http"
	"regexp"
	"slices"
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

// maxDelay exceeds the timeout of any client.
const maxDelay = time.Hour

var errorTypePattern = regexp.MustCompile(`^[a-z0-9_]+$`)

// check validates a fault. It accepts unknown error types, since clients must handle those too.
func (f *fault) check() error {
	endings := 0
	for _, given := range []bool{f.responds(), f.CutBefore, f.CutAfter, f.Garbage} {
		if given {
			endings++
		}
	}
	switch {
	case f.Operation != "" && !slices.Contains(emulator.Operations(), f.Operation):
		return problemf(http.StatusBadRequest, "/operation: unknown operation %q; use a name such as %q, or an empty string for all operations", f.Operation, "otp.sms.send")
	case f.Status != 0 && (f.Status < 400 || f.Status > 599):
		return problemf(http.StatusBadRequest, "/status: must be from 400 to 599")
	case f.ErrorType != "" && !errorTypePattern.MatchString(string(f.ErrorType)):
		return problemf(http.StatusBadRequest, "/error_type: must look like %q", api.ErrorTypeTooManyRequests)
	case f.RetryAfter < 0, f.RetryAfter > 0 && !f.responds():
		return problemf(http.StatusBadRequest, "/retry_after: must be positive, and requires status or error_type")
	case f.Delay < 0, time.Duration(f.Delay) > maxDelay:
		return problemf(http.StatusBadRequest, "/delay: must be positive, and at most an hour")
	case f.Times < -1:
		return problemf(http.StatusBadRequest, "/times: must be the number of calls that fail, or -1 for all")
	case endings > 1:
		return problemf(http.StatusBadRequest, "a call can fail in only one way: use one of cut_before, cut_after, garbage, or an error (status, error_type)")
	case endings == 0 && f.Delay == 0:
		return problemf(http.StatusBadRequest, "the fault does nothing: set status, error_type, delay, cut_before, cut_after or garbage")
	}
	return nil
}

// responds reports whether calls return an error response instead of being handled.
func (f *fault) responds() bool { return f.Status != 0 || f.ErrorType != "" }

// injectFault adds a fault that makes calls fail, and returns it.
func (h *handler) injectFault(r *http.Request) (any, error) {
	var f fault
	if err := decodeBody(r, &f); err != nil {
		return nil, err
	}
	if err := f.check(); err != nil {
		return nil, err
	}
	f.Times = cmp.Or(f.Times, 1)
	h.srv.Inject(emulator.Fault{
		Operation: f.Operation, Status: f.Status, ErrorType: f.ErrorType,
		RetryAfter: time.Duration(f.RetryAfter), Delay: time.Duration(f.Delay),
		CutBefore: f.CutBefore, CutAfter: f.CutAfter, Garbage: f.Garbage, Times: f.Times,
	})
	h.log(r, "fault injected", slog.String("operation", f.Operation), slog.Int("times", f.Times))
	return f, nil
}

// clearFaults removes the remaining faults.
func (h *handler) clearFaults(r *http.Request) (any, error) {
	h.srv.ClearFaults()
	h.log(r, "faults cleared")
	return struct{}{}, nil
}
