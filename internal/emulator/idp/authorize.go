package idp

import (
	"net/url"
	"slices"
	"strings"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/emulator/apierror"
	"github.com/flymyai/stytch-go/internal/emulator/op"
	"github.com/flymyai/stytch-go/internal/emulator/pkce"
	"github.com/flymyai/stytch-go/internal/emulator/store"
)

// request is an authorization request (RFC 6749, section 4.1.1).
type request struct {
	app          *store.App
	redirectURI  string
	responseType string
	scopes       []string
	prompt       string
	state, nonce string
	challenge    string
	resources    []string
}

// check checks the parts of a request that must be valid before the user is redirected.
func (r *request) check(c *op.Call, clientID string) (err error) {
	if r.app, err = c.Store.FindApp(clientID); err != nil {
		return err
	}
	if len(r.app.Fields.RedirectURLs) == 0 {
		return apierror.Newf(api.ErrorTypeConnectedAppMisconfiguredClient, "The app has no redirect URL.")
	}
	if err := store.CheckAppURL(r.redirectURI); err != nil {
		return apierror.Newf(api.ErrorTypeConnectedAppInvalidRedirectURL, "The redirect_uri %q is not a valid redirect URI of an app.", r.redirectURI)
	}
	if !slices.Contains(r.app.Fields.RedirectURLs, r.redirectURI) {
		return apierror.Newf(api.ErrorTypeConnectedAppSuppliedRedirectURLNotFoundInClient, "The redirect_uri %q is not registered for the app. URLs are compared exactly.", r.redirectURI)
	}
	r.scopes = distinct(r.scopes)
	return nil
}

// distinct returns values without repetitions.
func distinct(values []string) []string {
	list := []string{}
	for _, v := range values {
		if !slices.Contains(list, v) {
			list = append(list, v)
		}
	}
	return list
}

// checkChallenge rejects a request of a public app without PKCE.
func (r *request) checkChallenge() error {
	if r.challenge == "" && r.app.Public() {
		return apierror.Newf(api.ErrorTypePKCERequiredForIDPAuthorizationFlow, "The app is public, so the request needs a code_challenge.")
	}
	return pkce.CheckChallenge(r.challenge)
}

// consentRequired reports whether a user has to be asked.
func (r *request) consentRequired(u *store.User) bool {
	granted := store.GrantedScopes(u, r.app.Fields.ClientID)
	connected := slices.ContainsFunc(u.ConnectedApps, func(a api.UserConnectedApp) bool { return a.ConnectedAppID == r.app.Fields.ClientID })
	missing := slices.ContainsFunc(r.scopes, func(scope string) bool { return !slices.Contains(granted, scope) })
	switch {
	case slices.Contains(strings.Fields(r.prompt), "consent"):
		return true
	case slices.Contains(r.scopes, scopeOfflineAccess) && !r.app.Fields.BypassConsentForOfflineAccess:
		return true
	}
	return !r.app.FirstParty() && (!connected || missing)
}

// results describes the scopes of a request.
func (r *request) results(c *op.Call, u *store.User) []api.IDPScopeResult {
	results := make([]api.IDPScopeResult, len(r.scopes))
	for i, scope := range r.scopes {
		results[i] = scopeResult(c.Project, r.app, u, scope)
	}
	return results
}

// ungrantable lists the scopes that a user cannot grant. The user is nil for a new one.
func (r *request) ungrantable(c *op.Call, u *store.User) (scopes []string) {
	if u == nil {
		u = &store.User{}
	}
	for _, result := range r.results(c, u) {
		if !result.IsGrantable {
			scopes = append(scopes, result.Scope)
		}
	}
	return scopes
}

