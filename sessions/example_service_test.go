package sessions_test

import (
	"context"
	"errors"
	"fmt"
	"log"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/sessions"
	"github.com/flymyai/stytch-go/stytchtest"
)

// Move users from a former provider without a new login. Stytch verifies the old session at that provider's UserInfo
// endpoint, which is set in the dashboard.
func ExampleService_Migrate() {
	srv, client := startServer(stytchtest.WithUserInfo(func(token string) (email string, err error) {
		if token != "session of the old provider" {
			return "", errors.New("unknown session")
		}
		return "ada@example.com", nil
	}))
	defer srv.Close()
	ctx := context.Background()

	migrated, err := client.Sessions.Migrate(ctx, sessions.MigrateRequest{
		SessionToken:           "session of the old provider",
		SessionDurationMinutes: 60,
	})
	if errors.Is(err, api.ErrorTypeMigrateFromExternalEmailDoesNotExist) {
		fmt.Println("log in again") // no user has the address
		return
	}
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(migrated.User.Name.FirstName, "is logged in")
	// Output: Ada is logged in
}

// A connected app exchanges its access token for a session of Ada's. She has granted the app full access.
func ExampleService_ExchangeAccessToken() {
	srv, client := startServer()
	defer srv.Close()
	ctx := context.Background()
	accessToken := srv.AccessToken(stytchtest.AccessToken{UserID: "customer-1", Scopes: "full_access"})

	exchanged, err := client.Sessions.ExchangeAccessToken(ctx, sessions.ExchangeAccessTokenRequest{
		AccessToken:            accessToken, // at most 5 minutes old; this call uses it up
		SessionDurationMinutes: 30,
	})
	switch {
	case errors.Is(err, api.ErrorTypeOAuthAccessTokenExchangeTokenTooOld):
		fmt.Println("get a new access token")
	case errors.Is(err, api.ErrorTypeOAuthAccessTokenExchangeMissingFullAccess):
		fmt.Println("ask the user for the scope full_access")
	case err != nil:
		log.Fatal(err)
	default:
		fmt.Println("acts as", exchanged.User.Name.FirstName)
	}
	// Output: acts as Ada
}

// Fetch the keys for a program that checks JWTs itself, such as a gateway.
func ExampleService_JWKS() {
	srv, client := startServer()
	defer srv.Close()
	ctx := context.Background()

	set, err := client.Sessions.JWKS(ctx)
	if err != nil {
		log.Fatal(err)
	}
	for _, key := range set.Keys {
		fmt.Println(key.Kty, key.Alg, key.Use)
	}
	// Output: RSA RS256 sig
}

// Another system of yours has logged Ada in and signed a JWT for her. Attest creates a session from it.
func ExampleService_Attest() {
	portal := newPortal()
	srv, client := startServer(stytchtest.WithTrustedTokenProfile(portal.profile()))
	defer srv.Close()
	ctx := context.Background()

	attested, err := client.Sessions.Attest(ctx, sessions.AttestRequest{
		ProfileID:              "trusted-token-profile-portal", // from the dashboard, with the portal's keys
		Token:                  portal.token("customer-1"),
		SessionDurationMinutes: 60,
	})
	if errors.Is(err, api.ErrorTypeInvalidTrustedAuthToken) {
		fmt.Println("the portal did not sign that")
		return
	}
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(attested.User.Name.FirstName, "is logged in by", attested.Session.AuthenticationFactors[0].Type)
	// Output: Ada is logged in by trusted_auth_token
}
