package idp_test

import (
	"fmt"
	"log"
	"net/http"
	"net/http/httptest"

	"github.com/flymyai/stytch-go"
	"github.com/flymyai/stytch-go/idp"
)

// newResource returns a client that knows its project's domain, and the metadata of an API.
func newResource() (*stytch.Client, *idp.ResourceMetadata) {
	client, err := stytch.New(
		"project-test-11111111-1111-4111-8111-111111111111",
		"secret-test-of-that-project",
		stytch.WithIssuer("https://word-word-1234.customers.stytch.dev"),
	)
	if err != nil {
		log.Fatal(err)
	}
	metadata, err := client.IDP.ResourceMetadata(idp.Resource{
		URL: "https://api.example.com/documents", Scopes: []string{"read:documents"},
	})
	if err != nil {
		log.Fatal(err)
	}
	return client, metadata
}

// An API whose apps find out by themselves where to get a token.
func ExampleWithResourceMetadata() {
	client, metadata := newResource()
	mux := http.NewServeMux()
	for _, path := range metadata.Paths() {
		mux.Handle(path, metadata)
	}
	protected := client.IDP.Middleware(idp.WithScopes("read:documents"), idp.WithResourceMetadata(metadata))
	mux.Handle("GET /documents", protected(http.NotFoundHandler()))

	w := httptest.NewRecorder()
	mux.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/documents", nil))
	fmt.Println(w.Code, w.Header().Get("WWW-Authenticate"))
	// Output: 401 Bearer scope="read:documents", resource_metadata="https://api.example.com/.well-known/oauth-protected-resource/documents"
}

// The authorization server is the domain of the project.
func ExampleService_ResourceMetadata() {
	client, err := stytch.New(
		"project-test-11111111-1111-4111-8111-111111111111",
		"secret-test-of-that-project",
		stytch.WithIssuer("https://word-word-1234.customers.stytch.dev"),
	)
	if err != nil {
		log.Fatal(err)
	}
	metadata, err := client.IDP.ResourceMetadata(idp.Resource{URL: "https://api.example.com/documents"})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(metadata.URL())
	// Output: https://api.example.com/.well-known/oauth-protected-resource/documents
}

func ExampleResourceMetadata_ServeHTTP() {
	_, metadata := newResource()
	w := httptest.NewRecorder()
	metadata.ServeHTTP(w, httptest.NewRequest(http.MethodGet, metadata.URL(), nil))
	fmt.Println(w.Body)
	// Output: {"resource":"https://api.example.com/documents","authorization_servers":["https://word-word-1234.customers.stytch.dev"],"bearer_methods_supported":["header"],"scopes_supported":["read:documents"]}
}

func ExampleResourceMetadata_Paths() {
	_, metadata := newResource()
	for _, path := range metadata.Paths() {
		fmt.Println(path)
	}
	// Output:
	// /.well-known/oauth-protected-resource/documents
	// /.well-known/oauth-protected-resource
}

// In MCP's Go SDK, pass this URL to auth.RequireBearerToken as ResourceMetadataURL.
func ExampleResourceMetadata_URL() {
	_, metadata := newResource()
	fmt.Println(metadata.URL())
	// Output: https://api.example.com/.well-known/oauth-protected-resource/documents
}
