package store

import (
	"slices"
	"strings"
	"time"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/emulator/apierror"
	"github.com/flymyai/stytch-go/internal/emulator/ids"
)

// Contact is an email address or a phone number of a user.
type Contact struct {
	ID string
	// Value is the address or number in the letter case in which it was given.
	Value string
	// User is nil once the contact is removed.
	User     *User
	Verified bool
	Codes    Passcodes
	// Invite is the last invitation sent to it.
	Invite *Ticket

	// dropAt is when it is removed unless it is verified, zero for never.
	dropAt time.Time
}

// IsEmail reports whether a contact is an email address.
func (c *Contact) IsEmail() bool { return isEmail(c.Value) }

// isEmail reports whether the value of a contact is an email address, not a phone number.
func isEmail(value string) bool { return strings.Contains(value, "@") }

// Contact returns an email address or a phone number of any user, or nil. It ignores the letter case.
func (s *Store) Contact(value string) *Contact { return s.contacts[strings.ToLower(value)] }

// ContactByID returns the contact of an ID, or nil.
func (s *Store) ContactByID(id string) *Contact { return s.contactIDs[id] }

// FindContact returns the contact of an ID, or nil. The error is about the form of the ID.
func (s *Store) FindContact(id, prefix string, malformed api.ErrorType) (*Contact, error) {
	if err := s.Project.CheckID(id, prefix, malformed); err != nil {
		return nil, err
	}
	return s.contactIDs[id], nil
}

// AddContact gives a user an email address or a phone number that nobody has.
func (s *Store) AddContact(u *User, value string, verified bool) *Contact {
	prefix := ids.Phone
	if isEmail(value) {
		prefix = ids.Email
	}
	return s.addContact(u, s.NewID(prefix), value, verified)
}

func (s *Store) addContact(u *User, id, value string, verified bool) *Contact {
	added := &Contact{ID: id, Value: value, User: u, Verified: verified}
	if added.IsEmail() {
		u.Emails = append(u.Emails, added)
	} else {
		u.Phones = append(u.Phones, added)
	}
	s.contacts[strings.ToLower(value)] = added
	s.contactIDs[id] = added
	s.touch(u)
	return added
}

// RemoveContact takes an email address or a phone number from its user.
func (s *Store) RemoveContact(c *Contact) {
	is := func(other *Contact) bool { return other == c }
	c.User.Emails = slices.DeleteFunc(slices.Clone(c.User.Emails), is)
	c.User.Phones = slices.DeleteFunc(slices.Clone(c.User.Phones), is)
	s.touch(c.User)
	c.User = nil
	delete(s.contacts, strings.ToLower(c.Value))
	delete(s.contactIDs, c.ID)
	delete(s.unconfirmed, c)
}

// confirmWithin removes a contact unless it is verified in time.
func (s *Store) confirmWithin(c *Contact, d time.Duration) {
	c.dropAt = s.now.Add(d)
	s.unconfirmed[c] = struct{}{}
}

// Confirm marks a contact as verified.
func (s *Store) Confirm(c *Contact) {
	c.Verified = true
	s.touch(c.User)
	s.Keep(c)
}

// Keep lets a contact stay even if it is never verified.
func (s *Store) Keep(c *Contact) {
	c.dropAt = time.Time{}
	delete(s.unconfirmed, c)
}

// Added reports whether a send has added the contact to its user. It is removed unless it is verified in time.
func (c *Contact) Added() bool { return !c.dropAt.IsZero() }

// Lasting counts the contacts that stay even if they are not verified.
func Lasting(contacts []*Contact) int {
	lasting := 0
	for _, c := range contacts {
		if !c.Added() {
			lasting++
		}
	}
	return lasting
}

// ConfirmEmail verifies an address whose owner has just proved to control it. If the user already has a password for
// the address, somebody else may have set it: it must be reset, and the sessions end, except the given one. A given
// session in which the password was entered shows that the same person has set it: then password and sessions stay. They
// also stay if a send has added the address: the password is for the one that the user had before.
func (s *Store) ConfirmEmail(email *Contact, given *Session) (resetSessions bool) {
	u := email.User
	samePerson := given != nil && given.User == u && given.has(api.AuthenticationFactorTypePassword)
	if !email.Verified && !email.Added() && u.Password != nil && !samePerson {
		s.RequireReset(u)
		s.RevokeSessions(u, given)
		resetSessions = true
	}
	s.Confirm(email)
	return resetSessions
}

// dropUnconfirmed removes the contacts that were not verified in time.
func (s *Store) dropUnconfirmed() {
	for c := range s.unconfirmed {
		if !s.now.Before(c.dropAt) {
			s.RemoveContact(c)
		}
	}
}

// CheckNewEmail checks an address to be added to a user, and that nobody has it yet.
func (s *Store) CheckNewEmail(address string) error {
	if err := s.Project.CheckEmail(address); err != nil {
		return err
	}
	if s.Contact(address) != nil {
		return apierror.Newf(api.ErrorTypeDuplicateEmail, "A user already has the email address %s.", address)
	}
	return nil
}

// CheckNewPhone checks a number to be added to a user, and that nobody has it yet.
func (s *Store) CheckNewPhone(number string) error {
	if err := s.Project.CheckPhone(number); err != nil {
		return err
	}
	if s.Contact(number) != nil {
		return apierror.Newf(api.ErrorTypeDuplicatePhoneNumber, "A user already has the phone number %s.", number)
	}
	return nil
}

// Duplicate returns the error for adding a contact to a user, if the user or another one already has it.
func Duplicate(taken *Contact, u *User) error {
	switch email, same := taken.IsEmail(), taken.User == u; {
	case email && same:
		return apierror.Newf(api.ErrorTypeDuplicateEmailForUser, "The user already has the email address %s.", taken.Value)
	case email:
		return apierror.Newf(api.ErrorTypeDuplicateEmail, "Another user has the email address %s.", taken.Value)
	case same:
		return apierror.Newf(api.ErrorTypeDuplicatePhoneNumberForUser, "The user already has the phone number %s.", taken.Value)
	default:
		return apierror.Newf(api.ErrorTypeDuplicatePhoneNumber, "Another user has the phone number %s.", taken.Value)
	}
}
