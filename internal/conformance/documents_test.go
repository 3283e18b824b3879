package conformance_test

import (
	"bytes"
	"errors"
	"fmt"
	"go/ast"
	"go/format"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// documents returns the Markdown files for people who use the module.
func documents(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(root, "docs/*.md"))
	if err != nil {
		t.Fatal(err)
	}
	return append(files, readme)
}

// Every Go block of the documentation compiles against this module.
func TestDocumentsCompile(t *testing.T) {
	t.Parallel()
	var all []block
	for _, file := range documents(t) {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		found := blocks(file, string(text))
		if file == readme && len(found) == 0 {
			t.Error("README.md has no Go block")
		}
		all = append(all, found...)
	}
	// TestRecipes compiles the files of a recipe, which need each other.
	alone := slices.DeleteFunc(slices.Clone(all), func(b block) bool { return goFile.MatchString("```go\n" + b.code + "```") })
	for _, err := range compile(t, alone) {
		t.Error(err)
	}
	for _, b := range all {
		// format.Source accepts declarations or statements, but not both.
		if formatted, err := format.Source([]byte(b.code)); err == nil && string(formatted) != b.code {
			t.Errorf("%s:%d: the block is not formatted by gofmt", b.file, b.line)
		}
	}
}

// TestDriftIsFound checks that mistakes are reported with their line, and that correct blocks are not.
func TestDriftIsFound(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, code string
		line       int // 0 if nothing is wrong
	}{
		{"an unknown method", "resp, err := client.Users.Invite(ctx)", 3},
		{"an unknown field", "\n_, err := client.Users.Create(ctx, users.CreateRequest{\n\tMail: \"\",\n})", 5},
		{"too few results", "err := client.Users.Delete(ctx, userID)", 3},
		{"an unknown constant", "_ = errors.Is(nil, api.ErrorTypeOutOfTea)", 3},
		{"an unknown name", "fmt.Println(nobody)", 3},
		{"a syntax error", "client.Users.Get(ctx userID)", 3},
		{"a wrong declaration", "type T struct{}\n\nfunc (T) M() int { return \"\" }", 5},
		{"a missing import of a whole file", "package main\n\nfunc main() { fmt.Println() }", 5},
		{"an unused variable of a whole file", "package main\n\nfunc main() { x := 1 }", 5},

		{"statements", "resp, err := client.Users.Get(ctx, userID)", 0},
		{"a return", "if err := client.Request(ctx, http.MethodGet, \"/\", nil, nil); err != nil {\n\treturn err\n}", 0},
		{"a handler", "mux.Handle(\"/\", http.HandlerFunc(home))\n\nfunc home(w http.ResponseWriter, r *http.Request) {\n\treturn\n}", 0},
		{"an import", "import codes \"github.com/pquerna/otp/totp\"\n\ncode, err := codes.GenerateCode(\"\", srv.Now())", 0},
		{"a whole file", "package main\n\nimport \"fmt\"\n\nfunc main() { fmt.Println() }", 0},
	}
	var all []block
	for i, test := range tests {
		all = append(all, blocks(fmt.Sprintf("page%d.md", i), "Text.\n```go\n"+test.code+"\n```\n")...)
	}
	errs := compile(t, all)
	for i, test := range tests {
		page := fmt.Sprintf("page%d.md:", i)
		found := slices.IndexFunc(errs, func(err error) bool { return strings.Contains(err.Error(), page) })
		switch {
		case test.line == 0 && found >= 0:
			t.Errorf("%s: %v", test.name, errs[found])
		case test.line != 0 && (found < 0 || !strings.Contains(errs[found].Error(), page+strconv.Itoa(test.line))):
			t.Errorf("%s: found nothing in line %d: %v", test.name, test.line, errs)
		}
	}
}

// block is a Go block of a document.
type block struct {
	file string
	// line is the line where its code begins.
	line int
	code string
}

// blocks returns the Go blocks of a document, also those in lists.
func blocks(file, text string) []block {
	var found []block
	var b *block
	indent := ""
	for i, line := range strings.Split(text, "\n") {
		trimmed := strings.TrimLeft(line, " ")
		switch {
		case b == nil && trimmed == "```go":
			b = &block{file: file, line: i + 2}
			indent = line[:len(line)-len(trimmed)]
		case b != nil && trimmed == "```":
			found = append(found, *b)
			b = nil
		case b != nil:
			b.code += strings.TrimPrefix(line, indent) + "\n"
		}
	}
	if b != nil { // never closed
		found = append(found, *b)
	}
	return found
}

// packages are the packages that a fragment may use without importing them.
var packages = map[string]string{
	"context":  "context",
	"errors":   "errors",
	"fmt":      "fmt",
	"http":     "net/http",
	"httptest": "net/http/httptest",
	"io":       "io",
	"log":      "log",
	"oauth2":   "golang.org/x/oauth2",
	"os":       "os",
	"json":     "encoding/json",
	"slog":     "log/slog",
	"sql":      "database/sql",
	"strings":  "strings",
	"testing":  "testing",
	"time":     "time",
	"url":      "net/url",

	"redis": "github.com/redis/go-redis/v9",

	"stytch":        modulePath,
	"api":           modulePath + "/api",
	"connectedapps": modulePath + "/connectedapps",
	"idp":           modulePath + "/idp",
	"m2m":           modulePath + "/m2m",
	"magiclinks":    modulePath + "/magiclinks",
	"oauth":         modulePath + "/oauth",
	"otp":           modulePath + "/otp",
	"passwords":     modulePath + "/passwords",
	"rbac":          modulePath + "/rbac",
	"redisstore":    modulePath + "/redisstore",
	"sessions":      modulePath + "/sessions",
	"stytchtest":    modulePath + "/stytchtest",
	"totp":          modulePath + "/totp",
	"users":         modulePath + "/users",
	"webauthn":      modulePath + "/webauthn",
	"webhooks":      modulePath + "/webhooks",
}

