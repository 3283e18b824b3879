package store

import (
	"slices"
	"strings"
	"time"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/emulator/signing"
)

// How long the tokens of apps live. The lifetime of a code is a guess, the longest that RFC 6749 recommends.
const (
	codeLifetime       = 10 * time.Minute
	idTokenLifetime    = time.Hour
	refreshTokenMonths = 3
)

// Consent is what a user has granted an app in one authorization request. The code and all tokens issued for the
// request belong to it.
type Consent struct {
	User     *User
	ClientID string
	Scopes   []string
	// Resources are the APIs that the tokens are for, besides the project (RFC 8707).
	Resources []string
	Nonce     string
	// InSession is set when the user gave the consent in a session, and not set when the application named the user.
	InSession bool
	// Revoked is set when the tokens are revoked or a code or token was used twice, and Withdrawn when the user
	// revoked the app's access or the app was deleted.
	Revoked, Withdrawn bool
}

// Alive reports whether the tokens of a consent still work.
func (c *Consent) Alive() bool { return !c.Revoked && !c.Withdrawn && !c.User.Deleted }

// HasScope reports whether the user has granted a scope.
func (c *Consent) HasScope(scope string) bool { return slices.Contains(c.Scopes, scope) }

// Code is an authorization code.
type Code struct {
	*Consent

	RedirectURI string
	// Challenge is the code challenge of the request (RFC 7636), empty without one.
	Challenge string
	ExpiresAt time.Time
	Spent     bool
}

// RefreshToken is a refresh token of an app.
type RefreshToken struct {
	*Consent

	IssuedAt, ExpiresAt time.Time
	// Spent tokens have been replaced by another.
	Spent bool
}

// AccessToken is an access token that was issued.
type AccessToken struct {
	*Consent

	Revoked bool
}

// AddCode returns an authorization code of a consent. The app is connected to the user from now on.
func (s *Store) AddCode(consent *Consent, redirectURI, challenge string) string {
	s.connect(consent)
	code := s.Random.Token()
	s.codes.add(code, &Code{Consent: consent, RedirectURI: redirectURI, Challenge: challenge, ExpiresAt: s.now.Add(codeLifetime)})
	return code
}

// Code returns an authorization code, or nil.
func (s *Store) Code(code string) *Code { return s.codes.get(code) }

// AddRefreshToken returns a new refresh token of a consent.
func (s *Store) AddRefreshToken(consent *Consent) string {
	token := s.Random.Token()
	s.refreshTokens.add(token, &RefreshToken{Consent: consent, IssuedAt: s.now, ExpiresAt: s.now.AddDate(0, refreshTokenMonths, 0)})
	return token
}

// RefreshToken returns a refresh token, or nil.
func (s *Store) RefreshToken(token string) *RefreshToken { return s.refreshTokens.get(token) }

// Extend makes a refresh token live as long as a new one.
func (s *Store) Extend(t *RefreshToken) { t.ExpiresAt = s.now.AddDate(0, refreshTokenMonths, 0) }

// connect records that a user has granted an app scopes.
func (s *Store) connect(consent *Consent) {
	u, id := consent.User, consent.ClientID
	granted := slices.Clone(consent.Scopes)
	for _, scope := range GrantedScopes(u, id) {
		if !slices.Contains(granted, scope) {
			granted = append(granted, scope)
		}
	}
	connected := api.UserConnectedApp{ConnectedAppID: id, ClientType: api.ConnectedAppClientTypeThirdParty}
	if i := slices.IndexFunc(u.ConnectedApps, func(a api.UserConnectedApp) bool { return a.ConnectedAppID == id }); i >= 0 {
		connected = u.ConnectedApps[i]
	}
	if app := s.App(id); app != nil {
		connected.Name, connected.Description = app.Fields.ClientName, app.Fields.ClientDescription
		connected.ClientType, connected.LogoURL = app.Fields.ClientType, app.Fields.LogoURL
	}
	connected.ScopesGranted = strings.Join(granted, " ")
	u.disconnect(id)
	u.ConnectedApps = append(u.ConnectedApps, connected)
}

// GrantedScopes returns the scopes that a user has granted an app.
func GrantedScopes(u *User, clientID string) []string {
	for _, connected := range u.ConnectedApps {
		if connected.ConnectedAppID == clientID {
			return strings.Fields(connected.ScopesGranted)
		}
	}
	return nil
}

