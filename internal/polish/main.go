// Command polish turns what oapi-codegen writes into Go that reads as if written by hand: doc comments
// in Go's form, spellings no normalizer knows, any for interface{}. It also gives every type with a
// `secret:"true"` field the methods that keep the field out of logs.
//
//	polish types.gen.go secrets.gen.go types_gen_test.go secretnames.gen.go
//
// The third file lists the types by name, for the test that holds each against the document. The fourth
// lists the names that secrets have on the wire, for the transport to keep their values out of errors.
package main

import (
	"bytes"
	"cmp"
	"fmt"
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"log"
	"os"
	"reflect"
	"slices"
	"strings"
)

// spellings are the names as Stytch and the standards write them.
var spellings = strings.NewReplacer(
	"Oauth", "OAuth",
	"Webauthn", "WebAuthn",
	"Whatsapp", "WhatsApp",
	"Totps", "TOTPs",
	"Urls", "URLs",
	"Ids", "IDs",
	"Github", "GitHub",
	"Gitlab", "GitLab",
	"Linkedin", "LinkedIn",
	"Tiktok", "TikTok",
	"PtBr", "PtBR",
)

// width is where doc comments wrap.
const width = 100

func main() {
	log.SetFlags(0)
	if len(os.Args) != 5 {
		log.Fatal("usage: polish types.gen.go secrets.gen.go types_gen_test.go secretnames.gen.go")
	}
	if err := run(os.Args[1], os.Args[2], os.Args[3], os.Args[4]); err != nil {
		log.Fatal(err)
	}
}

func run(types, secrets, list, names string) error {
	src, err := os.ReadFile(types) //nolint:gosec // the file to polish is what the program is given
	if err != nil {
		return err
	}
	polished, structs, err := polish(src)
	if err != nil {
		return fmt.Errorf("%s: %w", types, err)
	}
	methods, err := redactingMethods(structs)
	if err != nil {
		return fmt.Errorf("%s: %w", secrets, err)
	}
	table, err := typeTable(structs)
	if err != nil {
		return fmt.Errorf("%s: %w", list, err)
	}
	set, err := secretNames(structs)
	if err != nil {
		return fmt.Errorf("%s: %w", names, err)
	}
	for name, data := range map[string][]byte{types: polished, secrets: methods, list: table, names: set} {
		if err := os.WriteFile(name, data, 0o644); err != nil { //nolint:gosec // source files are readable by all
			return err
		}
	}
	return nil
}

// edit replaces src[start:end] by text.
type edit struct {
	start, end int
	text       string
}

// structType is a generated struct.
type structType struct {
	name string
	// secrets are the names on the wire of its secret fields.
	secrets []string
}

// polish returns the source with all edits applied, and the structs in it.
func polish(src []byte) (out []byte, structs []structType, err error) {
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "", src, parser.ParseComments)
	if err != nil {
		return nil, nil, err
	}
	var edits []edit
	replace := func(from, to token.Pos, text string) {
		edits = append(edits, edit{fset.Position(from).Offset, fset.Position(to).Offset, text})
	}
	comment := func(doc *ast.CommentGroup, text string) {
		if doc != nil {
			replace(doc.Pos(), doc.End(), text)
		}
	}
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.GenDecl:
			if spec, ok := n.Specs[0].(*ast.TypeSpec); ok {
				comment(n.Doc, typeComment(n.Doc.Text(), spec.Name.Name))
				if s, ok := spec.Type.(*ast.StructType); ok {
					structs = append(structs, structType{spellings.Replace(spec.Name.Name), secretFields(s)})
				}
			}
		case *ast.Field:
			if len(n.Names) == 1 && n.Doc != nil {
				text := strings.TrimPrefix(n.Doc.Text(), n.Names[0].Name+" ")
				comment(n.Doc, wrap(text))
			}
		case *ast.ValueSpec:
			comment(n.Doc, wrap(n.Doc.Text()))
		case *ast.Ident:
			if name := spellings.Replace(n.Name); name != n.Name {
				replace(n.Pos(), n.End(), name)
			}
		case *ast.InterfaceType:
			if n.Methods.NumFields() == 0 {
				replace(n.Pos(), n.End(), "any")
			}
		}
		return true
	})
	slices.SortFunc(edits, func(a, b edit) int { return cmp.Compare(a.start, b.start) })
	var buf bytes.Buffer
	at := 0
	for _, e := range edits {
		buf.Write(src[at:e.start])
		buf.WriteString(e.text)
		at = e.end
	}
	buf.Write(src[at:])
	out, err = format.Source(buf.Bytes())
	return out, structs, err
}

