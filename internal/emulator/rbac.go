package emulator

import (
	"net/http"
	"regexp"
	"slices"

	"github.com/flymyai/stytch-go/api"
)

// defaultRole is the role that every user has.
const defaultRole = "stytch_user"

var rolePattern = regexp.MustCompile(`^[A-Za-z0-9_.:-]{1,128}$`)

// maxRoles is how many roles a user can be given.
const maxRoles = 100

func projectOperations() []operation {
	return []operation{
		op("rbac.policy", http.MethodGet, "/v1/rbac/policy", rbacPolicy),
		op("debug.whoami", http.MethodGet, "/v1/debug/whoami", whoami),
	}
}

// defaultPolicy is the policy of a project that never set one.
func defaultPolicy() *api.RBACPolicy {
	return &api.RBACPolicy{
		Roles:     []api.RBACPolicyRole{{RoleID: defaultRole, Description: "Every user", Permissions: []api.RBACPermission{}}},
		Resources: []api.RBACPolicyResource{},
		Scopes:    []api.RBACPolicyScope{},
	}
}

func rbacPolicy(c *call, _ *noBody) (*api.RBACPolicyResponse, error) {
	return &api.RBACPolicyResponse{Policy: c.cfg.Policy}, nil
}

func whoami(c *call, _ *noBody) (*api.DebugWhoamiResponse, error) {
	return &api.DebugWhoamiResponse{ProjectID: c.cfg.ProjectID, Name: projectName}, nil
}

// projectName is what the project is called, also in authenticator apps.
const projectName = "Stytch emulator"

// checkRoles refuses roles that cannot be assigned.
func (s *Server) checkRoles(roles []string) error {
	if len(roles) > maxRoles {
		return refuse(api.ErrorTypeTooManyRoles, "A user has at most %d roles.", maxRoles)
	}
	for _, role := range roles {
		known := slices.ContainsFunc(s.cfg.Policy.Roles, func(r api.RBACPolicyRole) bool { return r.RoleID == role })
		switch {
		case role == "":
			return refuse(api.ErrorTypeEmptyRBACRoleID, "A role id is empty.")
		case !rolePattern.MatchString(role):
			return refuse(api.ErrorTypeInvalidRole, "%q cannot be a role id.", role)
		case role == defaultRole:
			return refuse(api.ErrorTypeCannotAssignDefaultRBACRoleID, "Every user has the role %s; it cannot be assigned.", defaultRole)
		case !known:
			return refuse(api.ErrorTypeInvalidRBACRoleID, "The policy of the project has no role %q.", role)
		}
	}
	return nil
}

// allRoles lists the roles of a user with the default one.
func (u *user) allRoles() []string { return slices.Concat([]string{defaultRole}, u.roles) }

// authorizeSession checks that a user's roles grant an action on a resource, and says which do.
func (c *call) authorizeSession(u *user, check api.AuthorizationCheck) (*api.AuthorizationVerdict, error) {
	i := slices.IndexFunc(c.cfg.Policy.Resources, func(r api.RBACPolicyResource) bool { return r.ResourceID == check.ResourceID })
	if i < 0 {
		return nil, refuse(api.ErrorTypeInvalidPermissionResource, "The policy of the project has no resource %q.", check.ResourceID)
	}
	if !slices.Contains(c.cfg.Policy.Resources[i].Actions, check.Action) {
		return nil, refuse(api.ErrorTypeInvalidPermissionAction, "The resource %q has no action %q.", check.ResourceID, check.Action)
	}
	var granting []string
	for _, role := range c.cfg.Policy.Roles {
		grants := func(p api.RBACPermission) bool {
			return p.ResourceID == check.ResourceID && (slices.Contains(p.Actions, check.Action) || slices.Contains(p.Actions, "*"))
		}
		if slices.Contains(u.allRoles(), role.RoleID) && slices.ContainsFunc(role.Permissions, grants) {
			granting = append(granting, role.RoleID)
		}
	}
	if granting == nil {
		return nil, refuse(api.ErrorTypeConsumerSessionAuthorizationError, "No role of the user grants %s on %s.", check.Action, check.ResourceID)
	}
	return &api.AuthorizationVerdict{Authorized: true, GrantingRoles: granting}, nil
}
