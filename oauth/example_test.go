package oauth_test

import (
	"context"
	"errors"
	"fmt"
	"log"
	"net/http"
	"net/http/httptest"
	"net/url"

	"github.com/flymyai/stytch-go"
	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/oauth"
	"github.com/flymyai/stytch-go/stytchtest"
)

// The handler of your redirect URL authenticates the token in the query. The response also has the provider's own tokens,
// for calls to the provider.
func ExampleService_Authenticate() {
	srv, client := startServer()
	defer srv.Close()
	ctx := context.Background()
	token := srv.OAuthToken(stytchtest.OAuthLogin{
		Provider: "github",
		Email:    "linus@example.com",
		Name:     api.Name{FirstName: "Linus"},
		Scopes:   []string{"read:user", "repo"},
	})

	login, err := client.OAuth.Authenticate(ctx, oauth.AuthenticateRequest{
		Token:                  token,
		SessionDurationMinutes: 60,
	})
	if errors.Is(err, api.ErrorTypeOAuthTokenNotFound) {
		fmt.Println("used or expired: start again")
		return
	}
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(login.User.Name.FirstName, "is logged in by", login.ProviderType)
	fmt.Println("session:", login.UserSession != nil) // This response has no Session field.
	fmt.Println("may call GitHub for", login.ProviderValues.Scopes)
	// Output:
	// Linus is logged in by Github
	// session: true
	// may call GitHub for [read:user repo]
}

// "Connect your Google account", for an existing user, whose Google account can have a different email address. The token
// in Stytch's start URL links the Google account to the user.
func ExampleService_Attach() {
	srv, client := startServer()
	defer srv.Close()

	connect := func(w http.ResponseWriter, r *http.Request) {
		attach, err := client.OAuth.Attach(r.Context(), oauth.AttachRequest{
			Provider: "google",
			UserID:   "customer-1", // or the session token or JWT of the current user
		})
		if err != nil {
			http.Error(w, "Google cannot be reached at the moment.", http.StatusServiceUnavailable)
			return
		}
		query := url.Values{
			"public_token":       {"public-token-test-..."}, // from the dashboard
			"oauth_attach_token": {attach.OAuthAttachToken},
		}
		http.Redirect(w, r, "https://test.stytch.com/v1/public/oauth/google/start?"+query.Encode(), http.StatusFound)
	}

	response := httptest.NewRecorder()
	connect(response, httptest.NewRequest(http.MethodPost, "/settings/google", nil))
	google, err := url.Parse(response.Header().Get("Location"))
	if err != nil {
		log.Fatal(err)
	}

	// Back at your redirect URL:
	login, err := client.OAuth.Authenticate(context.Background(), oauth.AuthenticateRequest{
		Token: srv.OAuthToken(stytchtest.OAuthLogin{
			Provider:    "google",
			Email:       "countess@lovelace.example",
			AttachToken: google.Query().Get("oauth_attach_token"),
		}),
	})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(login.ProviderType, "is connected to", login.User.Name.FirstName)
	// Output: Google is connected to Ada
}

// startServer starts an emulator with one user, Ada, and returns a client for it. Programs create their client with
// stytch.NewFromEnv. srv.OAuthToken stands for the login in the browser and at the provider.
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
