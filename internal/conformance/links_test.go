package conformance_test

import (
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/yuin/goldmark"
	markdown "github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
)

const (
	repositoryURL = "https://github.com/flymyai/stytch-go/"
	packageURL    = "https://pkg.go.dev/" + modulePath
)

// Every link of every document and comment leads somewhere: files and headings exist, and so do the packages and names
// that links to pkg.go.dev name. Other links are not followed, but must be well-formed.
func TestLinks(t *testing.T) {
	t.Parallel()
	module := os.DirFS(root)
	ownURL := regexp.MustCompile(regexp.QuoteMeta(repositoryURL) + "[^\\s\"'`)>\\]]*")
	links, files := 0, map[string]bool{}
	err := fs.WalkDir(module, ".", func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && (entry.Name() == "node_modules" || entry.Name() == "testdata" || entry.Name() == ".git"):
			return fs.SkipDir
		case entry.IsDir():
			return nil
		}
		source, err := fs.ReadFile(module, name)
		if err != nil {
			return err
		}
		var found []string
		switch {
		case path.Ext(name) == ".md" || name == "llms.txt":
			found = linksOf(source)
		case path.Ext(name) == ".go" && !strings.HasSuffix(name, "_test.go"):
			found = ownURL.FindAllString(string(source), -1)
		}
		for _, link := range found {
			links++
			files[name] = true
			if err := checkLink(module, name, link); err != nil {
				t.Errorf("%s links to %s: %v", name, link, err)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if links < 100 || !files["docs/README.md"] || !files["llms.txt"] || !files["stytchtest/doc.go"] {
		t.Errorf("found only %d links in %d files", links, len(files))
	}
}

// The index and llms.txt list every page.
func TestIndexes(t *testing.T) {
	t.Parallel()
	for _, index := range []string{"docs/README.md", "llms.txt"} {
		source, err := os.ReadFile(filepath.Join(root, index))
		if err != nil {
			t.Fatal(err)
		}
		listed := map[string]bool{index: true}
		for _, link := range linksOf(source) {
			page, absolute := strings.CutPrefix(link, repositoryURL+"blob/main/")
			if !absolute {
				page = path.Join("docs", link)
			}
			page, _, _ = strings.Cut(page, "#")
			listed[page] = true
		}
		for _, page := range documents(t) {
			if page, _ := filepath.Rel(root, page); page != "README.md" && !listed[filepath.ToSlash(page)] {
				t.Errorf("%s does not list %s", index, page)
			}
		}
	}
}

func TestCheckLink(t *testing.T) {
	t.Parallel()
	module := os.DirFS(root)
	for link, good := range map[string]bool{
		"sessions.md":                                  true,
		"sessions.md#which-call":                       true,
		"sessions.md#which-cal":                        false,
		"session.md":                                   false,
		"#factors":                                     true,
		"#factor":                                      false,
		"../README.md":                                 true,
		"../examples/webapp":                           true,
		"/README.md":                                   false, // GitHub resolves it, and other viewers do not
		"../../README.md":                              false,
		"https://stytch.com/docs":                      true,
		"http://stytch.com/docs":                       false,
		"http://localhost:3000/":                       true,
		"https://stytch/docs":                          false,
		"https://stytch.com/docs.":                     false,
		"htps://stytch.com":                            false,
		"https://stytch.com/do cs":                     false,
		repositoryURL + "blob/main/docs/ci.md#node":    true,
		repositoryURL + "blob/main/docs/ci.md#ruby":    false,
		repositoryURL + "blob/main/docs/nothing.md":    false,
		repositoryURL + "releases":                     true,
		packageURL:                                     true,
		packageURL + "#Client.Request":                 true,
		packageURL + "#Client.Requests":                false,
		packageURL + "/passwords#MigrateRequest":       true,
		packageURL + "/passwords#MigrationRequest":     false,
		packageURL + "/passwort":                       false,
		"https://pkg.go.dev/golang.org/x/oauth2#Token": true,
	} {
		if err := checkLink(module, "docs/sessions.md", link); (err == nil) != good {
			t.Errorf("%s: %v", link, err)
		}
	}
}

// linksOf returns the targets of all links and images of a document, also of those in HTML.
func linksOf(source []byte) []string {
	var links []string
	document := goldmark.DefaultParser().Parse(text.NewReader(source))
	_ = markdown.Walk(document, func(node markdown.Node, entering bool) (markdown.WalkStatus, error) {
		if !entering {
			return markdown.WalkContinue, nil
		}
		switch node := node.(type) {
		case *markdown.Link:
			links = append(links, string(node.Destination))
		case *markdown.Image:
			links = append(links, string(node.Destination))
		case *markdown.AutoLink:
			links = append(links, string(node.URL(source)))
		case *markdown.RawHTML:
			links = append(links, htmlLinks(node.Segments.Value(source))...)
		case *markdown.HTMLBlock:
			links = append(links, htmlLinks(node.Lines().Value(source))...)
		}
		return markdown.WalkContinue, nil
	})
	return links
}

var htmlLink = regexp.MustCompile(`(?:src|href)="([^"]*)"`)

func htmlLinks(html []byte) []string {
	var links []string
	for _, match := range htmlLink.FindAllSubmatch(html, -1) {
		links = append(links, string(match[1]))
	}
	return links
}

// checkLink returns an error for a link of a file that leads nowhere.
func checkLink(module fs.FS, file, link string) error {
	u, err := url.Parse(link)
	if err != nil {
		return err
	}
	page, inRepository := strings.CutPrefix(u.Scheme+"://"+u.Host+u.Path, repositoryURL+"blob/main/")
	switch {
	case inRepository:
		return checkFile(module, page, u.Fragment)
	case u.Scheme == "" && u.Host == "" && u.Path == "":
		return checkFile(module, file, u.Fragment)
	case u.Scheme == "" && u.Host == "" && u.Path[0] != '/':
		return checkFile(module, path.Join(path.Dir(file), u.Path), u.Fragment)
	case u.Scheme == "http" && u.Hostname() == "localhost":
		return nil
	case u.Scheme != "https" || !strings.Contains(u.Host, ".") || u.User != nil:
		return errors.New("neither a relative path nor an https URL")
	case strings.ContainsAny(link, " \t\n") || strings.ContainsAny(link[len(link)-1:], ".,;:"):
		return errors.New("malformed")
	}
	name, ofModule := strings.CutPrefix(link, packageURL)
	if name, _, _ = strings.Cut(name, "#"); ofModule && (name == "" || name[0] == '/') {
		return checkPackage(module, strings.TrimPrefix(name, "/"), u.Fragment)
	}
	return nil
}

// checkFile returns an error if a file or its heading does not exist.
func checkFile(module fs.FS, name, heading string) error {
	info, err := fs.Stat(module, path.Clean(name))
	if err != nil || heading == "" {
		return err
	}
	if info.IsDir() || path.Ext(name) != ".md" {
		return errors.New("only headings of Markdown files can be linked to")
	}
	source, err := fs.ReadFile(module, path.Clean(name))
	if err != nil {
		return err
	}
	if !slices.Contains(headings(source), heading) {
		return fmt.Errorf("%s has no such heading", name)
	}
	return nil
}

// headings returns the anchors that GitHub gives to the headings of a document.
func headings(source []byte) []string {
	var anchors []string
	seen := map[string]int{}
	document := goldmark.DefaultParser().Parse(text.NewReader(source))
	_ = markdown.Walk(document, func(node markdown.Node, entering bool) (markdown.WalkStatus, error) {
		if heading, ok := node.(*markdown.Heading); ok && entering {
			anchor := anchorOf(string(heading.Text(source))) //nolint:staticcheck // what GitHub uses: the text without its marks
			if n := seen[anchor]; n > 0 {
				anchors = append(anchors, fmt.Sprintf("%s-%d", anchor, n))
			} else {
				anchors = append(anchors, anchor)
			}
			seen[anchor]++
		}
		return markdown.WalkContinue, nil
	})
	return anchors
}

// anchorOf returns a heading in lower case, with hyphens in place of spaces and without other punctuation.
func anchorOf(heading string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == ' ':
			return '-'
		case unicode.IsLetter(r) || unicode.IsDigit(r) || r == '-' || r == '_':
			return unicode.ToLower(r)
		}
		return -1
	}, heading)
}

