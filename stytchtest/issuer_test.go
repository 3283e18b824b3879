package stytchtest_test

import (
	"encoding/base64"
	"strings"
	"testing"

	"github.com/go-json-experiment/json"

	"github.com/flymyai/stytch-go/passwords"
	"github.com/flymyai/stytch-go/sessions"
	"github.com/flymyai/stytch-go/stytchtest"
)

// A client verifies the JWTs of either issuer.
func TestWithURLIssuer(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name   string
		opts   []stytchtest.Option
		issuer func(*stytchtest.Server) string
	}{
		{"default", nil, func(srv *stytchtest.Server) string { return "stytch.com/" + srv.ProjectID() }},
		{"http", []stytchtest.Option{stytchtest.WithURLIssuer()}, (*stytchtest.Server).URL},
		{"https", []stytchtest.Option{stytchtest.WithURLIssuer(), stytchtest.WithTLS()}, (*stytchtest.Server).URL},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			srv, client := newClient(t, test.opts...)
			created, err := client.Passwords.Create(t.Context(), passwords.CreateRequest{Email: ada, Password: strong, SessionDurationMinutes: 60})
			if err != nil {
				t.Fatal(err)
			}
			if got := claimsOf(t, created.SessionJWT)["iss"]; got != test.issuer(srv) {
				t.Errorf("the issuer is %v, want %s", got, test.issuer(srv))
			}
			if _, err := client.Sessions.AuthenticateJWTLocal(t.Context(), created.SessionJWT); err != nil {
				t.Error(err)
			}
			// The server takes its own JWTs, too.
			if _, err := client.Sessions.Authenticate(t.Context(), sessions.AuthenticateRequest{SessionJWT: created.SessionJWT}); err != nil {
				t.Error(err)
			}
		})
	}
}

// claimsOf returns the claims of a JWT, without verifying it.
func claimsOf(t *testing.T, jwt string) map[string]any {
	t.Helper()
	payload, err := base64.RawURLEncoding.DecodeString(strings.Split(jwt, ".")[1])
	if err != nil {
		t.Fatal(err)
	}
	var claims map[string]any
	if err := json.Unmarshal(payload, &claims); err != nil {
		t.Fatal(err)
	}
	return claims
}
