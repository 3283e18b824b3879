package stytch_test

import (
	"context"
	"errors"
	"fmt"
	"log"
	"log/slog"
	"net/http"
	"os"
	"strings"
	"time"

	"github.com/flymyai/stytch-go"
	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/otp"
	"github.com/flymyai/stytch-go/sessions"
	"github.com/flymyai/stytch-go/stytchtest"
	"github.com/flymyai/stytch-go/users"
)

// A tool that creates and deletes test users refuses to run with live keys.
func ExampleClient_Env() {
	srv := startServer()
	defer srv.Close()
	client := srv.Client()

	if client.Env() != stytch.EnvTest {
		log.Fatal("this is for the test environment only")
	}
	fmt.Println("environment:", client.Env())
	// Output: environment: test
}

// A program for the test environment rejects live keys.
func ExampleWithEnv() {
	_, err := stytch.New("project-live-11111111-1111-4111-8111-111111111111", "secret-live-...", stytch.WithEnv(stytch.EnvTest))
	fmt.Println(err)
	// Output:
	// stytch: project-live-11111111-1111-4111-8111-111111111111 is a live project ID and needs STYTCH_ENV=live or WithEnv(EnvLive); to use the test environment, use its keys
}

// Use another address, such as a custom domain of the project or an emulator on this machine. Only addresses on this
// machine can use http.
func ExampleWithBaseURL() {
	for _, address := range []string{"https://login.example.com", "http://localhost:4110", "http://login.example.com"} {
		_, err := stytch.New("project-test-11111111-1111-4111-8111-111111111111", "secret-test-...", stytch.WithBaseURL(address))
		fmt.Println(address, err == nil)
	}
	// Output:
	// https://login.example.com true
	// http://localhost:4110 true
	// http://login.example.com false
}

// Call through a proxy, with your own HTTP client.
func ExampleWithHTTPClient() {
	srv := startServer()
	defer srv.Close()

	transport := &http.Transport{
		Proxy:               http.ProxyFromEnvironment, // HTTPS_PROXY
		MaxIdleConnsPerHost: 50,
	}
	defer transport.CloseIdleConnections()
	client, err := stytch.New(srv.ProjectID(), srv.Secret(),
		stytch.WithBaseURL(srv.URL()),
		stytch.WithHTTPClient(&http.Client{Transport: transport}),
	)
	if err != nil {
		log.Fatal(err)
	}
	user, err := client.Users.Get(context.Background(), "customer-1")
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(user.Name.FirstName)
	// Output: Ada
}

// An attempt that hangs times out, and an idempotent call is retried.
func ExampleWithTimeout() {
	srv := startServer()
	defer srv.Close()
	client := srv.Client(
		stytch.WithTimeout(200*time.Millisecond),
		stytch.WithRetry(stytch.RetryPolicy{BaseDelay: time.Millisecond}),
	)
	srv.Inject(stytchtest.Fault{Operation: "users.get", Delay: time.Minute}) // once

	user, err := client.Users.Get(context.Background(), "customer-1")
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(user.Name.FirstName)
	// Output: Ada
}

// Stytch is briefly unavailable. A read is retried and succeeds. A send is not retried, because Stytch may have handled
// it.
func ExampleWithRetry() {
	srv := startServer()
	defer srv.Close()
	client := srv.Client(stytch.WithRetry(stytch.RetryPolicy{
		MaxAttempts: 5,
		BaseDelay:   10 * time.Millisecond,
	}))
	ctx := context.Background()

	srv.Inject(stytchtest.Fault{Operation: "users.get", Status: http.StatusServiceUnavailable, Times: 2})
	user, err := client.Users.Get(ctx, "customer-1")
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println("got", user.Name.FirstName)

	srv.Inject(stytchtest.Fault{Operation: "otp.email.send", Status: http.StatusServiceUnavailable, Times: 2})
	_, err = client.OTP.Email.Send(ctx, otp.EmailSendRequest{Email: "ada@example.com"})
	if e, ok := errors.AsType[*stytch.Error](err); ok {
		fmt.Println("sent:", e.Attempts, "time, then", e.StatusCode)
	}
	// Output:
	// got Ada
	// sent: 1 time, then 503
}

func ExampleWithRateLimitWait() {
	srv := startServer()
	defer srv.Close()
	bulk := srv.Client()                             // waits for rate limits
	login := srv.Client(stytch.WithRateLimitWait(0)) // fails instead
	ctx := context.Background()

	limited := stytchtest.Fault{Operation: "users.get", ErrorType: api.ErrorTypeTooManyRequests, RetryAfter: time.Second}
	srv.Inject(limited)
	user, err := bulk.Users.Get(ctx, "customer-1")
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println("got", user.Name.FirstName)

	limited.Times = -1
	srv.Inject(limited)
	_, err = login.Users.Get(ctx, "customer-1")
	fmt.Println("rate limited:", errors.Is(err, api.ErrorTypeTooManyRequests))
	// Output:
	// got Ada
	// rate limited: true
}

