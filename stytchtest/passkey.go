package stytchtest

import (
	"bytes"
	"cmp"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"crypto/x509"
	"errors"
	"fmt"
	"slices"
	"sync"

	"github.com/go-json-experiment/json"
)

// Passkey is a software authenticator. It replaces a browser and its authenticator in tests: [Passkey.Create] replaces
// navigator.credentials.create, and [Passkey.Get] replaces navigator.credentials.get. One Passkey holds any number of
// credentials, as a phone or a password manager does, and signs with real keys.
//
// Fields can be changed between calls. A Passkey is safe for concurrent use, except while a field is being set. The
// zero value is ready to use, but it panics in cases where a passkey from [Server.NewPasskey] fails the test.
type Passkey struct {
	// Origin is the origin of the page, such as "http://localhost:3000". If empty, it is https:// followed by the
	// domain in the options, or http://localhost if that domain is localhost.
	Origin string
	// UserNotVerified makes the authenticator sign without verifying the user, as a security key without a PIN does.
	UserNotVerified bool
	// UserNotPresent makes the authenticator sign without a touch by the user. Stytch rejects such a signature.
	UserNotPresent bool
	// Synced makes the signature counter stay 0, as it does on authenticators that share their passkeys. Such a counter
	// does not reveal a clone.
	Synced bool

	// tb is nil in the zero value.
	tb reporter

	mu sync.Mutex
	// credentials are in the order of their creation.
	credentials []*credential
}

// credential is one key pair, for one user of one domain.
type credential struct {
	id     []byte
	rpID   string
	handle []byte
	key    *ecdsa.PrivateKey
	count  uint32
}

// NewPasskey returns an authenticator without credentials. Anything that a browser would reject, such as malformed
// options, fails the test; on a server from [Start], the Passkey panics.
func (s *Server) NewPasskey() *Passkey { return &Passkey{tb: s.tb} }

// reporter returns what reports a mistake.
func (p *Passkey) reporter() reporter {
	if p.tb == nil {
		return panics{}
	}
	return p.tb
}

// Clone returns a copy of the authenticator with all keys and counters, such as an attacker could get by reading its
// memory.
func (p *Passkey) Clone() *Passkey {
	p.mu.Lock()
	defer p.mu.Unlock()
	clone := &Passkey{
		Origin: p.Origin, UserNotVerified: p.UserNotVerified, UserNotPresent: p.UserNotPresent, Synced: p.Synced, tb: p.tb,
	}
	for _, c := range p.credentials {
		copied := *c
		clone.credentials = append(clone.credentials, &copied)
	}
	return clone
}

// Create creates a credential with the options of webauthn.RegisterStart and returns it for webauthn.Register. It fails
// if the authenticator holds one of the excluded credentials.
func (p *Passkey) Create(options string) string {
	tb := p.reporter()
	tb.Helper()
	p.mu.Lock()
	defer p.mu.Unlock()
	created, err := p.create(options)
	if err != nil {
		tb.Fatalf("stytchtest: passkey: %v", err)
	}
	return created
}

// Get logs in with the options of webauthn.AuthenticateStart, and returns the credential for webauthn.Authenticate. It
// uses the newest credential that the options allow, and fails if there is none.
func (p *Passkey) Get(options string) string {
	tb := p.reporter()
	tb.Helper()
	p.mu.Lock()
	defer p.mu.Unlock()
	got, err := p.get(options)
	if err != nil {
		tb.Fatalf("stytchtest: passkey: %v", err)
	}
	return got
}

// descriptor names a credential in options.
type descriptor struct {
	ID base64 `json:"id"`
}

// parameter is an algorithm that options offer.
type parameter struct {
	Alg int `json:"alg"`
}

func (d descriptor) names(c *credential) bool { return bytes.Equal(d.ID, c.id) }

