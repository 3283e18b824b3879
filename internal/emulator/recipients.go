package emulator

import (
	"time"

	"github.com/flymyai/stytch-go/api"
)

// confirmationWindow is how long an address or number that was added to a user waits to be verified.
const confirmationWindow = 5 * time.Minute

// maxUnverified is how many unverified contacts a user may gather.
const maxUnverified = 5

// userArgs choose a user to add an address or number to, by at most one of them.
type userArgs struct{ userID, sessionToken, sessionJWT string }

// selectUser returns the chosen user, nil when none is.
func (c *call) selectUser(args userArgs) (*user, error) {
	given := 0
	for _, arg := range []string{args.userID, args.sessionToken, args.sessionJWT} {
		if arg != "" {
			given++
		}
	}
	switch {
	case given > 1:
		return nil, refuse(api.ErrorTypeTooManyUserSelectionArguments, "Give one of user_id, session_token and session_jwt.")
	case args.userID != "":
		return c.findUser(args.userID)
	}
	sess, err := c.givenSession(args.sessionToken, args.sessionJWT)
	if sess == nil || err != nil {
		return nil, err
	}
	return sess.user, nil
}

// recipient is whom a message is for: a contact, or a user who is to get the contact.
type recipient struct {
	contact *contact
	value   string
	// user gets the contact when it is nil.
	user *user
}

// existingRecipient finds whom to send to, for operations that make no user.
func (c *call) existingRecipient(value string, args userArgs, unknown api.ErrorType) (recipient, error) {
	chosen, err := c.selectUser(args)
	if err != nil {
		return recipient{}, err
	}
	r := recipient{contact: c.contacts[value], value: value, user: chosen}
	switch {
	case r.contact == nil && chosen == nil:
		return r, refuse(unknown, "No user has %s.", value)
	case r.contact == nil:
		return r, chosen.mayAdd(value)
	case chosen != nil && r.contact.user != chosen:
		return r, duplicate(r.contact, chosen)
	}
	r.user = r.contact.user
	return r, nil
}

// mayAdd refuses another address for a user who has not verified the one before: whoever made the user
// with a foreign address could take over the account otherwise.
func (u *user) mayAdd(value string) error {
	unverified := 0
	for _, list := range [][]*contact{u.emails, u.phones} {
		for _, c := range list {
			if c.verified {
				continue
			}
			if unverified++; c.isEmail() && isEmail(value) {
				return refuse(api.ErrorTypeEmailVerificationRequired, "The user must verify %s before another address can be added.", c.value)
			}
		}
	}
	if unverified >= maxUnverified {
		return refuse(api.ErrorTypeTooManyUnverifiedFactors, "The user has %d unverified factors.", unverified)
	}
	return nil
}

// ready returns the contact to send to, which is added to its user now if it is new. Such a contact has
// five minutes from the last send to be verified.
func (c *call) ready(r recipient) *contact {
	if r.contact == nil {
		r.contact = c.addContact(r.user, r.value, false)
		c.confirmWithin(r.contact, confirmationWindow)
	} else if !r.contact.dropAt.IsZero() {
		c.confirmWithin(r.contact, confirmationWindow)
	}
	return r.contact
}

// findOrCreate returns the contact to send to and makes its user where it is new.
func (c *call) findOrCreate(value string, asPending bool) (to *contact, isNew bool) {
	if to = c.contacts[value]; to != nil {
		return to, false
	}
	u := c.newUser()
	if asPending {
		u.status = api.UserStatusPending
	}
	return c.addContact(u, value, false), true
}

// confirmEmail verifies an address whose owner has just proved to be there. If the user has a password
// from before that proof, somebody else may have set it: it must be reset, and the sessions end.
func (c *call) confirmEmail(email *contact, keep *session) (resetSessions bool) {
	u := email.user
	if !email.verified && u.password != nil {
		u.password.requiresReset = true
		c.revokeSessions(u, keep)
		resetSessions = true
	}
	c.confirm(email)
	return resetSessions
}
