package stytchtest_test

import (
	"net/http"
	"slices"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/connectedapps"
	"github.com/flymyai/stytch-go/idp"
	"github.com/flymyai/stytch-go/stytchtest"
)

// authorizeApp adds a public app, and has both operations of the consent page reject a changed request of it.
func authorizeApp(want api.ErrorType, change func(w *harness, req *idp.OAuthAuthorizeRequest)) []errorCase {
	prepare := func(w *harness) (*appHarness, idp.OAuthAuthorizeRequest) {
		created, err := w.ConnectedApps.Clients.Create(w.ctx, connectedapps.ClientsCreateRequest{
			ClientType: api.ConnectedAppClientTypeThirdPartyPublic, RedirectURLs: []string{callback},
		})
		w.ok(err)
		c := &appHarness{harness: w, id: created.ConnectedApp.ClientID, userID: w.user("app@example.com")}
		req := c.request("openid")
		change(w, &req)
		return c, req
	}
	return []errorCase{
		when(want, func(w *harness) error {
			c, req := prepare(w)
			_, err := c.IDP.OAuth.Authorize(c.ctx, req)
			return err
		}),
		when(want, func(w *harness) error {
			c, req := prepare(w)
			_, err := c.IDP.OAuth.AuthorizeStart(c.ctx, idp.OAuthAuthorizeStartRequest{
				ClientID: req.ClientID, RedirectURI: req.RedirectURI, ResponseType: req.ResponseType, Scopes: req.Scopes,
				UserID: req.UserID, SessionToken: req.SessionToken, SessionJWT: req.SessionJWT,
			})
			return err
		}),
	}
}

// idpErrors are the errors after which the consent page must not redirect to the app.
var idpErrors = slices.Concat(
	authorizeApp(api.ErrorTypeConnectedAppNotFound, func(_ *harness, req *idp.OAuthAuthorizeRequest) { req.ClientID = "nobody" }),
	authorizeApp(api.ErrorTypeConnectedAppMisconfiguredClient, func(w *harness, req *idp.OAuthAuthorizeRequest) {
		created, err := w.ConnectedApps.Clients.Create(w.ctx, connectedapps.ClientsCreateRequest{ClientType: api.ConnectedAppClientTypeThirdParty})
		w.ok(err)
		req.ClientID = created.ConnectedApp.ClientID
	}),
	authorizeApp(api.ErrorTypeConnectedAppInvalidRedirectURL, func(_ *harness, req *idp.OAuthAuthorizeRequest) { req.RedirectURI = "/callback" }),
	authorizeApp(api.ErrorTypeConnectedAppInvalidRedirectURL, func(_ *harness, req *idp.OAuthAuthorizeRequest) { req.RedirectURI = "" }),
	authorizeApp(api.ErrorTypeConnectedAppSuppliedRedirectURLNotFoundInClient, func(_ *harness, req *idp.OAuthAuthorizeRequest) { req.RedirectURI += "/" }),
	authorizeApp(api.ErrorTypeNoUserSelectionArguments, func(_ *harness, req *idp.OAuthAuthorizeRequest) { req.UserID = "" }),
	authorizeApp(api.ErrorTypeTooManyUserSelectionArguments, func(_ *harness, req *idp.OAuthAuthorizeRequest) { req.SessionToken = "x" }),
	authorizeApp(api.ErrorTypeUserNotFound, func(_ *harness, req *idp.OAuthAuthorizeRequest) { req.UserID = "nobody" }),
	authorizeApp(api.ErrorTypeInvalidUserID, func(_ *harness, req *idp.OAuthAuthorizeRequest) { req.UserID = "no body" }),
	authorizeApp(api.ErrorTypeInvalidSessionToken, func(_ *harness, req *idp.OAuthAuthorizeRequest) { req.UserID, req.SessionToken = "", "x" }),
	authorizeApp(api.ErrorTypeUnableToParseSessionJWT, func(_ *harness, req *idp.OAuthAuthorizeRequest) { req.UserID, req.SessionJWT = "", "x" }),
	authorizeApp(api.ErrorTypeSessionNotFound, func(w *harness, req *idp.OAuthAuthorizeRequest) {
		req.UserID, req.SessionToken = "", w.login("other@example.com").SessionToken
		w.srv.Reset()
		created, err := w.ConnectedApps.Clients.Create(w.ctx, connectedapps.ClientsCreateRequest{
			ClientType: api.ConnectedAppClientTypeThirdPartyPublic, RedirectURLs: []string{callback},
		})
		w.ok(err)
		req.ClientID = created.ConnectedApp.ClientID
	}),
	authorizeApp(api.ErrorTypePKCERequiredForIDPAuthorizationFlow, func(_ *harness, req *idp.OAuthAuthorizeRequest) { req.CodeChallenge = "" })[:1],
	authorizeApp(api.ErrorTypeInvalidPKCECodeChallenge, func(_ *harness, req *idp.OAuthAuthorizeRequest) { req.CodeChallenge = "short" })[:1],
	[]errorCase{
		authorizeApp(api.ErrorTypeInvalidRequestValue, func(_ *harness, req *idp.OAuthAuthorizeRequest) { req.ResponseType = "token" })[1],
		when(api.ErrorTypeConnectedAppConsentRevoked, func(w *harness) error {
			userID, id := w.user("app@example.com"), w.srv.ConnectApp(w.user("two@example.com"), api.UserConnectedApp{}).ConnectedAppID
			w.srv.ConnectApp(userID, api.UserConnectedApp{ConnectedAppID: id})
			token := w.srv.AccessToken(stytchtest.AccessToken{UserID: userID, ClientID: id, Scopes: "full_access"})
			_, err := w.Users.RevokeConnectedApp(w.ctx, userID, id)
			w.ok(err)
			_, err = w.exchange(token)
			return err
		}),
		when(api.ErrorTypeDynamicClientRegistrationNotEnabled, func(w *harness) error {
			return w.Request(w.ctx, http.MethodPost, "/v1/oauth2/register", map[string]any{"redirect_uris": []string{callback}}, nil)
		}),
	},
)
