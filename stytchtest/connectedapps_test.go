package stytchtest_test

import (
	"errors"
	"net/http"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/connectedapps"
)

// What the API sets that the caller leaves out, and what an update leaves unchanged.
func TestConnectedApps(t *testing.T) {
	t.Parallel()
	clients := newHarness(t).ConnectedApps.Clients
	created, err := clients.Create(t.Context(), connectedapps.ClientsCreateRequest{
		ClientType: api.ConnectedAppClientTypeFirstParty, ClientName: "Calendar", RedirectURLs: []string{"https://calendar.example.com/", "http://127.0.0.1:8080/"},
		FullAccessAllowed: true, AccessTokenCustomAudience: "https://api.example.com",
	})
	if err != nil {
		t.Fatal(err)
	}
	id, secret := created.ConnectedApp.ClientID, created.ConnectedApp.ClientSecret
	want := api.ConnectedApp{
		ClientID: id, ClientType: api.ConnectedAppClientTypeFirstParty, ClientName: "Calendar",
		RedirectURLs: []string{"https://calendar.example.com/", "http://127.0.0.1:8080/"}, PostLogoutRedirectURLs: []string{},
		FullAccessAllowed: true, AccessTokenExpiryMinutes: 60, AccessTokenCustomAudience: "https://api.example.com",
		ClientSecretLastFour: secret[len(secret)-4:], CreationMethod: "API", Status: "active",
	}
	got, err := clients.Get(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got.ConnectedApp); diff != "" {
		t.Errorf("created (-want +got):\n%s", diff)
	}

	name, none, allowed := "Diary", "", false
	want.ClientName, want.AccessTokenCustomAudience, want.FullAccessAllowed, want.RedirectURLs = name, none, allowed, []string{"https://diary.example.com/"}
	updated, err := clients.Update(t.Context(), id, connectedapps.ClientsUpdateRequest{
		ClientName: &name, AccessTokenCustomAudience: &none, FullAccessAllowed: &allowed, RedirectURLs: want.RedirectURLs,
	})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, updated.ConnectedApp); diff != "" {
		t.Errorf("updated (-want +got):\n%s", diff)
	}
	// A rejected update changes nothing.
	minutes := -1
	if _, err := clients.Update(t.Context(), id, connectedapps.ClientsUpdateRequest{ClientName: &none, AccessTokenExpiryMinutes: &minutes}); err == nil {
		t.Error("a negative lifetime was accepted")
	}
	if got, err = clients.Get(t.Context(), id); err != nil || got.ConnectedApp.ClientName != name {
		t.Errorf("after a rejected update: %v, %v", got, err)
	}
}

