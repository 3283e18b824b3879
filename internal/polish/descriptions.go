package main

import (
	"fmt"
	"regexp"
	"strings"
)

// status is how the comment of an error type begins.
var status = regexp.MustCompile(`^\d{3}\. `)

// descriptions returns the source of a function with the comments of the error types, for errors to show.
func descriptions(decls []declaration) string {
	var b strings.Builder
	b.WriteString("package api\n\n// listedDescription is [ErrorType.Description] for the types that the API document lists.\n" +
		"func listedDescription(t ErrorType) string {\nswitch t {\n")
	for _, d := range decls {
		if d.name != "ErrorType" {
			continue
		}
		for _, c := range d.constants {
			text := status.ReplaceAllString(strings.Join(strings.Fields(c.comment), " "), "")
			fmt.Fprintf(&b, "case %s:\nreturn %q\n", c.name, strings.ReplaceAll(text, "`", ""))
		}
	}
	b.WriteString("}\nreturn \"\"\n}\n")
	return b.String()
}