func (p *Passkey) create(document string) (string, error) {
	var options struct {
		Challenge base64 `json:"challenge"`
		RP        struct {
			ID string `json:"id"`
		} `json:"rp"`
		User struct {
			ID base64 `json:"id"`
		} `json:"user"`
		PubKeyCredParams   []parameter  `json:"pubKeyCredParams"`
		ExcludeCredentials []descriptor `json:"excludeCredentials"`
	}
	if err := json.Unmarshal([]byte(document), &options); err != nil {
		return "", fmt.Errorf("the creation options are malformed: %w", err)
	}
	switch {
	case options.RP.ID == "" || len(options.Challenge) == 0 || len(options.User.ID) == 0:
		return "", errors.New("the creation options lack rp.id, challenge or user.id: pass public_key_credential_creation_options as is")
	case len(options.User.ID) > 64:
		return "", errors.New("user.id is longer than 64 bytes")
	}
	if !slices.Contains(options.PubKeyCredParams, parameter{es256}) {
		return "", errors.New("the creation options do not offer ES256")
	}
	for _, c := range p.credentials {
		if c.rpID == options.RP.ID && slices.ContainsFunc(options.ExcludeCredentials, func(d descriptor) bool { return d.names(c) }) {
			return "", errors.New("the authenticator already holds an excluded credential: a browser would fail with InvalidStateError")
		}
	}
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return "", err
	}
	c := &credential{id: make([]byte, 32), rpID: options.RP.ID, handle: options.User.ID, key: key}
	_, _ = rand.Read(c.id) // never fails
	p.credentials = append(p.credentials, c)

	clientData := p.clientData("webauthn.create", options.Challenge, c.rpID)
	authData := p.authData(c, c.attested())
	spki, err := x509.MarshalPKIXPublicKey(&key.PublicKey)
	if err != nil {
		return "", err
	}
	signature, err := c.sign(authData, clientData)
	if err != nil {
		return "", err
	}
	return p.document(c, map[string]any{
		"clientDataJSON":     base64(clientData),
		"attestationObject":  base64(attestationObject(authData, signature)),
		"authenticatorData":  base64(authData),
		"publicKey":          base64(spki),
		"publicKeyAlgorithm": es256,
		"transports":         []string{"internal"},
	})
}

func (p *Passkey) get(document string) (string, error) {
	var options struct {
		Challenge        base64       `json:"challenge"`
		RPID             string       `json:"rpId"`
		AllowCredentials []descriptor `json:"allowCredentials"`
	}
	if err := json.Unmarshal([]byte(document), &options); err != nil {
		return "", fmt.Errorf("the request options are malformed: %w", err)
	}
	if options.RPID == "" || len(options.Challenge) == 0 {
		return "", errors.New("the request options lack rpId or challenge: pass public_key_credential_request_options as is")
	}
	var c *credential
	for _, candidate := range slices.Backward(p.credentials) {
		allowed := len(options.AllowCredentials) == 0 ||
			slices.ContainsFunc(options.AllowCredentials, func(d descriptor) bool { return d.names(candidate) })
		if candidate.rpID == options.RPID && allowed {
			c = candidate
			break
		}
	}
	if c == nil {
		return "", fmt.Errorf("the authenticator holds no credential for %s that the options allow", options.RPID)
	}
	if !p.Synced {
		c.count++
	}
	clientData := p.clientData("webauthn.get", options.Challenge, c.rpID)
	authData := p.authData(c, nil)
	signature, err := c.sign(authData, clientData)
	if err != nil {
		return "", err
	}
	return p.document(c, map[string]any{
		"clientDataJSON":    base64(clientData),
		"authenticatorData": base64(authData),
		"signature":         base64(signature),
		"userHandle":        base64(c.handle),
	})
}

// document writes a credential as PublicKeyCredential.toJSON does in a browser.
func (p *Passkey) document(c *credential, response map[string]any) (string, error) {
	text, err := json.Marshal(map[string]any{
		"id": base64(c.id), "rawId": base64(c.id), "type": "public-key", "authenticatorAttachment": "platform",
		"clientExtensionResults": struct{}{}, "response": response,
	}, json.Deterministic(true))
	return string(text), err
}

// clientData is what the browser says about the page (WebAuthn Level 3, section 5.8.1).
func (p *Passkey) clientData(ceremony string, challenge base64, rpID string) []byte {
	origin := "https://" + rpID
	if rpID == "localhost" {
		origin = "http://localhost"
	}
	return fmt.Appendf(nil, `{"type":%q,"challenge":%q,"origin":%q,"crossOrigin":false}`, ceremony, challenge.String(), cmp.Or(p.Origin, origin))
}

// sign signs what a response says (WebAuthn Level 3, section 6.3.3).
func (c *credential) sign(authData, clientData []byte) ([]byte, error) {
	hash := sha256.Sum256(clientData)
	digest := sha256.Sum256(slices.Concat(authData, hash[:]))
	return ecdsa.SignASN1(rand.Reader, c.key, digest[:])
}
