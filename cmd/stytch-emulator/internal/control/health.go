package control

import (
	"net/http"

	"github.com/flymyai/stytch-go/internal/version"
)

// Health is the path at which the emulator reports that it serves.
const Health = Prefix + "health"

// health is what the emulator reports of itself.
type health struct {
	Status    string `json:"status"`
	ProjectID string `json:"project_id"`
	Version   string `json:"version"`
}

// readHealth reports the project, so that programs that wait for their emulator can tell it from another one.
func (h *handler) readHealth(*http.Request) (any, error) {
	return health{Status: "ok", ProjectID: h.srv.ProjectID(), Version: version.Version}, nil
}
