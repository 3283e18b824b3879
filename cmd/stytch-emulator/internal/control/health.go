package control

import (
	"net/http"

	"github.com/flymyai/stytch-go/internal/version"
)

// Health is the path of the health check.
const Health = Prefix + "health"

// health is the response to a health check.
type health struct {
	Status    string `json:"status"`
	ProjectID string `json:"project_id"`
	Version   string `json:"version"`
}

// readHealth returns the project ID, so that a program waiting for its emulator can recognize it.
func (h *handler) readHealth(*http.Request) (any, error) {
	return health{Status: "ok", ProjectID: h.srv.ProjectID(), Version: version.Version}, nil
}
