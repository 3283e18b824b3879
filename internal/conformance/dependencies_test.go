package conformance_test

import (
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// clientDependencies are the modules that an importer of the client pays for: JSON, the runtime of the generated types
// with what it needs, and the token source that other libraries accept.
var clientDependencies = []string{
	"github.com/go-json-experiment/json",
	"github.com/oapi-codegen/runtime", "github.com/apapsch/go-jsonmerge/v2", "github.com/google/uuid",
	"golang.org/x/oauth2",
}

// An importer of the client does not pay for the emulator, the agent tools, the generator or Redis.
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
		case slices.ContainsFunc(clientDependencies, func(module string) bool { return pkg == module || strings.HasPrefix(pkg, module+"/") }):
		case strings.HasPrefix(pkg, "github.com/flymyai/stytch-go"):
			for _, not := range []string{"stytchtest", "emulator", "apidoc", "polish", "/cmd/", "/examples/", "redisstore"} {
				if strings.Contains(pkg, not) {
					t.Errorf("the client depends on %s", pkg)
				}
			}
		default:
			t.Errorf("the client depends on %s", pkg)
		}
	}
}
