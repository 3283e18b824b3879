package passwords

import (
	"cmp"
	"time"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/emulator/apierror"
	"github.com/flymyai/stytch-go/internal/emulator/config"
	"github.com/flymyai/stytch-go/internal/emulator/field"
	"github.com/flymyai/stytch-go/internal/emulator/op"
	"github.com/flymyai/stytch-go/internal/emulator/passwordhash"
	"github.com/flymyai/stytch-go/internal/emulator/pkce"
	"github.com/flymyai/stytch-go/internal/emulator/store"
)

const (
	resetMinutes = 30
	// freshFactor is the maximum age of the factor of a session that sets a new password.
	freshFactor = 5 * time.Minute
)

// resetLinks are the links that set a new password, by their tokens.
type resetLinks struct{ tickets map[string]*store.Ticket }

func (l *resetLinks) add(token string, t *store.Ticket) {
	if l.tickets == nil {
		l.tickets = map[string]*store.Ticket{}
	}
	l.tickets[token] = t
}

func startReset(c *op.Call, req *api.PasswordsEmailResetStartRequest) (*api.PasswordsEmailResetStartResponse, error) {
	address := req.Email
	if err := cmp.Or(
		c.Project.CheckEmail(address),
		field.CheckAttributes(req.Attributes),
		pkce.CheckChallenge(req.CodeChallenge),
		field.CheckEmailLocale(req.Locale),
		c.Project.CheckTemplates(req.ResetPasswordTemplateID),
	); err != nil {
		return nil, err
	}
	lifetime, err := field.Minutes(req.ResetPasswordExpirationMinutes, resetMinutes, field.MinLinkMinutes, field.MaxLinkMinutes, api.ErrorTypeInvalidExpiration, "reset_password_expiration_minutes")
	if err != nil {
		return nil, err
	}
	redirect, err := c.Project.Redirect(req.ResetPasswordRedirectURL, config.RedirectResetPassword)
	if err != nil {
		return nil, err
	}
	login, err := c.Project.Redirect(req.LoginRedirectURL, config.RedirectLogin)
	if err != nil {
		return nil, apierror.Newf(api.ErrorTypeInvalidLoginRedirectURL, "login_redirect_url cannot be used, and the project has no default: %v", err)
	}
	if err := c.Project.CheckEmailRecipient(address); err != nil {
		return nil, err
	}
	to := c.Store.Contact(address)
	if to == nil {
		return nil, apierror.Newf(api.ErrorTypeEmailNotFound, "No user has %s.", address)
	}

	t := store.Ticket{
		User: to.User, Email: to, ExpiresAt: c.Now.Add(time.Duration(lifetime) * time.Minute),
		Attributes: req.Attributes, Challenge: req.CodeChallenge,
	}
	reset, pass := t, t
	resetToken := c.Store.Random.Token()
	store.Part[resetLinks](c.Store).add(resetToken, &reset)
	loginToken := c.Store.AddMagicLink(&pass)
	c.Store.Send(store.Message{
		Kind: store.MessagePasswordReset, To: to.Value, MethodID: to.ID,
		Token: resetToken, URL: store.LinkURL(redirect, "reset_password", resetToken),
		LoginToken: loginToken, LoginURL: store.LinkURL(login, "login", loginToken),
	}, func(now time.Time) bool { return reset.Usable(now) || pass.Usable(now) })
	return &api.PasswordsEmailResetStartResponse{UserID: to.User.ID, EmailID: to.ID}, nil
}

