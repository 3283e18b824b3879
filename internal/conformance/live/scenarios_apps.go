package live

import (
	"crypto/sha256"
	"encoding/base64"
	"net/http"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/connectedapps"
	"github.com/flymyai/stytch-go/idp"
	"github.com/flymyai/stytch-go/m2m"
	"github.com/flymyai/stytch-go/passwords"
	"github.com/flymyai/stytch-go/sessions"
)

func m2mScenario(r *Run) {
	created, err := r.M2M.Clients.Create(r.step("create"), m2m.ClientsCreateRequest{
		ClientName: r.mark(), ClientDescription: "A client of the conformance scenarios", Scopes: []string{"read:users", "write:users"},
		TrustedMetadata: map[string]any{"team": "billing"},
	})
	r.must(err)
	id := created.M2MClient.ClientID
	_, err = r.M2M.Clients.Create(r.step("create with an ID that is taken"),
		m2m.ClientsCreateRequest{ClientID: id, Scopes: []string{"read:users"}})
	r.fails(err)
	_, err = r.M2M.Clients.Create(r.step("create with a short secret", choice("m2m-1")),
		m2m.ClientsCreateRequest{ClientName: r.mark(), ClientSecret: "short", Scopes: []string{"read:users"}})
	r.fails(err)
	empty, err := r.M2M.Clients.Create(r.step("create without scopes", choice("m2m-1")),
		m2m.ClientsCreateRequest{ClientName: r.mark(), Scopes: []string{}})
	r.ok(err)
	_, err = r.M2M.Clients.Get(r.step("get"), id)
	r.ok(err)
	_, err = r.M2M.Clients.Get(r.step("get an unknown client"), "m2m-client-test-00000000-0000-4000-8000-000000000000")
	r.rejects(err, api.ErrorTypeM2MClientNotFound)
	if empty != nil {
		_, err = r.M2M.Clients.Search(r.step("search by ID", choice("m2m-2")),
			m2m.ClientsSearchRequest{Query: m2m.And(m2m.ClientID(id, empty.M2MClient.ClientID))})
		r.ok(err)
	}
	_, err = r.M2M.Clients.Search(r.step("search by one scope of two", choice("m2m-2")), m2m.ClientsSearchRequest{
		Query: m2m.And(m2m.ClientID(id), m2m.Scopes("read:users", "no:such")),
	})
	r.ok(err)
	_, err = r.M2M.Clients.Update(r.step("update"),
		id, m2m.ClientsUpdateRequest{Scopes: []string{"read:users"}, ClientDescription: new("Updated")})
	r.ok(err)
	_, err = r.M2M.Clients.Secrets.Rotate(r.step("rotate without a start"), id)
	r.fails(err)
	_, err = r.M2M.Clients.Secrets.RotateStart(r.step("start a rotation"), id)
	r.ok(err)
	_, err = r.M2M.Clients.Secrets.RotateStart(r.step("start a rotation twice"), id)
	r.fails(err)
	_, err = r.M2M.Clients.Secrets.RotateCancel(r.step("cancel the rotation"), id)
	r.ok(err)
	_, err = r.M2M.Clients.Secrets.RotateStart(r.step("start another rotation"), id)
	r.ok(err)
	_, err = r.M2M.Clients.Secrets.Rotate(r.step("rotate"), id)
	r.ok(err)
	_, err = r.M2M.Clients.Delete(r.step("delete"), id)
	r.ok(err)
	_, err = r.M2M.Clients.Delete(r.step("delete twice"), id)
	r.fails(err)
}

func m2mTokensScenario(r *Run) {
	created, err := r.M2M.Clients.Create(r.step("create"),
		m2m.ClientsCreateRequest{ClientName: r.mark(), Scopes: []string{"read:users", "write:users"}})
	r.must(err)
	id, secret := created.M2MClient.ClientID, created.M2MClient.ClientSecret
	_, err = r.M2M.Token(r.step("get a token"), m2m.TokenRequest{ClientID: id, ClientSecret: secret})
	r.ok(err)
	_, err = r.M2M.Token(r.step("get a token of one scope"),
		m2m.TokenRequest{ClientID: id, ClientSecret: secret, Scope: "read:users"})
	r.ok(err)
	_, err = r.M2M.Token(r.step("get a token of a foreign scope", choice("m2m-3")),
		m2m.TokenRequest{ClientID: id, ClientSecret: secret, Scope: "admin"})
	r.fails(err)
	_, err = r.M2M.Token(r.step("get a token with a wrong secret", choice("m2m-3")),
		m2m.TokenRequest{ClientID: id, ClientSecret: "a-wrong-secret-of-1815"})
	r.fails(err)
	_, err = r.M2M.Clients.Update(r.step("deactivate"), id, m2m.ClientsUpdateRequest{Status: api.M2MClientStatusInactive})
	r.ok(err)
	_, err = r.M2M.Token(r.step("get a token of an inactive client", choice("m2m-3")),
		m2m.TokenRequest{ClientID: id, ClientSecret: secret})
	r.fails(err)
}

