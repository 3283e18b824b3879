package tools

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"regexp"
	"strings"

	"github.com/flymyai/stytch-go"
)

// failure is why a call failed, as the model reads it.
type failure struct {
	// kind is the error type of the API, or one of the constants below.
	kind      string
	status    int
	message   string
	problems  []problem
	next      string
	requestID string
	// cause and hint are for the log, and empty if the API has returned the error: its type and request ID then suffice.
	cause, hint string
}

// Kinds of failures for which the API has no error type.
const (
	kindInvalidArguments = "invalid_arguments"
	kindNoResponse       = "no_response"
	kindUnreadable       = "unreadable_response"
	kindNotEnabled       = "tool_not_enabled"
	kindNotConfirmed     = "not_confirmed"
	kindUnlisted         = "unlisted_error_type"
	kindInternal         = "internal_error"
)

var errInternal = errors.New("the tool itself failed; see the server's log")

// maxMessage bounds text that this server did not write, in bytes.
const maxMessage = 1000

// String returns the text of the result: one line for each fact.
func (f *failure) String() string {
	var b strings.Builder
	b.WriteString("Error: " + f.kind)
	if f.status != 0 {
		fmt.Fprintf(&b, " (HTTP %d)", f.status)
	}
	b.WriteString("\nMessage: " + f.message)
	for _, p := range f.problems {
		b.WriteString("\n- " + p.argument + ": " + p.reason)
	}
	if f.next != "" {
		b.WriteString("\nNext: " + f.next)
	}
	if f.requestID != "" {
		b.WriteString("\nRequest ID: " + f.requestID)
	}
	return b.String()
}

var toolNames = regexp.MustCompile(`\bstytch_[a-z_]+\b`)

// maxProblems bounds how many problems of one call are reported.
const maxProblems = 20

func invalidArguments(t *tool, problems []problem) *failure {
	if n := len(problems); n > maxProblems {
		problems = append(problems[:maxProblems:maxProblems], problem{"...", count(n-maxProblems, "more problem")})
	}
	return &failure{
		kind:     kindInvalidArguments,
		message:  "Stytch was not called.",
		problems: problems,
		next:     "Call " + t.name + " again with these arguments corrected.",
	}
}

// explainedError is an API error that a tool can explain better than the error type does.
type explainedError struct {
	error
	next string // replaces the step for the type
}

func (e *explainedError) Unwrap() error { return e.error }

// failureOf returns the failure that explains the error of a call.
func failureOf(t *tool, err error) *failure {
	if e, ok := errors.AsType[*stytch.ArgumentError](err); ok {
		return invalidArguments(t, []problem{{e.Argument, e.Problem}})
	}
	e, ok := errors.AsType[*stytch.Error](err)
	if !ok {
		return &failure{kind: kindInternal, message: errInternal.Error(), next: "Tell the person who runs this server."}
	}
	f := &failure{
		kind:      string(e.Type),
		status:    e.StatusCode,
		message:   bounded(e.Message),
		next:      next(t, e),
		requestID: e.RequestID,
	}
	if explained, ok := errors.AsType[*explainedError](err); ok {
		f.next = explained.next
	}
	switch {
	case notSent(e):
		f.message = "Stytch was not called: a rate limit requires a wait."
	case e.StatusCode == 0:
		f.kind, f.message = kindNoResponse, "No response from Stytch: "+cause(e)
	case e.Type == "":
		f.kind = kindUnreadable
	case e.Withheld && e.Type.Description() == "":
		f.kind = kindUnlisted // the type could be a secret from the request
	}
	if f.kind == kindNoResponse || f.kind == kindUnreadable {
		f.cause, f.hint = causeForLog(e), e.Hint()
	}
	if f.message == "" {
		f.message = http.StatusText(e.StatusCode)
	}
	return f
}

// cause returns why there is no response.
func cause(e *stytch.Error) string {
	switch {
	case errors.Is(e, context.DeadlineExceeded):
		return "the call timed out"
	case errors.Is(e, context.Canceled):
		return "the call was canceled"
	}
	if e.Cause != nil {
		return bounded(e.Cause.Error())
	}
	return "the connection failed"
}

// causeForLog returns what went wrong with a call to which the API has not returned an error. It shows no secrets.
func causeForLog(e *stytch.Error) string {
	text := e.Message
	if e.Cause != nil {
		text = strings.TrimPrefix(text+": "+e.Cause.Error(), ": ")
	}
	return bounded(text)
}

// bounded returns text that this server did not write as one line of bounded length.
func bounded(s string) string {
	if len(s) > maxMessage {
		s = strings.ToValidUTF8(s[:maxMessage], "") + "..."
	}
	return clean(s)
}
