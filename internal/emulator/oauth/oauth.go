// Package oauth serves logins with OAuth providers. [NewToken] stands in for the provider.
package oauth

import (
	"cmp"
	"slices"
	"time"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/emulator/apierror"
	"github.com/flymyai/stytch-go/internal/emulator/field"
	"github.com/flymyai/stytch-go/internal/emulator/ids"
	"github.com/flymyai/stytch-go/internal/emulator/op"
	"github.com/flymyai/stytch-go/internal/emulator/pkce"
	"github.com/flymyai/stytch-go/internal/emulator/providers"
	"github.com/flymyai/stytch-go/internal/emulator/sandbox"
	"github.com/flymyai/stytch-go/internal/emulator/store"
)

// Operations lists the operations of the domain.
func Operations() []op.Operation {
	return []op.Operation{
		op.Post("oauth.attach", "/v1/oauth/attach", attachUser),
		op.Post("oauth.authenticate", "/v1/oauth/authenticate", authenticate),
	}
}

const (
	tokenLifetime  = 5 * time.Minute
	attachLifetime = time.Hour
	// providerTokenLifetime is how long the provider's own access token lives.
	providerTokenLifetime = time.Hour
)

// defaultScopes are those of a login that requests no others.
var defaultScopes = []string{"openid", "email", "profile"}

// Login is a login with a provider, as the provider reports it.
type Login struct {
	Provider string
	Subject  string
	Email    string
	// EmailUnverified is set when the provider has not verified the address.
	EmailUnverified bool
	Name            api.Name
	PictureURL      string
	Locale          string
	// Scopes, AccessToken, RefreshToken and IDToken are the provider's own.
	Scopes                             []string
	AccessToken, RefreshToken, IDToken string
	// AttachToken is the oauth_attach_token of the start URL. It comes from oauth.attach.
	AttachToken string
	// CodeChallenge is the code_challenge of the start URL.
	CodeChallenge string
}

// logins are the logins and attachments under way, by their tokens, and the accounts that have logged in.
type logins struct {
	tokens   map[string]*login
	attaches map[string]*attach
	accounts map[accountKey]account
}

// pending returns the logins and attachments under way.
func pending(s *store.Store) *logins {
	l := store.Part[logins](s)
	if l.tokens == nil {
		l.tokens, l.attaches, l.accounts = map[string]*login{}, map[string]*attach{}, map[accountKey]account{}
	}
	return l
}

// login is a login with a provider whose token the redirect URL got. The token works once, until it expires.
type login struct {
	Login

	provider  *providers.Provider
	expiresAt time.Time
	spent     bool
}

// attach ties the next login with a provider to a user.
type attach struct {
	user      *store.User
	provider  *providers.Provider
	expiresAt time.Time
	spent     bool
}

// NewToken makes the token of a login, as if the user had just come back from the provider. The store must be locked.
func NewToken(s *store.Store, l Login) (string, error) {
	provider, err := s.Project.OAuthProvider(l.Provider)
	if err != nil {
		return "", err
	}
	if l.Email != "" {
		if err := s.Project.CheckEmail(l.Email); err != nil {
			return "", err
		}
	}
	if err := pkce.CheckChallenge(l.CodeChallenge); err != nil {
		return "", err
	}
	l.Subject = cmp.Or(l.Subject, s.Random.UUID())
	l.AccessToken = cmp.Or(l.AccessToken, s.Random.Token())
	l.RefreshToken = cmp.Or(l.RefreshToken, s.Random.Token())
	if l.Scopes == nil {
		l.Scopes = slices.Clone(defaultScopes)
	}
	pending(s).keepAccount(provider, l)
	token := s.Random.Token()
	pending(s).tokens[token] = &login{Login: l, provider: provider, expiresAt: s.Now().Add(tokenLifetime)}
	return token, nil
}

func attachUser(c *op.Call, req *api.OAuthAttachRequest) (*api.OAuthAttachResponse, error) {
	p, err := c.Project.OAuthProvider(req.Provider)
	if err != nil {
		return nil, err
	}
	u, err := c.Store.SelectUser(store.UserSelection{UserID: req.UserID, SessionToken: req.SessionToken, SessionJWT: req.SessionJWT})
	if err != nil {
		return nil, err
	}
	if u == nil {
		return nil, apierror.Newf(api.ErrorTypeNoUserSelectionArguments, "Give one of user_id, session_token and session_jwt.")
	}
	token := c.Store.Random.Token()
	pending(c.Store).attaches[token] = &attach{user: u, provider: p, expiresAt: c.Now.Add(attachLifetime)}
	return &api.OAuthAttachResponse{OAuthAttachToken: token}, nil
}

