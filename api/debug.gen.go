// Code generated from openapi.yaml by oapi-codegen and internal/polish. DO NOT EDIT.

package api

// DebugWhoamiResponse is the answer to debug.whoami. Success means that the credentials are good.
type DebugWhoamiResponse struct {
	// Name of the project.
	Name string `json:"name"`

	// Id of the project the credentials belong to, `project-<env>-<uuid>`.
	ProjectID string `json:"project_id"`

	// Id of this call, `request-id-<env>-<uuid>`. Quote it when asking Stytch for help.
	RequestID string `json:"request_id"`

	// HTTP status, repeated in the body.
	StatusCode int `json:"status_code"`
}
