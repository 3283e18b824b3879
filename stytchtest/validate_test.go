package stytchtest_test

import (
	"flag"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"slices"
	"testing"

	"github.com/flymyai/stytch-go"
	"github.com/flymyai/stytch-go/internal/apidoc"
	"github.com/flymyai/stytch-go/stytchtest"
)

// newServer starts a server and checks everything that passes through it against the API document. The users at the end of
// the test must be those that its webhooks describe.
func newServer(t *testing.T, opts ...stytchtest.Option) *stytchtest.Server {
	t.Helper()
	srv := stytchtest.NewServer(t, append(slices.Clip(opts), stytchtest.WithMiddleware(validated(t)))...)
	checkWebhooks(t, srv)
	return srv
}

// newClient starts such a server and returns it with a client.
func newClient(t *testing.T, opts ...stytchtest.Option) (*stytchtest.Server, *stytch.Client) {
	t.Helper()
	srv := newServer(t, opts...)
	return srv, srv.Client()
}

var validator = apidoc.NewValidator("../api/openapi.yaml")

// validated checks what passes through a handler.
func validated(t *testing.T) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return validator.Middleware(next, func(_ *httptest.ResponseRecorder, err error) { t.Error(err) })
	}
}

// TestMain fails when the tests together leave an operation of the domains out.
func TestMain(m *testing.M) {
	flag.Parse()
	code := m.Run()
	if code == 0 && flag.Lookup("test.run").Value.String() == "" && flag.Lookup("test.list").Value.String() == "" {
		if missed := validator.Unreached(); len(missed) > 0 {
			fmt.Fprintln(os.Stderr, "no test called these operations with success:", missed)
			code = 1
		}
	}
	os.Exit(code)
}
