package store

import (
	"errors"
	"net/url"
	"slices"
	"strings"

	"github.com/go-json-experiment/json"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/emulator/apierror"
)

var appTypes = []api.ConnectedAppClientType{
	api.ConnectedAppClientTypeFirstParty, api.ConnectedAppClientTypeFirstPartyPublic,
	api.ConnectedAppClientTypeThirdParty, api.ConnectedAppClientTypeThirdPartyPublic,
}

// loopback are the hosts whose redirect URLs may be http. That localhost is one of them is a guess.
var loopback = []string{"127.0.0.1", "::1", "localhost"}

// CheckApp checks the fields of an app.
func CheckApp(fields *api.ConnectedApp) error {
	thirdParty := fields.ClientType == api.ConnectedAppClientTypeThirdParty || fields.ClientType == api.ConnectedAppClientTypeThirdPartyPublic
	switch {
	case !slices.Contains(appTypes, fields.ClientType):
		return apierror.Newf(api.ErrorTypeInvalidConnectedAppType, "client_type must be one of %q.", appTypes)
	case thirdParty && fields.FullAccessAllowed:
		return apierror.Newf(api.ErrorTypeThirdPartyClientsCannotUseFullAccess, "full_access_allowed is for first-party apps.")
	case thirdParty && fields.BypassConsentForOfflineAccess:
		return apierror.Newf(api.ErrorTypeThirdPartyClientsRequireConsentForOfflineAccess, "bypass_consent_for_offline_access is for first-party apps.")
	case fields.AccessTokenExpiryMinutes < 1:
		return apierror.Newf(api.ErrorTypeIDPInvalidAccessTokenExpiryMinutes, "access_token_expiry_minutes must be positive.")
	}
	for _, redirectURL := range slices.Concat(fields.RedirectURLs, fields.PostLogoutRedirectURLs) {
		if err := CheckAppURL(redirectURL); err != nil {
			return err
		}
	}
	if _, err := templateClaims(fields.AccessTokenTemplateContent); err != nil {
		return apierror.Newf(api.ErrorTypeIDPInvalidAccessTokenJWTTemplate, "access_token_template_content: %v.", err)
	}
	if _, err := templateClaims(fields.IDTokenTemplateContent); err != nil {
		return apierror.Newf(api.ErrorTypeInvalidArgument, "id_token_template_content: %v.", err)
	}
	return nil
}

// CheckAppURL checks a URL that an app may redirect users to. A fragment or a user in it would make it unclear where
// the code is sent (RFC 6749, section 3.1.2).
func CheckAppURL(redirectURL string) error {
	u, err := url.Parse(redirectURL)
	switch {
	case err != nil:
		return apierror.Newf(api.ErrorTypeConnectedAppInvalidRedirectURL, "%q is not a URL.", redirectURL)
	case u.Scheme == "":
		return apierror.Newf(api.ErrorTypeConnectedAppRedirectURLMustIncludeScheme, "%q has no scheme.", redirectURL)
	case u.Scheme != "https" && u.Scheme != "http":
		return apierror.Newf(api.ErrorTypeConnectedAppRedirectURLMustUseHTTPOrHTTPSScheme, "%q is neither https nor http.", redirectURL)
	case u.Hostname() == "":
		return apierror.Newf(api.ErrorTypeConnectedAppInvalidRedirectURL, "%q has no host.", redirectURL)
	case strings.Contains(redirectURL, "#") || u.User != nil || strings.ContainsAny(redirectURL, `\*`):
		return apierror.Newf(api.ErrorTypeConnectedAppInvalidRedirectURL, "%q has a fragment, a user, a backslash or a wildcard.", redirectURL)
	case u.Scheme == "http" && !slices.Contains(loopback, u.Hostname()):
		return apierror.Newf(api.ErrorTypeConnectedAppRedirectURLHTTPSchemeMustUseLoopback, "%q is http, which is allowed only on this machine.", redirectURL)
	}
	return nil
}

// reservedTokenClaims are ignored in the templates of tokens. A token with one of them would be another kind of token.
var reservedTokenClaims = []string{"iss", "sub", "aud", "exp", "nbf", "iat", "jti", "client_id", "scope", "nonce"}

// templateClaims returns the claims that a template adds to a token: the members of a JSON object.
func templateClaims(content string) (map[string]any, error) {
	claims := map[string]any{}
	if content == "" {
		return claims, nil
	}
	if err := json.Unmarshal([]byte(content), &claims); err != nil || claims == nil {
		return nil, errors.New("a template of tokens must be a JSON object")
	}
	for name := range claims {
		if slices.Contains(reservedTokenClaims, name) || strings.HasPrefix(name, claimNamespace) {
			delete(claims, name)
		}
	}
	return claims, nil
}
