// Package rbac serves the policy of role-based access control. Package config checks it.
package rbac

import (
	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/emulator/op"
)

// Operations lists the operations of the domain.
func Operations() []op.Operation {
	return []op.Operation{
		op.Get("rbac.policy", "/v1/rbac/policy", policy),
	}
}

func policy(c *op.Call, _ *op.NoBody) (*api.RBACPolicyResponse, error) {
	return &api.RBACPolicyResponse{Policy: c.Project.Policy}, nil
}
