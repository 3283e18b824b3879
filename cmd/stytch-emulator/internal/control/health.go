package control

import (
	"net/http"

	"github.com/flymyai/stytch-go/internal/version"
)

// Health is the path of the health check.
const Health = Prefix + "health"

// Healthy is the status of an emulator that serves.
const Healthy = "ok"

// HealthReport is the response to a health check.
type HealthReport struct {
	Status    string `json:"status"`
	ProjectID string `json:"project_id"`
	Version   string `json:"version"`
}

// readHealth returns the project ID, so that a program waiting for its emulator can recognize it.
func (h *handler) readHealth(*http.Request) (any, error) {
	return HealthReport{Status: Healthy, ProjectID: h.srv.ProjectID(), Version: version.Version}, nil
}
