package webauthn

import "time"

// Login verifies a response for a credential, without the API around it.
type Login struct {
	cer  *ceremony
	cred *credential
}

// NewLogin verifies the response of a registration, and prepares a login with its credential.
func NewLogin(domain, registrationChallenge, loginChallenge string, handle []byte, createdText string) (*Login, error) {
	cer := &ceremony{domain: domain, challenge: registrationChallenge, handle: handle, expiresAt: time.Now().Add(time.Hour)}
	given, err := parseRegistration(createdText)
	if err != nil {
		return nil, err
	}
	if err := verifyRegistration(given, cer, false); err != nil {
		return nil, err
	}
	return &Login{&ceremony{domain: domain, challenge: loginChallenge}, newCredential("id", given, cer)}, nil
}

// Verify verifies the response of the login.
func (l *Login) Verify(text string) error {
	given, err := parseLogin(text)
	if err != nil {
		return err
	}
	return verifyLogin(given, l.cer, l.cred, false)
}
