package op

import (
	"net/http"
	"net/url"
	"strings"

	"github.com/go-json-experiment/json"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/emulator/apierror"
	"github.com/flymyai/stytch-go/internal/emulator/httpapi"
	"github.com/flymyai/stytch-go/internal/emulator/store"
)

// Form is the request of an endpoint of OAuth 2.0.
type Form = httpapi.Form

// Object is the response of an endpoint of OAuth 2.0, whose members depend on the request.
type Object = map[string]any

// Endpoint handles the calls of an endpoint of OAuth 2.0.
type Endpoint func(*Call, *Form) (Object, error)

// GetOAuth2 defines an endpoint of OAuth 2.0 without a body: see [PostOAuth2].
func GetOAuth2(name, path string, handle Endpoint) Operation {
	return oauth2(name, http.MethodGet, path, handle)
}

// PostOAuth2 defines an endpoint of OAuth 2.0: below /v1/public/{project_id}, or on the project's own domain. It takes a
// form or JSON, without the credentials of the project, and its errors have the form of RFC 6749.
func PostOAuth2(name, path string, handle Endpoint) Operation {
	return oauth2(name, http.MethodPost, path, handle)
}

func oauth2(name, method, path string, handle Endpoint) Operation {
	return Operation{
		Name: name, Method: method, Path: path, Status: http.StatusOK, Public: true, OAuth2: true,
		Serve: func(s *store.Store, r *httpapi.Request) ([]byte, error) {
			form := &Form{}
			if err := httpapi.DecodeForm(r, form); err != nil {
				return nil, err
			}
			if id, ok := r.Params.Lookup("project_id"); ok && id != s.Project.ProjectID {
				return nil, apierror.Newf(api.ErrorTypeProjectNotFound, "The project in the path is not the emulator's.")
			}
			s.Lock()
			defer s.Unlock()
			s.Begin()
			resp, err := handle(&Call{Store: s, Project: s.Project, Now: s.Now(), request: r}, form)
			if err != nil {
				return nil, err
			}
			resp["request_id"], resp["status_code"] = r.ID, r.Status
			return json.Marshal(resp, json.Deterministic(true))
		},
	}
}

// Grants are the ways to get a token, by the grant_type of the request.
type Grants map[string]Endpoint

// TokenEndpoint defines a token endpoint (RFC 6749, section 3.2) that serves the grants of several domains.
func TokenEndpoint(name, path string, domains ...Grants) Operation {
	return PostOAuth2(name, path, func(c *Call, form *Form) (Object, error) {
		given := form.Text("grant_type")
		if given == "" {
			return nil, apierror.Newf(api.ErrorTypeOAuth2InvalidRequest, "grant_type is missing.")
		}
		for _, grants := range domains {
			if handle := grants[given]; handle != nil {
				return handle(c, form)
			}
		}
		return nil, apierror.Newf(api.ErrorTypeOAuth2UnsupportedGrantType, "The grant_type %q is not supported.", given)
	})
}

// Path is the path of the request.
func (c *Call) Path() string { return c.request.Path }

// Origin is the scheme and the host that the request was sent to.
func (c *Call) Origin() string { return c.request.Origin }

// Issuer is the issuer of what the request gets: the domain that it was sent to, or stytch.com and the project for a
// path below /v1/public/{project_id}. An issuer that was set for the project takes precedence over both.
func (c *Call) Issuer() string {
	issuer := c.Store.Keys.Issuer()
	if _, ok := c.request.Params.Lookup("project_id"); ok || strings.Contains(issuer, "://") {
		return issuer
	}
	return c.Origin()
}

// ClientCredentials returns the ID and the secret that a client authenticates with (RFC 6749, section 2.3.1): those of
// the form, or else those of the Authorization header. SDKs send the project's credentials in the header, too.
func (c *Call) ClientCredentials(form *Form) (id, secret string) {
	if id = form.Text("client_id"); id != "" && (form.Text("client_secret") != "" || !c.headerNames(id)) {
		return id, form.Text("client_secret")
	}
	id, secret, _ = (&http.Request{Header: c.request.Header}).BasicAuth()
	return unescaped(id), unescaped(secret)
}

// headerNames reports whether the Authorization header has the credentials of a client whose ID the form repeats.
func (c *Call) headerNames(id string) bool {
	name, _, ok := (&http.Request{Header: c.request.Header}).BasicAuth()
	return ok && unescaped(name) == id
}

// Bearer returns the token of the Authorization header (RFC 6750, section 2.1), empty without one.
func (c *Call) Bearer() string {
	scheme, token, _ := strings.Cut(c.request.Header.Get("Authorization"), " ")
	if !strings.EqualFold(scheme, "Bearer") {
		return ""
	}
	return strings.TrimSpace(token)
}

// unescaped decodes the encoding that the RFC requires in the header. Not every client applies it.
func unescaped(s string) string {
	if decoded, err := url.QueryUnescape(s); err == nil {
		return decoded
	}
	return s
}
