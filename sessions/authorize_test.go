package sessions_test

import (
	"errors"
	"maps"
	"testing"

	"github.com/flymyai/stytch-go/sessions"
)

func TestAuthorizationCheck(t *testing.T) {
	t.Parallel()
	i := newIssuer(t)
	i.policy = `{"status_code":200,"request_id":"r","policy":{"resources":[],"scopes":[],"roles":[
		{"role_id":"stytch_user","permissions":[{"resource_id":"documents","actions":["read"]}]},
		{"role_id":"editor","permissions":[{"resource_id":"documents","actions":["*"]},{"resource_id":"*","actions":["list"]}]},
		{"role_id":"admin","permissions":[{"resource_id":"users","actions":["delete"]}]}]}}`
	reader := map[string]any{}
	maps.Copy(reader, claims(nil)["https://stytch.com/session"].(map[string]any))
	reader["roles"] = []any{"stytch_user"}
	for _, test := range []struct {
		jwt, resource, action string
		want                  error
	}{
		{token(nil), "documents", "read", nil},
		{token(nil), "documents", "delete", nil},
		{token(nil), "users", "delete", sessions.ErrNotAuthorized},
		{token(nil), "folders", "list", sessions.ErrNotAuthorized},
		{token(map[string]any{"https://stytch.com/session": reader}), "documents", "read", nil},
		{token(map[string]any{"https://stytch.com/session": reader}), "documents", "delete", sessions.ErrNotAuthorized},
	} {
		_, err := i.client.Sessions.AuthenticateJWT(t.Context(), test.jwt,
			sessions.WithAuthorizationCheck(sessions.AuthorizationCheck{ResourceID: test.resource, Action: test.action}))
		if !errors.Is(err, test.want) {
			t.Errorf("%s on %s: %v, want %v", test.action, test.resource, err, test.want)
		}
	}
	i.want(t, 1, 0)
	if got := i.policyFetches.Load(); got != 1 {
		t.Errorf("%d policy fetches, want 1", got)
	}
}
