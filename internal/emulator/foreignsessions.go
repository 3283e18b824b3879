package emulator

import (
	"crypto"
	"errors"
	"slices"
	"strings"
	"time"

	"github.com/go-jose/go-jose/v4"
	"github.com/go-json-experiment/json"

	"github.com/flymyai/stytch-go/api"
)

// migrateSession makes a session from a foreign token, whose email address the project's UserInfo
// endpoint tells.
func migrateSession(c *call, req *api.SessionsMigrateRequest) (*api.SessionsMigrateResponse, error) {
	plan, err := c.planSession(sessionArgs{minutes: req.SessionDurationMinutes, claims: req.SessionCustomClaims})
	if err != nil {
		return nil, err
	}
	if c.cfg.UserInfo == nil {
		return nil, refuse(api.ErrorTypeMigrateFromExternalMissingUserinfo, "The project has no UserInfo endpoint.")
	}
	address, err := c.askUserInfo(req.SessionToken)
	if err != nil {
		return nil, refuse(api.ErrorTypeMigrateFromExternalUnexpectedResponse, "The UserInfo endpoint failed: %v.", err)
	}
	address, err = c.checkEmail(address)
	if err != nil {
		return nil, refuse(api.ErrorTypeMigrateFromExternalUnexpectedResponse, "The UserInfo endpoint answered no email address.")
	}
	email := c.contacts[address]
	if email == nil {
		return nil, refuse(api.ErrorTypeMigrateFromExternalEmailDoesNotExist, "No user has the email address of the foreign session.")
	}
	f := factor{id: email.id, AuthenticationFactor: api.AuthenticationFactor{
		Type: api.AuthenticationFactorTypeImported, DeliveryMethod: api.DeliveryMethodImportedAuth0,
	}}
	granted, err := c.complete(email.user, plan, f, api.Attributes{})
	if err != nil {
		return nil, err
	}
	return &api.SessionsMigrateResponse{
		UserID: email.user.id, User: c.view(email.user),
		SessionToken: granted.token, SessionJWT: granted.jwt, Session: granted.session,
	}, nil
}

// askUserInfo asks without the state being locked: the answer may take its time, or come from a program
// that calls this very server.
func (c *call) askUserInfo(token string) (string, error) {
	c.mu.Unlock()
	defer c.mu.Lock()
	return c.cfg.UserInfo(token)
}

const (
	exchangeWindow  = 5 * time.Minute
	accessTokenLife = time.Hour
	fullAccessScope = "full_access"
)

// AccessToken describes an access token that a connected app holds.
type AccessToken struct {
	UserID   string
	ClientID string
	// Scopes are separated by spaces; full_access is what an exchange needs.
	Scopes string
}

// AccessToken makes an access token, as the authorization flow of a connected app would.
func (s *Server) AccessToken(t AccessToken) (string, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	c := &call{Server: s, now: s.clock()}
	u, err := c.findUser(t.UserID)
	if err != nil {
		return "", err
	}
	if t.ClientID == "" {
		t.ClientID = c.newID(connectedAppPrefix)
	}
	return c.sign(map[string]any{
		"iss":       c.issuer(),
		"aud":       []string{c.cfg.ProjectID},
		"sub":       u.id,
		"client_id": t.ClientID,
		"scope":     t.Scopes,
		"iat":       c.now.Unix(),
		"nbf":       c.now.Unix(),
		"exp":       c.now.Add(accessTokenLife).Unix(),
		"jti":       c.random.uuid(),
	})
}

func exchangeAccessToken(c *call, req *api.SessionsExchangeAccessTokenRequest) (*api.SessionsExchangeAccessTokenResponse, error) {
	plan, err := c.planSession(sessionArgs{minutes: req.SessionDurationMinutes, claims: req.SessionCustomClaims})
	if err != nil {
		return nil, err
	}
	claims, ok := c.verify(req.AccessToken)
	if !ok || claims.ClientID == "" || claims.ID == "" {
		return nil, refuse(api.ErrorTypeOAuthAccessTokenExchangeTokenInvalidGrant, "That is no access token of a connected app.")
	}
	if _, spent := c.accessTokens[claims.ID]; spent {
		return nil, refuse(api.ErrorTypeOAuthAccessTokenExchangeTokenInvalidGrant, "The access token was exchanged already.")
	}
	u := c.byID[claims.Subject]
	switch {
	case u == nil:
		return nil, refuse(api.ErrorTypeOAuthAccessTokenExchangeTokenInvalidGrant, "The user of the access token is gone.")
	case c.now.Sub(time.Unix(claims.IssuedAt, 0)) > exchangeWindow:
		return nil, refuse(api.ErrorTypeOAuthAccessTokenExchangeTokenTooOld, "The access token is older than %v.", exchangeWindow)
	case !slices.Contains(strings.Fields(claims.Scope), fullAccessScope):
		return nil, refuse(api.ErrorTypeOAuthAccessTokenExchangeMissingFullAccess, "The access token lacks the scope %s.", fullAccessScope)
	}
	if err := c.checkLock(u); err != nil {
		return nil, err
	}
	c.accessTokens[claims.ID] = struct{}{}
	f := factor{id: claims.ClientID, AuthenticationFactor: api.AuthenticationFactor{
		Type:                           api.AuthenticationFactorTypeOAuth,
		DeliveryMethod:                 api.DeliveryMethodOAuthAccessTokenExchange,
		OAuthAccessTokenExchangeFactor: &api.OAuthAccessTokenExchangeFactor{ClientID: claims.ClientID},
	}}
	granted, err := c.complete(u, plan, f, api.Attributes{})
	if err != nil {
		return nil, err
	}
	return &api.SessionsExchangeAccessTokenResponse{
		UserID: u.id, User: c.view(u),
		SessionToken: granted.token, SessionJWT: granted.jwt, Session: granted.session,
	}, nil
}

