package transport

import (
	"context"
	"net/http"
	"strings"
	"time"

	"github.com/oapi-codegen/runtime"

	"github.com/flymyai/stytch-go/api"
)

// Operation is one endpoint of the API. [Get], [Post], [Put] and [Delete] make one.
type Operation struct {
	// Name is the name in the API document, such as "users.create". It names the operation in errors and logs.
	Name string
	// Method is the HTTP method.
	Method string
	// Path is the path below the base URL, such as "/v1/users/{user_id}". The arguments of a call fill its
	// parameters, in the path or in the query, in order.
	Path string

	// raw reports whether [Request] made the operation, so that Name and Path may contain IDs.
	raw            bool
	idempotent     bool
	maxBody        int64
	attemptTimeout time.Duration
}

// Get returns an operation called with GET. Like every new operation, it is not idempotent.
func Get(name, path string) Operation {
	return Operation{Name: name, Method: http.MethodGet, Path: path}
}

// Post returns an operation called with POST.
func Post(name, path string) Operation {
	return Operation{Name: name, Method: http.MethodPost, Path: path}
}

// Put returns an operation called with PUT.
func Put(name, path string) Operation {
	return Operation{Name: name, Method: http.MethodPut, Path: path}
}

// Delete returns an operation called with DELETE.
func Delete(name, path string) Operation {
	return Operation{Name: name, Method: http.MethodDelete, Path: path}
}

// Idempotent returns the operation as an idempotent one in the sense of RFC 9110, section 9.2.2: calling it
// twice has the effect of calling it once, so it is retried whenever a call may have failed on the way. This
// depends on what the operation does, not on its method: a search is a POST and idempotent, an authentication
// is a POST that uses up its token. An operation that is not idempotent is retried only when the request
// provably never reached Stytch or Stytch rejected it with too_many_requests.
func (op Operation) Idempotent() Operation {
	op.idempotent = true
	return op
}

// LimitBody returns the operation with a limit on the size of its response body, in bytes. The limit is 32 MiB
// otherwise.
func (op Operation) LimitBody(n int64) Operation {
	op.maxBody = n
	return op
}

// AttemptTimeout returns the operation with a limit on the duration of an attempt. It applies if it is shorter than
// [Config].Timeout.
func (op Operation) AttemptTimeout(d time.Duration) Operation {
	op.attemptTimeout = d
	return op
}

// Route is the path without its query.
func (op Operation) Route() string {
	path, _, _ := strings.Cut(op.Path, "?")
	return path
}

type operationKey struct{}

// FromContext returns the name and the route of the operation that the request of a context belongs to. It implements
// stytch.OperationFromContext. Neither contains IDs, so that programs can use them as labels.
func FromContext(ctx context.Context) (name, route string, ok bool) {
	op, ok := ctx.Value(operationKey{}).(*Operation)
	switch {
	case !ok:
		return "", "", false
	case op.raw:
		return op.Method + " request", "", true
	}
	return op.Name, op.Route(), true
}

// expand fills in the parameters of the path, each styled and escaped for its place (OpenAPI 3: style simple in the
// path, form in the query). An empty ID would address another endpoint, and so would a dot segment once a server or
// proxy cleans the path: both are rejected.
func (op Operation) expand(args []string) (string, error) {
	var b strings.Builder
	b.Grow(len(op.Path) + 64)
	location := runtime.ParamLocationPath
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
			return "", &api.ArgumentError{Operation: op.Name, Argument: name, Problem: `is "` + arg + `", which is not an ID`}
		}
		if strings.Contains(before, "?") {
			location = runtime.ParamLocationQuery
		}
		// The path holds the name of a query parameter; the style adds the value.
		styled, err := runtime.StyleParamWithOptions("simple", false, name, arg, runtime.StyleParamOptions{ParamLocation: location})
		if err != nil {
			return "", &api.ArgumentError{Operation: op.Name, Argument: name, Problem: err.Error()}
		}
		b.WriteString(before)
		b.WriteString(styled)
		rest = after
	}
	if strings.Contains(rest, "{") {
		panic("stytch: " + op.Name + ": fewer arguments than parameters in " + op.Path)
	}
	b.WriteString(rest)
	return b.String(), nil
}
