package m2m_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/flymyai/stytch-go/internal/testsize"
)

// The example with gRPC is a module of its own, which no test of this one reaches. Its go.mod is copied, so that a new
// version of what this module requires does not fail it.
func TestGRPCExample(t *testing.T) {
	t.Parallel()
	if !testsize.All() {
		t.Skip("compiling gRPC takes half a minute: set STYTCH_TEST_REQUIRE_ALL=1")
	}
	const example = "../examples/grpc"
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
}
