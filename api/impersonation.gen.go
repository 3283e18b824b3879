// Code generated from openapi.yaml by oapi-codegen and internal/polish. DO NOT EDIT.

package api

// ImpersonationAuthenticateRequest is the request body of impersonation.authenticate.
// `impersonation_token` is required.
type ImpersonationAuthenticateRequest struct {
	// Token from the dashboard. It works once and expires after 5 minutes.
	ImpersonationToken string `json:"impersonation_token" secret:"true"`
}

// ImpersonationAuthenticateResponse is the response body of impersonation.authenticate. On success,
// a 60-minute session has started.
type ImpersonationAuthenticateResponse struct {
	// ID of this call, `request-id-<env>-<uuid>`. Include it when you contact Stytch support.
	RequestID string `json:"request_id"`

	// The new session. It expires after 60 minutes and cannot be extended.
	Session *Session `json:"session,omitzero"`

	// Session JWT, which expires after 5 minutes.
	SessionJWT string `json:"session_jwt" secret:"true"`

	// Opaque session token, 44 characters.
	SessionToken string `json:"session_token" secret:"true"`

	// HTTP status, repeated in the body.
	StatusCode int `json:"status_code"`

	// The impersonated user.
	User User `json:"user"`

	// ID of the impersonated user, `user-<env>-<uuid>`.
	UserID string `json:"user_id"`
}
