package tools

import (
	"slices"
	"strings"
)

// fieldNames are fields to return, by name or by path, such as trusted_metadata.plan.
type fieldNames []string

// responseFields are paths in a raw response.
type responseFields []string

// fieldsOf returns the names of the fields of an item.
func fieldsOf[T any]() []string { return schemaFor[T]().PropertyOrder }

// keepFields removes all but the chosen fields and the ID from the items of a result.
func (sh *shape) keepFields(value object, fields []string) {
	paths := make([][]string, 0, len(fields)+1)
	for _, field := range fields {
		paths = append(paths, strings.Split(field, "."))
	}
	if sh.id != "" {
		paths = append(paths, []string{sh.id})
	}
	name := sh.list
	if name == "" {
		name = sh.item
	}
	if chosen, ok := value[name]; ok {
		value[name] = atPaths(chosen, paths)
	}
}

// atPaths returns the parts of a value that lie on one of the paths. A path continues into the items of a list.
func atPaths(value any, paths [][]string) any {
	switch value := value.(type) {
	case []any:
		out := make([]any, len(value))
		for i, item := range value {
			out[i] = atPaths(item, paths)
		}
		return out
	case object:
		out := object{}
		for key, member := range value {
			var inside [][]string
			whole := false
			for _, path := range paths {
				if len(path) > 0 && path[0] == key {
					whole = whole || len(path) == 1
					inside = append(inside, path[1:])
				}
			}
			switch {
			case whole:
				out[key] = member
			case len(inside) > 0:
				out[key] = atPaths(member, inside)
			}
		}
		return out
	}
	return value
}

// check returns an error that names the fields that the items do not have.
func (sh *shape) check(fields []string) []problem {
	if sh.raw {
		return nil // a response can have any field
	}
	var problems []problem
	for _, field := range fields {
		name, _, _ := strings.Cut(field, ".")
		if !slices.Contains(sh.fields, name) {
			problems = append(problems, problem{"fields", boundedName(name) + " is unknown; known are " + strings.Join(sh.fields, ", ")})
		}
	}
	return problems
}
