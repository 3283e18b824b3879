package api

import (
	"fmt"
	"log/slog"
	"reflect"
	"strings"
)

// redacted stands for a secret wherever a value of this package is printed or logged.
const redacted = "[redacted]"

// formatRedacted prints a struct for the verbs of fmt as fmt would, its secrets replaced.
// A type that prints itself would recurse under fmt, so the fields are printed one by one.
func formatRedacted(s fmt.State, verb rune, v any) {
	rv := reflect.ValueOf(v)
	names := s.Flag('+') || s.Flag('#')
	if s.Flag('#') {
		fmt.Fprint(s, rv.Type().String())
	}
	fmt.Fprint(s, "{")
	for i := range rv.NumField() {
		if i > 0 {
			separator := " "
			if s.Flag('#') {
				separator = ", "
			}
			fmt.Fprint(s, separator)
		}
		if names {
			fmt.Fprint(s, rv.Type().Field(i).Name, ":")
		}
		fmt.Fprintf(s, fmt.FormatString(s, verb), shown(rv, i))
	}
	fmt.Fprint(s, "}")
}

// redactedValue is the group of the fields that are set, under their names on the wire.
func redactedValue(v any) slog.Value {
	rv := reflect.ValueOf(v)
	var attrs []slog.Attr
	for i := range rv.NumField() {
		if !rv.Field(i).IsZero() {
			name, _, _ := strings.Cut(rv.Type().Field(i).Tag.Get("json"), ",")
			attrs = append(attrs, slog.Any(name, shown(rv, i)))
		}
	}
	return slog.GroupValue(attrs...)
}

// shown is the value of field i, or redacted where that is a secret that is set.
func shown(rv reflect.Value, i int) any {
	field := rv.Field(i)
	if rv.Type().Field(i).Tag.Get("secret") == "true" && !field.IsZero() {
		return redacted
	}
	return field.Interface()
}
