package emulator

import (
	"slices"
	"time"

	"github.com/flymyai/stytch-go/api"
)

// factor is an authentication factor of a session.
type factor struct {
	api.AuthenticationFactor

	// id is what was authenticated: an email id, a TOTP id. Together with type and delivery method it
	// tells factors apart.
	id string
}

func (f *factor) same(other *factor) bool {
	return f.Type == other.Type && f.DeliveryMethod == other.DeliveryMethod && f.id == other.id
}

// addFactor adds a factor, or renews it where the session has it already.
func (sess *session) addFactor(f factor, now time.Time) {
	f.CreatedAt, f.LastAuthenticatedAt, f.UpdatedAt = now, now, now
	sess.factors = slices.Clone(sess.factors)
	for i := range sess.factors {
		if old := &sess.factors[i]; old.same(&f) {
			old.LastAuthenticatedAt, old.UpdatedAt = now, now
			return
		}
	}
	sess.factors = append(sess.factors, f)
}

func (sess *session) factorViews() []api.AuthenticationFactor {
	views := make([]api.AuthenticationFactor, len(sess.factors))
	for i := range sess.factors {
		views[i] = sess.factors[i].AuthenticationFactor
	}
	return views
}

// contactFactor is the factor of a link or code that reached an email address or a phone number.
func contactFactor(t api.AuthenticationFactorType, delivery api.DeliveryMethod, c *contact) factor {
	f := factor{id: c.id, AuthenticationFactor: api.AuthenticationFactor{Type: t, DeliveryMethod: delivery}}
	if c.isEmail() {
		f.EmailFactor = &api.EmailFactor{EmailID: c.id, EmailAddress: c.value}
	} else {
		f.PhoneNumberFactor = &api.PhoneNumberFactor{PhoneID: c.id, PhoneNumber: c.value}
	}
	return f
}

// passwordFactor is the factor of a password, which belongs to an email address.
func passwordFactor(email *contact) factor {
	return contactFactor(api.AuthenticationFactorTypePassword, api.DeliveryMethodKnowledge, email)
}

// embeddedFactor is the factor of a magic link that was not sent by email.
func embeddedFactor(id string) factor {
	return factor{id: id, AuthenticationFactor: api.AuthenticationFactor{
		Type:                      api.AuthenticationFactorTypeMagicLink,
		DeliveryMethod:            api.DeliveryMethodEmbedded,
		EmbeddableMagicLinkFactor: &api.EmbeddableMagicLinkFactor{EmbeddedID: id},
	}}
}

func totpFactor(id string) factor {
	return factor{id: id, AuthenticationFactor: api.AuthenticationFactor{
		Type:                   api.AuthenticationFactorTypeTOTP,
		DeliveryMethod:         api.DeliveryMethodAuthenticatorApp,
		AuthenticatorAppFactor: &api.AuthenticatorAppFactor{TOTPID: id},
	}}
}

func recoveryFactor(id string) factor {
	return factor{id: id, AuthenticationFactor: api.AuthenticationFactor{
		Type:               api.AuthenticationFactorTypeRecoveryCodes,
		DeliveryMethod:     api.DeliveryMethodRecoveryCode,
		RecoveryCodeFactor: &api.RecoveryCodeFactor{TOTPRecoveryCodeID: id},
	}}
}
