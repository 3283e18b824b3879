package control_test

import (
	"errors"
	"net/http"
	"strings"
	"testing"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/oauth"
)

func TestOAuthTokens(t *testing.T) {
	t.Parallel()
	h := newHarness(t)
	var made struct {
		Token string `json:"token"`
	}
	h.call(http.MethodPost, "/_emulator/oauth_tokens", `{"provider": "google", "email": "ada@example.com", "subject": "1815", "scopes": ["openid"], "name": {"first_name": "Ada"}}`, &made)
	resp, err := h.OAuth.Authenticate(t.Context(), oauth.AuthenticateRequest{Token: made.Token})
	h.try(err)
	if resp.ProviderSubject != "1815" || resp.User.Emails[0].Email != ada || resp.User.Name.FirstName != "Ada" || resp.ProviderValues.Scopes[0] != "openid" {
		t.Errorf("%+v", resp)
	}
	_, err = h.OAuth.Authenticate(t.Context(), oauth.AuthenticateRequest{Token: made.Token})
	if !errors.Is(err, api.ErrorTypeOAuthTokenNotFound) {
		t.Errorf("the token works twice: %v", err)
	}
}

func TestOAuthTokens_errors(t *testing.T) {
	t.Parallel()
	h := newHarness(t)
	for body, want := range map[string]string{
		``:                                       "OAuth provider",
		`{"provider": "myspace"}`:                `OAuth provider "myspace"`,
		`{"provider": "google", "email": "ada"}`: "email",
		`{"provider": "google", "mail": "ada"}`:  "/mail: unknown field",
		`{"provider": "google", "scopes": "x"}`:  "/scopes: must be an array",
	} {
		if got := h.rejected(http.StatusBadRequest, http.MethodPost, "/_emulator/oauth_tokens", body); !strings.Contains(got, want) {
			t.Errorf("%s: %s, want %s", body, got, want)
		}
	}
}
