package magiclinks_test

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"log"
	"net/http"
	"net/http/httptest"
	"net/url"

	"github.com/flymyai/stytch-go"
	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/magiclinks"
	"github.com/flymyai/stytch-go/stytchtest"
)

// A complete login: an email to a new or existing user, and the handler that the link leads to.
func Example() {
	srv, client := startServer()
	defer srv.Close()

	authenticate := func(w http.ResponseWriter, r *http.Request) {
		login, err := client.MagicLinks.Authenticate(r.Context(), magiclinks.AuthenticateRequest{
			Token:                  r.URL.Query().Get("token"),
			SessionDurationMinutes: 60,
		})
		if err != nil {
			http.Error(w, "This link does not work any more. Ask for a new one.", http.StatusUnauthorized)
			return
		}
		http.SetCookie(w, &http.Cookie{
			Name: "stytch_session_jwt", Value: login.SessionJWT, Path: "/", Expires: login.Session.ExpiresAt,
			Secure: true, HttpOnly: true, SameSite: http.SameSiteLaxMode,
		})
		fmt.Fprintln(w, "Hello,", login.User.Name.FirstName)
	}

	_, err := client.MagicLinks.Email.LoginOrCreate(context.Background(), magiclinks.EmailLoginOrCreateRequest{
		Email:              "ada@example.com",
		LoginMagicLinkURL:  "https://app.example.com/authenticate",
		SignupMagicLinkURL: "https://app.example.com/authenticate",
	})
	if err != nil {
		log.Fatal(err)
	}

	// Ada opens the link in her email.
	response := httptest.NewRecorder()
	authenticate(response, httptest.NewRequest(http.MethodGet, srv.LastMessage("ada@example.com").URL, nil))
	fmt.Print(response.Code, " ", response.Body)
	// Output: 200 Hello, Ada
}

// The handler of your redirect URL authenticates the token in the query. The token works once.
func ExampleService_Authenticate() {
	srv, client := startServer()
	defer srv.Close()
	ctx := context.Background()

	open := func(token string) {
		login, err := client.MagicLinks.Authenticate(ctx, magiclinks.AuthenticateRequest{
			Token:                  token,
			SessionDurationMinutes: 60,
			SessionCustomClaims:    map[string]any{"theme": "dark"},
		})
		switch {
		case errors.Is(err, api.ErrorTypeUnableToAuthMagicLink), errors.Is(err, api.ErrorTypeMagicLinkNotFound):
			fmt.Println("used or expired: offer to send a new link")
		case err != nil:
			log.Fatal(err)
		default:
			fmt.Println(login.User.Name.FirstName, "is logged in, with the theme", login.Session.CustomClaims["theme"])
		}
	}

	if _, err := client.MagicLinks.Email.Send(ctx, magiclinks.EmailSendRequest{Email: "ada@example.com"}); err != nil {
		log.Fatal(err)
	}
	token := srv.LastMessage("ada@example.com").Token
	open(token)
	open(token)
	// Output:
	// Ada is logged in, with the theme dark
	// used or expired: offer to send a new link
}

// With PKCE, a link works only in the browser that requested it, which stores the verifier in a cookie.
func ExampleService_Authenticate_pkce() {
	srv, client := startServer()
	defer srv.Close()
	ctx := context.Background()

	verifier := rand.Text() + rand.Text() // at least 43 characters
	digest := sha256.Sum256([]byte(verifier))
	_, err := client.MagicLinks.Email.Send(ctx, magiclinks.EmailSendRequest{
		Email:         "ada@example.com",
		CodeChallenge: base64.RawURLEncoding.EncodeToString(digest[:]),
	})
	if err != nil {
		log.Fatal(err)
	}

	login, err := client.MagicLinks.Authenticate(ctx, magiclinks.AuthenticateRequest{
		Token:        srv.LastMessage("ada@example.com").Token,
		CodeVerifier: verifier,
	})
	if errors.Is(err, api.ErrorTypePKCEMismatch) || errors.Is(err, api.ErrorTypePKCEExpectedCodeVerifier) {
		fmt.Println("open the link in the browser that requested it")
		return
	}
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(login.User.Name.FirstName, "is logged in")
	// Output: Ada is logged in
}

// A link in a message that you send yourself, such as a receipt. Anyone who has the link can log in.
func ExampleService_Create() {
	srv, client := startServer()
	defer srv.Close()
	ctx := context.Background()

	created, err := client.MagicLinks.Create(ctx, magiclinks.CreateRequest{
		UserID:            "customer-1",
		ExpirationMinutes: 30,
	})
	if errors.Is(err, api.ErrorTypeEnterpriseEndpoint) {
		log.Fatal("ask Stytch to switch on embeddable magic links")
	}
	if err != nil {
		log.Fatal(err)
	}
	receipt := "https://app.example.com/orders/17?token=" + url.QueryEscape(created.Token)

	// The handler of /orders/17:
	opened := httptest.NewRequest(http.MethodGet, receipt, nil)
	login, err := client.MagicLinks.Authenticate(ctx, magiclinks.AuthenticateRequest{
		Token: opened.URL.Query().Get("token"),
	})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println("opened by", login.User.Name.FirstName)
	// Output: opened by Ada
}

