package m2m

import (
	"errors"
	"net/http"
	"strings"

	"github.com/go-json-experiment/json"

	"github.com/flymyai/stytch-go/api"
)

// StatusCode returns the HTTP status for an error of [Service.AuthenticateToken] and [Service.Middleware]: 401 if the
// caller needs another token, 403 if its token lacks a scope, 400 for a malformed request, 500 for an invalid option,
// and 503 if the token could not be checked.
func StatusCode(err error) int {
	switch {
	case errors.Is(err, ErrInsufficientScope):
		return http.StatusForbidden
	case errors.Is(err, ErrBadRequest):
		return http.StatusBadRequest
	case errors.Is(err, ErrNoToken) || rejected(err):
		return http.StatusUnauthorized
	}
	if _, ok := errors.AsType[*api.ArgumentError](err); ok {
		return http.StatusInternalServerError
	}
	return http.StatusServiceUnavailable
}

// reject responds to a request without a sufficient token.
func reject(w http.ResponseWriter, r *http.Request, o *options, err error) {
	if c := challenge(err, o.scopes); c != "" {
		w.Header().Set("WWW-Authenticate", c)
	}
	w.Header().Set("Cache-Control", "no-store")
	o.onError(w, r, err)
}

// challenge returns the WWW-Authenticate header for an error (RFC 6750, section 3), empty if it is not about the token.
// Without a token it has no error code. The scopes are those that the caller needs.
func challenge(err error, scopes []string) string {
	var params []string
	switch StatusCode(err) {
	case http.StatusBadRequest:
		params = append(params, `error="invalid_request"`, `error_description="The Authorization header is malformed"`)
	case http.StatusForbidden:
		params = append(params, `error="insufficient_scope"`, `error_description="The access token lacks a required scope"`)
	case http.StatusUnauthorized:
		if !errors.Is(err, ErrNoToken) {
			params = append(params, `error="invalid_token"`, `error_description="The access token `+reason(err)+`"`)
		}
	default:
		return ""
	}
	if len(scopes) > 0 {
		params = append(params, `scope="`+strings.Join(scopes, " ")+`"`)
	}
	return strings.TrimSuffix("Bearer "+strings.Join(params, ", "), " ")
}

// problem responds with the problem document of an error. It says no more than the status: what is wrong with a token
// is for the log.
func problem(w http.ResponseWriter, _ *http.Request, err error) {
	status := StatusCode(err)
	details := map[int]string{
		http.StatusBadRequest:          "The Authorization header is malformed.",
		http.StatusUnauthorized:        "A valid access token is needed.",
		http.StatusForbidden:           "The access token lacks a required scope.",
		http.StatusInternalServerError: "The server is not set up correctly.",
		http.StatusServiceUnavailable:  "The access token cannot be checked at the moment. Try again later.",
	}
	body, err := json.Marshal(struct {
		Type   string `json:"type"`
		Title  string `json:"title"`
		Status int    `json:"status"`
		Detail string `json:"detail"`
	}{"about:blank", http.StatusText(status), status, details[status]})
	if err != nil {
		http.Error(w, http.StatusText(status), status)
		return
	}
	w.Header().Set("Content-Type", "application/problem+json")
	w.WriteHeader(status)
	_, _ = w.Write(body)
}
