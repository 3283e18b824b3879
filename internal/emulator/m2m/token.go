package m2m

import (
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/emulator/apierror"
	"github.com/flymyai/stytch-go/internal/emulator/httpapi"
	"github.com/flymyai/stytch-go/internal/emulator/op"
	"github.com/flymyai/stytch-go/internal/emulator/signing"
	"github.com/flymyai/stytch-go/internal/emulator/store"
)

const tokenLifetime = time.Hour

// token is the client credentials grant (RFC 6749, section 4.4).
func token(c *op.Call, form *httpapi.Form) (*api.M2MTokenResponse, error) {
	switch form.Text("grant_type") {
	case string(api.M2MGrantTypeClientCredentials):
	case "":
		return nil, apierror.Newf(api.ErrorTypeOAuth2InvalidRequest, "grant_type is missing.")
	default:
		return nil, apierror.Newf(api.ErrorTypeOAuth2UnsupportedGrantType, "grant_type must be client_credentials.")
	}
	id, plain := c.ClientCredentials(form)
	found := store.Part[clients](c.Store).find(id)
	if found == nil || found.status != api.M2MClientStatusActive || !found.authenticates(plain) {
		return nil, apierror.Newf(api.ErrorTypeOAuth2InvalidClient, "The client ID or the secret is wrong, or the client is not active.")
	}
	scopes := found.scopes
	if asked := strings.Fields(form.Text("scope")); len(asked) > 0 {
		scopes = asked
	}
	for _, scope := range scopes {
		if !slices.Contains(found.scopes, scope) {
			return nil, apierror.Newf(api.ErrorTypeOAuth2InvalidScope, "The client does not have the scope %q.", scope)
		}
	}
	claims := customClaims(c, found, form)
	claims["scope"] = strings.Join(scopes, " ")
	signed, err := c.Store.Keys.Sign(signing.Token{Subject: found.id, IssuedAt: c.Now, Lifetime: tokenLifetime, Claims: claims})
	if err != nil {
		return nil, err
	}
	return &api.M2MTokenResponse{AccessToken: signed, TokenType: "bearer", ExpiresIn: int64(tokenLifetime.Seconds())}, nil
}

// customClaims makes the custom claims of a token. Those that Stytch keeps for itself are left out: a token with one would
// be of another kind.
func customClaims(c *op.Call, found *client, form *httpapi.Form) map[string]any {
	claims := map[string]any{}
	if c.Project.M2MClaims != nil {
		maps.Copy(claims, c.Project.M2MClaims(found.view(), form.Values))
	}
	maps.DeleteFunc(claims, func(name string, _ any) bool {
		return name == "client_id" || strings.HasPrefix(name, "https://stytch.com/")
	})
	return claims
}
