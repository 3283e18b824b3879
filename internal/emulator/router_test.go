package emulator

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/emulator/apierror"
	"github.com/flymyai/stytch-go/internal/emulator/httpapi"
)

func TestRouter_find(t *testing.T) {
	t.Parallel()
	tests := []struct {
		method, path string
		want         string
		params       httpapi.Params
		err          api.ErrorType
	}{
		{"GET", "/v1/users/u", "users.get", httpapi.Params{{Name: "user_id", Value: "u"}}, ""},
		{"POST", "/v1/users/search", "users.search", nil, ""},
		{"GET", "/v1/users/search", "users.get", httpapi.Params{{Name: "user_id", Value: "search"}}, ""},
		{"DELETE", "/v1/users/emails/e", "users.delete_email", httpapi.Params{{Name: "email_id", Value: "e"}}, ""},
		{"DELETE", "/v1/users/u/external_id", "users.delete_external_id", httpapi.Params{{Name: "user_id", Value: "u"}}, ""},
		// Literals win from the left.
		{"DELETE", "/v1/users/emails/external_id", "users.delete_email", httpapi.Params{{Name: "email_id", Value: "external_id"}}, ""},
		{"GET", "/v1/users/a%2Fb%7Cc", "users.get", httpapi.Params{{Name: "user_id", Value: "a/b|c"}}, ""},
		{"POST", "/v1/users/u/connected_apps/c/revoke", "users.revoke_connected_app", httpapi.Params{{Name: "user_id", Value: "u"}, {Name: "connected_app_id", Value: "c"}}, ""},
		{"PATCH", "/v1/users/u", "", nil, api.ErrorTypeMethodNotAllowed},
		{"GET", "/v1/users/", "", nil, api.ErrorTypeRouteNotFound},
		{"GET", "/", "", nil, api.ErrorTypeRouteNotFound},
		{"GET", "/v1/b2b/x", "", nil, api.ErrorTypeInvalidB2BEndpoint},
	}
	for _, test := range tests {
		o, params, err := router().Find(test.method, test.path)
		if test.err != "" {
			if failure, ok := errors.AsType[*apierror.Error](err); !ok || failure.Type != test.err {
				t.Errorf("%s %s: got error %v, want %s", test.method, test.path, err, test.err)
			}
			continue
		}
		if err != nil {
			t.Errorf("%s %s: %v", test.method, test.path, err)
			continue
		}
		if diff := cmp.Diff(test.params, params); o.Name != test.want || diff != "" {
			t.Errorf("%s %s: got %s, want %s, (-want +got)\n%s", test.method, test.path, o.Name, test.want, diff)
		}
	}
}
