package emulator

import (
	"cmp"
	"context"
	"math"
	"net/http"
	"slices"
	"strconv"
	"time"

	"github.com/flymyai/stytch-go/api"
)

// Fault makes calls fail.
type Fault struct {
	// Operation is the operation to fail, such as "otp.sms.send"; every call when empty.
	Operation string
	// Status and ErrorType are answered in place of handling the call. One of them follows from the
	// other.
	Status    int
	ErrorType api.ErrorType
	// RetryAfter is sent along, in whole seconds.
	RetryAfter time.Duration
	// Delay passes before anything else.
	Delay time.Duration
	// CutBefore closes the connection in place of handling the call, CutAfter in place of the answer.
	CutBefore, CutAfter bool
	// Garbage answers with what is no JSON, after the call was handled.
	Garbage bool
	// Times is how often, once when zero; always when negative.
	Times int
}

// Inject adds a fault. Faults for the same call come one after another, in the order they were added.
func (s *Server) Inject(f Fault) {
	f.Times = cmp.Or(f.Times, 1)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults = append(s.faults, f)
}

// ClearFaults removes the faults that have not come yet.
func (s *Server) ClearFaults() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults = nil
}

// takeFault returns the fault that a call is to have, nil for none.
func (s *Server) takeFault(operation string) *Fault {
	s.mu.Lock()
	defer s.mu.Unlock()
	i := slices.IndexFunc(s.faults, func(f Fault) bool { return f.Operation == "" || f.Operation == operation })
	if i < 0 {
		return nil
	}
	f := s.faults[i]
	if f.Times > 0 {
		if s.faults[i].Times--; s.faults[i].Times == 0 {
			s.faults = slices.Delete(s.faults, i, i+1)
		}
	}
	return &f
}

// wait lets the delay of a fault pass. It says whether the client is there still.
func (f *Fault) wait(ctx context.Context) bool {
	if f.Delay <= 0 {
		return true
	}
	timer := time.NewTimer(f.Delay)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-ctx.Done():
		return false
	}
}

// faultTypes are the types of error that stand for a status.
var faultTypes = map[int]api.ErrorType{
	http.StatusBadRequest:          api.ErrorTypeBadRequest,
	http.StatusUnauthorized:        api.ErrorTypeUnauthorizedCredentials,
	http.StatusForbidden:           api.ErrorTypeOrganizationSuspended,
	http.StatusNotFound:            api.ErrorTypeRouteNotFound,
	http.StatusTooManyRequests:     api.ErrorTypeTooManyRequests,
	http.StatusInternalServerError: api.ErrorTypeInternalServerError,
	http.StatusServiceUnavailable:  api.ErrorTypeServerUnavailable,
}

// instead returns, after the delay, what is answered in place of handling a call, nil when it is to be
// handled. A status that the API itself does not use comes as from a proxy.
func (f *Fault) instead(ctx context.Context, requestID string) *reply {
	switch {
	case f == nil:
		return nil
	case !f.wait(ctx), f.CutBefore:
		return &reply{cut: true}
	case f.Status == 0 && f.ErrorType == "":
		return nil
	}
	failure := refuse(cmp.Or(f.ErrorType, faultTypes[f.Status]), "The emulator was told to fail this call.")
	failure.status = cmp.Or(f.Status, failure.status)
	r := failure.reply(requestID)
	if failure.errorType == "" {
		r.contentType = "text/html"
		r.body = []byte("<html><body>" + http.StatusText(failure.status) + "</body></html>\n")
	}
	if f.RetryAfter > 0 {
		r.retryAfter = strconv.Itoa(int(math.Ceil(f.RetryAfter.Seconds())))
	}
	return r
}

// spoil changes the answer of a call that was handled.
func (f *Fault) spoil(r *reply) *reply {
	switch {
	case f == nil:
	case f.CutAfter:
		return &reply{cut: true}
	case f.Garbage:
		r.body = []byte(`{"status_code": 2`)
	}
	return r
}
