package httpapi

import (
	"net/http"
	"slices"
	"sync"
	"time"

	"github.com/flymyai/stytch-go/api"
)

// Recorded is a request that was handled, or failed by a fault.
type Recorded struct {
	// Operation is the name in the API document, empty for an unknown path.
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
	requests []Recorded
}

func (j *journal) add(r Recorded) {
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
func (s *Server[S]) Requests() []Recorded {
	s.journal.mu.Lock()
	defer s.journal.mu.Unlock()
	return slices.Clone(s.journal.requests)
}

// ResetRequests forgets the calls so far.
func (s *Server[S]) ResetRequests() { s.journal.clear() }
