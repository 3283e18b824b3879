package m2m

import (
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/emulator/apierror"
	"github.com/flymyai/stytch-go/internal/emulator/config"
	"github.com/flymyai/stytch-go/internal/emulator/op"
	"github.com/flymyai/stytch-go/internal/emulator/signing"
	"github.com/flymyai/stytch-go/internal/emulator/store"
)

const tokenLifetime = time.Hour

// Grants lists the grants of the token endpoint that are for M2M clients.
func Grants() op.Grants {
	return op.Grants{string(api.M2MGrantTypeClientCredentials): token}
}

// token is the client credentials grant (RFC 6749, section 4.4).
func token(c *op.Call, form *op.Form) (op.Object, error) {
	id, plain := c.ClientCredentials(form)
	found := c.Store.M2MClient(id)
	if found == nil || found.Fields.Status != api.M2MClientStatusActive || !found.Authenticates(plain) {
		return nil, apierror.Newf(api.ErrorTypeOAuth2InvalidClient, "The client ID or the secret is wrong, or the client is not active.")
	}
	scopes := found.Fields.Scopes
	if requested := strings.Fields(form.Text("scope")); len(requested) > 0 {
		scopes = requested
	}
	for _, scope := range scopes {
		if !slices.Contains(found.Fields.Scopes, scope) {
			return nil, apierror.Newf(api.ErrorTypeOAuth2InvalidScope, "The client does not have the scope %q.", scope)
		}
	}
	claims := customClaims(c, found, form) // found may be gone now
	claims["scope"] = strings.Join(scopes, " ")
	signed, err := c.Store.Keys.Sign(signing.Token{Issuer: c.Issuer(), Subject: found.Fields.ClientID, IssuedAt: c.Now, Lifetime: tokenLifetime, Claims: claims})
	if err != nil {
		return nil, err
	}
	return op.Object{"access_token": signed, "token_type": "bearer", "expires_in": int64(tokenLifetime.Seconds())}, nil
}

// customClaims makes the custom claims of a token. Reserved claims are left out: a token with one would be of another
// kind.
func customClaims(c *op.Call, found *store.M2MClient, form *op.Form) map[string]any {
	claims := map[string]any{}
	if f := c.Project.M2MClaims; f != nil {
		shown := config.Clone(found.View())
		c.Store.Outside(func() { maps.Copy(claims, f(shown, form.Values)) })
	}
	maps.DeleteFunc(claims, func(name string, _ any) bool {
		return name == "client_id" || strings.HasPrefix(name, "https://stytch.com/")
	})
	return claims
}
