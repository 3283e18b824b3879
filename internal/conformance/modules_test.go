package conformance_test

import (
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/flymyai/stytch-go/internal/testsize"
)

// The examples with gRPC and OpenTelemetry are modules of their own, which no other test reaches. They build as somebody who
// clones the repository gets them, so a dependency that this module adds or updates must be in their go.mod and go.sum too.
func TestExampleModules(t *testing.T) {
	t.Parallel()
	if !testsize.All() {
		t.Skip("compiling gRPC takes half a minute: set STYTCH_TEST_REQUIRE_ALL=1")
	}
	modules, err := filepath.Glob(filepath.Join(root, "examples/*/go.mod"))
	if err != nil {
		t.Fatal(err)
	}
	if len(modules) != 2 {
		t.Errorf("found %q, want 2 modules", modules)
	}
	for _, module := range modules {
		example := filepath.Dir(module)
		t.Run(filepath.Base(example), func(t *testing.T) {
			t.Parallel()
			for _, command := range []string{"vet", "test"} {
				cmd := exec.CommandContext(t.Context(), "go", command, "./...")
				cmd.Dir = example
				if out, err := cmd.CombinedOutput(); err != nil {
					t.Errorf("go %s (if its go.mod is stale, run go mod tidy in %s): %v\n%s", command, example, err, out)
				}
			}
		})
	}
}
