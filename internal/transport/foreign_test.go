package transport_test

import (
	"errors"
	"net/http"
	"strings"
	"testing"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/clienttest"
	"github.com/flymyai/stytch-go/sessions"
)

// JSON of another server is not taken for a response of Stytch, whatever it looks like.
func TestForeignResponses(t *testing.T) {
	t.Parallel()
	for _, body := range []string{
		"", "null", "true", "[]", `"Hello"`, "{}", `{"message":"ok"}`, `{"status_code":"OK"}`, `{"user":"anonymous"}`,
		`{"status_code":200,"request_id":"gateway-1"}`,
	} {
		client := clienttest.New(t, clienttest.Respond(200, "application/json", body), clienttest.Once)
		_, err := client.Sessions.Authenticate(t.Context(), sessions.AuthenticateRequest{SessionToken: "x"})
		if !errors.Is(err, api.ErrForeignResponse) || strings.Contains(err.Error(), "Stytch handled the call") {
			t.Errorf("%s: %v", body, err)
		}
	}
}

// A response of Stytch that does not fit the struct of a raw request is not taken for another server's, and a field that
// is zero is one that is there.
func TestResponsesOfStytchAreNotForeign(t *testing.T) {
	t.Parallel()
	const body = `{"status_code":200,"request_id":"request-id-test-1","user_id":"user-test-1","count":0}`
	client := clienttest.New(t, clienttest.Respond(200, "application/json", body), clienttest.Once)
	var unknown struct {
		ID string `json:"id"`
	}
	err := client.Request(t.Context(), http.MethodPost, "/v1/users", nil, &unknown)
	if err == nil || errors.Is(err, api.ErrForeignResponse) || !strings.Contains(err.Error(), "none of the expected fields") {
		t.Errorf("unknown fields: %v", err)
	}
	var wrongType struct {
		UserID int `json:"user_id"`
	}
	err = client.Request(t.Context(), http.MethodPost, "/v1/users", nil, &wrongType)
	if err == nil || errors.Is(err, api.ErrForeignResponse) {
		t.Errorf("a field of another type: %v", err)
	}
	var zero struct {
		Count int `json:"count"`
	}
	if err := client.Request(t.Context(), http.MethodPost, "/v1/users", nil, &zero); err != nil {
		t.Errorf("a field that is zero: %v", err)
	}
}
