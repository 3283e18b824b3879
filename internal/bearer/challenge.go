package bearer

import (
	"errors"
	"net/http"
	"strings"

	"github.com/go-json-experiment/json"

	"github.com/flymyai/stytch-go/internal/token"
)

// Challenge describes what a resource needs, for the WWW-Authenticate header of a response (RFC 6750, section 3).
type Challenge struct {
	// Scopes are those that the caller needs.
	Scopes []string
	// ResourceMetadata is the URL of the metadata of the resource (RFC 9728, section 5.1). Empty means none.
	ResourceMetadata string
	// WrongKind says what is wrong with a token of another kind, such as "is not an M2M access token".
	WrongKind string
}

// Reject sets the header of the response to a request without a sufficient token. The caller writes the status and the
// body.
func (c Challenge) Reject(w http.ResponseWriter, err error) {
	if header := c.header(err); header != "" {
		w.Header().Set("WWW-Authenticate", header)
	}
	w.Header().Set("Cache-Control", "no-store")
}

// header returns the WWW-Authenticate header for an error, empty if it is not about the token. Without a token it has no
// error code.
func (c Challenge) header(err error) string {
	var params []string
	switch StatusCode(err) {
	case http.StatusBadRequest:
		params = append(params, `error="invalid_request"`, `error_description="The Authorization header is malformed"`)
	case http.StatusForbidden:
		description := "The access token lacks a required scope"
		if errors.Is(err, ErrNotAuthorized) {
			description = "The scopes of the access token do not grant this"
		}
		params = append(params, `error="insufficient_scope"`, `error_description="`+description+`"`)
	case http.StatusUnauthorized:
		if !errors.Is(err, ErrNoToken) {
			params = append(params, `error="invalid_token"`, `error_description="The access token `+c.reason(err)+`"`)
		}
	default:
		return ""
	}
	if len(c.Scopes) > 0 {
		params = append(params, `scope="`+strings.Join(c.Scopes, " ")+`"`)
	}
	if c.ResourceMetadata != "" {
		params = append(params, `resource_metadata="`+c.ResourceMetadata+`"`)
	}
	return strings.TrimSuffix("Bearer "+strings.Join(params, ", "), " ")
}

// reason returns what is wrong with a token, for its sender. It distinguishes only the problems of genuine tokens.
func (c Challenge) reason(err error) string {
	switch {
	case errors.Is(err, token.ErrExpired):
		return "expired"
	case errors.Is(err, token.ErrTooOld):
		return "is too old"
	case errors.Is(err, token.ErrNotYetValid):
		return "is not yet valid"
	case errors.Is(err, ErrRevoked):
		return "was revoked"
	case errors.Is(err, token.ErrKind):
		return c.WrongKind
	}
	return "is invalid"
}

// WriteProblem responds with the problem document (RFC 9457) of an error. It reveals no more than the status. What is
// wrong with a token belongs in the log.
func WriteProblem(w http.ResponseWriter, _ *http.Request, err error) {
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
