package conformance_test

import (
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// goFile finds a whole Go file of a page, whose first line names it. The files of a page work together.
var goFile = regexp.MustCompile("(?ms)^```go\n// (\\S+\\.go)\n(.*?)^```$")

// addedLine finds what a page adds to the program of protect-an-api.md.
var addedLine = regexp.MustCompile("and `(a\\.add.*?)` to\\s+`newApp`")

// The programs of the recipes compile and pass their own tests as they are, alone and all together. A page without a
// main.go adds to the program of protect-an-api.md.
func TestRecipes(t *testing.T) {
	t.Parallel()
	inCI(t)
	dir := t.TempDir()
	writeModule(t, dir)
	pages, err := filepath.Glob(filepath.Join(root, "docs/*.md"))
	if err != nil {
		t.Fatal(err)
	}
	base := recipeOf(t, filepath.Join(root, "docs/protect-an-api.md"))
	together := map[string]string{}
	var lines []string
	for _, page := range pages {
		recipe := recipeOf(t, page)
		if len(recipe.files) == 0 {
			continue
		}
		names := slices.Collect(maps.Keys(recipe.files))
		if !slices.ContainsFunc(names, func(name string) bool { return strings.HasSuffix(name, "_test.go") }) {
			t.Errorf("%s has no test", page)
		}
		if recipe.files["main.go"] == "" {
			maps.Copy(together, recipe.files)
			lines = append(lines, recipe.lines...)
			recipe.files["main.go"] = withLines(t, base.files["main.go"], recipe.lines)
		}
		writeFiles(t, filepath.Join(dir, strings.TrimSuffix(filepath.Base(page), ".md")), recipe.files)
	}
	if len(lines) < 4 {
		t.Errorf("the pages add only %q to newApp", lines)
	}
	maps.Copy(together, base.files)
	together["main.go"] = withLines(t, base.files["main.go"], lines)
	writeFiles(t, filepath.Join(dir, "together"), together)
	cmd := exec.CommandContext(t.Context(), "go", "test", "./...")
	cmd.Dir = dir
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}

// recipe is what a page tells its reader to write.
type recipe struct {
	files map[string]string
	// lines are what it adds to newApp.
	lines []string
}

func recipeOf(t *testing.T, page string) recipe {
	t.Helper()
	text, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	found := recipe{files: map[string]string{}}
	for _, match := range goFile.FindAllStringSubmatch(string(text), -1) {
		found.files[match[1]] = match[2]
	}
	for _, match := range addedLine.FindAllStringSubmatch(string(text), -1) {
		found.lines = append(found.lines, match[1])
	}
	return found
}

// withLines adds lines to newApp.
func withLines(t *testing.T, code string, lines []string) string {
	t.Helper()
	const last = "\treturn a\n}\n"
	if strings.Count(code, last) != 1 {
		t.Fatalf("newApp does not end as expected:\n%s", code)
	}
	return strings.Replace(code, last, "\t"+strings.Join(append(slices.Clip(lines), "return a"), "\n\t")+"\n}\n", 1)
}

func writeFiles(t *testing.T, folder string, files map[string]string) {
	t.Helper()
	if err := os.MkdirAll(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	for name, code := range files {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(code), 0o600); err != nil {
			t.Fatal(err)
		}
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
