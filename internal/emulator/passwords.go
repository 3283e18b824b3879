package emulator

import (
	"net/http"

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