// The second secret becomes the only one, and a deleted app no longer exists.
func TestConnectedAppsSecrets(t *testing.T) {
	t.Parallel()
	w := newHarness(t)
	clients := w.ConnectedApps.Clients
	created, err := clients.Create(t.Context(), connectedapps.ClientsCreateRequest{ClientType: api.ConnectedAppClientTypeThirdParty})
	if err != nil {
		t.Fatal(err)
	}
	id, first := created.ConnectedApp.ClientID, created.ConnectedApp.ClientSecretLastFour
	_, err = clients.Secrets.RotateStart(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	canceled, err := clients.Secrets.RotateCancel(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	if canceled.ConnectedApp.ClientSecretLastFour != first || canceled.ConnectedApp.NextClientSecretLastFour != "" {
		t.Errorf("after the cancel: %+v", canceled.ConnectedApp)
	}
	started, err := clients.Secrets.RotateStart(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	next := started.ConnectedApp.NextClientSecret
	rotated, err := clients.Secrets.Rotate(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	if got := rotated.ConnectedApp; got.ClientSecretLastFour != next[len(next)-4:] || got.NextClientSecretLastFour != "" {
		t.Errorf("after the rotation: %+v", got)
	}
	_, err = clients.Delete(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := clients.Get(t.Context(), id); !errors.Is(err, api.ErrorTypeConnectedAppNotFound) {
		t.Errorf("after the deletion: %v", err)
	}
}

// Pages have the newest apps first, and every app once.
func TestConnectedAppsSearch(t *testing.T) {
	t.Parallel()
	clients := newHarness(t).ConnectedApps.Clients
	var want []string
	for range 5 {
		created, err := clients.Create(t.Context(), connectedapps.ClientsCreateRequest{ClientType: api.ConnectedAppClientTypeThirdPartyPublic})
		if err != nil {
			t.Fatal(err)
		}
		want = append(want, created.ConnectedApp.ClientID)
	}
	slices.Reverse(want)
	for limit := range 6 {
		var got []string
		for app, err := range clients.All(t.Context(), connectedapps.ClientsSearchRequest{Limit: limit}) {
			if err != nil {
				t.Fatal(err)
			}
			got = append(got, app.ClientID)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("limit %d (-want +got):\n%s", limit, diff)
		}
	}
}

// rotateApp adds an app of a type and sends the last of some calls about its secret.
func rotateApp(want api.ErrorType, clientType api.ConnectedAppClientType, calls ...string) errorCase {
	return when(want, func(w *harness) error {
		created, err := w.ConnectedApps.Clients.Create(w.ctx, connectedapps.ClientsCreateRequest{ClientType: clientType})
		for _, call := range calls {
			if err != nil {
				return err
			}
			_, err = w.post("/v1/connected_apps/clients/"+created.ConnectedApp.ClientID+"/secrets/"+call, map[string]any{})
		}
		return err
	})
}

var connectedAppErrors = []errorCase{
	post(api.ErrorTypeInvalidConnectedAppType, "/v1/connected_apps/clients", `{}`),
	post(api.ErrorTypeInvalidConnectedAppType, "/v1/connected_apps/clients", `{"client_type": "second_party"}`),
	post(api.ErrorTypeThirdPartyClientsCannotUseFullAccess, "/v1/connected_apps/clients", `{"client_type": "third_party", "full_access_allowed": true}`),
	post(api.ErrorTypeThirdPartyClientsRequireConsentForOfflineAccess, "/v1/connected_apps/clients", `{"client_type": "third_party_public", "bypass_consent_for_offline_access": true}`),
	post(api.ErrorTypeIDPInvalidAccessTokenJWTTemplate, "/v1/connected_apps/clients", `{"client_type": "first_party", "access_token_template_content": "[]"}`),
	post(api.ErrorTypeIDPInvalidAccessTokenExpiryMinutes, "/v1/connected_apps/clients", `{"client_type": "first_party", "access_token_expiry_minutes": -1}`),
	post(api.ErrorTypeConnectedAppInvalidRedirectURL, "/v1/connected_apps/clients", `{"client_type": "first_party", "redirect_urls": ["https://"]}`),
	post(api.ErrorTypeConnectedAppInvalidRedirectURL, "/v1/connected_apps/clients", `{"client_type": "first_party", "redirect_urls": ["https://a b"]}`),
	post(api.ErrorTypeConnectedAppRedirectURLMustIncludeScheme, "/v1/connected_apps/clients", `{"client_type": "first_party", "redirect_urls": ["/callback"]}`),
	post(api.ErrorTypeConnectedAppRedirectURLMustUseHTTPOrHTTPSScheme, "/v1/connected_apps/clients", `{"client_type": "first_party", "redirect_urls": ["myapp://callback"]}`),
	post(api.ErrorTypeConnectedAppRedirectURLHTTPSchemeMustUseLoopback, "/v1/connected_apps/clients", `{"client_type": "first_party", "post_logout_redirect_urls": ["http://localhost.example.com/"]}`),
	post(api.ErrorTypeInvalidRequestValue, "/v1/connected_apps/clients/search", `{"limit": 1001}`),
	post(api.ErrorTypeInvalidRequestValue, "/v1/connected_apps/clients/search", `{"cursor": "x"}`),
	raw(api.ErrorTypeConnectedAppNotFound, http.MethodGet, "/v1/connected_apps/clients/nobody", ``, nil),
	raw(api.ErrorTypeConnectedAppNotFound, http.MethodPut, "/v1/connected_apps/clients/nobody", `{}`, nil),
	raw(api.ErrorTypeConnectedAppNotFound, http.MethodDelete, "/v1/connected_apps/clients/nobody", ``, nil),
	post(api.ErrorTypeConnectedAppNotFound, "/v1/connected_apps/clients/nobody/secrets/rotate/start", `{}`),
	rotateApp(api.ErrorTypePublicConnectedAppsDoNotHaveSecrets, api.ConnectedAppClientTypeFirstPartyPublic, "rotate/start"),
	rotateApp(api.ErrorTypePublicConnectedAppsDoNotHaveSecrets, api.ConnectedAppClientTypeThirdPartyPublic, "rotate"),
	rotateApp(api.ErrorTypeConnectedAppNotRotatingSecret, api.ConnectedAppClientTypeFirstParty, "rotate"),
	rotateApp(api.ErrorTypeConnectedAppNotRotatingSecret, api.ConnectedAppClientTypeFirstParty, "rotate/start", "rotate/cancel", "rotate/cancel"),
	rotateApp(api.ErrorTypeConnectedAppAlreadyRotatingSecret, api.ConnectedAppClientTypeThirdParty, "rotate/start", "rotate/start"),
}
