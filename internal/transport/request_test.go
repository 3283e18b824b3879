package transport_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/flymyai/stytch-go"
	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/clienttest"
)

func TestRequestBodies(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name        string
		method      string
		body        any
		want        string
		contentType string
	}{
		{"none on GET", http.MethodGet, nil, "", ""},
		{"none on POST", http.MethodPost, nil, "{}", "application/json"},
		{"none on DELETE", http.MethodDelete, nil, "", ""},
		{"a struct", http.MethodPost, api.M2MClientsCreateRequest{Scopes: []string{"read:users"}}, `{"scopes":["read:users"]}`, "application/json"},
		{"a map", http.MethodPut, map[string]any{"a": 1}, `{"a":1}`, "application/json"},
		{"raw JSON", http.MethodPost, json.RawMessage(`{"a": 1}`), `{"a": 1}`, "application/json"},
		{"bytes", http.MethodPost, []byte(`{"a":"<&>"}`), `{"a":"<&>"}`, "application/json"},
		{"a reader", http.MethodPatch, strings.NewReader(`{"a":[]}`), `{"a":[]}`, "application/json"},
		{"a form", http.MethodPost, url.Values{"grant_type": {"client_credentials"}, "scope": {"a b"}}, "grant_type=client_credentials&scope=a+b", "application/x-www-form-urlencoded"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			client := clienttest.New(t, func(_ http.ResponseWriter, r *http.Request) {
				body, _ := io.ReadAll(r.Body)
				if r.Method != test.method || string(body) != test.want || r.Header.Get("Content-Type") != test.contentType {
					t.Errorf("sent %s %q as %q", r.Method, body, r.Header.Get("Content-Type"))
				}
			})
			if err := client.Request(t.Context(), test.method, "/v1/x", test.body, nil); err != nil {
				t.Error(err)
			}
		})
	}
}

func TestRequestResponses(t *testing.T) {
	t.Parallel()
	const body = `{ "status_code":200, "project_id":"p","name":"n" }` + "\n"
	client := clienttest.New(t, clienttest.Respond(200, "application/json", body))
	get := func(out any) {
		t.Helper()
		if err := client.Request(t.Context(), http.MethodGet, "/v1/debug/whoami", nil, out); err != nil {
			t.Error(err)
		}
	}
	var typed api.DebugWhoamiResponse
	var free map[string]any
	var raw json.RawMessage
	var data []byte
	var buffer bytes.Buffer
	var anything any
	for _, out := range []any{nil, &typed, &free, &raw, &data, &buffer, &anything} {
		get(out)
	}
	want := api.DebugWhoamiResponse{StatusCode: http.StatusOK, ProjectID: "p", Name: "n"}
	if diff := cmp.Diff(want, typed); diff != "" {
		t.Errorf("struct (-want +got):\n%s", diff)
	}
	if free["name"] != "n" || string(raw) != body || string(data) != body || buffer.String() != body || anything == nil {
		t.Errorf("got %v, %s, %s, %s, %v", free, raw, data, buffer.String(), anything)
	}
}

func TestRequestRejects(t *testing.T) {
	t.Parallel()
	client := clienttest.New(t, func(_ http.ResponseWriter, r *http.Request) { t.Errorf("sent %s %s", r.Method, r.RequestURI) })
	for _, test := range []struct {
		name, method, path string
		body, out          any
		argument           string
	}{
		{"no method", "", "/v1/users", nil, nil, "method"},
		{"a method in lower case", "get", "/v1/users", nil, nil, "method"},
		{"a method with a line break", "GET /x HTTP/1.1\r\nX: y", "/v1/users", nil, nil, "method"},
		{"no path", http.MethodGet, "", nil, nil, "path"},
		{"a relative path", http.MethodGet, "v1/users", nil, nil, "path"},
		{"another host", http.MethodGet, "https://evil.example/v1/users", nil, nil, "path"},
		{"another host without scheme", http.MethodGet, "//evil.example/v1/users", nil, nil, "path"},
		{"another authority", http.MethodGet, "@evil.example/", nil, nil, "path"},
		{"a way up", http.MethodGet, "/v1/../admin", nil, nil, "path"},
		{"an escaped way up", http.MethodGet, "/v1/%2e%2e/admin", nil, nil, "path"},
		{"a fragment", http.MethodGet, "/v1/users/a#b", nil, nil, "path"},
		{"a line break", http.MethodGet, "/v1/users\r\nX: y", nil, nil, "path"},
		{"a space", http.MethodGet, "/v1/users/a b", nil, nil, "path"},
		{"a bad escape", http.MethodGet, "/v1/users/%zz", nil, nil, "path"},
		{"a string as body", http.MethodPost, "/v1/users", "email", nil, "body"},
		{"a list as body", http.MethodPost, "/v1/users", []int{1}, nil, "body"},
		{"no JSON as body", http.MethodPost, "/v1/users", []byte("{"), nil, "body"},
		{"a nil struct as body", http.MethodPost, "/v1/users", (*api.UsersCreateRequest)(nil), nil, "body"},
		{"a reader that fails", http.MethodPost, "/v1/users", io.MultiReader(failingReader{}), nil, "body"},
		{"a struct as out", http.MethodGet, "/v1/users", nil, api.User{}, "out"},
		{"a nil pointer as out", http.MethodGet, "/v1/users", nil, (*api.User)(nil), "out"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			err := client.Request(t.Context(), test.method, test.path, test.body, test.out)
			e, ok := errors.AsType[*stytch.ArgumentError](err)
			if !ok || e.Argument != test.argument {
				t.Errorf("error = %v, want an ArgumentError for %s", err, test.argument)
			}
		})
	}
}

