package stytchtest_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/go-json-experiment/json"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/connectedapps"
	"github.com/flymyai/stytch-go/idp"
	"github.com/flymyai/stytch-go/stytchtest"
)

// registered is the response of a registration, or its error.
type registered struct {
	tokens

	ClientID      string   `json:"client_id"`
	ClientSecret  string   `json:"client_secret"`
	ClientName    string   `json:"client_name"`
	RedirectURIs  []string `json:"redirect_uris"`
	GrantTypes    []string `json:"grant_types"`
	ResponseTypes []string `json:"response_types"`
	Method        string   `json:"token_endpoint_auth_method"`
}

// registerApp registers an app with metadata.
func (w *harness) registerApp(metadata string) registered {
	w.Helper()
	var got registered
	w.fetch(http.MethodPost, "/v1/oauth2/register", strings.NewReader(metadata), http.Header{"Content-Type": {"application/json"}}, &got)
	return got
}

// Apps can register themselves if the project allows it.
func TestIDP_register(t *testing.T) {
	t.Parallel()
	const public = `{"client_name": "Agent", "redirect_uris": ["http://127.0.0.1:7777/callback"], "scope": "openid", "contacts": ["a@example.com"]}`
	w := newHarness(t, stytchtest.WithDynamicClientRegistration())
	got := w.registerApp(public)
	w.same([]any{got.Status, got.ClientName, got.RedirectURIs, got.GrantTypes, got.ResponseTypes, got.Method, got.ClientSecret},
		[]any{201, "Agent", []string{"http://127.0.0.1:7777/callback"}, []string{"authorization_code", "refresh_token"}, []string{"code"}, "none", ""})
	w.same(w.registerApp(public).ClientID, got.ClientID)
	w.same(w.registerApp(strings.Replace(public, "Agent", "Other", 1)).ClientID != got.ClientID, true)
	app, err := w.ConnectedApps.Clients.Get(w.ctx, got.ClientID)
	w.ok(err)
	w.same([]any{app.ConnectedApp.ClientType, app.ConnectedApp.ClientName}, []any{api.ConnectedAppClientTypeThirdPartyPublic, "Agent"})
	// A public app needs PKCE.
	_, err = w.IDP.OAuth.Authorize(w.ctx, idp.OAuthAuthorizeRequest{
		ClientID: got.ClientID, RedirectURI: got.RedirectURIs[0], ResponseType: "code", UserID: w.user(ada), ConsentGranted: true,
	})
	w.fails(err, api.ErrorTypePKCERequiredForIDPAuthorizationFlow)

	const confidential = `{"redirect_uris": ["https://agent.example.com/callback"], "token_endpoint_auth_method": "client_secret_basic"}`
	one, two := w.registerApp(confidential), w.registerApp(confidential)
	w.same([]bool{one.ClientID != two.ClientID, one.ClientSecret != "", one.ClientSecret != two.ClientSecret}, []bool{true, true, true})
	// A deleted app registers anew.
	_, err = w.ConnectedApps.Clients.Delete(w.ctx, got.ClientID)
	w.ok(err)
	w.same(w.registerApp(public).ClientID != got.ClientID, true)

	closed := newHarness(t).registerApp(public)
	w.same([]any{closed.Status, closed.Error}, []any{400, "dynamic_client_registration_not_enabled"})
}

