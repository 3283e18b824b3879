package webauthn

import (
	"bytes"
	"encoding/base64"
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/go-webauthn/webauthn/protocol"
	"github.com/go-webauthn/webauthn/protocol/webauthncbor"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/emulator/apierror"
)

// maxCredential is the longest public_key_credential, in bytes.
const maxCredential = 64 << 10

// publicKeyCredential is what PublicKeyCredential.toJSON returns in a browser (WebAuthn Level 3, section 5.1). Other
// members are ignored.
type publicKeyCredential struct {
	ID       *string `json:"id"`
	RawID    *string `json:"rawId"`
	Type     string  `json:"type"`
	Response *struct {
		ClientDataJSON    *string `json:"clientDataJSON"`
		AttestationObject *string `json:"attestationObject"`
		AuthenticatorData *string `json:"authenticatorData"`
		Signature         *string `json:"signature"`
		UserHandle        *string `json:"userHandle"`
	} `json:"response"`
}

// response is what the responses of both ceremonies have.
type response struct {
	id             []byte
	clientDataJSON []byte
	clientData     protocol.CollectedClientData
}

// registrationResponse is the response of navigator.credentials.create.
type registrationResponse struct {
	response

	attestation protocol.AttestationObject
}

// loginResponse is the response of navigator.credentials.get.
type loginResponse struct {
	response

	rawAuthData []byte
	authData    protocol.AuthenticatorData
	signature   []byte
	userHandle  []byte
}

func parseRegistration(text string) (*registrationResponse, error) {
	raw, head, err := parse(text)
	if err != nil {
		return nil, err
	}
	given := &registrationResponse{response: head}
	object, err := member(raw.Response.AttestationObject, api.ErrorTypeInvalidPublicKeyCredentialMissingAttestationObjectField,
		api.ErrorTypeInvalidPublicKeyCredentialMalformedAttestationObject, "response.attestationObject")
	if err != nil {
		return nil, err
	}
	if err := webauthncbor.Unmarshal(object, &given.attestation); err != nil {
		return nil, apierror.Newf(api.ErrorTypeInvalidPublicKeyCredentialMalformedAttestationObject, "response.attestationObject is not CBOR of the right form.")
	}
	if err := given.attestation.AuthData.Unmarshal(given.attestation.RawAuthData); err != nil {
		return nil, errAuthData("The authenticator data in response.attestationObject is malformed.")
	}
	authData := &given.attestation.AuthData
	if !authData.Flags.HasAttestedCredentialData() {
		return nil, errAuthData("The authenticator data in response.attestationObject has no credential.")
	}
	if !bytes.Equal(authData.AttData.CredentialID, given.id) {
		return nil, errID("id is not the ID of the credential in response.attestationObject.")
	}
	return given, nil
}

func parseLogin(text string) (*loginResponse, error) {
	raw, head, err := parse(text)
	if err != nil {
		return nil, err
	}
	given := &loginResponse{response: head}
	given.rawAuthData, err = member(raw.Response.AuthenticatorData, api.ErrorTypeInvalidPublicKeyCredentialMissingAuthenticatorDataField,
		api.ErrorTypeInvalidPublicKeyCredentialInvalidAuthenticatorData, "response.authenticatorData")
	if err != nil {
		return nil, err
	}
	if err := given.authData.Unmarshal(given.rawAuthData); err != nil {
		return nil, errAuthData("response.authenticatorData is malformed.")
	}
	given.signature, err = member(raw.Response.Signature, api.ErrorTypeInvalidPublicKeyCredentialMissingSignatureField,
		api.ErrorTypeInvalidPublicKeyCredentialInvalidSignature, "response.signature")
	if err != nil {
		return nil, err
	}
	if handle := raw.Response.UserHandle; handle != nil {
		if given.userHandle, err = decode(*handle); err != nil {
			return nil, apierror.Newf(api.ErrorTypeInvalidPublicKeyCredential, "response.userHandle is not base64.")
		}
	}
	return given, nil
}

// parse reads what the responses of both ceremonies have.
func parse(text string) (*publicKeyCredential, response, error) {
	var raw publicKeyCredential
	var head response
	if len(text) > maxCredential {
		return nil, head, apierror.Newf(api.ErrorTypeInvalidPublicKeyCredential, "public_key_credential takes at most %d bytes.", maxCredential)
	}
	if err := json.Unmarshal([]byte(text), &raw); err != nil {
		return nil, head, apierror.Newf(api.ErrorTypeInvalidPublicKeyCredential,
			"public_key_credential is not the JSON of a credential: send JSON.stringify of what the browser returned.")
	}
	if raw.Type != publicKey {
		return nil, head, apierror.Newf(api.ErrorTypeInvalidPublicKeyCredential, "type is not %s.", publicKey)
	}
	var err error
	if head.id, err = member(raw.ID, api.ErrorTypeInvalidPublicKeyCredentialMissingIDField, api.ErrorTypeInvalidPublicKeyCredentialInvalidID, "id"); err != nil {
		return nil, head, err
	}
	rawID, err := member(raw.RawID, api.ErrorTypeInvalidPublicKeyCredentialInvalidID, api.ErrorTypeInvalidPublicKeyCredentialInvalidID, "rawId")
	if err != nil {
		return nil, head, err
	}
	if !bytes.Equal(head.id, rawID) {
		return nil, head, errID("id and rawId differ.")
	}
	if raw.Response == nil {
		return nil, head, apierror.Newf(api.ErrorTypeInvalidPublicKeyCredentialMissingResponseField, "response is missing.")
	}
	head.clientDataJSON, err = member(raw.Response.ClientDataJSON, api.ErrorTypeInvalidPublicKeyCredentialMissingClientDataJSONField,
		api.ErrorTypeInvalidPublicKeyCredentialMalformedClientDataJSON, "response.clientDataJSON")
	if err != nil {
		return nil, head, err
	}
	if err := json.Unmarshal(head.clientDataJSON, &head.clientData); err != nil {
		return nil, head, apierror.Newf(api.ErrorTypeInvalidPublicKeyCredentialMalformedClientDataJSON, "response.clientDataJSON is not the JSON of client data.")
	}
	return &raw, head, nil
}

// member decodes a required member.
func member(value *string, missing, malformed api.ErrorType, name string) ([]byte, error) {
	if value == nil || *value == "" {
		return nil, apierror.Newf(missing, "%s is missing.", name)
	}
	decoded, err := decode(*value)
	if err != nil || len(decoded) == 0 {
		return nil, apierror.Newf(malformed, "%s is not base64.", name)
	}
	return decoded, nil
}

// alphabet turns standard base64 into base64url.
var alphabet = strings.NewReplacer("+", "-", "/", "_")

// decode reads base64 of either alphabet, with or without padding.
func decode(s string) ([]byte, error) {
	return base64.RawURLEncoding.Strict().DecodeString(strings.TrimRight(alphabet.Replace(s), "="))
}

func errID(message string) error {
	return apierror.Newf(api.ErrorTypeInvalidPublicKeyCredentialInvalidID, "%s", message)
}

func errAuthData(message string) error {
	return apierror.Newf(api.ErrorTypeInvalidPublicKeyCredentialInvalidAuthenticatorData, "%s", message)
}
