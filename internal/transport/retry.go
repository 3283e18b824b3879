package transport

import (
	"context"
	"crypto/tls"
	"errors"
	"math/rand/v2"
	"net/http"
	"sync"
	"time"

	"github.com/flymyai/stytch-go/api"
)

// RetryPolicy says how often and how fast failed calls are tried again.
type RetryPolicy struct {
	// MaxAttempts is how often one call is sent at most, the first time included.
	MaxAttempts int
	// BaseDelay is the upper bound of the first wait; it doubles with each further one.
	BaseDelay time.Duration
	// MaxDelay bounds every wait. A Retry-After beyond it is not waited for.
	MaxDelay time.Duration
}

var errTooLarge = errors.New("the body is larger")

// do sends a call, again where that is safe, and decodes the answer into out.
func (c *Client) do(ctx context.Context, call *call, out any) error {
	if ctx == nil {
		return &api.ArgumentError{Operation: call.op.Name, Argument: "ctx", Problem: "is nil"}
	}
	c.budget.deposit()
	var failure *api.Error
	var wait rateWait
	failures := 0 // for other reasons
	for attempt := 1; ; attempt++ {
		if err := c.limits.wait(ctx, call, &wait); err != nil {
			return c.giveUp(call, failure, err)
		}
		start := time.Now()
		ans := c.attempt(ctx, call)
		failure = c.finish(ctx, call, ans, out)
		ans.release()
		c.log(ctx, call, ans, failure, attempt, wait.waited, time.Since(start))
		limited := c.limits.report(call, start, failure, &wait)
		if failure == nil {
			return nil
		}
		failure.Attempts = attempt
		if ctx.Err() != nil || !retryable(call.op.idempotent, ans, failure) {
			return failure
		}
		if limited {
			continue
		}
		if failures++; failures >= c.retry.MaxAttempts {
			return failure
		}
		delay := c.retry.delay(failures, failure.RetryAfter)
		if deadline, ok := ctx.Deadline(); delay > c.retry.MaxDelay || (ok && time.Until(deadline) < delay) || !c.budget.withdraw() {
			return failure
		}
		if err := sleep(ctx, delay); err != nil {
			failure.Cause = errors.Join(failure.Cause, err)
			return failure
		}
	}
}

// retryable reports whether a failed attempt may be followed by another.
func retryable(idempotent bool, ans *answer, failure *api.Error) bool {
	if ans.err != nil {
		return !permanent(ans.err) && (idempotent || ans.unsent)
	}
	switch ans.status {
	case http.StatusTooManyRequests:
		// A locked user stays locked for minutes to days: only the rate limit passes soon. One
		// without a type is some proxy's, which need not have kept the request from Stytch.
		return failure.Type == api.ErrorTypeTooManyRequests || (idempotent && failure.Type == "")
	case http.StatusInternalServerError, http.StatusBadGateway, http.StatusServiceUnavailable, http.StatusGatewayTimeout:
		return idempotent
	}
	return false
}

// permanent reports whether an error would come again.
func permanent(err error) bool {
	_, certificate := errors.AsType[*tls.CertificateVerificationError](err)
	return certificate || errors.Is(err, errTooLarge)
}

// delay is the wait before the attempt that follows: what the API asked for, else exponential backoff
// with full jitter.
func (p RetryPolicy) delay(attempt int, retryAfter time.Duration) time.Duration {
	if retryAfter > 0 {
		return retryAfter
	}
	bound := p.BaseDelay << (attempt - 1)
	if bound > p.MaxDelay || bound <= 0 {
		bound = p.MaxDelay
	}
	if bound <= 0 {
		return 0
	}
	return rand.N(bound)
}

// sleep waits, or returns the context's error when that ends first.
func sleep(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// budget bounds the retries of a client to a share of its calls, so that an outage is not made worse.
// Each call pays in a tenth of a retry; a quiet client has a few in reserve.
type budget struct {
	mu      sync.Mutex
	retries float64
}

const (
	budgetReserve = 10
	budgetShare   = 0.1
)

func newBudget() *budget { return &budget{retries: budgetReserve} }

func (b *budget) deposit() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.retries = min(b.retries+budgetShare, budgetReserve)
}

func (b *budget) withdraw() bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.retries < 1 {
		return false
	}
	b.retries--
	return true
}
