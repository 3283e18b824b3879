package emulator

import (
	"cmp"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/flymyai/stytch-go/api"
)

func oauthOperations() []operation {
	return []operation{
		op("oauth.attach", http.MethodPost, "/v1/oauth/attach", attachOAuth),
		op("oauth.authenticate", http.MethodPost, "/v1/oauth/authenticate", authenticateOAuth),
	}
}

const (
	oauthTokenLifetime  = 5 * time.Minute
	attachTokenLifetime = time.Hour
	// providerTokenLifetime is how long the provider's own access token lives.
	providerTokenLifetime = time.Hour
)

// OAuthLogin is a login with a provider, as the provider reports it.
type OAuthLogin struct {
	Provider string
	Subject  string
	Email    string
	// EmailUnverified says that the provider does not vouch for the address.
	EmailUnverified bool
	Name            api.Name
	PictureURL      string
	Locale          string
	// Scopes, AccessToken, RefreshToken and IDToken are the provider's own.
	Scopes                             []string
	AccessToken, RefreshToken, IDToken string
	// AttachToken is that of oauth.attach, which the start URL took.
	AttachToken string
	// CodeChallenge is that of the start URL.
	CodeChallenge string
}

// registrationKey is one account at one provider.
type registrationKey struct{ providerType, subject string }

// oauthToken is what the provider's login leaves at the redirect URL.
type oauthToken struct {
	login     OAuthLogin
	provider  *provider
	expiresAt time.Time
	spent     bool
}

// attachToken ties the next login with a provider to a user.
type attachToken struct {
	user      *user
	provider  *provider
	expiresAt time.Time
	spent     bool
}

