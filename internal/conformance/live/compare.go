package live

import (
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/flymyai/stytch-go/api"
)

// Kinds of differences.
const (
	KindStatus    = "status"
	KindErrorType = "error type"
	KindMissing   = "missing"
	KindExtra     = "extra"
	KindNull      = "null"
	KindType      = "type"
	KindFormat    = "format"
	KindValue     = "value"
	KindTime      = "time"
	KindLength    = "length"
	KindOrder     = "order"
	KindHeader    = "header"
)

// Finding is a difference between Stytch and the emulator.
type Finding struct {
	Scenario, Step, Operation string
	Kind                      string
	// Path is the path of a field, such as "session.expires_at", or the name of a header.
	Path string
	// Stytch and Emulator are what the two did.
	Stytch, Emulator string
}

// comparison compares two runs of a scenario.
type comparison struct {
	scenario string
	findings []Finding
	// stytch and emulator map redacted values of one run to those of the other: equal values stay equal.
	stytch, emulator map[string]string

	// The step that is being compared.
	step    *Step
	op      string
	at      [2]time.Time // when each run had its response
	slack   time.Duration
	started [2]time.Time
	quiet   bool // differences are not recorded
}

// compare returns the differences between the interactions of two runs. It ignores steps that only one of the runs made.
func compare(scenario string, steps []Step, stytch, emulated []Interaction) []Finding {
	c := &comparison{scenario: scenario, stytch: map[string]string{}, emulator: map[string]string{}}
	if len(stytch) > 0 && len(emulated) > 0 {
		c.started = [2]time.Time{stytch[0].Time, emulated[0].Time}
	}
	for i := range steps {
		c.step = &steps[i]
		s, e := find(stytch, c.step.Name), find(emulated, c.step.Name)
		if s == nil || e == nil || c.excused(s) {
			continue
		}
		c.op = e.Operation
		c.at = [2]time.Time{s.Time, e.Time}
		// A response may contain the time of any earlier step. How long ago that was depends on the speed of the run.
		c.slack = tolerance + s.Time.Sub(c.started[0]) + e.Time.Sub(c.started[1])
		c.interaction(s, e)
	}
	return c.findings
}

// tolerance is how much times may differ even if both runs are equally fast.
const tolerance = 3 * time.Second

func find(list []Interaction, step string) *Interaction {
	for i := range list {
		if list[i].Step == step {
			return &list[i]
		}
	}
	return nil
}

// excused reports whether a setting of the project is the reason for an error.
func (c *comparison) excused(i *Interaction) bool {
	_, excused := c.step.settings[settingOf(i)]
	return excused
}

// settingOf returns the error type that a setting may explain.
func settingOf(i *Interaction) api.ErrorType { return api.ErrorType(errorTypeOf(i.Response)) }

func errorTypeOf(body any) string {
	object, _ := body.(map[string]any)
	for _, key := range []string{"error_type", "error"} {
		if text, ok := object[key].(string); ok {
			return text
		}
	}
	return ""
}

func (c *comparison) add(kind, path, stytch, emulator string) {
	if c.quiet || c.ignored(path) {
		return
	}
	c.findings = append(c.findings, Finding{c.scenario, c.step.Name, c.op, kind, path, stytch, emulator})
}

// ignored reports whether a path, or what it is in, depends on the project.
func (c *comparison) ignored(path string) bool {
	parts := strings.Split(path, ".")
	return slices.ContainsFunc(c.step.ignored, func(pattern string) bool {
		want := strings.Split(pattern, ".")
		if len(parts) < len(want) {
			return false
		}
		for i, w := range want {
			if w != "*" && w != parts[i] {
				return false
			}
		}
		return true
	})
}

func (c *comparison) interaction(s, e *Interaction) {
	c.quiet = true // the requests only say which values are the same
	c.value("", s.Request, e.Request)
	c.quiet = false
	if s.Status != e.Status {
		c.add(KindStatus, "", strconv.Itoa(s.Status), strconv.Itoa(e.Status))
	}
	c.headers(s.Header, e.Header)
	if st, et := errorTypeOf(s.Response), errorTypeOf(e.Response); st != et {
		c.add(KindErrorType, "", orNone(st), orNone(et))
	}
	if s.Status/100 != e.Status/100 {
		return // the bodies are of different kinds
	}
	c.value("", s.Response, e.Response)
}

func orNone(s string) string {
	if s == "" {
		return "none"
	}
	return s
}

