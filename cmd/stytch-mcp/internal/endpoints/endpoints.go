// Package endpoints is an index of the endpoints of Stytch's Consumer API, generated from the OpenAPI document.
package endpoints

import (
	"cmp"
	_ "embed"
	"fmt"
	"slices"
	"strings"

	"github.com/go-json-experiment/json"
)

//go:generate go test -run TestIndexIsCurrent -update .

//go:embed endpoints.json
var document []byte

// Endpoint is one endpoint of the API.
type Endpoint struct {
	ID      string  `json:"id"` // of the operation, such as users.create
	Method  string  `json:"method"`
	Path    string  `json:"path"` // with parameters in braces
	Summary string  `json:"summary"`
	Reads   bool    `json:"reads,omitzero"` // changes nothing
	Form    bool    `json:"form,omitzero"`  // the body is a form
	Query   []Field `json:"query,omitzero"`
	Body    []Field `json:"body,omitzero"`
}

// Field is a query parameter or a field of a body.
type Field struct {
	Name     string   `json:"name"`
	Type     string   `json:"type"`
	Required bool     `json:"required,omitzero"`
	Values   []string `json:"values,omitzero"` // of an enumeration
}

// String returns the endpoint as one line of an index.
func (e *Endpoint) String() string { return e.Method + " " + e.Path + ": " + e.Summary }

// Describe returns the endpoint with its parameters.
func (e *Endpoint) Describe() string {
	return e.String() + described("query", e.Query) + described("body", e.Body)
}

func described(part string, fields []Field) string {
	if len(fields) == 0 {
		return ""
	}
	texts := make([]string, len(fields))
	for i, field := range fields {
		texts[i] = field.String()
	}
	return "; " + part + ": " + strings.Join(texts, ", ")
}

// String returns the field with its type. An asterisk marks a required field.
func (f *Field) String() string {
	name := f.Name
	if f.Required {
		name += "*"
	}
	if len(f.Values) > 0 {
		return name + " (" + strings.Join(f.Values, "|") + ")"
	}
	return name + " (" + f.Type + ")"
}

// All holds all endpoints, sorted by path and method.
var All = func() []Endpoint {
	var all []Endpoint
	if err := json.Unmarshal(document, &all); err != nil {
		panic(fmt.Sprintf("endpoints.json: %v", err)) // any test would reveal it
	}
	return all
}()

// ByID returns the endpoint of an operation. It panics if there is none.
func ByID(id string) *Endpoint {
	i := slices.IndexFunc(All, func(e Endpoint) bool { return e.ID == id })
	if i < 0 {
		panic("no endpoint has the ID " + id)
	}
	return &All[i]
}

// Search returns the endpoints that contain every word in their ID, path or summary.
func Search(words string) []Endpoint {
	var found []Endpoint
	for _, e := range All {
		text := strings.ToLower(e.ID + " " + e.String())
		if !slices.ContainsFunc(strings.Fields(strings.ToLower(words)), func(word string) bool { return !strings.Contains(text, word) }) {
			found = append(found, e)
		}
	}
	return found
}

// At returns the endpoints of a path with concrete parameters, sorted by method.
func At(path string) []Endpoint {
	var found []Endpoint
	for _, e := range All {
		if matches(e.Path, path) {
			found = append(found, e)
		}
	}
	// A path without parameters takes precedence: /v1/users/search over /v1/users/{user_id}.
	if i := slices.IndexFunc(found, func(e Endpoint) bool { return e.Path == trim(path) }); i >= 0 {
		found = slices.DeleteFunc(found, func(e Endpoint) bool { return e.Path != found[i].Path })
	}
	return found
}

// Find returns the endpoint of a method and a path with concrete parameters, or nil.
func Find(method, path string) *Endpoint {
	for _, e := range At(path) {
		if e.Method == method {
			return &e
		}
	}
	return nil
}

// Closest returns at most n endpoints, those whose paths are most similar to an unknown path.
func Closest(path string, n int) []Endpoint {
	type scored struct {
		Endpoint
		score int
	}
	given := strings.Split(trim(path), "/")
	var list []scored
	for _, e := range All {
		score := 0
		for part := range strings.SplitSeq(e.Path, "/") {
			if part != "" && part != "v1" && slices.ContainsFunc(given, func(g string) bool { return alike(g, part) }) {
				score++
			}
		}
		if score > 0 {
			list = append(list, scored{e, score})
		}
	}
	slices.SortStableFunc(list, func(a, b scored) int { return cmp.Compare(b.score, a.score) })
	var closest []Endpoint
	for _, s := range list[:min(n, len(list))] {
		closest = append(closest, s.Endpoint)
	}
	return closest
}

// matches reports whether a path matches a template.
func matches(template, path string) bool {
	want, given := strings.Split(template, "/"), strings.Split(trim(path), "/")
	if len(want) != len(given) {
		return false
	}
	for i := range want {
		if !strings.HasPrefix(want[i], "{") && want[i] != given[i] {
			return false
		}
		if given[i] == "" && want[i] != "" {
			return false
		}
	}
	return true
}

// trim removes the query and a trailing slash from a path.
func trim(path string) string {
	path, _, _ = strings.Cut(path, "?")
	return strings.TrimSuffix(path, "/")
}

// alike reports whether two path segments differ only by a plural or punctuation.
func alike(a, b string) bool {
	plain := func(s string) string {
		return strings.TrimSuffix(strings.NewReplacer("_", "", "-", "").Replace(strings.ToLower(s)), "s")
	}
	return a != "" && plain(a) == plain(b)
}
