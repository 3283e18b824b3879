// Code generated from openapi.yaml by oapi-codegen and internal/polish. DO NOT EDIT.

package api

// ImpersonationAuthenticateRequest is the body of impersonation.authenticate. `impersonation_token`
// is needed.
type ImpersonationAuthenticateRequest struct {
	// Token the dashboard made. Works once.
	ImpersonationToken string `json:"impersonation_token" secret:"true"`
}

// ImpersonationAuthenticateResponse is the answer to impersonation.authenticate. On success a
// session of 60 minutes has started.
type ImpersonationAuthenticateResponse struct {
	// Id of this call, `request-id-<env>-<uuid>`. Quote it when asking Stytch for help.
	RequestID string `json:"request_id"`

	// The new session. It ends after 60 minutes and cannot be extended.
	Session *Session `json:"session,omitzero"`

	// JWT of the session, valid for 5 minutes.
	SessionJWT string `json:"session_jwt" secret:"true"`

	// Opaque token of the session, 44 characters.
	SessionToken string `json:"session_token" secret:"true"`

	// HTTP status, repeated in the body.
	StatusCode int `json:"status_code"`

	// The impersonated user.
	User User `json:"user"`

	// Id of the impersonated user, `user-<env>-<uuid>`.
	UserID string `json:"user_id"`
}
