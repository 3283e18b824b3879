package httpapi

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"sync"
	"time"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/emulator/apierror"
)

// Fault makes calls fail.
type Fault struct {
	// Operation is the operation to fail, such as "otp.sms.send"; every call when empty.
	Operation string
	// Status and ErrorType are returned instead of handling the call. One of them follows from the other.
	Status    int
	ErrorType api.ErrorType
	// RetryAfter is sent along, in whole seconds.
	RetryAfter time.Duration
	// Delay passes before anything else.
	Delay time.Duration
	// CutBefore closes the connection instead of handling the call, CutAfter instead of responding.
	CutBefore, CutAfter bool
	// Garbage handles the call and responds with something that is not JSON.
	Garbage bool
	// Times is how many calls fail: one when zero, all when negative.
	Times int
}

// maxDelay exceeds the timeout of any client.
const maxDelay = time.Hour

var errorTypePattern = regexp.MustCompile(`^[a-z0-9_]+$`)

// FaultError is the error of a fault that can never be as it says.
type FaultError struct {
	// Field is the wrong field, as it is named in JSON. It is empty if the fields do not go together.
	Field, Problem string
}

// Error returns the field and the problem.
func (e *FaultError) Error() string {
	if e.Field == "" {
		return e.Problem
	}
	return e.Field + ": " + e.Problem
}

// check validates a fault of the named operations. It accepts unknown error types, since clients must handle those too.
func (f *Fault) check(operations map[string]bool) error {
	endings := 0
	for _, given := range []bool{f.responds(), f.CutBefore, f.CutAfter, f.Garbage} {
		if given {
			endings++
		}
	}
	switch {
	case f.Operation != "" && !operations[f.Operation]:
		return &FaultError{"operation", fmt.Sprintf("unknown operation %q; use a name such as %q, or an empty string for all operations", f.Operation, "otp.sms.send")}
	case f.Status != 0 && (f.Status < 400 || f.Status > 599):
		return &FaultError{"status", "must be from 400 to 599"}
	case f.ErrorType != "" && !errorTypePattern.MatchString(string(f.ErrorType)):
		return &FaultError{"error_type", fmt.Sprintf("must look like %q", api.ErrorTypeTooManyRequests)}
	case f.RetryAfter < 0, f.RetryAfter > 0 && !f.responds():
		return &FaultError{"retry_after", "must be positive, and requires status or error_type"}
	case f.Delay < 0, f.Delay > maxDelay:
		return &FaultError{"delay", "must be positive, and at most an hour"}
	case endings > 1:
		return &FaultError{"", "a call can fail in only one way: use one of cut_before, cut_after, garbage, or an error (status, error_type)"}
	case endings == 0 && f.Delay == 0:
		return &FaultError{"", "the fault does nothing: set status, error_type, delay, cut_before, cut_after or garbage"}
	}
	return nil
}

// responds reports whether calls return an error response instead of being handled.
func (f *Fault) responds() bool { return f.Status != 0 || f.ErrorType != "" }

// faults holds the faults that later calls will meet.
type faults struct {
	mu    sync.Mutex
	queue []Fault
}

// Inject adds a fault, unless it returns a [FaultError]. Faults for the same call come one after another, in the order
// they were added.
func (s *Server[S]) Inject(f Fault) error {
	if err := f.check(s.Router.names); err != nil {
		return err
	}
	f.Times = cmp.Or(f.Times, 1)
	s.faults.mu.Lock()
	defer s.faults.mu.Unlock()
	s.faults.queue = append(s.faults.queue, f)
	return nil
}

// ClearFaults removes the faults that have not come yet.
func (s *Server[S]) ClearFaults() {
	s.faults.mu.Lock()
	defer s.faults.mu.Unlock()
	s.faults.queue = nil
}

// take returns the fault for a call, or nil.
func (q *faults) take(operation string) *Fault {
	q.mu.Lock()
	defer q.mu.Unlock()
	i := slices.IndexFunc(q.queue, func(f Fault) bool { return f.Operation == "" || f.Operation == operation })
	if i < 0 {
		return nil
	}
	f := q.queue[i]
	if f.Times > 0 {
		if q.queue[i].Times--; q.queue[i].Times == 0 {
			q.queue = slices.Delete(q.queue, i, i+1)
		}
	}
	return &f
}

// wait lets the delay of a fault pass. It reports whether the client is still connected.
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

// instead returns, after the delay, the response to send instead of handling a call, or nil if the call is to be
// handled. A status that the API itself does not use looks as if a proxy had sent it.
func (f *Fault) instead(ctx context.Context, form errorForm, requestID string) *response {
	switch {
	case f == nil:
		return nil
	case !f.wait(ctx), f.CutBefore:
		return &response{cut: true}
	case !f.responds():
		return nil
	}
	failure := apierror.Newf(cmp.Or(f.ErrorType, typeOf(form, f.Status)), "The emulator was told to fail this call.")
	status := cmp.Or(f.Status, statusOf(form, failure.Type))
	r := errorResponse(form, failure, status, requestID)
	if failure.Type == "" {
		r.header.Set("Content-Type", "text/html")
		r.body = []byte("<html><body>" + http.StatusText(status) + "</body></html>\n")
	}
	if f.RetryAfter > 0 {
		r.header.Set("Retry-After", strconv.Itoa(int(math.Ceil(f.RetryAfter.Seconds()))))
	}
	return r
}

// corrupt changes the response of a call that was handled.
func (f *Fault) corrupt(r *response) *response {
	switch {
	case f == nil:
	case f.CutAfter:
		return &response{cut: true}
	case f.Garbage:
		r.body = []byte(`{"status_code": 2`)
	}
	return r
}
