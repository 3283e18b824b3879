package stytchtest

import (
	"net/http"
	"time"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/emulator"
)

// Fault describes how calls fail. The delay comes first, then the call fails or is handled. A call can fail in only one
// way: with an error, CutBefore, CutAfter or Garbage.
type Fault struct {
	// Operation is the operation that fails, by its name in the API document, such as "otp.sms.send", or by the name that
	// [Server.Requests] shows for other endpoints. If empty, every operation fails.
	Operation string
	// Status and ErrorType make the server return an error without handling the call. Setting one is enough: it
	// determines the other. A status that Stytch has no errors for, such as 502, is returned with an HTML page, as from
	// a proxy.
	Status    int
	ErrorType api.ErrorType
	// RetryAfter is the Retry-After header of the error, in whole seconds.
	RetryAfter time.Duration
	// Delay is how long the server waits before it does anything else, in real time. It is at most an hour.
	Delay time.Duration
	// CutBefore closes the connection without handling the call. CutAfter handles the call, then closes the connection
	// instead of sending the response.
	CutBefore, CutAfter bool
	// Garbage handles the call, then returns a response that is not JSON.
	Garbage bool
	// Times is the number of calls that fail. Zero means one call, and a negative number means all calls.
	Times int
}

// Inject makes calls fail. If several faults match a call, the one injected first applies. An invalid fault, such as one of
// an unknown operation, fails the test; without a test, Inject panics.
func (s *Server) Inject(fault Fault) {
	s.tb.Helper()
	if err := s.emulator.Inject(emulator.Fault(fault)); err != nil {
		s.tb.Fatalf("stytchtest: the fault is invalid: %v", err)
	}
}

// ClearFaults removes the faults that have not been used up.
func (s *Server) ClearFaults() { s.emulator.ClearFaults() }

// Request is a request that the server received.
type Request struct {
	// Operation is the operation that was called, by its name in the API document. It is empty if the path or the
	// method is unknown.
	Operation string
	// Method, Path and Query are those of the request, unchanged.
	Method, Path, Query string
	// Header contains the request headers without the credentials.
	Header http.Header
	// Body is the request body, unchanged and including secrets. It is empty if the request did not have the project's
	// credentials.
	Body []byte
	// Status is the status of the response. It is 0 if a fault closed the connection.
	Status int
	// ErrorType is the type of the error, if the response is one.
	ErrorType api.ErrorType
	// Time is when the request arrived, by the server's clock.
	Time time.Time
}

// Requests returns the requests received so far, oldest first. The server keeps the newest 10,000, or fewer if they
// take more than 32 MiB.
func (s *Server) Requests() []Request {
	calls := s.emulator.Requests()
	requests := make([]Request, len(calls))
	for i, r := range calls {
		requests[i] = Request(r)
	}
	return requests
}

// ResetRequests discards the requests recorded so far.
func (s *Server) ResetRequests() { s.emulator.ResetRequests() }
