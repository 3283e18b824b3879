package store

import (
	"time"
)

// TOTP is the authenticator app of a user.
type TOTP struct {
	ID string
	// Secret is base32.
	Secret   string
	Verified bool
	// ExpiresAt is when it is removed unless it is verified.
	ExpiresAt time.Time
	// LastStep is the time step of the last code that was accepted.
	LastStep int64

	RecoveryID    string
	RecoveryCodes []string
}

// Exists reports whether there is an authenticator that is verified or can still be verified in time.
func (t *TOTP) Exists(now time.Time) bool {
	return t != nil && (t.Verified || now.Before(t.ExpiresAt))
}

// recoveryCodes is how many recovery codes an authenticator comes with.
const recoveryCodes = 10

// NewRecoveryCodes makes the recovery codes of an authenticator.
func (s *Store) NewRecoveryCodes() []string {
	codes := make([]string, recoveryCodes)
	for i := range codes {
		codes[i] = s.Random.RecoveryCode()
	}
	return codes
}
