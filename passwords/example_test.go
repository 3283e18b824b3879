package passwords_test

import (
	"context"
	"errors"
	"fmt"
	"log"
	"time"

	"github.com/flymyai/stytch-go"
	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/magiclinks"
	"github.com/flymyai/stytch-go/passwords"
	"github.com/flymyai/stytch-go/sessions"
	"github.com/flymyai/stytch-go/stytchtest"
)

// A user signs up and gets a session. The email address stays unverified.
func ExampleService_Create() {
	srv, client := startServer()
	defer srv.Close()
	ctx := context.Background()

	created, err := client.Passwords.Create(ctx, passwords.CreateRequest{
		Email:                  "charles@example.com",
		Password:               "analytical engine of 1837",
		Name:                   passwords.Name{FirstName: "Charles", LastName: "Babbage"},
		SessionDurationMinutes: 60,
	})
	switch {
	case errors.Is(err, api.ErrorTypeDuplicateEmail):
		fmt.Println("there is an account with this address: log in, or reset the password")
	case errors.Is(err, api.ErrorTypeWeakPassword), errors.Is(err, api.ErrorTypeBreachedPassword):
		fmt.Println("choose a better password")
	case err != nil:
		log.Fatal(err)
	default:
		fmt.Println("Hello,", created.User.Name.FirstName)
		fmt.Println("address verified:", created.User.Emails[0].Verified)
	}
	// Output:
	// Hello, Charles
	// address verified: false
}

// A login form. It shows the same message for an unknown address as for a wrong password, so that nobody learns who has
// an account.
func ExampleService_Authenticate() {
	srv, client := startServer()
	defer srv.Close()
	ctx := context.Background()

	logIn := func(email, password string) {
		login, err := client.Passwords.Authenticate(ctx, passwords.AuthenticateRequest{
			Email:                  email,
			Password:               password,
			SessionDurationMinutes: 60,
		})
		switch {
		case errors.Is(err, api.ErrorTypeUnauthorizedCredentials),
			errors.Is(err, api.ErrorTypeEmailNotFound),
			errors.Is(err, api.ErrorTypeNoUserPassword):
			fmt.Println("wrong address or password")
		case errors.Is(err, api.ErrorTypeResetPassword):
			fmt.Println("this password must be changed: an email is on its way") // Passwords.Email.ResetStart
		case errors.Is(err, api.ErrorTypeUserLockLimitReached):
			fmt.Println("too many wrong ones: wait an hour")
		case err != nil:
			log.Fatal(err)
		default:
			fmt.Println("Hello,", login.User.Name.FirstName)
		}
	}

	logIn("nobody@example.com", "a guess")
	logIn("ada@example.com", "a guess")
	logIn("ada@example.com", "correct horse battery staple 1815")
	// Output:
	// wrong address or password
	// wrong address or password
	// Hello, Ada
}

// A form that checks a password while the user types.
func ExampleService_StrengthCheck() {
	srv, client := startServer()
	defer srv.Close()
	ctx := context.Background()

	for _, password := range []string{"password", "analytical engine of 1837"} {
		check, err := client.Passwords.StrengthCheck(ctx, passwords.StrengthCheckRequest{
			Email:    "charles@example.com", // so that known breaches count
			Password: password,
		})
		if err != nil {
			log.Fatal(err)
		}
		fmt.Printf("good: %v, score: %d of 4, breached: %v\n", check.ValidPassword, check.Score, check.BreachedPassword)
	}
	// Output:
	// good: false, score: 1 of 4, breached: true
	// good: true, score: 4 of 4, breached: false
}

// Import users with the bcrypt hashes of an old database. They log in with the same passwords as before.
func ExampleService_Migrate() {
	srv, client := startServer()
	defer srv.Close()
	ctx := context.Background()

	migrated, err := client.Passwords.Migrate(ctx, passwords.MigrateRequest{
		Email:            "charles@example.com",
		SetEmailVerified: true, // The old system verified it.
		ExternalID:       "customer-7",
		HashType:         api.PasswordHashTypeBcrypt,
		Hash:             "$2a$10$.0wc49mCyYeO20SxJygiY.uhBK/Pn12a7oM.1n2julpFkGicQs2fa",
	})
	if errors.Is(err, api.ErrorTypePasswordAlreadyExists) {
		return // It was imported in an earlier run.
	}
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println("new user:", migrated.UserCreated)

	_, err = client.Passwords.Authenticate(ctx, passwords.AuthenticateRequest{
		Email:    "charles@example.com",
		Password: "analytical engine of 1837",
	})
	fmt.Println("the old password works:", err == nil)
	// Output:
	// new user: true
	// the old password works: true
}

