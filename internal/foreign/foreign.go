// Package foreign marks successful responses that did not come from Stytch. The transport recognizes them, and the hints
// of package api and the agent tools advise accordingly.
package foreign

import "errors"

// ErrResponse is in the cause of an api.Error if the whole response arrived, but another server must have written it: it
// is not JSON, none of its fields is known, or it lacks a session that Stytch always returns. Any other successful response
// means that Stytch has handled the call.
var ErrResponse = errors.New("the response did not come from Stytch")
