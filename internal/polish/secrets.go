package main

import (
	"fmt"
	"slices"
	"strings"
)

// redactingMethods gives the types with secrets the methods that leave their secrets out.
func redactingMethods(decls []declaration) string {
	var b strings.Builder
	b.WriteString("package api\n\nimport (\n\t\"fmt\"\n\t\"log/slog\"\n)\n")
	for _, d := range decls {
		if d.secrets == nil {
			continue
		}
		fmt.Fprintf(&b, `
// Format prints r with its secrets redacted. It implements [fmt.Formatter].
func (r %[1]s) Format(s fmt.State, verb rune) { formatRedacted(s, verb, r) }

// LogValue returns r as a group, with its secrets redacted. It implements [slog.LogValuer].
func (r %[1]s) LogValue() slog.Value { return redactedValue(r) }
`, d.name)
	}
	return b.String()
}

// typeTable maps the name of each struct to a value of it.
func typeTable(decls []declaration) string {
	var b strings.Builder
	b.WriteString("package api\n\nvar generatedTypes = map[string]any{\n")
	for _, d := range decls {
		if d.isStruct {
			fmt.Fprintf(&b, "%q: %s{},\n", d.name, d.name)
		}
	}
	b.WriteString("}\n")
	return b.String()
}

// secretNames lists the JSON names of all secrets.
func secretNames(decls []declaration) string {
	var names []string
	for _, d := range decls {
		names = append(names, d.secrets...)
	}
	slices.Sort(names)
	var b strings.Builder
	b.WriteString("package transport\n\n// secretNames are the JSON names of the fields that hold secrets.\nvar secretNames = map[string]bool{\n")
	for _, name := range slices.Compact(names) {
		fmt.Fprintf(&b, "%q: true,\n", name)
	}
	b.WriteString("}\n")
	return b.String()
}
