// Code generated from openapi.yaml by oapi-codegen and internal/polish. DO NOT EDIT.

package api

// RBACPermission is a permission: actions on one resource.
type RBACPermission struct {
	// Actions that are permitted; `*` stands for all.
	Actions []string `json:"actions"`

	// Id of the resource. It is compared exactly; there is no wildcard.
	ResourceID string `json:"resource_id"`
}

// RBACPolicy is the RBAC policy of a project: its roles, resources and scopes.
type RBACPolicy struct {
	// Resources, with the actions each one knows.
	Resources []RBACPolicyResource `json:"resources"`

	// Roles, with the permissions each one grants.
	Roles []RBACPolicyRole `json:"roles"`

	// OAuth scopes, with the permissions each one stands for.
	Scopes []RBACPolicyScope `json:"scopes"`
}

// RBACPolicyResource is a resource that permissions are about.
type RBACPolicyResource struct {
	// Actions that the resource knows.
	Actions []string `json:"actions"`

	// Description of the resource.
	Description string `json:"description"`

	// Id of the resource, chosen by the project.
	ResourceID string `json:"resource_id"`
}

// RBACPolicyResponse is the answer to rbac.policy. On success it holds the policy as it is now.
type RBACPolicyResponse struct {
	// The policy of the project.
	Policy *RBACPolicy `json:"policy,omitzero"`

	// Id of this call, `request-id-<env>-<uuid>`. Quote it when asking Stytch for help.
	RequestID string `json:"request_id"`

	// HTTP status, repeated in the body.
	StatusCode int `json:"status_code"`
}

// RBACPolicyRole is a role and what it permits.
type RBACPolicyRole struct {
	// Description of the role.
	Description string `json:"description"`

	// Permissions the role grants.
	Permissions []RBACPermission `json:"permissions"`

	// Id of the role. `stytch_user` is the one every user has.
	RoleID string `json:"role_id"`
}

// RBACPolicyScope is an OAuth scope and what it permits.
type RBACPolicyScope struct {
	// Description of the scope.
	Description string `json:"description"`

	// Permissions the scope stands for.
	Permissions []RBACPermission `json:"permissions"`

	// Name of the scope.
	Scope string `json:"scope"`
}
