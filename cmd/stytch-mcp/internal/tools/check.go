package tools

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/go-json-experiment/json"
	"github.com/google/jsonschema-go/jsonschema"
	validation "github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/santhosh-tekuri/jsonschema/v6/kind"
)

// A library validates the arguments of a call and reports every problem with its place and kind. The library of the
// SDK stops at the first problem and quotes the value, which may be a password or a megabyte. The messages here name
// the argument and the reason, never the value.

// maxFreeForm bounds a free-form argument, in bytes of JSON. It is far above what the API accepts.
const maxFreeForm = 64 << 10

// problem is what is wrong with one argument.
type problem struct {
	argument, reason string
}

// parseArguments returns the arguments of a call, or why they cannot be used.
func parseArguments(t *tool, raw []byte) (object, []problem) {
	arguments := object{}
	if len(raw) > 0 && string(raw) != "null" {
		if err := json.Unmarshal(raw, &arguments); err != nil {
			return nil, []problem{{"arguments", "must be one JSON object in valid UTF-8, with each name once"}}
		}
	}
	problems := withheldArguments(t, arguments)
	problems = append(problems, t.validate(arguments)...)
	for _, rule := range t.rules {
		problems = append(problems, rule.check(arguments)...)
	}
	return arguments, problems
}

// withheldArguments removes the guarded arguments from a call that must not have them, and returns why.
func withheldArguments(t *tool, arguments object) []problem {
	var problems []problem
	for _, guard := range t.withheld {
		if _, given := arguments[guard.argument]; given {
			delete(arguments, guard.argument)
			problems = append(problems, problem{guard.argument, "is not enabled on this server, because it " + guard.does})
		}
	}
	return problems
}

// validate validates arguments against the input schema of the tool.
func (t *tool) validate(arguments object) []problem {
	var problems []problem
	for name, value := range arguments {
		if property := t.input.Properties[name]; property != nil && property.Type == "object" && property.Properties == nil {
			problems = append(problems, checkSize(name, value)...)
		}
	}
	if invalid, ok := errors.AsType[*validation.ValidationError](t.validator().Validate(arguments)); ok {
		problems = append(problems, explainAll(t.input, arguments, invalid)...)
	}
	slices.SortFunc(problems, func(a, b problem) int {
		return cmp.Or(cmp.Compare(a.argument, b.argument), cmp.Compare(a.reason, b.reason))
	})
	return problems
}

// checkSize bounds a free-form argument. JSON Schema has no keyword for that.
func checkSize(name string, value any) []problem {
	data, err := json.Marshal(value)
	if err != nil {
		return []problem{{name, "cannot be encoded as JSON"}}
	}
	if len(data) > maxFreeForm {
		return []problem{{name, fmt.Sprintf("has %d bytes of JSON; at most %d are accepted", len(data), maxFreeForm)}}
	}
	return nil
}

// explainAll returns what is wrong, for each place in the arguments.
func explainAll(input *jsonschema.Schema, arguments object, e *validation.ValidationError) []problem {
	if len(e.Causes) > 0 {
		var problems []problem
		for _, cause := range e.Causes {
			problems = append(problems, explainAll(input, arguments, cause)...)
		}
		return problems
	}
	s, value, path := locate(input, arguments, e.InstanceLocation)
	in := func(name string) string {
		if path == "" {
			return name
		}
		return path + "." + name
	}
	var problems []problem
	switch k := e.ErrorKind.(type) {
	case *kind.Required:
		for _, name := range k.Missing {
			problems = append(problems, problem{in(name), explain("is missing", s.Properties[name])})
		}
	case *kind.AdditionalProperties:
		for _, name := range k.Properties {
			problems = append(problems, problem{in(boundedName(name)), "is unknown; known are " + strings.Join(s.PropertyOrder, ", ")})
		}
	default:
		problems = []problem{{path, reasonFor(e.ErrorKind, s, value)}}
	}
	return problems
}

// locate returns the schema of a place in the arguments, the value there and the name of the place.
func locate(s *jsonschema.Schema, value any, location []string) (*jsonschema.Schema, any, string) {
	var path strings.Builder
	for _, part := range location {
		switch container := value.(type) {
		case []any:
			i, err := strconv.Atoi(part)
			if err != nil || i >= len(container) {
				return s, value, path.String()
			}
			s, value = s.Items, container[i]
			path.WriteString("[" + part + "]")
		case object:
			s, value = s.Properties[part], container[part]
			if path.Len() > 0 {
				path.WriteByte('.')
			}
			path.WriteString(part)
		}
		if s == nil {
			s = &jsonschema.Schema{}
		}
	}
	return s, value, path.String()
}

// reasonFor returns what is wrong with a value, without quoting it.
func reasonFor(e validation.ErrorKind, s *jsonschema.Schema, value any) string {
	text, _ := value.(string)
	length := utf8.RuneCountInString(text)
	tooLong := func(most int) string {
		return fmt.Sprintf("has %d characters; at most %d are accepted", length, most)
	}
	switch k := e.(type) {
	case *kind.Type:
		return "must be " + article(s.Type) + ", not " + article(k.Got)
	case *kind.Enum:
		return "must be one of " + list(k.Want)
	case *kind.MinLength:
		return "is empty: leave it out or give a value"
	case *kind.MaxLength:
		return tooLong(k.Want)
	case *kind.Pattern:
		if length > maxToken {
			return tooLong(maxToken)
		}
		return explain("does not match "+k.Want, s)
	case *kind.Format:
		if s.MaxLength != nil && length > *s.MaxLength {
			return tooLong(*s.MaxLength) // the library reports one problem of a string
		}
		return explain("is not "+formats[k.Want], s)
	case *kind.Minimum, *kind.Maximum:
		return fmt.Sprintf("must be from %v to %v", *s.Minimum, *s.Maximum)
	case *kind.MinItems:
		return "is empty: leave it out or give an item"
	case *kind.MaxItems:
		return fmt.Sprintf("has %d items; at most %d are accepted", k.Got, k.Want)
	case *kind.MaxProperties:
		return fmt.Sprintf("has %d keys; at most %d are accepted", k.Got, k.Want)
	}
	return explain("is not valid", s)
}

var formats = map[string]string{
	"email":     "an email address",
	"uri":       "an absolute URL",
	"date-time": "a time such as 2026-01-31T00:00:00Z",
}

// explain adds the description of an argument, with its example, to a reason.
func explain(reason string, s *jsonschema.Schema) string {
	if s == nil || s.Description == "" {
		return reason
	}
	return reason + ". " + s.Description
}

func article(name string) string {
	switch name {
	case "null":
		return "null"
	case "integer", "array", "object":
		return "an " + name
	default:
		return "a " + name
	}
}

func list(values []any) string {
	names := make([]string, len(values))
	for i, value := range values {
		names[i] = fmt.Sprint(value)
	}
	return strings.Join(names, ", ")
}

// boundedName shortens a name that the caller made up.
func boundedName(name string) string {
	const longest = 64
	if len(name) > longest {
		name = strings.ToValidUTF8(name[:longest], "") + "..."
	}
	return clean(name)
}
