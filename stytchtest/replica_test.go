package stytchtest_test

import (
	"context"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/go-json-experiment/json"
	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/stytchtest"
	"github.com/flymyai/stytch-go/users"
	"github.com/flymyai/stytch-go/webhooks"
)

const webhookSecret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"

// acknowledging is an endpoint that verifies the webhooks of all tests.
var acknowledging = sync.OnceValue(func() *httptest.Server {
	verifier, err := webhooks.NewVerifier(webhookSecret)
	if err != nil {
		panic(err)
	}
	return httptest.NewServer(verifier.Handler(func(context.Context, *webhooks.Event) error { return nil }))
})

// checkWebhooks compares the users at the end of a test with a copy of them that is built from the webhooks of the server. If
// they differ, the test fails.
func checkWebhooks(t *testing.T, srv *stytchtest.Server) {
	t.Helper()
	srv.AddWebhookEndpoint(acknowledging().URL, webhookSecret)
	start := srv.Now()
	t.Cleanup(func() {
		if t.Failed() {
			return
		}
		replica := map[string]*api.User{} // nil for a deleted user
		srv.WaitForWebhooks()
		for _, w := range srv.Webhooks() {
			var event webhooks.Event
			if err := json.Unmarshal(w.Body, &event); err != nil {
				t.Fatalf("%s: %v", w.Body, err)
			}
			if d := w.Deliveries[0]; d.State != stytchtest.WebhookDelivered {
				t.Errorf("the delivery of %s is %s after the attempts %+v", w.Type, d.State, d.Attempts)
			}
			old, known := replica[event.ObjectID]
			if known && (event.Action == webhooks.ActionCreate || old == nil) {
				t.Errorf("unexpected %s of a user whom earlier webhooks created or deleted: %s", event.Action, w.Body)
			}
			replica[event.ObjectID] = event.User
		}
		srv.ClearFaults()
		for u, err := range srv.Client().Users.All(context.WithoutCancel(t.Context()), users.SearchRequest{}) {
			if err != nil {
				t.Fatal(err)
			}
			told, known := replica[u.UserID]
			delete(replica, u.UserID)
			switch {
			case !known && u.CreatedAt.After(start) && !strings.HasPrefix(u.UserID, "user-test-11111111-"): // as tests call the first users
				t.Errorf("no webhook is about %s", u.UserID)
			case known:
				if diff := cmp.Diff(lasting(told), lasting(&u), cmpopts.EquateEmpty()); diff != "" {
					t.Errorf("the last webhook about %s differs from the user (-webhook +user)\n%s", u.UserID, diff)
				}
			}
		}
		for id, u := range replica {
			if u != nil {
				t.Errorf("no webhook says that %s was deleted", id)
			}
		}
	})
}

// lasting returns a user without the fields that events omit, and without those that change with time alone, such as a lock.
func lasting(u *api.User) *api.User {
	if u == nil {
		return nil
	}
	own := *u
	own.CreatedAt, own.Roles = own.CreatedAt.Truncate(time.Second), nil
	own.IsLocked, own.LockCreatedAt, own.LockExpiresAt = false, time.Time{}, time.Time{}
	own.TOTPs = slices.DeleteFunc(slices.Clone(own.TOTPs), func(app api.UserTOTP) bool { return !app.Verified })
	return &own
}