// TrustedTokenProfile lets somebody else vouch for users, by JWTs of their own.
type TrustedTokenProfile struct {
	// ID is the profile_id of a request.
	ID string
	// Issuer and Audience are what the iss and aud claims must be.
	Issuer, Audience string
	// Keys are public keys by their ids.
	Keys map[string]crypto.PublicKey
}

// trustedAlgorithms are those a trusted token may be signed with.
var trustedAlgorithms = []jose.SignatureAlgorithm{jose.RS256, jose.RS384, jose.RS512, jose.PS256, jose.ES256, jose.ES384, jose.EdDSA}

// trustedClaims are the claims of a trusted token. The user is the one of the subject, a user id or an
// external id, or of the email address.
type trustedClaims struct {
	Issuer   string   `json:"iss"`
	Audience audience `json:"aud"`
	Subject  string   `json:"sub"`
	Email    string   `json:"email"`
	ID       string   `json:"jti"`
	Expires  int64    `json:"exp"`
	Before   int64    `json:"nbf"`
}

// audience is a list that may come as a single string (RFC 7519, section 4.1.3).
type audience []string

// UnmarshalJSON takes both forms.
func (a *audience) UnmarshalJSON(data []byte) error {
	var one string
	if err := json.Unmarshal(data, &one); err == nil {
		*a = audience{one}
		return nil
	}
	var list []string
	err := json.Unmarshal(data, &list)
	*a = list
	return err
}

func attestSession(c *call, req *api.SessionsAttestRequest) (*api.SessionsAttestResponse, error) {
	plan, err := c.planSession(sessionArgs{req.SessionToken, req.SessionJWT, req.SessionDurationMinutes, req.SessionCustomClaims})
	if err != nil {
		return nil, err
	}
	if req.ProfileID == "" {
		return nil, refuse(api.ErrorTypeTrustedTokenProfileInvalidRequest, "profile_id is empty.")
	}
	i := slices.IndexFunc(c.cfg.TrustedTokenProfiles, func(p TrustedTokenProfile) bool { return p.ID == req.ProfileID })
	if i < 0 {
		return nil, refuse(api.ErrorTypeTrustedTokenProfileNotFound, "There is no trusted token profile %q.", req.ProfileID)
	}
	claims, err := c.trust(&c.cfg.TrustedTokenProfiles[i], req.Token)
	if err != nil {
		return nil, err
	}
	u, err := c.attestedUser(claims)
	if err != nil {
		return nil, err
	}
	if err := c.checkLock(u); err != nil {
		return nil, err
	}
	f := factor{id: claims.ID, AuthenticationFactor: api.AuthenticationFactor{
		Type:                   api.AuthenticationFactorTypeTrustedAuthToken,
		DeliveryMethod:         api.DeliveryMethodTrustedTokenExchange,
		TrustedAuthTokenFactor: &api.TrustedAuthTokenFactor{TokenID: claims.ID},
	}}
	granted, err := c.complete(u, plan, f, api.Attributes{})
	if err != nil {
		return nil, err
	}
	return &api.SessionsAttestResponse{
		UserID: u.id, User: c.view(u),
		SessionToken: granted.token, SessionJWT: granted.jwt, Session: granted.session,
	}, nil
}

// trust verifies a token by a profile.
func (c *call) trust(p *TrustedTokenProfile, token string) (*trustedClaims, error) {
	claims, err := verifyTrusted(p, token)
	switch {
	case err != nil:
		return nil, refuse(api.ErrorTypeInvalidTrustedAuthToken, "The token cannot be trusted: %v.", err)
	case claims.Issuer != p.Issuer:
		return nil, refuse(api.ErrorTypeJWTInvalidIssuer, "The iss claim is not the issuer of the profile.")
	case !slices.Contains(claims.Audience, p.Audience):
		return nil, refuse(api.ErrorTypeJWTInvalidAudience, "The aud claim does not hold the audience of the profile.")
	case claims.ID == "" || c.now.Unix() >= claims.Expires || c.now.Unix() < claims.Before:
		return nil, refuse(api.ErrorTypeJWTInvalidClaims, "The token has no jti claim, has expired, or is not valid yet.")
	}
	return claims, nil
}

func verifyTrusted(p *TrustedTokenProfile, token string) (*trustedClaims, error) {
	signed, err := jose.ParseSignedCompact(token, trustedAlgorithms)
	if err != nil || len(signed.Signatures) != 1 {
		return nil, errors.New("it is no JWT")
	}
	key, ok := p.Keys[signed.Signatures[0].Header.KeyID]
	if !ok {
		return nil, errors.New("the profile has no such key")
	}
	payload, err := signed.Verify(key)
	if err != nil {
		return nil, errors.New("the signature is wrong")
	}
	var claims trustedClaims
	if err := json.Unmarshal(payload, &claims); err != nil {
		return nil, errors.New("its claims are malformed")
	}
	return &claims, nil
}

func (c *call) attestedUser(claims *trustedClaims) (*user, error) {
	if claims.Subject != "" {
		if u, err := c.findUser(claims.Subject); err == nil {
			return u, nil
		}
	}
	if address, err := c.checkEmail(claims.Email); err == nil && c.contacts[address] != nil {
		return c.contacts[address].user, nil
	}
	return nil, refuse(api.ErrorTypeUserNotFound, "No user has the subject or the email address of the token.")
}
