package control_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/flymyai/stytch-go/passwords"
	"github.com/flymyai/stytch-go/sessions"
)

// What the authorization flow of a connected app makes can be ordered, and the API takes it.
func TestGrants(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	created, err := w.Passwords.Create(t.Context(), passwords.CreateRequest{Email: ada, Password: "correct-horse-battery-staple", SessionDurationMinutes: 60})
	w.try(err)
	var made map[string]any
	w.order(http.MethodPost, "/_emulator/access_tokens", `{"user_id": "`+created.UserID+`", "scope": "full_access"}`, &made)
	exchanged, err := w.Sessions.ExchangeAccessToken(t.Context(), sessions.ExchangeAccessTokenRequest{AccessToken: made["token"].(string), SessionDurationMinutes: 60})
	w.try(err)
	if exchanged.UserID != created.UserID {
		t.Errorf("the access token is that of %s", exchanged.UserID)
	}
	w.order(http.MethodPost, "/_emulator/connected_apps", `{"user_id": "`+created.UserID+`", "name": "Calendar", "scopes_granted": "openid"}`, &made)
	apps, err := w.Users.ConnectedApps(t.Context(), created.UserID)
	w.try(err)
	if len(apps.ConnectedApps) != 1 || apps.ConnectedApps[0].ConnectedAppID != made["connected_app_id"] || apps.ConnectedApps[0].Name != "Calendar" {
		t.Errorf("the apps are %+v, want %v", apps.ConnectedApps, made)
	}
}

func TestGrants_errors(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for _, path := range []string{"access_tokens", "connected_apps"} {
		for body, want := range map[string]string{`{"user_id": "nobody"}`: "user_not_found", `{"user": "x"}`: "/user: there is no such field"} {
			if got := w.refused(http.StatusBadRequest, http.MethodPost, "/_emulator/"+path, body); !strings.Contains(got, want) {
				t.Errorf("%s %s: %s, want %s", path, body, got, want)
			}
		}
	}
	w.refused(http.StatusBadRequest, http.MethodPost, "/_emulator/keys", `{"drop": true}`)
}

// The new key signs. The old one is listed until it is dropped.
func TestKeys(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	keys := func() int {
		set, err := w.Sessions.JWKS(t.Context())
		w.try(err)
		return len(set.Keys)
	}
	for _, test := range []struct {
		order string
		want  int
	}{{"", 2}, {`{"drop_old": true}`, 1}} {
		w.order(http.MethodPost, "/_emulator/keys", test.order, &map[string]any{})
		if got := keys(); got != test.want {
			t.Errorf("%s: %d keys, want %d", test.order, got, test.want)
		}
	}
}
