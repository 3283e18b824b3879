package idp

import (
	"crypto/subtle"
	"slices"
	"strings"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/emulator/apierror"
	"github.com/flymyai/stytch-go/internal/emulator/op"
	"github.com/flymyai/stytch-go/internal/emulator/pkce"
	"github.com/flymyai/stytch-go/internal/emulator/store"
)

// authenticateApp returns the app that makes a request. A public app sends only its ID.
func authenticateApp(c *op.Call, form *op.Form) (*store.App, error) {
	id, secret := c.ClientCredentials(form)
	app := c.Store.App(id)
	if app == nil || !app.Public() && !app.Authenticates(secret) {
		return nil, apierror.Newf(api.ErrorTypeOAuth2InvalidClient, "The client ID or the secret is wrong.")
	}
	return app, nil
}

func invalidGrant(message string) error {
	return apierror.Newf(api.ErrorTypeOAuth2InvalidGrant, "%s", message)
}

// exchangeCode is the authorization code grant (RFC 6749, section 4.1.3). A code that is used twice was stolen,
// before or after its owner used it, so all tokens issued for it are revoked.
func exchangeCode(c *op.Call, form *op.Form) (op.Object, error) {
	app, err := authenticateApp(c, form)
	if err != nil {
		return nil, err
	}
	code, verifier := c.Store.Code(form.Text("code")), form.Text("code_verifier")
	switch {
	case form.Text("code") == "" || form.Text("redirect_uri") == "":
		return nil, apierror.Newf(api.ErrorTypeOAuth2InvalidRequest, "code and redirect_uri are required.")
	case code == nil || code.ClientID != app.Fields.ClientID:
		return nil, invalidGrant("The app has no such authorization code (idp_auth_code_not_found).")
	case code.Spent:
		code.Revoked = true
		return nil, invalidGrant("The authorization code was already used. Its tokens are revoked.")
	case !c.Now.Before(code.ExpiresAt):
		return nil, invalidGrant("The authorization code has expired (idp_auth_code_expired).")
	case code.Withdrawn:
		return nil, invalidGrant("The user has revoked the app's access (connected_app_consent_revoked).")
	case !code.Alive():
		return nil, invalidGrant("The authorization code was revoked.")
	case subtle.ConstantTimeCompare([]byte(code.RedirectURI), []byte(form.Text("redirect_uri"))) == 0:
		return nil, invalidGrant("The redirect_uri differs from that of the authorization request.")
	}
	if err := pkce.CheckVerifier(verifier); err != nil {
		return nil, invalidGrant("The code_verifier is malformed.")
	}
	if err := pkce.Check(code.Challenge, verifier); err != nil {
		return nil, invalidGrant("The code_verifier does not match the code_challenge of the authorization request.")
	}
	spec, err := narrowed(app, code.Consent, form)
	if err != nil {
		return nil, err
	}
	code.Spent = true
	resp, err := issue(c, app, code.Consent, spec, code.Nonce)
	if err == nil && code.HasScope(scopeOfflineAccess) {
		resp["refresh_token"] = c.Store.AddRefreshToken(code.Consent)
	}
	return resp, err
}

// refresh is the refresh token grant (RFC 6749, section 6). The token of a public app is replaced by a new one. If
// one is used twice, it was stolen, so all tokens of the authorization are revoked. The token of a confidential app
// stays valid.
func refresh(c *op.Call, form *op.Form) (op.Object, error) {
	app, err := authenticateApp(c, form)
	if err != nil {
		return nil, err
	}
	token := c.Store.RefreshToken(form.Text("refresh_token"))
	switch {
	case form.Text("refresh_token") == "":
		return nil, apierror.Newf(api.ErrorTypeOAuth2InvalidRequest, "refresh_token is required.")
	case token == nil || token.ClientID != app.Fields.ClientID:
		return nil, invalidGrant("The app has no such refresh token (idp_refresh_token_not_found).")
	case token.Withdrawn:
		return nil, invalidGrant("The user has revoked the app's access (connected_app_consent_revoked).")
	case token.Spent:
		token.Revoked = true
		return nil, invalidGrant("The refresh token was already used. All tokens of the authorization are revoked (idp_refresh_token_already_used).")
	case !token.Alive():
		return nil, invalidGrant("The refresh token was revoked.")
	case !c.Now.Before(token.ExpiresAt):
		return nil, invalidGrant("The refresh token has expired (idp_refresh_token_expired).")
	}
	spec, err := narrowed(app, token.Consent, form)
	if err != nil {
		return nil, err
	}
	resp, err := issue(c, app, token.Consent, spec, "")
	switch {
	case err != nil:
		return nil, err
	case app.Public():
		token.Spent = true
		resp["refresh_token"] = c.Store.AddRefreshToken(token.Consent)
	default:
		c.Store.Extend(token)
	}
	return resp, nil
}

// narrowed describes the access token that a request asks for: with all that was granted, or with some of the scopes and
// resources, and never with more.
func narrowed(app *store.App, consent *store.Consent, form *op.Form) (store.AccessTokenSpec, error) {
	spec := app.AccessTokenSpec(consent)
	if requested := strings.Fields(form.Text("scope")); len(requested) > 0 {
		if !within(requested, consent.Scopes) {
			return spec, apierror.Newf(api.ErrorTypeOAuth2InvalidScope, "A requested scope was not granted.")
		}
		spec.Scopes = requested
	}
	// If the consent has no resources, those of the token request are ignored: the consent page may not have passed on the
	// resources of the authorization request.
	if requested := form.Texts("resource"); len(requested) > 0 && len(consent.Resources) > 0 {
		if !within(requested, consent.Resources) {
			return spec, apierror.Newf(apierror.InvalidTarget, "A requested resource was not granted.")
		}
		spec.Resources = requested
	}
	return spec, nil
}

// within reports whether all values are in a list.
func within(values, list []string) bool {
	return !slices.ContainsFunc(values, func(v string) bool { return !slices.Contains(list, v) })
}

// issue returns the response of the token endpoint, without a refresh token.
func issue(c *op.Call, app *store.App, consent *store.Consent, spec store.AccessTokenSpec, nonce string) (op.Object, error) {
	spec.Issuer = c.Issuer()
	access, err := c.Store.IssueAccessToken(consent, spec)
	if err != nil {
		return nil, err
	}
	resp := op.Object{
		"access_token": access, "token_type": "bearer", "expires_in": int64(spec.Lifetime.Seconds()), "scope": strings.Join(spec.Scopes, " "),
	}
	if consent.HasScope(scopeOpenID) {
		if resp["id_token"], err = c.Store.IssueIDToken(consent, spec.Issuer, app.Fields.IDTokenTemplateContent, nonce); err != nil {
			return nil, err
		}
	}
	return resp, nil
}
