package store

import (
	"slices"
	"time"

	"github.com/flymyai/stytch-go/api"
)

// Factor is an authentication factor of a session.
type Factor struct {
	api.AuthenticationFactor

	// ID is what was authenticated: an email ID, a TOTP ID. Together with type and delivery method it identifies the
	// factor.
	ID string
}

func (f *Factor) same(other *Factor) bool {
	return f.Type == other.Type && f.DeliveryMethod == other.DeliveryMethod && f.ID == other.ID
}

// AddFactor adds a factor to a session, or renews it if the session already has it.
func (sess *Session) AddFactor(f Factor, now time.Time) {
	f.CreatedAt, f.LastAuthenticatedAt, f.UpdatedAt = now, now, now
	sess.Factors = slices.Clone(sess.Factors)
	for i := range sess.Factors {
		if old := &sess.Factors[i]; old.same(&f) {
			old.LastAuthenticatedAt, old.UpdatedAt = now, now
			return
		}
	}
	sess.Factors = append(sess.Factors, f)
}

// has reports whether a session has a factor of a type.
func (sess *Session) has(t api.AuthenticationFactorType) bool {
	return slices.ContainsFunc(sess.Factors, func(f Factor) bool { return f.Type == t })
}

func (sess *Session) factorViews() []api.AuthenticationFactor {
	views := make([]api.AuthenticationFactor, len(sess.Factors))
	for i := range sess.Factors {
		views[i] = sess.Factors[i].AuthenticationFactor
	}
	return views
}

// ContactFactor returns the factor of a link, code or password that belongs to an email address or a phone number.
func ContactFactor(t api.AuthenticationFactorType, delivery api.DeliveryMethod, c *Contact) Factor {
	f := Factor{ID: c.ID, AuthenticationFactor: api.AuthenticationFactor{Type: t, DeliveryMethod: delivery}}
	if c.IsEmail() {
		f.EmailFactor = &api.EmailFactor{EmailID: c.ID, EmailAddress: c.Value}
	} else {
		f.PhoneNumberFactor = &api.PhoneNumberFactor{PhoneID: c.ID, PhoneNumber: c.Value}
	}
	return f
}
