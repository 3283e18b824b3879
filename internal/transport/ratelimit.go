package transport

import (
	"context"
	"errors"
	"fmt"
	"hash/maphash"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/go-json-experiment/json"

	"github.com/flymyai/stytch-go/api"
)

// limits are the rate limits of the API that a client has met. The calls that share a limit wait for it together.
//
// A limit acts on a field, an interval and an endpoint (https://stytch.com/docs/resources/platform/rate-limits), and
// a response does not say which limit it was. If it were assumed to be wider than it is, one throttled user would
// delay all others. [limits.key] assumes the narrowest limit that is plausible.
type limits struct {
	// most is how long one call waits for rate limits at most. 0 turns waiting off.
	most time.Duration
	// policy gives the pauses before anything is known about a limit.
	policy RetryPolicy

	// known is the length of met. Calls look no further while it is 0.
	known atomic.Int32
	seed  maphash.Seed

	mu   sync.Mutex
	met  map[uint64]*limit
	tidy time.Time // when forget is called next
}

const (
	// maxLimits bounds the memory for limits. A call beyond it retries by itself.
	maxLimits = 1000
	// forgetAfter is the time without a rejection after which a limit is forgotten.
	forgetAfter = 10 * time.Minute
)

func newLimits(most time.Duration, policy RetryPolicy) *limits {
	if policy.MaxAttempts <= 1 {
		most = 0 // no retries
	}
	return &limits{most: most, policy: policy, seed: maphash.MakeSeed(), met: map[uint64]*limit{}}
}

// find returns the limit that a call has to wait for, or nil.
func (ls *limits) find(call *call) *limit {
	if ls.known.Load() == 0 {
		return nil
	}
	key, _ := ls.key(call)
	ls.mu.Lock()
	defer ls.mu.Unlock()
	now := time.Now()
	if now.After(ls.tidy) {
		ls.forget(now)
	}
	return ls.met[key]
}

// forget removes the limits that have not rejected a call for long. It needs the lock.
func (ls *limits) forget(now time.Time) {
	for key, l := range ls.met {
		if l.quiet(now) {
			delete(ls.met, key)
		}
	}
	ls.known.Store(int32(len(ls.met))) //nolint:gosec // at most maxLimits
	ls.tidy = now.Add(forgetAfter / 10)
}

// meet returns the limit that rejected a call, or nil if there are too many.
func (ls *limits) meet(call *call) *limit {
	key, personal := ls.key(call)
	ls.mu.Lock()
	defer ls.mu.Unlock()
	if l := ls.met[key]; l != nil {
		return l
	}
	if len(ls.met) >= maxLimits {
		if ls.forget(time.Now()); len(ls.met) >= maxLimits {
			return nil
		}
	}
	l := newLimit(ls.policy, ls.most, personal)
	ls.met[key] = l
	ls.known.Store(int32(len(ls.met))) //nolint:gosec // at most maxLimits
	return l
}

// rateWait is the waiting of one call for rate limits.
type rateWait struct {
	limit      *limit // that rejected it
	waited     time.Duration
	rejections int
	// alone is how long the call has to wait although other calls need not.
	alone time.Duration
}

// report passes the result of an attempt to the limit of its call. It returns true if the API rejected the attempt
// because of a rate limit, and the call can wait for that.
func (ls *limits) report(call *call, sent time.Time, failure *api.Error, w *rateWait) bool {
	if ls.most == 0 {
		return false
	}
	if failure != nil && failure.StatusCode == http.StatusTooManyRequests && failure.Type == api.ErrorTypeTooManyRequests {
		l := ls.meet(call)
		if l == nil {
			return false
		}
		w.limit = l
		w.rejections++
		if !l.reject(sent, failure.RetryAfter) {
			w.alone = ls.policy.delay(w.rejections, failure.RetryAfter)
		}
		return true
	}
	l := ls.find(call)
	switch {
	case l == nil:
	case failure == nil, failure.StatusCode < 500 && failure.Type != "":
		l.accept(sent)
	default: // the call may not have counted towards the limit
		l.lose(sent)
	}
	return false
}

// sharedEndpoints are the endpoints that share a limit.
var sharedEndpoints = map[string]string{
	"/v1/magic_links/email/login_or_create": "/v1/magic_links/email/send",
	"/v1/magic_links/email/invite":          "/v1/magic_links/email/send",
}

// projectEndpoints are those limited per project although their requests name a user.
var projectEndpoints = map[string]bool{
	"/v1/users":             true,
	"/v1/passwords/migrate": true,
}

// subject is what a limit may act on, other than the project: the user, address, code or session that a request
// is about.
type subject struct {
	Email        string `json:"email"`
	EmailAddress string `json:"email_address"`
	PhoneNumber  string `json:"phone_number"`
	MethodID     string `json:"method_id"`
	UserID       string `json:"user_id"`
	SessionToken string `json:"session_token"`
	SessionJWT   string `json:"session_jwt"`
	Token        string `json:"token"`
}

// key identifies the limit of a call. Calls of an endpoint share one, unless the request names a user, an address or
// a session: then the limit is personal, and only calls for the same one share it. The key is a hash, so that no
// address or token is kept.
func (ls *limits) key(call *call) (key uint64, personal bool) {
	endpoint := call.op.Route()
	if shared, ok := sharedEndpoints[endpoint]; ok {
		endpoint = shared
	}
	var about subject
	if call.contentType == "application/json" && !projectEndpoints[endpoint] {
		_ = json.Unmarshal(call.body, &about, lenient) // without a subject, the limit is the endpoint's
		about.Email = strings.ToLower(about.Email)
		about.EmailAddress = strings.ToLower(about.EmailAddress)
	}
	return maphash.Comparable(ls.seed, struct {
		method, endpoint string
		about            subject
	}{call.op.Method, endpoint, about}), about != subject{}
}

// tooLongError is the reason why a call does not wait for a rate limit.
type tooLongError struct{ wait time.Duration }

func (e *tooLongError) Error() string {
	return fmt.Sprintf("a rate limit requires a wait of %v, and WithRateLimitWait or the context allows less", e.wait.Round(time.Millisecond))
}

// wait waits until a call may be sent, or returns why it does not: a [tooLongError] or the error of the context.
func (ls *limits) wait(ctx context.Context, call *call, w *rateWait) error {
	l := w.limit
	if l == nil {
		if l = ls.find(call); l == nil {
			return nil
		}
	}
	start := time.Now()
	defer func() { w.waited += time.Since(start) }()
	until := start.Add(l.most - w.waited)
	if deadline, ok := ctx.Deadline(); ok && deadline.Before(until) {
		until = deadline
	}
	if alone := w.alone; alone > 0 {
		w.alone = 0
		if start.Add(alone).After(until) {
			return &tooLongError{alone}
		}
		if err := sleep(ctx, alone); err != nil {
			return err
		}
	}
	return l.wait(ctx, until)
}

// giveUp returns the error of a call that ended while it waited for a rate limit. It is that of the last attempt, if
// there was one.
func (c *Client) giveUp(call *call, last *api.Error, err error) error {
	tooLong, ok := errors.AsType[*tooLongError](err)
	switch {
	case last != nil && ok:
		return last
	case last != nil:
		last.Cause = then(last.Cause, err)
		return last
	}
	e := &api.Error{Type: api.ErrorTypeTooManyRequests, Operation: call.op.Name, Environment: c.environment, Cause: err}
	if ok {
		e.RetryAfter = tooLong.wait
	} else {
		e.Cause = &message{text: "waiting for a rate limit: " + err.Error(), err: err}
	}
	return e
}
