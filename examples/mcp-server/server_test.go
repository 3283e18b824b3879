package main

import (
	"context"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/modelcontextprotocol/go-sdk/mcp"

	"github.com/flymyai/stytch-go/stytchtest"
	"github.com/flymyai/stytch-go/users"
)

// fixture is the server on an emulator with one user.
type fixture struct {
	*testing.T

	srv    *stytchtest.Server
	url    string
	userID string
}

func newFixture(t *testing.T, options ...func(*server)) *fixture {
	t.Helper()
	srv := stytchtest.NewServer(t, stytchtest.WithUsers(ada))
	found, err := srv.Client().Users.Search(t.Context(), users.SearchRequest{})
	if err != nil {
		t.Fatal(err)
	}
	served := httptest.NewUnstartedServer(nil)
	s := &server{client: srv.Client(), url: "http://" + served.Listener.Addr().String() + endpoint}
	for _, option := range options {
		option(s)
	}
	if served.Config.Handler, err = s.handler(); err != nil {
		t.Fatal(err)
	}
	served.Start()
	t.Cleanup(served.Close)
	return &fixture{t, srv, served.URL + endpoint, found.Results[0].UserID}
}

// token returns an access token of the user for the server, with changes.
func (f *fixture) token(change func(*stytchtest.AccessToken)) string {
	token := stytchtest.AccessToken{UserID: f.userID, ClientID: "calendar", Scopes: "email profile", Audience: f.url}
	change(&token)
	return f.srv.AccessToken(token)
}

// bearer sends requests with a token.
type bearer struct {
	http.RoundTripper

	token string
}

func (b bearer) RoundTrip(r *http.Request) (*http.Response, error) {
	r = r.Clone(r.Context())
	r.Header.Set("Authorization", "Bearer "+b.token)
	return b.RoundTripper.RoundTrip(r)
}

// call connects with a token and calls the tool.
func (f *fixture) call(token string) (*mcp.CallToolResult, error) {
	f.Helper()
	return callTool(f.Context(), &mcp.StreamableClientTransport{
		Endpoint: f.url, HTTPClient: &http.Client{Transport: bearer{&http.Transport{DisableKeepAlives: true}, token}},
	})
}

func callTool(ctx context.Context, transport mcp.Transport) (*mcp.CallToolResult, error) {
	client := mcp.NewClient(&mcp.Implementation{Name: "test", Version: "1"}, nil)
	session, err := client.Connect(ctx, transport, nil)
	if err != nil {
		return nil, err
	}
	defer func() { _ = session.Close() }()
	return session.CallTool(ctx, &mcp.CallToolParams{Name: "who_am_i"})
}

// The tool tells who the token is for.
func TestWhoAmI(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	result, err := f.call(f.token(func(*stytchtest.AccessToken) {}))
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]any{"user_id": f.userID, "email": "ada@example.com", "name": "Ada", "client_id": "calendar"}
	if diff := cmp.Diff(any(want), result.StructuredContent); diff != "" || result.IsError {
		t.Errorf("(-want +got):\n%s", diff)
	}

	// An address that anybody can have claimed is left out.
	created, err := f.srv.Client().Users.Create(t.Context(), users.CreateRequest{Email: "grace@example.com"})
	if err != nil {
		t.Fatal(err)
	}
	result, err = f.call(f.token(func(token *stytchtest.AccessToken) { token.UserID = created.UserID }))
	if err != nil {
		t.Fatal(err)
	}
	want = map[string]any{"user_id": created.UserID, "client_id": "calendar"}
	if diff := cmp.Diff(any(want), result.StructuredContent); diff != "" || result.IsError {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// A token stays valid after its user is deleted.
func TestWhoAmIDeleted(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	token := f.token(func(*stytchtest.AccessToken) {})
	if _, err := f.srv.Client().Users.Delete(t.Context(), f.userID); err != nil {
		t.Fatal(err)
	}
	result, err := f.call(token)
	if err != nil {
		t.Fatal(err)
	}
	if !result.IsError || result.Content[0].(*mcp.TextContent).Text != "the user was deleted" {
		t.Errorf("got %+v", result)
	}
}

// Without a sufficient token, the response tells how to get one.
func TestRejected(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	for name, test := range map[string]struct {
		token  string
		status int
		code   string
	}{
		"no token":              {"", 401, ""},
		"a malformed token":     {"x", 401, "invalid_token"},
		"a token for another":   {f.token(func(a *stytchtest.AccessToken) { a.Audience = "https://api.example.com" }), 401, "invalid_token"},
		"a token for no API":    {f.token(func(a *stytchtest.AccessToken) { a.Audience = "" }), 401, "invalid_token"},
		"a scope too few":       {f.token(func(a *stytchtest.AccessToken) { a.Scopes = "email" }), 403, "insufficient_scope"},
		"other and more scopes": {f.token(func(a *stytchtest.AccessToken) { a.Scopes = "openid email profile2" }), 403, "insufficient_scope"},
	} {
		r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, f.url, strings.NewReader("{}"))
		if err != nil {
			t.Fatal(err)
		}
		if test.token != "" {
			r.Header.Set("Authorization", "Bearer "+test.token)
		}
		resp, err := (&http.Transport{DisableKeepAlives: true}).RoundTrip(r)
		if err != nil {
			t.Fatal(err)
		}
		_ = resp.Body.Close()
		challenge := resp.Header.Get("WWW-Authenticate")
		metadata := `scope="email profile", resource_metadata="` + strings.Replace(f.url, endpoint, "/.well-known/oauth-protected-resource"+endpoint, 1) + `"`
		if resp.StatusCode != test.status || !strings.HasSuffix(challenge, metadata) || (test.code != "") != strings.Contains(challenge, `error="`+test.code+`"`) {
			t.Errorf("%s: status %d, WWW-Authenticate: %s", name, resp.StatusCode, challenge)
		}
	}
}

// With -any-audience, a token for another API of the project is accepted.
func TestAnyAudience(t *testing.T) {
	t.Parallel()
	f := newFixture(t, func(s *server) { s.anyAudience = true })
	result, err := f.call(f.token(func(a *stytchtest.AccessToken) { a.Audience = "" }))
	if err != nil || result.IsError {
		t.Errorf("got %+v, %v", result, err)
	}
}

// A proxy on the same machine passes on the host of the URL. Without a proxy, another host is a DNS rebinding attack.
func TestHost(t *testing.T) {
	t.Parallel()
	for host, want := range map[string]int{"mcp.example.com": http.StatusForbidden, "": http.StatusOK} {
		for _, proxied := range []bool{false, true} {
			f := newFixture(t, func(s *server) { s.proxied = proxied })
			r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, f.url, strings.NewReader(`{"jsonrpc": "2.0", "id": 1, "method": "ping"}`))
			if err != nil {
				t.Fatal(err)
			}
			r.Host = host
			r.Header = http.Header{
				"Authorization": {"Bearer " + f.token(func(*stytchtest.AccessToken) {})},
				"Content-Type":  {"application/json"}, "Accept": {"application/json, text/event-stream"},
			}
			resp, err := (&http.Transport{DisableKeepAlives: true}).RoundTrip(r)
			if err != nil {
				t.Fatal(err)
			}
			_ = resp.Body.Close()
			if proxied {
				want = http.StatusOK
			}
			if resp.StatusCode != want {
				t.Errorf("host %q, proxied %t: status %d", host, proxied, resp.StatusCode)
			}
		}
	}
}
