package live

import (
	"context"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
)

// Choice is a choice of docs/emulator.md.
type Choice struct{ ID, Text string }

var choicePattern = regexp.MustCompile("(?ms)^- `([a-z0-9-]+-[0-9]+)` (.*?)(?:\n\n|\n- |\n#|\\z)")

// Choices reads the choices of docs/emulator.md.
func Choices(document string) []Choice {
	var list []Choice
	for rest := document; ; {
		match := choicePattern.FindStringSubmatchIndex(rest)
		if match == nil {
			return list
		}
		text := strings.Join(strings.Fields(rest[match[4]:match[5]]), " ")
		list = append(list, Choice{rest[match[2]:match[3]], text})
		rest = rest[match[5]:]
	}
}

// Verdict says what a run at Stytch shows about a choice.
type Verdict string

// The verdicts.
const (
	Confirmed Verdict = "confirmed"
	Refuted   Verdict = "refuted"
	// Open is the verdict if no step of the run tests the choice.
	Open Verdict = "open"
)

// Report says where Stytch and the emulator differ.
type Report struct {
	// Compared is how many calls were compared.
	Compared int
	Findings []Finding
	// Verdicts has a verdict for each choice, and Reasons the steps that differ, or those that confirm it.
	Choices  []Choice
	Verdicts map[string]Verdict
	Reasons  map[string][]string
	// Unreached are steps that only one of the two runs made.
	Unreached []string
	// Settings are steps that the settings of the project prevented.
	Settings []string
}

// Emulation is a run of a scenario at the emulator.
type Emulation struct {
	*Result

	Calls []Interaction
	// Emails and Sandboxed count the messages.
	Emails, Sandboxed int
}

// Emulate runs a scenario at an emulator. With control, the emulator does what a person does at Stytch.
func Emulate(ctx context.Context, s Scenario, v *Vocabulary, control bool) (*Emulation, error) {
	server, err := NewEmulator()
	if err != nil {
		return nil, err
	}
	memory := InMemory(v)
	guard := NewGuard(Emulated(server, "caller@example.com", control))
	result, err := memory.Record(ctx, s, guard)
	if err != nil {
		return nil, err
	}
	calls, err := memory.Load(s.Name)
	if err != nil {
		return nil, err
	}
	emails, sandboxed := guard.Sends()
	return &Emulation{result, calls, emails, sandboxed}, nil
}

// Compare compares the cassettes of scenarios with what the emulator does.
func (c *Cassettes) Compare(scenarios []Scenario, choices []Choice, emulate func(Scenario) (*Emulation, error)) (*Report, error) {
	report := &Report{Choices: choices, Verdicts: map[string]Verdict{}, Reasons: map[string][]string{}}
	for _, choice := range choices {
		report.Verdicts[choice.ID] = Open
	}
	for _, s := range scenarios {
		if !c.FS.IsFileExists(c.file(s.Name)) {
			report.Unreached = append(report.Unreached, s.Name+": there is no cassette")
			continue
		}
		stytch, err := c.Load(s.Name)
		if err != nil {
			return nil, err
		}
		emulation, err := emulate(s)
		if err != nil {
			return nil, err
		}
		report.add(s.Name, emulation.Steps, stytch, emulation.Calls)
	}
	return report, nil
}

