package stytchtest_test

import (
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/stytchtest"
	"github.com/flymyai/stytch-go/webauthn"
)

// A challenge works once, for 5 minutes, until the next start.
func TestWebAuthn_challenges(t *testing.T) {
	t.Parallel()
	w := newHarness(t)
	id, passkey := w.user(ada), w.srv.NewPasskey()
	_, err := w.register(id, passkey.Create(`{"challenge":"AAAA","rp":{"id":"shop.example"},"user":{"id":"AA"},"pubKeyCredParams":[{"alg":-7}]}`))
	w.fails(err, api.ErrorTypeNoPendingWebAuthnRegistration)

	replaced := w.startRegistration(id, shop)
	options := w.startRegistration(id, shop)
	w.startRegistration(id, "other.example") // of another domain: replaces nothing
	_, err = w.register(id, w.srv.NewPasskey().Create(replaced))
	w.fails(err, api.ErrorTypeUnableToRegisterWebAuthnRegistration)
	w.srv.Advance(5*time.Minute - time.Second)
	created := passkey.Create(options)
	_, err = w.register(id, created)
	w.ok(err)
	_, err = w.register(id, created) // the other domain is still pending
	w.fails(err, api.ErrorTypeUnableToRegisterWebAuthnRegistration)
	expired := w.startRegistration(id, shop)
	w.srv.Advance(5 * time.Minute)
	_, err = w.register(id, w.srv.NewPasskey().Create(expired))
	w.fails(err, api.ErrorTypeUnableToRegisterWebAuthnRegistration)
	w.srv.Advance(2 * time.Hour)
	w.startPasskeyLogin("", shop)
	_, err = w.register(id, w.srv.NewPasskey().Create(expired))
	w.fails(err, api.ErrorTypeNoPendingWebAuthnRegistration)

	for _, userID := range []string{id, ""} {
		replaced, options := w.startPasskeyLogin(userID, shop), w.startPasskeyLogin(userID, shop)
		got := passkey.Get(options)
		_, err = w.passkeyLogin(got)
		w.ok(err)
		_, err = w.passkeyLogin(got)
		w.fails(err, api.ErrorTypeUnableToAuthWebAuthnRegistration)
		_, err = w.passkeyLogin(passkey.Get(replaced))
		if userID == "" { // two browsers may log in at once
			w.ok(err)
		} else {
			w.fails(err, api.ErrorTypeUnableToAuthWebAuthnRegistration)
		}
		late := w.startPasskeyLogin(userID, shop)
		w.srv.Advance(5 * time.Minute)
		_, err = w.passkeyLogin(passkey.Get(late))
		w.fails(err, api.ErrorTypeUnableToAuthWebAuthnRegistration)
	}
}

