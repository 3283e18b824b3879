package main

import (
	"cmp"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"github.com/flymyai/stytch-go"
	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/cmd/stytch-mcp/internal/tools"
	"github.com/flymyai/stytch-go/stytchtest"
	"github.com/flymyai/stytch-go/users"
)

const clientID = "connected-app-test-22222222-2222-4222-8222-222222222222"

// team is a shared server, on an emulator with the users of sharedProject.
type team struct {
	*testing.T

	srv *stytchtest.Server
	url string
	log *logged
}

// logged is the log of a server.
type logged struct {
	mu   sync.Mutex
	text strings.Builder
}

func (l *logged) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.Write(p)
}

func (l *logged) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.String()
}

func newTeam(t *testing.T, change func(*settings)) *team {
	t.Helper()
	srv := stytchtest.NewServer(t, sharedProject()...)
	s := &settings{oauth: true}
	if change != nil {
		change(s)
	}
	client := srv.Client(stytch.WithRetry(stytch.RetryPolicy{MaxAttempts: 1}))
	log := new(logged)
	logger := slog.New(slog.NewTextHandler(log, nil))
	s.tools.Logger = logger
	server, err := tools.New(client, s.tools)
	if err != nil {
		t.Fatal(err)
	}
	web := httptest.NewUnstartedServer(nil)
	url := "http://" + web.Listener.Addr().String() + mcpPath
	r, err := newResource(t.Context(), client, s, url, logger)
	if err != nil {
		t.Fatal(err)
	}
	web.Config.Handler = handler(t.Context(), server, access{oauth: r}, discard)
	web.Start()
	t.Cleanup(web.Close)
	return &team{t, srv, url, log}
}

// user returns the ID of a user who has granted the client access.
func (m *team) user(email string) string {
	m.Helper()
	found, err := m.srv.Client().Users.Search(m.Context(), users.SearchRequest{Query: users.And(users.EmailAddress(email))})
	if err != nil || len(found.Results) != 1 {
		m.Fatalf("%v, %v", found, err)
	}
	m.srv.ConnectApp(found.Results[0].UserID, api.UserConnectedApp{ConnectedAppID: clientID})
	return found.Results[0].UserID
}

func (m *team) token(userID, scopes, audience string) string {
	return m.srv.AccessToken(stytchtest.AccessToken{UserID: userID, ClientID: clientID, Scopes: scopes, Audience: audience})
}

// send sends a message with a token.
func (m *team) send(message, token string) (status int, challenge, body string) {
	m.Helper()
	status, header, body := m.sendIn("", message, token)
	return status, header.Get("WWW-Authenticate"), body
}

// sendIn sends a message of a session.
func (m *team) sendIn(session, message, token string) (status int, header http.Header, body string) {
	m.Helper()
	r, err := http.NewRequestWithContext(m.Context(), http.MethodPost, m.url, strings.NewReader(message))
	if err != nil {
		m.Fatal(err)
	}
	r.Header = http.Header{"Content-Type": {"application/json"}, "Accept": {"application/json, text/event-stream"}}
	if token != "" {
		r.Header.Set("Authorization", "Bearer "+token)
	}
	if session != "" {
		r.Header.Set("Mcp-Session-Id", session)
	}
	resp, err := (&http.Transport{DisableKeepAlives: true}).RoundTrip(r)
	if err != nil {
		m.Fatal(err)
	}
	defer func() { _ = resp.Body.Close() }()
	text, err := io.ReadAll(resp.Body)
	if err != nil {
		m.Fatal(err)
	}
	return resp.StatusCode, resp.Header, string(text)
}

