package emulator

import (
	"cmp"
	"slices"
	"time"

	"github.com/flymyai/stytch-go/api"
)

const (
	resetMinutes = 30
	// freshFactor is how old the factor of a session may be that sets a new password.
	freshFactor = 5 * time.Minute
)

func startPasswordReset(c *call, req *api.PasswordsEmailResetStartRequest) (*api.PasswordsEmailResetStartResponse, error) {
	address, err := c.checkEmail(req.Email)
	if err != nil {
		return nil, err
	}
	if err := cmp.Or(
		checkAttributes(req.Attributes),
		checkChallenge(req.CodeChallenge),
		checkEmailLocale(req.Locale),
		c.checkTemplates(req.ResetPasswordTemplateID),
	); err != nil {
		return nil, err
	}
	lifetime, err := minutes(req.ResetPasswordExpirationMinutes, resetMinutes, minLinkMinutes, maxLinkMinutes, api.ErrorTypeInvalidExpiration, "reset_password_expiration_minutes")
	if err != nil {
		return nil, err
	}
	redirect, err := c.redirect(req.ResetPasswordRedirectURL, RedirectResetPassword)
	if err != nil {
		return nil, err
	}
	login, err := c.redirect(req.LoginRedirectURL, RedirectLogin)
	if err != nil {
		return nil, refuse(api.ErrorTypeInvalidLoginRedirectURL, "login_redirect_url cannot be used, and the project has no default: %v", err)
	}
	if err := c.checkRecipient(address); err != nil {
		return nil, err
	}
	to := c.contacts[address]
	if to == nil {
		return nil, refuse(api.ErrorTypeEmailNotFound, "No user has %s.", address)
	}

	t := ticket{
		user: to.user, email: to, expiresAt: c.now.Add(time.Duration(lifetime) * time.Minute),
		attributes: req.Attributes, challenge: req.CodeChallenge,
	}
	reset, pass := t, t
	resetToken, loginToken := c.random.token(), c.random.token()
	c.passwordResets[resetToken] = &reset
	c.magicLinks[loginToken] = &pass
	c.send(Message{
		Kind: MessagePasswordReset, To: to.value, MethodID: to.id,
		Token: resetToken, URL: linkURL(redirect, "reset_password", resetToken),
		LoginToken: loginToken, LoginURL: linkURL(login, "login", loginToken),
	})
	return &api.PasswordsEmailResetStartResponse{UserID: to.user.id, EmailID: to.id}, nil
}

func resetByEmail(c *call, req *api.PasswordsEmailResetRequest) (*api.PasswordsEmailResetResponse, error) {
	if err := cmp.Or(checkToken(req.Token), checkVerifier(req.CodeVerifier), checkAttributes(req.Attributes)); err != nil {
		return nil, err
	}
	plan, err := c.planSession(sessionArgs{req.SessionToken, req.SessionJWT, req.SessionDurationMinutes, req.SessionCustomClaims})
	if err != nil {
		return nil, err
	}
	t := c.passwordResets[req.Token]
	if t == nil || !t.usable(c.now) {
		return nil, refuse(api.ErrorTypeUnableToAuthPasswordResetToken, "The reset token was used, has expired, or never existed.")
	}
	if err := cmp.Or(
		c.checkLock(t.user),
		checkMatch(req.Options, t.attributes, req.Attributes),
		checkPKCE(t.challenge, req.CodeVerifier),
		c.cfg.Passwords.check(req.Password, t.email.value),
	); err != nil {
		return nil, err
	}
	hash, err := newOwnHash(req.Password)
	if err != nil {
		return nil, err
	}

	t.spent = true
	c.setPassword(t.user, hash)
	c.confirm(t.email)
	c.revokeSessions(t.user, plan.existing)
	granted, err := c.complete(t.user, plan, passwordFactor(t.email), req.Attributes)
	if err != nil {
		return nil, err
	}
	return &api.PasswordsEmailResetResponse{
		UserID: t.user.id, User: c.view(t.user),
		SessionToken: granted.token, SessionJWT: granted.jwt, Session: granted.session,
	}, nil
}

func resetByExistingPassword(c *call, req *api.PasswordsExistingPasswordResetRequest) (*api.PasswordsExistingPasswordResetResponse, error) {
	plan, err := c.planSession(sessionArgs{req.SessionToken, req.SessionJWT, req.SessionDurationMinutes, req.SessionCustomClaims})
	if err != nil {
		return nil, err
	}
	email, err := c.findPassword(req.Email)
	if err != nil {
		return nil, err
	}
	u := email.user
	right, err := c.verifyPassword(u, req.ExistingPassword)
	switch {
	case err != nil:
		return nil, err
	case !right:
		return nil, c.failed(u, refuse(api.ErrorTypeUnauthorizedCredentials, "The existing password is wrong."))
	case u.password.requiresReset:
		return nil, refuse(api.ErrorTypeCannotResetPasswordWithExistingPassword, "The password itself must be reset, by email.")
	}
	if err := c.cfg.Passwords.check(req.NewPassword, email.value); err != nil {
		return nil, err
	}
	hash, err := newOwnHash(req.NewPassword)
	if err != nil {
		return nil, err
	}

	c.setPassword(u, hash)
	c.revokeSessions(u, plan.existing)
	granted, err := c.complete(u, plan, passwordFactor(email), api.Attributes{})
	if err != nil {
		return nil, err
	}
	return &api.PasswordsExistingPasswordResetResponse{
		UserID: u.id, User: c.view(u),
		SessionToken: granted.token, SessionJWT: granted.jwt, Session: granted.session,
	}, nil
}

func resetBySession(c *call, req *api.PasswordsSessionResetRequest) (*api.PasswordsSessionResetResponse, error) {
	plan, err := c.planSession(sessionArgs{req.SessionToken, req.SessionJWT, req.SessionDurationMinutes, req.SessionCustomClaims})
	if err != nil {
		return nil, err
	}
	sess := plan.existing
	if sess == nil {
		return nil, errNoSessionArguments()
	}
	email := c.freshEmail(sess)
	if email == nil {
		return nil, refuse(api.ErrorTypeSessionTooOldToResetPassword, "The session needs a password or email factor of the last 5 minutes.")
	}
	u := sess.user
	if err := c.cfg.Passwords.check(req.Password, email.value); err != nil {
		return nil, err
	}
	hash, err := newOwnHash(req.Password)
	if err != nil {
		return nil, err
	}

	c.setPassword(u, hash)
	c.revokeSessions(u, sess)
	granted, err := c.complete(u, plan, passwordFactor(email), api.Attributes{})
	if err != nil {
		return nil, err
	}
	return &api.PasswordsSessionResetResponse{
		UserID: u.id, User: c.view(u),
		SessionToken: granted.token, SessionJWT: granted.jwt, Session: granted.session,
	}, nil
}

// freshEmail returns the email address that a session has authenticated in the last minutes: by a
// password, a magic link or a passcode.
func (c *call) freshEmail(sess *session) *contact {
	i := slices.IndexFunc(sess.factors, func(f factor) bool {
		return f.EmailFactor != nil && c.contactIDs[f.EmailFactor.EmailID] != nil && c.now.Sub(f.LastAuthenticatedAt) <= freshFactor
	})
	if i < 0 {
		return nil
	}
	return c.contactIDs[sess.factors[i].EmailFactor.EmailID]
}