// noApps are the errors of a project without Connected Apps.
var noApps = setting("Connected Apps are not set up for the project", api.ErrorTypeAuthorizationEndpointNotConfiguredForProject)

const callback = "https://calendar.example.com/callback"

func connectedAppsScenario(r *Run) {
	created, err := r.ConnectedApps.Clients.Create(r.step("create", choice("connected-apps-2", "connected-apps-3"), noApps),
		connectedapps.ClientsCreateRequest{
			ClientType: api.ConnectedAppClientTypeThirdParty, ClientName: r.mark(), RedirectURLs: []string{callback},
		})
	r.must(err)
	id := created.ConnectedApp.ClientID
	_, err = r.ConnectedApps.Clients.Create(r.step("create with a plain http URL", choice("connected-apps-1")),
		connectedapps.ClientsCreateRequest{
			ClientType: api.ConnectedAppClientTypeThirdParty, ClientName: r.mark(), RedirectURLs: []string{"http://calendar.example.com/callback"},
		})
	r.fails(err)
	public, err := r.ConnectedApps.Clients.Create(r.step("create a public app"), connectedapps.ClientsCreateRequest{
		ClientType: api.ConnectedAppClientTypeFirstPartyPublic, ClientName: r.mark(), RedirectURLs: []string{callback},
	})
	r.must(err)
	_, err = r.ConnectedApps.Clients.Secrets.RotateStart(r.step("rotate the secret of a public app"),
		public.ConnectedApp.ClientID)
	r.fails(err)
	_, err = r.ConnectedApps.Clients.Get(r.step("get"), id)
	r.ok(err)
	_, err = r.ConnectedApps.Clients.Get(r.step("get an unknown app"), "connected-app-test-00000000-0000-4000-8000-000000000000")
	r.fails(err)
	_, err = r.ConnectedApps.Clients.Search(r.step("search", choice("connected-apps-5"), ignore("connected_apps.2", "results_metadata")),
		connectedapps.ClientsSearchRequest{Limit: 2})
	r.ok(err)
	_, err = r.ConnectedApps.Clients.Update(r.step("update"),
		id, connectedapps.ClientsUpdateRequest{ClientDescription: new("A calendar"), AccessTokenExpiryMinutes: new(30)})
	r.ok(err)
	_, err = r.ConnectedApps.Clients.Update(r.step("set a malformed token template", choice("connected-apps-4")), id,
		connectedapps.ClientsUpdateRequest{AccessTokenTemplateContent: new("[1]")})
	r.fails(err)
	_, err = r.ConnectedApps.Clients.Secrets.RotateStart(r.step("start a rotation"), id)
	r.ok(err)
	_, err = r.ConnectedApps.Clients.Secrets.RotateCancel(r.step("cancel the rotation"), id)
	r.ok(err)
	_, err = r.ConnectedApps.Clients.Secrets.RotateStart(r.step("start another rotation"), id)
	r.ok(err)
	_, err = r.ConnectedApps.Clients.Secrets.Rotate(r.step("rotate"), id)
	r.ok(err)
	_, err = r.ConnectedApps.Clients.Delete(r.step("delete"), id)
	r.ok(err)
	_, err = r.ConnectedApps.Clients.Get(r.step("get a deleted app"), id)
	r.fails(err)
}

const verifier = "a-verifier-of-the-calendar-with-43-characters"

