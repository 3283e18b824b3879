package totp_test

import (
	"context"
	"errors"
	"fmt"
	"log"
	"strings"

	codes "github.com/pquerna/otp/totp"

	"github.com/flymyai/stytch-go"
	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/passwords"
	"github.com/flymyai/stytch-go/stytchtest"
	"github.com/flymyai/stytch-go/totp"
)

// secret is the secret of Ada's authenticator app.
const secret = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"

// A user sets up an authenticator app: scan the QR code, store the recovery codes and enter the first code.
func ExampleService_Create() {
	srv, client := startServer()
	defer srv.Close()
	ctx := context.Background()

	created, err := client.TOTP.Create(ctx, totp.CreateRequest{UserID: "customer-2"})
	if errors.Is(err, api.ErrorTypeActiveTOTPExists) {
		fmt.Println("delete the existing app first") // Users.DeleteTOTP
		return
	}
	if err != nil {
		log.Fatal(err)
	}
	// Use the QR code as the src of an <img>. Do not log or store any of these.
	fmt.Println("QR code:", strings.HasPrefix(created.QRCode, "data:image/png;base64,"))
	fmt.Println("recovery codes:", len(created.RecoveryCodes))

	verified, err := client.TOTP.Authenticate(ctx, totp.AuthenticateRequest{
		UserID:   "customer-2",
		TOTPCode: currentCode(srv, created.Secret), // entered by the user
	})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println("ready:", verified.User.TOTPs[0].Verified)
	// Output:
	// QR code: true
	// recovery codes: 10
	// ready: true
}

// The second factor after a password. It is added to the session that the password started.
func ExampleService_Authenticate() {
	srv, client := startServer()
	defer srv.Close()
	ctx := context.Background()
	login, err := client.Passwords.Authenticate(ctx, passwords.AuthenticateRequest{
		Email: "ada@example.com", Password: "correct horse battery staple 1815", SessionDurationMinutes: 5,
	})
	if err != nil {
		log.Fatal(err)
	}

	both, err := client.TOTP.Authenticate(ctx, totp.AuthenticateRequest{
		UserID:                 login.UserID,
		TOTPCode:               currentCode(srv, secret), // entered by the user
		SessionToken:           login.SessionToken,
		SessionDurationMinutes: 60, // longer than after the password alone
	})
	switch {
	case errors.Is(err, api.ErrorTypeUnableToAuthenticateTOTP), errors.Is(err, api.ErrorTypeInvalidTOTPCode):
		fmt.Println("wrong: try again")
	case errors.Is(err, api.ErrorTypeTOTPCodeAlreadyAuthenticated):
		fmt.Println("used: wait for the next")
	case err != nil:
		log.Fatal(err)
	default:
		for _, factor := range both.Session.AuthenticationFactors {
			fmt.Println(factor.Type)
		}
	}
	// Output:
	// password
	// totp
}

// A page that reminds users to store their recovery codes.
func ExampleService_RecoveryCodes() {
	srv, client := startServer()
	defer srv.Close()
	ctx := context.Background()

	resp, err := client.TOTP.RecoveryCodes(ctx, totp.RecoveryCodesRequest{UserID: "customer-1"})
	if err != nil {
		log.Fatal(err)
	}
	for _, app := range resp.TOTPs {
		fmt.Println("codes left:", len(app.RecoveryCodes))
	}
	// Output: codes left: 10
}

// The user has lost the phone and logs in with a recovery code instead of the authenticator app.
func ExampleService_Recover() {
	srv, client := startServer()
	defer srv.Close()
	ctx := context.Background()
	noted, err := client.TOTP.RecoveryCodes(ctx, totp.RecoveryCodesRequest{UserID: "customer-1"})
	if err != nil {
		log.Fatal(err)
	}

	recoverBy := func(code string) {
		login, err := client.TOTP.Recover(ctx, totp.RecoverRequest{
			UserID:                 "customer-1",
			RecoveryCode:           code,
			SessionDurationMinutes: 60,
		})
		switch {
		case errors.Is(err, api.ErrorTypeUnableToAuthenticateRecoveryCode), errors.Is(err, api.ErrorTypeInvalidRecoveryCode):
			fmt.Println("wrong or used: try another")
		case err != nil:
			log.Fatal(err)
		default:
			fmt.Println(login.User.Name.FirstName, "is logged in: offer to set up a new authenticator")
		}
	}

	recoverBy(noted.TOTPs[0].RecoveryCodes[0])
	recoverBy(noted.TOTPs[0].RecoveryCodes[0])
	// Output:
	// Ada is logged in: offer to set up a new authenticator
	// wrong or used: try another
}

// startServer starts an emulator with two users and returns a client for it. Programs create their client with
// stytch.NewFromEnv. The examples use the external IDs of Ada, customer-1, and Grace, customer-2, as user IDs. Ada has
// an authenticator app.
func startServer() (*stytchtest.Server, *stytch.Client) {
	ada := stytchtest.User{
		User: api.User{
			ExternalID: "customer-1",
			Name:       api.Name{FirstName: "Ada", LastName: "Lovelace"},
			Emails:     []api.UserEmail{{Email: "ada@example.com", Verified: true}},
		},
		PlainPassword: "correct horse battery staple 1815",
		TOTPSecret:    secret,
	}
	grace := stytchtest.User{User: api.User{
		ExternalID: "customer-2",
		Name:       api.Name{FirstName: "Grace", LastName: "Hopper"},
		Emails:     []api.UserEmail{{Email: "grace@example.com", Verified: true}},
	}}
	srv, err := stytchtest.Start(stytchtest.WithUsers(ada, grace))
	if err != nil {
		log.Fatal(err)
	}
	return srv, srv.Client()
}

// currentCode returns the code that an authenticator app shows.
func currentCode(srv *stytchtest.Server, secret string) string {
	code, err := codes.GenerateCode(secret, srv.Now())
	if err != nil {
		log.Fatal(err)
	}
	return code
}
