package stytchtest_test

import (
	"context"
	"fmt"
	"log"
	"net/http"
	"strings"

	"github.com/go-json-experiment/json"

	"github.com/flymyai/stytch-go/stytchtest"
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
