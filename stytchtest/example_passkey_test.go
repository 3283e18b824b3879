package stytchtest_test

import (
	"errors"
	"fmt"

	"github.com/flymyai/stytch-go"
	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/stytchtest"
	"github.com/flymyai/stytch-go/users"
	"github.com/flymyai/stytch-go/webauthn"
)

func ExampleServer_NewPasskey() {
	srv := stytchtest.NewServer(t)
	client := srv.Client()
	user, _ := client.Users.Create(t.Context(), users.CreateRequest{Email: "ada@example.com"})

	passkey := srv.NewPasskey()
	start, _ := client.WebAuthn.RegisterStart(t.Context(), webauthn.RegisterStartRequest{UserID: user.UserID, Domain: "example.com"})
	_, err := client.WebAuthn.Register(t.Context(), webauthn.RegisterRequest{
		UserID:              user.UserID,
		PublicKeyCredential: passkey.Create(start.PublicKeyCredentialCreationOptions),
	})
	fmt.Println(err)

	login, _ := client.WebAuthn.AuthenticateStart(t.Context(), webauthn.AuthenticateStartRequest{Domain: "example.com"})
	resp, err := client.WebAuthn.Authenticate(t.Context(), webauthn.AuthenticateRequest{
		PublicKeyCredential: passkey.Get(login.PublicKeyCredentialRequestOptions),
	})
	fmt.Println(resp.UserID == user.UserID, err)
	// Output:
	// <nil>
	// true <nil>
}

// A page of another site gets nothing, although the authenticator signs for it.
func ExamplePasskey_Create() {
	srv := stytchtest.NewServer(t)
	client := srv.Client()
	user, _ := client.Users.Create(t.Context(), users.CreateRequest{Email: "ada@example.com"})

	passkey := srv.NewPasskey()
	passkey.Origin = "https://evil.example"
	start, _ := client.WebAuthn.RegisterStart(t.Context(), webauthn.RegisterStartRequest{UserID: user.UserID, Domain: "example.com"})
	_, err := client.WebAuthn.Register(t.Context(), webauthn.RegisterRequest{
		UserID:              user.UserID,
		PublicKeyCredential: passkey.Create(start.PublicKeyCredentialCreationOptions),
	})
	fmt.Println(errors.Is(err, api.ErrorTypeUnableToRegisterWebAuthnRegistration))
	// Output: true
}

// A response works once.
func ExamplePasskey_Get() {
	srv := stytchtest.NewServer(t)
	client := srv.Client()
	passkey := registeredPasskey(srv, client)

	credential := passkey.Get(requestOptions(client))
	for range 2 {
		_, err := client.WebAuthn.Authenticate(t.Context(), webauthn.AuthenticateRequest{PublicKeyCredential: credential})
		fmt.Println(errors.Is(err, api.ErrorTypeUnableToAuthWebAuthnRegistration))
	}
	// Output:
	// false
	// true
}

// The signature counter reveals a clone once the original has logged in.
func ExamplePasskey_Clone() {
	srv := stytchtest.NewServer(t)
	client := srv.Client()
	passkey := registeredPasskey(srv, client)
	clone := passkey.Clone()

	for _, authenticator := range []*stytchtest.Passkey{passkey, clone} {
		_, err := client.WebAuthn.Authenticate(t.Context(), webauthn.AuthenticateRequest{
			PublicKeyCredential: authenticator.Get(requestOptions(client)),
		})
		fmt.Println(errors.Is(err, api.ErrorTypeUnableToAuthWebAuthnRegistration))
	}
	// Output:
	// false
	// true
}

func ExampleWithRequiredUserVerification() {
	srv := stytchtest.NewServer(t, stytchtest.WithRequiredUserVerification())
	client := srv.Client()
	key := registeredPasskey(srv, client)

	key.UserNotVerified = true // nobody enters a PIN
	_, err := client.WebAuthn.Authenticate(t.Context(), webauthn.AuthenticateRequest{
		PublicKeyCredential: key.Get(requestOptions(client)),
	})
	fmt.Println(errors.Is(err, api.ErrorTypeInvalidPublicKeyCredentialInvalidAuthenticatorData))
	// Output: true
}

// registeredPasskey registers a passkey of a new user.
func registeredPasskey(srv *stytchtest.Server, client *stytch.Client) *stytchtest.Passkey {
	user, _ := client.Users.Create(t.Context(), users.CreateRequest{Email: "ada@example.com"})
	passkey := srv.NewPasskey()
	start, _ := client.WebAuthn.RegisterStart(t.Context(), webauthn.RegisterStartRequest{UserID: user.UserID, Domain: "example.com"})
	_, _ = client.WebAuthn.Register(t.Context(), webauthn.RegisterRequest{
		UserID: user.UserID, PublicKeyCredential: passkey.Create(start.PublicKeyCredentialCreationOptions),
	})
	return passkey
}

// requestOptions returns the options of a login.
func requestOptions(client *stytch.Client) string {
	start, _ := client.WebAuthn.AuthenticateStart(t.Context(), webauthn.AuthenticateStartRequest{Domain: "example.com"})
	return start.PublicKeyCredentialRequestOptions
}
