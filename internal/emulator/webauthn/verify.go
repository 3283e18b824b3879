package webauthn

import (
	"bytes"
	"crypto/sha256"

	"github.com/go-webauthn/webauthn/protocol"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/emulator/apierror"
)

// verifyRegistration verifies the response of a registration (WebAuthn Level 3, section 7.1). Every attestation format is
// accepted, including none, but an attestation must be valid.
func verifyRegistration(given *registrationResponse, cer *ceremony, requireUV bool) error {
	if problem := given.problem(cer, protocol.CreateCeremony); problem != "" {
		return errNotRegistered(problem)
	}
	if err := checkAuthData(&given.attestation.AuthData, cer.domain, requireUV); err != nil {
		return err
	}
	hash := sha256.Sum256(given.clientDataJSON)
	err := given.attestation.Verify(cer.domain, hash[:], requireUV, true, nil, algorithms, protocol.AttestationPolicy{}, protocol.SignaturePolicy{})
	if err != nil {
		return errNotRegistered("The attestation is invalid, or the key has an algorithm that was not offered: " + err.Error() + ".")
	}
	return nil
}

// verifyLogin verifies the response of a login (WebAuthn Level 3, section 7.2).
func verifyLogin(given *loginResponse, cer *ceremony, cred *credential, requireUV bool) error {
	if problem := given.problem(cer, protocol.AssertCeremony); problem != "" {
		return errNotAuthenticated(problem)
	}
	switch {
	case len(given.userHandle) == 0 && cer.user == nil:
		return errNotAuthenticated("A login that started without user_id needs response.userHandle.")
	case len(given.userHandle) > 0 && !bytes.Equal(given.userHandle, cred.handle):
		return errNotAuthenticated("response.userHandle is not that of the passkey.")
	}
	if err := checkAuthData(&given.authData, cer.domain, requireUV); err != nil {
		return err
	}
	if given.authData.Flags.HasBackupEligible() != cred.backupEligible {
		return errAuthData("The flag BE differs from that of the registration.")
	}
	parsed := protocol.ParsedCredentialAssertionData{
		Response: protocol.ParsedAssertionResponse{
			CollectedClientData: given.clientData, AuthenticatorData: given.authData, Signature: given.signature,
		},
		Raw: protocol.CredentialAssertionResponse{AssertionResponse: protocol.AuthenticatorAssertionResponse{
			AuthenticatorResponse: protocol.AuthenticatorResponse{ClientDataJSON: given.clientDataJSON},
			AuthenticatorData:     given.rawAuthData,
		}},
	}
	// All but the signature has been verified above, with an error of its own.
	err := parsed.Verify(cer.challenge, cer.domain, "", []string{given.clientData.Origin}, nil, nil,
		protocol.TopOriginExplicitVerificationMode, false, requireUV, true, cred.publicKey, protocol.SignaturePolicy{})
	if err != nil {
		return apierror.Newf(api.ErrorTypeInvalidPublicKeyCredentialInvalidSignature, "The signature does not verify.")
	}
	// Synced passkeys always count 0.
	if count := given.authData.Counter; (count != 0 || cred.signCount != 0) && count <= cred.signCount {
		return errNotAuthenticated("The signature counter went back: the passkey may have been cloned.")
	}
	return nil
}

// problem returns what is wrong with the client data, empty when nothing is.
func (r *response) problem(cer *ceremony, ceremonyType protocol.CeremonyType) string {
	if !isOriginOf(r.clientData.Origin, cer.domain) {
		return "The origin in response.clientDataJSON does not belong to the domain " + cer.domain + "."
	}
	err := r.clientData.Verify(cer.challenge, ceremonyType, []string{r.clientData.Origin}, nil, nil, protocol.TopOriginExplicitVerificationMode, false)
	if err != nil {
		return "response.clientDataJSON is not that of this ceremony: " + err.Error() + "."
	}
	return ""
}

// checkAuthData checks the authenticator data of either ceremony.
func checkAuthData(authData *protocol.AuthenticatorData, domain string, requireUV bool) error {
	hash := sha256.Sum256([]byte(domain))
	switch {
	case !bytes.Equal(authData.RPIDHash, hash[:]):
		return errAuthData("The RP ID hash is not that of the domain " + domain + ".")
	case !authData.Flags.HasUserPresent():
		return errAuthData("The flag UP is missing: the user was not present.")
	case requireUV && !authData.Flags.HasUserVerified():
		return errAuthData("The flag UV is missing: the project requires user verification.")
	case authData.Flags.HasBackupState() && !authData.Flags.HasBackupEligible():
		return errAuthData("The flag BS is set without BE.")
	}
	return nil
}

func errNotRegistered(message string) error {
	return apierror.Newf(api.ErrorTypeUnableToRegisterWebAuthnRegistration, "%s", message)
}

func errNotAuthenticated(message string) error {
	return apierror.Newf(api.ErrorTypeUnableToAuthWebAuthnRegistration, "%s", message)
}
