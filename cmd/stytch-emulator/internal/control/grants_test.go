package control_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/flymyai/stytch-go/idp"
	"github.com/flymyai/stytch-go/passwords"
	"github.com/flymyai/stytch-go/sessions"
)

// The control endpoints create the tokens of a connected app's authorization flow, and the API accepts them.
func TestGrants(t *testing.T) {
	t.Parallel()
	h := newHarness(t)
	created, err := h.Passwords.Create(t.Context(), passwords.CreateRequest{Email: ada, Password: "correct-horse-battery-staple", SessionDurationMinutes: 60})
	h.try(err)
	var made map[string]any
	h.call(http.MethodPost, "/_emulator/access_tokens", `{"user_id": "`+created.UserID+`", "scope": "full_access"}`, &made)
	exchanged, err := h.Sessions.ExchangeAccessToken(t.Context(), sessions.ExchangeAccessTokenRequest{AccessToken: made["token"].(string), SessionDurationMinutes: 60})
	h.try(err)
	if exchanged.UserID != created.UserID {
		t.Errorf("the access token is that of %s", exchanged.UserID)
	}
	h.call(http.MethodPost, "/_emulator/access_tokens", `{"user_id": "`+created.UserID+`", "scope": "openid", "audience": "https://api.example.com"}`, &made)
	_, err = h.IDP.AuthenticateAccessToken(t.Context(), made["token"].(string), idp.WithScopes("openid"), idp.WithAudience("https://api.example.com"))
	h.try(err)
	h.call(http.MethodPost, "/_emulator/connected_apps", `{"user_id": "`+created.UserID+`", "name": "Calendar", "scopes_granted": "openid"}`, &made)
	apps, err := h.Users.ConnectedApps(t.Context(), created.UserID)
	h.try(err)
	// The apps of the two tokens have access as well.
	if len(apps.ConnectedApps) != 3 || apps.ConnectedApps[2].ConnectedAppID != made["connected_app_id"] || apps.ConnectedApps[2].Name != "Calendar" {
		t.Errorf("the apps are %+v, want %v", apps.ConnectedApps, made)
	}
}

func TestGrants_errors(t *testing.T) {
	t.Parallel()
	h := newHarness(t)
	for _, path := range []string{"access_tokens", "connected_apps"} {
		for body, want := range map[string]string{`{"user_id": "nobody"}`: "user_not_found", `{"user": "x"}`: "/user: unknown field"} {
			if got := h.rejected(http.StatusBadRequest, http.MethodPost, "/_emulator/"+path, body); !strings.Contains(got, want) {
				t.Errorf("%s %s: %s, want %s", path, body, got, want)
			}
		}
	}
	h.rejected(http.StatusBadRequest, http.MethodPost, "/_emulator/keys", `{"drop": true}`)
}

// The new key signs. The old one is listed until it is dropped.
func TestKeys(t *testing.T) {
	t.Parallel()
	h := newHarness(t)
	keys := func() int {
		set, err := h.Sessions.JWKS(t.Context())
		h.try(err)
		return len(set.Keys)
	}
	for _, test := range []struct {
		body string
		want int
	}{{"", 2}, {`{"drop_old": true}`, 1}} {
		h.call(http.MethodPost, "/_emulator/keys", test.body, &map[string]any{})
		if got := keys(); got != test.want {
			t.Errorf("%s: %d keys, want %d", test.body, got, test.want)
		}
	}
}
