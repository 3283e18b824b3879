package stytch_test

import (
	"context"
	"errors"
	"fmt"
	"log"
	"net/http"
	"os"
	"strings"
	"sync"
	"time"

	"github.com/flymyai/stytch-go"
	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/otp"
	"github.com/flymyai/stytch-go/sessions"
	"github.com/flymyai/stytch-go/stytchtest"
)

// A login by email code: send the code, check it, and check the session from then on.
func Example() {
	srv := startServer()
	defer srv.Close()
	client := srv.Client()
	ctx := context.Background()

	// 1. The login form. If the address is new, this creates the user.
	sent, err := client.OTP.Email.LoginOrCreate(ctx, otp.EmailLoginOrCreateRequest{Email: "ada@example.com"})
	if err != nil {
		log.Fatal(err)
	}

	// 2. The form for the code.
	login, err := client.OTP.Authenticate(ctx, otp.AuthenticateRequest{
		MethodID:               sent.EmailID,
		Code:                   srv.LastMessage("ada@example.com").Code, // typed in by the user
		SessionDurationMinutes: 60,
	})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println("Hello,", login.User.Name.FirstName)

	// 3. Every request after that. Sessions.Middleware does this for net/http.
	checked, err := client.Sessions.AuthenticateJWT(ctx, login.SessionJWT)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println("same user:", checked.Session.UserID == login.UserID)

	// 4. Logging out.
	if _, err := client.Sessions.Revoke(ctx, sessions.RevokeRequest{SessionToken: login.SessionToken}); err != nil {
		log.Fatal(err)
	}
	// Output:
	// Hello, Ada
	// same user: true
}

// A client for a project. New detects mixed-up keys before the first call.
func ExampleNew() {
	client, err := stytch.New(
		"project-test-11111111-1111-4111-8111-111111111111",
		"secret-test-...", // from the dashboard, through your configuration
		stytch.WithTimeout(10*time.Second),
		stytch.WithAppInfo("billing", "1.4.0"),
	)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(client.Env(), client.ProjectID())

	_, err = stytch.New("project-test-11111111-1111-4111-8111-111111111111", "secret-live-...")
	fmt.Println(err)
	// Output:
	// test project-test-11111111-1111-4111-8111-111111111111
	// stytch: the project ID is test and the secret is live: copy STYTCH_PROJECT_ID and STYTCH_SECRET from the same environment of the dashboard
}

// A client configured by environment variables.
func ExampleNewFromEnv() {
	// export STYTCH_PROJECT_ID=project-test-11111111-1111-4111-8111-111111111111
	// export STYTCH_SECRET=secret-test-...
	// export STYTCH_ENV=test
	defer setenv("STYTCH_PROJECT_ID", "project-test-11111111-1111-4111-8111-111111111111")()
	defer setenv("STYTCH_SECRET", "secret-test-...")()
	defer setenv("STYTCH_ENV", "test")()

	client, err := stytch.NewFromEnv()
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(client.Env())
	// Output: test
}

// Handle an error: match its type if the program can act on it, and log its other fields.
func ExampleError() {
	srv := startServer()
	defer srv.Close()
	client := srv.Client()
	ctx := context.Background()

	_, err := client.OTP.Email.Send(ctx, otp.EmailSendRequest{Email: "nobody@example.com"})
	if errors.Is(err, api.ErrorTypeEmailNotFound) {
		fmt.Println("no such user")
	}
	if e, ok := errors.AsType[*stytch.Error](err); ok {
		fmt.Println(e.Operation, e.StatusCode, e.Type, "attempts:", e.Attempts)
		fmt.Println("hint:", e.Hint())
		fmt.Println("has a request ID:", strings.HasPrefix(e.RequestID, "request-id-test-"))
	}
	// Output:
	// no such user
	// otp.email.send 404 email_not_found attempts: 1
	// hint: this call sends to existing users only: to create new users too, use OTP.Email.LoginOrCreate
	// has a request ID: true
}

// No response arrived before the deadline. The status is 0, and errors.Is finds the context's error.
func ExampleError_noResponse() {
	srv := startServer()
	defer srv.Close()
	client := srv.Client()
	srv.Inject(stytchtest.Fault{Delay: time.Minute})

	ctx, cancel := context.WithTimeout(context.Background(), 50*time.Millisecond)
	defer cancel()
	_, err := client.Users.Get(ctx, "customer-1")
	if e, ok := errors.AsType[*stytch.Error](err); ok && e.StatusCode == 0 {
		fmt.Println("no response to", e.Operation)
	}
	fmt.Println("deadline exceeded:", errors.Is(err, context.DeadlineExceeded))
	// Output:
	// no response to users.get
	// deadline exceeded: true
}

