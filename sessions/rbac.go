package sessions

import (
	"context"
	"fmt"
)

// authorize returns [ErrNotAuthorized] unless one of the roles grants the action.
func (s *Service) authorize(ctx context.Context, roles []string, check AuthorizationCheck) error {
	granted, err := s.policy.RolesGrant(ctx, roles, check)
	switch {
	case err != nil:
		return err
	case !granted:
		return notAuthorized(check)
	}
	return nil
}

func notAuthorized(check AuthorizationCheck) error {
	return fmt.Errorf("stytch: %w: %s on %s", ErrNotAuthorized, check.Action, check.ResourceID)
}
