// Code generated from openapi.yaml by oapi-codegen and internal/polish. DO NOT EDIT.

package api

// RBACPermission is a permission: actions on a resource.
type RBACPermission struct {
	// Permitted actions. `*` stands for all actions.
	Actions []string `json:"actions"`

	// ID of the resource. It is compared exactly, and there is no wildcard.
	ResourceID string `json:"resource_id"`
}

// RBACPolicy is the RBAC policy of a project: its roles, resources and scopes.
type RBACPolicy struct {
	// Resources, with the actions that each has.
	Resources []RBACPolicyResource `json:"resources"`

	// Roles, with the permissions that each grants.
	Roles []RBACPolicyRole `json:"roles"`

	// OAuth scopes, with the permissions that each grants.
	Scopes []RBACPolicyScope `json:"scopes"`
}

// RBACPolicyResource is a resource that permissions apply to.
type RBACPolicyResource struct {
	// Actions of the resource.
	Actions []string `json:"actions"`

	// Description of the resource.
	Description string `json:"description"`

	// ID of the resource. You choose it in the dashboard.
	ResourceID string `json:"resource_id"`
}

// RBACPolicyResponse is the response body of rbac.policy. On success, it contains the current
// policy.
type RBACPolicyResponse struct {
	// The project's policy.
	Policy *RBACPolicy `json:"policy,omitzero"`

	// ID of this call, `request-id-<env>-<uuid>`. Include it when you contact Stytch support.
	RequestID string `json:"request_id"`

	// HTTP status, repeated in the body.
	StatusCode int `json:"status_code"`
}

// RBACPolicyRole is a role with its permissions.
type RBACPolicyRole struct {
	// Description of the role.
	Description string `json:"description"`

	// Permissions that the role grants.
	Permissions []RBACPermission `json:"permissions"`

	// ID of the role. Every user has the role `stytch_user`.
	RoleID string `json:"role_id"`
}

// RBACPolicyScope is an OAuth scope with its permissions.
type RBACPolicyScope struct {
	// Description of the scope.
	Description string `json:"description"`

	// Permissions that the scope grants.
	Permissions []RBACPermission `json:"permissions"`

	// Name of the scope.
	Scope string `json:"scope"`
}
