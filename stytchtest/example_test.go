package stytchtest_test

import (
	"context"
	"errors"
	"fmt"
	"log"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/flymyai/stytch-go"
	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/magiclinks"
	"github.com/flymyai/stytch-go/otp"
	"github.com/flymyai/stytch-go/stytchtest"
	"github.com/flymyai/stytch-go/users"
)

// t stands for the *testing.T of a test in these examples.
var t = exampleT{}

type exampleT struct{ testing.TB }

func (exampleT) Helper() {}

func (exampleT) Cleanup(func()) {}

func (exampleT) Context() context.Context { return context.Background() }

func (exampleT) Fatal(args ...any) { log.Fatal(args...) }

func (exampleT) Fatalf(f string, args ...any) { log.Fatalf(f, args...) }

func Example() {
	srv := stytchtest.NewServer(t)
	client := srv.Client()

	// What your program does.
	_, err := client.MagicLinks.Email.LoginOrCreate(t.Context(), magiclinks.EmailLoginOrCreateRequest{
		Email:              "ada@example.com",
		SignupMagicLinkURL: "https://app.example.com/authenticate",
	})
	if err != nil {
		t.Fatal(err)
	}

	// What the user does: read the mail and follow the link.
	mail := srv.LastMessage("ada@example.com")

	// What your program does with the token in that link.
	login, err := client.MagicLinks.Authenticate(t.Context(), magiclinks.AuthenticateRequest{
		Token:                  mail.Token,
		SessionDurationMinutes: 60,
	})
	if err != nil {
		t.Fatal(err)
	}
	fmt.Println(mail.Kind, login.User.Emails[0].Verified, len(login.Session.AuthenticationFactors))
	// Output: magic_link_signup true 1
}

func ExampleNewServer() {
	srv := stytchtest.NewServer(t) // closed when the test ends
	created, err := srv.Client().Users.Create(t.Context(), users.CreateRequest{Email: "ada@example.com"})
	if err != nil {
		t.Fatal(err)
	}
	fmt.Println(created.Status)
	// Output: active
}

func ExampleStart() {
	srv, err := stytchtest.Start(stytchtest.WithUserLock(5, time.Hour))
	if err != nil {
		log.Fatal(err)
	}
	defer srv.Close()
	fmt.Println(strings.HasPrefix(srv.URL(), "http://127.0.0.1:"))
	// Output: true
}

func ExampleServer_Client() {
	srv := stytchtest.NewServer(t)
	client := srv.Client(stytch.WithAppInfo("my-app", "1.0"))
	fmt.Println(client.ProjectID() == srv.ProjectID())
	// Output: true
}

func ExampleServer_Close() {
	srv, err := stytchtest.Start()
	if err != nil {
		log.Fatal(err)
	}
	client := srv.Client(stytch.WithRetry(stytch.RetryPolicy{MaxAttempts: 1}))
	srv.Close()
	_, err = client.Users.Get(context.Background(), "ada")
	fmt.Println(err != nil)
	// Output: true
}

func ExampleServer_URL() {
	srv := stytchtest.NewServer(t)
	resp, err := http.Get(srv.URL() + "/v1/sessions/jwks/" + srv.ProjectID())
	if err != nil {
		t.Fatal(err)
	}
	fmt.Println(resp.Status, resp.Body.Close())
	// Output: 200 OK <nil>
}

func ExampleServer_ProjectID() {
	srv := stytchtest.NewServer(t)
	fmt.Println(strings.HasPrefix(srv.ProjectID(), "project-test-"))
	// Output: true
}

func ExampleServer_Secret() {
	srv := stytchtest.NewServer(t)
	client, err := stytch.New(srv.ProjectID(), srv.Secret(), stytch.WithBaseURL(srv.URL()))
	if err != nil {
		t.Fatal(err)
	}
	_, err = client.Users.Search(t.Context(), users.SearchRequest{})
	fmt.Println(err)
	// Output: <nil>
}

func ExampleServer_Handler() {
	srv := stytchtest.NewServer(t)
	r := httptest.NewRequest(http.MethodGet, "/v1/debug/whoami", nil)
	r.SetBasicAuth(srv.ProjectID(), srv.Secret())
	response := httptest.NewRecorder()
	srv.Handler().ServeHTTP(response, r)
	fmt.Println(response.Code)
	// Output: 200
}

func ExampleServer_CACertificate() {
	srv := stytchtest.NewServer(t, stytchtest.WithTLS())
	first, _, _ := strings.Cut(string(srv.CACertificate()), "\n")
	fmt.Println(first)
	// Output: -----BEGIN CERTIFICATE-----
}

