package stytchtest_test

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/flymyai/stytch-go/stytchtest"
	"github.com/flymyai/stytch-go/users"
	"github.com/flymyai/stytch-go/webhooks"
)

// A failed delivery is retried as the clock moves, with the same IDs, and without holding up later events.
func TestWebhooks_retries(t *testing.T) {
	t.Parallel()
	w := newHarness(t)
	failures := 3
	r := newReceiver(t, func(_ context.Context, event *webhooks.Event) error {
		if event.Action == webhooks.ActionCreate && failures > 0 {
			failures--
			return errors.New("the database is down")
		}
		return nil
	})
	w.srv.AddWebhookEndpoint(r.URL+"/?key=of-the-endpoint", webhookSecret)
	id := w.user(ada)
	_, err := w.Users.Delete(w.ctx, id)
	w.ok(err)
	w.srv.WaitForWebhooks()
	w.same(r.types(), []string{"delete"})
	created := w.srv.Webhooks()[0].Deliveries[1] // Deliveries[0] is that of checkWebhooks
	w.same(created.URL, r.URL+"/")
	w.same(created.State, stytchtest.WebhookPending)
	w.same(created.Attempts[0].Status, http.StatusInternalServerError)
	w.same(strings.TrimSpace(created.Attempts[0].Response), "webhooks: the event was not handled")

	w.srv.Advance(36 * time.Minute) // 5 seconds, 5 minutes and 30 minutes
	w.srv.WaitForWebhooks()
	w.same(r.types(), []string{"delete", "create"})
	created = w.srv.Webhooks()[0].Deliveries[1]
	w.same(created.State, stytchtest.WebhookDelivered)
	w.same(len(created.Attempts), 4)
	w.same(created.Due.IsZero(), true)
	first, second := w.srv.Webhooks()[0].MessageID, w.srv.Webhooks()[1].MessageID
	w.same(r.requests(), []string{first, second, first, first, first})
	w.same(r.events[1].EventID, w.srv.Webhooks()[0].EventID)
}

// What is not acknowledged fails in the end, and is aborted where the endpoint says so.
func TestWebhooks_givesUp(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name     string
		respond  func(http.ResponseWriter)
		state    stytchtest.WebhookState
		attempts int
		status   int
	}{
		{"errors", func(w http.ResponseWriter) { w.WriteHeader(http.StatusServiceUnavailable) }, stytchtest.WebhookFailed, 8, 503},
		{"redirects", func(w http.ResponseWriter) {
			w.Header().Set("Location", "/elsewhere")
			w.WriteHeader(http.StatusTemporaryRedirect)
		}, stytchtest.WebhookFailed, 8, 307},
		{"closed connections", func(http.ResponseWriter) { panic(http.ErrAbortHandler) }, stytchtest.WebhookFailed, 8, 0},
		{"abort", func(w http.ResponseWriter) {
			w.Header().Set("Webhook-Delivery", "abort-message")
			w.WriteHeader(http.StatusUnprocessableEntity)
		}, stytchtest.WebhookAborted, 1, 422},
		{"any success", func(w http.ResponseWriter) { w.WriteHeader(http.StatusAccepted) }, stytchtest.WebhookDelivered, 1, 202},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			w := newHarness(t)
			r := newReceiver(t, accept, func(w http.ResponseWriter) bool { test.respond(w); return true })
			w.srv.AddWebhookEndpoint(r.URL+"/hook?key=of-the-endpoint", webhookSecret)
			w.user(ada)
			w.srv.Advance(29 * time.Hour)
			w.srv.WaitForWebhooks()
			got := w.srv.Webhooks()[0].Deliveries[1]
			w.same(got.State, test.state)
			w.same(len(got.Attempts), test.attempts)
			w.same(len(r.requests()), test.attempts)
			last := got.Attempts[test.attempts-1]
			w.same(last.Status, test.status)
			w.same((last.Error != "") == (test.status == 0), true)
			if strings.Contains(last.Error, "of-the-endpoint") {
				t.Errorf("the error shows the query of the endpoint: %s", last.Error)
			}
		})
	}
}

