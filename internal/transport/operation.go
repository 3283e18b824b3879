package transport

import (
	"context"
	"net/url"
	"strings"

	"github.com/flymyai/stytch-go/api"
)

// RetryClass says when a failed call may be tried again. It belongs to the operation, not to its verb:
// a search is a POST and safe, an authentication is a POST that spends its token.
type RetryClass int

const (
	// Once is for whatever sends a message, creates something or spends a single-use token. It is
	// tried again only where the request provably was not handled.
	Once RetryClass = iota
	// Safe is for whatever can be repeated without a second effect.
	Safe
)

func (c RetryClass) String() string {
	if c == Safe {
		return "Safe"
	}
	return "Once"
}

// Operation is one endpoint of the API.
type Operation struct {
	// Name as in the API document, such as "users.create". It names the operation in errors and logs.
	Name string
	// Method is the HTTP method.
	Method string
	// Path below the base URL, such as "/v1/users/{user_id}". Its parameters, in the path or in the
	// query, are filled in order by the arguments of a call.
	Path string
	// Retry is when a failed call may be tried again.
	Retry RetryClass
	// MaxBody is the most that is read of an answer, in bytes; 32 MiB when 0.
	MaxBody int64
}

// Route is the path without its query.
func (op Operation) Route() string {
	path, _, _ := strings.Cut(op.Path, "?")
	return path
}

type operationKey struct{}

// FromContext returns the operation that the request of a context belongs to.
func FromContext(ctx context.Context) (Operation, bool) {
	op, ok := ctx.Value(operationKey{}).(*Operation)
	if !ok {
		return Operation{}, false
	}
	return *op, true
}

// expand fills the parameters of the path, each escaped for its place. An empty id would address another
// endpoint, and so would a dot segment once a server or proxy cleans the path: both are refused.
func (op Operation) expand(args []string) (string, error) {
	var b strings.Builder
	escape := url.PathEscape
	rest := op.Path
	for _, arg := range args {
		before, after, found := strings.Cut(rest, "{")
		name, after, closed := strings.Cut(after, "}")
		if !found || !closed {
			panic("stytch: " + op.Name + ": more arguments than parameters in " + op.Path)
		}
		switch arg {
		case "":
			return "", &api.ArgumentError{Operation: op.Name, Argument: name, Problem: "is empty"}
		case ".", "..":
			return "", &api.ArgumentError{Operation: op.Name, Argument: name, Problem: `is "` + arg + `", which is not an id`}
		}
		if strings.Contains(before, "?") {
			escape = url.QueryEscape
		}
		b.WriteString(before)
		b.WriteString(escape(arg))
		rest = after
	}
	if strings.Contains(rest, "{") {
		panic("stytch: " + op.Name + ": fewer arguments than parameters in " + op.Path)
	}
	b.WriteString(rest)
	return b.String(), nil
}
