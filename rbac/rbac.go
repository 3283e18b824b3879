// Package rbac reads the project's policy for role-based access control, and checks roles against it. The roles,
// resources and scopes of the policy are defined in Stytch's dashboard. The client exposes the package as client.RBAC.
//
//	resp, err := client.RBAC.Policy(ctx)
//	...
//	for _, role := range resp.Policy.Roles { ... }
//
// To check whether a session has a permission, use sessions.WithAuthorizationCheck. For the roles of a user without a
// session, use [Service.RolesGrant]. The client caches the policy for such checks for 5 minutes.
//
// Policy is idempotent and retried.
//
// API reference: https://stytch.com/docs/api/overview
package rbac

import (
	"context"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/rbac"
	"github.com/flymyai/stytch-go/internal/transport"
)

// Service calls the RBAC endpoint.
type Service struct {
	transport *transport.Client
	policy    *rbac.Policy
}

// New is called by stytch.New, with the policy that all services of the client share. Programs use client.RBAC instead,
// since the transport is internal to this module.
func New(t *transport.Client, policy *rbac.Policy) *Service { return &Service{t, policy} }

// Policy returns the current RBAC policy of the project (GET /v1/rbac/policy). It always calls the API. The client's
// authorization checks use the returned policy from then on, so call Policy after a change that must take effect before
// the cache expires.
func (s *Service) Policy(ctx context.Context) (*PolicyResponse, error) {
	store := s.policy.Begin()
	resp, err := transport.Call[PolicyResponse](ctx, s.transport, rbac.GetPolicy, nil)
	if err == nil && resp.Policy != nil {
		store(resp.Policy)
	}
	return resp, err
}

// RolesGrant reports whether one of the roles grants an action on a resource. The roles are often those of a user, from
// client.Users.Get. A role grants an action that it lists by name, and every action of a resource if it lists "*".
// Resources have no wildcard, and roles that the policy does not define grant nothing.
//
// RolesGrant uses the policy that the client has cached, and calls the API only if it has none or if it is more than 5
// minutes old. If that call fails, the old policy is used until it is an hour old. After that, and if check lacks its
// ResourceID or its Action, RolesGrant returns an error.
func (s *Service) RolesGrant(ctx context.Context, roles []string, check AuthorizationCheck) (bool, error) {
	if check.ResourceID == "" || check.Action == "" {
		return false, &api.ArgumentError{Operation: "rbac", Argument: "check", Problem: "needs both a ResourceID and an Action"}
	}
	return s.policy.RolesGrant(ctx, roles, check)
}
