package stytchtest

import (
	"net/http"
	"time"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/emulator"
)

// Fault makes calls fail. Its parts combine: a delay comes first, then the call fails or is handled.
type Fault struct {
	// Operation is what fails, as the API document names it, such as "otp.sms.send". Every call does
	// when it is empty.
	Operation string
	// Status and ErrorType are answered, and the call is not handled. One follows from the other; a
	// status of which Stytch has no errors, such as 502, comes with a page of HTML, as from a proxy.
	Status    int
	ErrorType api.ErrorType
	// RetryAfter is sent with Status or ErrorType, in whole seconds.
	RetryAfter time.Duration
	// Delay passes before anything else happens. It is real time.
	Delay time.Duration
	// CutBefore closes the connection and the call is not handled. CutAfter closes it after the call was
	// handled, in place of the answer.
	CutBefore, CutAfter bool
	// Garbage answers something that is no JSON after the call was handled.
	Garbage bool
	// Times is how many calls fail, one when it is zero and all when it is negative.
	Times int
}

// Inject makes calls fail. Of several faults that fit a call, the one injected first comes first.
func (s *Server) Inject(fault Fault) { s.emulator.Inject(emulator.Fault(fault)) }

// ClearFaults takes back the faults that have not come yet.
func (s *Server) ClearFaults() { s.emulator.ClearFaults() }

// Request is a request that the server received.
type Request struct {
	// Operation is what was called, as the API document names it. It is empty for an unknown path or
	// method.
	Operation string
	// Method, Path and Query are as they came.
	Method, Path, Query string
	// Header is without the credentials.
	Header http.Header
	// Body is as it came, with the secrets in it. It is empty for a request without the project's
	// credentials.
	Body []byte
	// Status is that of the response, 0 where a fault cut the connection.
	Status int
	// ErrorType is set where the response is an error.
	ErrorType api.ErrorType
	// Time is the server's.
	Time time.Time
}

// Requests returns the requests so far, the oldest first. The newest 10,000 are kept, or fewer where those take more
// than 32 MiB.
func (s *Server) Requests() []Request {
	calls := s.emulator.Requests()
	requests := make([]Request, len(calls))
	for i, r := range calls {
		requests[i] = Request(r)
	}
	return requests
}

// ResetRequests forgets the requests so far.
func (s *Server) ResetRequests() { s.emulator.ResetRequests() }
