package main

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/modelcontextprotocol/go-sdk/mcp"

	"github.com/flymyai/stytch-go/stytchtest"

	"github.com/flymyai/stytch-go/cmd/stytch-mcp/internal/tools"
)

// The documentation names exactly the tools and flags that exist.
func TestDocumentation(t *testing.T) {
	t.Parallel()
	data, err := os.ReadFile("../../docs/mcp.md")
	if err != nil {
		t.Fatal(err)
	}
	page := string(data)
	srv := stytchtest.NewServer(t)
	server, err := tools.New(srv.Client(), tools.Options{Tools: []string{"all"}, Inbox: srv.Messages})
	if err != nil {
		t.Fatal(err)
	}
	here, there := mcp.NewInMemoryTransports()
	if _, err := server.Connect(t.Context(), there, nil); err != nil {
		t.Fatal(err)
	}
	session, err := mcp.NewClient(&mcp.Implementation{Name: "test"}, nil).Connect(t.Context(), here, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = session.Close() }()
	list, err := session.ListTools(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	known := map[string]bool{}
	for _, tool := range list.Tools {
		known[tool.Name] = true
		if !strings.Contains(page, "`"+tool.Name+"`") {
			t.Errorf("the documentation lacks %s", tool.Name)
		}
	}
	for _, name := range regexp.MustCompile(`\bstytch_[a-z0-9_]+\b`).FindAllString(page, -1) {
		if !known[name] {
			t.Errorf("the documentation names %s, which is no tool", name)
		}
	}
	var help strings.Builder
	_, _ = parse([]string{"-h"}, &help)
	flags := map[string]bool{}
	for _, match := range regexp.MustCompile(`(?m)^  -([a-z-]+)`).FindAllStringSubmatch(help.String(), -1) {
		flags[match[1]] = true
		if !strings.Contains(page, "| `-"+match[1]) {
			t.Errorf("the documentation lacks the flag -%s", match[1])
		}
	}
	for _, match := range regexp.MustCompile("(?m)^\\| `-([a-z-]+)").FindAllStringSubmatch(page, -1) {
		if !flags[match[1]] {
			t.Errorf("the documentation names the flag -%s, which does not exist", match[1])
		}
	}
}
