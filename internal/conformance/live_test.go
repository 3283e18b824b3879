package conformance_test

import (
	"context"
	"flag"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/flymyai/stytch-go/internal/conformance/live"
	"github.com/flymyai/stytch-go/internal/emulator"
)

// docs/fidelity.md describes these flags.
var (
	liveRun      = flag.Bool("live", false, "run the scenarios against Stytch's test environment, with STYTCH_PROJECT_ID and STYTCH_SECRET")
	liveEmail    = flag.String("live-email", "", "with -live, an address of yours that may get a few emails")
	cassettesDir = flag.String("cassettes", "", "the folder of the cassettes: written with -live, compared with the emulator without")
)

// caller is the address that stands for the caller's in tests.
const caller = "caller@example.com"

// vocabulary is what may stand in cassettes.
var vocabulary = sync.OnceValues(func() (*live.Vocabulary, error) {
	text, err := os.ReadFile(filepath.Join(root, "api/openapi.yaml"))
	if err != nil {
		return nil, err
	}
	return live.ReadVocabulary(text)
})

func mustVocabulary(t *testing.T) *live.Vocabulary {
	t.Helper()
	v, err := vocabulary()
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// choices returns the choices of docs/emulator.md.
func choices(t *testing.T) []live.Choice {
	t.Helper()
	return live.Choices(read(t, "docs/emulator.md"))
}

// read returns a file of the module.
func read(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(root, name))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// emulated returns an emulator for scenarios, and its project.
func emulated(t *testing.T, control bool) (*emulator.Server, live.Project) {
	t.Helper()
	server, err := live.NewEmulator()
	if err != nil {
		t.Fatal(err)
	}
	return server, live.Emulated(server, caller, control)
}

// emulations are the runs of scenarios at the emulator, with and without control. Each is made once.
var emulations sync.Map

// emulation returns a function that runs a scenario at the emulator.
func emulation(t *testing.T, control bool) func(live.Scenario) (*live.Emulation, error) {
	t.Helper()
	v := mustVocabulary(t)
	return func(s live.Scenario) (*live.Emulation, error) {
		type key struct {
			scenario string
			control  bool
		}
		once, _ := emulations.LoadOrStore(key{s.Name, control}, sync.OnceValues(func() (*live.Emulation, error) {
			return live.Emulate(context.WithoutCancel(t.Context()), s, v, control)
		}))
		return once.(func() (*live.Emulation, error))()
	}
}

// checkResult fails the test if a scenario did something unexpected.
func checkResult(t *testing.T, what string, result *live.Result) {
	t.Helper()
	for _, problem := range slices.Concat(result.Failures, result.Settings, result.Leftovers) {
		t.Errorf("%s: %s", what, problem)
	}
}

// TestLive runs the scenarios against Stytch and writes cassettes, and compares cassettes with the emulator.
func TestLive(t *testing.T) { //nolint:paralleltest // it keeps rate limits
	if !*liveRun && *cassettesDir == "" {
		t.Skip("run with -live or -cassettes: docs/fidelity.md describes how")
	}
	dir := *cassettesDir
	if dir == "" {
		dir = filepath.Join(os.TempDir(), "stytch-go-fidelity-"+time.Now().UTC().Format("20060102-150405"))
	}
	cassettes := live.OnDisk(dir, mustVocabulary(t))
	if *liveRun {
		project, err := live.Stytch(os.Getenv("STYTCH_PROJECT_ID"), os.Getenv("STYTCH_SECRET"), *liveEmail)
		if err != nil {
			t.Fatal(err)
		}
		guard := live.NewGuard(project)
		// After Ctrl-C, the scenario fails and what it created is deleted.
		ctx, stop := signal.NotifyContext(t.Context(), os.Interrupt)
		defer stop()
		if err := guard.Check(ctx); err != nil {
			t.Fatal(err)
		}
		for _, s := range live.Scenarios {
			if ctx.Err() != nil {
				t.Fatal("interrupted")
			}
			result, err := cassettes.Record(ctx, s, guard)
			if err != nil {
				t.Errorf("%s: %v", s.Name, err)
				continue
			}
			for _, skip := range result.Skips {
				t.Logf("%s: skipped %s: %s", s.Name, skip.Operation, skip.Reason)
			}
			for _, problem := range slices.Concat(result.Failures, result.Settings) {
				t.Logf("%s: %s", s.Name, problem) // the report says more
			}
			for _, left := range result.Leftovers {
				t.Errorf("%s: not deleted: %s", s.Name, left)
			}
		}
		emails, sandboxed := guard.Sends()
		t.Logf("sent %d emails, and %d messages to the sandbox, which delivers none", emails, sandboxed)
	}
	report, err := cassettes.Compare(live.Scenarios, choices(t), emulation(t, false))
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(dir, "report.md")
	if err := os.WriteFile(file, []byte(report.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	t.Logf("%d differences; %s has them, for an issue\n%s", len(report.Findings), file, report)
}
