package emulator

import (
	"encoding/base32"
	"errors"
	"fmt"

	"github.com/flymyai/stytch-go/api"
)

// SeedUser is a user to begin with. Ids that are empty are made up.
type SeedUser struct {
	api.User

	// PlainPassword is the password of the user, who needs an email address for it.
	PlainPassword string
	// TOTPSecret is the base32 secret of a verified authenticator.
	TOTPSecret string
}

// Check says which field of the user would not be kept, and why: somebody may have copied an answer of the API,
// which shows no secrets.
func (u SeedUser) Check() (field, problem string) {
	switch {
	case u.Status != "" && u.Status != api.UserStatusActive && u.Status != api.UserStatusPending:
		return "status", fmt.Sprintf("must be %s or %s", api.UserStatusActive, api.UserStatusPending)
	case u.IsLocked:
		return "is_locked", "nobody begins locked"
	case u.Password != nil && u.PlainPassword == "":
		return "password", "there is no plain_password beside it"
	case len(u.TOTPs) > 0 && u.TOTPSecret == "":
		return "totps", "there is no totp_secret beside them"
	}
	return "", ""
}

// seed adds a user as it is described.
func (c *call) seed(seed SeedUser) error {
	u := &user{createdAt: c.now, status: api.UserStatusActive}
	if err := c.seedIdentity(u, seed.User); err != nil {
		return err
	}
	if err := c.seedContacts(u, seed.User); err != nil {
		return fmt.Errorf("user %s: %w", u.id, err)
	}
	if err := c.seedFactors(u, seed); err != nil {
		return fmt.Errorf("user %s: %w", u.id, err)
	}
	if u.primaryFactors() == 0 {
		return fmt.Errorf("user %s has no email address, phone number or other factor to log in with", u.id)
	}
	return nil
}

// seedID returns a given id, if it is well-formed and new, or makes one.
func (c *call) seedID(given, prefix string) (string, error) {
	if given == "" {
		return c.newID(prefix), nil
	}
	if err := c.checkID(given, prefix, api.ErrorTypeInvalidID); err != nil {
		return "", err
	}
	if c.byID[given] != nil || c.contactIDs[given] != nil || c.factors[given] != nil {
		return "", fmt.Errorf("the id %s is there twice", given)
	}
	return given, nil
}

func (c *call) seedIdentity(u *user, seed api.User) (err error) {
	if u.id, err = c.seedID(seed.UserID, userPrefix); err != nil {
		return err
	}
	p := profile{seed.Name, seed.ExternalID, without(seed.Roles, defaultRole, func(r string) string { return r }), seed.TrustedMetadata, seed.UntrustedMetadata}
	if err := c.checkProfile(&p, nil); err != nil {
		return fmt.Errorf("user %s: %w", u.id, err)
	}
	if !seed.CreatedAt.IsZero() {
		u.createdAt = seed.CreatedAt.UTC()
	}
	if seed.Status != "" {
		u.status = seed.Status
	}
	c.lastSeq++
	u.seq = c.lastSeq
	c.insert(u)
	c.apply(&p, u)
	return nil
}

func (c *call) seedContacts(u *user, seed api.User) error {
	for _, e := range seed.Emails {
		address, err := c.newEmail(e.Email)
		if err != nil {
			return err
		}
		if err := c.seedContact(u, e.EmailID, emailPrefix, address, e.Verified); err != nil {
			return err
		}
	}
	for _, p := range seed.PhoneNumbers {
		if err := c.newPhone(p.PhoneNumber); err != nil {
			return err
		}
		if err := c.seedContact(u, p.PhoneID, phonePrefix, p.PhoneNumber, p.Verified); err != nil {
			return err
		}
	}
	return nil
}

func (c *call) seedContact(u *user, id, prefix, value string, verified bool) error {
	id, err := c.seedID(id, prefix)
	if err != nil {
		return err
	}
	added := c.addContact(u, value, verified)
	delete(c.contactIDs, added.id)
	added.id = id
	c.contactIDs[id] = added
	return nil
}

func (c *call) seedFactors(u *user, seed SeedUser) error {
	for _, p := range seed.Providers {
		known, ok := findProvider(p.ProviderType)
		if !ok {
			return fmt.Errorf("there is no OAuth provider %q", p.ProviderType)
		}
		p.ProviderType = known.providerType
		key := registrationKey{p.ProviderType, p.ProviderSubject}
		if c.registrations[key] != nil {
			return fmt.Errorf("the %s subject %q is there twice", p.ProviderType, p.ProviderSubject)
		}
		if err := c.seedFactor(u, &p.OAuthUserRegistrationID, oauthPrefix); err != nil {
			return err
		}
		c.registrations[key] = u
		u.providers = append(u.providers, p)
	}
	for _, r := range seed.WebAuthnRegistrations {
		if err := c.seedFactor(u, &r.WebAuthnRegistrationID, webAuthnPrefix); err != nil {
			return err
		}
		u.webAuthn = append(u.webAuthn, r)
	}
	for _, r := range seed.BiometricRegistrations {
		if err := c.seedFactor(u, &r.BiometricRegistrationID, biometricPrefix); err != nil {
			return err
		}
		u.biometrics = append(u.biometrics, r)
	}
	for _, w := range seed.CryptoWallets {
		if err := c.seedFactor(u, &w.CryptoWalletID, walletPrefix); err != nil {
			return err
		}
		u.wallets = append(u.wallets, w)
	}
	return errors.Join(c.seedPassword(u, seed), c.seedTOTP(u, seed))
}

// seedFactor fills in the id of a factor and finds its user by it from now on.
func (c *call) seedFactor(u *user, id *string, prefix string) (err error) {
	if *id, err = c.seedID(*id, prefix); err == nil {
		c.factors[*id] = u
	}
	return err
}

func (c *call) seedPassword(u *user, seed SeedUser) error {
	if seed.PlainPassword == "" {
		return nil
	}
	if len(u.emails) == 0 {
		return errors.New("a password needs an email address")
	}
	hash, err := newOwnHash(seed.PlainPassword)
	if err != nil {
		return err
	}
	p := &password{hash: hash}
	if seed.Password != nil {
		p.id, p.requiresReset = seed.Password.PasswordID, seed.Password.RequiresReset
	}
	u.password = p
	return c.seedFactor(u, &p.id, passwordPrefix)
}

func (c *call) seedTOTP(u *user, seed SeedUser) error {
	if seed.TOTPSecret == "" {
		return nil
	}
	if _, err := base32.StdEncoding.DecodeString(seed.TOTPSecret); err != nil {
		return errors.New("the TOTP secret is not base32")
	}
	t := &totp{secret: seed.TOTPSecret, verified: true, recoveryID: c.newID(recoveryPrefix)}
	if len(seed.TOTPs) > 0 {
		t.id = seed.TOTPs[0].TOTPID
	}
	for range recoveryCount {
		t.recovery = append(t.recovery, c.random.recoveryCode())
	}
	u.totp = t
	return c.seedFactor(u, &t.id, totpPrefix)
}
