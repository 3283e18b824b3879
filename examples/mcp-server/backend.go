package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"os"
	"strings"

	"github.com/flymyai/stytch-go"
	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/stytchtest"
)

// ada is a user of the emulator. The consent page adds more.
var ada = stytchtest.User{User: api.User{
	Name: api.Name{FirstName: "Ada"}, Emails: []api.UserEmail{{Email: "ada@example.com", Verified: true}},
}}

// newClient returns a client of your project if there are keys, and of an emulator otherwise. Your program only needs the
// former.
func newClient(ctx context.Context, logger *slog.Logger) (client *stytch.Client, closeBackend func(), err error) {
	if os.Getenv("STYTCH_PROJECT_ID") == "" && os.Getenv("STYTCH_SECRET") == "" {
		srv, err := stytchtest.Start(
			stytchtest.WithDynamicClientRegistration(), // MCP clients register themselves
			stytchtest.WithUsers(ada),
		)
		if err != nil {
			return nil, nil, err
		}
		return srv.Client(stytch.WithLogger(logger)), srv.Close, nil
	}
	domain := os.Getenv("STYTCH_DOMAIN")
	if !strings.Contains(domain, "://") {
		return nil, nil, errors.New("set STYTCH_DOMAIN to the domain of the project with https://, such as https://word-word-1234.customers.stytch.dev: clients get their tokens there")
	}
	client, err = stytch.NewFromEnv(stytch.WithIssuer(domain), stytch.WithLogger(logger), stytch.WithAppInfo("stytch-go-mcp-server", ""))
	if err != nil {
		return nil, nil, fmt.Errorf("%w; unset STYTCH_PROJECT_ID and STYTCH_SECRET to use the emulator", err)
	}
	// This call finds wrong keys before the first user does.
	if err := client.Request(ctx, http.MethodGet, "/v1/debug/whoami", nil, nil); err != nil {
		return nil, nil, err
	}
	return client, func() {}, nil
}
