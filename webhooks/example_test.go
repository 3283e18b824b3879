package webhooks_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"sync"
	"time"

	"github.com/flymyai/stytch-go/webhooks"
)

const userCreated = `{"action":"CREATE","event_id":"webhook-event-test-1","id":"user-test-1","object_type":"user","source":"DIRECT",` +
	`"timestamp":"2026-01-02T03:04:05Z","user":{"user_id":"user-test-1","status":"active","emails":[{"email":"ada@example.com"}]}}`

// A handler that keeps a table of users in step with Stytch. The event of a deleted user has no User.
func ExampleVerifier_Handler() {
	verifier, err := webhooks.NewVerifier("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw") // os.Getenv("STYTCH_WEBHOOK_SECRET")
	if err != nil {
		log.Fatal(err)
	}
	handler := verifier.Handler(func(_ context.Context, event *webhooks.Event) error {
		switch event.Action {
		case webhooks.ActionCreate, webhooks.ActionUpdate:
			fmt.Println("save", event.User.UserID, event.User.Emails[0].Email)
		case webhooks.ActionDelete:
			fmt.Println("delete", event.ObjectID)
		}
		return nil
	})
	mux := http.NewServeMux()
	mux.Handle("/webhooks/stytch", handler)

	for range 2 { // Svix may deliver an event again
		fmt.Println(post(mux, userCreated))
	}
	fmt.Println(post(mux, `{"action":"DELETE","event_id":"webhook-event-test-2","id":"user-test-1","object_type":"user"}`))
	// Output:
	// save user-test-1 ada@example.com
	// 204
	// 204
	// delete user-test-1
	// 204
}

// post sends a body to a handler as Stytch does, and returns the status.
func post(handler http.Handler, body string) int {
	header, err := webhooks.Sign([]byte(body), "msg_1", time.Now(), "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
	if err != nil {
		log.Fatal(err)
	}
	r := httptest.NewRequest(http.MethodPost, "/webhooks/stytch", bytes.NewReader([]byte(body)))
	r.Header = header
	w := httptest.NewRecorder()
	handler.ServeHTTP(w, r)
	return w.Code
}

// NewVerifier detects a missing or malformed secret when the program starts.
func ExampleNewVerifier() {
	_, err := webhooks.NewVerifier(os.Getenv("NOT_SET"))
	fmt.Println(err)
	// Output: webhooks: the signing secret is empty: copy it from the endpoint's page in the dashboard
}

// For programs that already have a handler, or do not use net/http.
func ExampleVerifier_Verify() {
	verifier, err := webhooks.NewVerifier("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", webhooks.WithClock(func() time.Time {
		return time.Unix(1614265330, 0)
	}))
	if err != nil {
		log.Fatal(err)
	}
	header := http.Header{}
	header.Set("svix-id", "msg_p5jXN8AQM9LWM0D4loKWxJek")
	header.Set("svix-timestamp", "1614265330")
	header.Set("svix-signature", "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")

	event, err := verifier.Verify(header, []byte(`{"test": 2432232314}`))
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(event.MessageID, string(event.Raw))

	_, err = verifier.Verify(header, []byte(`{"test": 2432232315}`))
	fmt.Println(errors.Is(err, webhooks.ErrSignature))
	// Output:
	// msg_p5jXN8AQM9LWM0D4loKWxJek {"test": 2432232314}
	// true
}

// A test of your own handler signs the events it sends.
func ExampleSign() {
	const secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
	body := []byte(`{"action":"DELETE","event_id":"webhook-event-test-1","id":"user-test-1","object_type":"user"}`)
	header, err := webhooks.Sign(body, "msg_1", time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC), secret)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(header.Get("svix-id"), header.Get("svix-timestamp"))
	fmt.Println(header.Get("svix-signature"))
	// Output:
	// msg_1 1767323045
	// v1,tnvBPSYZ8nAlfhaay9zPomk1ZJaF5BqmKX2uQhSzWrE=
}

// During a rotation, accept both the previous and the next secret. Here, the clock is fixed, and a request may be an hour
// old.
func ExampleOption() {
	const previous, next = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD"
	now := time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
	verifier, err := webhooks.NewVerifier(next,
		webhooks.WithPreviousSecret(previous),
		webhooks.WithTolerance(time.Hour),
		webhooks.WithClock(func() time.Time { return now }),
	)
	if err != nil {
		log.Fatal(err)
	}
	for _, secret := range []string{previous, next} {
		header, err := webhooks.Sign([]byte(userCreated), "msg_1", now.Add(-time.Hour), secret)
		if err != nil {
			log.Fatal(err)
		}
		_, err = verifier.Verify(header, []byte(userCreated))
		fmt.Println(err)
	}
	// Output:
	// <nil>
	// <nil>
}

// sharedStore stands for what the replicas of a program share, such as a table or Redis.
type sharedStore struct {
	mu     sync.Mutex
	events map[string]row
}

type row struct {
	owner   string
	until   time.Time
	handled bool
}

func (s *sharedStore) Claim(_ context.Context, eventID, owner string, lease time.Duration) (webhooks.State, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	found, ok := s.events[eventID]
	switch {
	case ok && found.handled:
		return webhooks.Handled, nil
	case ok && time.Now().Before(found.until):
		return webhooks.InProgress, nil
	}
	s.events[eventID] = row{owner: owner, until: time.Now().Add(lease)}
	return webhooks.Claimed, nil
}

func (s *sharedStore) Complete(_ context.Context, eventID, owner string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.events[eventID] = row{owner: owner, handled: true}
	return nil
}

func (s *sharedStore) Release(_ context.Context, eventID, owner string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.events[eventID].owner == owner {
		delete(s.events, eventID)
	}
	return nil
}

// Two replicas behind a load balancer handle each event once between them. Events that they fail to handle are logged.
func ExampleHandlerOption() {
	store := &sharedStore{events: map[string]row{}}
	logger := slog.New(slog.NewTextHandler(os.Stdout, &slog.HandlerOptions{ReplaceAttr: withoutTime}))
	failures := 1
	replica := func(name string) http.Handler {
		verifier, err := webhooks.NewVerifier("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
		if err != nil {
			log.Fatal(err)
		}
		return verifier.Handler(func(_ context.Context, event *webhooks.Event) error {
			if failures--; failures >= 0 {
				return errors.New("database is down")
			}
			fmt.Println(name, "handles", event.EventID)
			return nil
		}, webhooks.WithStore(store), webhooks.WithLogger(logger))
	}
	a, b := replica("a"), replica("b")

	fmt.Println(post(a, userCreated))
	fmt.Println(post(b, userCreated))
	fmt.Println(post(a, userCreated))
	// Output:
	// level=ERROR msg="webhook not handled" event_id=webhook-event-test-1 message_id=msg_1 type=direct.user.create error="database is down"
	// 500
	// b handles webhook-event-test-1
	// 204
	// 204
}

func withoutTime(_ []string, attr slog.Attr) slog.Attr {
	if attr.Key == slog.TimeKey {
		return slog.Attr{}
	}
	return attr
}

// In the dashboard, an endpoint can be limited to some types of events.
func ExampleEvent_Type() {
	event := webhooks.Event{Source: webhooks.SourceDashboard, ObjectType: webhooks.ObjectUser, Action: webhooks.ActionDelete}
	fmt.Println(event.Type())
	// Output: dashboard.user.delete
}
