package store

import (
	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/emulator/sandbox"
)

// SandboxUser returns the sandbox user, who is in no index and made anew each time.
func SandboxUser() *User {
	u := &User{ID: sandbox.UserID, CreatedAt: sandbox.Epoch, Status: api.UserStatusActive}
	u.Emails = []*Contact{{ID: sandbox.EmailID, Value: sandbox.Email, User: u, Verified: true}}
	u.Phones = []*Contact{{ID: sandbox.PhoneID, Value: sandbox.Phone, User: u, Verified: true}}
	u.TOTP = &TOTP{ID: sandbox.TOTPID, Verified: true, RecoveryID: sandbox.TOTPRecoveryID, RecoveryCodes: []string{sandbox.RecoveryCode}}
	u.Providers = []api.UserOAuthProvider{{OAuthUserRegistrationID: sandbox.OAuthRegistrationID, ProviderType: "Google", ProviderSubject: sandbox.UserID}}
	u.Wallets = []api.UserCryptoWallet{{
		CryptoWalletID: sandbox.WalletID, CryptoWalletAddress: sandbox.WalletAddress, CryptoWalletType: sandbox.WalletType, Verified: true,
	}}
	return u
}

// IsSandbox reports whether a user is the sandbox user.
func (u *User) IsSandbox() bool { return u.ID == sandbox.UserID }

// sandboxSession returns the sandbox session, which never ends.
func (s *Store) sandboxSession() *Session {
	u := SandboxUser()
	sess := &Session{
		ID:         sandbox.SessionID,
		Token:      sandbox.SessionToken,
		User:       u,
		StartedAt:  sandbox.Epoch,
		AccessedAt: s.now,
		ExpiresAt:  s.now.Add(sandbox.SessionLifetime),
	}
	sess.AddFactor(ContactFactor(api.AuthenticationFactorTypeMagicLink, api.DeliveryMethodEmail, u.Emails[0]), sandbox.Epoch)
	return sess
}
