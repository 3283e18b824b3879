package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"log/slog"
	"maps"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"github.com/modelcontextprotocol/go-sdk/mcp"

	"github.com/flymyai/stytch-go/cmd/stytch-mcp/internal/tools"
	"github.com/flymyai/stytch-go/stytchtest"
)

const testProject = "project-test-11111111-1111-4111-8111-111111111111"

// serve serves the tools over HTTP and returns the address and the emulator that they call.
func serve(t *testing.T, token string) (url string, srv *stytchtest.Server) {
	t.Helper()
	srv = stytchtest.NewServer(t)
	server, err := tools.New(srv.Client(), tools.Options{})
	if err != nil {
		t.Fatal(err)
	}
	web := httptest.NewServer(handler(t.Context(), server, access{token: token}, discard))
	t.Cleanup(web.Close)
	return web.URL, srv
}

// bearerToken is the access of clients with a token.
func bearerToken(token string) func(string) (access, error) {
	return func(string) (access, error) { return access{token: token}, nil }
}

// With 100 concurrent calls over one connection, every call gets its own response.
func TestParallelCalls(t *testing.T) {
	t.Parallel()
	const calls = 100
	url, srv := serve(t, "")
	session, err := mcp.NewClient(&mcp.Implementation{Name: "test"}, nil).
		Connect(t.Context(), &mcp.StreamableClientTransport{Endpoint: url + "/mcp"}, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = session.Close() }()
	var group sync.WaitGroup
	for i := range calls {
		group.Go(func() {
			id := fmt.Sprintf("customer-%d", i)
			call := func(tool string, arguments map[string]any) (map[string]any, bool) {
				result, err := session.CallTool(t.Context(), &mcp.CallToolParams{Name: tool, Arguments: arguments})
				if err != nil || result.IsError {
					t.Errorf("%s of %s: %v, %v", tool, id, err, result)
					return nil, false
				}
				out, ok := result.StructuredContent.(map[string]any)
				return out, ok
			}
			created, ok := call("stytch_user_create", map[string]any{"email": id + "@example.com", "external_id": id})
			if !ok {
				return
			}
			got, ok := call("stytch_user_get", map[string]any{"user_id": id})
			if !ok {
				return
			}
			if user, _ := got["user"].(map[string]any); user["user_id"] != created["user_id"] || user["external_id"] != id {
				t.Errorf("%s got the response for %v", id, user["external_id"])
			}
		})
	}
	group.Wait()
	if n := len(srv.Requests()); n != 2*calls {
		t.Errorf("Stytch was called %d times, want %d", n, 2*calls)
	}
}

// Anyone who can reach the server has the rights of its secret, so it rejects web pages and clients without the
// token.
func TestAccess(t *testing.T) {
	t.Parallel()
	open, _ := serve(t, "")
	closed, _ := serve(t, "s3cret")
	for name, test := range map[string]struct {
		url    string
		host   string
		header http.Header
		want   int
	}{
		"a program":               {open + "/mcp", "", nil, http.StatusOK},
		"at the root":             {open + "/", "", nil, http.StatusOK},
		"another path":            {open + "/other", "", nil, http.StatusNotFound},
		"a page of this machine":  {open + "/mcp", "", http.Header{"Origin": {"http://localhost:6274"}}, http.StatusOK},
		"a page of another":       {open + "/mcp", "", http.Header{"Origin": {"https://evil.example"}}, http.StatusForbidden},
		"a lookalike":             {open + "/mcp", "", http.Header{"Origin": {"http://localhost.evil.example"}}, http.StatusForbidden},
		"a sandboxed page":        {open + "/mcp", "", http.Header{"Origin": {"null"}}, http.StatusForbidden},
		"two origins":             {open + "/mcp", "", http.Header{"Origin": {"http://localhost", "https://evil.example"}}, http.StatusForbidden},
		"a rebound name":          {open + "/mcp", "evil.example", nil, http.StatusForbidden},
		"localhost":               {open + "/mcp", "localhost:8790", nil, http.StatusOK},
		"the token":               {closed + "/mcp", "", http.Header{"Authorization": {"Bearer s3cret"}}, http.StatusOK},
		"no token":                {closed + "/mcp", "", nil, http.StatusUnauthorized},
		"a wrong token":           {closed + "/mcp", "", http.Header{"Authorization": {"Bearer s3cre"}}, http.StatusUnauthorized},
		"a token of another kind": {closed + "/mcp", "", http.Header{"Authorization": {"Basic s3cret"}}, http.StatusUnauthorized},
		"the token on a page":     {closed + "/mcp", "", http.Header{"Authorization": {"Bearer s3cret"}, "Origin": {"https://evil.example"}}, http.StatusForbidden},
	} {
		body := `{"jsonrpc":"2.0","id":1,"method":"tools/list","params":{}}`
		r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, test.url, strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		maps.Copy(r.Header, test.header)
		r.Host = test.host
		r.Header.Set("Content-Type", "application/json")
		r.Header.Set("Accept", "application/json, text/event-stream")
		resp, err := new(http.Client).Do(r)
		if err != nil {
			t.Fatal(err)
		}
		got, err := io.ReadAll(resp.Body)
		_ = resp.Body.Close()
		if err != nil {
			t.Fatal(err)
		}
		if resp.StatusCode != test.want || (test.want == http.StatusOK) != bytes.Contains(got, []byte("stytch_user_get")) {
			t.Errorf("%s: %s, want %d: %.100s", name, resp.Status, test.want, got)
		}
	}
}

// The server responds until its context ends, and then shuts down without an error.
func TestServeHTTP(t *testing.T) {
	t.Parallel()
	srv := stytchtest.NewServer(t)
	server, err := tools.New(srv.Client(), tools.Options{})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	addresses := make(addresses, 1)
	ended := make(chan error, 1)
	go func() { ended <- serveHTTP(ctx, "127.0.0.1:0", bearerToken("s3cret"), server, slogTo(addresses)) }()
	url := <-addresses
	resp, err := new(http.Client).Post(url, "application/json", strings.NewReader("{}"))
	if err != nil {
		t.Fatal(err)
	}
	_ = resp.Body.Close()
	if resp.StatusCode != http.StatusUnauthorized {
		t.Errorf("status %s", resp.Status)
	}
	cancel()
	if err := <-ended; err != nil {
		t.Error(err)
	}
}

var discard = slog.New(slog.DiscardHandler)

// addresses receives the URL that the server logs.
type addresses chan string

func slogTo(a addresses) *slog.Logger { return slog.New(a) }

func (a addresses) Enabled(_ context.Context, level slog.Level) bool { return level >= slog.LevelInfo }
func (a addresses) WithAttrs([]slog.Attr) slog.Handler               { return a }
func (a addresses) WithGroup(string) slog.Handler                    { return a }

func (a addresses) Handle(_ context.Context, r slog.Record) error {
	r.Attrs(func(attr slog.Attr) bool {
		if attr.Key == "url" {
			a <- attr.Value.String()
		}
		return true
	})
	return nil
}
