package sessions

import (
	"slices"
	"strings"
	"time"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/emulator/apierror"
	"github.com/flymyai/stytch-go/internal/emulator/ids"
	"github.com/flymyai/stytch-go/internal/emulator/op"
	"github.com/flymyai/stytch-go/internal/emulator/store"
)

const (
	exchangeWindow  = 5 * time.Minute
	fullAccessScope = "full_access"
)

// AccessToken describes an access token that a connected app holds.
type AccessToken struct {
	UserID   string
	ClientID string
	// Scopes are separated by spaces. An exchange requires full_access.
	Scopes string
	// Audience is the resource that the token is for, besides the project; none when empty.
	Audience string
}

// NewAccessToken makes an access token, as the authorization flow of a connected app would. The store must be locked.
func NewAccessToken(s *store.Store, t AccessToken) (string, error) {
	u, err := s.FindUser(t.UserID)
	if err != nil {
		return "", err
	}
	if t.ClientID == "" {
		t.ClientID = s.NewID(ids.ConnectedApp)
	}
	consent := &store.Consent{User: u, ClientID: t.ClientID, Scopes: strings.Fields(t.Scopes), InSession: true}
	if t.Audience != "" {
		consent.Resources = []string{t.Audience}
	}
	return s.NewAccessToken(consent)
}

// exchanged are the IDs of the access tokens that were exchanged for a session.
type exchanged struct{ ids map[string]struct{} }

func exchangeAccessToken(c *op.Call, req *api.SessionsExchangeAccessTokenRequest) (*api.SessionsExchangeAccessTokenResponse, error) {
	plan, err := c.Store.PlanSession(c.Session)
	if err != nil {
		return nil, err
	}
	token, claims, ok := c.Store.VerifyAccessToken(req.AccessToken)
	if !ok {
		return nil, apierror.Newf(api.ErrorTypeOAuthAccessTokenExchangeTokenInvalidGrant, "The value is not a valid access token of a connected app.")
	}
	id, _ := claims["jti"].(string)
	issuedAt, _ := claims["iat"].(float64)
	scope, _ := claims["scope"].(string)
	spent := store.Part[exchanged](c.Store)
	if _, ok := spent.ids[id]; ok {
		return nil, apierror.Newf(api.ErrorTypeOAuthAccessTokenExchangeTokenInvalidGrant, "The access token was already exchanged.")
	}
	u := token.User
	switch {
	case u.Deleted:
		return nil, apierror.Newf(api.ErrorTypeOAuthAccessTokenExchangeTokenInvalidGrant, "The user of the access token no longer exists.")
	case token.Withdrawn:
		return nil, apierror.Newf(api.ErrorTypeConnectedAppConsentRevoked, "The user has revoked the app's access.")
	case !token.Alive():
		return nil, apierror.Newf(api.ErrorTypeOAuthAccessTokenExchangeTokenInvalidGrant, "The access token was revoked.")
	case c.Now.Sub(time.Unix(int64(issuedAt), 0)) > exchangeWindow:
		return nil, apierror.Newf(api.ErrorTypeOAuthAccessTokenExchangeTokenTooOld, "The access token is older than %v.", exchangeWindow)
	case !slices.Contains(strings.Fields(scope), fullAccessScope):
		return nil, apierror.Newf(api.ErrorTypeOAuthAccessTokenExchangeMissingFullAccess, "The access token lacks the scope %s.", fullAccessScope)
	case !token.InSession:
		return nil, apierror.Newf(api.ErrorTypeOAuthAccessTokenExchangeTokenInvalidGrant, "The user has authorized the app outside of a session.")
	}
	if err := c.Store.CheckLock(u); err != nil {
		return nil, err
	}
	if spent.ids == nil {
		spent.ids = map[string]struct{}{}
	}
	spent.ids[id] = struct{}{}
	f := store.Factor{ID: token.ClientID, AuthenticationFactor: api.AuthenticationFactor{
		Type:                           api.AuthenticationFactorTypeOAuth,
		DeliveryMethod:                 api.DeliveryMethodOAuthAccessTokenExchange,
		OAuthAccessTokenExchangeFactor: &api.OAuthAccessTokenExchangeFactor{ClientID: token.ClientID},
	}}
	grant, err := c.Store.Authenticated(u, plan, f, api.Attributes{})
	if err != nil {
		return nil, err
	}
	return &api.SessionsExchangeAccessTokenResponse{
		UserID: u.ID, User: c.Store.View(u),
		SessionToken: grant.Token, SessionJWT: grant.JWT, Session: grant.Session,
	}, nil
}
