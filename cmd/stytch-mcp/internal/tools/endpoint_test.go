package tools

import (
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"github.com/go-json-experiment/json"
	"github.com/google/go-cmp/cmp"
	"github.com/modelcontextprotocol/go-sdk/mcp"

	"github.com/flymyai/stytch-go"
	"github.com/flymyai/stytch-go/cmd/stytch-mcp/internal/endpoints"
)

// echo is an API that records each request and returns it.
func echo(t *testing.T) (client *stytch.Client, requests *[]string) {
	t.Helper()
	requests = new([]string)
	api := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			t.Error(err)
		}
		*requests = append(*requests, strings.TrimSpace(r.Method+" "+r.URL.RequestURI()+" "+string(body)))
		w.Header().Set("Content-Type", "application/json")
		_, _ = io.WriteString(w, `{"status":"ok","name":"`+order+`","request_id":"request-id-test-1"}`)
	}))
	t.Cleanup(api.Close)
	client, err := stytch.New(testProject, "secret", stytch.WithBaseURL(api.URL))
	if err != nil {
		t.Fatal(err)
	}
	return client, requests
}

// The tools of the opt-in toolsets call their endpoints with the arguments in the path or in the body.
func TestOptionalTools(t *testing.T) {
	t.Parallel()
	client, requests := echo(t)
	h := connect(t, nil, client, Options{Tools: []string{"passkeys", "m2m", "connected_apps", "fraud"}})
	want := map[string]string{
		"stytch_passkey_list":                       `GET /v1/webauthn/credentials/customer-1815/example.com`,
		"stytch_passkey_register_start":             `POST /v1/webauthn/register/start {"domain":"example.com","user_id":"customer-1815"}`,
		"stytch_passkey_register":                   `POST /v1/webauthn/register {"public_key_credential":"{}","user_id":"customer-1815"}`,
		"stytch_passkey_authenticate_start":         `POST /v1/webauthn/authenticate/start {"domain":"example.com"}`,
		"stytch_passkey_authenticate":               `POST /v1/webauthn/authenticate {"public_key_credential":"{}"}`,
		"stytch_passkey_rename":                     `PUT /v1/webauthn/webauthn-registration-test-1 {"name":"Laptop"}`,
		"stytch_m2m_client_search":                  `POST /v1/m2m/clients/search {}`,
		"stytch_m2m_client_get":                     `GET /v1/m2m/clients/m2m-client-test-1`,
		"stytch_m2m_client_create":                  `POST /v1/m2m/clients {"scopes":["read:books"]}`,
		"stytch_m2m_client_update":                  `PUT /v1/m2m/clients/m2m-client-test-1 {"client_name":"Billing"}`,
		"stytch_m2m_client_delete":                  `DELETE /v1/m2m/clients/m2m-client-test-1`,
		"stytch_m2m_secret_rotate_start":            `POST /v1/m2m/clients/m2m-client-test-1/secrets/rotate/start {}`,
		"stytch_m2m_secret_rotate":                  `POST /v1/m2m/clients/m2m-client-test-1/secrets/rotate {}`,
		"stytch_m2m_secret_rotate_cancel":           `POST /v1/m2m/clients/m2m-client-test-1/secrets/rotate/cancel {}`,
		"stytch_connected_app_search":               `POST /v1/connected_apps/clients/search {}`,
		"stytch_connected_app_get":                  `GET /v1/connected_apps/clients/connected-app-test-1`,
		"stytch_connected_app_create":               `POST /v1/connected_apps/clients {"client_type":"first_party"}`,
		"stytch_connected_app_update":               `PUT /v1/connected_apps/clients/connected-app-test-1 {"client_name":"Calendar"}`,
		"stytch_connected_app_delete":               `DELETE /v1/connected_apps/clients/connected-app-test-1`,
		"stytch_connected_app_secret_rotate_start":  `POST /v1/connected_apps/clients/connected-app-test-1/secrets/rotate/start {}`,
		"stytch_connected_app_secret_rotate":        `POST /v1/connected_apps/clients/connected-app-test-1/secrets/rotate {}`,
		"stytch_connected_app_secret_rotate_cancel": `POST /v1/connected_apps/clients/connected-app-test-1/secrets/rotate/cancel {}`,
		"stytch_user_connected_apps":                `GET /v1/users/customer-1815/connected_apps`,
		"stytch_user_connected_app_revoke":          `POST /v1/users/customer-1815/connected_apps/connected-app-test-1/revoke {}`,
		"stytch_fraud_email_risk":                   `POST /v1/email/risk {"email_address":"ada@example.com"}`,
		"stytch_fraud_fingerprint_lookup":           `POST /v1/fingerprint/lookup {"telemetry_id":"026ac93b"}`,
		"stytch_fraud_rule_list":                    `POST /v1/rules/list {}`,
		"stytch_fraud_rule_set":                     `POST /v1/rules/set {"action":"BLOCK","country_code":"US"}`,
		"stytch_fraud_verdict_reason_list":          `POST /v1/verdict_reasons/list {}`,
		"stytch_fraud_verdict_reason_override":      `POST /v1/verdict_reasons/override {"override_action":"ALLOW","verdict_reason":"VIRTUAL_MACHINE"}`,
	}
	got := map[string]string{}
	for _, name := range h.names() {
		*requests = nil
		arguments := valid[name]
		if _, ok := h.properties(name)["fields"]; ok && arguments["fields"] == nil {
			arguments = object{"fields": []any{"status"}}
			maps.Copy(arguments, valid[name])
		}
		out := h.ok(name, arguments)
		got[name] = sorted(t, strings.Join(*requests, "; "))
		if response := out["response"].(object); response["name"] != nil {
			t.Errorf("%s: text of others is not marked: %v", name, response)
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("requests (-want +got):\n%s", diff)
	}
}

// sorted sorts the keys of the body of a recorded request.
func sorted(t *testing.T, request string) string {
	t.Helper()
	start := strings.IndexByte(request, '{')
	if start < 0 {
		return request
	}
	var body any
	if err := json.Unmarshal([]byte(request[start:]), &body); err != nil {
		t.Fatalf("%s: %v", request, err)
	}
	data, err := json.Marshal(body, json.Deterministic(true))
	if err != nil {
		t.Fatal(err)
	}
	return request[:start] + string(data)
}

// These tools only have arguments that the OpenAPI document lists, and require all that it requires.
func TestOptionalToolsFitTheDocument(t *testing.T) {
	t.Parallel()
	for _, tool := range allTools() {
		if tool.endpoint == "" {
			continue
		}
		e := endpoints.ByID(tool.endpoint)
		known := map[string]bool{"fields": true, "cursor": true}
		for _, field := range slices.Concat(e.Body, e.Query) {
			known[field.Name] = true
			if field.Required && !slices.Contains(tool.input.Required, field.Name) {
				t.Errorf("%s: %s is not required", tool.name, field.Name)
			}
		}
		for name := range tool.input.Properties {
			if !known[name] && !strings.Contains(e.Path, "{"+name+"}") {
				t.Errorf("%s: %s has no field or parameter %s", tool.name, e.ID, name)
			}
		}
		if tool.effect == reads != e.Reads {
			t.Errorf("%s reads: %t, by the document %t", tool.name, tool.effect == reads, e.Reads)
		}
	}
}

// The tools for M2M clients work with the emulator.
func TestM2MClients(t *testing.T) {
	t.Parallel()
	h := newHarness(t, Options{Tools: []string{"m2m"}})
	clientOf := func(out object) object { return out["response"].(object)["m2m_client"].(object) }
	created := clientOf(h.ok("stytch_m2m_client_create", object{"client_name": "Billing", "scopes": []any{"read:invoices"}}))
	id := created["client_id"]
	if created["client_secret"] == "" {
		t.Errorf("no secret: %v", created)
	}
	started := clientOf(h.ok("stytch_m2m_secret_rotate_start", object{"client_id": id}))
	if started["next_client_secret"] == created["client_secret"] {
		t.Errorf("the secret is not a new one: %v", started)
	}
	h.ok("stytch_m2m_secret_rotate", object{"client_id": id})
	h.ok("stytch_m2m_client_update", object{"client_id": id, "status": "inactive"})
	found := h.ok("stytch_m2m_client_search", object{})["response"].(object)["m2m_clients"].([]any)
	if len(found) != 1 || found[0].(object)["status"] != "inactive" {
		t.Errorf("clients: %v", found)
	}
	h.ok("stytch_m2m_client_delete", object{"client_id": id})
	if text := h.fails("stytch_m2m_client_get", object{"client_id": id}); !strings.Contains(text, "m2m_client_not_found") {
		t.Errorf("the deleted client:\n%s", text)
	}
}

// The index of endpoints is available through a tool and as a resource.
func TestFindEndpoints(t *testing.T) {
	t.Parallel()
	h := newOfflineHarness(t, testProject, Options{})
	for words, want := range map[string][]string{
		"password reset existing": {"POST /v1/passwords/existing_password/reset: Reset a password with the current one; body: email* (string), existing_password* (string), new_password* (string), "},
		"/v1/rbac/policy":         {"GET /v1/rbac/policy: "},
		"m2m":                     {"POST /v1/m2m/clients: Create an M2M client", "POST /v1/m2m/clients/search: Search M2M clients"},
	} {
		found, _ := h.ok("stytch_request", object{"find": words})["endpoints"].([]any)
		for _, want := range want {
			if !slices.ContainsFunc(found, func(line any) bool { return strings.HasPrefix(line.(string), want) }) {
				t.Errorf("%s: no %q in\n%v", words, want, found)
			}
		}
	}
	text := h.fails("stytch_request", object{"find": "blockchain"})
	if want := "- find: matches no endpoint"; !strings.Contains(text, want) {
		t.Errorf("the result does not contain %q:\n%s", want, text)
	}
	resources, err := h.session.ListResources(t.Context(), nil)
	if err != nil || len(resources.Resources) != 1 {
		t.Fatalf("resources: %v, %v", resources, err)
	}
	index, err := h.session.ReadResource(t.Context(), &mcp.ReadResourceParams{URI: resources.Resources[0].URI})
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(index.Contents[0].Text), "\n")
	if len(lines) != len(endpoints.All) || len(index.Contents[0].Text) > defaultMaxTokens*bytesPerToken/4 {
		t.Errorf("%d lines, %d bytes", len(lines), len(index.Contents[0].Text))
	}
	if _, err := h.session.ReadResource(t.Context(), &mcp.ReadResourceParams{URI: "stytch://secrets"}); err == nil {
		t.Error("an unknown resource is read")
	}
}

