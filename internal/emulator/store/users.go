package store

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/emulator/apierror"
	"github.com/flymyai/stytch-go/internal/emulator/config"
	"github.com/flymyai/stytch-go/internal/emulator/field"
	"github.com/flymyai/stytch-go/internal/emulator/ids"
)

// User is one user with all factors.
type User struct {
	// Seq counts the users of a project: a later user has a larger one.
	Seq        uint64
	ID         string
	CreatedAt  time.Time
	Status     api.UserStatus
	Name       api.Name
	ExternalID string
	// AssignedRoles are without the default role.
	AssignedRoles     []string
	TrustedMetadata   map[string]any
	UntrustedMetadata map[string]any
	// Deleted users are in no index, but links may still lead to them.
	Deleted bool

	Emails, Phones []*Contact
	Password       *Password
	TOTP           *TOTP
	Providers      []api.UserOAuthProvider
	WebAuthn       []api.UserWebAuthnRegistration
	Biometrics     []api.UserBiometricRegistration
	Wallets        []api.UserCryptoWallet
	ConnectedApps  []api.UserConnectedApp

	sessions []*Session
	lock     lock
	// reported is the digest of what the last report of a change showed; nil before there was one.
	reported []byte
}

// Roles lists the roles of a user with the default one.
func (u *User) Roles() []string { return slices.Concat([]string{config.DefaultRole}, u.AssignedRoles) }

// Contacts lists the email addresses and phone numbers of a user.
func (u *User) Contacts() []*Contact { return slices.Concat(u.Emails, u.Phones) }

// FullName returns the parts of the user's name that are known; empty without any.
func (u *User) FullName() string {
	return strings.Join(strings.Fields(u.Name.FirstName+" "+u.Name.MiddleName+" "+u.Name.LastName), " ")
}

// Account is what to call a user beside others: the first email address, else the first phone number, else the ID.
func (u *User) Account() string {
	if contacts := u.Contacts(); len(contacts) > 0 {
		return contacts[0].Value
	}
	return u.ID
}

// Users returns all users in the order of their creation. The caller does not change the list.
func (s *Store) Users() []*User { return s.users }

// NewUser makes a user without factors.
func (s *Store) NewUser() *User {
	u := &User{ID: s.NewID(ids.User), CreatedAt: s.now, Status: api.UserStatusActive}
	s.insert(u)
	return u
}

func (s *Store) insert(u *User) {
	s.lastSeq++
	u.Seq = s.lastSeq
	s.users = append(s.users, u)
	s.byID[u.ID] = u
	s.touch(u)
}

// RemoveUser removes a user with everything that leads to it.
func (s *Store) RemoveUser(u *User) {
	u.Deleted = true
	s.touch(u)
	if i, ok := slices.BinarySearchFunc(s.users, u.Seq, func(u *User, seq uint64) int { return cmp.Compare(u.Seq, seq) }); ok {
		s.users = slices.Delete(s.users, i, i+1)
	}
	delete(s.byID, u.ID)
	delete(s.byExternal, u.ExternalID)
	for _, contact := range u.Contacts() {
		s.RemoveContact(contact)
	}
	for _, p := range u.Providers {
		delete(s.registrations, registration{p.ProviderType, p.ProviderSubject})
	}
	for _, w := range u.Wallets {
		delete(s.wallets, walletID(w))
	}
	for _, id := range u.FactorIDs() {
		delete(s.factors, id)
	}
	s.RevokeSessions(u, nil)
}

// FindUser returns the user of a user ID or an external ID.
func (s *Store) FindUser(id string) (*User, error) {
	if prefix, env, ok := ids.Parse(id); ok && prefix == ids.User {
		if err := s.Project.CheckEnvironment(env, id); err != nil {
			return nil, err
		}
		if u := s.byID[id]; u != nil {
			return u, nil
		}
		return nil, apierror.Newf(api.ErrorTypeUserNotFound, "No user has the ID %s.", id)
	}
	if !field.IsExternalID(id) {
		return nil, apierror.Newf(api.ErrorTypeInvalidUserID, "%q is neither a user ID nor an external ID.", id)
	}
	if u := s.byExternal[id]; u != nil {
		return u, nil
	}
	return nil, apierror.Newf(api.ErrorTypeUserNotFound, "No user has the ID %s.", id)
}

// UserByID returns the user of a user ID, or nil.
func (s *Store) UserByID(id string) *User { return s.byID[id] }

// UserByExternalID returns the user of an external ID, or nil.
func (s *Store) UserByExternalID(id string) *User { return s.byExternal[id] }

// SetExternalID gives a user an external ID that nobody has, or takes it away when it is empty.
func (s *Store) SetExternalID(u *User, id string) {
	delete(s.byExternal, u.ExternalID)
	u.ExternalID = id
	s.touch(u)
	if id != "" {
		s.byExternal[id] = u
	}
}

// View returns a user as the API shows it.
func (s *Store) View(u *User) api.User {
	v := api.User{
		UserID:                 u.ID,
		CreatedAt:              u.CreatedAt,
		Status:                 u.Status,
		Name:                   u.Name,
		ExternalID:             u.ExternalID,
		Roles:                  u.Roles(),
		TrustedMetadata:        orEmpty(u.TrustedMetadata),
		UntrustedMetadata:      orEmpty(u.UntrustedMetadata),
		Emails:                 make([]api.UserEmail, len(u.Emails)),
		PhoneNumbers:           make([]api.UserPhoneNumber, len(u.Phones)),
		Providers:              u.Providers,
		WebAuthnRegistrations:  u.WebAuthn,
		BiometricRegistrations: u.Biometrics,
		CryptoWallets:          u.Wallets,
	}
	for i, e := range u.Emails {
		v.Emails[i] = api.UserEmail{EmailID: e.ID, Email: e.Value, Verified: e.Verified}
	}
	for i, p := range u.Phones {
		v.PhoneNumbers[i] = api.UserPhoneNumber{PhoneID: p.ID, PhoneNumber: p.Value, Verified: p.Verified}
	}
	if u.Password != nil {
		v.Password = &api.UserPassword{PasswordID: u.Password.ID, RequiresReset: u.Password.RequiresReset}
	}
	if u.TOTP.Exists(s.now) {
		v.TOTPs = []api.UserTOTP{{TOTPID: u.TOTP.ID, Verified: u.TOTP.Verified}}
	}
	if u.lock.holds(s.now) {
		v.IsLocked, v.LockCreatedAt, v.LockExpiresAt = true, u.lock.createdAt, u.lock.expiresAt
	}
	return v
}

// orEmpty returns {} for metadata that was never set.
func orEmpty(m map[string]any) map[string]any {
	if m == nil {
		return emptyMetadata
	}
	return m
}

var emptyMetadata = map[string]any{}
