package emulator

import (
	"net/http"
	"slices"
	"sync"
	"time"

	"github.com/flymyai/stytch-go/api"
)

// Request is a call that was made.
type Request struct {
	// Operation is the name in the API document, empty for a path that there is not.
	Operation           string
	Method, Path, Query string
	// Header is without the credentials.
	Header http.Header
	// Body is as it came, with the secrets in it.
	Body []byte
	// Status is 0 where the connection was cut.
	Status    int
	ErrorType api.ErrorType
	Time      time.Time
}

// maxRequests is how many calls are kept.
const maxRequests = 10_000

// journal keeps the last calls.
type journal struct {
	mu       sync.Mutex
	requests []Request
}

func (j *journal) add(r Request) {
	j.mu.Lock()
	defer j.mu.Unlock()
	if len(j.requests) == maxRequests {
		j.requests = slices.Delete(j.requests, 0, maxRequests/10)
	}
	j.requests = append(j.requests, r)
}

func (j *journal) clear() {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.requests = nil
}

// Requests returns the calls since the last ResetRequests, the oldest first.
func (s *Server) Requests() []Request {
	s.journal.mu.Lock()
	defer s.journal.mu.Unlock()
	return slices.Clone(s.journal.requests)
}

// ResetRequests forgets the calls so far.
func (s *Server) ResetRequests() { s.journal.clear() }