func authenticate(c *op.Call, req *api.OAuthAuthenticateRequest) (*api.OAuthAuthenticateResponse, error) {
	if err := cmp.Or(field.CheckToken(req.Token), pkce.CheckVerifier(req.CodeVerifier)); err != nil {
		return nil, err
	}
	plan, err := c.Store.PlanSession(c.Session)
	if err != nil {
		return nil, err
	}
	t := pending(c.Store).tokens[req.Token]
	if c.Project.Sandbox() && req.Token == sandbox.OAuthToken {
		t = sandboxLogin(c)
	}
	if t == nil || t.spent || !c.Now.Before(t.expiresAt) {
		return nil, apierror.Newf(api.ErrorTypeOAuthTokenNotFound, "The OAuth token was used, has expired, or never existed.")
	}
	if err := pkce.Check(t.CodeChallenge, req.CodeVerifier); err != nil {
		return nil, err
	}
	u, attached, err := findUser(c.Store, t)
	if err != nil {
		return nil, err
	}
	if u != nil {
		if err := c.Store.CheckLock(u); err != nil {
			return nil, err
		}
	}

	t.spent = true
	if attached != nil {
		attached.spent = true
	}
	if u == nil {
		u = c.Store.NewUser()
	}
	if u.Name == (api.Name{}) {
		u.Name = t.Name
	}
	registration := register(c, u, t)
	emailID, resetSessions := adoptEmail(c, u, t, plan.Existing)
	grant, err := c.Store.Authenticated(u, plan, factor(t, registration, emailID), api.Attributes{})
	if err != nil {
		return nil, err
	}
	return &api.OAuthAuthenticateResponse{
		UserID:                  u.ID,
		User:                    c.Store.View(u),
		OAuthUserRegistrationID: registration,
		ProviderSubject:         t.Subject,
		ProviderType:            t.provider.Type,
		ProviderValues: api.OAuthProviderValues{
			AccessToken:  t.AccessToken,
			RefreshToken: t.RefreshToken,
			IDToken:      t.IDToken,
			Scopes:       t.Scopes,
			ExpiresAt:    c.Now.Add(providerTokenLifetime),
		},
		ResetSessions: resetSessions,
		SessionToken:  grant.Token, SessionJWT: grant.JWT, UserSession: grant.Session,
	}, nil
}

// findUser finds whom a login belongs to: the user it is attached to, the one who logged in like this
// before, or the one with the address that the provider has verified. It is nil for a new user.
func findUser(s *store.Store, t *login) (*store.User, *attach, error) {
	if t.Subject == sandbox.UserID {
		return store.SandboxUser(), nil, nil
	}
	registered := s.UserOfProvider(t.provider.Type, t.Subject)
	if t.AttachToken != "" {
		attached, err := findAttach(s, t.AttachToken, t.provider)
		switch {
		case err != nil:
			return nil, nil, err
		case registered != nil && registered != attached.user:
			return nil, nil, apierror.Newf(api.ErrorTypeUserIDMismatch, "The account at the provider belongs to another user; users cannot be merged.")
		}
		return attached.user, attached, nil
	}
	if registered != nil {
		return registered, nil, nil
	}
	if email := s.Contact(t.Email); email != nil && !t.EmailUnverified {
		return email.User, nil, nil
	}
	return nil, nil, nil
}

// findAttach returns the attachment of an oauth_attach_token.
func findAttach(s *store.Store, token string, provider *providers.Provider) (*attach, error) {
	a := pending(s).attaches[token]
	if a == nil || a.spent || a.user.Deleted || a.provider != provider || !s.Now().Before(a.expiresAt) {
		return nil, apierror.Newf(api.ErrorTypeInvalidOAuthAttachToken, "The oauth_attach_token was used, has expired, or is for another provider.")
	}
	return a, nil
}

// register records that a user has an account at a provider and returns the ID of the registration.
func register(c *op.Call, u *store.User, t *login) string {
	if u.IsSandbox() {
		return u.Providers[0].OAuthUserRegistrationID
	}
	i := slices.IndexFunc(u.Providers, func(p api.UserOAuthProvider) bool {
		return p.ProviderType == t.provider.Type && p.ProviderSubject == t.Subject
	})
	if i >= 0 {
		return u.Providers[i].OAuthUserRegistrationID
	}
	id := c.Store.NewID(ids.OAuth)
	c.Store.AddOAuthProvider(u, api.UserOAuthProvider{
		OAuthUserRegistrationID: id,
		ProviderType:            t.provider.Type,
		ProviderSubject:         t.Subject,
		ProfilePictureURL:       t.PictureURL,
		Locale:                  t.Locale,
	})
	return id
}

// adoptEmail gives a user the address that the provider has verified, unless another user has it, and returns its ID.
func adoptEmail(c *op.Call, u *store.User, t *login, keep *store.Session) (id string, resetSessions bool) {
	if t.Email == "" || t.EmailUnverified {
		return "", false
	}
	email := c.Store.Contact(t.Email)
	switch {
	case email == nil:
		return c.Store.AddContact(u, t.Email, true).ID, false
	case email.User != u:
		return "", false
	}
	return email.ID, c.Store.ConfirmEmail(email, keep)
}

// factor returns the authentication factor of a login.
func factor(t *login, registration, emailID string) store.Factor {
	return store.Factor{ID: registration, AuthenticationFactor: t.provider.Factor(
		api.OAuthFactor{ID: registration, ProviderSubject: t.Subject, EmailID: emailID},
	)}
}

// sandboxLogin returns the login of the sandbox OAuth token.
func sandboxLogin(c *op.Call) *login {
	provider, _ := providers.Find("google")
	return &login{
		Login: Login{
			Subject: sandbox.UserID, Scopes: []string{"openid", "email"},
			AccessToken: c.Store.Random.Token(), RefreshToken: c.Store.Random.Token(),
		},
		provider:  provider,
		expiresAt: c.Now.Add(time.Hour),
	}
}
