package conformance_test

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/flymyai/stytch-go/internal/clienttest"
	"github.com/flymyai/stytch-go/internal/conformance/live"
)

// scenarioNamed returns a scenario.
func scenarioNamed(t *testing.T, name string) live.Scenario {
	t.Helper()
	i := slices.IndexFunc(live.Scenarios, func(s live.Scenario) bool { return s.Name == name })
	if i < 0 {
		t.Fatalf("there is no scenario %s", name)
	}
	return live.Scenarios[i]
}

// compared records a scenario at an emulator, perhaps with a change, and compares it with another emulator.
func compared(t *testing.T, scenario live.Scenario, step string, c *change) *live.Report {
	t.Helper()
	_, project := emulated(t, true)
	m := &mutated{next: project.Transport, step: step, change: c}
	if c != nil {
		project.Transport = m
	}
	cassettes := live.InMemory(mustVocabulary(t))
	if _, err := cassettes.Record(t.Context(), scenario, live.NewGuard(project)); err != nil {
		t.Fatal(err)
	}
	if c != nil && !m.done {
		t.Fatalf("scenario %s has no step %q", scenario.Name, step)
	}
	report, err := cassettes.Compare([]live.Scenario{scenario}, choices(t), emulation(t, true))
	if err != nil {
		t.Fatal(err)
	}
	return report
}

// Against an emulator, the report is empty.
func TestReportIsEmpty(t *testing.T) {
	t.Parallel()
	tested := map[string]bool{}
	for _, s := range live.Scenarios {
		report := compared(t, s, "", nil)
		if !report.Empty() || len(report.Unreached) != 0 || len(report.Settings) != 0 {
			t.Errorf("%s: the report is not empty:\n%s", s.Name, report)
		}
		for _, id := range report.UnknownChoices() {
			t.Errorf("%s names choice %s, which docs/emulator.md does not have", s.Name, id)
		}
		for _, c := range report.Choices {
			switch report.Verdicts[c.ID] {
			case live.Refuted:
				t.Errorf("%s refutes choice %s", s.Name, c.ID)
			case live.Confirmed:
				tested[c.ID] = true
			}
		}
	}
	if len(tested) < 65 {
		t.Errorf("the scenarios test only %d choices", len(tested))
	}
}

// Each choice has an ID of its own.
func TestChoicesHaveIDs(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	list := choices(t)
	for _, c := range list {
		if seen[c.ID] || c.Text == "" {
			t.Errorf("two choices of docs/emulator.md are %s, or it has no text", c.ID)
		}
		seen[c.ID] = true
	}
	_, section, _ := strings.Cut(read(t, "docs/emulator.md"), "\n## Choices\n")
	if n := strings.Count(section, "\n- "); n != len(list) {
		t.Errorf("docs/emulator.md has %d choices, %d of them with an ID", n, len(list))
	}
}

// If a simulated Stytch does one thing differently, the report names the difference and has none in an earlier step.
func TestReportNamesEachMutation(t *testing.T) {
	t.Parallel()
	domains := map[string]bool{}
	for i, m := range mutations {
		domains[m.scenario] = true
		t.Run(fmt.Sprintf("%d %s %s %s %s", i, m.scenario, m.step, m.kind, m.path), func(t *testing.T) {
			t.Parallel()
			report := compared(t, scenarioNamed(t, m.scenario), m.step, m.change)
			if report.Empty() {
				t.Fatal("the report is empty")
			}
			if first := report.Findings[0]; first.Step != m.step {
				t.Errorf("the first finding is of step %q: %+v", first.Step, first)
			}
			named := slices.ContainsFunc(report.Findings, func(f live.Finding) bool {
				return f.Step == m.step && f.Kind == m.kind && f.Path == m.path && f.Stytch != f.Emulator
			})
			if !named {
				t.Errorf("the report does not name it: %+v", report.Findings)
			}
			if !strings.Contains(report.String(), "| "+m.kind+" | ") {
				t.Errorf("the text does not name it:\n%s", report)
			}
		})
	}
	if len(mutations) < 40 || len(domains) != len(live.Scenarios) {
		t.Errorf("%d mutations in %d of %d scenarios", len(mutations), len(domains), len(live.Scenarios))
	}
}

