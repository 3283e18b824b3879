package webhook

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"slices"
	"time"

	"github.com/flymyai/stytch-go/webhooks"
)

// retries are the waits before the attempts of Svix: https://docs.svix.com/retries.
var retries = []time.Duration{
	0, 5 * time.Second, 5 * time.Minute, 30 * time.Minute, 2 * time.Hour, 5 * time.Hour, 10 * time.Hour, 10 * time.Hour,
}

const (
	// attemptTimeout is how long Svix waits for a response.
	attemptTimeout = 15 * time.Second
	// maxRead is how much of a response is read, so that the connection can be used again; maxResponse is how much is kept.
	maxRead     = 64 << 10
	maxResponse = 512
)

// The states of a delivery.
const (
	StatePending   = "pending"   // an attempt is due, now or later
	StateDelivered = "delivered" // the endpoint responded with 2xx
	StateFailed    = "failed"    // the last retry failed
	StateAborted   = "aborted"   // the endpoint responded with webhook-delivery: abort-message
)

// Webhook is an event that was sent, or is to be sent.
type Webhook struct {
	EventID, MessageID string
	// Type is such as direct.user.create.
	Type, UserID string
	// Time is the time of the change.
	Time       time.Time
	Body       []byte
	Deliveries []Delivery
}

// Delivery says how far a webhook has come to one endpoint.
type Delivery struct {
	// URL is without its query.
	URL   string
	State string
	// Due is when the next attempt is made, by the clock of the emulator. It is zero unless the state is pending.
	Due      time.Time
	Attempts []Attempt
}

// Attempt is one request.
type Attempt struct {
	// Time is by the clock of the emulator.
	Time time.Time
	// Status is 0 if there was no response; then Error says why.
	Status int
	Error  string
	// Response is the beginning of the body of a response other than 2xx.
	Response string
}

// Endpoints reports whether there are any.
func (s *Sender) Endpoints() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.endpoints) > 0
}

// Webhooks returns all webhooks that are kept, the oldest first.
func (s *Sender) Webhooks() []Webhook {
	s.mu.Lock()
	defer s.mu.Unlock()
	all := make([]Webhook, len(s.kept))
	for i, w := range s.kept {
		all[i] = w.Webhook
		all[i].Body = bytes.Clone(w.Body)
		for _, d := range w.deliveries {
			own := d.Delivery
			own.Attempts = slices.Clone(d.Attempts)
			all[i].Deliveries = append(all[i].Deliveries, own)
		}
	}
	return all
}

// work delivers what is due at an endpoint until Close.
func (s *Sender) work(e *endpoint) {
	timer := time.NewTimer(0)
	defer timer.Stop()
	for {
		select {
		case <-e.quit:
			return
		case <-e.wake:
		case <-timer.C:
		}
		for s.deliverNext(e) {
		}
		if wait, ok := s.untilNext(e); ok {
			timer.Reset(wait)
		}
	}
}

// untilNext returns how long it is until a delivery is due, if there is one.
func (s *Sender) untilNext(e *endpoint) (time.Duration, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(e.pending) == 0 {
		return 0, false
	}
	return e.pending[0].Due.Sub(s.Clock()), true
}

// deliverNext makes one attempt at the next delivery. It reports whether one was due.
func (s *Sender) deliverNext(e *endpoint) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	now := s.Clock()
	if s.closed || len(e.pending) == 0 || e.pending[0].Due.After(now) {
		return false
	}
	d := e.pending[0]
	e.pending = slices.Delete(e.pending, 0, 1)
	ctx, cancel := context.WithTimeout(context.Background(), attemptTimeout)
	e.stop = cancel
	s.mu.Unlock()
	attempt, abort := s.attempt(ctx, e, d.webhook)
	cancel()
	attempt.Time = now
	s.mu.Lock()

	e.stop = nil
	d.Attempts = append(d.Attempts, attempt)
	made := len(d.Attempts)
	switch {
	case attempt.Status >= 200 && attempt.Status < 300:
		d.State = StateDelivered
	case abort:
		d.State = StateAborted
	case made == len(retries):
		d.State = StateFailed
	default:
		d.Due = d.Due.Add(retries[made])
	}
	if d.State != StatePending {
		d.Due = time.Time{}
	} else if !d.webhook.discarded {
		e.insert(d)
	}
	s.log(d, attempt)
	s.settled.Broadcast()
	return true
}

// attempt sends a webhook once. It reports whether the endpoint wants no retry.
func (s *Sender) attempt(ctx context.Context, e *endpoint, w *webhook) (a Attempt, abort bool) {
	header, err := webhooks.Sign(w.Body, w.MessageID, time.Now(), e.secret)
	if err != nil {
		return Attempt{Error: err.Error()}, false // Add has checked the secret
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, e.url, bytes.NewReader(w.Body))
	if err != nil {
		return Attempt{Error: "the URL is invalid"}, false // Add has checked it
	}
	req.Header = header
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("User-Agent", "stytch-emulator")
	resp, err := s.Transport.RoundTrip(req)
	if err != nil {
		return Attempt{Error: reason(err)}, false
	}
	defer func() { _ = resp.Body.Close() }() // the status is what counts
	body, _ := io.ReadAll(io.LimitReader(resp.Body, maxRead))
	a.Status = resp.StatusCode
	if a.Status < 200 || a.Status >= 300 {
		a.Response = string(body[:min(len(body), maxResponse)])
		abort = resp.Header.Get("Webhook-Delivery") == "abort-message"
	}
	return a, abort
}

// reason is why there was no response.
func reason(err error) string {
	if errors.Is(err, context.DeadlineExceeded) {
		return fmt.Sprintf("no response within %v", attemptTimeout)
	}
	if errors.Is(err, context.Canceled) {
		return "the emulator stopped waiting"
	}
	return err.Error()
}

// log writes a record of an attempt, without the event, which holds personal data.
func (s *Sender) log(d *delivery, a Attempt) {
	level := slog.LevelInfo
	if d.State != StateDelivered {
		level = slog.LevelWarn
	}
	attrs := []slog.Attr{
		slog.String("type", d.webhook.Type), slog.String("event_id", d.webhook.EventID), slog.String("message_id", d.webhook.MessageID),
		slog.String("url", d.URL), slog.Int("attempt", len(d.Attempts)), slog.Int("status", a.Status), slog.String("state", d.State),
	}
	if a.Error != "" {
		attrs = append(attrs, slog.String("error", a.Error))
	}
	if d.State == StatePending {
		attrs = append(attrs, slog.Time("next", d.Due))
	}
	s.Logger.LogAttrs(context.Background(), level, "webhook", attrs...)
}

// NewTransport returns what webhooks are sent with. It uses no proxy.
func NewTransport() *http.Transport {
	return &http.Transport{MaxIdleConnsPerHost: 4, IdleConnTimeout: time.Minute, ForceAttemptHTTP2: true}
}
