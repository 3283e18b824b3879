package webhook

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/flymyai/stytch-go/internal/emulator/ids"
	"github.com/flymyai/stytch-go/internal/emulator/store"
	"github.com/flymyai/stytch-go/webhooks"
)

// What the sender keeps at most: webhooks, and the bytes that they take. The oldest are discarded first, delivered or not.
const (
	maxWebhooks = 10_000
	maxBytes    = 32 << 20
)

// Options are what a sender needs. All of them are required.
type Options struct {
	ProjectID, Env string
	Random         *ids.Source
	// Clock is the time of the emulator. It must not need the lock of the store.
	Clock func() time.Time
	// Transport sends the requests. A client would follow redirects, which Svix takes as failures.
	Transport http.RoundTripper
	Logger    *slog.Logger
}

// Sender sends the webhooks of a project. It is safe for concurrent use.
type Sender struct {
	Options

	mu        sync.Mutex
	settled   *sync.Cond // signals that an attempt has ended
	endpoints []*endpoint
	kept      []*webhook // the oldest first
	bytes     int
	closed    bool
	workers   sync.WaitGroup
}

// endpoint is a URL with what is to be sent there.
type endpoint struct {
	url, shown, secret string
	// pending are sorted by the time when they are due, and then by the order of the events.
	pending []*delivery
	wake    chan struct{}
	started bool
	// stop ends the attempt that is under way; nil between attempts.
	stop context.CancelFunc
	// quit ends the worker.
	quit chan struct{}
}

// webhook is an event with its deliveries.
type webhook struct {
	Webhook

	seq        uint64
	deliveries []*delivery
	discarded  bool
}

// delivery is the delivery of a webhook to one endpoint.
type delivery struct {
	Delivery

	webhook *webhook
}

// New returns a sender without endpoints.
func New(o Options) *Sender {
	s := &Sender{Options: o}
	s.settled = sync.NewCond(&s.mu)
	return s
}

// Add adds an endpoint. The secret is "whsec_" and base64.
func (s *Sender) Add(to, secret string) error {
	u, err := url.Parse(to)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" || u.User != nil {
		return errors.New("the URL of a webhook endpoint must be like https://app.example/webhooks/stytch, without a user")
	}
	if _, err := webhooks.NewVerifier(secret); err != nil {
		return fmt.Errorf("the secret of the endpoint %s must be whsec_ and the base64 of 24 bytes or more", shown(u))
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.endpoints = append(s.endpoints, &endpoint{
		url: to, shown: shown(u), secret: secret, wake: make(chan struct{}, 1), quit: make(chan struct{}),
	})
	return nil
}

// shown returns a URL without its query, which may hold a secret.
func shown(u *url.URL) string { return u.Scheme + "://" + u.Host + u.EscapedPath() }

// Changed queues the webhook of a change for each endpoint. It does not wait for anything.
func (s *Sender) Changed(c store.Change) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed || len(s.endpoints) == 0 {
		return
	}
	eventID := s.Random.ID("webhook-event", s.Env)
	w := &webhook{Webhook: Webhook{
		EventID: eventID, MessageID: "msg_" + strings.ReplaceAll(s.Random.UUID(), "-", ""),
		Type: "direct.user." + strings.ToLower(c.Action), UserID: c.User.UserID, Time: c.At,
		Body: encode(c, eventID, s.ProjectID),
	}}
	if n := len(s.kept); n > 0 {
		w.seq = s.kept[n-1].seq + 1
	}
	for _, e := range s.endpoints {
		d := &delivery{Delivery: Delivery{URL: e.shown, State: StatePending, Due: c.At}, webhook: w}
		w.deliveries = append(w.deliveries, d)
		e.insert(d)
		if !e.started {
			e.started = true
			s.workers.Go(func() { s.work(e) })
		}
		e.notify()
	}
	s.kept = append(s.kept, w)
	s.bytes += w.size()
	s.discardOldest()
}

// About how many bytes of memory a webhook takes without its body, and a delivery once all attempts have failed.
const (
	webhookSize  = 512
	deliverySize = 512 + 8*maxResponse
)

func (w *webhook) size() int { return webhookSize + deliverySize*len(w.deliveries) + len(w.Body) }

// discardOldest keeps the limits. Moving the others takes time, so a tenth is discarded at once.
func (s *Sender) discardOldest() {
	if len(s.kept) <= maxWebhooks && s.bytes <= maxBytes {
		return
	}
	oldest := 0
	for len(s.kept)-oldest > maxWebhooks*9/10 || s.bytes > maxBytes*9/10 {
		s.kept[oldest].discarded = true
		s.bytes -= s.kept[oldest].size()
		oldest++
	}
	s.kept = slices.Delete(s.kept, 0, oldest)
	for _, e := range s.endpoints {
		e.pending = slices.DeleteFunc(e.pending, func(d *delivery) bool { return d.webhook.discarded })
	}
}

// insert queues a delivery at its place.
func (e *endpoint) insert(d *delivery) {
	i, _ := slices.BinarySearchFunc(e.pending, d, func(a, b *delivery) int {
		if order := a.Due.Compare(b.Due); order != 0 {
			return order
		}
		if a.webhook.seq < b.webhook.seq {
			return -1
		}
		return 1
	})
	e.pending = slices.Insert(e.pending, i, d)
}

// notify makes the worker look at the clock and the queue.
func (e *endpoint) notify() {
	select {
	case e.wake <- struct{}{}:
	default: // a wake-up is pending already
	}
}

// ClockMoved wakes the workers, so that they make the attempts that are due now that the clock was moved.
func (s *Sender) ClockMoved() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, e := range s.endpoints {
		e.notify()
	}
}

// Wait waits until no delivery is due or under way.
func (s *Sender) Wait() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for !s.closed && slices.ContainsFunc(s.endpoints, func(e *endpoint) bool { return e.busy(s.Clock()) }) {
		s.settled.Wait()
	}
}

func (e *endpoint) busy(now time.Time) bool {
	return e.stop != nil || len(e.pending) > 0 && !e.pending[0].Due.After(now)
}

// Reset discards all webhooks, and ends the attempts that are under way. The endpoints stay.
func (s *Sender) Reset() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, w := range s.kept {
		w.discarded = true
	}
	s.kept, s.bytes = nil, 0
	for _, e := range s.endpoints {
		e.pending = nil
		if e.stop != nil {
			e.stop()
		}
	}
	for !s.closed && slices.ContainsFunc(s.endpoints, func(e *endpoint) bool { return e.stop != nil }) {
		s.settled.Wait()
	}
}

// Close ends all attempts and goroutines. Nothing is sent from then on.
func (s *Sender) Close() {
	s.mu.Lock()
	if !s.closed {
		s.closed = true
		for _, e := range s.endpoints {
			close(e.quit)
			if e.stop != nil {
				e.stop()
			}
		}
		s.settled.Broadcast()
	}
	s.mu.Unlock()
	s.workers.Wait()
	if t, ok := s.Transport.(interface{ CloseIdleConnections() }); ok {
		t.CloseIdleConnections()
	}
}
