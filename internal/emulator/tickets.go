package emulator

import (
	"time"

	"github.com/flymyai/stytch-go/api"
)

// ticket is what a magic link or a password reset link holds: it logs a user in once.
type ticket struct {
	user *user
	// email is the address it was sent to, nil for embeddable links.
	email *contact
	// id names an embeddable link.
	id         string
	expiresAt  time.Time
	spent      bool
	attributes api.Attributes
	challenge  string
}

// usable says whether a ticket still logs in: it may be used, expired, or its user or address gone.
func (t *ticket) usable(now time.Time) bool {
	return !t.spent && now.Before(t.expiresAt) && !t.user.deleted && (t.email == nil || t.email.user != nil)
}

// checkMatch refuses attributes that differ from those at the time of sending, where a match is required.
// What was not known then matches nothing.
func checkMatch(options api.AttributeOptions, then, now api.Attributes) error {
	if options.IPMatchRequired && (then.IPAddress == "" || then.IPAddress != now.IPAddress) {
		return refuse(api.ErrorTypeAttributeMismatch, "The IP address differs from that of the send.")
	}
	if options.UserAgentMatchRequired && (then.UserAgent == "" || then.UserAgent != now.UserAgent) {
		return refuse(api.ErrorTypeAttributeMismatch, "The user agent differs from that of the send.")
	}
	return nil
}
