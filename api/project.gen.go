// Code generated from openapi.yaml by oapi-codegen and internal/polish. DO NOT EDIT.

package api

// ProjectMetric is a count of something in the project.
type ProjectMetric struct {
	// The count.
	Count int `json:"count"`

	// What is counted.
	MetricType ProjectMetricType `json:"metric_type"`
}

// ProjectMetricType is the kind of a project metric. Responses can contain other values.
type ProjectMetricType string

// The known values of [ProjectMetricType]. Other values pass through unchanged.
const (
	// M2M clients.
	ProjectMetricTypeM2MClientCount ProjectMetricType = "M2M_CLIENT_COUNT"
	// Members of organizations. B2B projects only.
	ProjectMetricTypeMemberCount ProjectMetricType = "MEMBER_COUNT"
	// Organizations. B2B projects only.
	ProjectMetricTypeOrganizationCount ProjectMetricType = "ORGANIZATION_COUNT"
	// Unknown.
	ProjectMetricTypeUnknown ProjectMetricType = "UNKNOWN"
	// Users.
	ProjectMetricTypeUserCount ProjectMetricType = "USER_COUNT"
)

// ProjectMetricsResponse is the response body of project.metrics. On success, it contains the
// current counts.
type ProjectMetricsResponse struct {
	// Counts, one for each metric.
	Metrics []ProjectMetric `json:"metrics"`

	// ID of the project, `project-<env>-<uuid>`.
	ProjectID string `json:"project_id"`

	// ID of this call, `request-id-<env>-<uuid>`. Include it when you contact Stytch support.
	RequestID string `json:"request_id"`

	// HTTP status, repeated in the body.
	StatusCode int `json:"status_code"`
}