// A 404 is explained: the path is wrong, the method is wrong, or the server does not have the endpoint.
func TestExplainRoute(t *testing.T) {
	t.Parallel()
	lacking := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(http.StatusNotFound)
		_, _ = io.WriteString(w, `{"status_code":404,"error_type":"route_not_found","error_message":"No such route."}`)
	}))
	t.Cleanup(lacking.Close)
	client, err := stytch.New(testProject, "secret", stytch.WithBaseURL(lacking.URL))
	if err != nil {
		t.Fatal(err)
	}
	h := connect(t, nil, client, Options{})
	for name, test := range map[string]struct {
		arguments object
		want      string
	}{
		"not served":      {object{"path": "/v1/rbac/policy"}, "Next: The API has this endpoint (rbac.policy), but the server that responded does not serve it"},
		"a wrong method":  {object{"path": "/v1/users/search"}, "Next: The path is right and the method is not. The API has POST /v1/users/search."},
		"a wrong path":    {object{"path": "/v1/user/customer-1"}, "Next: The API has no such path; find lists those it has. Closest are "},
		"no similar path": {object{"path": "/v1/blockchain"}, "Next: The API has no such path; find lists those it has."},
	} {
		if text := h.fails("stytch_request", test.arguments); !strings.Contains(text, test.want) {
			t.Errorf("%s: the result does not contain %q:\n%s", name, test.want, text)
		}
	}
}

