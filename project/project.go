// Package project counts what a project contains. The client exposes it as client.Project.
//
//	metrics, err := client.Project.Metrics(ctx)
//
// Metrics is idempotent and retried.
//
// API reference: https://stytch.com/docs/api/overview
package project

import (
	"context"

	"github.com/flymyai/stytch-go/internal/transport"
)

var metrics = transport.Get("project.metrics", "/v1/projects/metrics").Idempotent()

// Service calls the project endpoint.
type Service struct {
	transport *transport.Client
}

// New is called by stytch.New. Programs use client.Project instead, since the transport is internal to this module.
func New(t *transport.Client) *Service { return &Service{t} }

// Metrics returns the numbers of users and of M2M clients in the project (GET /v1/projects/metrics). The counts of
// organizations and members are for B2B projects.
func (s *Service) Metrics(ctx context.Context) (*MetricsResponse, error) {
	return transport.Call[MetricsResponse](ctx, s.transport, metrics, nil)
}
