package main

import (
	"context"
	"errors"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/modelcontextprotocol/go-sdk/mcp"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/cmd/stytch-mcp/internal/tools"
	"github.com/flymyai/stytch-go/stytchtest"
	"github.com/flymyai/stytch-go/users"
)

// A destructive call on a live project needs a person's confirmation over HTTP too, in every version of the protocol.
func TestConfirmationOverHTTP(t *testing.T) {
	t.Parallel()
	for _, version := range []string{"2025-06-18", "2025-11-25", "2026-07-28"} {
		for _, action := range []string{"accept", "decline"} {
			t.Run(version+" "+action, func(t *testing.T) {
				t.Parallel()
				srv := stytchtest.NewServer(t, stytchtest.WithProjectID("project-live-11111111-1111-4111-8111-111111111111"))
				user, err := srv.Client().Users.Create(t.Context(), users.CreateRequest{Email: "ada@example.com"})
				if err != nil {
					t.Fatal(err)
				}
				server, err := tools.New(srv.Client(), tools.Options{AllowLive: true})
				if err != nil {
					t.Fatal(err)
				}
				ctx, stop := context.WithCancel(t.Context())
				addresses := make(addresses, 1)
				ended := make(chan error, 1)
				go func() { ended <- serveHTTP(ctx, "127.0.0.1:0", bearerToken(""), server, slogTo(addresses)) }()
				asked := 0
				client := mcp.NewClient(&mcp.Implementation{Name: "test"}, &mcp.ClientOptions{
					ElicitationHandler: func(context.Context, *mcp.ElicitRequest) (*mcp.ElicitResult, error) {
						asked++
						return &mcp.ElicitResult{Action: action}, nil
					},
				})
				session, err := client.Connect(t.Context(), &mcp.StreamableClientTransport{Endpoint: <-addresses}, &mcp.ClientSessionOptions{ProtocolVersion: version})
				if err != nil {
					t.Fatal(err)
				}
				result, err := session.CallTool(t.Context(), &mcp.CallToolParams{Name: "stytch_user_delete", Arguments: map[string]any{"user_id": user.UserID}})
				if err != nil {
					t.Fatal(err)
				}
				if asked != 1 || result.IsError != (action == "decline") {
					t.Errorf("asked %d times, error %t: %s", asked, result.IsError, result.Content[0].(*mcp.TextContent).Text)
				}
				_, err = srv.Client().Users.Get(t.Context(), user.UserID)
				if deleted := errors.Is(err, api.ErrorTypeUserNotFound); deleted != (action == "accept") {
					t.Errorf("deleted %t", deleted)
				}
				// The client is still connected, and may hold a stream open.
				start := time.Now()
				stop()
				if err := <-ended; err != nil || time.Since(start) > shutdownTimeout/2 {
					t.Errorf("the server ended with %v after %v", err, time.Since(start))
				}
				_ = session.Close()
			})
		}
	}
}

// A client that cannot ask a person gets no session.
func TestNoSessionWithoutElicitation(t *testing.T) {
	t.Parallel()
	srv := stytchtest.NewServer(t)
	server, err := tools.New(srv.Client(), tools.Options{})
	if err != nil {
		t.Fatal(err)
	}
	web := httptest.NewServer(handler(t.Context(), server, access{}, discard))
	t.Cleanup(web.Close)
	session, err := mcp.NewClient(&mcp.Implementation{Name: "test"}, nil).
		Connect(t.Context(), &mcp.StreamableClientTransport{Endpoint: web.URL}, &mcp.ClientSessionOptions{ProtocolVersion: "2025-11-25"})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = session.Close() }()
	if session.ID() != "" {
		t.Errorf("session %q", session.ID())
	}
}
