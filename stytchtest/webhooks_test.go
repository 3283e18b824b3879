package stytchtest_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/go-json-experiment/json"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/magiclinks"
	"github.com/flymyai/stytch-go/otp"
	"github.com/flymyai/stytch-go/passwords"
	"github.com/flymyai/stytch-go/stytchtest"
	"github.com/flymyai/stytch-go/users"
	"github.com/flymyai/stytch-go/webhooks"
)

// receiver is an application that receives webhooks.
type receiver struct {
	*httptest.Server

	mu     sync.Mutex
	events []*webhooks.Event
	ids    []string // the svix-id header of each request
}

// newReceiver serves a receiver whose events a function handles. before sees each request before it is verified, and ends
// it by returning true.
func newReceiver(t *testing.T, handle func(context.Context, *webhooks.Event) error, before ...func(http.ResponseWriter) bool) *receiver {
	t.Helper()
	verifier, err := webhooks.NewVerifier(webhookSecret)
	if err != nil {
		t.Fatal(err)
	}
	r := &receiver{}
	handler := verifier.Handler(func(ctx context.Context, event *webhooks.Event) error {
		if err := handle(ctx, event); err != nil {
			return err
		}
		r.mu.Lock()
		defer r.mu.Unlock()
		r.events = append(r.events, event)
		return nil
	})
	r.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		r.mu.Lock()
		r.ids = append(r.ids, req.Header.Get("Svix-Id"))
		r.mu.Unlock()
		for _, ends := range before {
			if ends(w) {
				return
			}
		}
		handler.ServeHTTP(w, req)
	}))
	t.Cleanup(r.Close)
	return r
}

// accept handles every event.
func accept(context.Context, *webhooks.Event) error { return nil }

// types lists the types of the events that were handled, without "direct.user.".
func (r *receiver) types() []string {
	r.mu.Lock()
	defer r.mu.Unlock()
	var types []string
	for _, e := range r.events {
		types = append(types, strings.TrimPrefix(e.Type(), "direct.user."))
	}
	return types
}

// requests lists the message IDs of all requests, rejected ones too.
func (r *receiver) requests() []string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.Clone(r.ids)
}

func TestWebhooks_events(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name string
		call func(w *harness, userID string)
		want []string
	}{
		{"create", func(w *harness, _ string) { w.user(grace) }, []string{"create"}},
		{"create with a send", func(w *harness, _ string) { w.sendLink(grace) }, []string{"create"}},
		{"create with a password", func(w *harness, _ string) { w.password(grace) }, []string{"create"}},
		{"the first login verifies the address", func(w *harness, _ string) { w.login(ada) }, []string{"update"}},
		{"a later login changes nothing", func(w *harness, _ string) { w.login(ada); w.login(ada) }, []string{"update"}},
		{"the name", func(w *harness, id string) {
			_, err := w.Users.Update(w.ctx, id, users.UpdateRequest{Name: users.NameUpdate{FirstName: new("Ada")}})
			w.ok(err)
		}, []string{"update"}},
		{"an update that changes nothing", func(w *harness, id string) {
			_, err := w.Users.Update(w.ctx, id, users.UpdateRequest{})
			w.ok(err)
		}, nil},
		{"metadata", func(w *harness, id string) {
			_, err := w.Users.Update(w.ctx, id, users.UpdateRequest{TrustedMetadata: map[string]any{"plan": "engine"}})
			w.ok(err)
		}, []string{"update"}},
		{"a rejected call", func(w *harness, _ string) {
			_, err := w.Users.Create(w.ctx, users.CreateRequest{Email: ada})
			if err == nil {
				w.Fatal("a second user has the address")
			}
		}, nil},
		{"a lock", func(w *harness, _ string) {
			w.password(grace)
			for range 3 {
				_, _ = w.enterPassword(grace, "wrong "+strong)
			}
		}, []string{"create", "update"}},
		{"a password that turns out to be breached", func(w *harness, _ string) {
			_, err := w.enterPassword("alan@example.com", breached)
			w.fails(err, api.ErrorTypeResetPassword)
		}, []string{"update"}},
		{"an address that was not verified in time", func(w *harness, _ string) {
			login := w.login(ada)
			_, err := w.OTP.SMS.Send(w.ctx, otp.SMSSendRequest{PhoneNumber: phone, SessionToken: login.SessionToken})
			w.ok(err)
			w.srv.Advance(6 * time.Minute)
			w.get(login.UserID)
		}, []string{"update", "update", "update"}},
		{"delete", func(w *harness, id string) {
			_, err := w.Users.Delete(w.ctx, id)
			w.ok(err)
		}, []string{"delete"}},
		{"the sandbox user", func(w *harness, _ string) {
			_, err := w.MagicLinks.Authenticate(w.ctx, magiclinks.AuthenticateRequest{Token: "DOYoip3rvIMMW5lgItikFK-Ak1CfMsgjuiCyI7uuU94="})
			w.ok(err)
		}, nil},
		{"a read", func(w *harness, id string) { w.get(id) }, nil},
		{"strength", func(w *harness, _ string) {
			_, err := w.Passwords.StrengthCheck(w.ctx, passwords.StrengthCheckRequest{Password: strong})
			w.ok(err)
		}, nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			w := newHarness(t, stytchtest.WithUserLock(3, time.Hour), stytchtest.WithUsers(stytchtest.User{
				User: api.User{Emails: []api.UserEmail{{Email: "alan@example.com", Verified: true}}}, PlainPassword: breached,
			}))
			id := w.user(ada)
			r := newReceiver(t, accept)
			w.srv.AddWebhookEndpoint(r.URL, webhookSecret)
			test.call(w, id)
			w.srv.WaitForWebhooks()
			w.same(r.types(), test.want)
		})
	}
}

