package sessions

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"net/http"
	"sync"
	"time"

	"github.com/flymyai/stytch-go/api"
)

const (
	// shareFor is how long a response is kept for requests that arrive just after the call.
	shareFor = time.Second
	// maxShared bounds the number of responses kept.
	maxShared = 4096
)

// callKey identifies what a call sends. Calls with equal keys are shared. It has a hash of the session token or JWT, so
// that printing a service shows neither.
type callKey struct {
	credential [sha256.Size]byte
	check      AuthorizationCheck
	minutes    int
}

func newCallKey(req AuthenticateRequest) callKey {
	credential := "token " + req.SessionToken
	if req.SessionJWT != "" {
		credential = "JWT " + req.SessionJWT
	}
	return callKey{sha256.Sum256([]byte(credential)), req.AuthorizationCheck, req.SessionDurationMinutes}
}

// sharing lets callers that would send the same request share one call of the API. A browser sends many requests at once
// with a JWT that has just expired. It is safe for concurrent use.
type sharing struct {
	now func() time.Time

	mu sync.Mutex
	// started is the number of calls started so far.
	started uint64
	calls   map[callKey]*sharedCall
}

type sharedCall struct {
	number uint64
	done   chan struct{}
	// deadline is that of the sender's context; zero if it has none.
	deadline time.Time

	// The fields below are set before done is closed.

	resp *AuthenticateResponse
	err  error
	// abandoned reports whether the call ended because its caller went away or panicked.
	abandoned bool
	ended     time.Time
}

// count returns the number of calls started so far.
func (s *sharing) count() uint64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.started
}

// do returns the response of a call with the same key that another caller has started, or else the response of send. It
// ignores calls up to the number after. Callers treat the response as read-only.
//
// The caller that starts a call sends it under its own context, and the others wait under theirs. If the sender goes
// away, one of the others takes over. So does one that has more time, if a call failed that may succeed later: the
// sender's deadline may have left no time for a retry.
func (s *sharing) do(ctx context.Context, key callKey, after uint64, send func() (*AuthenticateResponse, error)) (*AuthenticateResponse, error) {
	for {
		s.mu.Lock()
		call := s.calls[key]
		if call == nil || call.number <= after || s.expired(call) {
			call = s.start(ctx, key)
			s.mu.Unlock()
			return s.send(ctx, key, call, send)
		}
		s.mu.Unlock()
		select {
		case <-call.done:
		case <-ctx.Done():
			return nil, fmt.Errorf("stytch: %s: %w", authenticate.Name, ctx.Err())
		}
		takeOver := call.abandoned || temporary(call.err) && outlasts(ctx, call.deadline)
		if !takeOver {
			return call.resp, call.err
		}
	}
}

// temporary reports whether an error says nothing about the session.
func temporary(err error) bool { return err != nil && StatusCode(err) == http.StatusServiceUnavailable }

// outlasts reports whether a context ends clearly later than a deadline. Requests that arrive together all have about the
// same deadline, and then share a failure.
func outlasts(ctx context.Context, deadline time.Time) bool {
	own, ok := ctx.Deadline()
	return !deadline.IsZero() && (!ok || own.Sub(deadline) >= shareFor)
}

// expired reports whether a call ended too long ago by the client's clock, which tests may move. It needs the lock.
func (s *sharing) expired(call *sharedCall) bool {
	return !call.ended.IsZero() && s.now().Sub(call.ended) >= shareFor
}

// start needs the lock.
func (s *sharing) start(ctx context.Context, key callKey) *sharedCall {
	s.started++
	call := &sharedCall{number: s.started, done: make(chan struct{})}
	call.deadline, _ = ctx.Deadline()
	if s.calls == nil {
		s.calls = map[callKey]*sharedCall{}
	}
	s.calls[key] = call
	return call
}

func (s *sharing) send(ctx context.Context, key callKey, call *sharedCall, send func() (*AuthenticateResponse, error)) (*AuthenticateResponse, error) {
	returned := false
	defer func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		call.abandoned = !returned || (call.err != nil && ctx.Err() != nil)
		call.ended = s.now()
		if call.resp == nil || len(s.calls) > maxShared {
			s.remove(key, call)
		} else {
			time.AfterFunc(shareFor, func() {
				s.mu.Lock()
				defer s.mu.Unlock()
				s.remove(key, call)
			})
		}
		close(call.done)
	}()
	call.resp, call.err = send()
	returned = true
	return call.resp, call.err
}

// remove removes a call unless a newer one has taken its place. It needs the lock.
func (s *sharing) remove(key callKey, call *sharedCall) {
	if s.calls[key] == call {
		delete(s.calls, key)
	}
}

// forget keeps later callers from sharing the calls started so far.
func (s *sharing) forget() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.calls = nil
}

// fromAPI authenticates a session token or a session JWT with the API, in a call of its own or one of another caller. It
// does not check the factors of the session.
func (s *Service) fromAPI(ctx context.Context, req AuthenticateRequest, o *options) (*AuthenticateResponse, error) {
	req = o.request(req)
	key := newCallKey(req)
	send := func() (*AuthenticateResponse, error) {
		began := s.verifier.Now()
		resp, err := s.extend(ctx, req)
		if err == nil {
			s.checkClock(ctx, resp.SessionJWT, began, o.times.Skew)
		}
		return resp, err
	}
	arrived, after := s.sharing.count(), uint64(0)
	if o.times.MaxAge != nil && *o.times.MaxAge < shareFor {
		after = arrived
	}
	resp, err := s.sharing.do(ctx, key, after, send)
	if err == nil && s.checkFactors(&resp.Session, o) != nil {
		// The user may have added a factor since another caller's call. If the call was our own, do returns it again.
		resp, err = s.sharing.do(ctx, key, arrived, send)
	}
	if err != nil {
		return nil, err
	}
	if err := s.stillNotRevoked(&resp.Session, o.times); err != nil {
		return nil, err
	}
	own := *resp
	own.Session = *clone(&resp.Session)
	return &own, nil
}

// extend authenticates a session. One that cannot be extended, because a user is impersonated, keeps its end.
func (s *Service) extend(ctx context.Context, req AuthenticateRequest) (*AuthenticateResponse, error) {
	resp, err := s.Authenticate(ctx, req)
	if req.SessionDurationMinutes > 0 && errors.Is(err, api.ErrorTypeSessionNotMutable) {
		req.SessionDurationMinutes = 0
		resp, err = s.Authenticate(ctx, req)
	}
	return resp, err
}
