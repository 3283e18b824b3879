package store

import (
	"slices"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/emulator/ids"
	"github.com/flymyai/stytch-go/internal/emulator/passwordhash"
)

// Password is the password of a user.
type Password struct {
	ID            string
	Hash          passwordhash.Hash
	RequiresReset bool
}

// registration is an account at an OAuth provider.
type registration struct{ providerType, subject string }

// PrimaryFactors counts the factors that a user can log in with alone, without contacts that are removed unless they are
// verified in time.
func (u *User) PrimaryFactors() int {
	return Lasting(u.Emails) + Lasting(u.Phones) + len(u.Providers) + len(u.WebAuthn) + len(u.Wallets) + len(u.Biometrics)
}

// FactorIDs lists the IDs of all factors but the contacts.
func (u *User) FactorIDs() []string {
	var all []string
	if u.Password != nil {
		all = append(all, u.Password.ID)
	}
	if u.TOTP != nil {
		all = append(all, u.TOTP.ID)
	}
	for _, p := range u.Providers {
		all = append(all, p.OAuthUserRegistrationID)
	}
	for _, w := range u.WebAuthn {
		all = append(all, w.WebAuthnRegistrationID)
	}
	for _, b := range u.Biometrics {
		all = append(all, b.BiometricRegistrationID)
	}
	for _, w := range u.Wallets {
		all = append(all, w.CryptoWalletID)
	}
	return all
}

// FactorOwner returns the user who has a factor, other than a contact, or nil.
func (s *Store) FactorOwner(id string) *User { return s.factors[id] }

// SetPassword gives a user a new password.
func (s *Store) SetPassword(u *User, hash passwordhash.Hash) {
	if u.Password == nil {
		u.Password = &Password{ID: s.NewID(ids.Password)}
		s.factors[u.Password.ID] = u
	}
	u.Password.Hash, u.Password.RequiresReset = hash, false
	s.touch(u)
}

// RequireReset makes the password of a user unusable until it is reset.
func (s *Store) RequireReset(u *User) {
	u.Password.RequiresReset = true
	s.touch(u)
}

// SetTOTP gives a user an authenticator, in place of one that has expired.
func (s *Store) SetTOTP(u *User, t *TOTP) {
	if u.TOTP != nil {
		delete(s.factors, u.TOTP.ID)
	}
	u.TOTP = t
	s.factors[t.ID] = u
	s.touch(u)
}

// AddOAuthProvider gives a user an account at a provider.
func (s *Store) AddOAuthProvider(u *User, p api.UserOAuthProvider) {
	u.Providers = append(slices.Clone(u.Providers), p)
	s.factors[p.OAuthUserRegistrationID] = u
	s.registrations[registration{p.ProviderType, p.ProviderSubject}] = u
	s.touch(u)
}

// UserOfProvider returns the user who has an account at a provider, or nil.
func (s *Store) UserOfProvider(providerType, subject string) *User {
	return s.registrations[registration{providerType, subject}]
}

// AddWebAuthn gives a user a WebAuthn registration.
func (s *Store) AddWebAuthn(u *User, r api.UserWebAuthnRegistration) {
	u.WebAuthn = append(slices.Clone(u.WebAuthn), r)
	s.factors[r.WebAuthnRegistrationID] = u
	s.touch(u)
}

// RenameWebAuthn gives a WebAuthn registration, which a user has, another name.
func (s *Store) RenameWebAuthn(id, name string) api.UserWebAuthnRegistration {
	u := s.factors[id]
	u.WebAuthn = slices.Clone(u.WebAuthn)
	i := slices.IndexFunc(u.WebAuthn, func(r api.UserWebAuthnRegistration) bool { return r.WebAuthnRegistrationID == id })
	u.WebAuthn[i].Name = name
	s.touch(u)
	return u.WebAuthn[i]
}

// addBiometric gives a user a biometric registration.
func (s *Store) addBiometric(u *User, r api.UserBiometricRegistration) {
	u.Biometrics = append(slices.Clone(u.Biometrics), r)
	s.factors[r.BiometricRegistrationID] = u
	s.touch(u)
}

// RemoveFactor takes a factor, other than a contact, from the user who has it.
func (s *Store) RemoveFactor(id string) {
	u := s.factors[id]
	if u == nil {
		return
	}
	delete(s.factors, id)
	s.touch(u)
	if u.Password != nil && u.Password.ID == id {
		u.Password = nil
	}
	if u.TOTP != nil && u.TOTP.ID == id {
		u.TOTP = nil
	}
	for _, p := range u.Providers {
		if p.OAuthUserRegistrationID == id {
			delete(s.registrations, registration{p.ProviderType, p.ProviderSubject})
		}
	}
	for _, w := range u.Wallets {
		if w.CryptoWalletID == id {
			delete(s.wallets, walletID(w))
		}
	}
	u.Providers = without(u.Providers, id, func(p api.UserOAuthProvider) string { return p.OAuthUserRegistrationID })
	u.WebAuthn = without(u.WebAuthn, id, func(r api.UserWebAuthnRegistration) string { return r.WebAuthnRegistrationID })
	u.Biometrics = without(u.Biometrics, id, func(r api.UserBiometricRegistration) string { return r.BiometricRegistrationID })
	u.Wallets = without(u.Wallets, id, func(w api.UserCryptoWallet) string { return w.CryptoWalletID })
}

// without returns a list without the element of an ID.
func without[T any](list []T, id string, idOf func(T) string) []T {
	return slices.DeleteFunc(slices.Clone(list), func(v T) bool { return idOf(v) == id })
}