// The body is as Stytch's list of events shows it.
func TestWebhooks_body(t *testing.T) {
	t.Parallel()
	r := newReceiver(t, accept)
	w := newHarness(t, stytchtest.WithWebhooks(r.URL, webhookSecret), stytchtest.WithTime(time.Date(2030, 1, 2, 3, 4, 5, 600_000_000, time.UTC)))
	id := w.user(ada)
	_, err := w.Users.Delete(w.ctx, id)
	w.ok(err)
	w.srv.WaitForWebhooks()
	w.same(r.types(), []string{"create", "delete"})
	var created, deleted map[string]any
	w.ok(json.Unmarshal(r.events[0].Raw, &created))
	w.ok(json.Unmarshal(r.events[1].Raw, &deleted))
	user, _ := created["user"].(map[string]any)
	emails, _ := user["emails"].([]any)
	email, _ := emails[0].(map[string]any)
	w.same(strings.HasPrefix(r.events[0].EventID, "webhook-event-test-"), true)
	w.same(strings.HasPrefix(r.events[0].MessageID, "msg_"), true)
	w.same(strings.HasPrefix(created["timestamp"].(string), "2030-01-02T03:04:0") && len(created["timestamp"].(string)) == len("2030-01-02T03:04:05.000000000Z"), true)
	w.same(len(user["created_at"].(string)), len("2030-01-02T03:04:05Z"))
	delete(created, "timestamp")
	delete(deleted, "timestamp")
	w.same(created, map[string]any{
		"action": "CREATE", "event_id": r.events[0].EventID, "id": id, "object_type": "user", "project_id": w.srv.ProjectID(),
		"source": "DIRECT", "vertical": "CONSUMER",
		"user": map[string]any{
			"user_id": id, "created_at": user["created_at"], "status": "active", "external_id": "", "is_locked": false,
			"name":            map[string]any{"first_name": "", "middle_name": "", "last_name": ""},
			"lock_created_at": nil, "lock_expires_at": nil, "password": nil,
			"emails":        []any{map[string]any{"email": ada, "email_id": email["email_id"], "verified": false}},
			"phone_numbers": []any{}, "providers": []any{}, "totps": []any{}, "webauthn_registrations": []any{},
			"biometric_registrations": []any{}, "crypto_wallets": []any{},
			"trusted_metadata": map[string]any{}, "untrusted_metadata": map[string]any{},
		},
	})
	w.same(deleted, map[string]any{
		"action": "DELETE", "event_id": r.events[1].EventID, "id": id, "object_type": "user", "project_id": w.srv.ProjectID(),
		"source": "DIRECT", "vertical": "CONSUMER",
	})
}

// A handler may call the API: the event is delivered outside the lock of the store.
func TestWebhooks_handlerCallsAPI(t *testing.T) {
	t.Parallel()
	w := newHarness(t)
	var seen string
	r := newReceiver(t, func(ctx context.Context, event *webhooks.Event) error {
		got, err := w.Users.Get(ctx, event.ObjectID)
		if err != nil {
			return err
		}
		seen = got.Emails[0].Email
		return nil
	})
	w.srv.AddWebhookEndpoint(r.URL, webhookSecret)
	w.user(ada)
	w.srv.WaitForWebhooks()
	w.same(seen, ada)
}