// OAuthToken makes the token of a login, as if the user had just come back from the provider.
func (s *Server) OAuthToken(login OAuthLogin) (string, error) {
	p, err := s.configuredProvider(login.Provider)
	if err != nil {
		return "", err
	}
	if login.Email != "" {
		address, err := s.checkEmail(login.Email)
		if err != nil {
			return "", err
		}
		login.Email = address
	}
	if err := checkChallenge(login.CodeChallenge); err != nil {
		return "", err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	login.Subject = cmp.Or(login.Subject, s.random.uuid())
	login.AccessToken = cmp.Or(login.AccessToken, s.random.token())
	login.RefreshToken = cmp.Or(login.RefreshToken, s.random.token())
	if login.Scopes == nil {
		login.Scopes = []string{"openid", "email", "profile"}
	}
	token := s.random.token()
	s.oauthTokens[token] = &oauthToken{login: login, provider: p, expiresAt: s.clock().Add(oauthTokenLifetime)}
	return token, nil
}

// configuredProvider returns a provider that the project has configured.
func (s *Server) configuredProvider(name string) (*provider, error) {
	p, ok := findProvider(name)
	same := func(configured string) bool { return strings.EqualFold(configured, name) }
	switch {
	case !ok:
		return nil, refuse(api.ErrorTypeInvalidOAuthProvider, "There is no OAuth provider %q.", name)
	case s.cfg.OAuthProviders == nil || slices.ContainsFunc(s.cfg.OAuthProviders, same):
		return p, nil
	case p.delivery == api.DeliveryMethodOAuthApple:
		return nil, refuse(api.ErrorTypeAppleOAuthConfigNotFound, "The project has not configured Apple.")
	}
	return nil, refuse(api.ErrorTypeOAuthConfigNotFound, "The project has not configured %s.", p.providerType)
}

func attachOAuth(c *call, req *api.OAuthAttachRequest) (*api.OAuthAttachResponse, error) {
	p, err := c.configuredProvider(req.Provider)
	if err != nil {
		return nil, err
	}
	u, err := c.selectUser(userArgs{req.UserID, req.SessionToken, req.SessionJWT})
	if err != nil {
		return nil, err
	}
	if u == nil {
		return nil, refuse(api.ErrorTypeNoUserSelectionArguments, "Give one of user_id, session_token and session_jwt.")
	}
	token := c.random.token()
	c.attachTokens[token] = &attachToken{user: u, provider: p, expiresAt: c.now.Add(attachTokenLifetime)}
	return &api.OAuthAttachResponse{OAuthAttachToken: token}, nil
}

func authenticateOAuth(c *call, req *api.OAuthAuthenticateRequest) (*api.OAuthAuthenticateResponse, error) {
	if err := cmp.Or(checkToken(req.Token), checkVerifier(req.CodeVerifier)); err != nil {
		return nil, err
	}
	plan, err := c.planSession(sessionArgs{req.SessionToken, req.SessionJWT, req.SessionDurationMinutes, req.SessionCustomClaims})
	if err != nil {
		return nil, err
	}
	t := c.oauthTokens[req.Token]
	if c.sandbox() && req.Token == sandboxOAuthToken {
		t = c.sandboxOAuth()
	}
	if t == nil || t.spent || !c.now.Before(t.expiresAt) {
		return nil, refuse(api.ErrorTypeOAuthTokenNotFound, "The OAuth token was used, has expired, or never existed.")
	}
	if err := checkPKCE(t.login.CodeChallenge, req.CodeVerifier); err != nil {
		return nil, err
	}
	u, attach, err := c.oauthUser(t)
	if err != nil {
		return nil, err
	}
	if u != nil {
		if err := c.checkLock(u); err != nil {
			return nil, err
		}
	}

	t.spent = true
	if attach != nil {
		attach.spent = true
	}
	if u == nil {
		u = c.newUser()
	}
	if u.name == (api.Name{}) {
		u.name = t.login.Name
	}
	registration := c.register(u, t)
	emailID, resetSessions := c.adoptEmail(u, t, plan.existing)
	granted, err := c.complete(u, plan, oauthFactor(t.provider, registration, t.login.Subject, emailID), api.Attributes{})
	if err != nil {
		return nil, err
	}
	return &api.OAuthAuthenticateResponse{
		UserID:                  u.id,
		User:                    c.view(u),
		OAuthUserRegistrationID: registration,
		ProviderSubject:         t.login.Subject,
		ProviderType:            t.provider.providerType,
		ProviderValues: api.OAuthProviderValues{
			AccessToken:  t.login.AccessToken,
			RefreshToken: t.login.RefreshToken,
			IDToken:      t.login.IDToken,
			Scopes:       t.login.Scopes,
			ExpiresAt:    c.now.Add(providerTokenLifetime),
		},
		ResetSessions: resetSessions,
		SessionToken:  granted.token, SessionJWT: granted.jwt, UserSession: granted.session,
	}, nil
}

// oauthUser finds whom a login belongs to: the user it is attached to, the one who logged in like this
// before, or the one with the address that the provider vouches for. It is nil for a new user.
func (c *call) oauthUser(t *oauthToken) (*user, *attachToken, error) {
	if t.login.Subject == sandboxUserID {
		return c.sandboxUser(), nil, nil
	}
	registered := c.registrations[registrationKey{t.provider.providerType, t.login.Subject}]
	if t.login.AttachToken != "" {
		attach := c.attachTokens[t.login.AttachToken]
		switch {
		case attach == nil, attach.spent, attach.user.deleted, attach.provider != t.provider, !c.now.Before(attach.expiresAt):
			return nil, nil, refuse(api.ErrorTypeInvalidOAuthAttachToken, "The oauth_attach_token was used, has expired, or is for another provider.")
		case registered != nil && registered != attach.user:
			return nil, nil, refuse(api.ErrorTypeUserIDMismatch, "The account at the provider belongs to another user; users cannot be merged.")
		}
		return attach.user, attach, nil
	}
	if registered != nil {
		return registered, nil, nil
	}
	if email := c.contacts[t.login.Email]; email != nil && !t.login.EmailUnverified {
		return email.user, nil, nil
	}
	return nil, nil, nil
}

// register records that a user has an account at a provider and returns the id of the registration.
func (c *call) register(u *user, t *oauthToken) string {
	if u.id == sandboxUserID {
		return u.providers[0].OAuthUserRegistrationID
	}
	i := slices.IndexFunc(u.providers, func(p api.UserOAuthProvider) bool {
		return p.ProviderType == t.provider.providerType && p.ProviderSubject == t.login.Subject
	})
	if i >= 0 {
		return u.providers[i].OAuthUserRegistrationID
	}
	id := c.newID(oauthPrefix)
	u.providers = append(slices.Clone(u.providers), api.UserOAuthProvider{
		OAuthUserRegistrationID: id,
		ProviderType:            t.provider.providerType,
		ProviderSubject:         t.login.Subject,
		ProfilePictureURL:       t.login.PictureURL,
		Locale:                  t.login.Locale,
	})
	c.factors[id] = u
	c.registrations[registrationKey{t.provider.providerType, t.login.Subject}] = u
	return id
}

// adoptEmail gives a user the address that the provider vouches for, unless it is somebody else's, and
// returns its id.
func (c *call) adoptEmail(u *user, t *oauthToken, keep *session) (id string, resetSessions bool) {
	if t.login.Email == "" || t.login.EmailUnverified {
		return "", false
	}
	email := c.contacts[t.login.Email]
	switch {
	case email == nil:
		return c.addContact(u, t.login.Email, true).id, false
	case email.user != u:
		return "", false
	}
	return email.id, c.confirmEmail(email, keep)
}
