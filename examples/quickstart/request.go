package main

import (
	"context"
	"net/http"

	"github.com/flymyai/stytch-go"
	"github.com/flymyai/stytch-go/api"
)

// sendRequest calls an endpoint by its path. Request works for any endpoint, and sends credentials, retries and decodes
// errors like every other method.
func sendRequest(ctx context.Context, client *stytch.Client, done report) error {
	var project api.DebugWhoamiResponse
	if err := client.Request(ctx, http.MethodGet, "/v1/debug/whoami", nil, &project); err != nil {
		return err
	}
	done("Request GET /v1/debug/whoami", "%s", project.ProjectID)
	return nil
}
