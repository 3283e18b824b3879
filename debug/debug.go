// Package debug reports which project a client's keys belong to. The client exposes it as client.Debug.
//
//	whoami, err := client.Debug.Whoami(ctx)
//
// Whoami is idempotent and retried.
//
// API reference: https://stytch.com/docs/api/overview
package debug

import (
	"context"

	"github.com/flymyai/stytch-go/internal/transport"
)

var whoami = transport.Get("debug.whoami", "/v1/debug/whoami").Idempotent()

// Service calls the debug endpoint.
type Service struct {
	transport *transport.Client
}

// New is called by stytch.New. Programs use client.Debug instead, since the transport is internal to this module.
func New(t *transport.Client) *Service { return &Service{t} }

// Whoami returns the ID and the name of the project that the client's keys belong to (GET /v1/debug/whoami). Success
// means that the keys are valid, so the call can check them when a program is deployed.
//
// Errors include [api.ErrorTypeUnauthorizedCredentials] if the project ID and the secret do not match.
func (s *Service) Whoami(ctx context.Context) (*WhoamiResponse, error) {
	return transport.Call[WhoamiResponse](ctx, s.transport, whoami, nil)
}