func (r *Report) add(scenario string, steps []Step, stytch, emulated []Interaction) {
	findings := compare(scenario, steps, stytch, emulated)
	r.Findings = append(r.Findings, findings...)
	for _, step := range steps {
		s, e := find(stytch, step.Name), find(emulated, step.Name)
		switch {
		case s == nil:
			r.Unreached = append(r.Unreached, scenario+": "+step.Name+" (not in the cassette)")
			continue
		case e == nil:
			r.Unreached = append(r.Unreached, scenario+": "+step.Name+" (no response of the emulator)")
			continue
		}
		if reason, ok := step.settings[settingOf(s)]; ok {
			r.Settings = append(r.Settings, fmt.Sprintf("%s: %s: %s (%s)", scenario, step.Name, reason, settingOf(s)))
			continue
		}
		r.Compared++
		differs := slices.ContainsFunc(findings, func(f Finding) bool { return f.Step == step.Name })
		for _, id := range step.Choices {
			if differs && r.Verdicts[id] != Refuted { // the reasons so far are steps that confirm the choice
				r.Verdicts[id], r.Reasons[id] = Refuted, nil
			}
			if r.Verdicts[id] == Open {
				r.Verdicts[id] = Confirmed
			}
			if differs == (r.Verdicts[id] == Refuted) {
				r.Reasons[id] = append(r.Reasons[id], scenario+": "+step.Name)
			}
		}
	}
	for _, i := range stytch {
		if !slices.ContainsFunc(steps, func(step Step) bool { return step.Name == i.Step }) {
			r.Unreached = append(r.Unreached, scenario+": "+i.Step+" (not made at the emulator)")
		}
	}
}

// Empty reports whether Stytch and the emulator do the same.
func (r *Report) Empty() bool { return len(r.Findings) == 0 }

// String returns the report as Markdown, ready for an issue.
func (r *Report) String() string {
	var b strings.Builder
	counts := map[Verdict]int{}
	for _, v := range r.Verdicts {
		counts[v]++
	}
	fmt.Fprintf(&b, "# Stytch and the emulator\n\n%d calls compared, %d differences. Choices: %d confirmed, %d refuted, %d open.\n",
		r.Compared, len(r.Findings), counts[Confirmed], counts[Refuted], counts[Open])
	b.WriteString("\n## Differences\n")
	if r.Empty() {
		b.WriteString("\nNone.\n")
	}
	last := ""
	for _, f := range r.Findings {
		if head := fmt.Sprintf("\n### %s: %s (`%s`)\n\n| what | field | Stytch | emulator |\n|---|---|---|---|\n", f.Scenario, f.Step, f.Operation); head != last {
			b.WriteString(head)
			last = head
		}
		fmt.Fprintf(&b, "| %s | %s | %s | %s |\n", f.Kind, cell(f.Path), cell(f.Stytch), cell(f.Emulator))
	}
	for _, verdict := range []Verdict{Refuted, Confirmed} {
		fmt.Fprintf(&b, "\n## Choices: %s\n\n", verdict)
		for _, choice := range r.Choices {
			if r.Verdicts[choice.ID] == verdict {
				fmt.Fprintf(&b, "- `%s` %s See %s.\n", choice.ID, choice.Text, strings.Join(r.Reasons[choice.ID], "; "))
			}
		}
	}
	fmt.Fprintf(&b, "\n## Choices: %s\n\n", Open)
	for _, choice := range r.Choices {
		if r.Verdicts[choice.ID] == Open {
			fmt.Fprintf(&b, "- `%s`\n", choice.ID)
		}
	}
	for _, rest := range []struct {
		title string
		list  []string
	}{{"Prevented by the settings of the project", r.Settings}, {"Made by one of the two", r.Unreached}} {
		if len(rest.list) > 0 {
			fmt.Fprintf(&b, "\n## %s\n\n- %s\n", rest.title, strings.Join(rest.list, "\n- "))
		}
	}
	return b.String()
}

// cell makes a text fit into a cell of a table.
func cell(s string) string {
	if s == "" {
		return ""
	}
	return "`" + strings.NewReplacer("|", "\\|", "\n", " ", "`", "'").Replace(s) + "`"
}

// UnknownChoices returns the choices that steps name and the document does not have.
func (r *Report) UnknownChoices() []string {
	known := map[string]bool{}
	for _, choice := range r.Choices {
		known[choice.ID] = true
	}
	return slices.DeleteFunc(slices.Sorted(maps.Keys(r.Verdicts)), func(id string) bool { return known[id] })
}
