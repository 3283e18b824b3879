package webauthn_test

import (
	"context"
	"errors"
	"fmt"
	"log"

	"github.com/flymyai/stytch-go"
	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/stytchtest"
	"github.com/flymyai/stytch-go/webauthn"
)

// The first half of adding a passkey: the page passes the options to navigator.credentials.create.
func ExampleService_RegisterStart() {
	srv, client := startServer()
	defer srv.Close()

	start, err := client.WebAuthn.RegisterStart(context.Background(), webauthn.RegisterStartRequest{
		UserID:                         "customer-1",
		Domain:                         "example.com", // the host of the page
		ReturnPasskeyCredentialOptions: true,
		UseBase64URLEncoding:           true,
	})
	if errors.Is(err, api.ErrorTypeTooManyUserRegistrationsForDomain) {
		fmt.Println("remove a passkey first") // Users.DeleteWebAuthnRegistration
		return
	}
	if err != nil {
		log.Fatal(err)
	}
	// Send start.PublicKeyCredentialCreationOptions to the page as it is. It is JSON already.
	fmt.Println("options:", start.PublicKeyCredentialCreationOptions != "")
	// Output: options: true
}

// The second half of adding a passkey: the page has sent JSON.stringify of the credential.
func ExampleService_Register() {
	srv, client := startServer()
	defer srv.Close()
	ctx := context.Background()
	start, err := client.WebAuthn.RegisterStart(ctx, webauthn.RegisterStartRequest{UserID: "customer-1", Domain: "example.com"})
	if err != nil {
		log.Fatal(err)
	}
	credential := srv.NewPasskey().Create(start.PublicKeyCredentialCreationOptions) // made by the browser

	registered, err := client.WebAuthn.Register(ctx, webauthn.RegisterRequest{
		UserID:              "customer-1",
		PublicKeyCredential: credential,
	})
	switch {
	case errors.Is(err, api.ErrorTypeDuplicateWebAuthnRegistration):
		fmt.Println("this passkey is already registered")
	case errors.Is(err, api.ErrorTypeUnableToRegisterWebAuthnRegistration):
		fmt.Println("start again") // the challenge is older than 5 minutes
	case err != nil:
		log.Fatal(err)
	default:
		fmt.Println("passkeys:", len(registered.User.WebAuthnRegistrations))
	}
	// Output: passkeys: 1
}

// The first half of a login: without a user, the browser offers all passkeys that it has for the domain.
func ExampleService_AuthenticateStart() {
	srv, client := startServer()
	defer srv.Close()

	start, err := client.WebAuthn.AuthenticateStart(context.Background(), webauthn.AuthenticateStartRequest{
		Domain:                         "example.com",
		ReturnPasskeyCredentialOptions: true,
		UseBase64URLEncoding:           true,
	})
	if err != nil {
		log.Fatal(err)
	}
	// Send start.PublicKeyCredentialRequestOptions to the page as it is. It is JSON already.
	fmt.Println("options:", start.PublicKeyCredentialRequestOptions != "")
	// Output: options: true
}

// The second half of a login: the credential determines the user.
func ExampleService_Authenticate() {
	srv, client := startServer()
	defer srv.Close()
	ctx := context.Background()
	passkey := addPasskey(srv, client)
	start, err := client.WebAuthn.AuthenticateStart(ctx, webauthn.AuthenticateStartRequest{Domain: "example.com"})
	if err != nil {
		log.Fatal(err)
	}
	credential := passkey.Get(start.PublicKeyCredentialRequestOptions) // made by the browser

	login, err := client.WebAuthn.Authenticate(ctx, webauthn.AuthenticateRequest{
		PublicKeyCredential:    credential,
		SessionDurationMinutes: 60,
	})
	switch {
	case errors.Is(err, api.ErrorTypeUnableToAuthWebAuthnRegistration):
		fmt.Println("log in another way") // the passkey was removed, or the challenge is older than 5 minutes
	case err != nil:
		log.Fatal(err)
	default:
		fmt.Println(login.User.Name.FirstName, "is logged in by", login.Session.AuthenticationFactors[0].Type)
	}
	// Output: Ada is logged in by webauthn
}

// Users recognize their passkeys by a name.
func ExampleService_Update() {
	srv, client := startServer()
	defer srv.Close()
	ctx := context.Background()
	addPasskey(srv, client)
	ada, err := client.Users.Get(ctx, "customer-1")
	if err != nil {
		log.Fatal(err)
	}

	id := ada.WebAuthnRegistrations[0].WebAuthnRegistrationID
	updated, err := client.WebAuthn.Update(ctx, id, webauthn.UpdateRequest{Name: "Ada's phone"})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(updated.WebAuthnRegistration.Name)
	// Output: Ada's phone
}

func ExampleService_ListCredentials() {
	srv, client := startServer()
	defer srv.Close()
	addPasskey(srv, client)

	resp, err := client.WebAuthn.ListCredentials(context.Background(), "customer-1", "example.com")
	if err != nil {
		log.Fatal(err)
	}
	for _, credential := range resp.Credentials {
		fmt.Println(credential.Type, "of", len(credential.PublicKey), "characters")
	}
	// Output: public-key of 104 characters
}

// addPasskey registers a passkey for Ada.
func addPasskey(srv *stytchtest.Server, client *stytch.Client) *stytchtest.Passkey {
	ctx := context.Background()
	start, err := client.WebAuthn.RegisterStart(ctx, webauthn.RegisterStartRequest{UserID: "customer-1", Domain: "example.com"})
	if err != nil {
		log.Fatal(err)
	}
	passkey := srv.NewPasskey()
	_, err = client.WebAuthn.Register(ctx, webauthn.RegisterRequest{
		UserID:              "customer-1",
		PublicKeyCredential: passkey.Create(start.PublicKeyCredentialCreationOptions),
	})
	if err != nil {
		log.Fatal(err)
	}
	return passkey
}

// startServer starts an emulator with a user and returns a client for it. Programs create their client with
// stytch.NewFromEnv. The examples use the external ID of Ada, customer-1, as user ID.
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
