// Package project serves the counts of a project.
package project

import (
	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/emulator/op"
)

// Operations lists the operations of the domain.
func Operations() []op.Operation {
	return []op.Operation{
		op.Get("project.metrics", "/v1/projects/metrics", metrics),
	}
}

// metrics counts users and M2M clients. Consumer projects have no organizations and members to count.
func metrics(c *op.Call, _ *op.NoBody) (*api.ProjectMetricsResponse, error) {
	return &api.ProjectMetricsResponse{ProjectID: c.Project.ProjectID, Metrics: []api.ProjectMetric{
		{MetricType: api.ProjectMetricTypeUserCount, Count: len(c.Store.Users())},
		{MetricType: api.ProjectMetricTypeM2MClientCount, Count: len(c.Store.M2MClients())},
	}}, nil
}
