package api

import (
	"fmt"
	"log/slog"
	"reflect"
	"strings"
)

// redacted replaces secrets when a value of this package is printed or logged.
const redacted = "[redacted]"

// formatRedacted prints a struct like package fmt, with its secrets redacted. It prints the fields one by one,
// since printing the struct itself would call its Format method again.
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

// redactedValue returns a group of the fields that are set, by their JSON names and with secrets redacted.
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

// shown returns the value of field i, or redacted if the field is a secret and is set.
func shown(rv reflect.Value, i int) any {
	field := rv.Field(i)
	if rv.Type().Field(i).Tag.Get("secret") == "true" && !field.IsZero() {
		return redacted
	}
	return field.Interface()
}
