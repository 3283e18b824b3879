package conformance_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/flymyai/stytch-go/internal/apidoc"
	"github.com/flymyai/stytch-go/internal/emulator"
)

// support records what supports an operation.
type support struct {
	apidoc.Operation

	// method is the method of the client, empty without one.
	method  string
	retried bool
	// emulated operations are served by the emulator.
	emulated bool
	// errors is the number of documented errors of the operation, and raised those that the emulator returns by itself.
	errors, raised int
	// node operations are called successfully by Stytch's Node SDK in the tests of the emulator.
	node bool
}

// SUPPORTED.md lists what supports each operation of the API document, and README.md repeats its numbers. Both are
// generated from the code, and so is the number of operations in other files.
func TestSupported(t *testing.T) {
	t.Parallel()
	list := supported(t)
	page := supportedPage(list)
	checkGenerated(t, root+"/SUPPORTED.md", func(string) string { return page })
	numbers := regexp.MustCompile(`(?m)^\[SUPPORTED\.md\]\(SUPPORTED\.md\) lists .*$`)
	sentence := fmt.Sprintf("[SUPPORTED.md](SUPPORTED.md) lists all %d operations: %s.", len(list), summary(list))
	checkGenerated(t, readme, func(text string) string {
		if !numbers.MatchString(text) {
			t.Errorf("%s does not link to SUPPORTED.md at the start of a line", readme)
		}
		return numbers.ReplaceAllLiteralString(text, sentence)
	})
	count := regexp.MustCompile(`\b\d+ operations\b`)
	for _, name := range []string{"api/doc.go", "docs/emulator.md", "llms.txt"} {
		checkGenerated(t, root+"/"+name, func(text string) string {
			if !count.MatchString(text) {
				t.Errorf("%s does not say how many operations there are", name)
			}
			return count.ReplaceAllLiteralString(text, fmt.Sprintf("%d operations", len(list)))
		})
	}
}

