package users_test

import (
	"context"
	"errors"
	"fmt"
	"log"
	"time"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/users"
)

// Find users from the last day with a verified phone number.
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

// Find users with this email address or this phone number.
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

// These are all filters of the package. The query requires all of them to match, and Ada matches.
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
		users.UserID(ada.UserID), // or external IDs
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

// A filter that this package has no function for. This one does not exist, so Stytch rejects it.
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