// A change in a step that tests a choice refutes the choice, and no other of the scenario.
func TestReportRefutesChoices(t *testing.T) {
	t.Parallel()
	report := compared(t, scenarioNamed(t, "users"), "update a part of the name", value("user.name.last_name", ""))
	got := map[string]live.Verdict{}
	for _, id := range []string{"users-1", "users-4", "users-6", "users-8"} {
		got[id] = report.Verdicts[id]
	}
	want := map[string]live.Verdict{"users-1": live.Confirmed, "users-4": live.Refuted, "users-6": live.Confirmed, "users-8": live.Open}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("verdicts (-want +got):\n%s", diff)
	}
	if text := report.String(); !strings.Contains(text, "- `users-4` An update merges the name part by part. See users: update a part of the name.") {
		t.Errorf("the report does not say which choice is refuted:\n%s", text)
	}
}

// An error that the settings of a project explain is no difference.
func TestReportExcusesSettings(t *testing.T) {
	t.Parallel()
	report := compared(t, scenarioNamed(t, "magic-links-sandbox"), "send", &change{apply: func(r *http.Response, b map[string]any) {
		r.StatusCode = http.StatusBadRequest
		clear(b)
		b["error_type"], b["status_code"] = "no_login_redirect_urls_set", 400
	}})
	want := []string{"magic-links-sandbox: send: the project has no default redirect URLs (no_login_redirect_urls_set)"}
	if diff := cmp.Diff(want, report.Settings); diff != "" || !report.Empty() {
		t.Errorf("settings (-want +got):\n%s\n%s", diff, report)
	}
}

// Without an address of the caller, the steps that send email are not compared, and nothing else changes.
func TestReportOfARunWithoutEmail(t *testing.T) {
	t.Parallel()
	cassettes := live.OnDisk(t.TempDir(), mustVocabulary(t))
	server, _ := emulated(t, false)
	guard := live.NewGuard(live.Emulated(server, "", false))
	for _, s := range live.Scenarios {
		result, err := cassettes.Record(t.Context(), s, guard)
		if err != nil {
			t.Fatal(err)
		}
		checkResult(t, s.Name, result)
	}
	if emails, _ := guard.Sends(); emails != 0 {
		t.Errorf("the run sent %d emails", emails)
	}
	report, err := cassettes.Compare(live.Scenarios, choices(t), emulation(t, false))
	if err != nil {
		t.Fatal(err)
	}
	if !report.Empty() || report.Compared < 250 {
		t.Errorf("%d calls were compared:\n%s", report.Compared, report)
	}
	if !slices.Contains(report.Unreached, "magic-links: invite (not in the cassette)") {
		t.Errorf("the report does not say what was not compared: %q", report.Unreached)
	}
}

// Stytch is slower than the emulator. That is no difference.
func TestReportOfASlowRun(t *testing.T) {
	t.Parallel()
	vocabulary := mustVocabulary(t)
	list := choices(t)
	synctest.Test(t, func(t *testing.T) {
		for _, name := range []string{"users", "sessions", "locks", "totp", "m2m-tokens", "authorization"} {
			_, project := emulated(t, false)
			next := project.Transport
			project.Transport = clienttest.RoundTripper(func(r *http.Request) (*http.Response, error) {
				time.Sleep(2 * time.Second)
				return next.RoundTrip(r)
			})
			cassettes := live.InMemory(vocabulary)
			result, err := cassettes.Record(t.Context(), scenarioNamed(t, name), live.NewGuard(project))
			if err != nil {
				t.Fatal(err)
			}
			checkResult(t, name, result)
			report, err := cassettes.Compare([]live.Scenario{scenarioNamed(t, name)}, list, func(s live.Scenario) (*live.Emulation, error) {
				return live.Emulate(t.Context(), s, vocabulary, false)
			})
			if err != nil {
				t.Fatal(err)
			}
			if !report.Empty() {
				t.Errorf("%s: %s", name, report)
			}
		}
	})
}
