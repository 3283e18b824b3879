package users_test

import (
	"context"
	"errors"
	"fmt"
	"log"

	"github.com/flymyai/stytch-go/api"
)

// The settings page deletes an email address that is no longer used.
func ExampleService_DeleteEmail() {
	srv, client := startServer()
	defer srv.Close()
	ctx := context.Background()

	user, err := client.Users.Get(ctx, "customer-1")
	if err != nil {
		log.Fatal(err)
	}
	for _, email := range user.Emails {
		if email.Email != "ada@old.example.com" {
			continue
		}
		deleted, err := client.Users.DeleteEmail(ctx, email.EmailID)
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println("left:", deleted.User.Emails[0].Email)
	}
	// Output: left: ada@example.com
}

// A phone number has a new owner. A user's last way to log in cannot be deleted.
func ExampleService_DeletePhoneNumber() {
	srv, client := startServer()
	defer srv.Close()
	ctx := context.Background()

	user, err := client.Users.Get(ctx, "customer-1")
	if err != nil {
		log.Fatal(err)
	}
	for _, phone := range user.PhoneNumbers {
		if phone.PhoneNumber != "+14155550123" {
			continue
		}
		deleted, err := client.Users.DeletePhoneNumber(ctx, phone.PhoneID)
		if errors.Is(err, api.ErrorTypeCannotDeleteLastPrimaryFactor) {
			fmt.Println("add another number or an address first")
			return
		}
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println("numbers left:", len(deleted.User.PhoneNumbers))
	}
	// Output: numbers left: 0
}

// A user has lost a security key and selects it by its name.
func ExampleService_DeleteWebAuthnRegistration() {
	srv, client := startServer()
	defer srv.Close()
	ctx := context.Background()

	user, err := client.Users.Get(ctx, "customer-1")
	if err != nil {
		log.Fatal(err)
	}
	for _, key := range user.WebAuthnRegistrations {
		if key.Name != "Blue key" {
			continue
		}
		deleted, err := client.Users.DeleteWebAuthnRegistration(ctx, key.WebAuthnRegistrationID)
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println("keys left:", len(deleted.User.WebAuthnRegistrations))
	}
	// Output: keys left: 0
}

// A phone was stolen. Delete the biometric registrations of all of the user's devices.
func ExampleService_DeleteBiometricRegistration() {
	srv, client := startServer()
	defer srv.Close()
	ctx := context.Background()

	user, err := client.Users.Get(ctx, "customer-1")
	if err != nil {
		log.Fatal(err)
	}
	for _, device := range user.BiometricRegistrations {
		if _, err := client.Users.DeleteBiometricRegistration(ctx, device.BiometricRegistrationID); err != nil {
			log.Fatal(err)
		}
	}
	fmt.Println("devices removed:", len(user.BiometricRegistrations))
	// Output: devices removed: 1
}

// A user has lost the authenticator app and its recovery codes. The support desk deletes the app, and the user can set up
// a new one.
func ExampleService_DeleteTOTP() {
	srv, client := startServer()
	defer srv.Close()
	ctx := context.Background()

	user, err := client.Users.Get(ctx, "customer-1")
	if err != nil {
		log.Fatal(err)
	}
	for _, app := range user.TOTPs {
		deleted, err := client.Users.DeleteTOTP(ctx, app.TOTPID)
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println("authenticators left:", len(deleted.User.TOTPs))
	}
	// Output: authenticators left: 0
}

// A user disconnects a wallet.
func ExampleService_DeleteCryptoWallet() {
	srv, client := startServer()
	defer srv.Close()
	ctx := context.Background()

	user, err := client.Users.Get(ctx, "customer-1")
	if err != nil {
		log.Fatal(err)
	}
	for _, wallet := range user.CryptoWallets {
		if wallet.CryptoWalletAddress != "0x6df2dB4Fb3DA35d241901Bd53367770BF03123f1" {
			continue
		}
		deleted, err := client.Users.DeleteCryptoWallet(ctx, wallet.CryptoWalletID)
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println("wallets left:", len(deleted.User.CryptoWallets))
	}
	// Output: wallets left: 0
}

// A user deletes the password and logs in with links and codes from now on.
func ExampleService_DeletePassword() {
	srv, client := startServer()
	defer srv.Close()
	ctx := context.Background()

	user, err := client.Users.Get(ctx, "customer-1")
	if err != nil {
		log.Fatal(err)
	}
	if user.Password == nil {
		return // The user has no password.
	}
	deleted, err := client.Users.DeletePassword(ctx, user.Password.PasswordID)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println("has a password:", deleted.User.Password != nil)
	// Output: has a password: false
}

// The settings page disconnects GitHub.
func ExampleService_DeleteOAuthRegistration() {
	srv, client := startServer()
	defer srv.Close()
	ctx := context.Background()

	user, err := client.Users.Get(ctx, "customer-1")
	if err != nil {
		log.Fatal(err)
	}
	for _, provider := range user.Providers {
		if provider.ProviderType != "Github" {
			continue
		}
		deleted, err := client.Users.DeleteOAuthRegistration(ctx, provider.OAuthUserRegistrationID)
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println("left:", deleted.User.Providers[0].ProviderType)
	}
	// Output: left: Google
}

// The customer's record was merged into another, so the external ID is no longer valid. The user stays.
func ExampleService_DeleteExternalID() {
	srv, client := startServer()
	defer srv.Close()
	ctx := context.Background()

	deleted, err := client.Users.DeleteExternalID(ctx, "customer-1")
	if err != nil {
		log.Fatal(err)
	}
	fmt.Printf("%s has the external ID %q\n", deleted.User.Name.FirstName, deleted.User.ExternalID)
	// Output: Ada has the external ID ""
}
