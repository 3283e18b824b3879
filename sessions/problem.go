package sessions

import (
	"errors"
	"net/http"

	"github.com/go-json-experiment/json"

	"github.com/flymyai/stytch-go/api"
)

// StatusCode returns the HTTP status for an error of this package: 401 if the user must log in again, 403 if the roles
// of the session do not grant the action or the session lacks an authentication factor ([FactorError]), 500 for an
// invalid option, and 503 if the session could not be checked.
func StatusCode(err error) int {
	for _, denial := range []error{
		ErrNotAuthorized, ErrFactorRequired, ErrFactorTooOld,
		api.ErrorTypeConsumerSessionAuthorizationError, api.ErrorTypeInvalidPermissionResource, api.ErrorTypeInvalidPermissionAction,
	} {
		if errors.Is(err, denial) {
			return http.StatusForbidden
		}
	}
	if e, ok := errors.AsType[*api.Error](err); ok && rejectsSession(e) {
		return http.StatusUnauthorized
	}
	if errors.Is(err, ErrNoSession) || rejectedHere(err) {
		return http.StatusUnauthorized
	}
	if _, ok := errors.AsType[*api.ArgumentError](err); ok {
		return http.StatusInternalServerError
	}
	return http.StatusServiceUnavailable
}

// rejectsSession reports whether the API's error is about the session. Any other error, such as wrong project keys,
// is no fault of the user.
func rejectsSession(e *api.Error) bool {
	switch e.Type {
	case api.ErrorTypeSessionNotFound, api.ErrorTypeInvalidSessionToken, api.ErrorTypeUnableToParseSessionJWT,
		api.ErrorTypeInvalidSessionTokenDocs, api.ErrorTypeUserNotFound:
		return true
	}
	return false
}

// problemDocument is a problem document (RFC 9457). The last two members are for the types of this package.
type problemDocument struct {
	Type            string                         `json:"type"`
	Title           string                         `json:"title"`
	Status          int                            `json:"status"`
	Detail          string                         `json:"detail"`
	RequiredFactors []api.AuthenticationFactorType `json:"required_factors,omitempty"`
	MaxFactorAge    int                            `json:"max_factor_age_seconds,omitzero"`
}

// Problem types: where the documentation explains them.
const (
	problemTypes       = "https://github.com/flymyai/stytch-go/blob/main/docs/sessions.md#"
	typeFactorRequired = problemTypes + "factor-required"
	typeFactorTooOld   = problemTypes + "factor-too-old"
)

// newProblem describes an error for whoever made the request. It says no more than the status, except which factor
// is missing: what is wrong with a token is for the log.
func newProblem(err error) problemDocument {
	status := StatusCode(err)
	p := problemDocument{Type: "about:blank", Title: http.StatusText(status), Status: status}
	switch status {
	case http.StatusUnauthorized:
		p.Detail = "A valid session is needed. Log in and try again."
	case http.StatusForbidden:
		p.Detail = "This session is not allowed to do that."
	case http.StatusInternalServerError:
		p.Detail = "The server is not set up correctly."
	default:
		p.Detail = "The session cannot be checked at the moment. Try again later."
	}
	if factor, ok := errors.AsType[*FactorError](err); ok {
		p.Type, p.Title = typeFactorRequired, "Authentication factor required"
		p.Detail = "This needs another authentication factor. Authenticate with one and try again."
		if factor.TooOld {
			p.Type, p.Title = typeFactorTooOld, "Authentication factor too old"
			p.Detail = "This needs a more recent authentication. Authenticate again and retry."
		}
		p.RequiredFactors, p.MaxFactorAge = factor.Types, int(factor.MaxAge.Seconds())
	}
	return p
}

// WriteProblem responds to a request that was rejected with err: with the status of [StatusCode] and a JSON problem document
// (RFC 9457). It is the default of [WithErrorHandler], so a handler that logs or redirects some errors can still respond
// to all others as usual. The document does not contain the error, only what its status means, and which factor a
// [*FactorError] requires.
func WriteProblem(w http.ResponseWriter, _ *http.Request, err error) {
	p := newProblem(err)
	body, err := json.Marshal(p)
	if err != nil {
		http.Error(w, http.StatusText(p.Status), p.Status)
		return
	}
	if p.Status == http.StatusUnauthorized {
		w.Header().Set("WWW-Authenticate", "Bearer")
	}
	w.Header().Set("Content-Type", "application/problem+json")
	w.WriteHeader(p.Status)
	_, _ = w.Write(body) //nolint:gosec // JSON of constant texts and factor types, not HTML
}
