package rbac

import "github.com/flymyai/stytch-go/api"

type (
	// PolicyResponse is the response of [Service.Policy]: the policy of the project.
	// See [api.RBACPolicyResponse] for its fields.
	PolicyResponse = api.RBACPolicyResponse
	// Policy contains the roles, resources and scopes of a project.
	// See [api.RBACPolicy] for its fields.
	Policy = api.RBACPolicy
	// Role is a role with the permissions that it grants.
	// See [api.RBACPolicyRole] for its fields.
	Role = api.RBACPolicyRole
	// Resource is something that permissions apply to, with its actions.
	// See [api.RBACPolicyResource] for its fields.
	Resource = api.RBACPolicyResource
	// Scope is an OAuth 2.0 scope with the permissions that it grants to a connected app.
	// See [api.RBACPolicyScope] for its fields.
	Scope = api.RBACPolicyScope
	// Permission allows some actions on a resource. See [api.RBACPermission] for its fields.
	Permission = api.RBACPermission
	// AuthorizationCheck names an action on a resource, for [Service.RolesGrant]. ResourceID and Action are required.
	// See [api.AuthorizationCheck] for its fields.
	AuthorizationCheck = api.AuthorizationCheck
)
