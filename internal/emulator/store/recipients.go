package store

import (
	"time"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/emulator/apierror"
)

// confirmationWindow is how long an address or number that was added to a user waits to be verified.
const confirmationWindow = 5 * time.Minute

// maxUnverified is how many unverified contacts a user can have.
const maxUnverified = 5

// UserSelection chooses a user by at most one of its fields.
type UserSelection struct{ UserID, SessionToken, SessionJWT string }

// SelectUser returns the chosen user, nil when none is.
func (s *Store) SelectUser(sel UserSelection) (*User, error) {
	given := 0
	for _, arg := range []string{sel.UserID, sel.SessionToken, sel.SessionJWT} {
		if arg != "" {
			given++
		}
	}
	switch {
	case given > 1:
		return nil, apierror.Newf(api.ErrorTypeTooManyUserSelectionArguments, "Give one of user_id, session_token and session_jwt.")
	case sel.UserID != "":
		return s.FindUser(sel.UserID)
	}
	sess, err := s.GivenSession(sel.SessionToken, sel.SessionJWT)
	if sess == nil || err != nil {
		return nil, err
	}
	return sess.User, nil
}

// Recipient is whom a message is for.
type Recipient struct {
	// User is nil for a user whom the send creates.
	User *User

	value string
	// contact is nil for one that the send adds.
	contact *Contact
	// pending makes a new user a pending one.
	pending bool
}

// ExistingRecipient returns whom to send to, for operations that make no user. The send may add the address or number
// to the selected user.
func (s *Store) ExistingRecipient(value string, sel UserSelection, unknown api.ErrorType) (Recipient, error) {
	chosen, err := s.SelectUser(sel)
	if err != nil {
		return Recipient{}, err
	}
	r := Recipient{User: chosen, value: value, contact: s.Contact(value)}
	switch {
	case r.contact == nil && chosen == nil:
		return r, apierror.Newf(unknown, "No user has %s.", value)
	case r.contact == nil:
		return r, chosen.mayAdd(value)
	case chosen != nil && r.contact.User != chosen:
		return r, Duplicate(r.contact, chosen)
	}
	r.User = r.contact.User
	return r, nil
}

// AnyRecipient returns whom to send to, for operations that make a user of an unknown address or number.
func (s *Store) AnyRecipient(value string, asPending bool) Recipient {
	r := Recipient{value: value, contact: s.Contact(value), pending: asPending}
	if r.contact != nil {
		r.User = r.contact.User
	}
	return r
}

// mayAdd rejects another address for a user who has not verified the previous one. Otherwise somebody who created the
// user with a foreign address could take over the account.
func (u *User) mayAdd(value string) error {
	unverified := 0
	for _, c := range u.Contacts() {
		if c.Verified {
			continue
		}
		if unverified++; c.IsEmail() && isEmail(value) {
			return apierror.Newf(api.ErrorTypeEmailVerificationRequired, "The user must verify %s before another address can be added.", c.Value)
		}
	}
	if unverified >= maxUnverified {
		return apierror.Newf(api.ErrorTypeTooManyUnverifiedFactors, "The user has %d unverified factors.", unverified)
	}
	return nil
}

// Reach returns the contact to send to, with its user: both are made now if they are new. A contact that is added to
// a user has five minutes from the last send to be verified.
func (s *Store) Reach(r Recipient) (to *Contact, userCreated bool) {
	switch {
	case r.User == nil:
		return s.FindOrCreate(r.value, r.pending)
	case r.contact == nil:
		r.contact = s.AddContact(r.User, r.value, false)
		s.confirmWithin(r.contact, confirmationWindow)
	case r.contact.Added():
		s.confirmWithin(r.contact, confirmationWindow)
	}
	return r.contact, false
}

// FindOrCreate returns an address or number, and creates its user if it is new.
func (s *Store) FindOrCreate(value string, asPending bool) (c *Contact, userCreated bool) {
	if c = s.Contact(value); c != nil {
		return c, false
	}
	u := s.NewUser()
	if asPending {
		u.Status = api.UserStatusPending
	}
	return s.AddContact(u, value, false), true
}
