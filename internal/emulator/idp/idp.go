// Package idp serves the authorization server of the project: authorization requests, tokens of apps, and the other
// endpoints of OpenID Connect. They are below /v1/public/{project_id} and on the project's domain, which is the
// emulator's own host.
package idp

import (
	"slices"

	"github.com/flymyai/stytch-go/internal/emulator/op"
)

// introspectPath is that of the API document.
const introspectPath = "/v1/public/{project_id}/oauth2/introspect"

// Operations lists the operations of the domain.
func Operations() []op.Operation {
	return []op.Operation{
		op.PostOAuth2("idp.introspect_token", introspectPath, introspect),
		op.Post("idp.oauth.authorize_start", "/v1/idp/oauth/authorize/start", authorizeStart),
		op.Post("idp.oauth.authorize", "/v1/idp/oauth/authorize", authorize),
	}
}

// Endpoints lists what the authorization server has in addition to the operations of the API document. The token
// endpoint, which M2M clients share, is not among them.
func Endpoints() []op.Operation {
	endpoints := []op.Operation{
		op.PostOAuth2("idp.introspect_token", "/v1/oauth2/introspect", introspect),
		op.Created(op.PostOAuth2("oauth2.register", "/v1/oauth2/register", register)),
		op.GetOAuth2("oauth2.authorization_server", "/.well-known/oauth-authorization-server", authorizationServer),
		op.GetOAuth2("oauth2.jwks", "/.well-known/jwks.json", jwks),
	}
	for _, root := range []string{"/v1", "/v1/public/{project_id}"} {
		endpoints = append(endpoints,
			op.PostOAuth2("oauth2.revoke", root+"/oauth2/revoke", revoke),
			op.GetOAuth2("oauth2.userinfo", root+"/oauth2/userinfo", userInfo),
			op.PostOAuth2("oauth2.userinfo", root+"/oauth2/userinfo", userInfo),
		)
	}
	for _, root := range []string{"", "/v1/public/{project_id}"} {
		endpoints = append(endpoints, op.GetOAuth2("oauth2.openid_configuration", root+"/.well-known/openid-configuration", openIDConfiguration))
	}
	return slices.Concat(endpoints, op.Pages("oauth2.authorize", authorizePath, showConsent, finishConsent))
}

// Grants lists the grants of the token endpoint that are for apps.
func Grants() op.Grants {
	return op.Grants{"authorization_code": exchangeCode, "refresh_token": refresh}
}
