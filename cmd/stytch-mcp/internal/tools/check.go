package tools

import (
	"fmt"
	"maps"
	"math"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/go-json-experiment/json"
	"github.com/google/jsonschema-go/jsonschema"
)

// The SDK checks arguments too, but its words quote the value, which may be a password or a megabyte, and
// stop at the first problem. The checks here name the argument and the reason, of all problems at once.

// maxFreeForm bounds a free-form argument, in bytes of JSON. It is far above what the API takes.
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
	problems = append(problems, checkObject(t.input, "", arguments)...)
	for _, rule := range t.rules {
		problems = append(problems, rule.check(arguments)...)
	}
	return arguments, problems
}

// withheldArguments takes the guarded arguments out of a call that must not have them and says why.
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

// check compares a value with its schema. It knows the keywords that the schemas of this package use.
func check(s *jsonschema.Schema, name string, value any) []problem {
	if s.Type != "" && s.Type != typeOf(value) {
		return []problem{{name, "must be " + article(s.Type) + ", not " + article(typeOf(value))}}
	}
	if len(s.Enum) > 0 && !slices.Contains(s.Enum, value) {
		return []problem{{name, "must be one of " + list(s.Enum)}}
	}
	reason := ""
	switch value := value.(type) {
	case string:
		reason = checkString(s, value)
	case float64:
		if s.Minimum != nil && value < *s.Minimum || s.Maximum != nil && value > *s.Maximum {
			reason = fmt.Sprintf("must be from %v to %v", *s.Minimum, *s.Maximum)
		}
	case []any:
		return checkArray(s, name, value)
	case map[string]any:
		return checkObject(s, name, value)
	}
	if reason != "" {
		return []problem{{name, reason}}
	}
	return nil
}

func checkString(s *jsonschema.Schema, value string) string {
	length := utf8.RuneCountInString(value)
	switch {
	case s.MinLength != nil && length < *s.MinLength:
		return "is empty: leave it out or give a value"
	case s.MaxLength != nil && length > *s.MaxLength:
		return fmt.Sprintf("has %d characters, at most %d are accepted", length, *s.MaxLength)
	case s.Pattern != "" && length > maxToken:
		return fmt.Sprintf("has %d characters, which is far too long", length)
	case s.Pattern != "" && !compiled(s.Pattern).MatchString(value):
		return explain("does not match "+s.Pattern, s)
	case s.Format == "email" && !isEmail(value):
		return explain("is not an email address", s)
	case s.Format == "uri" && !isURL(value):
		return explain("is not an absolute URL", s)
	}
	return ""
}

// explain adds to a reason what the argument is, with its example.
func explain(reason string, s *jsonschema.Schema) string {
	if s.Description == "" {
		return reason
	}
	return reason + ". " + s.Description
}

func checkArray(s *jsonschema.Schema, name string, value []any) []problem {
	if s.MaxItems != nil && len(value) > *s.MaxItems {
		return []problem{{name, fmt.Sprintf("has %d items, at most %d are accepted", len(value), *s.MaxItems)}}
	}
	var problems []problem
	for i, item := range value {
		problems = append(problems, check(s.Items, fmt.Sprintf("%s[%d]", name, i), item)...)
	}
	return problems
}

// checkObject checks the properties an object may have, or the size of one that may have any.
func checkObject(s *jsonschema.Schema, name string, value object) []problem {
	if s.MaxProperties != nil && len(value) > *s.MaxProperties {
		return []problem{{name, fmt.Sprintf("has %d keys, at most %d are accepted", len(value), *s.MaxProperties)}}
	}
	if s.Properties == nil {
		data, err := json.Marshal(value)
		if err != nil {
			return []problem{{name, "cannot be encoded as JSON"}}
		}
		if len(data) > maxFreeForm {
			return []problem{{name, fmt.Sprintf("has %d bytes of JSON, at most %d are accepted", len(data), maxFreeForm)}}
		}
		return nil
	}
	var problems []problem
	at := func(property string) string {
		if name == "" {
			return property
		}
		return name + "." + property
	}
	for _, required := range s.Required {
		if _, ok := value[required]; !ok {
			problems = append(problems, problem{at(required), explain("is missing", s.Properties[required])})
		}
	}
	for _, given := range slices.Sorted(maps.Keys(value)) {
		property, ok := s.Properties[given]
		if !ok {
			known := strings.Join(s.PropertyOrder, ", ")
			problems = append(problems, problem{at(shorten(given)), "is not known here. There is " + known})
			continue
		}
		problems = append(problems, check(property, at(given), value[given])...)
	}
	return problems
}

// typeOf is the JSON Schema type of a decoded value.
func typeOf(value any) string {
	switch value := value.(type) {
	case nil:
		return "null"
	case bool:
		return "boolean"
	case string:
		return "string"
	case float64:
		if value == math.Trunc(value) {
			return "integer"
		}
		return "number"
	case []any:
		return "array"
	default:
		return "object"
	}
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

// shorten bounds a name that the caller made up.
func shorten(name string) string {
	const longest = 64
	if len(name) > longest {
		name = strings.ToValidUTF8(name[:longest], "") + "..."
	}
	return clean(name)
}

// isEmail and isURL catch what is something else. What is right is for the API to say.
func isEmail(value string) bool {
	at := strings.LastIndexByte(value, '@')
	return at > 0 && at < len(value)-1 && !strings.ContainsAny(value, " \t\r\n<>,")
}

func isURL(value string) bool {
	u, err := url.Parse(value)
	return err == nil && u.Scheme != "" && u.Host != ""
}

var patterns sync.Map // of *regexp.Regexp, by pattern

func compiled(pattern string) *regexp.Regexp {
	if re, ok := patterns.Load(pattern); ok {
		return re.(*regexp.Regexp)
	}
	re := regexp.MustCompile(pattern)
	patterns.Store(pattern, re)
	return re
}
