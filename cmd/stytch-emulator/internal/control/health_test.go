package control_test

import (
	"net/http"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/flymyai/stytch-go/internal/version"
)

func TestHealth(t *testing.T) {
	t.Parallel()
	h := newHarness(t)
	var got map[string]string
	h.call(http.MethodGet, "/_emulator/health", "", &got)
	want := map[string]string{"status": "ok", "project_id": h.emulator.ProjectID(), "version": version.Version}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	if resp, _ := h.send(http.MethodHead, "/_emulator/health", ""); resp.StatusCode != http.StatusOK {
		t.Errorf("HEAD: %s", resp.Status)
	}
}

// Faults affect only the API. A failed health check could restart the emulator and lose its state.
func TestHealth_withFault(t *testing.T) {
	t.Parallel()
	h := newHarness(t)
	var fault map[string]any
	h.call(http.MethodPost, "/_emulator/faults", `{"status": 503, "times": -1}`, &fault)
	var got map[string]string
	h.call(http.MethodGet, "/_emulator/health", "", &got)
	if got["status"] != "ok" {
		t.Errorf("%v", got)
	}
}
