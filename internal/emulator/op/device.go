package op

import (
	"reflect"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/emulator/store"
)

// deviceFields are the indexes of the telemetry ID in the request of an operation, and of the user ID and the device in
// its response. They are nil for an operation that does not look at devices.
type deviceFields struct{ telemetryID, userID, device []int }

// deviceFieldsOf looks for the fields once, when an operation is defined.
func deviceFieldsOf[Req, Resp any]() (fields deviceFields) {
	telemetryID, ok := reflect.TypeFor[Req]().FieldByName("TelemetryID")
	device, known := reflect.TypeFor[Resp]().FieldByName("UserDevice")
	if ok && known {
		userID, _ := reflect.TypeFor[Resp]().FieldByName("UserID")
		fields = deviceFields{telemetryID.Index, userID.Index, device.Index}
	}
	return fields
}

// fill sets the device of a response. Both arguments are pointers to structs.
func (f *deviceFields) fill(s *store.Store, req, resp any) {
	if f.telemetryID == nil {
		return
	}
	out := reflect.ValueOf(resp).Elem()
	telemetryID := reflect.ValueOf(req).Elem().FieldByIndex(f.telemetryID).String()
	var device *api.DeviceInfo
	if telemetryID != "" {
		device = s.UserDevice(out.FieldByIndex(f.userID).String(), telemetryID)
	}
	out.FieldByIndex(f.device).Set(reflect.ValueOf(device))
}