// typeComment turns "Name The body of ..." into "Name is the body of ...".
func typeComment(text, name string) string {
	text = strings.TrimPrefix(text, name+" ")
	for _, article := range []string{"A ", "An ", "The "} {
		if rest, ok := strings.CutPrefix(text, article); ok {
			text = "is " + strings.ToLower(article) + rest
			break
		}
	}
	return wrap(spellings.Replace(name) + " " + text)
}

// wrap renders text as a comment, its paragraphs filled to width and its list items kept.
func wrap(text string) string {
	var lines []string
	for i, paragraph := range strings.Split(strings.TrimSpace(text), "\n\n") {
		if i > 0 {
			lines = append(lines, "//")
		}
		var items []string
		for line := range strings.SplitSeq(paragraph, "\n") {
			line = strings.TrimSpace(line)
			if strings.HasPrefix(line, "- ") || len(items) == 0 {
				items = append(items, line)
			} else {
				items[len(items)-1] += " " + line
			}
		}
		for _, item := range items {
			indent, hang := "// ", "// "
			if strings.HasPrefix(item, "- ") {
				indent, hang = "//   ", "//     "
			}
			lines = append(lines, fill(item, indent, hang)...)
		}
	}
	return strings.Join(lines, "\n")
}

func fill(text, indent, hang string) []string {
	var lines []string
	line := indent
	for word := range strings.FieldsSeq(text) {
		if len(line)+len(word) > width && line != indent {
			lines = append(lines, strings.TrimRight(line, " "))
			line = hang
		}
		line += word + " "
	}
	return append(lines, strings.TrimRight(line, " "))
}

// secretFields returns the names on the wire of the fields that hold secrets.
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

const (
	notice = "// Code generated by internal/polish. DO NOT EDIT.\n\n"
	header = notice + "package api\n\n"
)

// redactingMethods gives the types with secrets their methods.
func redactingMethods(structs []structType) ([]byte, error) {
	var buf bytes.Buffer
	buf.WriteString(header + "import (\n\t\"fmt\"\n\t\"log/slog\"\n)\n")
	for _, s := range structs {
		if s.secrets == nil {
			continue
		}
		fmt.Fprintf(&buf, `
// Format prints r with its secrets left out. It implements [fmt.Formatter].
func (r %[1]s) Format(s fmt.State, verb rune) { formatRedacted(s, verb, r) }

// LogValue logs r with its secrets left out. It implements [slog.LogValuer].
func (r %[1]s) LogValue() slog.Value { return redactedValue(r) }
`, s.name)
	}
	return format.Source(buf.Bytes())
}

// typeTable maps the names of all structs to one of each.
func typeTable(structs []structType) ([]byte, error) {
	var buf bytes.Buffer
	buf.WriteString(header + "var generatedTypes = map[string]any{\n")
	for _, s := range structs {
		fmt.Fprintf(&buf, "%q: %s{},\n", s.name, s.name)
	}
	buf.WriteString("}\n")
	return format.Source(buf.Bytes())
}

// secretNames lists the names of all secret fields.
func secretNames(structs []structType) ([]byte, error) {
	var names []string
	for _, s := range structs {
		names = append(names, s.secrets...)
	}
	slices.Sort(names)
	var buf bytes.Buffer
	buf.WriteString(notice + "package transport\n\n// secretNames are the names that secrets have on the wire.\nvar secretNames = map[string]bool{\n")
	for _, name := range slices.Compact(names) {
		fmt.Fprintf(&buf, "%q: true,\n", name)
	}
	buf.WriteString("}\n")
	return format.Source(buf.Bytes())
}
