package stytchtest_test

import (
	"fmt"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/impersonation"
	"github.com/flymyai/stytch-go/m2m"
	"github.com/flymyai/stytch-go/oauth"
	"github.com/flymyai/stytch-go/sessions"
	"github.com/flymyai/stytch-go/stytchtest"
	"github.com/flymyai/stytch-go/users"
)

func ExampleServer_OAuthToken() {
	srv := stytchtest.NewServer(t)
	login, err := srv.Client().OAuth.Authenticate(t.Context(), oauth.AuthenticateRequest{
		Token: srv.OAuthToken(stytchtest.OAuthLogin{Provider: "google", Subject: "g-1", Email: "ada@example.com"}),
	})
	if err != nil {
		t.Fatal(err)
	}
	fmt.Println(login.ProviderType, login.ProviderSubject, login.User.Emails[0].Verified)
	// Output: Google g-1 true
}

func ExampleServer_AccessToken() {
	srv := stytchtest.NewServer(t)
	client := srv.Client()
	created, err := client.Users.Create(t.Context(), users.CreateRequest{Email: "ada@example.com"})
	if err != nil {
		t.Fatal(err)
	}
	token := srv.AccessToken(stytchtest.AccessToken{UserID: created.UserID, Scopes: "openid full_access"})
	login, err := client.Sessions.ExchangeAccessToken(t.Context(), sessions.ExchangeAccessTokenRequest{
		AccessToken: token, SessionDurationMinutes: 60,
	})
	if err != nil {
		t.Fatal(err)
	}
	fmt.Println(login.UserID == created.UserID)
	// Output: true
}

func ExampleServer_ConnectApp() {
	srv := stytchtest.NewServer(t)
	client := srv.Client()
	created, err := client.Users.Create(t.Context(), users.CreateRequest{Email: "ada@example.com"})
	if err != nil {
		t.Fatal(err)
	}
	app := srv.ConnectApp(created.UserID, api.UserConnectedApp{Name: "Calendar"})
	_, err = client.Users.RevokeConnectedApp(t.Context(), created.UserID, app.ConnectedAppID)
	fmt.Println(err)
	// Output: <nil>
}

func ExampleServer_ImpersonationToken() {
	srv := stytchtest.NewServer(t)
	client := srv.Client()
	created, err := client.Users.Create(t.Context(), users.CreateRequest{Email: "ada@example.com"})
	if err != nil {
		t.Fatal(err)
	}
	login, err := client.Impersonation.Authenticate(t.Context(), impersonation.AuthenticateRequest{
		ImpersonationToken: srv.ImpersonationToken(stytchtest.Impersonation{UserID: created.UserID, ImpersonatorEmail: "support@example.com"}),
	})
	if err != nil {
		t.Fatal(err)
	}
	fmt.Println(login.Session.AuthenticationFactors[0].ImpersonatedFactor.ImpersonatorEmailAddress)
	// Output: support@example.com
}

func ExampleServer_M2MClient() {
	srv := stytchtest.NewServer(t)
	client := srv.Client()
	orders := srv.M2MClient(stytchtest.M2MClient{Scopes: []string{"read:users"}})

	source := client.M2M.TokenSource(t.Context(), m2m.TokenRequest{ClientID: orders.ClientID, ClientSecret: orders.ClientSecret})
	token, err := source.Token()
	if err != nil {
		t.Fatal(err)
	}
	checked, err := client.M2M.AuthenticateToken(t.Context(), token.AccessToken, m2m.WithScopes("read:users"))
	if err != nil {
		t.Fatal(err)
	}
	fmt.Println(checked.ClientID == orders.ClientID)
	// Output: true
}