// Anyone can register an app, so metadata that would mislead users or send codes elsewhere is rejected and not
// stored.
func TestIDP_registrationWithHostileMetadata(t *testing.T) {
	t.Parallel()
	uri := func(uri string) map[string]any { return map[string]any{"redirect_uris": []string{uri}} }
	field := func(name string, value any) map[string]any {
		return map[string]any{"redirect_uris": []string{callback}, name: value}
	}
	many := make([]string, 21)
	for i := range many {
		many[i] = callback
	}
	for name, test := range map[string]struct {
		metadata map[string]any
		want     string
	}{
		"no redirect URI":           {map[string]any{}, "invalid_redirect_uri"},
		"too many redirect URIs":    {map[string]any{"redirect_uris": many}, "invalid_redirect_uri"},
		"a script":                  {uri("javascript:alert(1)"), "invalid_redirect_uri"},
		"data":                      {uri("data:text/html,<script>alert(1)</script>"), "invalid_redirect_uri"},
		"a scheme of an app":        {uri("myapp://callback"), "invalid_redirect_uri"},
		"http elsewhere":            {uri("http://example.com/callback"), "invalid_redirect_uri"},
		"http, almost this machine": {uri("http://127.0.0.1.example.com/callback"), "invalid_redirect_uri"},
		"this machine as the user":  {uri("http://127.0.0.1@example.com/callback"), "invalid_redirect_uri"},
		"a user":                    {uri("https://a@example.com/callback"), "invalid_redirect_uri"},
		"a path in reverse":         {uri("https://example.com/\u202ekcabllac"), "invalid_redirect_uri"},
		"a wildcard":                {uri("https://*.example.com/callback"), "invalid_redirect_uri"},
		"a backslash":               {uri(`https://example.com\@evil.example/callback`), "invalid_redirect_uri"},
		"a fragment":                {uri(callback + "#x"), "invalid_redirect_uri"},
		"an empty fragment":         {uri(callback + "#"), "invalid_redirect_uri"},
		"no host":                   {uri("https:///callback"), "invalid_redirect_uri"},
		"a port without a host":     {uri("https://:443/callback"), "invalid_redirect_uri"},
		"a relative URI":            {uri("/callback"), "invalid_redirect_uri"},
		"a URI across lines":        {uri("https://example.com/\r\nSet-Cookie: a=b"), "invalid_redirect_uri"},
		"a long URI":                {uri(callback + strings.Repeat("a", 2048)), "invalid_redirect_uri"},
		"a number as URI":           {map[string]any{"redirect_uris": []any{1}}, "invalid_client_metadata"},
		"a long name":               {field("client_name", strings.Repeat("a", 257)), "invalid_client_metadata"},
		"a name across lines":       {field("client_name", "Bank\nVerified"), "invalid_client_metadata"},
		"a name in reverse":         {field("client_name", "\u202eknaB"), "invalid_client_metadata"},
		"a name with a hole":        {field("client_name", "Ba\u200bnk"), "invalid_client_metadata"},
		"a script as logo":          {field("logo_uri", "javascript:alert(1)"), "invalid_client_metadata"},
		"a logo over http":          {field("logo_uri", "http://example.com/logo.png"), "invalid_client_metadata"},
		"a script as home page":     {field("client_uri", "javascript:alert(1)"), "invalid_client_metadata"},
		"the password grant":        {field("grant_types", []string{"password"}), "invalid_client_metadata"},
		"the implicit flow":         {field("response_types", []string{"token"}), "invalid_client_metadata"},
		"an assertion as secret":    {field("token_endpoint_auth_method", "private_key_jwt"), "invalid_client_metadata"},
		"a software statement":      {field("software_statement", "a.b.c"), "invalid_client_metadata"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newHarness(t, stytchtest.WithDynamicClientRegistration())
			body, err := json.Marshal(test.metadata)
			w.ok(err)
			got := w.registerApp(string(body))
			if got.Status != 400 || got.Error != test.want || got.ClientID != "" {
				t.Errorf("got %+v, want %s", got, test.want)
			}
			w.same(w.apps(), 0)
		})
	}
}

// An app cannot set what the owner of the project decides.
func TestIDP_registrationOfPrivileges(t *testing.T) {
	t.Parallel()
	w := newHarness(t, stytchtest.WithDynamicClientRegistration())
	got := w.registerApp(`{"redirect_uris": ["https://agent.example.com/callback"], "client_type": "first_party", "full_access_allowed": true, "client_id": "mine"}`)
	app, err := w.ConnectedApps.Clients.Get(w.ctx, got.ClientID)
	w.ok(err)
	w.same([]any{app.ConnectedApp.ClientType, app.ConnectedApp.FullAccessAllowed, got.ClientID != "mine"}, []any{api.ConnectedAppClientTypeThirdPartyPublic, false, true})
}

// A registration that is not a JSON object is rejected.
func TestIDP_malformedRegistration(t *testing.T) {
	t.Parallel()
	w := newHarness(t, stytchtest.WithDynamicClientRegistration())
	for _, body := range []string{`[]`, `null`, `{`, ``} {
		got := w.registerApp(body)
		w.same([]any{got.Status, got.Error}, []any{400, "invalid_request"})
	}
	w.same(w.apps(), 0)
}

// apps returns the number of apps of the project.
func (w *harness) apps() int {
	w.Helper()
	page, err := w.ConnectedApps.Clients.Search(w.ctx, connectedapps.ClientsSearchRequest{})
	w.ok(err)
	return page.ResultsMetadata.Total
}
