package api

import (
	"fmt"
	"log/slog"
	"strings"
	"time"
)

// Error is what every failed call returns: Stytch answered with an error, its answer made no sense, or
// no answer came. Compare its type with errors.Is, and take the rest out with errors.AsType or errors.As:
//
//	if errors.Is(err, api.ErrorTypeUserNotFound) { ... }
//	if e, ok := errors.AsType[*api.Error](err); ok { log.Print(e.RequestID, e.Hint()) }
//
// It holds no secret: neither what was sent nor what came back is kept, beside the fields below.
// The causes it wraps, such as [context.DeadlineExceeded], are found by errors.Is.
type Error struct {
	// The HTTP status; 0 when no answer came. It is 2xx when the status said success and the body
	// could not be read or decoded.
	StatusCode int
	// What went wrong, as the API names it; empty when the answer was not one of Stytch's.
	// For the OAuth 2.0 endpoints it is the RFC 6749 error code.
	Type ErrorType
	// The API's words for people, or this client's where the API had none.
	Message string
	// Id of the call. Quote it when asking Stytch for help.
	RequestID string
	// Page about this type of error. Not a stable key: compare Type.
	URL string
	// Whatever else the API sent along, as decoded from JSON.
	Details map[string]any
	// How long the API asked to wait; 0 when it did not say.
	RetryAfter time.Duration

	// The operation called, such as "users.create", or the method and path of a raw request.
	Operation string
	// How many times the request was tried; more than 1 when it was retried.
	Attempts int
	// The environment of the client.
	Environment Env
	// An id this call sent that belongs to the other environment, where there was one.
	ForeignID string

	// Cause is what a failure without an answer from Stytch came from.
	Cause error
}

// Error says what was called, what came back and, where this package knows, what to do about it.
func (e *Error) Error() string {
	var b strings.Builder
	b.WriteString("stytch: ")
	if e.Operation != "" {
		b.WriteString(e.Operation + ": ")
	}
	switch {
	case e.StatusCode == 0:
		b.WriteString("no answer")
	case e.Type != "":
		fmt.Fprintf(&b, "%d %s", e.StatusCode, string(e.Type))
	default:
		fmt.Fprintf(&b, "status %d", e.StatusCode)
	}
	if e.Attempts > 1 {
		fmt.Fprintf(&b, " after %d attempts", e.Attempts)
	}
	if e.Message != "" {
		b.WriteString(": " + e.Message)
	}
	if e.Cause != nil {
		b.WriteString(": " + e.Cause.Error())
	}
	if hint := e.Hint(); hint != "" {
		b.WriteString(" (hint: " + hint + ")")
	}
	if e.RequestID != "" {
		b.WriteString(" [" + e.RequestID + "]")
	}
	return b.String()
}

// Unwrap returns the cause, so that errors.Is finds a context's error or the network's.
func (e *Error) Unwrap() error { return e.Cause }

// Is reports whether target is this error's type, for errors.Is(err, ErrorTypeUserNotFound).
func (e *Error) Is(target error) bool {
	t, ok := target.(ErrorType)
	return ok && t == e.Type
}

// LogValue logs the error as a group of the fields that are set. It implements [slog.LogValuer].
func (e *Error) LogValue() slog.Value {
	if e == nil {
		return slog.Value{}
	}
	attrs := []slog.Attr{slog.String("operation", e.Operation), slog.Int("status", e.StatusCode)}
	add := func(key, value string) {
		if value != "" {
			attrs = append(attrs, slog.String(key, value))
		}
	}
	add("error_type", string(e.Type))
	add("message", e.Message)
	add("request_id", e.RequestID)
	add("hint", e.Hint())
	if e.Cause != nil {
		add("cause", e.Cause.Error())
	}
	return slog.GroupValue(append(attrs, slog.Int("attempts", e.Attempts))...)
}

// Error makes each type usable as a target of errors.Is.
func (t ErrorType) Error() string { return string(t) }

// ArgumentError is returned for an argument that cannot be sent, such as an empty id. Nothing was sent.
type ArgumentError struct {
	// The operation called, such as "users.get".
	Operation string
	// The argument refused, by its name on the wire, such as "user_id".
	Argument string
	// What is wrong with it and what to do.
	Problem string
}

// Error names the operation, the argument and the problem.
func (e *ArgumentError) Error() string {
	return "stytch: " + e.Operation + ": " + e.Argument + " " + e.Problem
}
