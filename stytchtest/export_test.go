package stytchtest

// WithoutUsers takes the users of earlier options away.
func WithoutUsers() Option {
	return func(c *config) { c.emulator.Users = nil }
}

// Sign signs with the newest credential, whatever is to be signed.
func (p *Passkey) Sign(authData, clientData []byte) []byte {
	signature, err := p.credentials[len(p.credentials)-1].sign(authData, clientData)
	if err != nil {
		panic(err)
	}
	return signature
}

// AttestationObject writes an attestation that the credential itself has signed.
var AttestationObject = attestationObject
