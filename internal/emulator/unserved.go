package emulator

import (
	"net/http"

	"github.com/flymyai/stytch-go/internal/emulator/op"
)

// unserved are the operations of the API document that the emulator does not serve yet. A call of one gets an error that
// says so.
var unserved = []op.Operation{
	op.NotServedOAuth2("idp.introspect_token", http.MethodPost, "/v1/public/{project_id}/oauth2/introspect"),
	op.NotServed("idp.oauth.authorize_start", http.MethodPost, "/v1/idp/oauth/authorize/start"),
	op.NotServed("idp.oauth.authorize", http.MethodPost, "/v1/idp/oauth/authorize"),
}

// unservedOAuth2 are endpoints of OAuth 2.0 and OpenID Connect that Stytch has beside the API document: below
// /v1/public/{project_id} on the host of the API, and at the root of the project's own domain. The clients that call them
// expect errors in the form of OAuth 2.0.
var unservedOAuth2 = func() []op.Operation {
	var all []op.Operation
	for _, endpoint := range []struct{ method, path string }{
		{http.MethodPost, "/v1/public/{project_id}/oauth2/revoke"},
		{http.MethodGet, "/v1/public/{project_id}/oauth2/userinfo"},
		{http.MethodPost, "/v1/public/{project_id}/oauth2/userinfo"},
		{http.MethodGet, "/v1/public/{project_id}/.well-known/openid-configuration"},
		{http.MethodPost, "/v1/oauth2/token"},
		{http.MethodPost, "/v1/oauth2/introspect"},
		{http.MethodPost, "/v1/oauth2/revoke"},
		{http.MethodGet, "/v1/oauth2/userinfo"},
		{http.MethodPost, "/v1/oauth2/userinfo"},
		{http.MethodPost, "/v1/oauth2/register"},
		{http.MethodGet, "/.well-known/openid-configuration"},
		{http.MethodGet, "/.well-known/oauth-authorization-server"},
		{http.MethodGet, "/.well-known/jwks.json"},
	} {
		all = append(all, op.NotServedOAuth2("", endpoint.method, endpoint.path))
	}
	return all
}()
