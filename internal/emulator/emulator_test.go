package emulator

import (
	"testing"

	"github.com/flymyai/stytch-go/internal/apidoc"
	"github.com/flymyai/stytch-go/internal/emulator/op"
)

// Each operation of the API document is served as it says.
func TestOperations_followTheDocument(t *testing.T) {
	t.Parallel()
	known := map[string]*op.Operation{}
	served := served()
	for i := range served {
		o := &served[i]
		if known[o.Name] != nil {
			t.Errorf("%s is used twice", o.Name)
		}
		known[o.Name] = o
	}
	for _, doc := range apidoc.Operations(t, apidoc.Load(t, "../../api/openapi.yaml")) {
		got := known[doc.ID]
		if got == nil {
			t.Errorf("%s is not served", doc.ID)
			continue
		}
		delete(known, doc.ID)
		if got.Method != doc.Method || got.Path != doc.Path || got.Public != doc.Public || got.Status != doc.Status && got.Status != 0 {
			t.Errorf("%s: got %s %s, public %v, status %d; want %+v", doc.ID, got.Method, got.Path, got.Public, got.Status, doc)
		}
	}
	for name := range known {
		t.Errorf("%s is not in the document", name)
	}
}