// Only users with a role for the server can use it, through an app that they have granted access to it.
func TestOAuth(t *testing.T) {
	t.Parallel()
	const ada, grace = "ada@example.com", "grace@example.com" // engineer and support
	const read, write = "read:stytch-mcp", "write:stytch-mcp"
	readOnly := func(s *settings) { s.tools.ReadOnly = true }
	anyAudience := func(s *settings) { s.anyAudience = true }
	takeRole := func(m *team, userID string) error {
		_, err := m.srv.Client().Users.Update(m.Context(), userID, users.UpdateRequest{Roles: []string{}})
		return err
	}
	revoke := func(m *team, userID string) error {
		_, err := m.srv.Client().Users.RevokeConnectedApp(m.Context(), userID, clientID)
		return err
	}
	remove := func(m *team, userID string) error {
		_, err := m.srv.Client().Users.Delete(m.Context(), userID)
		return err
	}
	failing := func(operation string) func(*team, string) error {
		return func(m *team, _ string) error {
			m.srv.Inject(stytchtest.Fault{Operation: operation, Status: http.StatusInternalServerError})
			return nil
		}
	}
	const none = "no challenge"
	for name, test := range map[string]struct {
		settings     func(*settings)
		email, scope string
		audience     string // the server if empty
		prepare      func(m *team, userID string) error
		status       int
		challenge    string // its error
	}{
		"an engineer":                     {nil, ada, write, "", nil, 200, none},
		"an engineer, read-only":          {readOnly, ada, "openid " + read, "", nil, 200, none},
		"support, read-only":              {readOnly, grace, read, "", nil, 200, none},
		"support":                         {nil, grace, write, "", nil, 403, none},
		"a scope too few":                 {nil, ada, "openid " + read, "", nil, 403, "insufficient_scope"},
		"write where read is needed":      {readOnly, ada, write, "", nil, 403, "insufficient_scope"},
		"another API":                     {nil, ada, write, "https://api.example.com", nil, 401, "invalid_token"},
		"another API, accepted":           {anyAudience, ada, write, "https://api.example.com", nil, 200, none},
		"a role that was taken":           {nil, ada, write, "", takeRole, 403, none},
		"an app whose access was revoked": {nil, ada, write, "", revoke, 401, "invalid_token"},
		"a user who was deleted":          {nil, ada, write, "", remove, 401, "invalid_token"},
		"Stytch is down for the apps":     {nil, ada, write, "", failing("users.connected_apps"), 503, none},
		"Stytch is down for the user":     {nil, ada, write, "", failing("users.get"), 503, none},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			m := newTeam(t, test.settings)
			userID := m.user(test.email)
			token := m.token(userID, test.scope, cmp.Or(test.audience, m.url))
			if test.prepare != nil {
				if err := test.prepare(m, userID); err != nil {
					t.Fatal(err)
				}
			}
			status, challenge, body := m.send(listTools, token)
			if status != test.status || (status == 200) != strings.Contains(body, "stytch_user_get") {
				t.Errorf("status %d: %.200s", status, body)
			}
			if (challenge == "") != (test.challenge == none) || challenge != "" && !m.leads(challenge, test.challenge) {
				t.Errorf("challenge %s, want %s", challenge, test.challenge)
			}
			if strings.Contains(m.log.String(), token) {
				t.Errorf("the log shows the token:\n%s", m.log)
			}
		})
	}
	m := newTeam(t, nil)
	for token, code := range map[string]string{"": "", "x": "invalid_token"} {
		if status, challenge, _ := m.send(listTools, token); status != 401 || !m.leads(challenge, code) {
			t.Errorf("token %q: status %d, challenge %s", token, status, challenge)
		}
	}
}

const listTools = `{"jsonrpc":"2.0","id":1,"method":"tools/list","params":{}}`

// leads reports whether a challenge has an error code, or none, and leads a client to the metadata.
func (m *team) leads(challenge, code string) bool {
	metadata := `resource_metadata="` + strings.Replace(m.url, mcpPath, "/.well-known/oauth-protected-resource"+mcpPath, 1) + `"`
	return strings.HasSuffix(challenge, metadata) && (code != "") == strings.Contains(challenge, `error="`+code+`"`)
}

// A session belongs to the user who began it: another one does not get the questions for a person.
func TestOAuthSession(t *testing.T) {
	t.Parallel()
	m := newTeam(t, func(s *settings) { s.tools.ReadOnly = true })
	ada := m.token(m.user("ada@example.com"), "read:stytch-mcp", m.url)
	grace := m.token(m.user("grace@example.com"), "read:stytch-mcp", m.url)
	status, header, body := m.sendIn("", `{"jsonrpc":"2.0","id":1,"method":"initialize","params":{
		"protocolVersion":"2025-06-18","capabilities":{"elicitation":{}},"clientInfo":{"name":"test","version":"1"}}}`, ada)
	session := header.Get("Mcp-Session-Id")
	if status != 200 || session == "" {
		t.Fatalf("status %d, header %v: %s", status, header, body)
	}
	for _, test := range []struct {
		token string
		want  int
	}{{ada, 200}, {grace, 403}, {"", 401}} {
		if status, _, body := m.sendIn(session, listTools, test.token); status != test.want {
			t.Errorf("status %d, want %d: %.200s", status, test.want, body)
		}
	}
}

