package transport

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"sync"
	"time"

	"github.com/flymyai/stytch-go/api"
)

// RetryPolicy configures how often and how fast failed calls are retried.
type RetryPolicy struct {
	// MaxAttempts is the maximum number of attempts, including the first.
	MaxAttempts int
	// BaseDelay is the upper bound of the first wait; it doubles with each further one.
	BaseDelay time.Duration
	// MaxDelay is the upper bound of every wait. A call whose Retry-After is longer fails at once.
	MaxDelay time.Duration
}

// do sends a call, retries it where that is safe, and decodes the response into out.
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
		got := c.attempt(ctx, call)
		failure = c.finish(ctx, call, got, out)
		got.release()
		c.log(ctx, call, got, failure, attempt, wait.waited, time.Since(start))
		limited := c.limits.report(call, start, failure, &wait)
		if failure == nil {
			return nil
		}
		failure.Attempts = attempt
		if ctx.Err() != nil || !retryable(call.op.idempotent, got, failure) {
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
			failure.Cause = then(failure.Cause, err)
			return failure
		}
	}
}

// then returns the cause of a failed attempt, if it has one, followed by the reason why there was no further attempt.
func then(cause, err error) error {
	if cause == nil {
		return err
	}
	return fmt.Errorf("%w; then %w", cause, err)
}

// retryable reports whether a failed attempt may be followed by another.
func retryable(idempotent bool, got *outcome, failure *api.Error) bool {
	if got.err != nil {
		return !permanent(got.err) && (idempotent || got.unsent)
	}
	switch got.status {
	case http.StatusTooManyRequests:
		// A user stays locked for minutes to days; only rate limits end soon. A response without a type comes from some
		// proxy, which may have passed the request on.
		return failure.Type == api.ErrorTypeTooManyRequests || (idempotent && failure.Type == "")
	case http.StatusInternalServerError, http.StatusBadGateway, http.StatusServiceUnavailable, http.StatusGatewayTimeout:
		return idempotent
	}
	return false
}

// permanent reports whether a retry would fail in the same way.
func permanent(err error) bool {
	_, certificate := errors.AsType[*tls.CertificateVerificationError](err)
	return certificate || errors.Is(err, errTooLarge)
}

// delay returns the wait before the next attempt: that of Retry-After, or exponential backoff with full jitter.
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

// sleep waits, or returns the error of the context if that ends first.
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

// budget limits the retries of a client to a share of its calls, so that they do not make an outage worse. Each call
// adds a tenth of a retry, up to a small reserve.
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