// A challenge is valid for its own ceremony only: not for the other kind, another user or another domain.
func TestWebAuthn_otherCeremony(t *testing.T) {
	t.Parallel()
	w := newHarness(t)
	a, g := w.user(ada), w.user(grace)
	adas, graces := w.srv.NewPasskey(), w.srv.NewPasskey()
	w.addPasskey(a, shop, adas)
	w.addPasskey(g, shop, graces)
	w.addPasskey(a, "other.example", adas)

	// Grace registers with the challenge of Ada's start.
	w.startRegistration(g, shop)
	_, err := w.register(g, w.srv.NewPasskey().Create(w.startRegistration(a, shop)))
	w.fails(err, api.ErrorTypeUnableToRegisterWebAuthnRegistration)
	// Grace registers with the challenge of a login.
	creation := w.parsed(w.startRegistration(g, shop))
	creation["challenge"] = w.parsed(w.startPasskeyLogin(g, shop))["challenge"]
	text, err := json.Marshal(creation)
	w.ok(err)
	_, err = w.register(g, w.srv.NewPasskey().Create(string(text)))
	w.fails(err, api.ErrorTypeUnableToRegisterWebAuthnRegistration)
	// Grace responds to the challenge of a login as Ada.
	discoverable := w.parsed(w.startPasskeyLogin(a, shop))
	delete(discoverable, "allowCredentials")
	text, err = json.Marshal(discoverable)
	w.ok(err)
	_, err = w.passkeyLogin(graces.Get(string(text)))
	w.fails(err, api.ErrorTypeUnableToAuthWebAuthnRegistration)
	// A passkey of another domain.
	other := w.parsed(w.startPasskeyLogin("", shop))
	other["rpId"] = "other.example"
	text, err = json.Marshal(other)
	w.ok(err)
	adas.Origin = "https://" + shop
	_, err = w.passkeyLogin(adas.Get(string(text)))
	w.fails(err, api.ErrorTypeUnableToAuthWebAuthnRegistration)
	adas.Origin = ""
	// A passkey that was added after the start.
	started := w.parsed(w.startPasskeyLogin(a, shop))
	late := w.srv.NewPasskey()
	w.addPasskey(a, shop, late)
	delete(started, "allowCredentials")
	text, err = json.Marshal(started)
	w.ok(err)
	_, err = w.passkeyLogin(late.Get(string(text)))
	w.fails(err, api.ErrorTypeUnableToAuthWebAuthnRegistration)
	// A login without a user needs the user handle.
	f := &forged{w, graces, w.parsed(graces.Get(w.startPasskeyLogin("", shop)))}
	delete(f.response(), "userHandle")
	_, err = w.passkeyLogin(f.text())
	w.fails(err, api.ErrorTypeUnableToAuthWebAuthnRegistration)
	f = &forged{w, graces, w.parsed(graces.Get(w.startPasskeyLogin(g, shop)))}
	delete(f.response(), "userHandle")
	_, err = w.passkeyLogin(f.text())
	w.ok(err)
}

// A credential is registered once, whoever tries.
func TestWebAuthn_duplicate(t *testing.T) {
	t.Parallel()
	w := newHarness(t)
	a, g := w.user(ada), w.user(grace)
	passkey := w.srv.NewPasskey()
	created := passkey.Create(w.startRegistration(a, shop))
	_, err := w.register(a, created)
	w.ok(err)
	for _, id := range []string{a, g} {
		challenge := w.parsed(w.startRegistration(id, shop))["challenge"]
		f := &forged{w, passkey, w.parsed(created)}
		f.clientData(func(data map[string]any) { data["challenge"] = challenge })
		before := w.snapshot(id)()
		_, err = w.register(id, f.text())
		w.fails(err, api.ErrorTypeDuplicateWebAuthnRegistration)
		w.same(w.snapshot(id)(), before)
	}
}

func TestWebAuthn_clone(t *testing.T) {
	t.Parallel()
	w := newHarness(t)
	id, passkey := w.user(ada), w.srv.NewPasskey()
	w.addPasskey(id, shop, passkey)
	clone := passkey.Clone()
	_, err := w.passkeyLogin(passkey.Get(w.startPasskeyLogin(id, shop)))
	w.ok(err)
	_, err = w.passkeyLogin(clone.Get(w.startPasskeyLogin(id, shop)))
	w.fails(err, api.ErrorTypeUnableToAuthWebAuthnRegistration)
	_, err = w.passkeyLogin(passkey.Get(w.startPasskeyLogin(id, shop)))
	w.ok(err)

	synced := w.srv.NewPasskey()
	synced.Synced = true
	w.addPasskey(id, "synced.example", synced)
	// No counter reveals a replay: the challenge does.
	replayed := synced.Get(w.startPasskeyLogin("", "synced.example"))
	_, err = w.passkeyLogin(replayed)
	w.ok(err)
	_, err = w.passkeyLogin(replayed)
	w.fails(err, api.ErrorTypeUnableToAuthWebAuthnRegistration)
	for _, device := range []*stytchtest.Passkey{synced, synced.Clone(), synced} {
		_, err = w.passkeyLogin(device.Get(w.startPasskeyLogin(id, "synced.example")))
		w.ok(err)
	}
}

