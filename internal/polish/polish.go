package main

import (
	"bytes"
	"cmp"
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"regexp"
	"slices"
	"strings"
)

// spellings are names as Stytch and the standards write them.
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

// edit replaces src[start:end] by text.
type edit struct {
	start, end int
	text       string
}

// polish returns the source with its comments and names rewritten.
func polish(src []byte) ([]byte, error) {
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "", src, parser.ParseComments)
	if err != nil {
		return nil, err
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
			}
		case *ast.Field:
			if len(n.Names) == 1 && n.Doc != nil {
				comment(n.Doc, wrap(strings.TrimPrefix(n.Doc.Text(), n.Names[0].Name+" ")))
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
	return format.Source(buf.Bytes())
}

// typeComment turns "Name The body of ..." into "Name is the body of ...", and "Name The fields of ..." into "Name holds
// the fields of ...".
func typeComment(text, name string) string {
	text = strings.TrimPrefix(text, name+" ")
	for _, article := range []string{"A ", "An ", "The "} {
		if rest, ok := strings.CutPrefix(text, article); ok {
			verb := "is "
			if plural.MatchString(rest) {
				verb = "holds "
			}
			text = verb + strings.ToLower(article) + rest
			break
		}
	}
	return wrap(spellings.Replace(name) + " " + text)
}

// plural matches text that begins with several things, such as "form fields of" or "name and email of".
var plural = regexp.MustCompile(`^(\w+ )?\w*[^\Wius]s( and \w+)?( of| that| at| from|\.)|^[\w ]+ and [\w ]+ of`)

// width is the column at which doc comments wrap.
const width = 100

// wrap renders text as a comment. It fills paragraphs to width and keeps list items apart.
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

// fill breaks text into lines, the first after indent and the others after hang.
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
