package store

import (
	"encoding/base32"
	"errors"
	"fmt"
	"slices"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/emulator/config"
	"github.com/flymyai/stytch-go/internal/emulator/ids"
	"github.com/flymyai/stytch-go/internal/emulator/passwordhash"
	"github.com/flymyai/stytch-go/internal/emulator/providers"
)

// seed adds users as they are described.
func (s *Store) seed(users []config.SeedUser) error {
	for i, seed := range users {
		if field, problem := seed.Check(); field != "" {
			return fmt.Errorf("users[%d].%s: %s", i, field, problem)
		}
		if err := s.seedUser(seed); err != nil {
			return err
		}
	}
	return nil
}

func (s *Store) seedUser(seed config.SeedUser) error {
	u := &User{CreatedAt: s.now, Status: api.UserStatusActive}
	if err := s.seedIdentity(u, seed.User); err != nil {
		return err
	}
	if err := s.seedContacts(u, seed.User); err != nil {
		return fmt.Errorf("user %s: %w", u.ID, err)
	}
	if err := s.seedFactors(u, seed); err != nil {
		return fmt.Errorf("user %s: %w", u.ID, err)
	}
	if u.PrimaryFactors() == 0 {
		return fmt.Errorf("user %s has no email address, phone number or other factor to log in with", u.ID)
	}
	return nil
}

// seedID returns a given ID, if it is well-formed and new, or makes one.
func (s *Store) seedID(given, prefix string) (string, error) {
	if given == "" {
		return s.NewID(prefix), nil
	}
	if err := s.Project.CheckID(given, prefix, api.ErrorTypeInvalidID); err != nil {
		return "", err
	}
	if s.byID[given] != nil || s.contactIDs[given] != nil || s.factors[given] != nil {
		return "", fmt.Errorf("the ID %s is used twice", given)
	}
	return given, nil
}

func (s *Store) seedIdentity(u *User, seed api.User) (err error) {
	if u.ID, err = s.seedID(seed.UserID, ids.User); err != nil {
		return err
	}
	p := Profile{
		Name: seed.Name, ExternalID: seed.ExternalID,
		Roles:           slices.DeleteFunc(slices.Clone(seed.Roles), func(role string) bool { return role == config.DefaultRole }),
		TrustedMetadata: seed.TrustedMetadata, UntrustedMetadata: seed.UntrustedMetadata,
	}
	if err := s.CheckProfile(&p, nil); err != nil {
		return fmt.Errorf("user %s: %w", u.ID, err)
	}
	if !seed.CreatedAt.IsZero() {
		u.CreatedAt = seed.CreatedAt.UTC()
	}
	if seed.Status != "" {
		u.Status = seed.Status
	}
	s.insert(u)
	s.ApplyProfile(&p, u)
	return nil
}

func (s *Store) seedContacts(u *User, seed api.User) error {
	for _, e := range seed.Emails {
		if err := s.CheckNewEmail(e.Email); err != nil {
			return err
		}
		id, err := s.seedID(e.EmailID, ids.Email)
		if err != nil {
			return err
		}
		s.addContact(u, id, e.Email, e.Verified)
	}
	for _, p := range seed.PhoneNumbers {
		if err := s.CheckNewPhone(p.PhoneNumber); err != nil {
			return err
		}
		id, err := s.seedID(p.PhoneID, ids.Phone)
		if err != nil {
			return err
		}
		s.addContact(u, id, p.PhoneNumber, p.Verified)
	}
	return nil
}

func (s *Store) seedFactors(u *User, seed config.SeedUser) (err error) {
	for _, p := range seed.Providers {
		known, ok := providers.Find(p.ProviderType)
		if !ok {
			return fmt.Errorf("unknown OAuth provider %q", p.ProviderType)
		}
		p.ProviderType = known.Type
		if s.UserOfProvider(p.ProviderType, p.ProviderSubject) != nil {
			return fmt.Errorf("the %s subject %q is used twice", p.ProviderType, p.ProviderSubject)
		}
		if p.OAuthUserRegistrationID, err = s.seedID(p.OAuthUserRegistrationID, ids.OAuth); err != nil {
			return err
		}
		s.AddOAuthProvider(u, p)
	}
	for _, r := range seed.WebAuthnRegistrations {
		if r.WebAuthnRegistrationID, err = s.seedID(r.WebAuthnRegistrationID, ids.WebAuthn); err != nil {
			return err
		}
		s.AddWebAuthn(u, r)
	}
	for _, r := range seed.BiometricRegistrations {
		if r.BiometricRegistrationID, err = s.seedID(r.BiometricRegistrationID, ids.Biometric); err != nil {
			return err
		}
		s.addBiometric(u, r)
	}
	for _, w := range seed.CryptoWallets {
		if s.wallets[walletID(w)] != nil {
			return fmt.Errorf("the crypto wallet %s is used twice", w.CryptoWalletAddress)
		}
		if w.CryptoWalletID, err = s.seedID(w.CryptoWalletID, ids.CryptoWallet); err != nil {
			return err
		}
		s.AddWallet(u, w)
	}
	return errors.Join(s.seedPassword(u, seed), s.seedTOTP(u, seed))
}

func (s *Store) seedPassword(u *User, seed config.SeedUser) error {
	if seed.PlainPassword == "" {
		return nil
	}
	if len(u.Emails) == 0 {
		return errors.New("a password needs an email address")
	}
	p := &Password{Hash: passwordhash.Seeded(seed.PlainPassword)}
	if seed.Password != nil {
		p.ID, p.RequiresReset = seed.Password.PasswordID, seed.Password.RequiresReset
	}
	id, err := s.seedID(p.ID, ids.Password)
	if err != nil {
		return err
	}
	p.ID, u.Password = id, p
	s.factors[p.ID] = u
	return nil
}

func (s *Store) seedTOTP(u *User, seed config.SeedUser) (err error) {
	if seed.TOTPSecret == "" {
		return nil
	}
	if _, err := base32.StdEncoding.DecodeString(seed.TOTPSecret); err != nil {
		return errors.New("the TOTP secret is not base32")
	}
	t := &TOTP{Secret: seed.TOTPSecret, Verified: true, RecoveryID: s.NewID(ids.TOTPRecovery), RecoveryCodes: s.NewRecoveryCodes()}
	if len(seed.TOTPs) > 0 {
		t.ID = seed.TOTPs[0].TOTPID
	}
	if t.ID, err = s.seedID(t.ID, ids.TOTP); err != nil {
		return err
	}
	s.SetTOTP(u, t)
	return nil
}