// Log a debug record for each attempt. The example removes the attributes that differ from run to run.
func ExampleWithLogger() {
	srv := startServer()
	defer srv.Close()
	logger := slog.New(slog.NewTextHandler(os.Stdout, &slog.HandlerOptions{
		Level: slog.LevelDebug,
		ReplaceAttr: func(_ []string, attr slog.Attr) slog.Attr {
			switch attr.Key {
			case slog.TimeKey, slog.LevelKey, "duration", "request_id":
				return slog.Attr{}
			}
			return attr
		},
	}))
	client := srv.Client(stytch.WithLogger(logger))

	_, _ = client.Users.Get(context.Background(), "customer-1")
	_, _ = client.Users.Get(context.Background(), "customer-2")
	// Output:
	// msg="stytch call" operation=users.get method=GET route=/v1/users/{user_id} status=200 attempt=1
	// msg="stytch call" operation=users.get method=GET route=/v1/users/{user_id} status=404 attempt=1 error_type=user_not_found
}

// Add the name of your program to the User-Agent, for the logs of a proxy.
func ExampleWithAppInfo() {
	srv := startServer()
	defer srv.Close()
	client := srv.Client(stytch.WithAppInfo("billing", "1.4.0"))

	if _, err := client.Users.Get(context.Background(), "customer-1"); err != nil {
		log.Fatal(err)
	}
	agent := srv.Requests()[0].Header.Get("User-Agent")
	fmt.Println(agent[strings.LastIndex(agent, " ")+1:])
	// Output: billing/1.4.0
}

// A gateway for many users caches more verified session JWTs than the default of about 4,096.
func ExampleWithSessionCache() {
	srv := startServer()
	defer srv.Close()
	client := srv.Client(stytch.WithSessionCache(100_000))
	sessionJWT := logIn(srv, client).SessionJWT

	for range 3 {
		session, err := client.Sessions.AuthenticateJWTLocal(context.Background(), sessionJWT)
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println("logged in by", session.AuthenticationFactors[0].Type)
	}
	// Output:
	// logged in by otp
	// logged in by otp
	// logged in by otp
}

// Apps fetch their tokens from the project's domain, which is therefore the issuer of the tokens. Without the option,
// these tokens are rejected with idp.ErrTokenIssuer.
func ExampleWithIssuer() {
	client, err := stytch.New(
		"project-test-11111111-1111-4111-8111-111111111111",
		"secret-test-of-that-project",
		stytch.WithIssuer("https://word-word-1234.customers.stytch.dev"),
	)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(client)
	// Output: stytch.Client(project-test-11111111-1111-4111-8111-111111111111)
}

// If the program under test creates its own client, give that client the clock of the emulator. Then srv.Advance lets
// session JWTs expire. Clients from srv.Client use this clock without the option.
func ExampleWithClock() {
	srv := startServer()
	defer srv.Close()
	client, err := stytch.New(srv.ProjectID(), srv.Secret(),
		stytch.WithBaseURL(srv.URL()),
		stytch.WithClock(srv.Now),
	)
	if err != nil {
		log.Fatal(err)
	}
	sessionJWT := logIn(srv, client).SessionJWT

	for range 3 {
		_, err := client.Sessions.AuthenticateJWTLocal(context.Background(), sessionJWT)
		fmt.Println("expired:", errors.Is(err, sessions.ErrJWTExpired))
		srv.Advance(4 * time.Minute)
	}
	// Output:
	// expired: false
	// expired: false
	// expired: true
}

// measured reports each attempt of a call under the name of its operation. examples/otel does the same with OpenTelemetry.
type measured struct{ next http.RoundTripper }

func (m measured) RoundTrip(r *http.Request) (*http.Response, error) {
	resp, err := m.next.RoundTrip(r)
	if name, route, ok := stytch.OperationFromContext(r.Context()); ok && err == nil {
		fmt.Println(name, route, resp.StatusCode)
	}
	return resp, err
}

// Measure calls by their operation. Its name and route contain no IDs, so they suit the labels of metrics.
func ExampleOperationFromContext() {
	srv, err := stytchtest.Start()
	if err != nil {
		panic(err)
	}
	defer srv.Close()
	client := srv.Client(stytch.WithHTTPClient(&http.Client{Transport: measured{http.DefaultTransport}}))

	ctx := context.Background()
	created, err := client.Users.Create(ctx, users.CreateRequest{Email: "ada@example.com"})
	if err != nil {
		panic(err)
	}
	if _, err := client.Users.Get(ctx, created.UserID); err != nil {
		panic(err)
	}
	// Output:
	// users.create /v1/users 201
	// users.get /v1/users/{user_id} 200
}

// With revocations, a session that has ended is rejected before its JWT expires.
func ExampleWithRevocations() {
	srv := startServer()
	defer srv.Close()
	client := srv.Client(stytch.WithRevocations(sessions.NewRevocationList()))

	ctx := context.Background()
	login := logIn(srv, client)
	if _, err := client.Sessions.Revoke(ctx, sessions.RevokeRequest{SessionJWT: login.SessionJWT}); err != nil {
		log.Fatal(err)
	}
	_, err := client.Sessions.AuthenticateJWTLocal(ctx, login.SessionJWT)
	fmt.Println("revoked:", errors.Is(err, sessions.ErrJWTRevoked))
	// Output: revoked: true
}
