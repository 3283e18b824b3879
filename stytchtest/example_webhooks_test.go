package stytchtest_test

import (
	"context"
	"errors"
	"fmt"
	"log"
	"net/http"
	"net/http/httptest"
	"time"

	"github.com/flymyai/stytch-go/stytchtest"
	"github.com/flymyai/stytch-go/users"
	"github.com/flymyai/stytch-go/webhooks"
)

// Test the handler of your webhooks with real ones.
func ExampleWithWebhooks() {
	const secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
	verifier, err := webhooks.NewVerifier(secret)
	if err != nil {
		log.Fatal(err)
	}
	app := httptest.NewServer(verifier.Handler(func(_ context.Context, event *webhooks.Event) error {
		fmt.Println(event.Type(), event.User.Emails[0].Email)
		return nil
	}))
	defer app.Close()
	srv, err := stytchtest.Start(stytchtest.WithWebhooks(app.URL, secret))
	if err != nil {
		log.Fatal(err)
	}
	defer srv.Close()
	if _, err := srv.Client().Users.Create(context.Background(), users.CreateRequest{Email: "ada@example.com"}); err != nil {
		log.Fatal(err)
	}
	srv.WaitForWebhooks()
	// Output: direct.user.create ada@example.com
}

// The handler of an application can use the client of the server, which is there before the endpoint.
func ExampleServer_AddWebhookEndpoint() {
	const secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
	srv, err := stytchtest.Start()
	if err != nil {
		log.Fatal(err)
	}
	defer srv.Close()
	client := srv.Client()
	verifier, err := webhooks.NewVerifier(secret)
	if err != nil {
		log.Fatal(err)
	}
	app := httptest.NewServer(verifier.Handler(func(ctx context.Context, event *webhooks.Event) error {
		user, err := client.Users.Get(ctx, event.ObjectID)
		if err != nil {
			return err
		}
		fmt.Println("saved", user.Emails[0].Email, "with the roles", user.Roles)
		return nil
	}))
	defer app.Close()
	srv.AddWebhookEndpoint(app.URL, secret)
	if _, err := client.Users.Create(context.Background(), users.CreateRequest{Email: "ada@example.com"}); err != nil {
		log.Fatal(err)
	}
	srv.WaitForWebhooks()
	// Output: saved ada@example.com with the roles [stytch_user]
}

// A handler that fails gets the event again, when the server's clock reaches the time of the retry.
func ExampleServer_WaitForWebhooks() {
	const secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
	verifier, err := webhooks.NewVerifier(secret)
	if err != nil {
		log.Fatal(err)
	}
	databaseIsDown := true
	app := httptest.NewServer(verifier.Handler(func(_ context.Context, event *webhooks.Event) error {
		if databaseIsDown {
			return errors.New("the database is down")
		}
		fmt.Println("saved", event.User.Emails[0].Email)
		return nil
	}))
	defer app.Close()
	srv, err := stytchtest.Start(stytchtest.WithWebhooks(app.URL, secret))
	if err != nil {
		log.Fatal(err)
	}
	defer srv.Close()
	if _, err := srv.Client().Users.Create(context.Background(), users.CreateRequest{Email: "ada@example.com"}); err != nil {
		log.Fatal(err)
	}
	srv.WaitForWebhooks()
	fmt.Println("the first attempt is made")
	databaseIsDown = false
	srv.Advance(5 * time.Second)
	srv.WaitForWebhooks()
	// Output:
	// the first attempt is made
	// saved ada@example.com
}

func ExampleServer_Webhooks() {
	app := httptest.NewServer(http.NotFoundHandler())
	defer app.Close()
	srv, err := stytchtest.Start(stytchtest.WithWebhooks(app.URL, "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"))
	if err != nil {
		log.Fatal(err)
	}
	defer srv.Close()
	if _, err := srv.Client().Users.Create(context.Background(), users.CreateRequest{Email: "ada@example.com"}); err != nil {
		log.Fatal(err)
	}
	srv.WaitForWebhooks()
	for _, webhook := range srv.Webhooks() {
		delivery := webhook.Deliveries[0]
		fmt.Println(webhook.Type, delivery.State, delivery.Attempts[0].Status, delivery.Attempts[0].Response)
	}
	// Output: direct.user.create pending 404 404 page not found
}