// What a browser rejects never reaches the server.
func TestPasskey_rejects(t *testing.T) {
	t.Parallel()
	w := newHarness(t)
	id := w.user(ada)
	held := new(stytchtest.Passkey)
	w.addPasskey(id, shop, held)
	start, err := w.WebAuthn.AuthenticateStart(w.ctx, webauthn.AuthenticateStartRequest{UserID: id, Domain: shop})
	w.ok(err)
	for name, call := range map[string]func(*stytchtest.Passkey){
		"malformed":           func(*stytchtest.Passkey) { new(stytchtest.Passkey).Create("{") },
		"empty":               func(p *stytchtest.Passkey) { p.Create("{}") },
		"malformed request":   func(p *stytchtest.Passkey) { p.Get("[]") },
		"empty request":       func(p *stytchtest.Passkey) { p.Get("{}") },
		"excluded credential": func(*stytchtest.Passkey) { held.Create(w.startRegistration(id, shop)) },
		"no credential":       func(p *stytchtest.Passkey) { p.Get(start.PublicKeyCredentialRequestOptions) },
		"no algorithm":        func(p *stytchtest.Passkey) { p.Create(`{"challenge":"AAAA","rp":{"id":"a"},"user":{"id":"AA"}}`) },
		"long user handle": func(p *stytchtest.Passkey) {
			p.Create(`{"challenge":"AAAA","rp":{"id":"a"},"user":{"id":"` + strings.Repeat("A", 100) + `"}}`)
		},
	} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%s: no panic", name)
				}
			}()
			call(new(stytchtest.Passkey))
		}()
	}
}

// withoutAttestation writes an attestation object of the format none.
func withoutAttestation(authData []byte) []byte {
	head := []byte("\xa3\x63fmt\x64none\x67attStmt\xa0\x68authData\x59")
	return append(append(head, byte(len(authData)>>8), byte(len(authData))), authData...)
}

// Most browsers remove the attestation, and Windows Hello signs with RSA.
func TestWebAuthn_otherAuthenticators(t *testing.T) {
	t.Parallel()
	w := newHarness(t)
	id := w.user(ada)
	passkey := w.srv.NewPasskey()
	f := &forged{w, passkey, w.parsed(passkey.Create(w.startRegistration(id, shop)))}
	f.set("attestationObject", withoutAttestation(f.bytes("authenticatorData")))
	_, err := w.register(id, f.text())
	w.ok(err)
	_, err = w.passkeyLogin(passkey.Get(w.startPasskeyLogin(id, shop)))
	w.ok(err)

	key, err := rsa.GenerateKey(rand.Reader, 2048)
	w.ok(err)
	hello := w.srv.NewPasskey()
	f = &forged{w, hello, w.parsed(hello.Create(w.startRegistration(id, shop)))}
	publicKey := slices.Concat([]byte{0xa4, 1, 3, 3, 0x39, 1, 0, 0x20, 0x59, 1, 0}, key.N.Bytes(), []byte{0x21, 0x43, 1, 0, 1})
	f.set("attestationObject", withoutAttestation(append(f.bytes("authenticatorData")[:cose:cose], publicKey...)))
	_, err = w.register(id, f.text())
	w.ok(err)
	f = &forged{w, hello, w.parsed(hello.Get(w.startPasskeyLogin(id, shop)))}
	hash := sha256.Sum256(f.bytes("clientDataJSON"))
	digest := sha256.Sum256(slices.Concat(f.bytes("authenticatorData"), hash[:]))
	signature, err := rsa.SignPKCS1v15(nil, key, crypto.SHA256, digest[:])
	w.ok(err)
	_, err = w.passkeyLogin(f.text()) // the signature of another key
	w.fails(err, api.ErrorTypeInvalidPublicKeyCredentialInvalidSignature)
	f.set("signature", signature)
	_, err = w.passkeyLogin(f.text())
	w.ok(err)
}
