// Code generated from openapi.yaml by oapi-codegen and internal/polish. DO NOT EDIT.

package api

// ProjectMetric is a count of one kind of thing in the project.
type ProjectMetric struct {
	// How many there are.
	Count int `json:"count"`

	// What is counted.
	MetricType ProjectMetricType `json:"metric_type"`
}

// ProjectMetricType is a kind of thing that a project metric counts. Other values may come and must
// be accepted.
type ProjectMetricType string

// Known values of [ProjectMetricType]. Others may come; they decode like any string.
const (
	// M2M clients.
	ProjectMetricTypeM2MCLIENTCOUNT ProjectMetricType = "M2M_CLIENT_COUNT"
	// Members of organizations. B2B projects only.
	ProjectMetricTypeMEMBERCOUNT ProjectMetricType = "MEMBER_COUNT"
	// Organizations. B2B projects only.
	ProjectMetricTypeORGANIZATIONCOUNT ProjectMetricType = "ORGANIZATION_COUNT"
	// Not known.
	ProjectMetricTypeUNKNOWN ProjectMetricType = "UNKNOWN"
	// Users.
	ProjectMetricTypeUSERCOUNT ProjectMetricType = "USER_COUNT"
)

// ProjectMetricsResponse is the answer to project.metrics. On success it holds the present counts.
type ProjectMetricsResponse struct {
	// Counts, one for each kind.
	Metrics []ProjectMetric `json:"metrics"`

	// Id of the project, `project-<env>-<uuid>`.
	ProjectID string `json:"project_id"`

	// Id of this call, `request-id-<env>-<uuid>`. Quote it when asking Stytch for help.
	RequestID string `json:"request_id"`

	// HTTP status, repeated in the body.
	StatusCode int `json:"status_code"`
}
