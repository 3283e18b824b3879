package users_test

import (
	"context"
	"errors"
	"fmt"
	"log"

	"github.com/flymyai/stytch-go"
	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/stytchtest"
	"github.com/flymyai/stytch-go/users"
)

// A customer signs up. The external ID is the customer's ID in your own database. It works wherever a user ID does.
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

// The email address is already in use, so find the user who has it.
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

// A profile page. The response embeds the user, so it has the user's fields.
func ExampleService_Get() {
	srv, client := startServer()
	defer srv.Close()
	ctx := context.Background()

	user, err := client.Users.Get(ctx, "customer-1")
	if errors.Is(err, api.ErrorTypeUserNotFound) {
		fmt.Println("no such user") // Respond with 404.
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

// A support desk looks up a user by name and status.
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

// An export that can be interrupted and resumed from the cursor of the last page.
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
		req.Cursor = page.ResultsMetadata.NextCursor // Store the cursor to resume from it after a restart.
		if req.Cursor == "" {
			break
		}
	}
	// Output:
	// write 1 of 2
	// write 1 of 2
}

// A job reminds all users who have not verified an email address. The loop fetches pages as it needs them.
func ExampleService_All() {
	srv, client := startServer()
	defer srv.Close()
	ctx := context.Background()

	for user, err := range client.Users.All(ctx, users.SearchRequest{Query: users.And(users.EmailVerified(false))}) {
		if err != nil {
			log.Fatal(err) // A page could not be fetched, and the loop ends.
		}
		fmt.Println("remind", user.Emails[0].Email)
	}
	// Output: remind grace@example.com
}

// Change the last name, and turn a trial into a plan. Everything else stays unchanged, such as the first name.
func ExampleService_Update() {
	srv, client := startServer()
	defer srv.Close()
	ctx := context.Background()

	updated, err := client.Users.Update(ctx, "customer-1", users.UpdateRequest{
		Name:            users.NameUpdate{LastName: new("King")},
		TrustedMetadata: map[string]any{"plan": "enterprise", "trial_ends": nil}, // nil deletes the key
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

// An empty list removes all roles except the default one. A nil list would leave the roles unchanged.
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

// A user closes the account. If the user was already deleted, that is not a failure.
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

// Grace has one email address and replaces it. A user with several addresses or numbers adds and deletes them instead.
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

// A page shows which apps a user has authorized.
func ExampleService_ConnectedApps() {
	srv, client := startServer()
	defer srv.Close()
	ctx := context.Background()
	srv.ConnectApp("customer-1", users.ConnectedApp{Name: "Notes", ScopesGranted: "openid email"}) // Ada has authorized one.

	resp, err := client.Users.ConnectedApps(ctx, "customer-1")
	if err != nil {
		log.Fatal(err)
	}
	for _, app := range resp.ConnectedApps {
		fmt.Println(app.Name, "may use:", app.ScopesGranted)
	}
	// Output: Notes may use: openid email
}

// Ada revokes the authorization.
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

// startServer starts an emulator with two users and returns a client for it. Programs create their client with
// stytch.NewFromEnv. The examples use the external IDs of Ada, customer-1, and Grace, customer-2, as user IDs.
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
