package idp_test

import (
	"encoding/json"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/flymyai/stytch-go"
	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/idp"
	"github.com/flymyai/stytch-go/internal/clienttest"
)

const domain = "https://word-word-1234.customers.stytch.dev"

// metadataOf returns the metadata of a resource.
func metadataOf(t *testing.T, resource idp.Resource, opts ...stytch.Option) *idp.ResourceMetadata {
	t.Helper()
	client := clienttest.New(t, func(http.ResponseWriter, *http.Request) { t.Error("called the API") }, opts...)
	metadata, err := client.IDP.ResourceMetadata(resource)
	if err != nil {
		t.Fatal(err)
	}
	return metadata
}

// An app without a token gets from the challenge to the document, whatever the headers of its requests say.
func TestResourceMetadata(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ url, metadataURL string }{
		{"https://api.example.com", "https://api.example.com/.well-known/oauth-protected-resource"},
		{"https://api.example.com/", "https://api.example.com/.well-known/oauth-protected-resource"},
		{"https://api.example.com:8443/mcp", "https://api.example.com:8443/.well-known/oauth-protected-resource/mcp"},
		{"https://api.example.com/v1/mcp/", "https://api.example.com/.well-known/oauth-protected-resource/v1/mcp/"},
		{"https://api.example.com/a%20b/%7Bc%7D", "https://api.example.com/.well-known/oauth-protected-resource/a%20b/%7Bc%7D"},
		{"http://127.0.0.1:8790/mcp", "http://127.0.0.1:8790/.well-known/oauth-protected-resource/mcp"},
		{"http://127.0.0.2:8790/mcp", "http://127.0.0.2:8790/.well-known/oauth-protected-resource/mcp"},
		{"http://[::1]:8790/mcp", "http://[::1]:8790/.well-known/oauth-protected-resource/mcp"},
	} {
		t.Run(test.url, func(t *testing.T) {
			t.Parallel()
			client := clienttest.NewIssuer(t, stytch.WithIssuer(domain)).Client
			metadata, err := client.IDP.ResourceMetadata(idp.Resource{
				URL: test.url, Scopes: []string{"read:documents", "openid"}, Name: "Documents & <more>", DocumentationURL: "https://example.com/docs",
			})
			if err != nil {
				t.Fatal(err)
			}
			mux := http.NewServeMux()
			for _, path := range metadata.Paths() {
				mux.Handle(path, metadata)
			}
			mux.Handle("/", client.IDP.Middleware(idp.WithResourceMetadata(metadata))(http.NotFoundHandler()))
			send := func(url string) *httptest.ResponseRecorder {
				r := httptest.NewRequest(http.MethodGet, url, nil)
				if r.URL.Path == "" {
					r.URL.Path = "/" // as on the wire
				}
				r.Host = "evil.example.com"
				r.Header = http.Header{
					"X-Forwarded-Host": {"evil.example.com"}, "X-Forwarded-Proto": {"gopher"}, "X-Forwarded-Prefix": {"/evil"},
					"Forwarded": {"host=evil.example.com"}, "X-Original-Url": {"/evil"},
				}
				w := httptest.NewRecorder()
				mux.ServeHTTP(w, r)
				return w
			}
			challenge := send(test.url).Header().Get("WWW-Authenticate")
			if want := `Bearer resource_metadata="` + test.metadataURL + `"`; challenge != want || metadata.URL() != test.metadataURL {
				t.Fatalf("the challenge is %s, the URL %s, want %s", challenge, metadata.URL(), want)
			}
			for _, url := range []string{metadata.URL(), "https://api.example.com/.well-known/oauth-protected-resource"} {
				w := send(url)
				var got map[string]any
				if err := json.Unmarshal(w.Body.Bytes(), &got); err != nil {
					t.Fatalf("%s: %d %s: %v", url, w.Code, w.Body, err)
				}
				want := map[string]any{
					"resource": test.url, "authorization_servers": []any{domain}, "bearer_methods_supported": []any{"header"},
					"scopes_supported": []any{"read:documents", "openid"}, "resource_name": "Documents & <more>",
					"resource_documentation": "https://example.com/docs",
				}
				if diff := cmp.Diff(want, got); diff != "" || w.Header().Get("Content-Type") != "application/json" {
					t.Errorf("%s: %v (-want +got):\n%s", url, w.Header(), diff)
				}
			}
		})
	}
}