// "Forgot your password?" The form shows the same page for an unknown address.
func ExampleEmailService_ResetStart() {
	srv, client := startServer()
	defer srv.Close()
	ctx := context.Background()

	_, err := client.Passwords.Email.ResetStart(ctx, passwords.EmailResetStartRequest{
		Email:                          "ada@example.com",
		ResetPasswordRedirectURL:       "https://app.example.com/new-password",
		LoginRedirectURL:               "https://app.example.com/authenticate",
		ResetPasswordExpirationMinutes: 60,
	})
	if err != nil && !errors.Is(err, api.ErrorTypeEmailNotFound) {
		log.Fatal(err)
	}
	fmt.Println("If you have an account, we have sent you an email.")

	// The email contains a second link, to log in without a new password.
	login, err := client.MagicLinks.Authenticate(ctx, magiclinks.AuthenticateRequest{
		Token: srv.LastMessage("ada@example.com").LoginToken,
	})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println("Hello,", login.User.Name.FirstName)
	// Output:
	// If you have an account, we have sent you an email.
	// Hello, Ada
}

// The form that the link in the email leads to. If a password is rejected, the token stays valid for another one.
func ExampleEmailService_Reset() {
	srv, client := startServer()
	defer srv.Close()
	ctx := context.Background()
	_, err := client.Passwords.Email.ResetStart(ctx, passwords.EmailResetStartRequest{Email: "ada@example.com"})
	if err != nil {
		log.Fatal(err)
	}
	token := srv.LastMessage("ada@example.com").Token

	for _, password := range []string{"12345678", "difference engine no. 2"} {
		reset, err := client.Passwords.Email.Reset(ctx, passwords.EmailResetRequest{
			Token:                  token,
			Password:               password,
			SessionDurationMinutes: 60,
		})
		switch {
		case errors.Is(err, api.ErrorTypeWeakPassword), errors.Is(err, api.ErrorTypeBreachedPassword):
			fmt.Println("choose a better password")
		case errors.Is(err, api.ErrorTypeUnableToAuthPasswordResetToken):
			fmt.Println("this link does not work any more: ask for a new one")
		case err != nil:
			log.Fatal(err)
		default:
			fmt.Println("Hello,", reset.User.Name.FirstName) // logged in here and logged out everywhere else
		}
	}
	// Output:
	// choose a better password
	// Hello, Ada
}

// The settings page asks for the old and the new password. All sessions end, and a new one starts.
func ExampleExistingPasswordService_Reset() {
	srv, client := startServer()
	defer srv.Close()
	ctx := context.Background()

	reset, err := client.Passwords.ExistingPassword.Reset(ctx, passwords.ExistingPasswordResetRequest{
		Email:                  "ada@example.com",
		ExistingPassword:       "correct horse battery staple 1815",
		NewPassword:            "difference engine no. 2",
		SessionDurationMinutes: 60,
	})
	if errors.Is(err, api.ErrorTypeUnauthorizedCredentials) {
		fmt.Println("the old password is wrong")
		return
	}
	if err != nil {
		log.Fatal(err)
	}
	all, err := client.Sessions.Get(ctx, reset.UserID)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println("sessions:", len(all.Sessions))
	// Output: sessions: 1
}

// A user who has just logged in sets a new password without the old one. With an older session, the user must first log
// in again.
func ExampleSessionService_Reset() {
	srv, client := startServer()
	defer srv.Close()
	ctx := context.Background()
	login, err := client.Passwords.Authenticate(ctx, passwords.AuthenticateRequest{
		Email: "ada@example.com", Password: "correct horse battery staple 1815", SessionDurationMinutes: 60,
	})
	if err != nil {
		log.Fatal(err)
	}

	_, err = client.Passwords.Session.Reset(ctx, passwords.SessionResetRequest{
		SessionToken: login.SessionToken,
		Password:     "difference engine no. 2",
	})
	if err != nil {
		log.Fatal(err)
	}
	_, err = client.Sessions.Authenticate(ctx, sessions.AuthenticateRequest{SessionToken: login.SessionToken})
	fmt.Println("the session lives on:", err == nil)

	srv.Advance(10 * time.Minute)
	_, err = client.Passwords.Session.Reset(ctx, passwords.SessionResetRequest{
		SessionToken: login.SessionToken,
		Password:     "analytical engine of 1837",
	})
	fmt.Println("ten minutes later:", errors.Is(err, api.ErrorTypeSessionTooOldToResetPassword))
	// Output:
	// the session lives on: true
	// ten minutes later: true
}

// startServer starts an emulator with one user, Ada, and returns a client for it. Programs create their client with
// stytch.NewFromEnv. srv.LastMessage returns what the user would find in the email.
func startServer() (*stytchtest.Server, *stytch.Client) {
	srv, err := stytchtest.Start(stytchtest.WithUsers(stytchtest.User{
		User: api.User{
			Name:   api.Name{FirstName: "Ada", LastName: "Lovelace"},
			Emails: []api.UserEmail{{Email: "ada@example.com", Verified: true}},
		},
		PlainPassword: "correct horse battery staple 1815",
	}))
	if err != nil {
		log.Fatal(err)
	}
	return srv, srv.Client()
}
