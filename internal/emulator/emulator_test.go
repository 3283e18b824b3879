package emulator

import (
	"slices"
	"testing"

	"github.com/flymyai/stytch-go/internal/apidoc"
	"github.com/flymyai/stytch-go/internal/emulator/op"
)

// Each operation is one of the API document, and those of the seven domains are all there.
func TestOperations_followTheDocument(t *testing.T) {
	t.Parallel()
	served := map[string]*op.Operation{}
	for _, o := range router().Operations() {
		if served[o.Name] != nil {
			t.Errorf("%s is there twice", o.Name)
		}
		served[o.Name] = o
	}
	for _, doc := range apidoc.Operations(t, apidoc.Load(t, "../../api/openapi.yaml")) {
		got, ok := served[doc.ID]
		if !ok {
			if slices.Contains(apidoc.Domains, doc.Tag) {
				t.Errorf("%s is not served", doc.ID)
			}
			continue
		}
		delete(served, doc.ID)
		if got.Method != doc.Method || got.Path != doc.Path || got.Public != doc.Public || got.Status != doc.Status {
			t.Errorf("%s: got %s %s, public %v, status %d; want %+v", doc.ID, got.Method, got.Path, got.Public, got.Status, doc)
		}
	}
	for name := range served {
		t.Errorf("%s is not in the document", name)
	}
}
