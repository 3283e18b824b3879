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

// A login by email code: send it, take it, and check the session from then on.
func Example() {
	srv := startServer()
	defer srv.Close()
	client := srv.Client()
	ctx := context.Background()

	// 1. The login form. Where the address is new, this makes the user.
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

// A client for a project. Mixed-up keys are found before the first call.
func ExampleNew() {
	client, err := stytch.New(
		"project-test-11111111-1111-4111-8111-111111111111",
		"secret-test-...", // of the dashboard, by way of your configuration
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

// A client configured from outside of the program, as all the examples of this module could be.
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

// What to do about an error: compare its type where the program can act on it, and log the rest.
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
		fmt.Println("to quote to Stytch:", strings.HasPrefix(e.RequestID, "request-id-test-"))
	}
	// Output:
	// no such user
	// otp.email.send 404 email_not_found attempts: 1
	// hint: this call sends to existing users only: to create new users too, use OTP.Email.LoginOrCreate
	// to quote to Stytch: true
}

// No answer came, because the time was up: the status is 0, and the context's error is found in the cause.
func ExampleError_noAnswer() {
	srv := startServer()
	defer srv.Close()
	client := srv.Client()
	srv.Inject(stytchtest.Fault{Delay: time.Minute})

	ctx, cancel := context.WithTimeout(context.Background(), 50*time.Millisecond)
	defer cancel()
	_, err := client.Users.Get(ctx, "customer-1")
	if e, ok := errors.AsType[*stytch.Error](err); ok && e.StatusCode == 0 {
		fmt.Println("no answer to", e.Operation)
	}
	fmt.Println("time was up:", errors.Is(err, context.DeadlineExceeded))
	// Output:
	// no answer to users.get
	// time was up: true
}

// An argument that cannot be sent, here because a variable was never set. Nothing was sent.
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

// An endpoint that has no method here, with its types from package api.
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

// An endpoint that not even package api knows: anything that encodes as a JSON object goes, and maps take any
// answer.
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

// A tool that makes and deletes users stops where they are real.
// A program for the test environment refuses the keys of the live one.
// Another address: a custom domain of the project, or an emulator on this machine. A secret goes nowhere else in
// the clear.
// Calls go through a proxy, with an HTTP client of your own.
// Nobody waits longer than this for one attempt. A call that hangs is tried again, where it may be.
// Stytch is down for a moment. A read is tried again and gets through. A send is not: it might have been handled,
// and nobody wants two messages.
// A debug record per attempt. What differs from run to run is left out here.
// Your program's name in the User-Agent, for the logs of a proxy.
// A gateway for many users remembers more session JWTs than the usual 4,096, at 1 to 2 KB each. One that comes
// again is not verified again.
// A client that a program made goes by the clock of its test's server, and sees a session JWT expire. Those of
// srv.Client do so by themselves.
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

// Secrets stay out of what is printed and logged. Encoding a value as JSON writes them out.
func Example_secrets() {
	req := sessions.RevokeRequest{SessionToken: "WJtR5BCy38Szd5AfoDpf0iqFKEt4EE5JhjlWUY7l3FtY"}
	fmt.Printf("%+v\n", req)
	// Output: {SessionID: SessionJWT: SessionToken:[redacted]}
}

// startServer starts a Stytch with one user, Ada, whose external id is customer-1. A program needs no server of
// its own, and gets its client from stytch.NewFromEnv.
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

// logIn is any way to log in.
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

// setenv sets an environment variable, and returns what sets it back.
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
