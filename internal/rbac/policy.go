// Package rbac holds the RBAC policy of a project for all services of a client, and checks roles and scopes against it.
package rbac

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/refresh"
	"github.com/flymyai/stytch-go/internal/transport"
)

// GetPolicy is the operation that returns the policy.
var GetPolicy = transport.Get("rbac.policy", "/v1/rbac/policy").Idempotent().AttemptTimeout(refresh.AttemptTimeout)

const (
	// maxAge is the age from which the policy is fetched again.
	maxAge = 5 * time.Minute
	// limit is the age up to which it is used if it cannot be fetched.
	limit = time.Hour
)

// anyAction grants every action in a permission.
const anyAction = "*"

// Policy is the RBAC policy of a project. It is fetched on first use and cached. It is safe for concurrent use.
type Policy struct {
	value *refresh.Value[api.RBACPolicy]
}

// New returns the policy of the project of t, by a clock. It does not fetch it yet.
func New(t *transport.Client, now func() time.Time) *Policy {
	fetch := func(ctx context.Context) (*api.RBACPolicy, time.Duration, error) {
		resp, err := transport.Call[api.RBACPolicyResponse](ctx, t, GetPolicy, nil)
		if err != nil {
			return nil, 0, err
		}
		if resp.Policy == nil {
			return nil, 0, errors.New("the project has no RBAC policy")
		}
		return resp.Policy, 0, nil
	}
	return &Policy{refresh.New(refresh.Config[api.RBACPolicy]{Fetch: fetch, MaxAge: maxAge, Limit: limit, Now: now})}
}

// Begin starts a fetch of the policy by other means. The function that it returns caches that policy, unless a policy has
// been cached whose fetch began later. The caller keeps its own copy.
func (p *Policy) Begin() (store func(*api.RBACPolicy)) {
	set := p.value.Begin()
	return func(policy *api.RBACPolicy) { set(clone(policy)) }
}

// RolesGrant reports whether one of the roles grants an action. It returns an error if the policy cannot be fetched.
func (p *Policy) RolesGrant(ctx context.Context, roles []string, check api.AuthorizationCheck) (bool, error) {
	policy, err := p.get(ctx)
	if err != nil {
		return false, err
	}
	return slices.ContainsFunc(policy.Roles, func(r api.RBACPolicyRole) bool {
		return slices.Contains(roles, r.RoleID) && Grant(r.Permissions, check)
	}), nil
}

// ScopesGrant reports whether one of the OAuth scopes grants an action. Scopes that the policy does not define grant
// nothing. It returns an error if the policy cannot be fetched.
func (p *Policy) ScopesGrant(ctx context.Context, scopes []string, check api.AuthorizationCheck) (bool, error) {
	policy, err := p.get(ctx)
	if err != nil {
		return false, err
	}
	return slices.ContainsFunc(policy.Scopes, func(s api.RBACPolicyScope) bool {
		return slices.Contains(scopes, s.Scope) && Grant(s.Permissions, check)
	}), nil
}

func (p *Policy) get(ctx context.Context) (*api.RBACPolicy, error) {
	policy, err := p.value.Get(ctx)
	if err != nil {
		return nil, fmt.Errorf("stytch: RBAC policy: %w", err)
	}
	return policy, nil
}

// Grant reports whether permissions include an action. Resources have no wildcard.
func Grant(permissions []api.RBACPermission, check api.AuthorizationCheck) bool {
	return slices.ContainsFunc(permissions, func(p api.RBACPermission) bool {
		return p.ResourceID == check.ResourceID && (slices.Contains(p.Actions, check.Action) || slices.Contains(p.Actions, anyAction))
	})
}

// clone copies what checks read, so that a caller who changes a response does not change the cached policy.
func clone(policy *api.RBACPolicy) *api.RBACPolicy {
	copied := &api.RBACPolicy{Roles: slices.Clone(policy.Roles), Scopes: slices.Clone(policy.Scopes)}
	for i := range copied.Roles {
		copied.Roles[i].Permissions = clonePermissions(copied.Roles[i].Permissions)
	}
	for i := range copied.Scopes {
		copied.Scopes[i].Permissions = clonePermissions(copied.Scopes[i].Permissions)
	}
	return copied
}

func clonePermissions(permissions []api.RBACPermission) []api.RBACPermission {
	permissions = slices.Clone(permissions)
	for i := range permissions {
		permissions[i].Actions = slices.Clone(permissions[i].Actions)
	}
	return permissions
}
