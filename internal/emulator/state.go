package emulator

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"github.com/flymyai/stytch-go/api"
)

// state is everything that calls change. Server.mu guards it. Metadata, claims, roles and factor lists
// are replaced, never changed in place.
type state struct {
	// users stand in the order of their creation.
	users   []*user
	lastSeq uint64

	byID       map[string]*user
	byExternal map[string]*user
	// contacts finds email addresses and phone numbers, by themselves and by id.
	contacts   map[string]*contact
	contactIDs map[string]*contact
	// factors finds the user of every other factor by its id.
	factors map[string]*user
	// registrations finds the user of an OAuth login by provider and subject.
	registrations map[registrationKey]*user
	// unconfirmed are the contacts that vanish unless they are verified in time.
	unconfirmed map[*contact]struct{}

	sessions      map[string]*session
	sessionTokens map[string]*session

	magicLinks     map[string]*ticket
	passwordResets map[string]*ticket
	oauthTokens    map[string]*oauthToken
	attachTokens   map[string]*attachToken
	accessTokens   map[string]struct{} // the ones exchanged for a session
	impersonations map[string]*impersonation

	messages []Message
	windows  map[windowKey]int
}

func newState() state {
	return state{
		byID:           map[string]*user{},
		byExternal:     map[string]*user{},
		contacts:       map[string]*contact{},
		contactIDs:     map[string]*contact{},
		factors:        map[string]*user{},
		registrations:  map[registrationKey]*user{},
		unconfirmed:    map[*contact]struct{}{},
		sessions:       map[string]*session{},
		sessionTokens:  map[string]*session{},
		magicLinks:     map[string]*ticket{},
		passwordResets: map[string]*ticket{},
		oauthTokens:    map[string]*oauthToken{},
		attachTokens:   map[string]*attachToken{},
		accessTokens:   map[string]struct{}{},
		impersonations: map[string]*impersonation{},
		windows:        map[windowKey]int{},
	}
}

// user is one user with all factors.
type user struct {
	seq        uint64
	id         string
	createdAt  time.Time
	status     api.UserStatus
	name       api.Name
	externalID string
	roles      []string // without the default role
	trusted    map[string]any
	untrusted  map[string]any
	deleted    bool

	emails, phones []*contact
	password       *password
	totp           *totp
	providers      []api.UserOAuthProvider
	webAuthn       []api.UserWebAuthnRegistration
	biometrics     []api.UserBiometricRegistration
	wallets        []api.UserCryptoWallet
	connectedApps  []api.UserConnectedApp

	sessions []*session
	lock     lock
}

// contact is an email address or a phone number of a user.
type contact struct {
	id, value string
	user      *user // nil once it is removed
	verified  bool
	// dropAt is when it vanishes unless verified; zero for never.
	dropAt time.Time
	codes  passcodes
	// invite is the last invitation sent to it.
	invite *ticket
}

func (c *contact) isEmail() bool { return isEmail(c.value) }

// isEmail tells an email address from a phone number.
func isEmail(value string) bool { return strings.Contains(value, "@") }

// newUser makes a user without factors.
func (c *call) newUser() *user {
	c.lastSeq++
	u := &user{seq: c.lastSeq, id: c.newID(userPrefix), createdAt: c.now, status: api.UserStatusActive}
	c.insert(u)
	return u
}

func (s *state) insert(u *user) {
	s.users = append(s.users, u)
	s.byID[u.id] = u
}

// removeUser removes a user with everything that leads to it.
func (s *state) removeUser(u *user) {
	u.deleted = true
	if i, ok := slices.BinarySearchFunc(s.users, u.seq, func(u *user, seq uint64) int { return cmp.Compare(u.seq, seq) }); ok {
		s.users = slices.Delete(s.users, i, i+1)
	}
	delete(s.byID, u.id)
	delete(s.byExternal, u.externalID)
	for _, contact := range slices.Concat(u.emails, u.phones) {
		s.removeContact(contact)
	}
	for _, p := range u.providers {
		delete(s.registrations, registrationKey{p.ProviderType, p.ProviderSubject})
	}
	for _, id := range u.factorIDs() {
		delete(s.factors, id)
	}
	s.revokeSessions(u, nil)
}

// factorIDs lists the ids of all factors but the contacts.
func (u *user) factorIDs() []string {
	var ids []string
	if u.password != nil {
		ids = append(ids, u.password.id)
	}
	if u.totp != nil {
		ids = append(ids, u.totp.id)
	}
	for _, p := range u.providers {
		ids = append(ids, p.OAuthUserRegistrationID)
	}
	for _, w := range u.webAuthn {
		ids = append(ids, w.WebAuthnRegistrationID)
	}
	for _, b := range u.biometrics {
		ids = append(ids, b.BiometricRegistrationID)
	}
	for _, w := range u.wallets {
		ids = append(ids, w.CryptoWalletID)
	}
	return ids
}

