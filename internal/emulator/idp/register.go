package idp

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"net/url"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/go-json-experiment/json"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/emulator/apierror"
	"github.com/flymyai/stytch-go/internal/emulator/op"
	"github.com/flymyai/stytch-go/internal/emulator/store"
)

// The limits for apps that register themselves. They are guesses.
const (
	maxRegisteredURLs = 20
	maxRegisteredText = 256
	maxRegisteredURL  = 2048
)

// metadata is the part of an app's registration (RFC 7591, section 2) that matters here.
type metadata struct {
	RedirectURIs            []string `json:"redirect_uris"`
	TokenEndpointAuthMethod string   `json:"token_endpoint_auth_method"`
	GrantTypes              []string `json:"grant_types"`
	ResponseTypes           []string `json:"response_types"`
	ClientName              string   `json:"client_name"`
	ClientURI               string   `json:"client_uri"`
	LogoURI                 string   `json:"logo_uri"`
	SoftwareStatement       string   `json:"software_statement"`
}

// register adds an app that registers itself (RFC 7591). A public app that registers the same metadata again gets the same
// client ID.
func register(c *op.Call, form *op.Form) (op.Object, error) {
	if !c.Project.DynamicClientRegistration {
		return nil, apierror.Newf(api.ErrorTypeDynamicClientRegistrationNotEnabled, "The project does not allow dynamic client registration.")
	}
	m, err := parseMetadata(form)
	if err != nil {
		return nil, err
	}
	fields := store.NewAppFields(api.ConnectedAppWithClientSecret{
		ClientType: api.ConnectedAppClientTypeThirdParty, ClientName: m.ClientName, LogoURL: m.LogoURI, RedirectURLs: m.RedirectURIs,
	})
	var app *store.App
	var secret, registration string
	if m.TokenEndpointAuthMethod == "none" {
		fields.ClientType = api.ConnectedAppClientTypeThirdPartyPublic
		if registration, err = m.hash(); err != nil {
			return nil, err
		}
		if i := slices.IndexFunc(c.Store.Apps(), func(a *store.App) bool { return a.Registration == registration }); i >= 0 {
			app = c.Store.Apps()[i]
		}
	}
	if app == nil {
		if app, secret, err = c.Store.RegisterApp(fields, registration); err != nil {
			return nil, err
		}
	}
	resp := op.Object{
		"client_id": app.Fields.ClientID, "client_id_issued_at": c.Now.Unix(), "client_name": m.ClientName, "redirect_uris": m.RedirectURIs,
		"grant_types": []string{"authorization_code", "refresh_token"}, "response_types": []string{"code"},
		"token_endpoint_auth_method": m.TokenEndpointAuthMethod,
	}
	if secret != "" {
		resp["client_secret"], resp["client_secret_expires_at"] = secret, 0
	}
	return resp, nil
}

// hash identifies metadata.
func (m *metadata) hash() (string, error) {
	encoded, err := json.Marshal(m, json.Deterministic(true))
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256(encoded)
	return hex.EncodeToString(sum[:]), nil
}

// parseMetadata reads and checks the metadata of a request.
func parseMetadata(form *op.Form) (*metadata, error) {
	if form.Values == nil {
		return nil, apierror.Newf(api.ErrorTypeOAuth2InvalidRequest, "The request has no body.")
	}
	encoded, err := json.Marshal(form.Values)
	if err != nil {
		return nil, err
	}
	m := &metadata{}
	if err := json.Unmarshal(encoded, m); err != nil {
		return nil, invalidMetadata("A member has the wrong JSON type.")
	}
	m.TokenEndpointAuthMethod = cmp.Or(m.TokenEndpointAuthMethod, "none")
	if err := m.checkRedirectURIs(); err != nil {
		return nil, err
	}
	switch {
	case !slices.Contains([]string{"none", "client_secret_post", "client_secret_basic"}, m.TokenEndpointAuthMethod):
		return nil, invalidMetadata("token_endpoint_auth_method must be none, client_secret_post or client_secret_basic.")
	case !within(m.GrantTypes, []string{"authorization_code", "refresh_token"}):
		return nil, invalidMetadata("grant_types must be authorization_code and refresh_token.")
	case !within(m.ResponseTypes, []string{"code"}):
		return nil, invalidMetadata("response_types must be code.")
	case m.SoftwareStatement != "":
		return nil, invalidMetadata("A software_statement is not supported.")
	case !plainText(m.ClientName):
		return nil, invalidMetadata("client_name is too long, or contains control or formatting characters.")
	case !webURL(m.ClientURI) || !webURL(m.LogoURI):
		return nil, invalidMetadata("client_uri and logo_uri must be https URLs.")
	}
	return m, nil
}

func (m *metadata) checkRedirectURIs() error {
	if len(m.RedirectURIs) == 0 || len(m.RedirectURIs) > maxRegisteredURLs {
		return apierror.Newf(apierror.InvalidRedirectURI, "redirect_uris must have 1 to %d URLs.", maxRegisteredURLs)
	}
	for _, uri := range m.RedirectURIs {
		if err := store.CheckAppURL(uri); err != nil || len(uri) > maxRegisteredURL || hasControl(uri) {
			return apierror.Newf(apierror.InvalidRedirectURI, "A redirect URI must be https, or http on this machine, without a fragment, a user and a wildcard.")
		}
	}
	return nil
}

func invalidMetadata(message string) error {
	return apierror.Newf(apierror.InvalidClientMetadata, "%s", message)
}

// plainText reports whether a text can appear on a consent page without misleading anybody: formatting characters can
// reverse the order of the text.
func plainText(s string) bool {
	return utf8.RuneCountInString(s) <= maxRegisteredText && !hasControl(s)
}

func hasControl(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.In(r, unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp) })
}

// webURL reports whether a text is empty or an https URL.
func webURL(s string) bool {
	u, err := url.Parse(s)
	return s == "" || err == nil && u.Scheme == "https" && u.Hostname() != "" && u.User == nil && len(s) <= maxRegisteredURL
}
