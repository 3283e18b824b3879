package conformance_test

import (
	"bytes"
	"io"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/go-json-experiment/json"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/apidoc"
	"github.com/flymyai/stytch-go/internal/clienttest"
	"github.com/flymyai/stytch-go/internal/emulator"
)

// Every operation that takes a telemetry ID returns the device of the fingerprint.
func TestUserDevice(t *testing.T) {
	t.Parallel()
	count := 0
	for _, op := range apidoc.Operations(t, apidoc.Load(t, "../../api/openapi.yaml")) {
		scenario := scenarios[op.ID]
		if op.Request == nil || op.Request.Value.Properties["telemetry_id"] == nil || op.Response.Value.Properties["user_device"] == nil || scenario == nil {
			continue
		}
		count++
		t.Run(op.ID, func(t *testing.T) {
			t.Parallel()
			fx := newFixture(t)
			device, err := fx.AddFingerprint(emulator.Fingerprint{})
			fx.must(err)
			call := scenario(fx)
			var got struct {
				UserDevice *api.DeviceInfo `json:"user_device"`
			}
			_, client := clienttest.Serve(t, func(w http.ResponseWriter, r *http.Request) {
				var body map[string]any
				if err := json.UnmarshalRead(r.Body, &body); err != nil {
					t.Error(err)
				}
				body["telemetry_id"] = device.TelemetryID
				changed, err := json.Marshal(body)
				if err != nil {
					t.Error(err)
				}
				r.Body = io.NopCloser(bytes.NewReader(changed))
				recorder := httptest.NewRecorder()
				fx.ServeHTTP(recorder, r)
				if err := json.Unmarshal(recorder.Body.Bytes(), &got); err != nil {
					t.Error(err)
				}
				w.Header().Set("Content-Type", "application/json")
				w.WriteHeader(recorder.Code)
				_, _ = w.Write(recorder.Body.Bytes())
			}, clienttest.Once)
			fx.must(call(t.Context(), client))
			if got.UserDevice == nil || got.UserDevice.VisitorID != device.Fingerprints.VisitorID || !got.UserDevice.VisitorIDDetails.IsNew {
				t.Errorf("user_device is %+v, want that of %s", got.UserDevice, device.Fingerprints.VisitorID)
			}
		})
	}
	if count == 0 {
		t.Error("no operation takes a telemetry ID")
	}
}