func (c *comparison) headers(s, e http.Header) {
	for _, name := range keptResponseHeaders {
		if name == timeHeader || name == "Cache-Control" { // depends on what is in front of Stytch
			continue
		}
		if sv, ev := s.Get(name), e.Get(name); sv != ev {
			c.add(KindHeader, name, orNone(sv), orNone(ev))
		}
	}
}

// freeText are the fields that hold sentences. Their words do not matter.
var freeText = map[string]bool{
	"error_message": true, "error_url": true, "error_description": true, "error_uri": true, "warning": true, "suggestions": true, "description": true,
	"display_message": true,
}

func (c *comparison) value(path string, s, e any) {
	if (s == nil) != (e == nil) {
		c.add(KindNull, path, shape(s), shape(e))
		return
	}
	switch sv := s.(type) {
	case nil:
	case map[string]any:
		if ev, ok := e.(map[string]any); ok {
			c.object(path, sv, ev)
			return
		}
		c.add(KindType, path, shape(s), shape(e))
	case []any:
		if ev, ok := e.([]any); ok {
			c.list(path, sv, ev)
			return
		}
		c.add(KindType, path, shape(s), shape(e))
	case string:
		if ev, ok := e.(string); ok {
			c.text(path, sv, ev)
			return
		}
		c.add(KindType, path, shape(s), shape(e))
	case float64:
		if ev, ok := e.(float64); ok {
			c.number(path, sv, ev)
			return
		}
		c.add(KindType, path, shape(s), shape(e))
	case bool:
		if ev, ok := e.(bool); !ok {
			c.add(KindType, path, shape(s), shape(e))
		} else if sv != ev {
			c.add(KindValue, path, strconv.FormatBool(sv), strconv.FormatBool(ev))
		}
	}
}

// shape names a value without showing it.
func shape(v any) string {
	switch v := v.(type) {
	case nil:
		return "null"
	case map[string]any:
		return "an object"
	case []any:
		return fmt.Sprintf("a list of %d", len(v))
	case string:
		if v == "" {
			return `""`
		}
		return "a string (" + describe(v) + ")"
	case float64:
		return "a number"
	default:
		return fmt.Sprint(v)
	}
}

func (c *comparison) object(path string, s, e map[string]any) {
	keys := slices.Collect(maps.Keys(s))
	for key := range e {
		if _, both := s[key]; !both {
			keys = append(keys, key)
		}
	}
	slices.Sort(keys)
	for _, key := range keys {
		at := join(path, key)
		sv, inStytch := s[key]
		ev, inEmulator := e[key]
		switch {
		case !inStytch:
			c.add(KindMissing, at, "no field", shape(ev))
		case !inEmulator:
			c.add(KindExtra, at, shape(sv), "no field")
		default:
			c.value(at, sv, ev)
		}
	}
}

func join(path, key string) string {
	if path == "" {
		return key
	}
	return path + "." + key
}

func (c *comparison) list(path string, s, e []any) {
	if len(s) != len(e) {
		c.add(KindLength, path, fmt.Sprintf("%d items", len(s)), fmt.Sprintf("%d items", len(e)))
		return
	}
	if field := path[strings.LastIndexByte(path, '.')+1:]; freeText[field] {
		return
	}
	if order := c.order(path, s, e); order != nil {
		c.add(KindOrder, path, fmt.Sprint(order), fmt.Sprint(slices.Sorted(slices.Values(order))))
		for i, j := range order {
			c.value(fmt.Sprintf("%s.%d", path, i), s[i], e[j])
		}
		return
	}
	for i := range s {
		c.value(fmt.Sprintf("%s.%d", path, i), s[i], e[i])
	}
}

// order returns for each item of Stytch's list its position in the emulator's, if the lists hold the same items in another
// order. Otherwise it returns nil.
func (c *comparison) order(path string, s, e []any) []int {
	if len(s) < 2 {
		return nil
	}
	order := make([]int, len(s))
	used := make([]bool, len(e))
	moved := false
	for i := range s {
		// An item at its own position wins, so that equal items stay where they are.
		j := i
		if used[i] || !c.same(path, s[i], e[i]) {
			j = -1
			for k := range e {
				if !used[k] && c.same(path, s[i], e[k]) {
					j = k
					break
				}
			}
		}
		if j < 0 {
			return nil
		}
		order[i], used[j] = j, true
		moved = moved || i != j
	}
	if !moved {
		return nil
	}
	return order
}

// same reports whether two values have no difference, without binding their parts.
func (c *comparison) same(path string, s, e any) bool {
	trial := *c
	trial.findings, trial.quiet = nil, false
	trial.stytch, trial.emulator = maps.Clone(c.stytch), maps.Clone(c.emulator)
	trial.value(path+".0", s, e)
	return len(trial.findings) == 0
}