// checkGenerated compares a file with what is generated of it, or writes it with -update.
func checkGenerated(t *testing.T, name string, generate func(text string) string) {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil && !*update {
		t.Fatal(err)
	}
	want := generate(string(text))
	if *update {
		if err := os.WriteFile(name, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if diff := cmp.Diff(want, string(text)); diff != "" {
		t.Errorf("%s is stale; run go test ./internal/conformance -run Supported -update (-code +file):\n%s", name, diff)
	}
}

// supported returns what supports each operation, in the order of the API document.
func supported(t *testing.T) []support {
	t.Helper()
	byKey := map[string]retriedMethod{}
	for _, m := range retriedMethods(t) {
		byKey[operationKey(m.name)] = m
	}
	served := emulator.Operations()
	raised := raisedErrors(t)
	called := calledByNode(t)
	documented := regexp.MustCompile("(?m)^- `([a-z0-9_]+)`")
	var list []support
	for _, op := range apidoc.Operations(t, apidoc.Load(t, "../../api/openapi.yaml")) {
		m := byKey[operationKey(op.ID)]
		s := support{Operation: op, method: m.name, retried: m.retried, emulated: slices.Contains(served, op.ID), node: called[op.ID]}
		for _, match := range documented.FindAllStringSubmatch(op.Failure, -1) {
			s.errors++
			if raised[match[1]] {
				s.raised++
			}
		}
		delete(called, op.ID)
		list = append(list, s)
	}
	for name := range called {
		t.Errorf("cmd/stytch-emulator/node/operations.txt lists %s, which is not in the document", name)
	}
	return list
}

// calledByNode returns the operations that Stytch's Node SDK calls in the tests of the emulator.
func calledByNode(t *testing.T) map[string]bool {
	t.Helper()
	text, err := os.ReadFile(root + "/cmd/stytch-emulator/node/operations.txt")
	if err != nil {
		t.Fatal(err)
	}
	called := map[string]bool{}
	for name := range strings.FieldsSeq(string(text)) {
		called[name] = true
	}
	return called
}

// raisedErrors returns the error types that the code of the emulator names.
func raisedErrors(t *testing.T) map[string]bool {
	t.Helper()
	values := errorTypeValues(t)
	raised := map[string]bool{}
	err := filepath.WalkDir(root+"/internal/emulator", func(name string, entry fs.DirEntry, err error) error {
		// The list of statuses names every type.
		if err != nil || entry.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") || strings.HasSuffix(name, "httpapi/errors.go") {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if selector, ok := n.(*ast.SelectorExpr); ok {
				if value, ok := values[selector.Sel.Name]; ok {
					raised[value] = true
				}
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return raised
}

// errorTypeValues returns the values of the constants of api.ErrorType.
func errorTypeValues(t *testing.T) map[string]string {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), root+"/api/errortypes.gen.go", nil, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	values := map[string]string{}
	ast.Inspect(file, func(n ast.Node) bool {
		spec, ok := n.(*ast.ValueSpec)
		if !ok || len(spec.Values) != 1 {
			return true
		}
		if literal, ok := spec.Values[0].(*ast.BasicLit); ok && strings.HasPrefix(spec.Names[0].Name, "ErrorType") {
			if value, err := strconv.Unquote(literal.Value); err == nil {
				values[spec.Names[0].Name] = value
			}
		}
		return true
	})
	if len(values) == 0 {
		t.Fatal("api/errortypes.gen.go has no constants")
	}
	return values
}

// summary returns the numbers of a list.
func summary(list []support) string {
	count := func(is func(support) bool) int {
		n := 0
		for _, s := range list {
			if is(s) {
				n++
			}
		}
		return n
	}
	methods, emulated, node := count(func(s support) bool { return s.method != "" }),
		count(func(s support) bool { return s.emulated }),
		count(func(s support) bool { return s.node })
	if all := len(list); methods == all && emulated == all && node == all {
		return "each has a method, and Stytch's Node SDK calls each in the tests of the emulator"
	}
	return fmt.Sprintf("%d have a method, the emulator serves %d, and Stytch's Node SDK calls %d of them against it",
		methods, emulated, node)
}

// supportedPage renders SUPPORTED.md.
func supportedPage(list []support) string {
	var b strings.Builder
	fmt.Fprintf(&b, `# What is supported

Stytch's Consumer API has %d operations: %s.
This page is generated from the code, by `+"`go test ./internal/conformance -run Supported -update`"+`.

- **Retried**: "yes" for idempotent operations, which are retried after any failure that may be temporary. All others are retried only
  when Stytch provably did not handle the request.
- **Emulator**: "served" operations keep real state and follow Stytch's rules. [docs/emulator.md](docs/emulator.md#choices) lists the cases
  that Stytch's documentation leaves open. "9 of 14 errors" means that [the API document](api/openapi.yaml) lists 14 error types for the
  operation, and that the emulator itself returns 9 of these types. A type counts even if only other operations return it. Tests can inject the rest.
- **Node SDK**: "yes" if Stytch's own Node SDK calls the operation successfully in [the tests of the emulator](cmd/stytch-emulator/node).
`, len(list), summary(list))
	byTag := map[string][]support{}
	for _, s := range list {
		byTag[s.Tag] = append(byTag[s.Tag], s)
	}
	for _, tag := range slices.Sorted(maps.Keys(byTag)) {
		fmt.Fprintf(&b, "\n## %s\n\n| operation | method | retried | emulator | Node SDK |\n|---|---|---|---|---|\n", tag)
		for _, s := range byTag[tag] {
			method, retried, emulated, node := "none yet", "", "not yet", ""
			if s.method != "" {
				method, retried = "`client."+s.method+"`", "no"
			}
			if s.retried {
				retried = "yes"
			}
			if s.emulated {
				emulated = "served"
				if s.errors > 0 {
					emulated += fmt.Sprintf(", %d of %d errors", s.raised, s.errors)
				}
			}
			if s.node {
				node = "yes"
			}
			fmt.Fprintf(&b, "| `%s` | %s | %s | %s | %s |\n", s.ID, method, retried, emulated, node)
		}
	}
	return b.String()
}

// The marks of some operations and error types are right.
func TestSupported_marks(t *testing.T) {
	t.Parallel()
	byID := map[string]support{}
	for _, s := range supported(t) {
		byID[s.ID] = s
	}
	get, start := byID["users.get"], byID["magic_links.email.send"]
	if get.method != "Users.Get" || !get.retried || !get.emulated || !get.node {
		t.Errorf("users.get: %+v", get)
	}
	if start.method != "MagicLinks.Email.Send" || start.retried || start.raised == 0 {
		t.Errorf("magic_links.email.send: %+v", start)
	}
	values := slices.Collect(maps.Values(errorTypeValues(t)))
	if raised := raisedErrors(t); raised["context_canceled_error"] || !slices.Contains(values, "context_canceled_error") {
		t.Error("an error that the emulator cannot return counts as raised")
	}
}
