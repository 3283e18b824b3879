package api

import (
	"errors"
	"fmt"
	"log/slog"
	"math"
	"strings"
	"time"
)

// Error is the error of a failed call: Stytch returned an error or an invalid response, no response arrived, or the call
// was not sent because of a rate limit. Match its type with errors.Is, and get the other fields with errors.AsType or
// errors.As:
//
//	if errors.Is(err, api.ErrorTypeUserNotFound) { ... }
//	if e, ok := errors.AsType[*api.Error](err); ok { log.Print(e.RequestID, e.Hint()) }
//
// It shows no secrets, even if the response quotes the request. If a request contains a secret, such as a password, a
// token or a code, its error leaves out the text of the response (see Withheld). Type is still what the API returned,
// but the error prints it only if this package lists it.
//
// It wraps its cause, so errors.Is also matches errors such as [context.DeadlineExceeded], and errors.As finds network
// errors. They show no secrets either. Only errors of your own types, such as those of your RoundTripper, are not
// redacted: errors.As returns them unchanged.
type Error struct {
	// HTTP status, or 0 if no response arrived or the call was not sent. It is 2xx if the call succeeded but the
	// response body could not be read or decoded.
	StatusCode int
	// Type of the error. Empty if the response did not come from Stytch. For the OAuth 2.0 endpoints, it is the
	// error code from RFC 6749.
	Type ErrorType
	// Message from the API. If the API returned none or its message is withheld, this client provides one. The wording
	// can change.
	Message string
	// ID of the call. Include it when you contact Stytch support.
	RequestID string
	// Documentation page about the error. Its format varies, so compare Type instead.
	URL string
	// Other information from the API, as decoded from JSON.
	Details map[string]any
	// Withheld reports whether the text of the response was left out, because the request contains a secret that
	// the text could repeat. Message then describes Type, and URL and Details are empty.
	Withheld bool
	// Time to wait before another call, from the Retry-After header. 0 if there was none. If the client did not send
	// the call because earlier calls had hit a rate limit, this is how long the call would have had to wait.
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

	// Underlying error, such as a network error, a context error or a decoding error. Usually nil if Stytch returned an
	// error.
	Cause error
}

// Error returns the operation, the status, type and message of the error, the time to wait if the API set one, and a hint
// if there is one.
func (e *Error) Error() string {
	var b strings.Builder
	b.WriteString("stytch: ")
	if e.Operation != "" {
		b.WriteString(e.Operation + ": ")
	}
	switch {
	case e.StatusCode == 0 && e.Type == ErrorTypeTooManyRequests: // one from the API has a status
		b.WriteString("not sent")
	case e.StatusCode == 0:
		b.WriteString("no response")
	case e.Type != "":
		fmt.Fprintf(&b, "%d %s", e.StatusCode, string(e.shownType()))
	default:
		fmt.Fprintf(&b, "status %d", e.StatusCode)
	}
	if e.Attempts > 1 {
		fmt.Fprintf(&b, " after %d attempts", e.Attempts)
	}
	if e.RetryAfter > 0 && e.StatusCode != 0 { // the cause of a call that was not sent says it
		b.WriteString(", retry after " + e.retryAfter().String())
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

// Format prints the text of Error, or all fields for %#v. It implements [fmt.Formatter].
func (e Error) Format(s fmt.State, verb rune) {
	if verb != 'v' || !s.Flag('#') {
		fmt.Fprintf(s, fmt.FormatString(s, verb), e.Error())
		return
	}
	type fields Error
	e.Type = e.shownType()
	fmt.Fprint(s, "&api.Error"+strings.TrimPrefix(fmt.Sprintf("%#v", fields(e)), "api.fields"))
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
	add("error_type", string(e.shownType()))
	add("message", e.Message)
	add("request_id", e.RequestID)
	add("hint", e.Hint())
	if e.Cause != nil {
		add("cause", e.Cause.Error())
	}
	if e.RetryAfter > 0 {
		attrs = append(attrs, slog.Duration("retry_after", e.retryAfter()))
	}
	return slog.GroupValue(append(attrs, slog.Int("attempts", e.Attempts))...)
}

// retryAfter returns RetryAfter in whole seconds. If the header is a date, the rest of it is no more precise.
func (e *Error) retryAfter() time.Duration {
	whole := e.RetryAfter.Truncate(time.Second)
	if whole < e.RetryAfter && whole < math.MaxInt64-time.Second {
		whole += time.Second
	}
	return whole
}

// shownType returns the type to print. Type is always what the API returned, so that programs can match a type that this
// version does not list. If the request contains a secret, such a type may be that secret, sent back.
func (e *Error) shownType() ErrorType {
	if e.Withheld && e.Type != "" && e.Type.Description() == "" {
		return unlistedType
	}
	return e.Type
}

const unlistedType ErrorType = "(unlisted type)"

// Error returns the type as a string. It makes a type usable as the target of errors.Is.
func (t ErrorType) Error() string { return string(t) }

// Description returns the meaning of the type in a few sentences. It is empty for a type that is listed neither in the
// API document nor in RFC 6749.
func (t ErrorType) Description() string {
	if text := listedDescription(t); text != "" {
		return text
	}
	return oauthDescription(t)
}

// oauthDescription returns the meaning of an error code of OAuth 2.0 (RFC 6749, sections 4.1.2.1 and 5.2).
func oauthDescription(t ErrorType) string {
	switch t {
	case "invalid_request":
		return "A parameter of the request is missing, repeated or malformed."
	case "invalid_client":
		return "The client is unknown or its secret is wrong."
	case "invalid_grant":
		return "The authorization code or refresh token is invalid, expired, revoked or another client's, or the redirect URI differs."
	case "unauthorized_client":
		return "The client may not use this grant type."
	case "unsupported_grant_type":
		return "The server does not support this grant type."
	case "unsupported_response_type":
		return "The server does not support this response type."
	case "invalid_scope":
		return "A scope is unknown, malformed, or more than the client may have."
	case "access_denied":
		return "The user or the server denied the request."
	case "server_error":
		return "The server failed unexpectedly."
	case "temporarily_unavailable":
		return "The server is overloaded or down for maintenance."
	}
	return ""
}

// ErrForeignResponse is in the cause of an [Error] if the response arrived as a whole and reports success, but another
// server must have written it, such as a proxy or a gateway: it is not JSON, it does not decode or has none of the expected
// fields, or it lacks a session or a token that Stytch always returns. Stytch may have handled the call even so. After any
// other successful response, Stytch has handled it.
var ErrForeignResponse = errors.New("the response did not come from Stytch")

// ArgumentError is the error for an argument that cannot be sent, such as an empty ID. The request was not sent.
type ArgumentError struct {
	// Name of the operation, such as "users.get".
	Operation string
	// Name of the invalid argument in the JSON body or the URL path, such as "user_id".
	Argument string
	// What is wrong with the argument and how to fix it.
	Problem string
}

// Error returns the operation, the argument and the problem.
func (e *ArgumentError) Error() string {
	return "stytch: " + e.Operation + ": " + e.Argument + " " + e.Problem
}
