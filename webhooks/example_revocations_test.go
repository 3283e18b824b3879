package webhooks_test

import (
	"context"
	"fmt"
	"log"
	"time"

	"github.com/flymyai/stytch-go/webhooks"
)

// A user who is deleted in the dashboard is logged out at once. A program passes client.Sessions.
func ExampleWithRevocations() {
	verifier, err := webhooks.NewVerifier("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
	if err != nil {
		log.Fatal(err)
	}
	handler := verifier.Handler(func(context.Context, *webhooks.Event) error { return nil },
		webhooks.WithRevocations(printed{}))
	fmt.Println(post(handler, `{"action":"DELETE","event_id":"webhook-event-test-2","id":"user-test-1","object_type":"user"}`))
	// Output:
	// rejecting the JWTs of user-test-1
	// 204
}

// printed stands for client.Sessions.
type printed struct{}

func (printed) UserDeleted(_ context.Context, userID string) error {
	fmt.Println("rejecting the JWTs of", userID)
	return nil
}

func (printed) UserChanged(_ context.Context, userID string, at time.Time) error {
	fmt.Println("confirming the JWTs of", userID, "from before", at)
	return nil
}
