// Package clienttest contains what tests of the whole client share: clients of test servers, over real connections or
// pipes, and canned responses.
package clienttest

import (
	"io"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/flymyai/stytch-go"
)

// The keys of every client in this package.
const (
	ProjectID = "project-test-11111111-1111-4111-8111-111111111111"
	Secret    = "secret-test-planted-1234567890"
)

// Once turns retries off.
var Once = stytch.WithRetry(stytch.RetryPolicy{MaxAttempts: 1})

// New returns a client of a server on this machine that runs handler.
func New(tb testing.TB, handler http.HandlerFunc, opts ...stytch.Option) *stytch.Client {
	tb.Helper()
	srv := httptest.NewServer(handler)
	tb.Cleanup(srv.Close)
	return newClient(tb, append([]stytch.Option{stytch.WithBaseURL(srv.URL)}, opts...)...)
}

func newClient(tb testing.TB, opts ...stytch.Option) *stytch.Client {
	tb.Helper()
	client, err := stytch.New(ProjectID, Secret, opts...)
	if err != nil {
		tb.Fatal(err)
	}
	return client
}

// Respond returns a handler with one canned response.
func Respond(status int, contentType, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", contentType)
		w.WriteHeader(status)
		_, _ = io.WriteString(w, body)
	}
}

// Fail returns a handler that responds with an API error of a type.
func Fail(status int, errorType string) http.HandlerFunc {
	return Respond(status, "application/json", `{"error_type":"`+errorType+`"}`)
}

// RoundTripper makes a function an [http.RoundTripper].
type RoundTripper func(*http.Request) (*http.Response, error)

// RoundTrip calls f.
func (f RoundTripper) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }
