package emulator

import (
	"cmp"
	"net/http"
	"slices"
	"time"

	"github.com/flymyai/stytch-go/api"
)

func passwordOperations() []operation {
	return []operation{
		op("passwords.create", http.MethodPost, "/v1/passwords", createPassword),
		op("passwords.authenticate", http.MethodPost, "/v1/passwords/authenticate", authenticatePassword),
		op("passwords.strength_check", http.MethodPost, "/v1/passwords/strength_check", checkStrength),
		op("passwords.migrate", http.MethodPost, "/v1/passwords/migrate", migratePassword),
		op("passwords.email.reset_start", http.MethodPost, "/v1/passwords/email/reset/start", startPasswordReset),
		op("passwords.email.reset", http.MethodPost, "/v1/passwords/email/reset", resetByEmail),
		op("passwords.existing_password.reset", http.MethodPost, "/v1/passwords/existing_password/reset", resetByExistingPassword),
		op("passwords.session.reset", http.MethodPost, "/v1/passwords/session/reset", resetBySession),
	}
}

const (
	resetMinutes = 30
	// freshFactor is how old the factor of a session may be that sets a new password.
	freshFactor = 5 * time.Minute
)

// password is the password of a user.
type password struct {
	id            string
	hash          hasher
	requiresReset bool
}

// setPassword gives a user a new password.
func (c *call) setPassword(u *user, hash hasher) {
	if u.password == nil {
		u.password = &password{id: c.newID(passwordPrefix)}
		c.factors[u.password.id] = u
	}
	u.password.hash, u.password.requiresReset = hash, false
}

// verifyPassword compares a password with that of its user, and keeps a migrated one in the emulator's
// own way once it is known.
func (c *call) verifyPassword(u *user, given string) (bool, error) {
	if !u.password.hash.verify(given) {
		return false, nil
	}
	if _, own := u.password.hash.(ownHash); !own {
		hash, err := newOwnHash(given)
		if err != nil {
			return false, err
		}
		u.password.hash = hash
	}
	return true, nil
}

func createPassword(c *call, req *api.PasswordsCreateRequest) (*api.PasswordsCreateResponse, error) {
	address, err := c.checkEmail(req.Email)
	if err != nil {
		return nil, err
	}
	plan, err := c.planSession(sessionArgs{minutes: req.SessionDurationMinutes, claims: req.SessionCustomClaims})
	if err != nil {
		return nil, err
	}
	if err := c.cfg.Passwords.check(req.Password, address); err != nil {
		return nil, err
	}
	if err := c.checkRecipient(address); err != nil {
		return nil, err
	}
	if _, err := c.newEmail(address); err != nil {
		return nil, err
	}
	p := profile{name: req.Name, trusted: req.TrustedMetadata, untrusted: req.UntrustedMetadata}
	if err := c.checkProfile(&p, nil); err != nil {
		return nil, err
	}
	hash, err := newOwnHash(req.Password)
	if err != nil {
		return nil, err
	}

	u := c.newUser()
	c.apply(&p, u)
	email := c.addContact(u, address, false)
	c.setPassword(u, hash)
	granted, err := c.complete(u, plan, passwordFactor(email), api.Attributes{})
	if err != nil {
		return nil, err
	}
	return &api.PasswordsCreateResponse{
		UserID: u.id, EmailID: email.id, User: c.view(u),
		SessionToken: granted.token, SessionJWT: granted.jwt, Session: granted.session,
	}, nil
}

// findPassword returns the email address of a user who has a password.
func (c *call) findPassword(address string) (*contact, error) {
	address, err := c.checkEmail(address)
	if err != nil {
		return nil, err
	}
	email := c.contacts[address]
	if email == nil {
		return nil, refuse(api.ErrorTypeEmailNotFound, "No user has %s.", address)
	}
	if err := c.checkLock(email.user); err != nil {
		return nil, err
	}
	if email.user.password == nil {
		return nil, refuse(api.ErrorTypeNoUserPassword, "The user of %s has no password.", address)
	}
	return email, nil
}

func authenticatePassword(c *call, req *api.PasswordsAuthenticateRequest) (*api.PasswordsAuthenticateResponse, error) {
	plan, err := c.planSession(sessionArgs{req.SessionToken, req.SessionJWT, req.SessionDurationMinutes, req.SessionCustomClaims})
	if err != nil {
		return nil, err
	}
	email, err := c.findPassword(req.Email)
	if err != nil {
		return nil, err
	}
	u := email.user
	right, err := c.verifyPassword(u, req.Password)
	switch {
	case err != nil:
		return nil, err
	case !right:
		return nil, c.failed(u, refuse(api.ErrorTypeUnauthorizedCredentials, "The password is wrong."))
	case !c.cfg.Passwords.AllowBreached && c.cfg.Passwords.breached(req.Password):
		u.password.requiresReset = true
	}
	if u.password.requiresReset {
		return nil, refuse(api.ErrorTypeResetPassword, "The password must be reset before it works again.")
	}
	granted, err := c.complete(u, plan, passwordFactor(email), api.Attributes{})
	if err != nil {
		return nil, err
	}
	return &api.PasswordsAuthenticateResponse{
		UserID: u.id, User: c.view(u),
		SessionToken: granted.token, SessionJWT: granted.jwt, Session: granted.session,
	}, nil
}

func checkStrength(c *call, req *api.PasswordsStrengthCheckRequest) (*api.PasswordsStrengthCheckResponse, error) {
	if req.Email != "" {
		if _, err := c.checkEmail(req.Email); err != nil {
			return nil, err
		}
	}
	policy := &c.cfg.Passwords
	strong, score, feedback := policy.rate(req.Password, req.Email)
	resp := &api.PasswordsStrengthCheckResponse{
		Score:                   score,
		BreachedPassword:        policy.breached(req.Password),
		BreachDetectionOnCreate: !policy.AllowBreached,
		StrengthPolicy:          api.PasswordStrengthPolicyZxcvbn,
		Feedback:                feedback,
	}
	if policy.LUDS {
		resp.StrengthPolicy = api.PasswordStrengthPolicyLUDS
	}
	// Breaches count only when it is known whose password it is to be.
	resp.ValidPassword = strong && (req.Email == "" || policy.AllowBreached || !resp.BreachedPassword)
	return resp, nil
}

func migratePassword(c *call, req *api.PasswordsMigrateRequest) (*api.PasswordsMigrateResponse, error) {
	address, err := c.checkEmail(req.Email)
	if err != nil {
		return nil, err
	}
	hash, err := parseHash(req)
	if err != nil {
		return nil, err
	}
	var u *user
	if known := c.contacts[address]; known != nil {
		u = known.user
		if u.password != nil {
			return nil, refuse(api.ErrorTypePasswordAlreadyExists, "The user of %s has a password already.", address)
		}
	}
	if req.PhoneNumber != "" {
		if err := c.checkPhone(req.PhoneNumber); err != nil {
			return nil, err
		}
		if taken := c.contacts[req.PhoneNumber]; taken != nil && taken.user != u {
			return nil, duplicate(taken, u)
		}
	}
	p := profile{req.Name, req.ExternalID, req.Roles, req.TrustedMetadata, req.UntrustedMetadata}
	if u != nil && p.name == (api.Name{}) {
		p.name = u.name
	}
	if err := c.checkProfile(&p, u); err != nil {
		return nil, err
	}
	if err := c.checkRate(migrateLimit, ""); err != nil {
		return nil, err
	}

	email, isNew := c.findOrCreate(address, false)
	u = email.user
	c.apply(&p, u)
	c.setPassword(u, hash)
	if req.SetEmailVerified {
		c.confirm(email)
	}
	if req.PhoneNumber != "" {
		phone := c.contacts[req.PhoneNumber]
		if phone == nil {
			phone = c.addContact(u, req.PhoneNumber, false)
		}
		if req.SetPhoneNumberVerified {
			c.confirm(phone)
		}
	}
	return &api.PasswordsMigrateResponse{UserID: u.id, EmailID: email.id, UserCreated: isNew, User: c.view(u)}, nil
}

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