// The operation in the context of a raw request contains nothing of its path, since metrics and traces are named after
// it. The error contains the path, so that a reader can find the call.
func TestRequestOperationHasNoIDs(t *testing.T) {
	t.Parallel()
	operations := map[string]string{}
	stop := clienttest.RoundTripper(func(r *http.Request) (*http.Response, error) {
		name, route, ok := stytch.OperationFromContext(r.Context())
		if route != "" || !ok {
			t.Errorf("%s: route %q, %v", name, route, ok)
		}
		operations[r.Method] = name
		return nil, errors.New("stop")
	})
	client, err := stytch.New(clienttest.ProjectID, clienttest.Secret, clienttest.Once, stytch.WithHTTPClient(&http.Client{Transport: stop}))
	if err != nil {
		t.Fatal(err)
	}
	for _, method := range []string{http.MethodGet, http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete} {
		err := client.Request(t.Context(), method, "/v1/users/user-test-1?email=ada@example.com", nil, nil)
		if e, ok := errors.AsType[*stytch.Error](err); !ok || e.Operation != method+" /v1/users/user-test-1" {
			t.Errorf("%s: %v", method, err)
		}
	}
	want := map[string]string{
		"GET": "GET request", "POST": "POST request", "PUT": "PUT request", "PATCH": "PATCH request", "DELETE": "DELETE request",
	}
	if diff := cmp.Diff(want, operations); diff != "" {
		t.Errorf("operations (-want +got):\n%s", diff)
	}
}

type failingReader struct{}

func (failingReader) Read([]byte) (int, error) { return 0, errors.New("disk gone") }

func TestRequestRouting(t *testing.T) {
	t.Parallel()
	var got []*http.Request
	record := clienttest.RoundTripper(func(r *http.Request) (*http.Response, error) {
		got = append(got, r)
		return &http.Response{StatusCode: http.StatusOK, Body: http.NoBody}, nil
	})
	client, err := stytch.New(clienttest.ProjectID, clienttest.Secret, stytch.WithHTTPClient(&http.Client{Transport: record}))
	if err != nil {
		t.Fatal(err)
	}
	live, err := stytch.New("project-live-22222222-2222-4222-8222-222222222222", "secret-live-planted-0987654321", stytch.WithHTTPClient(&http.Client{Transport: record}))
	if err != nil {
		t.Fatal(err)
	}
	custom, err := stytch.New(clienttest.ProjectID, clienttest.Secret, stytch.WithHTTPClient(&http.Client{Transport: record}), stytch.WithBaseURL("https://login.example.com/stytch/"))
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		client     *stytch.Client
		path, want string
		auth       bool
	}{
		{client, "/v1/users?cursor=a%20b", "https://test.stytch.com/v1/users?cursor=a%20b", true},
		{live, "/v1/users/a%2Fb", "https://api.stytch.com/v1/users/a%2Fb", true},
		{live, "/v1/rules/list", "https://telemetry.stytch.com/v1/rules/list", true},
		{client, "/v1/fingerprint/lookup", "https://telemetry.stytch.com/v1/fingerprint/lookup", true},
		{client, "/v1/public/" + clienttest.ProjectID + "/oauth2/token", "https://test.stytch.com/v1/public/" + clienttest.ProjectID + "/oauth2/token", false},
		{client, "/v1/sessions/jwks/" + clienttest.ProjectID, "https://test.stytch.com/v1/sessions/jwks/" + clienttest.ProjectID, false},
		{custom, "/v1/rules/list", "https://login.example.com/stytch/v1/rules/list", true},
		{custom, "/v1/users", "https://login.example.com/stytch/v1/users", true},
	} {
		got = nil
		if err := test.client.Request(t.Context(), http.MethodPost, test.path, nil, nil); err != nil {
			t.Fatal(err)
		}
		_, _, auth := got[0].BasicAuth()
		if got[0].URL.String() != test.want || auth != test.auth {
			t.Errorf("%s went to %s, credentials: %v; want %s, %v", test.path, got[0].URL, auth, test.want, test.auth)
		}
	}
}

// What the caller escaped stays escaped, whatever else the path holds.
func TestRequestKeepsEscapes(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ path, want string }{
		{"/v1/users/" + url.PathEscape("a/totps"), "/v1/users/a%2Ftotps"},
		{"/v1/users/auth0|" + url.PathEscape("a/totps"), "/v1/users/auth0%7Ca%2Ftotps"},
		{"/v1/users/ä%2Fb", "/v1/users/%C3%A4%2Fb"},
		{"/v1/users/\"<>\\^`{}%2F", "/v1/users/%22%3C%3E%5C%5E%60%7B%7D%2F"},
		{"/v1/users/a%7cb%2f", "/v1/users/a%7cb%2f"},
		{"/v1/users/a;b,c:d@e&f=g+h$i!j'(k)*", "/v1/users/a;b,c:d@e&f=g+h$i!j'(k)*"},
		{"/v1/sessions?user_id=ä|%2F%26", "/v1/sessions?user_id=%C3%A4|%2F%26"},
		{"/v1/sessions?user_id=a?b/c", "/v1/sessions?user_id=a?b/c"},
		{"/v1//users/%2F%2f", "/v1//users/%2F%2f"},
	} {
		for _, base := range []string{"", "/stytch", "/a%2Fb"} {
			var got string
			srv := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { got = r.RequestURI }))
			client, err := stytch.New(clienttest.ProjectID, clienttest.Secret, stytch.WithBaseURL(srv.URL+base))
			if err != nil {
				t.Fatal(err)
			}
			if err := client.Request(t.Context(), http.MethodGet, test.path, nil, nil); err != nil {
				t.Error(err)
			}
			srv.Close()
			if got != base+test.want {
				t.Errorf("%s below %q goes out as %s, want %s", test.path, base, got, base+test.want)
			}
		}
	}
}
