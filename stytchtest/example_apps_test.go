package stytchtest_test

import (
	"context"
	"fmt"
	"log"
	"net/http"
	"strings"

	"github.com/go-json-experiment/json"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/idp"
	"github.com/flymyai/stytch-go/stytchtest"
	"github.com/flymyai/stytch-go/users"
)

// metadata reads the metadata of the authorization server that a server is.
func metadata(srv *stytchtest.Server) (m struct {
	Issuer                string `json:"issuer"`
	AuthorizationEndpoint string `json:"authorization_endpoint"`
	RegistrationEndpoint  string `json:"registration_endpoint"`
}) {
	req, err := http.NewRequestWithContext(context.Background(), http.MethodGet, srv.URL()+"/.well-known/oauth-authorization-server", http.NoBody)
	if err != nil {
		log.Fatal(err)
	}
	resp, err := http.DefaultClient.Do(req) //nolint:forbidigo // as an app does
	if err != nil {
		log.Fatal(err)
	}
	defer func() { _ = resp.Body.Close() }()
	if err := json.UnmarshalRead(resp.Body, &m); err != nil {
		log.Fatal(err)
	}
	return m
}

// An app whose ID and secret the test chooses.
func ExampleWithConnectedApps() {
	const id, secret = "connected-app-test-11111111-1111-4111-8111-111111111111", "calendar-secret-1815"
	srv, err := stytchtest.Start(stytchtest.WithConnectedApps(stytchtest.ConnectedApp{
		ClientID: id, ClientSecret: secret, ClientType: api.ConnectedAppClientTypeThirdParty, ClientName: "Calendar",
	}))
	if err != nil {
		log.Fatal(err)
	}
	defer srv.Close()
	ctx, client := context.Background(), srv.Client()
	ada, err := client.Users.Create(ctx, users.CreateRequest{Email: "ada@example.com"})
	if err != nil {
		log.Fatal(err)
	}
	token := srv.AccessToken(stytchtest.AccessToken{UserID: ada.UserID, ClientID: id, Scopes: "openid"})
	resp, err := client.IDP.IntrospectToken(ctx, idp.IntrospectTokenRequest{Token: token, ClientID: id, ClientSecret: secret})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(resp.Active)
	// Output: true
}

// Apps are sent to the consent page of the application.
func ExampleWithAuthorizationEndpoint() {
	srv, err := stytchtest.Start(stytchtest.WithAuthorizationEndpoint("https://shop.example.com/consent"))
	if err != nil {
		log.Fatal(err)
	}
	defer srv.Close()
	fmt.Println(metadata(srv).AuthorizationEndpoint)
	// Output: https://shop.example.com/consent
}

// Apps that nobody has added can register themselves, as MCP clients do.
func ExampleWithDynamicClientRegistration() {
	srv, err := stytchtest.Start(stytchtest.WithDynamicClientRegistration())
	if err != nil {
		log.Fatal(err)
	}
	defer srv.Close()
	m := metadata(srv)
	fmt.Println(m.Issuer == srv.URL(), strings.TrimPrefix(m.RegistrationEndpoint, srv.URL()))
	// Output: true /v1/oauth2/register
}
