package api

import (
	"fmt"
	"log/slog"
	"strings"
	"time"
)

// Error is the error of a failed call: Stytch returned an error or an invalid response, or no response arrived.
// Match its type with errors.Is, and get the other fields with errors.AsType or errors.As:
//
//	if errors.Is(err, api.ErrorTypeUserNotFound) { ... }
//	if e, ok := errors.AsType[*api.Error](err); ok { log.Print(e.RequestID, e.Hint()) }
//
// It contains no secrets, since it keeps nothing of the request and response except these fields. It wraps its
// cause, so errors.Is also matches errors such as [context.DeadlineExceeded].
type Error struct {
	// HTTP status, or 0 if no response arrived or the call was not sent. It is 2xx if the call succeeded but the response body could not
	// be read or decoded.
	StatusCode int
	// Type of the error. Empty if the response did not come from Stytch. For the OAuth 2.0 endpoints, it is the
	// error code from RFC 6749.
	Type ErrorType
	// Message of the API, or of this client if the API returned none. Its wording can change.
	Message string
	// ID of the call. Include it when you contact Stytch support.
	RequestID string
	// Documentation page about the error. Its format varies, so compare Type instead.
	URL string
	// Other information from the API, as decoded from JSON.
	Details map[string]any
	// Time to wait before another call, from the Retry-After header. 0 if there was none. For a call that was not
	// sent because of a rate limit, the wait that it would have taken.
	RetryAfter time.Duration

	// Name of the operation, such as "users.create", or method and path of a raw request.
	Operation string
	// Number of attempts. It is more than 1 if the request was retried, and 0 if it was not sent because of a rate
	// limit.
	Attempts int
	// Environment of the client.
	Environment Env
	// ID in the request that belongs to the other environment. Empty if there was none.
	ForeignID string

	// Cause of a failure without a response from Stytch.
	Cause error
}

// Error returns the operation, the status, type and message of the error, and a hint if there is one.
func (e *Error) Error() string {
	var b strings.Builder
	b.WriteString("stytch: ")
	if e.Operation != "" {
		b.WriteString(e.Operation + ": ")
	}
	switch {
	case e.StatusCode == 0:
		b.WriteString("no response")
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

// Unwrap returns the cause, so that errors.Is matches a context error or network error.
func (e *Error) Unwrap() error { return e.Cause }

// Is reports whether target is the type of this error, so that errors.Is(err, ErrorTypeUserNotFound) works.
func (e *Error) Is(target error) bool {
	t, ok := target.(ErrorType)
	return ok && t == e.Type
}

// LogValue returns a group of the fields that are set. It implements [slog.LogValuer].
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

// Error returns the type as a string. It makes a type usable as the target of errors.Is.
func (t ErrorType) Error() string { return string(t) }

// ArgumentError is the error for an argument that cannot be sent, such as an empty ID. The request was not sent.
type ArgumentError struct {
	// Name of the operation, such as "users.get".
	Operation string
	// JSON or path name of the invalid argument, such as "user_id".
	Argument string
	// What is wrong with the argument and how to fix it.
	Problem string
}

// Error returns the operation, the argument and the problem.
func (e *ArgumentError) Error() string {
	return "stytch: " + e.Operation + ": " + e.Argument + " " + e.Problem
}