// Disconnect revokes the access of an app to a user's account: its tokens stop working at the endpoints of the project. It
// reports whether the app had access.
func (s *Store) Disconnect(u *User, clientID string) bool {
	had := u.disconnect(clientID)
	if had {
		s.withdraw(func(c *Consent) bool { return c.User == u && c.ClientID == clientID })
	}
	return had
}

// withdraw withdraws the consents that match, and all tokens issued for them.
func (s *Store) withdraw(matches func(*Consent) bool) {
	check := func(c *Consent) { c.Withdrawn = c.Withdrawn || matches(c) }
	for _, code := range s.codes.values {
		check(code.Consent)
	}
	for _, token := range s.refreshTokens.values {
		check(token.Consent)
	}
	for _, token := range s.accessTokens.values {
		check(token.Consent)
	}
}

// disconnect removes an app from those of a user. It reports whether it was one of them.
func (u *User) disconnect(clientID string) bool {
	others := slices.DeleteFunc(slices.Clone(u.ConnectedApps), func(a api.UserConnectedApp) bool { return a.ConnectedAppID == clientID })
	had := len(others) < len(u.ConnectedApps)
	u.ConnectedApps = others
	return had
}

// AccessTokenSpec describes an access token to be issued.
type AccessTokenSpec struct {
	// Issuer is the issuer of the token, the project's when empty.
	Issuer string
	// Scopes and Resources are some of the consent's.
	Scopes, Resources []string
	Lifetime          time.Duration
	// CustomAudience and Template are those of the app.
	CustomAudience, Template string
}

// IssueAccessToken signs an access token of a consent.
func (s *Store) IssueAccessToken(consent *Consent, spec AccessTokenSpec) (string, error) {
	claims, err := templateClaims(spec.Template)
	if err != nil {
		return "", err
	}
	id := s.Random.Token()
	claims["client_id"], claims["jti"], claims["scope"] = consent.ClientID, id, strings.Join(spec.Scopes, " ")
	audience := []string{s.Project.ProjectID}
	for _, more := range slices.Concat([]string{spec.CustomAudience}, spec.Resources) {
		if more != "" && !slices.Contains(audience, more) {
			audience = append(audience, more)
		}
	}
	s.accessTokens.add(id, &AccessToken{Consent: consent})
	return s.Keys.Sign(signing.Token{
		Issuer: spec.Issuer, Subject: consent.User.ID, Audience: audience, IssuedAt: s.now, Lifetime: spec.Lifetime, Claims: claims,
	})
}

// NewAccessToken makes an access token outside the authorization flow: with all that is granted, and the settings of
// the app if there is such an app. The app is connected to the user from now on.
func (s *Store) NewAccessToken(consent *Consent) (string, error) {
	s.connect(consent)
	spec := AccessTokenSpec{Scopes: consent.Scopes, Resources: consent.Resources, Lifetime: defaultExpiryMinutes * time.Minute}
	if app := s.App(consent.ClientID); app != nil {
		spec = app.AccessTokenSpec(consent)
	}
	return s.IssueAccessToken(consent, spec)
}

// AccessTokenSpec describes the access token of a consent, with all that is granted.
func (a *App) AccessTokenSpec(consent *Consent) AccessTokenSpec {
	return AccessTokenSpec{
		Scopes: consent.Scopes, Resources: consent.Resources, Lifetime: time.Duration(a.Fields.AccessTokenExpiryMinutes) * time.Minute,
		CustomAudience: a.Fields.AccessTokenCustomAudience, Template: a.Fields.AccessTokenTemplateContent,
	}
}

// VerifyAccessToken returns the access token of a JWT and its claims. It reports whether the JWT is an access token
// that this project has issued to an app and that has not expired. The caller checks whether it was revoked.
func (s *Store) VerifyAccessToken(jwt string) (token *AccessToken, claims map[string]any, ok bool) {
	registered, ok := s.Keys.Verify(jwt, s.now, &claims)
	if !ok || s.now.Unix() >= registered.Expires {
		return nil, nil, false
	}
	_, session := claims[sessionClaimKey]
	clientID, _ := claims["client_id"].(string)
	token = s.accessTokens.get(registered.ID)
	if session || token == nil || token.ClientID != clientID || token.User.ID != registered.Subject {
		return nil, nil, false
	}
	return token, claims, true
}

// Alive reports whether the token was not revoked.
func (t *AccessToken) Alive() bool { return !t.Revoked && t.Consent.Alive() }
