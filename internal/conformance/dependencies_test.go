package conformance_test

import (
	"os/exec"
	"strings"
	"testing"
)

// An importer of the client pays for JSON and nothing else: not for the emulator, the agent tools or
// the generator.
func TestDependencies(t *testing.T) {
	t.Parallel()
	out, err := exec.CommandContext(t.Context(), "go", "list", "-deps", root).Output()
	if err != nil {
		t.Fatal(err)
	}
	for pkg := range strings.FieldsSeq(string(out)) {
		host, _, _ := strings.Cut(pkg, "/")
		switch {
		case !strings.Contains(host, "."): // the standard library
		case strings.HasPrefix(pkg, "github.com/go-json-experiment/json"):
		case strings.HasPrefix(pkg, "github.com/flymyai/stytch-go"):
			for _, not := range []string{"stytchtest", "emulator", "apidoc", "polish", "/cmd/", "/examples/"} {
				if strings.Contains(pkg, not) {
					t.Errorf("the client depends on %s", pkg)
				}
			}
		default:
			t.Errorf("the client depends on %s", pkg)
		}
	}
}
