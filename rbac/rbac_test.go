package rbac_test

import (
	"errors"
	"net/http"
	"testing"

	"github.com/flymyai/stytch-go"
	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/rbac"
	"github.com/flymyai/stytch-go/stytchtest"
)

var documents = rbac.Policy{
	Resources: []rbac.Resource{{ResourceID: "documents", Actions: []string{"read", "write"}}},
	Roles: []rbac.Role{
		{RoleID: "editor", Permissions: []rbac.Permission{{ResourceID: "documents", Actions: []string{"*"}}}},
		{RoleID: "reader", Permissions: []rbac.Permission{{ResourceID: "documents", Actions: []string{"read"}}}},
	},
}

// Roles grant what the policy lists. The policy is fetched once, for all checks of the client.
func TestRolesGrant(t *testing.T) {
	t.Parallel()
	srv := stytchtest.NewServer(t, stytchtest.WithRBACPolicy(documents))
	client := srv.Client()
	for _, test := range []struct {
		roles    []string
		resource string
		action   string
		want     bool
	}{
		{[]string{"stytch_user", "editor"}, "documents", "write", true},
		{[]string{"reader"}, "documents", "read", true},
		{[]string{"reader"}, "documents", "write", false},
		{[]string{"reader", "editor"}, "documents", "write", true},
		{[]string{"editor"}, "folders", "write", false},
		{[]string{"unknown"}, "documents", "read", false},
		{nil, "documents", "read", false},
	} {
		check := rbac.AuthorizationCheck{ResourceID: test.resource, Action: test.action}
		got, err := client.RBAC.RolesGrant(t.Context(), test.roles, check)
		if err != nil || got != test.want {
			t.Errorf("%v for %s on %s: %v, %v; want %v", test.roles, test.action, test.resource, got, err, test.want)
		}
	}
	if n := len(srv.Requests()); n != 1 {
		t.Errorf("%d requests, want 1 for the policy", n)
	}
}

// A check that names no resource or no action is an error, even for a role with every action.
func TestRolesGrant_incompleteCheck(t *testing.T) {
	t.Parallel()
	srv := stytchtest.NewServer(t, stytchtest.WithRBACPolicy(documents))
	client := srv.Client()
	for _, check := range []rbac.AuthorizationCheck{{}, {ResourceID: "documents"}, {Action: "read"}} {
		granted, err := client.RBAC.RolesGrant(t.Context(), []string{"editor"}, check)
		if _, ok := errors.AsType[*stytch.ArgumentError](err); granted || !ok {
			t.Errorf("%+v: %v, %v; want an ArgumentError", check, granted, err)
		}
	}
}

// Without the policy, nothing is granted, and the error wraps that of the API.
func TestRolesGrant_noPolicy(t *testing.T) {
	t.Parallel()
	srv := stytchtest.NewServer(t, stytchtest.WithRBACPolicy(documents))
	srv.Inject(stytchtest.Fault{Operation: "rbac.policy", Status: http.StatusUnauthorized})
	check := rbac.AuthorizationCheck{ResourceID: "documents", Action: "read"}
	granted, err := srv.Client().RBAC.RolesGrant(t.Context(), []string{"editor"}, check)
	if apiErr, ok := errors.AsType[*api.Error](err); granted || !ok || apiErr.StatusCode != http.StatusUnauthorized {
		t.Errorf("%v, %v; want the error of the API", granted, err)
	}
}
