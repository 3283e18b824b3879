// Package rbac reads the project's policy for role-based access control: its roles, resources and scopes. They are
// defined in Stytch's dashboard. The client exposes the package as client.RBAC.
//
//	resp, err := client.RBAC.Policy(ctx)
//	...
//	for _, role := range resp.Policy.Roles { ... }
//
// To check whether a session has a permission, use sessions.WithAuthorizationCheck. It caches the policy.
//
// Policy is idempotent and retried.
//
// API reference: https://stytch.com/docs/api/overview
package rbac

import (
	"context"

	"github.com/flymyai/stytch-go/internal/transport"
)

var policy = transport.Get("rbac.policy", "/v1/rbac/policy").Idempotent()

// Service calls the RBAC endpoint.
type Service struct {
	transport *transport.Client
}

// New is called by stytch.New. Programs use client.RBAC instead, since the transport is internal to this module.
func New(t *transport.Client) *Service { return &Service{t} }

// Policy returns the current RBAC policy of the project (GET /v1/rbac/policy).
func (s *Service) Policy(ctx context.Context) (*PolicyResponse, error) {
	return transport.Call[PolicyResponse](ctx, s.transport, policy, nil)
}
