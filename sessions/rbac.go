package sessions

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/transport"
)

const (
	// policyMaxAge is the age from which the RBAC policy is fetched again.
	policyMaxAge = 5 * time.Minute
	// policyLimit is the age up to which it is used if it cannot be fetched.
	policyLimit = time.Hour
)

// anyAction grants every action in a permission.
const anyAction = "*"

// fetchPolicy fetches the RBAC policy of the project.
func (s *Service) fetchPolicy(ctx context.Context) (*api.RBACPolicy, time.Duration, error) {
	resp, err := transport.Call[api.RBACPolicyResponse](ctx, s.transport, rbacPolicy, nil)
	if err != nil {
		return nil, 0, err
	}
	if resp.Policy == nil {
		return nil, 0, errors.New("the project has no RBAC policy")
	}
	return resp.Policy, 0, nil
}

// authorize returns [ErrNotAuthorized] unless one of the roles grants the action.
func (s *Service) authorize(ctx context.Context, roles []string, check AuthorizationCheck) error {
	policy, err := s.policy.Get(ctx)
	if err != nil {
		return fmt.Errorf("stytch: RBAC policy: %w", err)
	}
	for _, role := range policy.Roles {
		if slices.Contains(roles, role.RoleID) && slices.ContainsFunc(role.Permissions, func(p api.RBACPermission) bool {
			return p.ResourceID == check.ResourceID && (slices.Contains(p.Actions, check.Action) || slices.Contains(p.Actions, anyAction))
		}) {
			return nil
		}
	}
	return fmt.Errorf("stytch: %w: %s on %s", ErrNotAuthorized, check.Action, check.ResourceID)
}
