package webhooks_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/iotest"
	"testing/synctest"
	"time"

	"github.com/flymyai/stytch-go/webhooks"
)

// deliver sends an event to a handler as Svix does.
func deliver(tb testing.TB, handler http.Handler, body string) *httptest.ResponseRecorder {
	tb.Helper()
	r := httptest.NewRequestWithContext(tb.Context(), http.MethodPost, "/", strings.NewReader(body))
	r.Header = sign(tb, body, sent, secret)
	w := httptest.NewRecorder()
	handler.ServeHTTP(w, r)
	return w
}

func eventBody(n int) string { return fmt.Sprintf(`{"event_id":"webhook-event-test-%d"}`, n) }

func TestHandlerStatus(t *testing.T) {
	t.Parallel()
	const body = `{"event_id":"webhook-event-test-1","action":"CREATE","object_type":"user","source":"DIRECT"}`
	request := func(method string, body io.Reader) *http.Request {
		r := httptest.NewRequest(method, "/", body)
		r.Header = sign(t, "{}", sent, secret)
		return r
	}
	genuine := httptest.NewRequest(http.MethodPost, "/", strings.NewReader(body))
	genuine.Header = sign(t, body, sent, secret)
	huge := strings.Repeat(" ", 1<<20) + "{}"
	signedHuge := httptest.NewRequest(http.MethodPost, "/", strings.NewReader(huge))
	signedHuge.Header = sign(t, huge, sent, secret)
	tests := []struct {
		name     string
		request  *http.Request
		err      error
		want     int
		handled  bool
		wantBody string
	}{
		{"handled", genuine, nil, 204, true, ""},
		{"not handled", genuine, errors.New("database of ada@example.com is down"), 500, true, "webhooks: the event was not handled\n"},
		{"never to be handled", genuine, fmt.Errorf("no such plan: %w", webhooks.ErrAbort), 422, true, "webhooks: the event cannot be handled\n"},
		{"GET", request(http.MethodGet, nil), nil, 405, false, "webhooks are sent with POST\n"},
		{"PUT", request(http.MethodPut, strings.NewReader("{}")), nil, 405, false, "webhooks are sent with POST\n"},
		{"another body", request(http.MethodPost, strings.NewReader("{ }")), nil, 400, false, "webhooks: no signature matches the body and the secret\n"},
		{"no headers", httptest.NewRequest(http.MethodPost, "/", strings.NewReader("{}")), nil, 400, false, "webhooks: the request has no signature: webhook-id is missing\n"},
		{"a huge body", request(http.MethodPost, strings.NewReader(huge)), nil, 413, false, "webhooks: the body is larger than 1 MiB\n"},
		{"a huge body, signed", signedHuge, nil, 413, false, "webhooks: the body is larger than 1 MiB\n"},
		{"a body without end", request(http.MethodPost, endless{}), nil, 413, false, "webhooks: the body is larger than 1 MiB\n"},
		{"a body cut off", request(http.MethodPost, io.MultiReader(strings.NewReader("{"), iotest.ErrReader(io.ErrUnexpectedEOF))), nil, 400, false, "webhooks: the body could not be read\n"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			var logged bytes.Buffer
			handled := false
			handler := newVerifier(t).Handler(func(_ context.Context, event *webhooks.Event) error {
				handled = true
				if event.Action != webhooks.ActionCreate {
					t.Errorf("handled %+v", event)
				}
				return test.err
			}, webhooks.WithLogger(slog.New(slog.NewTextHandler(&logged, nil))))
			r := test.request
			if r == genuine {
				r = genuine.Clone(t.Context())
				r.Body = io.NopCloser(strings.NewReader(body))
			}
			w := httptest.NewRecorder()
			handler.ServeHTTP(w, r)
			if w.Code != test.want || w.Body.String() != test.wantBody || handled != test.handled {
				t.Errorf("got %d %q, handled %t; want %d %q, %t", w.Code, w.Body, handled, test.want, test.wantBody, test.handled)
			}
			if abort := w.Header().Get("webhook-delivery"); (abort == "abort-message") != (test.want == 422) {
				t.Errorf("webhook-delivery: %q", abort)
			}
			if allow := w.Header().Get("Allow"); (allow == "POST") != (test.want == 405) {
				t.Errorf("Allow: %q", allow)
			}
			if quiet := test.want == 204 || test.want == 405; quiet != (logged.Len() == 0) {
				t.Errorf("logged %q", &logged)
			}
			if test.err != nil && !strings.Contains(logged.String(), test.err.Error()) {
				t.Errorf("the error is not in the log: %q", &logged)
			}
		})
	}
}

// endless is a body that never ends.
type endless struct{}

func (endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = ' '
	}
	return len(p), nil
}

// An event is handled until its function returns nil, and then never again, even if another message brings it.
func TestHandlerHandlesOnce(t *testing.T) {
	t.Parallel()
	var calls int
	results := []error{errors.New("down"), fmt.Errorf("no: %w", webhooks.ErrAbort), nil}
	handler := newVerifier(t).Handler(func(context.Context, *webhooks.Event) error {
		calls++
		return results[calls-1]
	})
	for i, want := range []int{500, 422, 204, 204, 204} {
		if w := deliver(t, handler, eventBody(1)); w.Code != want {
			t.Errorf("delivery %d: %d, want %d", i, w.Code, want)
		}
	}
	if calls != 3 {
		t.Errorf("handled %d times, want 3", calls)
	}

	// The same event in another message.
	header, err := webhooks.Sign([]byte(eventBody(1)), "msg_other", sent, secret)
	if err != nil {
		t.Fatal(err)
	}
	r := httptest.NewRequest(http.MethodPost, "/", strings.NewReader(eventBody(1)))
	r.Header = header
	w := httptest.NewRecorder()
	handler.ServeHTTP(w, r)
	if w.Code != 204 || calls != 3 {
		t.Errorf("got %d, handled %d times", w.Code, calls)
	}
}

