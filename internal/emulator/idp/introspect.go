package idp

import (
	"strings"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/emulator/apierror"
	"github.com/flymyai/stytch-go/internal/emulator/op"
	"github.com/flymyai/stytch-go/internal/emulator/store"
)

// introspect returns whether a token is active (RFC 7662). A token of another app is not.
func introspect(c *op.Call, form *op.Form) (op.Object, error) {
	app, err := authenticateApp(c, form)
	if err != nil {
		return nil, err
	}
	given := form.Text("token")
	if given == "" {
		return nil, apierror.Newf(api.ErrorTypeOAuth2InvalidRequest, "token is required.")
	}
	if access, claims, ok := c.Store.VerifyAccessToken(given); ok && access.ClientID == app.Fields.ClientID && access.Alive() {
		delete(claims, "jti")
		claims["active"], claims["token_type"] = true, "access_token"
		return claims, nil
	}
	if token := c.Store.RefreshToken(given); token != nil && token.ClientID == app.Fields.ClientID && usable(c, token) {
		return op.Object{
			"active": true, "token_type": "refresh_token", "sub": token.User.ID, "client_id": token.ClientID, "scope": strings.Join(token.Scopes, " "),
			"aud": []string{c.Project.ProjectID}, "iss": c.Issuer(), "iat": token.IssuedAt.Unix(), "exp": token.ExpiresAt.Unix(),
		}, nil
	}
	return op.Object{"active": false}, nil
}

func usable(c *op.Call, token *store.RefreshToken) bool {
	return !token.Spent && token.Alive() && c.Now.Before(token.ExpiresAt)
}

// revoke revokes a token (RFC 7009). Revoking a refresh token revokes all tokens of the authorization. An unknown token,
// or one of another app, is ignored: the response does not show which case it was.
func revoke(c *op.Call, form *op.Form) (op.Object, error) {
	app, err := authenticateApp(c, form)
	if err != nil {
		return nil, err
	}
	given := form.Text("token")
	if given == "" {
		return nil, apierror.Newf(api.ErrorTypeOAuth2InvalidRequest, "token is required.")
	}
	if access, _, ok := c.Store.VerifyAccessToken(given); ok && access.ClientID == app.Fields.ClientID {
		access.Revoked = true
	}
	if token := c.Store.RefreshToken(given); token != nil && token.ClientID == app.Fields.ClientID {
		token.Revoked = true
	}
	return op.Object{}, nil
}

// userInfo returns what the scopes of an access token let an app know about the user (OpenID Connect Core, section 5.3).
func userInfo(c *op.Call, _ *op.Form) (op.Object, error) {
	access, claims, ok := c.Store.VerifyAccessToken(c.Bearer())
	if !ok || !access.Alive() {
		return nil, apierror.Newf(apierror.InvalidToken, "The access token is missing, malformed, expired or revoked.")
	}
	scope, _ := claims["scope"].(string)
	resp := store.UserClaims(access.User, strings.Fields(scope))
	resp["sub"] = access.User.ID
	return resp, nil
}
