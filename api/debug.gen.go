// Code generated from openapi.yaml by oapi-codegen and internal/polish. DO NOT EDIT.

package api

// DebugWhoamiResponse is the response body of debug.whoami. Success means that the credentials are
// valid.
type DebugWhoamiResponse struct {
	// Name of the project.
	Name string `json:"name"`

	// ID of the project that the credentials belong to, `project-<env>-<uuid>`.
	ProjectID string `json:"project_id"`

	// ID of this call, `request-id-<env>-<uuid>`. Include it when you contact Stytch support.
	RequestID string `json:"request_id"`

	// HTTP status, repeated in the body.
	StatusCode int `json:"status_code"`
}