// An event without an ID is identified by its message ID.
func TestHandlerWithoutEventID(t *testing.T) {
	t.Parallel()
	calls := 0
	handler := newVerifier(t).Handler(func(context.Context, *webhooks.Event) error { calls++; return nil })
	for _, message := range []string{"msg_1", "msg_2", "msg_1", "msg_2"} {
		r := httptest.NewRequest(http.MethodPost, "/", strings.NewReader(`{"new":1}`))
		var err error
		if r.Header, err = webhooks.Sign([]byte(`{"new":1}`), message, sent, secret); err != nil {
			t.Fatal(err)
		}
		w := httptest.NewRecorder()
		handler.ServeHTTP(w, r)
		if w.Code != 204 {
			t.Errorf("%s: %d", message, w.Code)
		}
	}
	if calls != 2 {
		t.Errorf("handled %d times, want 2", calls)
	}
}

// Of a hundred concurrent deliveries one is handled. The others are acknowledged only after it succeeded.
func TestHandlerConcurrentDeliveries(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var calls atomic.Int32
		handler := newVerifier(t).Handler(func(context.Context, *webhooks.Event) error {
			calls.Add(1)
			time.Sleep(10 * time.Second)
			return nil
		})
		var mu sync.Mutex
		codes := map[int]int{}
		var wg sync.WaitGroup
		for range 100 {
			wg.Go(func() {
				w := deliver(t, handler, eventBody(1))
				mu.Lock()
				defer mu.Unlock()
				codes[w.Code]++
			})
		}
		wg.Wait()
		if calls.Load() != 1 || codes[204] != 1 || codes[409] != 99 {
			t.Errorf("handled %d times, statuses %v", calls.Load(), codes)
		}
		if w := deliver(t, handler, eventBody(1)); w.Code != 204 || calls.Load() != 1 {
			t.Errorf("got %d, handled %d times", w.Code, calls.Load())
		}
	})
}

// Svix gives up after 15 seconds. A handler that goes by its context fails then, and the event is handled again.
// One that does not and succeeds late has handled it.
func TestHandlerThatIsSlow(t *testing.T) {
	t.Parallel()
	for _, obeys := range []bool{true, false} {
		synctest.Test(t, func(t *testing.T) {
			calls := 0
			start := time.Now()
			handler := newVerifier(t).Handler(func(ctx context.Context, _ *webhooks.Event) error {
				if calls++; calls > 1 {
					return nil
				}
				<-ctx.Done()
				if took := time.Since(start); took != 15*time.Second {
					t.Errorf("the context ended after %v", took)
				}
				if obeys {
					return ctx.Err()
				}
				time.Sleep(time.Second)
				return nil
			})
			first := deliver(t, handler, eventBody(1))
			second := deliver(t, handler, eventBody(1))
			wantFirst, wantCalls := 204, 1
			if obeys {
				wantFirst, wantCalls = 500, 2
			}
			if first.Code != wantFirst || second.Code != 204 || calls != wantCalls {
				t.Errorf("obeys %t: got %d, then %d, handled %d times", obeys, first.Code, second.Code, calls)
			}
		})
	}
}

// The outcome is recorded even when the sender has closed the request.
func TestHandlerRecordsAfterTheRequest(t *testing.T) {
	t.Parallel()
	for _, result := range []error{nil, errors.New("no")} {
		var logged bytes.Buffer
		store := &scripted{state: webhooks.Claimed, owners: map[string]bool{}}
		ctx, cancel := context.WithCancel(t.Context())
		handler := newVerifier(t).Handler(func(context.Context, *webhooks.Event) error { cancel(); return result },
			webhooks.WithStore(store), webhooks.WithLogger(slog.New(slog.NewTextHandler(&logged, nil))))
		r := httptest.NewRequestWithContext(ctx, http.MethodPost, "/", strings.NewReader(eventBody(1)))
		r.Header = sign(t, eventBody(1), sent, secret)
		handler.ServeHTTP(httptest.NewRecorder(), r)
		if len(store.calls) != 2 || strings.Contains(logged.String(), "not recorded") {
			t.Errorf("result %v: calls %v, logged %s", result, store.calls, &logged)
		}
	}
}

// After a panic the event is free for the next delivery.
func TestHandlerThatPanics(t *testing.T) {
	t.Parallel()
	calls := 0
	handler := newVerifier(t).Handler(func(context.Context, *webhooks.Event) error {
		if calls++; calls == 1 {
			panic("nil map")
		}
		return nil
	})
	func() {
		defer func() {
			if recovered := recover(); recovered != "nil map" {
				t.Errorf("recovered %v; net/http should see the panic", recovered)
			}
		}()
		deliver(t, handler, eventBody(1))
	}()
	if w := deliver(t, handler, eventBody(1)); w.Code != 204 || calls != 2 {
		t.Errorf("got %d, handled %d times", w.Code, calls)
	}
}