func resetByEmail(c *op.Call, req *api.PasswordsEmailResetRequest) (*api.PasswordsEmailResetResponse, error) {
	if err := cmp.Or(field.CheckToken(req.Token), pkce.CheckVerifier(req.CodeVerifier), field.CheckAttributes(req.Attributes)); err != nil {
		return nil, err
	}
	plan, err := c.Store.PlanSession(c.Session)
	if err != nil {
		return nil, err
	}
	t := store.Part[resetLinks](c.Store).tickets[req.Token]
	if t == nil || !t.Usable(c.Now) {
		return nil, apierror.Newf(api.ErrorTypeUnableToAuthPasswordResetToken, "The reset token was used, has expired, or never existed.")
	}
	if err := cmp.Or(
		c.Store.CheckLock(t.User),
		field.CheckMatch(req.Options, t.Attributes, req.Attributes),
		pkce.Check(t.Challenge, req.CodeVerifier),
		c.Project.Passwords.Check(req.Password, t.Email.Value),
	); err != nil {
		return nil, err
	}
	hash, err := passwordhash.New(req.Password)
	if err != nil {
		return nil, err
	}

	t.Spent = true
	c.Store.SetPassword(t.User, hash)
	c.Store.Confirm(t.Email)
	endSessions(c, t.User, plan)
	grant, err := c.Store.Authenticated(t.User, plan, passwordFactor(t.Email), req.Attributes)
	if err != nil {
		return nil, err
	}
	return &api.PasswordsEmailResetResponse{
		UserID: t.User.ID, User: c.Store.View(t.User),
		SessionToken: grant.Token, SessionJWT: grant.JWT, Session: grant.Session,
	}, nil
}

func resetByExistingPassword(c *op.Call, req *api.PasswordsExistingPasswordResetRequest) (*api.PasswordsExistingPasswordResetResponse, error) {
	plan, err := c.Store.PlanSession(c.Session)
	if err != nil {
		return nil, err
	}
	email, err := prove(c, req.Email, req.ExistingPassword,
		apierror.Newf(api.ErrorTypeCannotResetPasswordWithExistingPassword, "The password itself must be reset, by email."))
	if err != nil {
		return nil, err
	}
	u := email.User
	if err := c.Project.Passwords.Check(req.NewPassword, email.Value); err != nil {
		return nil, err
	}
	hash, err := passwordhash.New(req.NewPassword)
	if err != nil {
		return nil, err
	}

	c.Store.SetPassword(u, hash)
	endSessions(c, u, plan)
	grant, err := c.Store.Authenticated(u, plan, passwordFactor(email), api.Attributes{})
	if err != nil {
		return nil, err
	}
	return &api.PasswordsExistingPasswordResetResponse{
		UserID: u.ID, User: c.Store.View(u),
		SessionToken: grant.Token, SessionJWT: grant.JWT, Session: grant.Session,
	}, nil
}

func resetBySession(c *op.Call, req *api.PasswordsSessionResetRequest) (*api.PasswordsSessionResetResponse, error) {
	plan, err := c.Store.PlanSession(c.Session)
	if err != nil {
		return nil, err
	}
	sess := plan.Existing
	if sess == nil {
		return nil, store.ErrNoSession()
	}
	email := freshEmail(c, sess)
	if email == nil {
		return nil, apierror.Newf(api.ErrorTypeSessionTooOldToResetPassword, "The session needs a password or email factor of the last 5 minutes.")
	}
	u := sess.User
	if err := c.Project.Passwords.Check(req.Password, email.Value); err != nil {
		return nil, err
	}
	hash, err := passwordhash.New(req.Password)
	if err != nil {
		return nil, err
	}

	c.Store.SetPassword(u, hash)
	c.Store.RevokeSessions(u, sess)
	grant, err := c.Store.Authenticated(u, plan, passwordFactor(email), api.Attributes{})
	if err != nil {
		return nil, err
	}
	return &api.PasswordsSessionResetResponse{
		UserID: u.ID, User: c.Store.View(u),
		SessionToken: grant.Token, SessionJWT: grant.JWT, Session: grant.Session,
	}, nil
}

// endSessions ends all sessions of a user, including the one that the request names. If the request has a duration, a
// new one starts.
func endSessions(c *op.Call, u *store.User, plan *store.SessionPlan) {
	c.Store.RevokeSessions(u, nil)
	plan.Existing = nil
}

// freshEmail returns the email address that a session has authenticated in the last minutes, by a password, a magic
// link or a passcode, or nil.
func freshEmail(c *op.Call, sess *store.Session) *store.Contact {
	for _, f := range sess.Factors {
		if f.EmailFactor == nil || c.Now.Sub(f.LastAuthenticatedAt) > freshFactor {
			continue
		}
		if email := c.Store.ContactByID(f.EmailFactor.EmailID); email != nil {
			return email
		}
	}
	return nil
}
