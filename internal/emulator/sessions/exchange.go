package sessions

import (
	"slices"
	"strings"
	"time"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/emulator/apierror"
	"github.com/flymyai/stytch-go/internal/emulator/ids"
	"github.com/flymyai/stytch-go/internal/emulator/op"
	"github.com/flymyai/stytch-go/internal/emulator/signing"
	"github.com/flymyai/stytch-go/internal/emulator/store"
)

const (
	exchangeWindow      = 5 * time.Minute
	accessTokenLifetime = time.Hour
	fullAccessScope     = "full_access"
)

// AccessToken describes an access token that a connected app holds.
type AccessToken struct {
	UserID   string
	ClientID string
	// Scopes are separated by spaces; full_access is what an exchange needs.
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
	var audience []string
	if t.Audience != "" {
		audience = []string{s.Project.ProjectID, t.Audience}
	}
	return s.Keys.Sign(signing.Token{Subject: u.ID, Audience: audience, IssuedAt: s.Now(), Lifetime: accessTokenLifetime, Claims: map[string]any{
		"client_id": t.ClientID,
		"scope":     t.Scopes,
		"jti":       s.Random.UUID(),
	}})
}

// exchanged are the IDs of the access tokens that were exchanged for a session.
type exchanged struct{ ids map[string]struct{} }

func exchangeAccessToken(c *op.Call, req *api.SessionsExchangeAccessTokenRequest) (*api.SessionsExchangeAccessTokenResponse, error) {
	plan, err := c.Store.PlanSession(c.Session)
	if err != nil {
		return nil, err
	}
	var private struct {
		Scope    string `json:"scope"`
		ClientID string `json:"client_id"`
	}
	claims, ok := c.Store.Keys.Verify(req.AccessToken, c.Now, &private)
	if !ok || private.ClientID == "" || claims.ID == "" {
		return nil, apierror.Newf(api.ErrorTypeOAuthAccessTokenExchangeTokenInvalidGrant, "That is no access token of a connected app.")
	}
	spent := store.Part[exchanged](c.Store)
	if _, ok := spent.ids[claims.ID]; ok {
		return nil, apierror.Newf(api.ErrorTypeOAuthAccessTokenExchangeTokenInvalidGrant, "The access token was exchanged already.")
	}
	u := c.Store.UserByID(claims.Subject)
	switch {
	case u == nil:
		return nil, apierror.Newf(api.ErrorTypeOAuthAccessTokenExchangeTokenInvalidGrant, "The user of the access token is gone.")
	case c.Now.Sub(time.Unix(claims.IssuedAt, 0)) > exchangeWindow:
		return nil, apierror.Newf(api.ErrorTypeOAuthAccessTokenExchangeTokenTooOld, "The access token is older than %v.", exchangeWindow)
	case !slices.Contains(strings.Fields(private.Scope), fullAccessScope):
		return nil, apierror.Newf(api.ErrorTypeOAuthAccessTokenExchangeMissingFullAccess, "The access token lacks the scope %s.", fullAccessScope)
	}
	if err := c.Store.CheckLock(u); err != nil {
		return nil, err
	}
	if spent.ids == nil {
		spent.ids = map[string]struct{}{}
	}
	spent.ids[claims.ID] = struct{}{}
	f := store.Factor{ID: private.ClientID, AuthenticationFactor: api.AuthenticationFactor{
		Type:                           api.AuthenticationFactorTypeOAuth,
		DeliveryMethod:                 api.DeliveryMethodOAuthAccessTokenExchange,
		OAuthAccessTokenExchangeFactor: &api.OAuthAccessTokenExchangeFactor{ClientID: private.ClientID},
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
