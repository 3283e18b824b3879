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

// readHealth reports the project, so that whoever waits for an emulator can tell that it is theirs.
func (h *handler) readHealth(*http.Request) (any, error) {
	return health{Status: "ok", ProjectID: h.srv.ProjectID(), Version: version.Version}, nil
}
