package webauthn

import (
	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/emulator/store"
)

// credential is a passkey that a user has registered.
type credential struct {
	registrationID string
	user           *store.User
	domain         string
	userAgent      string
	id             []byte
	// publicKey is a COSE key (RFC 9052).
	publicKey []byte
	// handle is the user.id of its creation, which the authenticator returns at each login.
	handle         []byte
	signCount      uint32
	backupEligible bool
}

func newCredential(registrationID string, given *registrationResponse, cer *ceremony) *credential {
	authData := &given.attestation.AuthData
	return &credential{
		registrationID: registrationID, user: cer.user, domain: cer.domain, userAgent: cer.userAgent,
		id: given.id, publicKey: authData.AttData.CredentialPublicKey, handle: cer.handle,
		signCount: authData.Counter, backupEligible: authData.Flags.HasBackupEligible(),
	}
}

// registered reports whether the user still has the registration.
func (cred *credential) registered(st *store.Store) bool {
	return st.FactorOwner(cred.registrationID) == cred.user
}

func (cred *credential) view() api.WebAuthnCredential {
	return api.WebAuthnCredential{
		CredentialID: encode(cred.id, false), Type: publicKey, PublicKey: encode(cred.publicKey, false),
		WebAuthnRegistrationID: cred.registrationID,
	}
}

func (cred *credential) factor() store.Factor {
	return store.Factor{ID: cred.registrationID, AuthenticationFactor: api.AuthenticationFactor{
		Type:           api.AuthenticationFactorTypeWebAuthn,
		DeliveryMethod: api.DeliveryMethodWebAuthnRegistration,
		WebAuthnFactor: &api.WebAuthnFactor{WebAuthnRegistrationID: cred.registrationID, Domain: cred.domain, UserAgent: cred.userAgent},
	}}
}
