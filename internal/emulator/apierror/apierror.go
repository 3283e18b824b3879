// Package apierror holds the errors of the API as plain values, a type and a message. Everything in the emulator can
// return one; package httpapi knows what it looks like on the wire.
package apierror

import (
	"fmt"

	"github.com/flymyai/stytch-go/api"
)

// Error codes of OAuth 2.0 that the API document does not name, because no operation in it returns them.
const (
	// InvalidToken is that of RFC 6750, section 3.1.
	InvalidToken api.ErrorType = "invalid_token"
	// InvalidTarget is that of RFC 8707, section 2.
	InvalidTarget api.ErrorType = "invalid_target"
	// InvalidRedirectURI and InvalidClientMetadata are those of RFC 7591, section 3.2.2.
	InvalidRedirectURI    api.ErrorType = "invalid_redirect_uri"
	InvalidClientMetadata api.ErrorType = "invalid_client_metadata"
)

// Error is an error response of the API.
type Error struct {
	Type    api.ErrorType
	Message string
}

// Error returns the type and the message.
func (e *Error) Error() string { return string(e.Type) + ": " + e.Message }

// Newf returns an error of a documented type. Its HTTP status follows from the type.
func Newf(errorType api.ErrorType, format string, args ...any) *Error {
	return &Error{Type: errorType, Message: fmt.Sprintf(format, args...)}
}
