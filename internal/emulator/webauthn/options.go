package webauthn

import (
	"cmp"
	"encoding/base64"

	"github.com/go-json-experiment/json"
	"github.com/go-webauthn/webauthn/protocol"
	"github.com/go-webauthn/webauthn/protocol/webauthncose"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/emulator/config"
	"github.com/flymyai/stytch-go/internal/emulator/op"
	"github.com/flymyai/stytch-go/internal/emulator/store"
)

const (
	publicKey = string(protocol.PublicKeyCredentialType)
	// maxUserHandle is the longest user.id that authenticators take (WebAuthn Level 3, section 5.4.3).
	maxUserHandle = 64
)

// algorithms are those a new key can have, the preferred first.
var algorithms = []protocol.CredentialParameter{
	{Type: protocol.PublicKeyCredentialType, Algorithm: webauthncose.AlgES256},
	{Type: protocol.PublicKeyCredentialType, Algorithm: webauthncose.AlgRS256},
}

// The options are the dictionaries of WebAuthn Level 3, sections 5.4 and 5.5, without an outer publicKey.
type (
	creation struct {
		Attestation            string                         `json:"attestation"`
		AuthenticatorSelection *selection                     `json:"authenticatorSelection,omitzero"`
		Challenge              string                         `json:"challenge"`
		ExcludeCredentials     []descriptor                   `json:"excludeCredentials"`
		PubKeyCredParams       []protocol.CredentialParameter `json:"pubKeyCredParams"`
		RP                     relyingParty                   `json:"rp"`
		Timeout                int64                          `json:"timeout"`
		User                   userEntity                     `json:"user"`
	}
	request struct {
		AllowCredentials []descriptor `json:"allowCredentials"`
		Challenge        string       `json:"challenge"`
		RPID             string       `json:"rpId"`
		Timeout          int64        `json:"timeout"`
		UserVerification string       `json:"userVerification,omitzero"`
	}
	selection struct {
		AuthenticatorAttachment string `json:"authenticatorAttachment,omitzero"`
		ResidentKey             string `json:"residentKey,omitzero"`
		// RequireResidentKey is what clients of WebAuthn Level 1 read in place of ResidentKey.
		RequireResidentKey bool   `json:"requireResidentKey,omitzero"`
		UserVerification   string `json:"userVerification,omitzero"`
	}
	descriptor struct {
		ID   string `json:"id"`
		Type string `json:"type"`
	}
	relyingParty struct {
		ID   string `json:"id"`
		Name string `json:"name"`
	}
	userEntity struct {
		DisplayName string `json:"displayName"`
		ID          string `json:"id"`
		Name        string `json:"name"`
	}
)

func creationOptions(c *op.Call, u *store.User, cer *ceremony, req *api.WebAuthnRegisterStartRequest) (string, error) {
	o := creation{
		Attestation:        string(protocol.PreferDirectAttestation),
		Challenge:          cer.challenge,
		ExcludeCredentials: descriptors(credentialsOf(c.Store, u, cer.domain), req.UseBase64URLEncoding),
		PubKeyCredParams:   algorithms,
		RP:                 relyingParty{cer.domain, config.Name},
		Timeout:            lifetime.Milliseconds(),
		User: userEntity{
			ID:          encode(cer.handle, req.UseBase64URLEncoding),
			Name:        cmp.Or(req.OverrideName, u.FullName(), u.Account()),
			DisplayName: cmp.Or(req.OverrideDisplayName, u.FullName(), u.Account()),
		},
	}
	s := selection{
		AuthenticatorAttachment: req.AuthenticatorType,
		UserVerification:        userVerification(c.Project, req.ReturnPasskeyCredentialOptions),
	}
	if req.ReturnPasskeyCredentialOptions {
		s.ResidentKey, s.RequireResidentKey = string(protocol.ResidentKeyRequirementRequired), true
	}
	if s != (selection{}) {
		o.AuthenticatorSelection = &s
	}
	return document(o)
}

func requestOptions(c *op.Call, cer *ceremony, req *api.WebAuthnAuthenticateStartRequest) (string, error) {
	return document(request{
		AllowCredentials: descriptors(cer.allowed, req.UseBase64URLEncoding),
		Challenge:        cer.challenge,
		RPID:             cer.domain,
		Timeout:          lifetime.Milliseconds(),
		UserVerification: userVerification(c.Project, req.ReturnPasskeyCredentialOptions),
	})
}

// userVerification returns the value of the option userVerification, empty to leave it out.
func userVerification(p *config.Project, passkey bool) string {
	switch {
	case p.RequireUserVerification:
		return string(protocol.VerificationRequired)
	case passkey:
		return string(protocol.VerificationPreferred)
	}
	return ""
}

func document(options any) (string, error) {
	text, err := json.Marshal(options)
	return string(text), err
}

func descriptors(list []*credential, urlEncoding bool) []descriptor {
	all := make([]descriptor, len(list))
	for i, cred := range list {
		all[i] = descriptor{encode(cred.id, urlEncoding), publicKey}
	}
	return all
}

// encode writes bytes as base64url without padding, as browsers parse them, or as standard base64.
func encode(b []byte, urlEncoding bool) string {
	if urlEncoding {
		return base64.RawURLEncoding.EncodeToString(b)
	}
	return base64.StdEncoding.EncodeToString(b)
}
