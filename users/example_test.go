package users_test

import (
	"context"
	"errors"
	"fmt"
	"log"
	"time"

	"github.com/flymyai/stytch-go"
	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/stytchtest"
	"github.com/flymyai/stytch-go/users"
)

// A sign-up. The external id is the customer's id in your own database. From here on it is good wherever a
// user id is.
func ExampleService_Create() {
	srv, client := startServer()
	defer srv.Close()
	ctx := context.Background()

	created, err := client.Users.Create(ctx, users.CreateRequest{
		Email:           "katherine@example.com",
		Name:            users.Name{FirstName: "Katherine", LastName: "Johnson"},
		ExternalID:      "customer-3",
		TrustedMetadata: map[string]any{"plan": "free"},
	})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(created.User.Name.FirstName, "is", created.Status)
	fmt.Println("address verified:", created.User.Emails[0].Verified)
	// Output:
	// Katherine is active
	// address verified: false
}

// The address is taken, and the one who has it is found.
func ExampleService_Create_duplicate() {
	srv, client := startServer()
	defer srv.Close()
	ctx := context.Background()

	_, err := client.Users.Create(ctx, users.CreateRequest{Email: "ada@example.com"})
	if errors.Is(err, api.ErrorTypeDuplicateEmail) {
		page, err := client.Users.Search(ctx, users.SearchRequest{Query: users.And(users.EmailAddress("ada@example.com"))})
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println("belongs to", page.Results[0].ExternalID)
	} else if err != nil {
		log.Fatal(err)
	}
	// Output: belongs to customer-1
}

// A profile page. The answer embeds the user, so its fields stand right there.
func ExampleService_Get() {
	srv, client := startServer()
	defer srv.Close()
	ctx := context.Background()

	user, err := client.Users.Get(ctx, "customer-1")
	if errors.Is(err, api.ErrorTypeUserNotFound) {
		fmt.Println("no such user") // a 404 for whoever asked
		return
	}
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(user.Name.FirstName, user.Name.LastName)
	for _, email := range user.Emails {
		fmt.Println(email.Email)
	}
	fmt.Println("has a password:", user.Password != nil)
	// Output:
	// Ada Lovelace
	// ada@example.com
	// ada@old.example.com
	// has a password: true
}

// A support desk looks somebody up by name and status.
func ExampleService_Search() {
	srv, client := startServer()
	defer srv.Close()
	ctx := context.Background()

	page, err := client.Users.Search(ctx, users.SearchRequest{
		Query: users.And(users.FullNameFuzzy("hopper"), users.Status(api.UserStatusPending)),
		Limit: 10,
	})
	if err != nil {
		log.Fatal(err)
	}
	for _, user := range page.Results {
		fmt.Println(user.Name.FirstName, user.Name.LastName)
	}
	fmt.Println("more:", page.ResultsMetadata.NextCursor != "")
	// Output:
	// Grace Hopper
	// more: false
}

// An export that can be interrupted: the cursor of a page is where to go on.
func ExampleService_Search_pages() {
	srv, client := startServer()
	defer srv.Close()
	ctx := context.Background()

	req := users.SearchRequest{Limit: 1} // up to 1,000
	for {
		page, err := client.Users.Search(ctx, req)
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println("write", len(page.Results), "of", page.ResultsMetadata.Total)
		req.Cursor = page.ResultsMetadata.NextCursor // keep it where a restart finds it
		if req.Cursor == "" {
			break
		}
	}
	// Output:
	// write 1 of 2
	// write 1 of 2
}

// A job that reminds everybody who never confirmed an address. Pages are fetched as the loop goes on.
func ExampleService_All() {
	srv, client := startServer()
	defer srv.Close()
	ctx := context.Background()

	for user, err := range client.Users.All(ctx, users.SearchRequest{Query: users.And(users.EmailVerified(false))}) {
		if err != nil {
			log.Fatal(err) // a page could not be fetched; nothing follows
		}
		fmt.Println("remind", user.Emails[0].Email)
	}
	// Output: remind grace@example.com
}

// A new last name, and a trial that became a plan. What is not mentioned stays: the first name, the roles.
func ExampleService_Update() {
	srv, client := startServer()
	defer srv.Close()
	ctx := context.Background()

	updated, err := client.Users.Update(ctx, "customer-1", users.UpdateRequest{
		Name:            users.NameUpdate{LastName: new("King")},
		TrustedMetadata: map[string]any{"plan": "enterprise", "trial_ends": nil}, // nil removes a key
	})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(updated.User.Name.FirstName, updated.User.Name.LastName)
	fmt.Println(updated.User.TrustedMetadata)
	fmt.Println(updated.User.Roles)
	// Output:
	// Ada King
	// map[plan:enterprise]
	// [stytch_user editor]
}

