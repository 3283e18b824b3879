package conformance_test

import (
	"go/ast"
	"go/doc"
	"go/parser"
	"go/token"
	"go/types"
	"io/fs"
	"maps"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

const (
	modulePath = "github.com/flymyai/stytch-go"
	// root is the directory of the module.
	root   = "../.."
	readme = root + "/README.md"
)

// calledByOthers are the methods that other packages call through an interface.
var calledByOthers = map[string]string{
	"Error":    "errors",
	"Is":       "errors",
	"Unwrap":   "errors",
	"Format":   "fmt",
	"GoString": "fmt",
	"String":   "fmt",
	"LogValue": "log/slog",
}

// needNoExample are the exported functions and methods that need no example, with the reason.
var needNoExample = map[string]string{
	"api.Error.Hint":          "in ExampleError of package stytch, where the type is stytch.Error",
	"stytch.Client.ProjectID": "in ExampleNew",

	"redisstore.Revocations.Check":   "checks of session JWTs call it",
	"redisstore.Revocations.Revoke":  "calls that end sessions call it",
	"sessions.RevocationList.Check":  "checks of session JWTs call it",
	"sessions.RevocationList.Revoke": "calls that end sessions call it",
}

// Every exported function and method of the public packages has an example that runs, in the place where go doc and
// pkg.go.dev show it.
func TestEverythingHasAnExample(t *testing.T) {
	t.Parallel()
	unused := maps.Clone(needNoExample)
	count := 0
	for _, dir := range publicPackages(t) {
		pkg := documentation(t, dir)
		check := func(name string, examples []*doc.Example, shown map[string]bool) {
			full := pkg.Name + "." + name
			_, excused := needNoExample[full]
			delete(unused, full)
			last := name[strings.LastIndex(name, ".")+1:]
			if _, other := calledByOthers[last]; other && last != name {
				return
			}
			switch {
			case excused && len(examples) > 0:
				t.Errorf("%s has an example; needNoExample says it needs none", full)
			case !excused && len(examples) == 0 && !shown[name]:
				t.Errorf("%s has no example: write Example%s", full, strings.ReplaceAll(name, ".", "_"))
			}
		}
		for _, f := range pkg.Funcs {
			check(f.Name, f.Examples, nil)
		}
		for _, typ := range pkg.Types {
			// The example of a type may show its constructors.
			shown := called(typ.Examples)
			for _, f := range typ.Funcs {
				if !takesTransport(f) {
					check(f.Name, f.Examples, shown)
				}
			}
			for _, m := range typ.Methods {
				count++
				check(typ.Name+"."+m.Name, m.Examples, nil)
			}
		}
		for _, example := range allExamples(pkg) {
			if example.Output == "" && !example.EmptyOutput {
				t.Errorf("%s: Example%s has no Output, so it never runs", dir, example.Name)
			}
		}
	}
	if count == 0 {
		t.Error("found no methods")
	}
	for name := range unused {
		t.Errorf("needNoExample lists %s, which does not exist", name)
	}
}

// takesTransport reports whether only package stytch can call a function, since it takes an internal type.
func takesTransport(f *doc.Func) bool {
	params := f.Decl.Type.Params.List
	return len(params) > 0 && types.ExprString(params[0].Type) == "*transport.Client"
}

// publicPackages returns the directories of the packages that people import.
func publicPackages(t *testing.T) []string {
	t.Helper()
	var dirs []string
	err := filepath.WalkDir(root, func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case !entry.IsDir():
			return nil
		case name != root && (strings.HasPrefix(entry.Name(), ".") || slices.Contains([]string{"internal", "cmd", "examples", "testdata"}, entry.Name())):
			return fs.SkipDir
		}
		files, err := filepath.Glob(filepath.Join(name, "*.go"))
		if len(files) > 0 {
			dirs = append(dirs, name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return dirs
}

// documentation reads a package as go doc does, with its examples.
func documentation(t *testing.T, dir string) *doc.Package {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	fset := token.NewFileSet()
	var files []*ast.File
	for _, name := range names {
		file, err := parser.ParseFile(fset, name, nil, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, file)
	}
	pkg, err := doc.NewFromFiles(fset, files, path.Join(modulePath, filepath.ToSlash(strings.TrimPrefix(dir, root))))
	if err != nil {
		t.Fatalf("%s: %v", dir, err)
	}
	return pkg
}

// allExamples returns the examples of a package and of everything in it.
func allExamples(pkg *doc.Package) []*doc.Example {
	examples := slices.Clone(pkg.Examples)
	for _, f := range pkg.Funcs {
		examples = append(examples, f.Examples...)
	}
	for _, typ := range pkg.Types {
		examples = append(examples, typ.Examples...)
		for _, f := range slices.Concat(typ.Funcs, typ.Methods) {
			examples = append(examples, f.Examples...)
		}
	}
	return examples
}

// called returns the names of the functions of other packages that examples call.
func called(examples []*doc.Example) map[string]bool {
	names := map[string]bool{}
	for _, example := range examples {
		ast.Inspect(example.Code, func(n ast.Node) bool {
			if call, ok := n.(*ast.CallExpr); ok {
				if fun, ok := call.Fun.(*ast.SelectorExpr); ok {
					names[fun.Sel.Name] = true
				}
			}
			return true
		})
	}
	return names
}
