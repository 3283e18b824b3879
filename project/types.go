package project

import "github.com/flymyai/stytch-go/api"

type (
	// MetricsResponse is the response of [Service.Metrics]: one count for each metric.
	// See [api.ProjectMetricsResponse] for its fields.
	MetricsResponse = api.ProjectMetricsResponse
	// Metric is one count, such as the number of users. See [api.ProjectMetric] for its fields.
	Metric = api.ProjectMetric
)
