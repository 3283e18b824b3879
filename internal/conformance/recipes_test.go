package conformance_test

import (
	"maps"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/flymyai/stytch-go/internal/redistest"
	"github.com/flymyai/stytch-go/internal/testsize"
)

// goFile finds a whole Go file of a page, whose first line names it. The files of a page work together.
var goFile = regexp.MustCompile("(?ms)^```go\n// (\\S+\\.go)\n(.*?)^```$")

// addedLine finds what a page adds to the program of protect-an-api.md.
var addedLine = regexp.MustCompile("and\\s+`(a\\.add.*?)` to\\s+`newApp`")

// replacedInMain finds what a page replaces in the main function of protect-an-api.md, and replacement each pair.
var (
	replacedInMain = regexp.MustCompile("(?s)In\\s+`main`, replace (.*?)[.:]\n")
	replacement    = regexp.MustCompile("`([^`]+)`\\s+with\\s+`([^`]+)`")
)

// A newcomer who does in an empty folder what a page says, and nothing else, has a program that compiles and passes its tests.
// A page without a main.go adds to the program of protect-an-api.md. The files of all these pages work together.
func TestRecipes(t *testing.T) {
	t.Parallel()
	inCI(t)
	reader := newReader(t)
	reader.env = append(reader.env, "REDIS_ADDR="+redistest.Start(t).Addr) // for replicas.md
	pages, err := filepath.Glob(filepath.Join(root, "docs/*.md"))
	if err != nil {
		t.Fatal(err)
	}
	base := recipeOf(t, filepath.Join(root, "docs/protect-an-api.md"))
	together := recipe{files: maps.Clone(base.files)}
	for _, page := range pages {
		recipe := recipeOf(t, page)
		if len(recipe.files) == 0 {
			continue
		}
		names := slices.Collect(maps.Keys(recipe.files))
		if !slices.ContainsFunc(names, func(name string) bool { return strings.HasSuffix(name, "_test.go") }) {
			t.Errorf("%s has no test", page)
		}
		if !recipe.isProgram() {
			maps.Copy(together.files, recipe.files)
			together.lines = append(together.lines, recipe.lines...)
			together.replaced = append(together.replaced, recipe.replaced...)
		}
		t.Run(filepath.Base(page), func(t *testing.T) {
			t.Parallel()
			folder := t.TempDir()
			reader.follow(t, folder, recipe.preceded(base))
			reader.follow(t, folder, recipe)
			reader.run(t, folder, "go test ./...")
		})
	}
	if len(together.lines) < 5 || len(together.replaced) < 3 {
		t.Errorf("the pages add only %q to newApp, and replace only %q in main", together.lines, together.replaced)
	}
	t.Run("together", func(t *testing.T) {
		t.Parallel()
		folder := t.TempDir()
		together.files["main.go"] = withLines(t, base.files["main.go"], together.lines)
		reader.follow(t, folder, together.preceded(base)) // begins a module
		writeFiles(t, folder, together.files)
		reader.run(t, folder, "go mod tidy")
		reader.run(t, folder, "go test ./...")
	})
}

// recipe is what a page tells its reader to write.
type recipe struct {
	// steps are its files, and the commands for modules.
	steps []pageStep
	files map[string]string
	// lines are what it adds to newApp.
	lines []string
	// replaced are pairs of what it replaces in main, and by what.
	replaced [][2]string
}

// isProgram reports whether a page has a program of its own, instead of adding to that of protect-an-api.md.
func (r recipe) isProgram() bool {
	return slices.ContainsFunc(slices.Collect(maps.Keys(r.files)), func(name string) bool { return path.Base(name) == "main.go" })
}

func recipeOf(t *testing.T, page string) recipe {
	t.Helper()
	text, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	found := recipe{steps: stepsOf(string(text)), files: map[string]string{}}
	for _, step := range found.steps {
		if step.file != "" {
			found.files[step.file] = step.code
		}
	}
	for _, match := range addedLine.FindAllStringSubmatch(string(text), -1) {
		found.lines = append(found.lines, match[1])
	}
	for _, match := range replacedInMain.FindAllStringSubmatch(string(text), -1) {
		for _, pair := range replacement.FindAllStringSubmatch(match[1], -1) {
			found.replaced = append(found.replaced, [2]string{pair[1], pair[2]})
		}
	}
	return found
}

// edited returns the program of protect-an-api.md with what a page adds to it and replaces in it.
func (r recipe) edited(t *testing.T, program string) string {
	t.Helper()
	for _, pair := range r.replaced {
		if strings.Count(program, pair[0]) != 1 {
			t.Fatalf("main.go does not have %q once", pair[0])
		}
		program = strings.Replace(program, pair[0], pair[1], 1)
	}
	if len(r.lines) == 0 {
		return program
	}
	return withLines(t, program, r.lines)
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
	for name, code := range files {
		file := filepath.Join(folder, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(code), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

// inCI skips a test that builds programs, so that go test takes a newcomer little time.
func inCI(t *testing.T) {
	t.Helper()
	if !testsize.All() {
		t.Skip("building the programs of the documentation takes long: set STYTCH_TEST_REQUIRE_ALL=1")
	}
}
