package m2m_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/go-json-experiment/json"

	"github.com/flymyai/stytch-go/internal/clienttest"
	"github.com/flymyai/stytch-go/internal/testsize"
	"github.com/flymyai/stytch-go/stytchtest"
)

// The two programs of the quickstart, of 30 lines at most, do what its text says: one calls the other with nothing but
// this module and the emulator.
func TestQuickstart(t *testing.T) {
	t.Parallel()
	if !testsize.All() {
		t.Skip("building the programs of the documentation takes long: set STYTCH_TEST_REQUIRE_ALL=1")
	}
	text, err := os.ReadFile("../docs/m2m.md")
	if err != nil {
		t.Fatal(err)
	}
	programs := regexp.MustCompile("(?s)```go\n// \\w+/main\\.go\n\n(package main\n.*?)```").FindAllSubmatch(text, -1)
	if len(programs) != 2 {
		t.Fatalf("%d programs, want 2", len(programs))
	}
	var binaries []string
	for i, program := range programs {
		if lines := bytes.Count(program[1], []byte("\n")); lines > 30 {
			t.Errorf("program %d has %d lines", i, lines)
		}
		source := filepath.Join(t.TempDir(), "main.go")
		if err := os.WriteFile(source, program[1], 0o600); err != nil {
			t.Fatal(err)
		}
		binaries = append(binaries, filepath.Join(filepath.Dir(source), "program"))
		if out, err := exec.CommandContext(t.Context(), "go", "build", "-o", binaries[i], source).CombinedOutput(); err != nil {
			t.Fatalf("program %d: %v\n%s", i, err, out)
		}
	}
	var seed struct {
		M2MClients []stytchtest.M2MClient `json:"m2m_clients"`
	}
	seedJSON := regexp.MustCompile("(?s)```json\n(.*?)```").FindSubmatch(text)
	if err := json.Unmarshal(seedJSON[1], &seed, json.RejectUnknownMembers(true)); err != nil {
		t.Fatal(err)
	}
	srv := stytchtest.NewServer(t, stytchtest.WithM2MClients(seed.M2MClients...))
	port := clienttest.FreePort(t)
	env := append(os.Environ(), "STYTCH_PROJECT_ID="+srv.ProjectID(), "STYTCH_SECRET="+srv.Secret(), "STYTCH_ENV=test",
		"STYTCH_BASE_URL="+srv.URL(), "USERS_ADDR=localhost:"+port, "ORDERS_SECRET="+seed.M2MClients[0].ClientSecret)

	called := exec.CommandContext(t.Context(), binaries[0])
	called.Env = env
	if err := called.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = called.Process.Kill(); _ = called.Wait() })
	clienttest.AwaitPort(t, port)

	caller := exec.CommandContext(t.Context(), binaries[1])
	caller.Env = env
	out, err := caller.CombinedOutput()
	if err != nil || string(out) != "user 1, for orders\n" {
		t.Errorf("the caller printed %q, %v", out, err)
	}
	var operations []string
	for _, r := range srv.Requests() {
		operations = append(operations, r.Operation)
	}
	if got := strings.Join(operations, " "); got != "m2m.token sessions.jwks" {
		t.Errorf("the programs called %s", got)
	}
}
