package rbac_test

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/rbac"
	"github.com/flymyai/stytch-go/internal/transport"
)

const policyJSON = `{"status_code": 200, "request_id": "r", "policy": {
	"resources": [{"resource_id": "documents", "actions": ["read", "write"]}, {"resource_id": "bills", "actions": ["pay"]}],
	"roles": [
		{"role_id": "reader", "permissions": [{"resource_id": "documents", "actions": ["read"]}]},
		{"role_id": "owner", "permissions": [{"resource_id": "documents", "actions": ["*"]}]}],
	"scopes": [
		{"scope": "read:documents", "permissions": [{"resource_id": "documents", "actions": ["read"]}]},
		{"scope": "all:bills", "permissions": [{"resource_id": "bills", "actions": ["*"]}]}]}}`

// newPolicy returns the policy of a server that responds with a body.
func newPolicy(t *testing.T, body string) *rbac.Policy {
	t.Helper()
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		_, _ = io.WriteString(w, body)
	}))
	t.Cleanup(srv.Close)
	client, err := transport.New(transport.Config{
		ProjectID: "project-test-11111111-1111-4111-8111-111111111111", Secret: "secret",
		BaseURL: srv.URL, FraudBaseURL: srv.URL, Timeout: time.Minute, Retry: transport.RetryPolicy{MaxAttempts: 1},
	})
	if err != nil {
		t.Fatal(err)
	}
	return rbac.New(client, time.Now)
}

// A role or scope grants exactly what its permissions name. Only actions have a wildcard.
func TestGrant(t *testing.T) {
	t.Parallel()
	policy := newPolicy(t, policyJSON)
	for _, tt := range []struct {
		grant            func(context.Context, []string, api.AuthorizationCheck) (bool, error)
		names            []string
		resource, action string
		want             bool
	}{
		{policy.RolesGrant, []string{"reader"}, "documents", "read", true},
		{policy.RolesGrant, []string{"reader"}, "documents", "write", false},
		{policy.RolesGrant, []string{"stytch_user", "owner"}, "documents", "write", true},
		{policy.RolesGrant, []string{"owner"}, "bills", "pay", false},
		{policy.RolesGrant, []string{"owner"}, "document", "read", false},
		{policy.RolesGrant, []string{"read:documents"}, "documents", "read", false},
		{policy.RolesGrant, nil, "documents", "read", false},
		{policy.ScopesGrant, []string{"openid", "read:documents"}, "documents", "read", true},
		{policy.ScopesGrant, []string{"read:documents"}, "documents", "write", false},
		{policy.ScopesGrant, []string{"all:bills"}, "bills", "pay", true},
		{policy.ScopesGrant, []string{"all:bills"}, "documents", "read", false},
		{policy.ScopesGrant, []string{"openid", "read:bills"}, "bills", "read", false},
		{policy.ScopesGrant, []string{"owner"}, "documents", "read", false},
	} {
		got, err := tt.grant(t.Context(), tt.names, api.AuthorizationCheck{ResourceID: tt.resource, Action: tt.action})
		if err != nil || got != tt.want {
			t.Errorf("%v for %s on %s: %v, %v; want %v", tt.names, tt.action, tt.resource, got, err, tt.want)
		}
	}
}

// A policy that was fetched by other means is used at once, and does not change with the caller's copy.
func TestBegin(t *testing.T) {
	t.Parallel()
	policy := newPolicy(t, policyJSON)
	check := api.AuthorizationCheck{ResourceID: "bills", Action: "pay"}
	if granted, err := policy.RolesGrant(t.Context(), []string{"owner"}, check); granted || err != nil {
		t.Fatalf("%v, %v", granted, err)
	}
	newer := &api.RBACPolicy{Roles: []api.RBACPolicyRole{{
		RoleID: "owner", Permissions: []api.RBACPermission{{ResourceID: "bills", Actions: []string{"pay"}}},
	}}}
	policy.Begin()(newer)
	newer.Roles[0].Permissions[0].Actions[0] = "burn"
	if granted, err := policy.RolesGrant(t.Context(), []string{"owner"}, check); !granted || err != nil {
		t.Errorf("%v, %v; want true", granted, err)
	}
}

// Without a policy, nothing is granted and the error says so.
func TestGrant_noPolicy(t *testing.T) {
	t.Parallel()
	policy := newPolicy(t, `{"status_code": 200, "request_id": "r", "policy": null}`)
	granted, err := policy.ScopesGrant(t.Context(), []string{"openid"}, api.AuthorizationCheck{ResourceID: "x", Action: "y"})
	if granted || err == nil {
		t.Errorf("%v, %v; want an error", granted, err)
	}
}
