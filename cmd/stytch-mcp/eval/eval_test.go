package main

import (
	"os"
	"strings"
	"testing"
)

// The table in the documentation is current, and no task costs more than its limit.
func TestTableIsCurrent(t *testing.T) {
	t.Parallel()
	table, err := evaluate(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	page, err := os.ReadFile("../../../docs/mcp.md")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(page), table) {
		t.Errorf("docs/mcp.md has another table; go run ./cmd/stytch-mcp/eval prints this one:\n%s", table)
	}
}