// checkPackage returns an error if a package does not exist, or does not export a name such as Client or Client.Request.
func checkPackage(module fs.FS, dir, name string) error {
	files, err := fs.Glob(module, path.Join(dir, "*.go"))
	if err != nil || len(files) == 0 {
		return errors.New("no such package")
	}
	if name == "" {
		return nil
	}
	for _, file := range files {
		parsed, err := parser.ParseFile(token.NewFileSet(), filepath.Join(root, file), nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		for _, declaration := range parsed.Decls {
			if slices.Contains(declared(declaration), name) {
				return nil
			}
		}
	}
	return errors.New("no such name")
}

// declared returns the names that a declaration declares, those of methods with their type.
func declared(declaration ast.Decl) []string {
	var names []string
	switch declaration := declaration.(type) {
	case *ast.FuncDecl:
		name := declaration.Name.Name
		if declaration.Recv != nil {
			receiver := declaration.Recv.List[0].Type
			if pointer, ok := receiver.(*ast.StarExpr); ok {
				receiver = pointer.X
			}
			name = fmt.Sprintf("%v.%s", receiver, name)
		}
		names = append(names, name)
	case *ast.GenDecl:
		for _, spec := range declaration.Specs {
			switch spec := spec.(type) {
			case *ast.TypeSpec:
				names = append(names, spec.Name.Name)
			case *ast.ValueSpec:
				for _, name := range spec.Names {
					names = append(names, name.Name)
				}
			}
		}
	}
	return names
}
