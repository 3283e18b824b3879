package store

import (
	"time"

	"github.com/flymyai/stytch-go/api"
)

// Ticket is what a magic link or a password reset link holds: it logs a user in once.
type Ticket struct {
	User *User
	// Email is the address it was sent to, nil for embeddable links.
	Email *Contact
	// ID names an embeddable link.
	ID         string
	ExpiresAt  time.Time
	Spent      bool
	Attributes api.Attributes
	// Challenge is the code challenge that the flow began with (RFC 7636), empty without one.
	Challenge string
}

// Usable reports whether a ticket still logs in: it is neither used nor expired, and its user and address still exist.
func (t *Ticket) Usable(now time.Time) bool {
	return !t.Spent && now.Before(t.ExpiresAt) && !t.User.Deleted && (t.Email == nil || t.Email.User != nil)
}

// AddMagicLink keeps a ticket as a magic link and returns the token of the link.
func (s *Store) AddMagicLink(t *Ticket) (token string) {
	token = s.Random.Token()
	s.magicLinks[token] = t
	return token
}

// MagicLink returns the ticket of a magic link, or nil.
func (s *Store) MagicLink(token string) *Ticket { return s.magicLinks[token] }