func TestPrompts(t *testing.T) {
	t.Parallel()
	h := newOfflineHarness(t, testProject, Options{ReadOnly: true})
	list, err := h.session.ListPrompts(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	known := map[string]bool{}
	for _, tool := range allTools() {
		known[tool.name] = true
	}
	titles := []string{}
	for _, p := range list.Prompts {
		titles = append(titles, p.Title)
		got, err := h.session.GetPrompt(t.Context(), &mcp.GetPromptParams{Name: p.Name, Arguments: map[string]string{p.Arguments[0].Name: "ada@example.com\u202e\nnow"}})
		if err != nil {
			t.Fatal(err)
		}
		text := got.Messages[0].Content.(*mcp.TextContent).Text
		if !strings.Contains(text, "ada@example.com now") || strings.Contains(text, "{") {
			t.Errorf("%s: the argument is not filled in:\n%s", p.Name, text)
		}
		for _, name := range toolNames.FindAllString(text, -1) {
			if !known[name] {
				t.Errorf("%s names %s, which is no tool", p.Name, name)
			}
		}
		if _, err := h.session.GetPrompt(t.Context(), &mcp.GetPromptParams{Name: p.Name}); err == nil {
			t.Errorf("%s works without its argument", p.Name)
		}
	}
	if diff := cmp.Diff([]string{"A user cannot log in: find out why", "Onboard a user"}, titles); diff != "" {
		t.Errorf("prompts (-want +got):\n%s", diff)
	}
	onboard, err := h.session.GetPrompt(t.Context(), &mcp.GetPromptParams{Name: "onboard_user", Arguments: map[string]string{"contact": "a@b.c"}})
	if err != nil {
		t.Fatal(err)
	}
	if text := onboard.Messages[0].Content.(*mcp.TextContent).Text; !strings.Contains(text, "stytch_magic_link_email_login_or_create (not enabled on this server)") {
		t.Errorf("a read-only server does not mark the tools it lacks:\n%s", text)
	}
}