// The document names the domains of the project, and nothing that is empty.
func TestResourceMetadataServers(t *testing.T) {
	t.Parallel()
	const base = "https://login.example.com"
	for name, test := range map[string]struct {
		opts []stytch.Option
		want string
	}{
		"a domain":       {[]stytch.Option{stytch.WithIssuer(domain + "/")}, `["` + domain + `"]`},
		"two domains":    {[]stytch.Option{stytch.WithIssuer(domain), stytch.WithIssuer(base)}, `["` + domain + `","` + base + `"]`},
		"a base URL":     {[]stytch.Option{stytch.WithBaseURL(base)}, `["` + base + `"]`},
		"both":           {[]stytch.Option{stytch.WithBaseURL("https://proxy.example.com"), stytch.WithIssuer(domain)}, `["` + domain + `"]`},
		"no domain":      {nil, ""},
		"Stytch's hosts": {[]stytch.Option{stytch.WithBaseURL("https://test.stytch.com/")}, ""},
	} {
		client, err := stytch.New(clienttest.ProjectID, clienttest.Secret, test.opts...)
		if err != nil {
			t.Fatal(err)
		}
		metadata, err := client.IDP.ResourceMetadata(idp.Resource{URL: resource})
		if test.want == "" {
			e, ok := errors.AsType[*api.ArgumentError](err)
			if !ok || !strings.Contains(e.Problem, "stytch.WithIssuer") || metadata != nil {
				t.Errorf("%s: %v, %v", name, metadata, err)
			}
			continue
		}
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		w := httptest.NewRecorder()
		metadata.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/", nil))
		want := `{"resource":"` + resource + `","authorization_servers":` + test.want + `,"bearer_methods_supported":["header"]}`
		if diff := cmp.Diff(want, w.Body.String()); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

// Web pages of any origin can read the document, and nobody can do anything else with it.
func TestResourceMetadataMethods(t *testing.T) {
	t.Parallel()
	srv := httptest.NewServer(metadataOf(t, idp.Resource{URL: resource}))
	t.Cleanup(srv.Close)
	for method, want := range map[string]struct {
		status int
		header http.Header
	}{
		http.MethodGet:  {200, http.Header{"Content-Type": {"application/json"}, "Cache-Control": {"public, max-age=300"}}},
		http.MethodHead: {200, http.Header{"Content-Type": {"application/json"}, "Cache-Control": {"public, max-age=300"}}},
		http.MethodOptions: {204, http.Header{
			"Access-Control-Allow-Methods": {"GET, HEAD"}, "Access-Control-Allow-Headers": {"*"}, "Access-Control-Max-Age": {"3600"}, "Allow": {"GET, HEAD, OPTIONS"},
		}},
		http.MethodPost:   {405, http.Header{"Allow": {"GET, HEAD, OPTIONS"}}},
		http.MethodDelete: {405, http.Header{"Allow": {"GET, HEAD, OPTIONS"}}},
	} {
		r, err := http.NewRequestWithContext(t.Context(), method, srv.URL, http.NoBody)
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Origin", "https://inspector.example.com")
		resp, err := srv.Client().Do(r)
		if err != nil {
			t.Fatal(err)
		}
		_ = resp.Body.Close()
		if resp.StatusCode != want.status || resp.Header.Get("Access-Control-Allow-Origin") != "*" {
			t.Errorf("%s: status %d, header %v", method, resp.StatusCode, resp.Header)
		}
		if (method == http.MethodGet || method == http.MethodHead) && resp.ContentLength < 50 {
			t.Errorf("%s: length %d", method, resp.ContentLength)
		}
		for name, values := range want.header {
			if diff := cmp.Diff(values, resp.Header.Values(name)); diff != "" {
				t.Errorf("%s: %s (-want +got):\n%s", method, name, diff)
			}
		}
	}
}

// A caller cannot change the paths of the metadata for others.
func TestResourceMetadataPaths(t *testing.T) {
	t.Parallel()
	metadata := metadataOf(t, idp.Resource{URL: resource + "/mcp"})
	metadata.Paths()[0] = "/evil"
	want := []string{"/.well-known/oauth-protected-resource/mcp", "/.well-known/oauth-protected-resource"}
	if diff := cmp.Diff(want, metadata.Paths()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestResourceMetadataInvalid(t *testing.T) {
	t.Parallel()
	client := clienttest.NewIssuer(t).Client
	invalid := func(argument string, r idp.Resource) {
		metadata, err := client.IDP.ResourceMetadata(r)
		if e, ok := errors.AsType[*api.ArgumentError](err); !ok || e.Argument != argument || metadata != nil {
			t.Errorf("%+v: got %v, %v", r, metadata, err)
		}
	}
	for _, url := range []string{
		"", "/mcp", "api.example.com", "//api.example.com", "https://", "https:///mcp", "https://:443/mcp", "mailto:ada@example.com",
		"http://api.example.com", "http://localhost.example.com", "http://127.0.0.1.example.com", "http://api.localhost", "ftp://localhost",
		"https://user@api.example.com", "https://user:password@api.example.com", "https://api.example.com/mcp?", "https://api.example.com/mcp?a=b",
		"https://api.example.com/mcp#", "https://api.example.com/mcp#x", "https://api.example.com/a b", `https://api.example.com/a"b`,
		`https://api.example.com\mcp`, "https://api.example.com/mcp\r\nX: y", "https://bücher.example/mcp", "https://api.example.com/bücher",
		"https://api.example.com/a/../mcp", "https://api.example.com/./mcp", "https://api.example.com//", "https://api.example.com//mcp", "https://api.example.com/mcp//",
		"https://api.example.com/%2e%2e/mcp", "https://api.example.com/%zz",
	} {
		invalid("Resource.URL", idp.Resource{URL: url})
	}
	for _, scope := range []string{"", "a b", `a"`} {
		invalid("Resource.Scopes", idp.Resource{URL: resource, Scopes: []string{"openid", scope}})
	}
	for _, url := range []string{"docs", "/docs", "javascript:alert(1)", "https://user@example.com", "https://"} {
		invalid("Resource.DocumentationURL", idp.Resource{URL: resource, DocumentationURL: url})
	}
	invalid("Resource.Name", idp.Resource{URL: resource, Name: "\xff"})
}
