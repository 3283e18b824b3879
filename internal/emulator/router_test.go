package emulator

import (
	"errors"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/apidoc"
)

// Each operation is one of the API document, and those of the seven domains are all there.
func TestRoutes_followTheDocument(t *testing.T) {
	t.Parallel()
	served := map[string]operation{}
	for _, list := range routes().bySize {
		for _, r := range list {
			if _, twice := served[r.name]; twice {
				t.Errorf("%s is there twice", r.name)
			}
			served[r.name] = r.operation
		}
	}
	for _, doc := range apidoc.Operations(t, apidoc.Load(t, "../../api/openapi.yaml")) {
		got, ok := served[doc.ID]
		if !ok {
			if slices.Contains(apidoc.Domains, doc.Tag) {
				t.Errorf("%s is not served", doc.ID)
			}
			continue
		}
		delete(served, doc.ID)
		if got.method != doc.Method || got.path != doc.Path || got.public != doc.Public || got.status != doc.Status {
			t.Errorf("%s: got %s %s, public %v, status %d; want %+v", doc.ID, got.method, got.path, got.public, got.status, doc)
		}
	}
	for name := range served {
		t.Errorf("%s is not in the document", name)
	}
}

func TestRouter_find(t *testing.T) {
	t.Parallel()
	tests := []struct {
		method, path string
		want         string
		params       []param
		err          api.ErrorType
	}{
		{"GET", "/v1/users/u", "users.get", []param{{"user_id", "u"}}, ""},
		{"POST", "/v1/users/search", "users.search", nil, ""},
		{"GET", "/v1/users/search", "users.get", []param{{"user_id", "search"}}, ""},
		{"DELETE", "/v1/users/emails/e", "users.delete_email", []param{{"email_id", "e"}}, ""},
		{"DELETE", "/v1/users/u/external_id", "users.delete_external_id", []param{{"user_id", "u"}}, ""},
		// Literals win from the left.
		{"DELETE", "/v1/users/emails/external_id", "users.delete_email", []param{{"email_id", "external_id"}}, ""},
		{"GET", "/v1/users/a%2Fb%7Cc", "users.get", []param{{"user_id", "a/b|c"}}, ""},
		{"POST", "/v1/users/u/connected_apps/c/revoke", "users.revoke_connected_app", []param{{"user_id", "u"}, {"connected_app_id", "c"}}, ""},
		{"PATCH", "/v1/users/u", "", nil, api.ErrorTypeMethodNotAllowed},
		{"GET", "/v1/users/", "", nil, api.ErrorTypeRouteNotFound},
		{"GET", "/", "", nil, api.ErrorTypeRouteNotFound},
		{"GET", "/v1/b2b/x", "", nil, api.ErrorTypeInvalidB2BEndpoint},
	}
	for _, test := range tests {
		op, params, err := routes().find(test.method, test.path)
		if test.err != "" {
			if failure, ok := errors.AsType[*apiError](err); !ok || failure.errorType != test.err {
				t.Errorf("%s %s: got error %v, want %s", test.method, test.path, err, test.err)
			}
			continue
		}
		if err != nil {
			t.Errorf("%s %s: %v", test.method, test.path, err)
			continue
		}
		if diff := cmp.Diff(test.params, params, cmp.AllowUnexported(param{})); op.name != test.want || diff != "" {
			t.Errorf("%s %s: got %s, want %s, (-want +got)\n%s", test.method, test.path, op.name, test.want, diff)
		}
	}
}
