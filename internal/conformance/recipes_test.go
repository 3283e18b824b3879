package conformance_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// goFile finds a whole Go file of a page, whose first line names it. The files of a page work together.
var goFile = regexp.MustCompile("(?ms)^```go\n// (\\S+\\.go)\n(.*?)^```$")

// The programs of the recipes compile and pass their own tests as they are. A page without a main.go adds to the program
// of protect-an-api.md.
func TestRecipes(t *testing.T) {
	t.Parallel()
	inCI(t)
	dir := t.TempDir()
	writeModule(t, dir)
	pages, err := filepath.Glob(filepath.Join(root, "docs/*.md"))
	if err != nil {
		t.Fatal(err)
	}
	base := ""
	for _, page := range append([]string{filepath.Join(root, "docs/protect-an-api.md")}, pages...) {
		text, err := os.ReadFile(page)
		if err != nil {
			t.Fatal(err)
		}
		files := map[string]string{}
		for _, match := range goFile.FindAllStringSubmatch(string(text), -1) {
			files[match[1]] = match[2]
		}
		if len(files) == 0 {
			continue
		}
		if base == "" {
			base = files["main.go"]
		}
		if files["main.go"] == "" {
			files["main.go"] = base
		}
		folder := filepath.Join(dir, strings.TrimSuffix(filepath.Base(page), ".md"))
		if err := os.MkdirAll(folder, 0o700); err != nil {
			t.Fatal(err)
		}
		tested := false
		for name, code := range files {
			tested = tested || strings.HasSuffix(name, "_test.go")
			if err := os.WriteFile(filepath.Join(folder, name), []byte(code), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		if !tested {
			t.Errorf("%s has no test", page)
		}
	}
	cmd := exec.CommandContext(t.Context(), "go", "test", "./...")
	cmd.Dir = dir
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}

// inCI skips a test that builds programs, so that go test takes a newcomer little time.
func inCI(t *testing.T) {
	t.Helper()
	if os.Getenv("STYTCH_TEST_REQUIRE_ALL") == "" {
		t.Skip("building the programs of the documentation takes long: set STYTCH_TEST_REQUIRE_ALL=1")
	}
}

// writeModule makes a folder a reader's module. It requires what this module requires, so that nothing is downloaded.
func writeModule(t *testing.T, dir string) {
	t.Helper()
	module, err := filepath.Abs(root)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"go.mod", "go.sum"} {
		data, err := os.ReadFile(filepath.Join(root, name))
		if err != nil {
			t.Fatal(err)
		}
		if name == "go.mod" {
			text := strings.Replace(string(data), "module "+modulePath+"\n", "module example.com/app\n", 1)
			data = fmt.Appendf(nil, "%s\nrequire %s v0.0.0\n\nreplace %[2]s => %s\n", text, modulePath, module)
		}
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
}
