// Package bearer protects resources with access tokens over HTTP (RFC 6750), for the services that have a middleware.
// It reads the token of a request, and rejects a request without a sufficient one.
package bearer

import (
	"errors"
	"net/http"
	"slices"
	"strings"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/token"
)

var (
	// ErrNoToken means that a request has no bearer token.
	ErrNoToken = errors.New("stytch: the request has no access token")
	// ErrBadRequest means that the Authorization header of a request is malformed or sent twice.
	ErrBadRequest = errors.New("stytch: the Authorization header is malformed")
	// ErrInsufficientScope means that a token is valid but does not have the required scopes.
	ErrInsufficientScope = errors.New("insufficient scope")
	// ErrRevoked means that a token is not active according to the API.
	ErrRevoked = errors.New("the token was revoked")
	// ErrClient means that the API rejected the ID or the secret of a token's client.
	ErrClient = errors.New("the client of the token was deleted, or its secret is wrong")
	// ErrNotAuthorized means that a token is valid but its scopes do not grant an action.
	ErrNotAuthorized = errors.New("the scopes of the token do not grant this")
)

// Token returns the token of an Authorization header (RFC 6750, section 2.1).
func Token(header http.Header) (string, error) {
	values := header.Values("Authorization")
	if len(values) > 1 {
		return "", ErrBadRequest
	}
	if len(values) == 0 {
		return "", ErrNoToken
	}
	scheme, token, _ := strings.Cut(values[0], " ")
	if !strings.EqualFold(scheme, "Bearer") {
		return "", ErrNoToken // another scheme, such as Basic
	}
	token = strings.Trim(token, " ")
	if token == "" || strings.ContainsAny(token, " \t") {
		return "", ErrBadRequest
	}
	return token, nil
}

// StatusCode returns the HTTP status for an error of a token or of a request without one.
func StatusCode(err error) int {
	switch {
	case errors.Is(err, ErrInsufficientScope), errors.Is(err, ErrNotAuthorized):
		return http.StatusForbidden
	case errors.Is(err, ErrBadRequest):
		return http.StatusBadRequest
	case errors.Is(err, ErrNoToken), rejected(err):
		return http.StatusUnauthorized
	}
	if _, ok := errors.AsType[*api.ArgumentError](err); ok {
		return http.StatusInternalServerError
	}
	return http.StatusServiceUnavailable
}

// rejected reports whether an error is about the token.
func rejected(err error) bool {
	return token.Rejects(err) || errors.Is(err, ErrRevoked) || errors.Is(err, ErrClient)
}

// ScopesProblem returns what is wrong with the scopes of an option, or an empty string.
func ScopesProblem(scopes []string) string {
	switch {
	case len(scopes) == 0:
		return "names no scope"
	case slices.Contains(scopes, ""):
		return "has an empty scope"
	case slices.ContainsFunc(scopes, func(s string) bool { return strings.ContainsAny(s, " \t\r\n\"\\") }):
		return "has a scope with a space, a quote or a backslash; pass each scope as a separate argument"
	}
	return ""
}

// Lacks returns the text of an error about a token that lacks some of the required values.
func Lacks(err error, required, held []string) string {
	if len(required) == 0 {
		return err.Error() + ": has " + quoted(held)
	}
	return err.Error() + ": needs " + quoted(required) + ", has " + quoted(held)
}

func quoted(values []string) string {
	if len(values) == 0 {
		return "none"
	}
	return `"` + strings.Join(values, " ") + `"`
}
