package idp

import (
	"maps"
	"strings"

	"github.com/flymyai/stytch-go/internal/emulator/op"
)

// authorizePath is the page that stands in for the authorization endpoint of an application that has none.
const authorizePath = "/oauth2/authorize"

// authorizationEndpoint is where apps send users: a page of the application, or the emulator's own.
func authorizationEndpoint(c *op.Call) string {
	if c.Project.AuthorizationEndpoint != "" {
		return c.Project.AuthorizationEndpoint
	}
	return base(c) + authorizePath
}

// base is the URL of the domain that a request was sent to.
func base(c *op.Call) string {
	if issuer := c.Store.Keys.Issuer(); strings.Contains(issuer, "://") {
		return issuer
	}
	return c.Origin()
}

// endpoints returns the base URL of the OAuth 2.0 endpoints: below the project's path if the request was sent there.
func endpoints(c *op.Call) string {
	if strings.HasPrefix(c.Path(), "/v1/public/") {
		return base(c) + "/v1/public/" + c.Project.ProjectID + "/oauth2"
	}
	return base(c) + "/v1/oauth2"
}

// scopes returns the scopes that the metadata lists. Like Stytch, it leaves out full_access.
func scopes(c *op.Call) []string {
	var names []string
	for _, scope := range builtIn {
		if scope.Scope != scopeFullAccess {
			names = append(names, scope.Scope)
		}
	}
	for _, scope := range c.Project.Policy.Scopes {
		names = append(names, scope.Scope)
	}
	return names
}

// openIDConfiguration is the metadata of OpenID Connect Discovery, section 3, with the members that Stytch's has.
func openIDConfiguration(c *op.Call, _ *op.Form) (op.Object, error) {
	keys := base(c) + "/.well-known/jwks.json"
	if strings.HasPrefix(c.Path(), "/v1/public/") {
		keys = base(c) + "/v1/sessions/jwks/" + c.Project.ProjectID
	}
	return op.Object{
		"issuer":                                c.Issuer(),
		"authorization_endpoint":                authorizationEndpoint(c),
		"token_endpoint":                        endpoints(c) + "/token",
		"userinfo_endpoint":                     endpoints(c) + "/userinfo",
		"jwks_uri":                              keys,
		"scopes_supported":                      scopes(c),
		"response_types_supported":              []string{"code"},
		"grant_types_supported":                 []string{"authorization_code"},
		"subject_types_supported":               []string{"public"},
		"id_token_signing_alg_values_supported": []string{"RS256"},
		"token_endpoint_auth_methods_supported": []string{"client_secret_basic", "client_secret_post"},
	}, nil
}

// authorizationServer is the metadata of RFC 8414, which MCP clients read.
func authorizationServer(c *op.Call, form *op.Form) (op.Object, error) {
	metadata, err := openIDConfiguration(c, form)
	if err != nil {
		return nil, err
	}
	maps.Copy(metadata, op.Object{
		"grant_types_supported":                          []string{"authorization_code", "refresh_token"},
		"token_endpoint_auth_methods_supported":          []string{"client_secret_basic", "client_secret_post", "none"},
		"code_challenge_methods_supported":               []string{"S256"},
		"response_modes_supported":                       []string{"query"},
		"client_id_metadata_document_supported":          false,
		"authorization_response_iss_parameter_supported": true,
	})
	if c.Project.DynamicClientRegistration {
		metadata["registration_endpoint"] = endpoints(c) + "/register"
	}
	return metadata, nil
}

// jwks is the key set, which is also that of sessions.jwks.
func jwks(c *op.Call, _ *op.Form) (op.Object, error) {
	return op.Object{"keys": c.Store.Keys.JWKs(c.Now)}, nil
}