// An empty list takes all roles away, but the one that everybody has. A nil one would leave them.
func ExampleService_Update_roles() {
	srv, client := startServer()
	defer srv.Close()
	ctx := context.Background()

	updated, err := client.Users.Update(ctx, "customer-1", users.UpdateRequest{Roles: []string{}})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(updated.User.Roles)
	// Output: [stytch_user]
}

// Somebody closes the account. A user who is gone already is no failure then.
func ExampleService_Delete() {
	srv, client := startServer()
	defer srv.Close()
	ctx := context.Background()

	_, err := client.Users.Delete(ctx, "customer-1")
	if err != nil && !errors.Is(err, api.ErrorTypeUserNotFound) {
		log.Fatal(err)
	}
	_, err = client.Users.Get(ctx, "customer-1")
	fmt.Println(errors.Is(err, api.ErrorTypeUserNotFound))
	// Output: true
}

// Grace has one address and moves to another. Who has more than one address or number adds and deletes instead.
func ExampleService_ExchangePrimaryFactor() {
	srv, client := startServer()
	defer srv.Close()
	ctx := context.Background()

	exchanged, err := client.Users.ExchangePrimaryFactor(ctx, "customer-2", users.ExchangePrimaryFactorRequest{
		EmailAddress: "grace@navy.example.com",
	})
	switch {
	case errors.Is(err, api.ErrorTypeDuplicateEmail):
		fmt.Println("somebody else has that address")
	case errors.Is(err, api.ErrorTypeInvalidExchangePrimaryFactorUser):
		fmt.Println("not for users with several addresses or numbers")
	case err != nil:
		log.Fatal(err)
	default:
		fmt.Println(exchanged.User.Emails[0].Email)
	}
	// Output: grace@navy.example.com
}

// The settings page removes an address that is used no more.
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

// A phone number changed hands. The last way to log in cannot be deleted.
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

// A lost security key. Users know theirs by the name.
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

// A stolen phone: none of the user's devices logs in by fingerprint or face any more.
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

// A user without authenticator and recovery codes is let in by the support desk, and sets up a new one later.
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

// A wallet is disconnected.
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

