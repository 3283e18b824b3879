// Package passwords serves passwords: setting, checking, rating, migrating and resetting them.
package passwords

import (
	"time"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/emulator/apierror"
	"github.com/flymyai/stytch-go/internal/emulator/op"
	"github.com/flymyai/stytch-go/internal/emulator/passwordhash"
	"github.com/flymyai/stytch-go/internal/emulator/store"
)

// Operations lists the operations of the domain.
func Operations() []op.Operation {
	return []op.Operation{
		op.Post("passwords.create", "/v1/passwords", create),
		op.Post("passwords.authenticate", "/v1/passwords/authenticate", authenticate),
		op.Post("passwords.strength_check", "/v1/passwords/strength_check", checkStrength),
		op.Post("passwords.migrate", "/v1/passwords/migrate", migrate),
		op.Post("passwords.email.reset_start", "/v1/passwords/email/reset/start", startReset),
		op.Post("passwords.email.reset", "/v1/passwords/email/reset", resetByEmail),
		op.Post("passwords.existing_password.reset", "/v1/passwords/existing_password/reset", resetByExistingPassword),
		op.Post("passwords.session.reset", "/v1/passwords/session/reset", resetBySession),
	}
}

func create(c *op.Call, req *api.PasswordsCreateRequest) (*api.PasswordsCreateResponse, error) {
	address := req.Email
	if err := c.Project.CheckEmail(address); err != nil {
		return nil, err
	}
	plan, err := c.Store.PlanSession(c.Session)
	if err != nil {
		return nil, err
	}
	if err := c.Project.Passwords.Check(req.Password, address); err != nil {
		return nil, err
	}
	if err := c.Project.CheckEmailRecipient(address); err != nil {
		return nil, err
	}
	if err := c.Store.CheckNewEmail(address); err != nil {
		return nil, err
	}
	p := store.Profile{Name: req.Name, TrustedMetadata: req.TrustedMetadata, UntrustedMetadata: req.UntrustedMetadata}
	if err := c.Store.CheckProfile(&p, nil); err != nil {
		return nil, err
	}
	hash, err := passwordhash.New(req.Password)
	if err != nil {
		return nil, err
	}

	u := c.Store.NewUser()
	c.Store.ApplyProfile(&p, u)
	email := c.Store.AddContact(u, address, false)
	c.Store.SetPassword(u, hash)
	grant, err := c.Store.Authenticated(u, plan, passwordFactor(email), api.Attributes{})
	if err != nil {
		return nil, err
	}
	return &api.PasswordsCreateResponse{
		UserID: u.ID, EmailID: email.ID, User: c.Store.View(u),
		SessionToken: grant.Token, SessionJWT: grant.JWT, Session: grant.Session,
	}, nil
}

// prove checks a password, and returns the email address of its user. mustReset is the error for a right password that
// must be reset before it works again.
func prove(c *op.Call, address, password string, mustReset error) (*store.Contact, error) {
	if err := c.Project.CheckEmail(address); err != nil {
		return nil, err
	}
	if password == "" {
		return nil, apierror.Newf(api.ErrorTypeInvalidArgument, "The password is required.")
	}
	email := c.Store.Contact(address)
	if email == nil || email.Added() { // the password is for the addresses that the user had before
		return nil, apierror.Newf(api.ErrorTypeEmailNotFound, "No user has %s.", address)
	}
	u := email.User
	if err := c.Store.CheckLock(u); err != nil {
		return nil, err
	}
	if u.Password == nil {
		return nil, apierror.Newf(api.ErrorTypeNoUserPassword, "The user of %s has no password.", address)
	}
	if !u.Password.Hash.Verify(password) {
		return nil, c.Store.Failed(u, apierror.Newf(api.ErrorTypeUnauthorizedCredentials, "The password is wrong."))
	}
	if !passwordhash.IsOwn(u.Password.Hash) { // a migrated hash, which the emulator's own replaces
		hash, err := passwordhash.New(password)
		if err != nil {
			return nil, err
		}
		u.Password.Hash = hash
	}
	if u.Password.RequiresReset {
		return nil, mustReset
	}
	return email, nil
}

