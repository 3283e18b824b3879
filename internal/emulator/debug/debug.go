// Package debug serves the call that checks credentials.
package debug

import (
	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/emulator/config"
	"github.com/flymyai/stytch-go/internal/emulator/op"
)

// Operations lists the operations of the domain.
func Operations() []op.Operation {
	return []op.Operation{
		op.Get("debug.whoami", "/v1/debug/whoami", whoami),
	}
}

func whoami(c *op.Call, _ *op.NoBody) (*api.DebugWhoamiResponse, error) {
	return &api.DebugWhoamiResponse{ProjectID: c.Project.ProjectID, Name: config.Name}, nil
}
