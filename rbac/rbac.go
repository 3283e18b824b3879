// Package rbac reads the project's policy for role-based access control: its roles, resources and scopes. They are
// defined in Stytch's dashboard. The client exposes the package as client.RBAC.
//
//	resp, err := client.RBAC.Policy(ctx)
//	...
//	for _, role := range resp.Policy.Roles { ... }
//
// To check whether a session has a permission, use sessions.WithAuthorizationCheck. The client caches the policy for such
// checks for 5 minutes.
//
// Policy is idempotent and retried.
//
// API reference: https://stytch.com/docs/api/overview
package rbac

import (
	"context"

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
