package main

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"reflect"
	"slices"
	"strings"
)

// domains are the tags of the API document. The requests and responses of a domain begin with its tag.
var domains = []string{
	"Users", "MagicLinks", "OTP", "Passwords", "Sessions", "TOTP", "OAuth", "WebAuthn", "CryptoWallets", "M2M",
	"ConnectedApps", "IDP", "Fraud", "Impersonation", "RBAC", "Project", "Debug",
}

// declaration is a generated type, together with the constants of that type.
type declaration struct {
	name     string
	isStruct bool
	// src is the source of the type and its constants, with their comments.
	src string
	// uses are the names of the types in it.
	uses map[string]bool
	// secrets are the JSON names of the fields that hold secrets.
	secrets []string
	// constants are the constants of the type.
	constants []constant
}

// constant is a generated constant.
type constant struct{ name, comment string }

// declarations returns the types of a source, ordered as they are there.
func declarations(src []byte) ([]declaration, error) {
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "", src, parser.ParseComments)
	if err != nil {
		return nil, err
	}
	source := func(n ast.Node, doc *ast.CommentGroup) string {
		from := n.Pos()
		if doc != nil {
			from = doc.Pos()
		}
		return string(src[fset.Position(from).Offset:fset.Position(n.End()).Offset]) + "\n\n"
	}
	var decls []declaration
	sources := map[string]string{}
	constants := map[string][]constant{}
	for _, decl := range file.Decls {
		gen, ok := decl.(*ast.GenDecl)
		if !ok {
			return nil, fmt.Errorf("%s: a declaration is neither a type nor a constant", fset.Position(decl.Pos()))
		}
		switch spec := gen.Specs[0].(type) {
		case *ast.TypeSpec:
			d := declaration{name: spec.Name.Name, src: source(gen, gen.Doc), uses: typesIn(spec.Type)}
			if s, ok := spec.Type.(*ast.StructType); ok {
				d.isStruct, d.secrets = true, secretFields(s)
			}
			decls = append(decls, d)
		case *ast.ValueSpec:
			name := fmt.Sprint(spec.Type)
			sources[name] += source(gen, gen.Doc)
			for _, s := range gen.Specs {
				if s, ok := s.(*ast.ValueSpec); ok {
					constants[name] = append(constants[name], constant{s.Names[0].Name, s.Doc.Text()})
				}
			}
		}
	}
	for i, d := range decls {
		decls[i].src += sources[d.name]
		decls[i].constants = constants[d.name]
	}
	return decls, nil
}

// typesIn returns the names in a type, without the names of its fields.
func typesIn(expr ast.Expr) map[string]bool {
	names := map[string]bool{}
	var visit func(ast.Node) bool
	visit = func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.Field:
			ast.Inspect(n.Type, visit)
			return false
		case *ast.Ident:
			names[n.Name] = true
		}
		return true
	}
	ast.Inspect(expr, visit)
	return names
}

// secretFields returns the JSON names of the fields that hold secrets.
func secretFields(s *ast.StructType) []string {
	var names []string
	for _, f := range s.Fields.List {
		if f.Tag == nil {
			continue
		}
		tag := reflect.StructTag(strings.Trim(f.Tag.Value, "`"))
		if tag.Get("secret") == "true" {
			name, _, _ := strings.Cut(tag.Get("json"), ",")
			names = append(names, name)
		}
	}
	return names
}

// split returns the source of package api, one file per domain. A type that a single domain uses is in the file of
// that domain. All others are shared.
func split(decls []declaration) (files map[string]string, err error) {
	byName := map[string]declaration{}
	for _, d := range decls {
		byName[d.name] = d
	}
	users := map[string]map[string]bool{} // type -> the domains that use it
	var use func(name, domain string)
	use = func(name, domain string) {
		if users[name][domain] {
			return
		}
		if users[name] == nil {
			users[name] = map[string]bool{}
		}
		users[name][domain] = true
		for used := range byName[name].uses {
			use(used, domain)
		}
	}
	for _, d := range decls {
		if !strings.HasSuffix(d.name, "Request") && !strings.HasSuffix(d.name, "Response") {
			continue
		}
		i := slices.IndexFunc(domains, func(domain string) bool { return strings.HasPrefix(d.name, domain) })
		if i < 0 {
			return nil, fmt.Errorf("%s begins with no domain; add its domain to internal/polish/split.go", d.name)
		}
		use(d.name, domains[i])
	}

	files = map[string]string{}
	imports := map[string]string{}
	for _, d := range decls {
		name := "shared.gen.go"
		if in := slices.Collect(maps.Keys(users[d.name])); len(in) == 1 {
			name = strings.ToLower(in[0]) + ".gen.go"
		}
		if d.name == "ErrorType" {
			name = "errortypes.gen.go"
		}
		files[name] += d.src
		if d.uses["time"] {
			imports[name] = "import \"time\"\n\n"
		}
	}
	for name := range files {
		files[name] = "package api\n\n" + imports[name] + files[name]
	}
	return files, nil
}