// variables are the variables that a fragment may use without declaring them.
var variables = map[string]string{
	"client":       "*stytch.Client",
	"code":         "string",
	"ctx":          "context.Context",
	"email":        "string",
	"err":          "error",
	"mux":          "*http.ServeMux",
	"password":     "string",
	"r":            "*http.Request",
	"sessionJWT":   "string",
	"sessionToken": "string",
	"srv":          "*stytchtest.Server",
	"t":            "*testing.T",
	"token":        "string",
	"userID":       "string",
	"w":            "http.ResponseWriter",
}

var (
	startsFile        = regexp.MustCompile(`(?m)^package `)
	startsImport      = regexp.MustCompile(`^import `)
	startsDeclaration = regexp.MustCompile(`^(func (\([^)]*\) )?\w|type )`)
)

// source returns a block as a Go file. A fragment keeps its imports and declarations, and its statements become the body
// of a function, which may return an error or nothing. Line numbers are those of the document.
func (b block) source() string {
	if startsFile.MatchString(b.code) {
		return fmt.Sprintf("//line %s:%d\n%s", b.file, b.line, b.code)
	}
	imports, declarations, statements := b.split()
	var file strings.Builder
	file.WriteString("package block\n" + imports)
	for _, name := range slices.Sorted(maps.Keys(packages)) {
		if !imported(imports, name) {
			fmt.Fprintf(&file, "import %s %q\n", name, packages[name])
		}
	}
	for _, name := range slices.Sorted(maps.Keys(variables)) {
		fmt.Fprintf(&file, "var %s %s\n", name, variables[name])
	}
	fmt.Fprintf(&file, "%sfunc _() (_ error) {\n{\n%s}\nreturn\n}\n", declarations, statements)
	return file.String()
}

// split separates the imports, declarations and statements of a fragment.
func (b block) split() (imports, declarations, statements string) {
	var parts [3]strings.Builder
	const imported, declared, stated = 0, 1, 2
	part, last := stated, -1
	for i, line := range strings.SplitAfter(b.code, "\n") {
		switch {
		case part != stated: // within a declaration
		case startsImport.MatchString(line):
			part = imported
		case startsDeclaration.MatchString(line):
			part = declared
		}
		if part != last {
			fmt.Fprintf(&parts[part], "//line %s:%d\n", b.file, b.line+i)
			last = part
		}
		parts[part].WriteString(line)
		// A declaration ends with a line that starts in the first column and does not open a block.
		if text := strings.TrimSpace(line); text != "" && line[0] != '\t' && !strings.HasSuffix(text, "{") && !strings.HasSuffix(text, "(") {
			part = stated
		}
	}
	return parts[imported].String(), parts[declared].String(), parts[stated].String()
}

// imported reports whether imports contain a name.
func imported(imports, name string) bool {
	return regexp.MustCompile(`(?m)(\b` + name + ` "|["/]` + name + `")`).MatchString(imports)
}

// compile type-checks blocks and returns the errors.
func compile(t *testing.T, all []block) []error {
	t.Helper()
	fset := token.NewFileSet()
	var errs []error
	var files []*ast.File
	var imports []string
	for _, b := range all {
		file, err := parser.ParseFile(fset, "block.go", b.source(), parser.SkipObjectResolution)
		if err != nil {
			errs = append(errs, err)
			continue
		}
		files = append(files, file)
		for _, spec := range file.Imports {
			imports = append(imports, strings.Trim(spec.Path.Value, `"`))
		}
	}
	slices.Sort(imports)
	lookup := exports(t, slices.Compact(imports))
	imp := importer.ForCompiler(fset, "gc", lookup)
	for _, file := range files {
		config := types.Config{Importer: imp, Error: func(err error) {
			// A fragment may leave variables and packages unused.
			if e, ok := errors.AsType[types.Error](err); ok && e.Soft && file.Name.Name == "block" {
				return
			}
			errs = append(errs, err)
		}}
		_, _ = config.Check(file.Name.Name, fset, []*ast.File{file}, nil) // the errors are in errs
	}
	return errs
}

// exports compiles packages with their dependencies, and returns where the export data is.
func exports(t *testing.T, imports []string) importer.Lookup {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "go", append([]string{"list", "-export", "-deps", "-f", "{{.ImportPath}} {{.Export}}", "--"}, imports...)...)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v\n%s", err, stderr.Bytes())
	}
	files := map[string]string{}
	for line := range strings.Lines(string(out)) {
		if name, file, _ := strings.Cut(strings.TrimSpace(line), " "); file != "" {
			files[name] = file
		}
	}
	return func(path string) (io.ReadCloser, error) {
		file, ok := files[path]
		if !ok {
			return nil, fmt.Errorf("no package %q", path)
		}
		return os.Open(file)
	}
}