// addContact gives a user an email address or a phone number that nobody has.
func (c *call) addContact(u *user, value string, verified bool) *contact {
	added := &contact{value: value, user: u, verified: verified}
	if added.isEmail() {
		added.id = c.newID(emailPrefix)
		u.emails = append(u.emails, added)
	} else {
		added.id = c.newID(phonePrefix)
		u.phones = append(u.phones, added)
	}
	c.contacts[value] = added
	c.contactIDs[added.id] = added
	return added
}

// removeContact takes an email address or a phone number from its user.
func (s *state) removeContact(c *contact) {
	is := func(other *contact) bool { return other == c }
	c.user.emails = slices.DeleteFunc(slices.Clone(c.user.emails), is)
	c.user.phones = slices.DeleteFunc(slices.Clone(c.user.phones), is)
	c.user = nil
	delete(s.contacts, c.value)
	delete(s.contactIDs, c.id)
	delete(s.unconfirmed, c)
}

// confirmWithin lets a contact vanish unless it is verified in time.
func (c *call) confirmWithin(added *contact, d time.Duration) {
	added.dropAt = c.now.Add(d)
	c.unconfirmed[added] = struct{}{}
}

// confirm marks a contact as verified.
func (s *state) confirm(c *contact) {
	c.verified, c.dropAt = true, time.Time{}
	delete(s.unconfirmed, c)
}

// dropUnconfirmed removes the contacts that were not verified in time.
func (s *state) dropUnconfirmed(now time.Time) {
	for c := range s.unconfirmed {
		if !now.Before(c.dropAt) {
			s.removeContact(c)
		}
	}
}

// findUser returns the user of a user id or external id.
func (c *call) findUser(id string) (*user, error) {
	if match := idPattern.FindStringSubmatch(id); match != nil && match[1] == userPrefix {
		if err := c.checkEnvironment(match[2], id); err != nil {
			return nil, err
		}
		if u := c.byID[id]; u != nil {
			return u, nil
		}
		return nil, refuse(api.ErrorTypeUserNotFound, "No user has the id %s.", id)
	}
	if !externalIDPattern.MatchString(id) {
		return nil, refuse(api.ErrorTypeInvalidUserID, "%q is neither a user id nor an external id.", id)
	}
	if u := c.byExternal[id]; u != nil {
		return u, nil
	}
	return nil, refuse(api.ErrorTypeUserNotFound, "No user has the id %s.", id)
}

// findContact returns the contact of an id, nil when there is none. The error is about the form of the id.
func (c *call) findContact(id, prefix string, malformed api.ErrorType) (*contact, error) {
	if err := c.checkID(id, prefix, malformed); err != nil {
		return nil, err
	}
	return c.contactIDs[id], nil
}

// view is a user as the API answers it.
func (c *call) view(u *user) api.User {
	v := api.User{
		UserID:                 u.id,
		CreatedAt:              u.createdAt,
		Status:                 u.status,
		Name:                   u.name,
		ExternalID:             u.externalID,
		Roles:                  u.allRoles(),
		TrustedMetadata:        orEmpty(u.trusted),
		UntrustedMetadata:      orEmpty(u.untrusted),
		Emails:                 emailViews(u),
		PhoneNumbers:           phoneViews(u),
		Providers:              u.providers,
		WebAuthnRegistrations:  u.webAuthn,
		BiometricRegistrations: u.biometrics,
		CryptoWallets:          u.wallets,
	}
	if u.password != nil {
		v.Password = &api.UserPassword{PasswordID: u.password.id, RequiresReset: u.password.requiresReset}
	}
	if u.totp.exists(c.now) {
		v.TOTPs = []api.UserTOTP{{TOTPID: u.totp.id, Verified: u.totp.verified}}
	}
	if u.lock.holds(c.now) {
		v.IsLocked, v.LockCreatedAt, v.LockExpiresAt = true, u.lock.createdAt, u.lock.expiresAt
	}
	return v
}

func emailViews(u *user) []api.UserEmail {
	views := make([]api.UserEmail, len(u.emails))
	for i, e := range u.emails {
		views[i] = api.UserEmail{EmailID: e.id, Email: e.value, Verified: e.verified}
	}
	return views
}

func phoneViews(u *user) []api.UserPhoneNumber {
	views := make([]api.UserPhoneNumber, len(u.phones))
	for i, p := range u.phones {
		views[i] = api.UserPhoneNumber{PhoneID: p.id, PhoneNumber: p.value, Verified: p.verified}
	}
	return views
}

// orEmpty returns {} for metadata that was never set.
func orEmpty(m map[string]any) map[string]any {
	if m == nil {
		return emptyMetadata
	}
	return m
}

var emptyMetadata = map[string]any{}
