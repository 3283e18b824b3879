package idp

import (
	"cmp"
	"net/http"
	"net/url"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/go-json-experiment/json"

	"github.com/flymyai/stytch-go/internal/bearer"
	"github.com/flymyai/stytch-go/internal/loopback"
)

// Resource describes an API that apps call.
type Resource struct {
	// URL identifies the API, such as "https://api.example.com" or "https://api.example.com/mcp". For an MCP server, it
	// is the URL that clients connect to. It must use https, unless its host is this machine, and must not contain a
	// query.
	URL string
	// Scopes are the scopes that apps can request for the API. If empty, the metadata omits them.
	Scopes []string
	// Name is the name of the API that apps show to users. If empty, the metadata omits it.
	Name string
	// DocumentationURL is a page for the developers of apps. If empty, the metadata omits it.
	DocumentationURL string
}

// ResourceMetadata is the protected resource metadata of an API (RFC 9728): a JSON document that tells apps, such as MCP
// clients, which scopes the API has and which authorization server issues its tokens. It is an [http.Handler] that serves
// the document, and [WithResourceMetadata] tells apps its URL. Nothing in it depends on a request, because the Host and
// X-Forwarded-Host headers of a request can name any host.
type ResourceMetadata struct {
	url      string
	paths    []string
	document []byte
}

// wellKnown is the path of the metadata of a resource without a path of its own (RFC 9728, section 3).
const wellKnown = "/.well-known/oauth-protected-resource"

// ResourceMetadata returns the protected resource metadata of an API. The authorization servers in it are the domains of
// the project that the client was created with: those of stytch.WithIssuer, or else the URL of stytch.WithBaseURL,
// such as that of the emulator.
//
// ResourceMetadata does not call the API. It returns an [*api.ArgumentError] if a field of the resource is invalid, or if
// the client knows no domain of the project.
func (s *Service) ResourceMetadata(resource Resource) (*ResourceMetadata, error) {
	u, problem := parseResource(resource.URL)
	switch {
	case problem != "":
		return nil, invalidOption("Resource.URL", problem)
	case len(resource.Scopes) > 0 && bearer.ScopesProblem(resource.Scopes) != "":
		return nil, invalidOption("Resource.Scopes", bearer.ScopesProblem(resource.Scopes))
	case !webPage(resource.DocumentationURL):
		return nil, invalidOption("Resource.DocumentationURL", "is not an absolute URL of a web page")
	case len(s.domains) == 0:
		return nil, invalidOption("Resource", "has no authorization server; pass the domain of the project to stytch.WithIssuer")
	}
	document, err := json.Marshal(struct {
		Resource      string   `json:"resource"`
		Servers       []string `json:"authorization_servers"`
		Methods       []string `json:"bearer_methods_supported"`
		Scopes        []string `json:"scopes_supported,omitempty"`
		Name          string   `json:"resource_name,omitempty"`
		Documentation string   `json:"resource_documentation,omitempty"`
	}{resource.URL, s.domains, []string{"header"}, resource.Scopes, resource.Name, resource.DocumentationURL})
	if err != nil {
		return nil, invalidOption("Resource.Name", "is not valid UTF-8")
	}
	m := &ResourceMetadata{paths: []string{wellKnown}, document: document}
	if p := u.EscapedPath(); strings.Trim(p, "/") != "" {
		m.paths = []string{wellKnown + p, wellKnown}
	}
	m.url = (&url.URL{Scheme: u.Scheme, Host: u.Host}).String() + m.paths[0]
	return m, nil
}

// parseResource parses the URL of a resource, or says what is wrong with it.
func parseResource(resource string) (u *url.URL, problem string) {
	u, err := url.Parse(resource)
	unprintable := strings.ContainsFunc(resource, func(r rune) bool { return r <= ' ' || r > '~' || r == '"' || r == '\\' })
	switch {
	case err != nil || unprintable || u.Hostname() == "" || u.User != nil || strings.ContainsAny(resource, "?#"):
		return nil, "must be an absolute URL, and may not contain a user, a query, a fragment, spaces, quotes or backslashes"
	case u.Scheme != "https" && (u.Scheme != "http" || !loopback.Host(u.Hostname())):
		return nil, "is not an https URL"
	case strings.Contains(u.Path, "//") || path.Join("/", u.Path) != cmp.Or(strings.TrimSuffix(u.Path, "/"), "/"):
		return nil, `has a path with empty, "." or ".." segments`
	}
	return u, ""
}

// webPage reports whether a text is empty or the URL of a web page.
func webPage(s string) bool {
	u, err := url.Parse(s)
	return s == "" || err == nil && (u.Scheme == "https" || u.Scheme == "http") && u.Hostname() != "" && u.User == nil
}

// URL returns the URL of the document: the URL of the resource with "/.well-known/oauth-protected-resource" inserted before
// its path.
func (m *ResourceMetadata) URL() string { return m.url }

// Paths returns the paths to serve the document at: that of [ResourceMetadata.URL], and
// "/.well-known/oauth-protected-resource" itself, which older MCP clients read. If a host has several resources, serve
// each document only at the first of its paths.
func (m *ResourceMetadata) Paths() []string { return slices.Clone(m.paths) }

// ServeHTTP serves the document to GET and HEAD requests for any path. Web pages of all origins may read it.
func (m *ResourceMetadata) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	header := w.Header()
	header.Set("Access-Control-Allow-Origin", "*")
	switch r.Method {
	case http.MethodGet, http.MethodHead:
		header.Set("Content-Type", "application/json")
		header.Set("Content-Length", strconv.Itoa(len(m.document)))
		header.Set("Cache-Control", "public, max-age=300")
		if r.Method == http.MethodGet {
			_, _ = w.Write(m.document) // the client is gone
		}
	case http.MethodOptions:
		header.Set("Allow", "GET, HEAD, OPTIONS")
		header.Set("Access-Control-Allow-Methods", "GET, HEAD")
		header.Set("Access-Control-Allow-Headers", "*") // browsers ask before they send MCP-Protocol-Version
		header.Set("Access-Control-Max-Age", "3600")
		w.WriteHeader(http.StatusNoContent)
	default:
		header.Set("Allow", "GET, HEAD, OPTIONS")
		http.Error(w, http.StatusText(http.StatusMethodNotAllowed), http.StatusMethodNotAllowed)
	}
}

// WithResourceMetadata adds the URL of the API's metadata to the WWW-Authenticate header of [Service.Middleware] (RFC
// 9728, section 5.1), so that an app without a token finds out where to get one. MCP clients need it.
func WithResourceMetadata(metadata *ResourceMetadata) MiddlewareOption {
	return middlewareOption(func(o *options) error {
		if metadata == nil || metadata.url == "" {
			return invalidOption("WithResourceMetadata", "needs the result of Service.ResourceMetadata")
		}
		o.resourceMetadata = metadata.url
		return nil
	})
}

var _ http.Handler = (*ResourceMetadata)(nil)
