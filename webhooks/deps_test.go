package webhooks_test

import (
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// Whoever imports this package gets the types of the API and JSON, and not the client; whoever imports the client
// does not get this package.
func TestDependencies(t *testing.T) {
	t.Parallel()
	const module = "github.com/flymyai/stytch-go"
	dependencies := func(pkg string) []string {
		out, err := exec.CommandContext(t.Context(), "go", "list", "-deps", pkg).Output()
		if err != nil {
			t.Fatal(err)
		}
		return strings.Fields(string(out))
	}
	allowed := []string{module + "/webhooks", module + "/api"}
	for _, dep := range dependencies(".") {
		host, _, _ := strings.Cut(dep, "/")
		if strings.Contains(host, ".") && !slices.Contains(allowed, dep) && !strings.HasPrefix(dep, "github.com/go-json-experiment/json") {
			t.Errorf("webhooks depends on %s", dep)
		}
	}
	if slices.Contains(dependencies(".."), module+"/webhooks") {
		t.Error("the client depends on webhooks")
	}
}
