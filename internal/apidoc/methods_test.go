package apidoc

import (
	"go/ast"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// The comment of each method that calls the API names the verb and the path, and its types are the aliases of its
// package.
func TestMethodsAreDocumentedAlike(t *testing.T) {
	t.Parallel()
	for _, domain := range Domains {
		t.Run(domain, func(t *testing.T) {
			t.Parallel()
			dir := strings.ToLower(domain)
			files := sources(t, filepath.Join("../..", dir))
			routes := routes(files)
			n := 0
			for _, method := range methodDecls(files) {
				route := calledRoute(method, routes)
				// An operation has two results: (*m2m.Service).TokenSource is none.
				if route == "" || !method.Name.IsExported() || method.Type.Results.NumFields() != 2 {
					continue
				}
				n++
				if doc := strings.Join(strings.Fields(method.Doc.Text()), " "); !strings.Contains(doc, route) {
					t.Errorf("the comment of %s does not name %s", method.Name.Name, route)
				}
				for _, name := range apiTypes(method.Type) {
					t.Errorf("%s uses api.%s: add an alias to %s/types.go", method.Name.Name, name, dir)
				}
			}
			if n == 0 && domain != "RBAC" { // internal/rbac declares its operation
				t.Error("no method calls an operation")
			}
		})
	}
}

// routes maps the variables that hold operations to the verb and path, such as "POST /v1/passwords".
func routes(files []*ast.File) map[string]string {
	routes := map[string]string{}
	for _, file := range files {
		ast.Inspect(file, func(n ast.Node) bool {
			spec, ok := n.(*ast.ValueSpec)
			if !ok || len(spec.Values) != 1 {
				return true
			}
			ast.Inspect(spec.Values[0], func(n ast.Node) bool {
				call, ok := n.(*ast.CallExpr)
				if !ok || len(call.Args) != 2 {
					return true
				}
				verb, ok := call.Fun.(*ast.SelectorExpr)
				if !ok {
					return true
				}
				path, isText := call.Args[1].(*ast.BasicLit)
				if pkg, ok := verb.X.(*ast.Ident); ok && isText && pkg.Name == "transport" {
					text, _ := strconv.Unquote(path.Value)
					text, _, _ = strings.Cut(text, "?")
					routes[spec.Names[0].Name] = strings.ToUpper(verb.Sel.Name) + " " + text
				}
				return true
			})
			return false
		})
	}
	return routes
}

// calledRoute returns the route of the operation that the body of a method names as an argument of a call, if any.
func calledRoute(method *ast.FuncDecl, routes map[string]string) (route string) {
	ast.Inspect(method.Body, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok {
			return true
		}
		for _, arg := range call.Args {
			if name, ok := arg.(*ast.Ident); ok && routes[name.Name] != "" {
				route = routes[name.Name]
			}
		}
		return true
	})
	return route
}

// apiTypes returns the types of package api that a signature names.
func apiTypes(signature *ast.FuncType) (names []string) {
	ast.Inspect(signature, func(n ast.Node) bool {
		if selector, ok := n.(*ast.SelectorExpr); ok {
			if pkg, ok := selector.X.(*ast.Ident); ok && pkg.Name == "api" {
				names = append(names, selector.Sel.Name)
			}
		}
		return true
	})
	return names
}