// grant ends a request that a user allows: with an authorization code, or with the error of a scope that the user cannot
// grant.
func (r *request) grant(c *op.Call, u *store.User, inSession bool) (redirectURI, code string) {
	switch {
	case r.responseType != "code":
		return r.fail(c, "unsupported_response_type", "response_type must be code"), ""
	case len(r.ungrantable(c, u)) > 0:
		return r.fail(c, "invalid_scope", "A requested scope is unknown, or the user cannot grant it"), ""
	}
	for _, resource := range r.resources {
		if u, err := url.Parse(resource); err != nil || u.Scheme == "" || strings.Contains(resource, "#") {
			return r.fail(c, string(apierror.InvalidTarget), "A resource is not an absolute URI without a fragment"), ""
		}
	}
	code = c.Store.AddCode(&store.Consent{
		User: u, ClientID: r.app.Fields.ClientID, Scopes: r.scopes, Resources: r.resources, Nonce: r.nonce, InSession: inSession,
	}, r.redirectURI, r.challenge)
	return r.redirect(c, url.Values{"code": {code}}), code
}

// fail ends a request with an error of OAuth 2.0 (RFC 6749, section 4.1.2.1).
func (r *request) fail(c *op.Call, code, description string) string {
	return r.redirect(c, url.Values{"error": {code}, "error_description": {description}})
}

// redirect returns where a request leads: to the redirect URI with more parameters. The issuer is one of them, so that an
// app of several authorization servers does not mix them up (RFC 9207).
func (r *request) redirect(c *op.Call, params url.Values) string {
	if r.state != "" {
		params.Set("state", r.state)
	}
	params.Set("iss", c.Issuer())
	separator := "?"
	if strings.Contains(r.redirectURI, "?") {
		separator = "&"
	}
	return r.redirectURI + separator + params.Encode()
}

// selectUser returns the user of a call, and whether the call named a session.
func selectUser(c *op.Call, userID string) (u *store.User, inSession bool, err error) {
	u, err = c.Store.SelectUser(store.UserSelection{UserID: userID, SessionToken: c.Session.Token, SessionJWT: c.Session.JWT})
	if u == nil && err == nil {
		err = apierror.Newf(api.ErrorTypeNoUserSelectionArguments, "Give one of user_id, session_token and session_jwt.")
	}
	return u, userID == "", err
}

func authorizeStart(c *op.Call, req *api.IDPOAuthAuthorizeStartRequest) (*api.IDPOAuthAuthorizeStartResponse, error) {
	r := request{redirectURI: req.RedirectURI, scopes: req.Scopes, prompt: req.Prompt}
	if err := r.check(c, req.ClientID); err != nil {
		return nil, err
	}
	if req.ResponseType != "code" {
		return nil, apierror.Newf(api.ErrorTypeInvalidRequestValue, "response_type must be code.")
	}
	u, _, err := selectUser(c, req.UserID)
	if err != nil {
		return nil, err
	}
	fields := r.app.Fields
	return &api.IDPOAuthAuthorizeStartResponse{
		UserID: u.ID, User: c.Store.View(u), ConsentRequired: r.consentRequired(u), ScopeResults: r.results(c, u),
		Client: api.ConnectedAppPublic{
			ClientID: fields.ClientID, ClientName: fields.ClientName, ClientDescription: fields.ClientDescription,
			ClientType: fields.ClientType, LogoURL: fields.LogoURL,
		},
	}, nil
}

func authorize(c *op.Call, req *api.IDPOAuthAuthorizeRequest) (*api.IDPOAuthAuthorizeResponse, error) {
	r := request{
		redirectURI: req.RedirectURI, responseType: req.ResponseType, scopes: req.Scopes, prompt: req.Prompt,
		state: req.State, nonce: req.Nonce, challenge: req.CodeChallenge, resources: req.Resources,
	}
	if err := r.check(c, req.ClientID); err != nil {
		return nil, err
	}
	if err := r.checkChallenge(); err != nil {
		return nil, err
	}
	u, inSession, err := selectUser(c, req.UserID)
	if err != nil {
		return nil, err
	}
	resp := &api.IDPOAuthAuthorizeResponse{}
	if !req.ConsentGranted && r.consentRequired(u) {
		resp.RedirectURI = r.fail(c, "access_denied", "The user has denied access")
	} else {
		resp.RedirectURI, resp.AuthorizationCode = r.grant(c, u, inSession)
	}
	return resp, nil
}
