// Code generated from openapi.yaml by oapi-codegen and internal/polish. DO NOT EDIT.

package api

// SessionsAuthenticateRequest is the body of sessions.authenticate.
type SessionsAuthenticateRequest struct {
	// A list:
	//   - the first item, which is longer than the line may be and so continues on a second line,
	//     indented
	//   - the second item
	//
	// A second paragraph.
	SessionToken string `json:"session_token,omitzero" secret:"true"`
}

// SessionsAuthenticateResponse is an answer.
type SessionsAuthenticateResponse struct {
	Session Session `json:"session,omitzero"`
}