// An invalid argument, here because a variable was never set. Nothing is sent.
func ExampleArgumentError() {
	srv := startServer()
	defer srv.Close()
	client := srv.Client()

	var userID string
	_, err := client.Users.Delete(context.Background(), userID)
	if e, ok := errors.AsType[*stytch.ArgumentError](err); ok {
		fmt.Println(e.Argument, e.Problem)
	}
	fmt.Println("calls:", len(srv.Requests()))
	// Output:
	// user_id is empty
	// calls: 0
}

// Call an endpoint by its path, with the types of package api.
func ExampleClient_Request() {
	srv := startServer()
	defer srv.Close()
	client := srv.Client()
	ctx := context.Background()

	req := api.CryptoWalletsAuthenticateStartRequest{
		CryptoWalletType:    "ethereum",
		CryptoWalletAddress: "0x6df2dB4Fb3DA35d241901Bd53367770BF03123f1",
	}
	var resp api.CryptoWalletsAuthenticateStartResponse
	if err := client.Request(ctx, http.MethodPost, "/v1/crypto_wallets/authenticate/start", req, &resp); err != nil {
		log.Fatal(err)
	}
	fmt.Println("a challenge to sign:", resp.Challenge != "")
	// Output: a challenge to sign: true
}

// Call an endpoint without types: maps work for the request and the response.
func ExampleClient_Request_untyped() {
	srv := startServer()
	defer srv.Close()
	client := srv.Client()

	var project map[string]any
	err := client.Request(context.Background(), http.MethodGet, "/v1/debug/whoami", nil, &project)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(project["project_id"] == client.ProjectID())
	// Output: true
}

// One client serves all goroutines of a program.
func ExampleClient() {
	srv := startServer()
	defer srv.Close()
	client := srv.Client()

	var calls sync.WaitGroup
	for range 10 {
		calls.Go(func() {
			if _, err := client.Users.Get(context.Background(), "customer-1"); err != nil {
				log.Print(err)
			}
		})
	}
	calls.Wait()
	fmt.Println("calls:", len(srv.Requests()))
	// Output: calls: 10
}

// Secrets are redacted when a value is printed or logged. Encoding it as JSON includes them.
func Example_secrets() {
	req := sessions.RevokeRequest{SessionToken: "WJtR5BCy38Szd5AfoDpf0iqFKEt4EE5JhjlWUY7l3FtY"}
	fmt.Printf("%+v\n", req)
	// Output: {SessionID: SessionJWT: SessionToken:[redacted]}
}

// startServer starts an emulator with one user, Ada, whose external ID is customer-1. Programs get their client from
// stytch.NewFromEnv instead.
func startServer() *stytchtest.Server {
	srv, err := stytchtest.Start(stytchtest.WithUsers(stytchtest.User{User: api.User{
		ExternalID: "customer-1",
		Name:       api.Name{FirstName: "Ada", LastName: "Lovelace"},
		Emails:     []api.UserEmail{{Email: "ada@example.com", Verified: true}},
	}}))
	if err != nil {
		log.Fatal(err)
	}
	return srv
}

// logIn stands for any login.
func logIn(srv *stytchtest.Server, client *stytch.Client) *otp.AuthenticateResponse {
	ctx := context.Background()
	sent, err := client.OTP.Email.Send(ctx, otp.EmailSendRequest{Email: "ada@example.com"})
	if err != nil {
		log.Fatal(err)
	}
	login, err := client.OTP.Authenticate(ctx, otp.AuthenticateRequest{
		MethodID: sent.EmailID, Code: srv.LastMessage("ada@example.com").Code, SessionDurationMinutes: 60,
	})
	if err != nil {
		log.Fatal(err)
	}
	return login
}

// setenv sets an environment variable, and returns a function that restores it.
func setenv(name, value string) (restore func()) {
	old, was := os.LookupEnv(name)
	if err := os.Setenv(name, value); err != nil {
		log.Fatal(err)
	}
	return func() {
		if was {
			_ = os.Setenv(name, old) // it worked before
		} else {
			_ = os.Unsetenv(name)
		}
	}
}
