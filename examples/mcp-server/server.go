package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"time"

	"github.com/modelcontextprotocol/go-sdk/auth"
	"github.com/modelcontextprotocol/go-sdk/mcp"

	"github.com/flymyai/stytch-go"
	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/idp"
)

// endpoint is the path of the MCP endpoint.
const endpoint = "/mcp"

// scopes are what the tool needs to know of the user. A client requests them because the challenge names them.
var scopes = []string{"email", "profile"}

// server is an MCP server that accepts access tokens of the project.
type server struct {
	client *stytch.Client
	// url is the URL that clients connect to, which identifies the resource.
	url         string
	proxied     bool
	anyAudience bool
}

// handler serves the MCP endpoint, and the metadata that leads clients without a token to the authorization server.
func (s *server) handler() (http.Handler, error) {
	metadata, err := s.client.IDP.ResourceMetadata(idp.Resource{URL: s.url, Scopes: scopes, Name: "Who am I"})
	if err != nil {
		return nil, fmt.Errorf("-url: %w", err)
	}
	opts := []idp.MiddlewareOption{idp.WithScopes(scopes...), idp.WithResourceMetadata(metadata)}
	if !s.anyAudience {
		// A token for another API of the project is rejected (RFC 8707).
		opts = append(opts, idp.WithAudience(s.url))
	}
	protected := s.client.IDP.Middleware(opts...)
	// Inside, the SDK's own middleware tells tools who the user is. The token is checked by then. The SDK's challenges name
	// no error, and clients need insufficient_scope to request more scopes.
	identified := auth.RequireBearerToken(verify, &auth.RequireBearerTokenOptions{ClockSkew: time.Minute})

	mcpServer := s.mcpServer()
	streamable := mcp.NewStreamableHTTPHandler(func(*http.Request) *mcp.Server { return mcpServer }, &mcp.StreamableHTTPOptions{
		Stateless: true, JSONResponse: true,
		// Behind a proxy, requests from this machine have the host of the URL. Checking it would add nothing: an
		// attacker's web page has no token.
		DisableLocalhostProtection: s.proxied,
	})
	mux := http.NewServeMux()
	mux.Handle(endpoint, protected(identified(streamable)))
	for _, path := range metadata.Paths() {
		mux.Handle(path, metadata)
	}
	return mux, nil
}

// verify is an auth.TokenVerifier. It returns the token that the middleware of the client has checked.
func verify(ctx context.Context, _ string, _ *http.Request) (*auth.TokenInfo, error) {
	token, ok := idp.FromContext(ctx)
	if !ok {
		return nil, errors.New("not behind the middleware")
	}
	return &auth.TokenInfo{
		UserID: token.UserID, Scopes: token.Scopes, Expiration: token.ExpiresAt, Extra: map[string]any{"client_id": token.ClientID},
	}, nil
}

// whoAmI is the result of the tool.
type whoAmI struct {
	UserID   string `json:"user_id" jsonschema:"the ID of the user"`
	Email    string `json:"email,omitzero" jsonschema:"a verified email address of the user"`
	Name     string `json:"name,omitzero" jsonschema:"the first name of the user"`
	ClientID string `json:"client_id" jsonschema:"the ID of the app that acts for the user"`
}

func (s *server) mcpServer() *mcp.Server {
	server := mcp.NewServer(&mcp.Implementation{Name: "stytch-go-example", Version: "1.0.0"}, nil)
	mcp.AddTool(server, &mcp.Tool{
		Name: "who_am_i", Description: "Returns the logged-in user.", Annotations: &mcp.ToolAnnotations{ReadOnlyHint: true},
	}, s.whoAmI)
	return server
}

// whoAmI returns the user of the token. It takes no user ID as an argument: a model may be talked into passing another one.
func (s *server) whoAmI(ctx context.Context, req *mcp.CallToolRequest, _ struct{}) (*mcp.CallToolResult, *whoAmI, error) {
	token := req.Extra.TokenInfo
	user, err := s.client.Users.Get(ctx, token.UserID)
	if errors.Is(err, api.ErrorTypeUserNotFound) {
		return nil, nil, errors.New("the user was deleted")
	}
	if err != nil {
		return nil, nil, err
	}
	result := &whoAmI{UserID: user.UserID, Name: user.Name.FirstName}
	result.ClientID, _ = token.Extra["client_id"].(string)
	// Anybody can claim an address that is not verified.
	if i := slices.IndexFunc(user.Emails, func(e api.UserEmail) bool { return e.Verified }); i >= 0 {
		result.Email = user.Emails[i].Email
	}
	return nil, result, nil
}
