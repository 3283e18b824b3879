// Package strictjson decodes hand-written JSON, and reports where and why a document is invalid.
package strictjson

import (
	"bytes"
	"errors"
	"reflect"
	"time"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// Error describes what is wrong with a document, and where.
type Error struct {
	// Line is the line, starting at 1, where decoding stopped.
	Line int
	// Field is the JSON pointer of the field, such as /users/0/name; empty for the document itself.
	Field string
	// Problem is what is wrong with it.
	Problem string
}

func (e *Error) Error() string {
	if e.Field == "" {
		return e.Problem
	}
	return e.Field + ": " + e.Problem
}

// Decode decodes data, which must be one value without unknown or duplicate fields. Its errors are of type
// [*Error].
func Decode(data []byte, v any) error {
	err := json.Unmarshal(data, v, json.RejectUnknownMembers(true))
	if err == nil {
		return nil
	}
	if e, ok := errors.AsType[*json.SemanticError](err); ok {
		return &Error{Line: lineAt(data, e.ByteOffset), Field: string(e.JSONPointer), Problem: semanticProblem(e)}
	}
	if e, ok := errors.AsType[*jsontext.SyntacticError](err); ok {
		return &Error{Line: lineAt(data, e.ByteOffset), Field: syntacticField(e), Problem: "not valid JSON: " + e.Err.Error()}
	}
	return &Error{Line: 1, Problem: err.Error()}
}

func lineAt(data []byte, offset int64) int {
	return bytes.Count(data[:min(int(offset), len(data))], []byte("\n")) + 1
}

// syntacticField returns the field only if the field itself is the error. For other errors the line is more useful.
func syntacticField(e *jsontext.SyntacticError) string {
	if errors.Is(e.Err, jsontext.ErrDuplicateName) {
		return string(e.JSONPointer)
	}
	return ""
}

func semanticProblem(e *json.SemanticError) string {
	if errors.Is(e.Err, json.ErrUnknownName) {
		return "unknown field"
	}
	return "must be " + kindOf(e.GoType)
}

// kindOf returns the JSON name for values of a Go type.
func kindOf(t reflect.Type) string {
	switch t {
	case nil:
		return "of another type"
	case reflect.TypeFor[time.Time]():
		return `a time such as "2026-01-02T15:04:05Z"`
	case reflect.TypeFor[Duration]():
		return `a duration such as "90s" or "1h30m"`
	}
	switch t.Kind() { //nolint:exhaustive // all others are JSON objects
	case reflect.Pointer:
		return kindOf(t.Elem())
	case reflect.String:
		return "a string"
	case reflect.Bool:
		return "a boolean"
	case reflect.Int, reflect.Int64:
		return "an integer"
	case reflect.Float64:
		return "a number"
	case reflect.Slice:
		return "an array"
	default:
		return "an object"
	}
}

// Duration is a [time.Duration] that is a string in JSON, such as "1m30s".
type Duration time.Duration

// UnmarshalText implements [encoding.TextUnmarshaler].
func (d *Duration) UnmarshalText(text []byte) error {
	parsed, err := time.ParseDuration(string(text))
	*d = Duration(parsed)
	return err
}

// MarshalText implements [encoding.TextMarshaler].
func (d Duration) MarshalText() ([]byte, error) {
	return []byte(time.Duration(d).String()), nil
}
