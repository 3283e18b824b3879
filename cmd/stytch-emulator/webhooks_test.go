package main

import (
	"context"
	"net/http"
	"net/http/httptest"
	"sync/atomic"
	"testing"
	"time"

	"github.com/flymyai/stytch-go"
	"github.com/flymyai/stytch-go/users"
	"github.com/flymyai/stytch-go/webhooks"
)

// Every project sends its events to every URL. The application finds the secret in its environment.
func TestWebhooks(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name string
		args []string
	}{
		{"generated secret", nil},
		{"given secret", []string{"-webhook-secret", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			var handler atomic.Pointer[http.Handler]
			events := make(chan *webhooks.Event, 4)
			app := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { (*handler.Load()).ServeHTTP(w, r) }))
			t.Cleanup(app.Close)
			p := start(t, append(test.args, "-projects", "2", "-webhook-url", app.URL+"/one", "-webhook-url", app.URL+"/two")...)
			verifier, err := webhooks.NewVerifier(p.variable(t, "STYTCH_WEBHOOK_SECRET"))
			if err != nil {
				t.Fatal(err)
			}
			if len(test.args) > 0 && p.variable(t, "STYTCH_WEBHOOK_SECRET") != test.args[1] {
				t.Errorf("the secret is %s", p.variable(t, "STYTCH_WEBHOOK_SECRET"))
			}
			verified := verifier.Handler(func(_ context.Context, event *webhooks.Event) error {
				events <- event
				return nil
			}, webhooks.WithStore(forgetful{}))
			handler.Store(&verified)
			for _, number := range []string{"_1", "_2"} {
				client, err := stytch.New(p.variable(t, "STYTCH_PROJECT_ID"+number), p.variable(t, "STYTCH_SECRET"+number), stytch.WithBaseURL(p.variable(t, "STYTCH_BASE_URL")))
				if err != nil {
					t.Fatal(err)
				}
				created, err := client.Users.Create(t.Context(), users.CreateRequest{Email: "ada@example.com"})
				if err != nil {
					t.Fatal(err)
				}
				for range 2 {
					event := <-events
					if event.ObjectID != created.UserID || event.ProjectID != p.variable(t, "STYTCH_PROJECT_ID"+number) {
						t.Errorf("got the event %s", event.Raw)
					}
				}
			}
		})
	}
}

// forgetful is a store that has every event handled as often as it comes: here it comes once for each URL.
type forgetful struct{}

func (forgetful) Claim(context.Context, string, string, time.Duration) (webhooks.State, error) {
	return webhooks.Claimed, nil
}
func (forgetful) Complete(context.Context, string, string) error { return nil }
func (forgetful) Release(context.Context, string, string) error  { return nil }
