package webhooks

import (
	"context"
	"crypto/rand"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"time"
)

// ErrAbort tells Svix not to deliver an event again. If an event can never be handled, return an error that wraps
// ErrAbort. You can still resend the event from the dashboard.
var ErrAbort = errors.New("webhooks: do not deliver this event again")

const (
	// maxBody is the largest body that is read. A user with all the metadata that Stytch allows stays far below it.
	maxBody = 1 << 20
	// handleTimeout is how long Svix waits for a response. Whatever happens later, it delivers the event again.
	handleTimeout = 15 * time.Second
	// claimLease is how long a claim outlives a process that died. It is longer than handleTimeout.
	claimLease = time.Minute
	// storeTimeout bounds what is recorded after the request.
	storeTimeout = 5 * time.Second
)

// HandlerOption configures [Verifier.Handler].
type HandlerOption func(*handler)

// WithStore sets the store that records handled events. Processes that share the work need a shared store.
func WithStore(store Store) HandlerOption {
	return func(h *handler) { h.store = store }
}

// WithLogger logs requests that are rejected and events that are not handled. Nothing is logged by default. The
// records hold the event's IDs and type, and the error of the handler, but no body and no header.
func WithLogger(logger *slog.Logger) HandlerOption {
	return func(h *handler) { h.logger = logger }
}

type handler struct {
	verifier    *Verifier
	handle      func(context.Context, *Event) error
	store       Store
	logger      *slog.Logger
	revocations Revocations
}

// Handler returns a handler that verifies each request and passes its event to handle. The context of handle ends with
// the request, or after the 15 seconds that Svix waits. A slow handler should store event.Raw in a queue.
//
// Once handle has returned nil for an event, later deliveries of it are acknowledged without calling handle. Events are
// identified by their event ID, or by the svix-id header if they have none. All sample events that the dashboard sends
// have the same event ID.
//
// Svix retries every delivery that is not acknowledged with 2xx, unless the response tells it not to:
//
//	204  handle returned nil, now or in an earlier delivery
//	400  Verify rejected the request
//	405  the method was not POST
//	409  another delivery of the event was being handled
//	413  the body was larger than 1 MiB
//	422  handle returned an error that wraps ErrAbort; Svix does not retry
//	500  handle or the Revocations returned another error
//	503  the store could not claim the event
//
// The body of an error response gives the reason, but never the error of handle. The dashboard shows this body.
//
// If handle panics, the panic reaches net/http, which closes the connection without a response. Svix then retries.
func (v *Verifier) Handler(handle func(ctx context.Context, event *Event) error, opts ...HandlerOption) http.Handler {
	h := &handler{
		verifier: v, handle: handle,
		store: newMemory(memorySize, v.now), logger: slog.New(slog.DiscardHandler), revocations: noRevocations{},
	}
	for _, opt := range opts {
		opt(h)
	}
	if h.handle == nil || h.store == nil || h.logger == nil || h.revocations == nil {
		panic("webhooks: Handler: the function, the store, the logger and the revocations must not be nil")
	}
	return h
}

func (h *handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodPost {
		w.Header().Set("Allow", http.MethodPost)
		http.Error(w, "webhooks are sent with POST", http.StatusMethodNotAllowed)
		return
	}
	event, status, err := h.receive(w, r)
	if err != nil {
		h.logger.WarnContext(r.Context(), "webhook rejected", slog.Int("status", status), slog.Any("error", err))
		http.Error(w, err.Error(), status)
		return
	}
	ctx, cancel := context.WithTimeout(r.Context(), handleTimeout)
	defer cancel()
	h.once(ctx, w, event)
}

// receive reads and verifies a request.
func (h *handler) receive(w http.ResponseWriter, r *http.Request) (*Event, int, error) {
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
	if err != nil {
		if _, ok := errors.AsType[*http.MaxBytesError](err); ok {
			return nil, http.StatusRequestEntityTooLarge, errors.New("webhooks: the body is larger than 1 MiB")
		}
		return nil, http.StatusBadRequest, errors.New("webhooks: the body could not be read")
	}
	event, err := h.verifier.Verify(r.Header, body)
	if err != nil {
		return nil, http.StatusBadRequest, err
	}
	return event, http.StatusOK, nil
}

// once handles an event, unless it was handled before.
func (h *handler) once(ctx context.Context, w http.ResponseWriter, event *Event) {
	id, owner := event.EventID, rand.Text()
	if id == "" {
		id = event.MessageID
	}
	logger := h.logger.With(slog.String("event_id", id), slog.String("message_id", event.MessageID), slog.String("type", event.Type()))
	state, err := h.store.Claim(ctx, id, owner, claimLease)
	switch {
	case err == nil && state == Claimed:
		err = h.run(ctx, logger, event, id, owner)
	case err == nil && state == Handled:
	case err == nil && state == InProgress:
		http.Error(w, "webhooks: another delivery of this event is being handled", http.StatusConflict)
		return
	default:
		logger.ErrorContext(ctx, "webhook not handled: the store failed", slog.Int("state", int(state)), slog.Any("error", err))
		http.Error(w, "webhooks: the store of handled events failed", http.StatusServiceUnavailable)
		return
	}
	switch {
	case err == nil:
		w.WriteHeader(http.StatusNoContent)
	case errors.Is(err, ErrAbort):
		logger.ErrorContext(ctx, "webhook not handled, and not to be retried", slog.Any("error", err))
		w.Header().Set("Webhook-Delivery", "abort-message")
		http.Error(w, "webhooks: the event cannot be handled", http.StatusUnprocessableEntity)
	default:
		logger.ErrorContext(ctx, "webhook not handled", slog.Any("error", err))
		http.Error(w, "webhooks: the event was not handled", http.StatusInternalServerError)
	}
}

// run handles a claimed event and records the outcome, also when handle panics.
func (h *handler) run(ctx context.Context, logger *slog.Logger, event *Event, id, owner string) error {
	record := h.store.Release
	defer func() {
		// Svix may have given up, and the context ended with the request.
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), storeTimeout)
		defer cancel()
		if err := record(ctx, id, owner); err != nil {
			logger.ErrorContext(ctx, "webhook outcome not recorded: the store failed", slog.Any("error", err))
		}
	}()
	if err := h.revoke(ctx, event); err != nil {
		return err
	}
	if err := h.handle(ctx, event); err != nil {
		return err
	}
	record = h.store.Complete
	return nil
}