// A login form for existing users. It shows the same page for an unknown address, so that nobody learns who has an
// account.
func ExampleEmailService_Send() {
	srv, client := startServer()
	defer srv.Close()
	ctx := context.Background()

	for _, address := range []string{"ada@example.com", "nobody@example.com"} {
		_, err := client.MagicLinks.Email.Send(ctx, magiclinks.EmailSendRequest{
			Email:                  address,
			LoginMagicLinkURL:      "https://app.example.com/authenticate",
			LoginExpirationMinutes: 15,
			Locale:                 api.LocaleFr,
		})
		if err != nil && !errors.Is(err, api.ErrorTypeEmailNotFound) {
			log.Fatal(err)
		}
		fmt.Println("If you have an account, we have sent you an email.")
	}
	fmt.Println("emails:", len(srv.Messages()))
	// Output:
	// If you have an account, we have sent you an email.
	// If you have an account, we have sent you an email.
	// emails: 1
}

// The settings page adds a second email address to a user. It is verified when the link in the email is used, within 5
// minutes.
func ExampleEmailService_Send_addAddress() {
	srv, client := startServer()
	defer srv.Close()
	ctx := context.Background()

	_, err := client.MagicLinks.Email.Send(ctx, magiclinks.EmailSendRequest{
		Email:  "ada@work.example.com",
		UserID: "customer-1", // or the session token or JWT of the current user
	})
	if err != nil {
		log.Fatal(err)
	}
	login, err := client.MagicLinks.Authenticate(ctx, magiclinks.AuthenticateRequest{
		Token: srv.LastMessage("ada@work.example.com").Token,
	})
	if err != nil {
		log.Fatal(err)
	}
	for _, email := range login.User.Emails {
		fmt.Println(email.Email, email.Verified)
	}
	// Output:
	// ada@example.com true
	// ada@work.example.com true
}

// One form for both login and sign-up. New users get a different email that leads to a different page.
func ExampleEmailService_LoginOrCreate() {
	srv, client := startServer()
	defer srv.Close()
	ctx := context.Background()

	sent, err := client.MagicLinks.Email.LoginOrCreate(ctx, magiclinks.EmailLoginOrCreateRequest{
		Email:               "katherine@example.com",
		LoginMagicLinkURL:   "https://app.example.com/authenticate",
		SignupMagicLinkURL:  "https://app.example.com/welcome",
		CreateUserAsPending: true, // pending until the link is used
	})
	if errors.Is(err, api.ErrorTypeInvalidEmail) {
		fmt.Println("that is not an email address")
		return
	}
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println("new user:", sent.UserCreated)
	fmt.Println("email:", srv.LastMessage("katherine@example.com").Kind)
	// Output:
	// new user: true
	// email: magic_link_signup
}

// The owner of a project invites a user. The user is pending until the invitation is used.
func ExampleEmailService_Invite() {
	srv, client := startServer()
	defer srv.Close()
	ctx := context.Background()

	_, err := client.MagicLinks.Email.Invite(ctx, magiclinks.EmailInviteRequest{
		Email:                   "katherine@example.com",
		InviteMagicLinkURL:      "https://app.example.com/invited",
		InviteExpirationMinutes: 7 * 24 * 60,
		Name:                    magiclinks.Name{FirstName: "Katherine"},
		TrustedMetadata:         map[string]any{"invited_by": "customer-1"},
	})
	if err != nil {
		log.Fatal(err)
	}

	// The handler of /invited:
	login, err := client.MagicLinks.Authenticate(ctx, magiclinks.AuthenticateRequest{
		Token:                  srv.LastMessage("katherine@example.com").Token,
		SessionDurationMinutes: 60,
	})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println("welcome", login.User.Name.FirstName, "invited by", login.User.TrustedMetadata["invited_by"])
	// Output: welcome Katherine invited by customer-1
}

// The invitation was sent to the wrong address.
func ExampleEmailService_RevokeInvite() {
	srv, client := startServer()
	defer srv.Close()
	ctx := context.Background()
	_, err := client.MagicLinks.Email.Invite(ctx, magiclinks.EmailInviteRequest{Email: "kathrine@example.com"})
	if err != nil {
		log.Fatal(err)
	}

	_, err = client.MagicLinks.Email.RevokeInvite(ctx, magiclinks.EmailRevokeInviteRequest{Email: "kathrine@example.com"})
	if err != nil && !errors.Is(err, api.ErrorTypeEmailNotFound) { // already revoked
		log.Fatal(err)
	}

	_, err = client.MagicLinks.Authenticate(ctx, magiclinks.AuthenticateRequest{
		Token: srv.LastMessage("kathrine@example.com").Token,
	})
	fmt.Println("the link still works:", err == nil)
	// Output: the link still works: false
}

// startServer starts an emulator with one user, Ada, and returns a client for it. Programs create their client with
// stytch.NewFromEnv. srv.LastMessage returns what the user would find in the email.
func startServer() (*stytchtest.Server, *stytch.Client) {
	srv, err := stytchtest.Start(stytchtest.WithUsers(stytchtest.User{User: api.User{
		ExternalID: "customer-1",
		Name:       api.Name{FirstName: "Ada", LastName: "Lovelace"},
		Emails:     []api.UserEmail{{Email: "ada@example.com", Verified: true}},
	}}))
	if err != nil {
		log.Fatal(err)
	}
	return srv, srv.Client()
}
