package apidoc

import (
	"go/ast"
	"go/parser"
	"go/token"
	"iter"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
)

// Each alias of a domain package is documented for itself: its sentences say what the type is for, name the fields
// that the API requires, and link to the type in package api.
func TestAliasesAreDocumented(t *testing.T) {
	t.Parallel()
	schemas := Load(t, "../../api/openapi.yaml").Components.Schemas
	fields := fieldNames(t)
	for _, domain := range Domains {
		t.Run(domain, func(t *testing.T) {
			t.Parallel()
			files := sources(t, filepath.Join("../..", strings.ToLower(domain)))
			methods := methodNames(files)
			n := 0
			for _, a := range aliases(files) {
				n++
				if !strings.HasPrefix(a.doc, a.name+" ") {
					t.Errorf("%s: the comment is %q, want one that starts with the name", a.name, a.doc)
				}
				if !strings.Contains(a.doc, "[api."+a.target+"]") {
					t.Errorf("%s: the comment does not link to [api.%s]", a.name, a.target)
				}
				for _, link := range methodLink.FindAllStringSubmatch(a.doc, -1) {
					if !methods[link[1]] {
						t.Errorf("%s: the comment links to %s, which does not exist", a.name, link[0])
					}
				}
				if !strings.HasSuffix(a.name, "Request") {
					continue
				}
				for _, property := range required(schemas[a.target].Value) {
					field := fields[a.target][property]
					if !slices.Contains(words.FindAllString(a.doc, -1), field) {
						t.Errorf("%s: the comment does not name the required field %s", a.name, field)
					}
				}
			}
			if n == 0 {
				t.Error("the package has no aliases of types in package api")
			}
		})
	}
}

var (
	methodLink = regexp.MustCompile(`\[([A-Z]\w*\.\w+)\]`)
	words      = regexp.MustCompile(`\w+`)
)

// alias is a type of a domain package that stands for one in package api.
type alias struct{ name, target, doc string }

func aliases(files []*ast.File) []alias {
	var found []alias
	for spec, doc := range typeSpecs(files) {
		selector, ok := spec.Type.(*ast.SelectorExpr)
		if !ok || !spec.Assign.IsValid() {
			continue
		}
		if pkg, ok := selector.X.(*ast.Ident); ok && pkg.Name == "api" {
			found = append(found, alias{spec.Name.Name, selector.Sel.Name, strings.Join(strings.Fields(doc), " ")})
		}
	}
	return found
}

// typeSpecs iterates over the types of files and the comments that belong to each alone.
func typeSpecs(files []*ast.File) iter.Seq2[*ast.TypeSpec, string] {
	return func(yield func(*ast.TypeSpec, string) bool) {
		for _, file := range files {
			for _, decl := range file.Decls {
				gen, ok := decl.(*ast.GenDecl)
				if !ok || gen.Tok != token.TYPE {
					continue
				}
				for _, spec := range gen.Specs {
					doc := spec.(*ast.TypeSpec).Doc
					if !gen.Lparen.IsValid() {
						doc = gen.Doc
					}
					if !yield(spec.(*ast.TypeSpec), doc.Text()) {
						return
					}
				}
			}
		}
	}
}

// methodNames returns the methods of files as comments link to them, such as "Service.Create".
func methodNames(files []*ast.File) map[string]bool {
	names := map[string]bool{}
	for _, method := range methodDecls(files) {
		if star, ok := method.Recv.List[0].Type.(*ast.StarExpr); ok {
			names[star.X.(*ast.Ident).Name+"."+method.Name.Name] = true
		}
	}
	return names
}

func methodDecls(files []*ast.File) []*ast.FuncDecl {
	var methods []*ast.FuncDecl
	for _, file := range files {
		for _, decl := range file.Decls {
			if f, ok := decl.(*ast.FuncDecl); ok && f.Recv != nil {
				methods = append(methods, f)
			}
		}
	}
	return methods
}

// required returns the required properties of a schema and of the schemas it is made of.
func required(schema *openapi3.Schema) []string {
	names := slices.Clone(schema.Required)
	for _, part := range schema.AllOf {
		names = append(names, required(part.Value)...)
	}
	return names
}

// fieldNames maps the structs of package api and their JSON names to the names of their fields.
func fieldNames(t *testing.T) map[string]map[string]string {
	t.Helper()
	names := map[string]map[string]string{}
	for spec := range typeSpecs(sources(t, "../../api")) {
		structType, ok := spec.Type.(*ast.StructType)
		if !ok {
			continue
		}
		names[spec.Name.Name] = map[string]string{}
		for _, field := range structType.Fields.List {
			if field.Tag == nil || len(field.Names) == 0 {
				continue
			}
			name, _, _ := strings.Cut(reflect.StructTag(strings.Trim(field.Tag.Value, "`")).Get("json"), ",")
			names[spec.Name.Name][name] = field.Names[0].Name
		}
	}
	return names
}

// sources parses the files of a package, without its tests.
func sources(t *testing.T, dir string) []*ast.File {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var files []*ast.File
	for _, entry := range entries {
		if !strings.HasSuffix(entry.Name(), ".go") || strings.HasSuffix(entry.Name(), "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), filepath.Join(dir, entry.Name()), nil, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, file)
	}
	return files
}
