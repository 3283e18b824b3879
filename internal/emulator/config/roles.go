package config

import (
	"regexp"
	"slices"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/emulator/apierror"
)

// DefaultRole is the role that every user has.
const DefaultRole = "stytch_user"

var rolePattern = regexp.MustCompile(`^[A-Za-z0-9_.:-]{1,128}$`)

// maxRoles is how many roles a user can be given.
const maxRoles = 100

// defaultPolicy is the policy of a project that never set one.
func defaultPolicy() *api.RBACPolicy {
	return &api.RBACPolicy{
		Roles:     []api.RBACPolicyRole{{RoleID: DefaultRole, Description: "Every user", Permissions: []api.RBACPermission{}}},
		Resources: []api.RBACPolicyResource{},
		Scopes:    []api.RBACPolicyScope{},
	}
}

// CheckRoles rejects roles that cannot be assigned.
func (p *Project) CheckRoles(roles []string) error {
	if len(roles) > maxRoles {
		return apierror.Newf(api.ErrorTypeTooManyRoles, "A user can have at most %d roles.", maxRoles)
	}
	for _, role := range roles {
		known := slices.ContainsFunc(p.Policy.Roles, func(r api.RBACPolicyRole) bool { return r.RoleID == role })
		switch {
		case role == "":
			return apierror.Newf(api.ErrorTypeEmptyRBACRoleID, "A role ID is empty.")
		case !rolePattern.MatchString(role):
			return apierror.Newf(api.ErrorTypeInvalidRole, "%q cannot be a role ID.", role)
		case role == DefaultRole:
			return apierror.Newf(api.ErrorTypeCannotAssignDefaultRBACRoleID, "Every user has the role %s; it cannot be assigned.", DefaultRole)
		case !known:
			return apierror.Newf(api.ErrorTypeInvalidRBACRoleID, "The policy of the project has no role %q.", role)
		}
	}
	return nil
}

// Authorize checks that a user's roles grant an action on a resource, and returns which do. Only the roles count: a role
// with * grants actions that the policy does not list.
func (p *Project) Authorize(roles []string, check api.AuthorizationCheck) (*api.AuthorizationVerdict, error) {
	granting := p.Granting(roles, check.ResourceID, check.Action)
	if granting == nil {
		return nil, apierror.Newf(api.ErrorTypeConsumerSessionAuthorizationError, "No role of the user grants %s on %s.", check.Action, check.ResourceID)
	}
	return &api.AuthorizationVerdict{Authorized: true, GrantingRoles: granting}, nil
}

// Granting returns those of a user's roles that grant an action on a resource.
func (p *Project) Granting(roles []string, resource, action string) []string {
	var granting []string
	for _, role := range p.Policy.Roles {
		grants := func(granted api.RBACPermission) bool {
			return granted.ResourceID == resource && (slices.Contains(granted.Actions, action) || slices.Contains(granted.Actions, "*"))
		}
		if slices.Contains(roles, role.RoleID) && slices.ContainsFunc(role.Permissions, grants) {
			granting = append(granting, role.RoleID)
		}
	}
	return granting
}
