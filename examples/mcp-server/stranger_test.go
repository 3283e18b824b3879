package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/modelcontextprotocol/go-sdk/auth"
	"github.com/modelcontextprotocol/go-sdk/mcp"
	"github.com/modelcontextprotocol/go-sdk/oauthex"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/stytchtest"
	"github.com/flymyai/stytch-go/users"
)

func TestMain(m *testing.M) {
	for _, name := range []string{"STYTCH_PROJECT_ID", "STYTCH_SECRET"} {
		_ = os.Unsetenv(name) // no test reaches Stytch
	}
	os.Exit(m.Run())
}

// program runs the program until the test ends, and returns the URL that it serves.
func program(t *testing.T, args ...string) string {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	out, stdout := io.Pipe()
	done := make(chan error, 1)
	go func() {
		err := run(ctx, args, stdout, t.Output())
		_ = stdout.CloseWithError(io.EOF)
		done <- err
	}()
	t.Cleanup(func() {
		cancel()
		if err := <-done; err != nil {
			t.Errorf("the program ended with %v", err)
		}
	})
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatalf("the program printed %q: %v", line, err)
	}
	return strings.TrimPrefix(strings.TrimSpace(line), "serving MCP at ")
}

const callback = "http://127.0.0.1:3142/callback"

// consents is a person with a browser, who grants an app access on the consent page, without some of the scopes.
func consents(ctx context.Context, args *auth.AuthorizationArgs, without ...string) (*auth.AuthorizationResult, error) {
	u, err := url.Parse(args.URL)
	if err != nil {
		return nil, err
	}
	scopes := slices.DeleteFunc(strings.Fields(u.Query().Get("scope")), func(scope string) bool { return slices.Contains(without, scope) })
	form := url.Values{"email": {"ada@example.com"}, "scope": scopes, "decision": {"allow"}}
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, args.URL, strings.NewReader(form.Encode()))
	if err != nil {
		return nil, err
	}
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	resp, err := (&http.Transport{DisableKeepAlives: true}).RoundTrip(r)
	if err != nil {
		return nil, err
	}
	_ = resp.Body.Close()
	to, err := resp.Location()
	if err != nil || !strings.HasPrefix(to.String(), callback+"?") {
		return nil, fmt.Errorf("the consent page responds with %s to %v, %w", resp.Status, to, err)
	}
	return &auth.AuthorizationResult{Code: to.Query().Get("code"), State: to.Query().Get("state"), Iss: to.Query().Get("iss")}, nil
}

// newHandler returns what MCP's Go client knows: nothing but how to ask a person.
func newHandler(t *testing.T, fetch auth.AuthorizationCodeFetcher) *auth.AuthorizationCodeHandler {
	t.Helper()
	handler, err := auth.NewAuthorizationCodeHandler(&auth.AuthorizationCodeHandlerConfig{
		DynamicClientRegistrationConfig: &auth.DynamicClientRegistrationConfig{Metadata: &oauthex.ClientRegistrationMetadata{
			ClientName: "Stranger", RedirectURIs: []string{callback}, GrantTypes: []string{"authorization_code", "refresh_token"},
		}},
		RequestRefreshToken:      true,
		AuthorizationCodeFetcher: fetch,
		Client:                   &http.Client{Transport: &http.Transport{DisableKeepAlives: true}},
	})
	if err != nil {
		t.Fatal(err)
	}
	return handler
}