// Each of two endpoints gets the events in order, signed with the secret of the endpoint.
func TestWebhooks_twoEndpoints(t *testing.T) {
	t.Parallel()
	w := newHarness(t)
	first, second := newReceiver(t, accept), newReceiver(t, accept)
	w.srv.AddWebhookEndpoint(first.URL, webhookSecret)
	w.srv.AddWebhookEndpoint(second.URL, "whsec_"+strings.Repeat("b3Ro", 8))
	for _, email := range []string{ada, grace, "alan@example.com"} {
		_, err := w.Users.Delete(w.ctx, w.user(email))
		w.ok(err)
	}
	w.srv.WaitForWebhooks()
	w.same(first.types(), []string{"create", "delete", "create", "delete", "create", "delete"})
	w.same(len(second.types()), 0) // its receiver has another secret than its endpoint
	var sent []string
	for _, hook := range w.srv.Webhooks() {
		sent = append(sent, hook.MessageID)
		w.same(hook.Deliveries[2].Attempts[0].Status, http.StatusBadRequest)
	}
	w.same(first.requests(), sent)
	w.same(second.requests(), sent)
}

func TestWebhooks_deterministic(t *testing.T) {
	t.Parallel()
	run := func() (ids []string) {
		w := newHarness(t, stytchtest.WithDeterministicIDs(7))
		w.user(ada)
		for _, hook := range w.srv.Webhooks() {
			ids = append(ids, hook.EventID, hook.MessageID, hook.UserID)
		}
		return ids
	}
	w := newHarness(t)
	w.same(run(), run())
}

// Close ends the attempt that is under way, and nothing is sent from then on.
func TestWebhooks_close(t *testing.T) {
	t.Parallel()
	entered, gone := make(chan struct{}), make(chan struct{})
	app := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		close(entered)
		_, _ = r.Body.Read(make([]byte, 1<<16)) // the server notices the end of the connection once the body is read
		<-r.Context().Done()
		close(gone)
	}))
	t.Cleanup(app.Close)
	srv := stytchtest.NewServer(t, stytchtest.WithWebhooks(app.URL, webhookSecret))
	client := srv.Client()
	for _, email := range []string{ada, grace} {
		if _, err := client.Users.Create(t.Context(), users.CreateRequest{Email: email}); err != nil {
			t.Fatal(err)
		}
	}
	<-entered
	srv.Close()
	<-gone
	srv.WaitForWebhooks()
	if got := srv.Webhooks(); len(got) != 2 || len(got[1].Deliveries[0].Attempts) != 0 {
		t.Errorf("after Close: %+v", got)
	}
}

func TestWebhooks_reset(t *testing.T) {
	t.Parallel()
	w := newHarness(t)
	r := newReceiver(t, accept, func(w http.ResponseWriter) bool { w.WriteHeader(http.StatusTeapot); return true })
	w.srv.AddWebhookEndpoint(r.URL, webhookSecret)
	w.user(ada)
	w.srv.WaitForWebhooks()
	w.srv.Reset()
	w.srv.Advance(time.Hour)
	w.srv.WaitForWebhooks()
	w.same(len(r.requests()), 1)
	w.user(ada)
	w.srv.WaitForWebhooks()
	w.same(len(r.requests()), 2)
	w.same(len(w.srv.Webhooks()), 1)
}

func TestWithWebhooks_invalid(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ name, url, secret, want string }{
		{"no scheme", "app.example/hook", webhookSecret, "the URL of a webhook endpoint"},
		{"a user", "https://ada:pass-1815@app.example/hook", webhookSecret, "the URL of a webhook endpoint"},
		{"no secret", "https://app.example/hook?key=pass-1815", "", "the secret of the endpoint https://app.example/hook must be whsec_"},
		{"another secret", "https://app.example/hook", "secret-pass-1815", "must be whsec_"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			_, err := stytchtest.Start(stytchtest.WithWebhooks(test.url, test.secret))
			if err == nil || !strings.Contains(err.Error(), test.want) || strings.Contains(err.Error(), "pass-1815") {
				t.Errorf("got %v, want %q", err, test.want)
			}
		})
	}
}
