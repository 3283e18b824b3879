package sessions

import (
	"context"
	"fmt"
	"sync"
	"time"
)

const (
	// shareFor is how long the response of a call is kept for requests that were on their way meanwhile.
	shareFor = time.Second
	// maxShared bounds how many responses are kept.
	maxShared = 4096
)

// question is what a call asks the API. Equal questions share a call.
type question struct {
	token, jwt string
	check      AuthorizationCheck
	minutes    int
}

// sharing lets callers with the same question share one call of the API: a browser sends many requests at once with the
// JWT that has just expired. It is safe for concurrent use.
type sharing struct {
	now func() time.Time

	mu    sync.Mutex
	begun uint64 // calls
	calls map[question]*sharedCall
}

type sharedCall struct {
	number uint64
	done   chan struct{}

	// These are set before done is closed.
	resp *AuthenticateResponse
	err  error
	// abandoned reports whether the call ended with its caller, so that it has no answer for others.
	abandoned bool
	ended     time.Time
}

// count returns how many calls have begun so far.
func (s *sharing) count() uint64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.begun
}

// do returns the response to a question: of a call that others have begun, if it is one after the first so many, or else
// of send. Whoever calls send does so under its own context. The others wait under theirs, and if the sender goes away,
// one of them takes its place. Nobody may change the response.
func (s *sharing) do(ctx context.Context, q question, after uint64, send func() (*AuthenticateResponse, error)) (*AuthenticateResponse, error) {
	for {
		s.mu.Lock()
		call := s.calls[q]
		if call == nil || call.number <= after || s.expired(call) {
			call = s.begin(q)
			s.mu.Unlock()
			return s.send(ctx, q, call, send)
		}
		s.mu.Unlock()
		select {
		case <-call.done:
		case <-ctx.Done():
			return nil, fmt.Errorf("stytch: %s: %w", authenticate.Name, ctx.Err())
		}
		if !call.abandoned {
			return call.resp, call.err
		}
	}
}

// expired reports whether a call has ended too long ago, by the clock that tests move. It needs the lock.
func (s *sharing) expired(call *sharedCall) bool {
	return !call.ended.IsZero() && s.now().Sub(call.ended) >= shareFor
}

// begin needs the lock.
func (s *sharing) begin(q question) *sharedCall {
	s.begun++
	call := &sharedCall{number: s.begun, done: make(chan struct{})}
	if s.calls == nil {
		s.calls = map[question]*sharedCall{}
	}
	s.calls[q] = call
	return call
}

func (s *sharing) send(ctx context.Context, q question, call *sharedCall, send func() (*AuthenticateResponse, error)) (*AuthenticateResponse, error) {
	returned := false
	defer func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		call.abandoned = !returned || (call.err != nil && ctx.Err() != nil)
		call.ended = s.now()
		if call.resp == nil || len(s.calls) > maxShared {
			s.remove(q, call)
		} else {
			time.AfterFunc(shareFor, func() {
				s.mu.Lock()
				defer s.mu.Unlock()
				s.remove(q, call)
			})
		}
		close(call.done)
	}()
	call.resp, call.err = send()
	returned = true
	return call.resp, call.err
}

// remove needs the lock. The question may have got another call meanwhile.
func (s *sharing) remove(q question, call *sharedCall) {
	if s.calls[q] == call {
		delete(s.calls, q)
	}
}

// forget makes the calls so far count for nobody who comes later.
func (s *sharing) forget() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.calls = nil
}

// fromAPI asks the API about a session token or a session JWT, or shares the call of others who do. The factors of the
// session are not checked.
func (s *Service) fromAPI(ctx context.Context, req AuthenticateRequest, o *options) (*AuthenticateResponse, error) {
	req = o.request(req)
	q := question{req.SessionToken, req.SessionJWT, req.AuthorizationCheck, req.SessionDurationMinutes}
	send := func() (*AuthenticateResponse, error) { return s.Authenticate(ctx, req) }
	arrived, after := s.sharing.count(), uint64(0)
	if o.times.MaxAge != nil && *o.times.MaxAge < shareFor {
		after = arrived
	}
	resp, err := s.sharing.do(ctx, q, after, send)
	if err == nil && s.checkFactors(&resp.Session, o) != nil {
		// The user may have passed the second factor since. A call of our own is not repeated by this.
		resp, err = s.sharing.do(ctx, q, arrived, send)
	}
	if err != nil {
		return nil, err
	}
	own := *resp
	own.Session = *clone(&resp.Session)
	return &own, nil
}