// The log says who has called.
func TestOAuthLog(t *testing.T) {
	t.Parallel()
	m := newTeam(t, nil)
	userID := m.user("ada@example.com")
	status, _, body := m.send(`{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"stytch_user_get","arguments":{"user_id":"`+userID+`"}}}`,
		m.token(userID, "write:stytch-mcp", m.url))
	if status != 200 || !strings.Contains(body, "ada@example.com") || !strings.Contains(m.log.String(), "caller="+userID) {
		t.Errorf("status %d: %s\n%s", status, body, m.log)
	}
}

// Metadata and health are for everybody; web pages of other machines may read the metadata alone. A proxy passes on the
// name of its URL.
func TestOAuthOpen(t *testing.T) {
	t.Parallel()
	const proxy = "https://mcp.example.com/mcp"
	m := newTeam(t, func(s *settings) { s.url = proxy })
	token := m.token(m.user("ada@example.com"), "write:stytch-mcp", proxy)
	for name, c := range map[string]struct {
		method, path, host, origin, token string
		status                            int
		want                              string
	}{
		"metadata":                  {"GET", "/.well-known/oauth-protected-resource/mcp", "", "https://inspector.example.com", "", 200, `"resource":"` + proxy + `"`},
		"metadata at the root":      {"GET", "/.well-known/oauth-protected-resource", "evil.example.com", "", "", 200, `"authorization_servers":["` + m.srv.URL() + `"]`},
		"health":                    {"GET", "/health", "", "", "", 200, "ok"},
		"the proxy":                 {"POST", mcpPath, "mcp.example.com", "", token, 200, "stytch_user_get"},
		"at the root":               {"POST", "/", "mcp.example.com", "", token, 200, "stytch_user_get"},
		"a web page with the token": {"POST", mcpPath, "", "https://evil.example.com", token, 403, "web pages"},
		"another path":              {"POST", "/other", "", "", token, 404, "not found"},
		"another path, no token":    {"POST", "/other", "", "", "", 401, "valid access token"},
	} {
		r, err := http.NewRequestWithContext(t.Context(), c.method, strings.TrimSuffix(m.url, mcpPath)+c.path, strings.NewReader(listTools))
		if err != nil {
			t.Fatal(err)
		}
		r.Host = c.host
		r.Header = http.Header{"Content-Type": {"application/json"}, "Accept": {"application/json, text/event-stream"}}
		if c.origin != "" {
			r.Header.Set("Origin", c.origin)
		}
		if c.token != "" {
			r.Header.Set("Authorization", "Bearer "+c.token)
		}
		resp, err := (&http.Transport{DisableKeepAlives: true}).RoundTrip(r)
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(resp.Body)
		_ = resp.Body.Close()
		if err != nil || resp.StatusCode != c.status || !strings.Contains(string(body), c.want) {
			t.Errorf("%s: %s, %v: %.200s", name, resp.Status, err, body)
		}
	}
}

// A project that grants nobody access is a mistake, which the program reports when it starts.
func TestOAuthPolicy(t *testing.T) {
	t.Parallel()
	permissions := []api.RBACPermission{{ResourceID: resourceID, Actions: []string{"*"}}}
	resources := []api.RBACPolicyResource{{ResourceID: resourceID, Actions: []string{"read", "write"}}}
	scopes := []api.RBACPolicyScope{{Scope: "write:stytch-mcp", Permissions: permissions}}
	roles := []api.RBACPolicyRole{{RoleID: "engineer", Permissions: permissions}}
	for want, policy := range map[string]api.RBACPolicy{
		"has no scope write:stytch-mcp":                         {Resources: resources, Roles: roles},
		"no role of the RBAC policy grants write on stytch-mcp": {Resources: resources, Scopes: scopes},
		"": {Resources: resources, Scopes: scopes, Roles: roles},
	} {
		srv := stytchtest.NewServer(t, stytchtest.WithRBACPolicy(policy))
		_, err := newResource(t.Context(), srv.Client(), &settings{}, "http://127.0.0.1:8790/mcp", discard)
		if (err == nil) != (want == "") || err != nil && !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want %q", err, want)
		}
	}
	srv := stytchtest.NewServer(t, sharedProject()...)
	srv.Inject(stytchtest.Fault{Operation: "rbac.policy", Status: 401})
	if _, err := newResource(t.Context(), srv.Client(), &settings{}, "http://127.0.0.1:8790/mcp", discard); err == nil || !strings.Contains(err.Error(), "-oauth: RBAC policy") {
		t.Errorf("without a policy: %v", err)
	}
}