// A user goes without a password, and logs in by links and codes from now on.
func ExampleService_DeletePassword() {
	srv, client := startServer()
	defer srv.Close()
	ctx := context.Background()

	user, err := client.Users.Get(ctx, "customer-1")
	if err != nil {
		log.Fatal(err)
	}
	if user.Password == nil {
		return // there is none
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

// The customer's record was merged into another, so its id leads nowhere. The user stays.
func ExampleService_DeleteExternalID() {
	srv, client := startServer()
	defer srv.Close()
	ctx := context.Background()

	deleted, err := client.Users.DeleteExternalID(ctx, "customer-1")
	if err != nil {
		log.Fatal(err)
	}
	fmt.Printf("%s has the external id %q\n", deleted.User.Name.FirstName, deleted.User.ExternalID)
	// Output: Ada has the external id ""
}

// A page that shows a user which apps may act in her name.
func ExampleService_ConnectedApps() {
	srv, client := startServer()
	defer srv.Close()
	ctx := context.Background()
	srv.ConnectApp("customer-1", users.ConnectedApp{Name: "Notes", ScopesGranted: "openid email"}) // she has allowed one

	resp, err := client.Users.ConnectedApps(ctx, "customer-1")
	if err != nil {
		log.Fatal(err)
	}
	for _, app := range resp.ConnectedApps {
		fmt.Println(app.Name, "may use:", app.ScopesGranted)
	}
	// Output: Notes may use: openid email
}

// She takes it back.
func ExampleService_RevokeConnectedApp() {
	srv, client := startServer()
	defer srv.Close()
	ctx := context.Background()
	app := srv.ConnectApp("customer-1", users.ConnectedApp{Name: "Notes", ScopesGranted: "openid email"})

	if _, err := client.Users.RevokeConnectedApp(ctx, "customer-1", app.ConnectedAppID); err != nil {
		log.Fatal(err)
	}
	resp, err := client.Users.ConnectedApps(ctx, "customer-1")
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println("apps left:", len(resp.ConnectedApps))
	// Output: apps left: 0
}

// Users of the last day who have a verified number.
func ExampleAnd() {
	srv, client := startServer()
	defer srv.Close()
	ctx := context.Background()

	page, err := client.Users.Search(ctx, users.SearchRequest{Query: users.And(
		users.CreatedAfter(time.Now().Add(-24*time.Hour)),
		users.PhoneVerified(true),
	)})
	if err != nil {
		log.Fatal(err)
	}
	for _, user := range page.Results {
		fmt.Println(user.Name.FirstName)
	}
	// Output: Ada
}

// Whoever has this address or this number.
func ExampleOr() {
	srv, client := startServer()
	defer srv.Close()
	ctx := context.Background()

	page, err := client.Users.Search(ctx, users.SearchRequest{Query: users.Or(
		users.EmailAddress("grace@example.com"),
		users.PhoneNumber("+14155550123"),
	)})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(len(page.Results), "users")
	// Output: 2 users
}

// Every filter there is. And wants all of them to match, and they match Ada.
func ExampleFilter() {
	srv, client := startServer()
	defer srv.Close()
	ctx := context.Background()
	ada, err := client.Users.Get(ctx, "customer-1")
	if err != nil {
		log.Fatal(err)
	}

	yesterday, tomorrow := time.Now().AddDate(0, 0, -1), time.Now().AddDate(0, 0, 1)
	filters := []users.Filter{
		users.UserID(ada.UserID), // or external ids
		users.Status(api.UserStatusActive),
		users.FullNameFuzzy("love"),
		users.CreatedAfter(yesterday),
		users.CreatedBefore(tomorrow),
		users.CreatedBetween(yesterday, tomorrow),

		users.EmailAddress("ada@example.com", "ada@old.example.com"),
		users.EmailAddressFuzzy("old.example"),
		users.EmailID(ada.Emails[0].EmailID),
		users.EmailVerified(true),

		users.PhoneNumber("+14155550123"),
		users.PhoneNumberFuzzy("5550123"),
		users.PhoneID(ada.PhoneNumbers[0].PhoneID),
		users.PhoneVerified(true),

		users.PasswordExists(true),
		users.OAuthProvider("google", "github"),
		users.TOTPID(ada.TOTPs[0].TOTPID),
		users.TOTPVerified(true),
		users.WebAuthnRegistrationID(ada.WebAuthnRegistrations[0].WebAuthnRegistrationID),
		users.WebAuthnRegistrationVerified(true),
		users.BiometricRegistrationID(ada.BiometricRegistrations[0].BiometricRegistrationID),
		users.BiometricRegistrationVerified(true),
		users.CryptoWalletID(ada.CryptoWallets[0].CryptoWalletID),
		users.CryptoWalletAddress("0x6df2dB4Fb3DA35d241901Bd53367770BF03123f1"),
		users.CryptoWalletVerified(true),
	}
	page, err := client.Users.Search(ctx, users.SearchRequest{Query: users.And(filters...)})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(len(filters), "filters match", page.Results[0].Name.FirstName)
	// Output: 25 filters match Ada
}

// A filter that Stytch has and this package does not know yet is written out. This one there is not.
func ExampleFilter_unknown() {
	srv, client := startServer()
	defer srv.Close()
	ctx := context.Background()

	_, err := client.Users.Search(ctx, users.SearchRequest{Query: users.And(
		users.Filter{FilterName: "shoe_size", FilterValue: []int{38, 39}},
	)})
	fmt.Println(errors.Is(err, api.ErrorTypeUserSearchFilterNameNotRecognized))
	// Output: true
}

// startServer starts a Stytch with two users, and returns a client of it. A program gets its client from
// stytch.NewFromEnv. Ada's external id is customer-1 and Grace's customer-2; they stand for user ids here.
func startServer() (*stytchtest.Server, *stytch.Client) {
	ada := stytchtest.User{
		User: api.User{
			ExternalID:      "customer-1",
			Name:            api.Name{FirstName: "Ada", LastName: "Lovelace"},
			Roles:           []string{"editor"},
			TrustedMetadata: map[string]any{"plan": "pro", "trial_ends": "2026-01-31"},
			Emails: []api.UserEmail{
				{Email: "ada@example.com", Verified: true},
				{Email: "ada@old.example.com", Verified: true},
			},
			PhoneNumbers:           []api.UserPhoneNumber{{PhoneNumber: "+14155550123", Verified: true}},
			Providers:              []api.UserOAuthProvider{{ProviderType: "Google"}, {ProviderType: "Github"}},
			WebAuthnRegistrations:  []api.UserWebAuthnRegistration{{Domain: "example.com", Name: "Blue key", Verified: true}},
			BiometricRegistrations: []api.UserBiometricRegistration{{Verified: true}},
			CryptoWallets: []api.UserCryptoWallet{{
				CryptoWalletType: "ethereum", CryptoWalletAddress: "0x6df2dB4Fb3DA35d241901Bd53367770BF03123f1", Verified: true,
			}},
		},
		PlainPassword: "correct horse battery staple 1815",
		TOTPSecret:    "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP",
	}
	grace := stytchtest.User{User: api.User{
		ExternalID: "customer-2",
		Name:       api.Name{FirstName: "Grace", LastName: "Hopper"},
		Emails:     []api.UserEmail{{Email: "grace@example.com"}},
		Status:     api.UserStatusPending,
	}}
	srv, err := stytchtest.Start(
		stytchtest.WithUsers(ada, grace),
		stytchtest.WithRBACPolicy(api.RBACPolicy{Roles: []api.RBACPolicyRole{{RoleID: "editor"}}}),
	)
	if err != nil {
		log.Fatal(err)
	}
	return srv, srv.Client()
}
