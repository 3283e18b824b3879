package impersonation_test

import (
	"context"
	"errors"
	"fmt"
	"log"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/impersonation"
	"github.com/flymyai/stytch-go/stytchtest"
)

// An admin chose to impersonate Ada in Stytch's dashboard, which redirected to the application with a token.
func ExampleService_Authenticate() {
	srv, err := stytchtest.Start(stytchtest.WithUsers(stytchtest.User{User: api.User{
		ExternalID: "customer-1", Emails: []api.UserEmail{{Email: "ada@example.com", Verified: true}},
	}}))
	if err != nil {
		log.Fatal(err)
	}
	defer srv.Close()
	client := srv.Client() // in a program, from stytch.NewFromEnv
	token := srv.ImpersonationToken(stytchtest.Impersonation{UserID: "customer-1", ImpersonatorID: "admin-1", ImpersonatorEmail: "grace@example.com"})

	login, err := client.Impersonation.Authenticate(context.Background(), impersonation.AuthenticateRequest{ImpersonationToken: token})
	if errors.Is(err, api.ErrorTypeUnableToAuthImpersonationToken) {
		fmt.Println("used or expired: start again in the dashboard")
		return
	}
	if err != nil {
		log.Fatal(err)
	}
	factor := login.Session.AuthenticationFactors[0]
	fmt.Println(factor.Type, "by", factor.ImpersonatedFactor.ImpersonatorEmailAddress)
	fmt.Println(login.Session.ExpiresAt.Sub(login.Session.StartedAt))
	// Output:
	// impersonated by grace@example.com
	// 1h0m0s
}