func authenticate(c *op.Call, req *api.PasswordsAuthenticateRequest) (*api.PasswordsAuthenticateResponse, error) {
	plan, err := c.Store.PlanSession(c.Session)
	if err != nil {
		return nil, err
	}
	mustReset := apierror.Newf(api.ErrorTypeResetPassword, "The password must be reset before it works again.")
	email, err := prove(c, req.Email, req.Password, mustReset)
	if err != nil {
		return nil, err
	}
	u := email.User
	if policy := &c.Project.Passwords; !policy.AllowBreached && policy.IsBreached(req.Password) {
		c.Store.RequireReset(u)
		return nil, mustReset
	}
	grant, err := c.Store.Authenticated(u, plan, passwordFactor(email), api.Attributes{})
	if err != nil {
		return nil, err
	}
	return &api.PasswordsAuthenticateResponse{
		UserID: u.ID, User: c.Store.View(u),
		SessionToken: grant.Token, SessionJWT: grant.JWT, Session: grant.Session,
	}, nil
}

// passwordFactor returns the factor of a password, which belongs to an email address.
func passwordFactor(email *store.Contact) store.Factor {
	return store.ContactFactor(api.AuthenticationFactorTypePassword, api.DeliveryMethodKnowledge, email)
}

func checkStrength(c *op.Call, req *api.PasswordsStrengthCheckRequest) (*api.PasswordsStrengthCheckResponse, error) {
	if req.Email != "" {
		if err := c.Project.CheckEmail(req.Email); err != nil {
			return nil, err
		}
	}
	if req.Password == "" {
		return nil, apierror.Newf(api.ErrorTypeInvalidArgument, "password is required.")
	}
	policy := &c.Project.Passwords
	strong, score, feedback := policy.Rate(req.Password, req.Email)
	resp := &api.PasswordsStrengthCheckResponse{
		Score:                   score,
		BreachedPassword:        policy.IsBreached(req.Password),
		BreachDetectionOnCreate: !policy.AllowBreached,
		StrengthPolicy:          api.PasswordStrengthPolicyZxcvbn,
		Feedback:                feedback,
	}
	if policy.LUDS {
		resp.StrengthPolicy = api.PasswordStrengthPolicyLUDS
	}
	// Breaches count only if the request names an email address.
	resp.ValidPassword = strong && (req.Email == "" || policy.AllowBreached || !resp.BreachedPassword)
	return resp, nil
}

// migrateLimit is the rate limit that is documented.
var migrateLimit = store.RateLimit{Name: "passwords.migrate", Every: time.Second, AtMost: 100}

func migrate(c *op.Call, req *api.PasswordsMigrateRequest) (*api.PasswordsMigrateResponse, error) {
	address := req.Email
	if err := c.Project.CheckEmail(address); err != nil {
		return nil, err
	}
	hash, err := passwordhash.Parse(req)
	if err != nil {
		return nil, err
	}
	var u *store.User
	if known := c.Store.Contact(address); known != nil {
		u = known.User
		if u.Password != nil {
			return nil, apierror.Newf(api.ErrorTypePasswordAlreadyExists, "The user of %s already has a password.", address)
		}
	}
	if req.PhoneNumber != "" {
		if err := c.Project.CheckPhone(req.PhoneNumber); err != nil {
			return nil, err
		}
		if taken := c.Store.Contact(req.PhoneNumber); taken != nil && taken.User != u {
			return nil, store.Duplicate(taken, u)
		}
	}
	p := store.Profile{
		Name: req.Name, ExternalID: req.ExternalID, Roles: req.Roles,
		TrustedMetadata: req.TrustedMetadata, UntrustedMetadata: req.UntrustedMetadata,
	}
	if u != nil && p.Name == (api.Name{}) {
		p.Name = u.Name
	}
	if err := c.Store.CheckProfile(&p, u); err != nil {
		return nil, err
	}
	if err := c.Store.CheckRate(migrateLimit, ""); err != nil {
		return nil, err
	}

	email, isNew := c.Store.FindOrCreate(address, false)
	u = email.User
	c.Store.ApplyProfile(&p, u)
	c.Store.SetPassword(u, hash)
	c.Store.Keep(email) // a send may have added it
	if req.SetEmailVerified {
		c.Store.Confirm(email)
	}
	if req.PhoneNumber != "" {
		phone := c.Store.Contact(req.PhoneNumber)
		if phone == nil {
			phone = c.Store.AddContact(u, req.PhoneNumber, false)
		}
		if req.SetPhoneNumberVerified {
			c.Store.Confirm(phone)
		}
	}
	return &api.PasswordsMigrateResponse{UserID: u.ID, EmailID: email.ID, UserCreated: isNew, User: c.Store.View(u)}, nil
}
