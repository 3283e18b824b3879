package httpapi

import (
	"net/http"
	"slices"
	"sync"
	"time"

	"github.com/flymyai/stytch-go/api"
)

// Recorded is a request that was handled, or that a fault made fail.
type Recorded struct {
	// Operation is the name in the API document, empty for an unknown path.
	Operation           string
	Method, Path, Query string
	// Header is without the credentials.
	Header http.Header
	// Body is unchanged and includes secrets. It is empty for a request without the right credentials: any web page
	// can send those.
	Body []byte
	// Status is 0 where the connection was cut.
	Status    int
	ErrorType api.ErrorType
	Time      time.Time
}

// The limits of the journal: the number of requests, and their size in bytes.
const (
	maxRequests = 10_000
	maxRecorded = 32 << 20
)

// journal keeps the last requests.
type journal struct {
	mu       sync.Mutex
	requests []Recorded
	bytes    int
}

func (j *journal) add(r Recorded) {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.requests = append(j.requests, r)
	j.bytes += r.size()
	if len(j.requests) <= maxRequests && j.bytes <= maxRecorded {
		return
	}
	// Moving the others takes time, so a tenth is discarded at once.
	oldest := 0
	for len(j.requests)-oldest > maxRequests*9/10 || j.bytes > maxRecorded*9/10 {
		j.bytes -= j.requests[oldest].size()
		oldest++
	}
	j.requests = slices.Delete(j.requests, 0, oldest)
}

// recordSize is about how many bytes of memory a record takes without its strings, header and body.
const recordSize = 512

// size is about how many bytes of memory a record takes.
func (r *Recorded) size() int {
	n := recordSize + len(r.Method) + len(r.Path) + len(r.Query) + cap(r.Body)
	for name, values := range r.Header {
		n += len(name)
		for _, v := range values {
			n += len(v)
		}
	}
	return n
}

func (j *journal) clear() {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.requests, j.bytes = nil, 0
}

// Requests returns the requests since the last ResetRequests, the oldest first.
func (s *Server[S]) Requests() []Recorded {
	s.journal.mu.Lock()
	defer s.journal.mu.Unlock()
	return slices.Clone(s.journal.requests)
}

// ResetRequests discards the requests recorded so far.
func (s *Server[S]) ResetRequests() { s.journal.clear() }
