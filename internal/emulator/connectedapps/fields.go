package connectedapps

import (
	"net/url"
	"slices"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/emulator/apierror"
)

var types = []api.ConnectedAppClientType{
	api.ConnectedAppClientTypeFirstParty, api.ConnectedAppClientTypeFirstPartyPublic,
	api.ConnectedAppClientTypeThirdParty, api.ConnectedAppClientTypeThirdPartyPublic,
}

// loopback are the hosts whose redirect URLs may be http. That localhost is one of them is a guess.
var loopback = []string{"127.0.0.1", "::1", "localhost"}

// check checks the fields of an app.
func check(view *api.ConnectedApp) error {
	thirdParty := view.ClientType == api.ConnectedAppClientTypeThirdParty || view.ClientType == api.ConnectedAppClientTypeThirdPartyPublic
	switch {
	case !slices.Contains(types, view.ClientType):
		return apierror.Newf(api.ErrorTypeInvalidConnectedAppType, "client_type must be one of %q.", types)
	case thirdParty && view.FullAccessAllowed:
		return apierror.Newf(api.ErrorTypeThirdPartyClientsCannotUseFullAccess, "full_access_allowed is for first-party apps.")
	case thirdParty && view.BypassConsentForOfflineAccess:
		return apierror.Newf(api.ErrorTypeThirdPartyClientsRequireConsentForOfflineAccess, "bypass_consent_for_offline_access is for first-party apps.")
	case view.AccessTokenExpiryMinutes < 1:
		return apierror.Newf(api.ErrorTypeIDPInvalidAccessTokenExpiryMinutes, "access_token_expiry_minutes must be positive.")
	}
	for _, redirectURL := range slices.Concat(view.RedirectURLs, view.PostLogoutRedirectURLs) {
		if err := checkURL(redirectURL); err != nil {
			return err
		}
	}
	return nil
}

func checkURL(redirectURL string) error {
	u, err := url.Parse(redirectURL)
	switch {
	case err != nil:
		return apierror.Newf(api.ErrorTypeConnectedAppInvalidRedirectURL, "%q is not a URL.", redirectURL)
	case u.Scheme == "":
		return apierror.Newf(api.ErrorTypeConnectedAppRedirectURLMustIncludeScheme, "%q has no scheme.", redirectURL)
	case u.Scheme != "https" && u.Scheme != "http":
		return apierror.Newf(api.ErrorTypeConnectedAppRedirectURLMustUseHTTPOrHTTPSScheme, "%q is neither https nor http.", redirectURL)
	case u.Host == "":
		return apierror.Newf(api.ErrorTypeConnectedAppInvalidRedirectURL, "%q has no host.", redirectURL)
	case u.Scheme == "http" && !slices.Contains(loopback, u.Hostname()):
		return apierror.Newf(api.ErrorTypeConnectedAppRedirectURLHTTPSchemeMustUseLoopback, "%q is http, which is for this machine alone.", redirectURL)
	}
	return nil
}
