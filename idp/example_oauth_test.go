package idp_test

import (
	"context"
	"errors"
	"fmt"
	"log"
	"net/url"

	"github.com/flymyai/stytch-go"
	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/connectedapps"
	"github.com/flymyai/stytch-go/idp"
	"github.com/flymyai/stytch-go/stytchtest"
	"github.com/flymyai/stytch-go/users"
)

const callback = "https://calendar.example.com/callback"

// newApp adds an app, and a user whose account the app asks to access.
func newApp(ctx context.Context, client *stytch.Client) (app api.ConnectedAppWithClientSecret, userID string) {
	created, err := client.ConnectedApps.Clients.Create(ctx, connectedapps.ClientsCreateRequest{
		ClientType: api.ConnectedAppClientTypeThirdParty, ClientName: "Calendar", RedirectURLs: []string{callback},
	})
	if err != nil {
		log.Fatal(err)
	}
	ada, err := client.Users.Create(ctx, users.CreateRequest{Email: "ada@example.com"})
	if err != nil {
		log.Fatal(err)
	}
	return created.ConnectedApp, ada.UserID
}

// What a consent page shows for the authorization request in its URL.
func ExampleOAuthService_AuthorizeStart() {
	srv := start()
	defer srv.Close()
	client := srv.Client() // in a program, from stytch.NewFromEnv
	ctx := context.Background()
	app, userID := newApp(ctx, client)

	started, err := client.IDP.OAuth.AuthorizeStart(ctx, idp.OAuthAuthorizeStartRequest{
		ClientID: app.ClientID, RedirectURI: callback, ResponseType: "code", Scopes: []string{"openid", "read:documents"},
		UserID: userID, // or the session of the user
	})
	if err != nil {
		log.Fatal(err) // show an error page; do not redirect
	}
	fmt.Println(started.Client.ClientName, "asks for access, consent required:", started.ConsentRequired)
	for _, scope := range started.ScopeResults {
		fmt.Println(scope.Scope, scope.IsGrantable)
	}
	// Output:
	// Calendar asks for access, consent required: true
	// openid true
	// read:documents false
}

// The user has allowed access on the consent page.
func ExampleOAuthService_Authorize() {
	srv := start()
	defer srv.Close()
	client := srv.Client() // in a program, from stytch.NewFromEnv
	ctx := context.Background()
	app, userID := newApp(ctx, client)

	authorized, err := client.IDP.OAuth.Authorize(ctx, idp.OAuthAuthorizeRequest{
		ClientID: app.ClientID, RedirectURI: callback, ResponseType: "code", Scopes: []string{"openid"},
		UserID: userID, ConsentGranted: true, State: "the state of the request",
	})
	if err != nil {
		log.Fatal(err) // show an error page; do not redirect
	}
	to, err := url.Parse(authorized.RedirectURI) // redirect the browser there
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(to.Host, to.Query().Has("code"), to.Query().Get("state"))
	// Output: calendar.example.com true the state of the request
}

// Introspection shows at once that a user has revoked the app's access.
func ExampleService_IntrospectToken() {
	srv := start()
	defer srv.Close()
	client := srv.Client() // in a program, from stytch.NewFromEnv
	ctx := context.Background()
	app, userID := newApp(ctx, client)
	srv.ConnectApp(userID, api.UserConnectedApp{ConnectedAppID: app.ClientID, Name: app.ClientName})
	token := srv.AccessToken(stytchtest.AccessToken{UserID: userID, ClientID: app.ClientID, Scopes: "openid"})

	introspect := func() {
		resp, err := client.IDP.IntrospectToken(ctx, idp.IntrospectTokenRequest{Token: token, ClientID: app.ClientID, ClientSecret: app.ClientSecret})
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(resp.Active, resp.Scope)
	}
	introspect()
	if _, err := client.Users.RevokeConnectedApp(ctx, userID, app.ClientID); err != nil {
		log.Fatal(err)
	}
	introspect()
	// Output:
	// true openid
	// false
}

// If revoked access must end at once, let each check call the API. The function returns the secrets of confidential apps.
func ExampleWithIntrospection() {
	srv := start()
	defer srv.Close()
	client := srv.Client() // in a program, from stytch.NewFromEnv
	ctx := context.Background()
	app, userID := newApp(ctx, client)
	srv.ConnectApp(userID, api.UserConnectedApp{ConnectedAppID: app.ClientID, Name: app.ClientName})
	token := srv.AccessToken(stytchtest.AccessToken{UserID: userID, ClientID: app.ClientID, Scopes: "openid"})
	secrets := map[string]string{app.ClientID: app.ClientSecret}
	introspection := idp.WithIntrospection(func(_ context.Context, clientID string) (string, error) { return secrets[clientID], nil })

	if _, err := client.Users.RevokeConnectedApp(ctx, userID, app.ClientID); err != nil {
		log.Fatal(err)
	}
	_, err := client.IDP.AuthenticateAccessToken(ctx, token, introspection)
	fmt.Println(errors.Is(err, idp.ErrTokenRevoked), idp.StatusCode(err))
	// Output: true 401
}