func authorizationScenario(r *Run) {
	created, err := r.ConnectedApps.Clients.Create(r.step("create an app", noApps), connectedapps.ClientsCreateRequest{
		ClientType: api.ConnectedAppClientTypeFirstParty, ClientName: r.mark(), RedirectURLs: []string{callback}, FullAccessAllowed: true,
	})
	r.must(err)
	app := created.ConnectedApp
	login, err := r.Passwords.Create(r.step("log in"),
		passwords.CreateRequest{Email: r.email(), Password: password, SessionDurationMinutes: 60})
	r.must(err)
	scopes := []string{"openid", "email", "full_access"}
	_, err = r.IDP.OAuth.AuthorizeStart(r.step("start", choice("authorization-4"), noApps), idp.OAuthAuthorizeStartRequest{
		ClientID: app.ClientID, RedirectURI: callback, ResponseType: "code", Scopes: scopes, SessionToken: login.SessionToken,
	})
	r.ok(err)
	_, err = r.IDP.OAuth.AuthorizeStart(r.step("start with another redirect URL", choice("authorization-7"), noApps),
		idp.OAuthAuthorizeStartRequest{
			ClientID: app.ClientID, RedirectURI: callback + "/other", ResponseType: "code", Scopes: scopes, SessionToken: login.SessionToken,
		})
	r.fails(err)
	sum := sha256.Sum256([]byte(verifier))
	authorize := idp.OAuthAuthorizeRequest{
		ClientID: app.ClientID, RedirectURI: callback, ResponseType: "code", Scopes: scopes, SessionToken: login.SessionToken, ConsentGranted: true,
		State: "a-state", Nonce: "a-nonce", CodeChallenge: base64.RawURLEncoding.EncodeToString(sum[:]),
	}
	authorized, err := r.IDP.OAuth.Authorize(r.step("authorize", choice("authorization-7"), noApps), authorize)
	r.must(err)
	if authorized.AuthorizationCode == "" {
		r.fail("want a code")
		return
	}
	exchange := map[string]any{
		"grant_type": "authorization_code", "client_id": app.ClientID, "client_secret": app.ClientSecret,
		"code": authorized.AuthorizationCode, "redirect_uri": callback, "code_verifier": verifier,
	}
	path := "/v1/public/" + r.ProjectID() + "/oauth2/token"
	var tokens struct {
		AccessToken string `json:"access_token"`
	}
	r.must(r.Request(r.step("exchange the code", choice("authorization-1", "authorization-9", "authorization-11")),
		http.MethodPost, path, exchange, &tokens))
	err = r.Request(r.step("read the metadata", choice("authorization-3"), ignore("scopes_supported")), http.MethodGet,
		"/v1/public/"+r.ProjectID()+"/.well-known/openid-configuration", nil, nil)
	r.ok(err)
	_, err = r.IDP.IntrospectToken(r.step("introspect"),
		idp.IntrospectTokenRequest{Token: tokens.AccessToken, ClientID: app.ClientID, ClientSecret: app.ClientSecret})
	r.ok(err)
	_, err = r.Sessions.ExchangeAccessToken(r.step("exchange the access token for a session", choice("authorization-13")),
		sessions.ExchangeAccessTokenRequest{
			AccessToken: tokens.AccessToken, SessionDurationMinutes: 30,
		})
	r.ok(err)
	connected, err := r.Users.ConnectedApps(r.step("list the apps of the user"), login.UserID)
	r.ok(err)
	if connected != nil && len(connected.ConnectedApps) > 0 {
		_, err = r.Users.RevokeConnectedApp(r.step("revoke the app"), login.UserID, connected.ConnectedApps[0].ConnectedAppID)
		r.ok(err)
	}
	_, err = r.IDP.IntrospectToken(r.step("introspect a revoked token", choice("authorization-12")), idp.IntrospectTokenRequest{
		Token: tokens.AccessToken, ClientID: app.ClientID, ClientSecret: app.ClientSecret,
	})
	r.ok(err)
	refreshScenario(r, login)
	err = r.Request(r.step("exchange the code twice", choice("authorization-8")), http.MethodPost, path, exchange, nil)
	r.fails(err)
	authorize.ConsentGranted, authorize.Prompt = false, "consent"
	_, err = r.IDP.OAuth.Authorize(r.step("deny", choice("authorization-6", "authorization-7")), authorize)
	r.ok(err)
}

// refreshScenario refreshes the tokens of a public app.
func refreshScenario(r *Run, login *passwords.CreateResponse) {
	created, err := r.ConnectedApps.Clients.Create(r.step("create a public app"), connectedapps.ClientsCreateRequest{
		ClientType: api.ConnectedAppClientTypeFirstPartyPublic, ClientName: r.mark(), RedirectURLs: []string{callback},
	})
	r.must(err)
	sum := sha256.Sum256([]byte(verifier))
	authorized, err := r.IDP.OAuth.Authorize(r.step("authorize offline access", noApps), idp.OAuthAuthorizeRequest{
		ClientID: created.ConnectedApp.ClientID, RedirectURI: callback, ResponseType: "code", Scopes: []string{"openid", "offline_access"},
		SessionToken: login.SessionToken, ConsentGranted: true, CodeChallenge: base64.RawURLEncoding.EncodeToString(sum[:]),
	})
	r.must(err)
	path := "/v1/public/" + r.ProjectID() + "/oauth2/token"
	var first, second struct {
		RefreshToken string `json:"refresh_token"`
	}
	r.must(r.Request(r.step("get a refresh token"), http.MethodPost, path, map[string]any{
		"grant_type": "authorization_code", "client_id": created.ConnectedApp.ClientID,
		"code": authorized.AuthorizationCode, "redirect_uri": callback, "code_verifier": verifier,
	}, &first))
	refresh := func(token string) map[string]any {
		return map[string]any{"grant_type": "refresh_token", "client_id": created.ConnectedApp.ClientID, "refresh_token": token}
	}
	r.must(r.Request(r.step("refresh", choice("authorization-10", "authorization-11")), http.MethodPost, path, refresh(first.RefreshToken), &second))
	r.fails(r.Request(r.step("refresh twice", choice("authorization-10")), http.MethodPost, path, refresh(first.RefreshToken), nil))
	r.fails(r.Request(r.step("refresh with the new token", choice("authorization-10")), http.MethodPost, path, refresh(second.RefreshToken), nil))
}