func ExampleServer_Now() {
	srv := stytchtest.NewServer(t, stytchtest.WithTime(time.Date(2027, time.January, 1, 0, 0, 0, 0, time.UTC)))
	fmt.Println(srv.Now().Year())
	// Output: 2027
}

func ExampleServer_Advance() {
	srv := stytchtest.NewServer(t)
	client := srv.Client()
	sent, err := client.OTP.Email.LoginOrCreate(t.Context(), otp.EmailLoginOrCreateRequest{Email: "ada@example.com"})
	if err != nil {
		t.Fatal(err)
	}
	srv.Advance(2 * time.Minute)
	_, err = client.OTP.Authenticate(t.Context(), otp.AuthenticateRequest{
		MethodID: sent.EmailID, Code: srv.LastMessage("ada@example.com").Code,
	})
	fmt.Println(errors.Is(err, api.ErrorTypeUnableToAuthOTPCode))
	// Output: true
}

func ExampleServer_RotateKeys() {
	srv := stytchtest.NewServer(t)
	srv.RotateKeys()
	keys, err := srv.Client().Sessions.JWKS(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	fmt.Println(len(keys.Keys))
	// Output: 2
}

func ExampleServer_DropOldKeys() {
	srv := stytchtest.NewServer(t)
	srv.RotateKeys()
	srv.DropOldKeys()
	keys, err := srv.Client().Sessions.JWKS(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	fmt.Println(len(keys.Keys))
	// Output: 1
}

func ExampleServer_Reset() {
	srv := stytchtest.NewServer(t)
	client := srv.Client()
	created, err := client.Users.Create(t.Context(), users.CreateRequest{Email: "ada@example.com"})
	if err != nil {
		t.Fatal(err)
	}
	srv.Reset()
	_, err = client.Users.Get(t.Context(), created.UserID)
	fmt.Println(errors.Is(err, api.ErrorTypeUserNotFound))
	// Output: true
}

func ExampleServer_Messages() {
	srv := stytchtest.NewServer(t)
	client := srv.Client()
	for _, number := range []string{"+14155550123", "+14155550124"} {
		if _, err := client.OTP.SMS.LoginOrCreate(t.Context(), otp.SMSLoginOrCreateRequest{PhoneNumber: number}); err != nil {
			t.Fatal(err)
		}
	}
	for _, m := range srv.Messages() {
		fmt.Println(m.Kind, m.To)
	}
	// Output:
	// otp_sms +14155550123
	// otp_sms +14155550124
}

func ExampleServer_LastMessage() {
	srv := stytchtest.NewServer(t)
	client := srv.Client()
	sent, err := client.OTP.SMS.LoginOrCreate(t.Context(), otp.SMSLoginOrCreateRequest{PhoneNumber: "+14155550123"})
	if err != nil {
		t.Fatal(err)
	}
	login, err := client.OTP.Authenticate(t.Context(), otp.AuthenticateRequest{
		MethodID: sent.PhoneID, Code: srv.LastMessage("+14155550123").Code,
	})
	if err != nil {
		t.Fatal(err)
	}
	fmt.Println(login.User.PhoneNumbers[0].Verified)
	// Output: true
}

func ExampleServer_Inject() {
	srv := stytchtest.NewServer(t)
	client := srv.Client()
	// The message is sent, but the response is lost: the client must not send another.
	srv.Inject(stytchtest.Fault{Operation: "otp.sms.login_or_create", CutAfter: true})
	_, err := client.OTP.SMS.LoginOrCreate(t.Context(), otp.SMSLoginOrCreateRequest{PhoneNumber: "+14155550123"})
	fmt.Println(err != nil, len(srv.Messages()))
	// Output: true 1
}

func ExampleServer_ClearFaults() {
	srv := stytchtest.NewServer(t)
	srv.Inject(stytchtest.Fault{ErrorType: api.ErrorTypeServerUnavailable, Times: -1})
	srv.ClearFaults()
	_, err := srv.Client().Users.Search(t.Context(), users.SearchRequest{})
	fmt.Println(err)
	// Output: <nil>
}

func ExampleServer_Requests() {
	srv := stytchtest.NewServer(t)
	if _, err := srv.Client().Users.Create(t.Context(), users.CreateRequest{Email: "ada@example.com"}); err != nil {
		t.Fatal(err)
	}
	for _, r := range srv.Requests() {
		fmt.Println(r.Operation, r.Status, string(r.Body))
	}
	// Output: users.create 201 {"email":"ada@example.com"}
}

func ExampleServer_ResetRequests() {
	srv := stytchtest.NewServer(t)
	if _, err := srv.Client().Users.Create(t.Context(), users.CreateRequest{Email: "ada@example.com"}); err != nil {
		t.Fatal(err)
	}
	srv.ResetRequests()
	fmt.Println(len(srv.Requests()))
	// Output: 0
}
