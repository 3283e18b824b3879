package conformance_test

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/go-json-experiment/json"
	"github.com/google/go-cmp/cmp"

	"github.com/flymyai/stytch-go/internal/conformance/live"
)

// mutated changes the response of one step: a Stytch that does one thing differently.
type mutated struct {
	next http.RoundTripper
	step string
	*change
	done bool
}

func (m *mutated) RoundTrip(r *http.Request) (*http.Response, error) {
	resp, err := m.next.RoundTrip(r)
	if err != nil || live.StepFromContext(r.Context()) != m.step {
		return resp, err
	}
	text, err := io.ReadAll(resp.Body)
	if err != nil {
		return nil, err
	}
	var body map[string]any
	if err := json.Unmarshal(text, &body); err != nil {
		return nil, err
	}
	m.apply(resp, body)
	m.done = true
	if text, err = json.Marshal(body); err != nil {
		return nil, err
	}
	resp.Body = io.NopCloser(bytes.NewReader(text))
	return resp, nil
}

// change is what a mutation does, and how the report has to name it.
type change struct {
	apply      func(resp *http.Response, body map[string]any)
	kind, path string
}

// at calls edit with the object or list that holds the last part of a path.
func at(body map[string]any, path string, edit func(holder any, key string)) {
	parts := strings.Split(path, ".")
	var holder any = body
	for _, part := range parts[:len(parts)-1] {
		switch h := holder.(type) {
		case map[string]any:
			holder = h[part]
		case []any:
			i, err := strconv.Atoi(part)
			if err != nil || i >= len(h) {
				panic("there is no " + path)
			}
			holder = h[i]
		default:
			panic("there is no " + path)
		}
	}
	edit(holder, parts[len(parts)-1])
}

// replaceAt replaces a value that exists.
func replaceAt(body map[string]any, path string, with func(old any) any) {
	at(body, path, func(holder any, key string) {
		switch h := holder.(type) {
		case map[string]any:
			old, ok := h[key]
			if !ok {
				panic("there is no " + path)
			}
			h[key] = with(old)
		case []any:
			i, _ := strconv.Atoi(key) // the tests have it right
			h[i] = with(h[i])
		}
	})
}

func status(code int) *change {
	return &change{func(r *http.Response, _ map[string]any) { r.StatusCode = code }, live.KindStatus, ""}
}

func errorTypeTo(name string) *change {
	return &change{func(_ *http.Response, b map[string]any) { b["error_type"] = name }, live.KindErrorType, ""}
}

func oauthError(name string) *change {
	return &change{func(_ *http.Response, b map[string]any) { b["error"] = name }, live.KindErrorType, ""}
}

func header(name, value string) *change {
	return &change{func(r *http.Response, _ map[string]any) { r.Header.Set(name, value) }, live.KindHeader, name}
}

func without(path string) *change {
	return &change{func(_ *http.Response, b map[string]any) {
		at(b, path, func(holder any, key string) {
			object := holder.(map[string]any)
			if _, ok := object[key]; !ok {
				panic("there is no " + path)
			}
			delete(object, key)
		})
	}, live.KindMissing, path}
}

func with(path string, value any) *change {
	return &change{func(_ *http.Response, b map[string]any) {
		at(b, path, func(holder any, key string) { holder.(map[string]any)[key] = value })
	}, live.KindExtra, path}
}

// to replaces a value, which the report has to call a difference of some kind.
func to(kind, path string, value any) *change {
	return &change{func(_ *http.Response, b map[string]any) { replaceAt(b, path, func(any) any { return value }) }, kind, path}
}

func null(path string) *change { return to(live.KindNull, path, nil) }

func value(path string, value any) *change { return to(live.KindValue, path, value) }

// later moves a time.
func later(path string, d time.Duration) *change {
	return &change{func(_ *http.Response, b map[string]any) {
		replaceAt(b, path, func(old any) any {
			t, err := time.Parse(time.RFC3339Nano, old.(string))
			if err != nil {
				panic(err)
			}
			return t.Add(d).Format(time.RFC3339Nano)
		})
	}, live.KindTime, path}
}

// edited changes a string.
func edited(kind, path string, edit func(string) string) *change {
	return &change{func(_ *http.Response, b map[string]any) {
		replaceAt(b, path, func(old any) any { return edit(old.(string)) })
	}, kind, path}
}

// plus adds to a number that is a time.
func plus(path string, n float64) *change {
	return &change{func(_ *http.Response, b map[string]any) {
		replaceAt(b, path, func(old any) any { return old.(float64) + n })
	}, live.KindTime, path}
}

func reversed(path string) *change {
	return &change{func(_ *http.Response, b map[string]any) {
		replaceAt(b, path, func(old any) any {
			list := slices.Clone(old.([]any))
			slices.Reverse(list)
			return list
		})
	}, live.KindOrder, path}
}

func shorter(path string) *change {
	return &change{func(_ *http.Response, b map[string]any) {
		replaceAt(b, path, func(old any) any { return old.([]any)[1:] })
	}, live.KindLength, path}
}

// claim changes a part of a JWT: part 0 is its header, part 1 are its claims.
func claim(part int, field string, inner *change) *change {
	name := []string{"(header)", "(claims)"}[part]
	return &change{func(_ *http.Response, b map[string]any) {
		replaceAt(b, field, func(old any) any {
			parts := strings.Split(old.(string), ".")
			text, err := base64.RawURLEncoding.DecodeString(parts[part])
			if err != nil {
				panic(err)
			}
			var object map[string]any
			if err := json.Unmarshal(text, &object); err != nil {
				panic(err)
			}
			inner.apply(nil, object)
			if text, err = json.Marshal(object); err != nil {
				panic(err)
			}
			parts[part] = base64.RawURLEncoding.EncodeToString(text)
			return strings.Join(parts, ".")
		})
	}, inner.kind, field + name + "." + inner.path}
}

// document changes the JSON in a string.
func document(field string, inner *change) *change {
	return &change{func(_ *http.Response, b map[string]any) {
		replaceAt(b, field, func(old any) any {
			var object map[string]any
			if err := json.Unmarshal([]byte(old.(string)), &object); err != nil {
				panic(err)
			}
			inner.apply(nil, object)
			text, err := json.Marshal(object)
			if err != nil {
				panic(err)
			}
			return string(text)
		})
	}, inner.kind, field + "." + inner.path}
}

// query changes a query parameter of a URL.
func query(field, name string, inner *change) *change {
	return &change{func(_ *http.Response, b map[string]any) {
		replaceAt(b, field, func(old any) any {
			u, err := url.Parse(old.(string))
			if err != nil {
				panic(err)
			}
			values := u.Query()
			object := map[string]any{name: values.Get(name)}
			inner.apply(nil, object)
			values.Del(name)
			if v, ok := object[name].(string); ok {
				values.Set(name, v)
			}
			u.RawQuery = values.Encode()
			return u.String()
		})
	}, inner.kind, field + "(query)." + name}
}

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
	report, err := cassettes.Compare(t.Context(), []live.Scenario{scenario}, choices(t), true)
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

// The report names each change of a Stytch that does one thing differently, and nothing before it.
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
