package conformance_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/flymyai/stytch-go/internal/testsize"
)

// The examples with gRPC and OpenTelemetry are modules of their own, which no test of this one reaches. Their go.mod is
// copied, so that a new version of what this module requires does not fail them.
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
			dir := t.TempDir()
			for _, name := range []string{"go.mod", "go.sum"} {
				data, err := os.ReadFile(filepath.Join(example, name))
				if err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(filepath.Join(dir, name), data, 0o600); err != nil {
					t.Fatal(err)
				}
			}
			run := func(args ...string) ([]byte, error) {
				cmd := exec.CommandContext(t.Context(), "go", args...)
				cmd.Dir = example
				return cmd.CombinedOutput()
			}
			modfile := "-modfile=" + filepath.Join(dir, "go.mod")
			if out, err := run("mod", "download", modfile); err != nil {
				t.Fatalf("%v\n%s", err, out)
			}
			for _, command := range []string{"vet", "test"} {
				if out, err := run(command, "-mod=mod", modfile, "./..."); err != nil {
					t.Errorf("go %s: %v\n%s", command, err, out)
				}
			}
		})
	}
}