// The client finds its way from the first 401 to the result of the tool.
func TestStranger(t *testing.T) {
	t.Parallel()
	asked := 0
	handler := newHandler(t, func(ctx context.Context, args *auth.AuthorizationArgs) (*auth.AuthorizationResult, error) {
		asked++
		return consents(ctx, args)
	})
	endpoint := program(t, "-addr", "127.0.0.1:0")
	result, err := callTool(t.Context(), &mcp.StreamableClientTransport{Endpoint: endpoint, OAuthHandler: handler})
	if err != nil {
		t.Fatal(err)
	}
	got, _ := result.StructuredContent.(map[string]any)
	if diff := cmp.Diff([]any{"ada@example.com", "Ada"}, []any{got["email"], got["name"]}); diff != "" || asked != 1 {
		t.Errorf("asked %d times (-want +got):\n%s", asked, diff)
	}
	source, err := handler.TokenSource(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	token, err := source.Token()
	if err != nil {
		t.Fatal(err)
	}
	granted, _ := token.Extra("scope").(string) // in any order
	want := []string{"email", "offline_access", "profile"}
	if diff := cmp.Diff(want, slices.Sorted(strings.FieldsSeq(granted))); diff != "" || token.RefreshToken == "" {
		t.Errorf("the client has a refresh token: %t, scopes (-want +got):\n%s", token.RefreshToken != "", diff)
	}
}

// A person who has left out a scope that the tool needs is asked again.
func TestStrangerWithoutScope(t *testing.T) {
	t.Parallel()
	asked := 0
	handler := newHandler(t, func(ctx context.Context, args *auth.AuthorizationArgs) (*auth.AuthorizationResult, error) {
		if asked++; asked == 1 {
			return consents(ctx, args, "profile")
		}
		return consents(ctx, args)
	})
	endpoint := program(t, "-addr", "127.0.0.1:0")
	result, err := callTool(t.Context(), &mcp.StreamableClientTransport{Endpoint: endpoint, OAuthHandler: handler})
	if err != nil || result.IsError || asked != 2 {
		t.Errorf("asked %d times: %+v, %v", asked, result, err)
	}
}

func TestUsage(t *testing.T) {
	t.Parallel()
	for args, want := range map[string]string{
		"-x":                                "wrong arguments",
		"x":                                 "wrong arguments",
		"-h":                                "flag: help requested",
		"-addr nowhere:x":                   "choose another address",
		"-url https://mcp.example.com":      "must have the form https://host/mcp",
		"-url http://mcp.example.com/mcp":   "is not an https URL",
		"-url https://mcp.example.com/mcp?": "must be an absolute URL, and may not contain a user, a query",
	} {
		err := run(t.Context(), append([]string{"-addr", "127.0.0.1:0"}, strings.Fields(args)...), io.Discard, io.Discard)
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", args, err)
		}
	}
}

// With keys, the server needs the domain of the project, which it names to clients. Keys that do not work end it at once.
func TestKeys(t *testing.T) {
	srv := stytchtest.NewServer(t, stytchtest.WithUsers(ada))
	var log bytes.Buffer
	logger := slog.New(slog.NewTextHandler(&log, nil))
	t.Setenv("STYTCH_PROJECT_ID", srv.ProjectID())
	t.Setenv("STYTCH_SECRET", srv.Secret())
	t.Setenv("STYTCH_BASE_URL", srv.URL())
	for _, domain := range []string{"", "word-word-1234.customers.stytch.dev"} {
		t.Setenv("STYTCH_DOMAIN", domain)
		if _, _, err := newClient(t.Context(), logger); err == nil || !strings.Contains(err.Error(), "set STYTCH_DOMAIN to the domain of the project with https://") {
			t.Errorf("domain %q: %v", domain, err)
		}
	}
	t.Setenv("STYTCH_DOMAIN", "https://word-word-1234.customers.stytch.dev")
	client, closeBackend, err := newClient(t.Context(), logger)
	if err != nil {
		t.Fatal(err)
	}
	defer closeBackend()
	handler, err := (&server{client: client, url: "https://mcp.example.com/mcp"}).handler()
	if err != nil {
		t.Fatal(err)
	}
	w := httptest.NewRecorder()
	handler.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/.well-known/oauth-protected-resource/mcp", nil))
	if !strings.Contains(w.Body.String(), `"authorization_servers":["https://word-word-1234.customers.stytch.dev"]`) {
		t.Errorf("the metadata is %s", w.Body)
	}

	found, err := client.Users.Search(t.Context(), users.SearchRequest{})
	if err != nil {
		t.Fatal(err)
	}
	token := srv.AccessToken(stytchtest.AccessToken{UserID: found.Results[0].UserID, ClientID: "calendar", Scopes: "email profile", Audience: "https://mcp.example.com/mcp"})
	srv.Inject(stytchtest.Fault{Status: http.StatusServiceUnavailable, Times: -1})
	r, w := httptest.NewRequest(http.MethodPost, endpoint, strings.NewReader("{}")), httptest.NewRecorder()
	r.Header.Set("Authorization", "Bearer "+token)
	handler.ServeHTTP(w, r)
	if w.Code != http.StatusServiceUnavailable || !strings.Contains(log.String(), "level=WARN") {
		t.Errorf("status %d, log %q, want 503 and a warning", w.Code, &log)
	}
	srv.ClearFaults()

	t.Setenv("STYTCH_SECRET", "secret-test-of-another-project")
	if _, _, err := newClient(t.Context(), logger); !errors.Is(err, api.ErrorTypeUnauthorizedCredentials) {
		t.Errorf("wrong secret: %v", err)
	}
}
