package stytchtest_test

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/stytchtest"
)

// forged is a response of an authenticator, taken apart.
type forged struct {
	w       *harness
	passkey *stytchtest.Passkey
	tree    map[string]any
}

func (f *forged) response() map[string]any { return f.tree["response"].(map[string]any) }

func (f *forged) bytes(name string) []byte {
	f.w.Helper()
	raw, err := base64.RawURLEncoding.DecodeString(f.response()[name].(string))
	f.w.ok(err)
	return raw
}

func (f *forged) set(name string, raw []byte) {
	f.response()[name] = base64.RawURLEncoding.EncodeToString(raw)
}

func (f *forged) setID(id []byte) {
	f.tree["id"] = base64.RawURLEncoding.EncodeToString(id)
	f.tree["rawId"] = f.tree["id"]
}

// clientData changes the client data and signs it, as the authenticator would for a page that lies.
func (f *forged) clientData(change func(map[string]any)) {
	f.w.Helper()
	var data map[string]any
	f.w.ok(json.Unmarshal(f.bytes("clientDataJSON"), &data))
	change(data)
	text, err := json.Marshal(data)
	f.w.ok(err)
	f.set("clientDataJSON", text)
	f.sign()
}

// authData changes the authenticator data and signs it, as a broken authenticator would.
func (f *forged) authData(change func([]byte) []byte) {
	f.set("authenticatorData", change(f.bytes("authenticatorData")))
	f.sign()
}

// sign signs the response again.
func (f *forged) sign() {
	signature := f.passkey.Sign(f.bytes("authenticatorData"), f.bytes("clientDataJSON"))
	if _, created := f.response()["attestationObject"]; created {
		f.set("attestationObject", stytchtest.AttestationObject(f.bytes("authenticatorData"), signature))
		return
	}
	f.set("signature", signature)
}

func (f *forged) text() string {
	text, err := json.Marshal(f.tree)
	f.w.ok(err)
	return string(text)
}

// forgery is a change of a genuine response.
type forgery struct {
	name string
	want api.ErrorType
	do   func(*forged)
}

const flags = 32 // where the flags are in authenticator data

func setFlags(on, off byte) func(*forged) {
	return func(f *forged) {
		f.authData(func(b []byte) []byte {
			b[flags] = b[flags]&^off | on
			return b
		})
	}
}

func drop(name string) func(*forged) { return func(f *forged) { delete(f.response(), name) } }

func lie(name string, value any) func(*forged) {
	return func(f *forged) { f.clientData(func(data map[string]any) { data[name] = value }) }
}

// malformed are changes of either response.
var malformed = []forgery{
	{"not JSON", api.ErrorTypeInvalidPublicKeyCredential, nil},
	{"oversized", api.ErrorTypeInvalidPublicKeyCredential, func(f *forged) { f.tree["padding"] = strings.Repeat("a", 64<<10) }},
	{"another type", api.ErrorTypeInvalidPublicKeyCredential, func(f *forged) { f.tree["type"] = "password" }},
	{"an object for a string", api.ErrorTypeInvalidPublicKeyCredential, func(f *forged) { f.tree["id"] = map[string]any{} }},
	{"no id", api.ErrorTypeInvalidPublicKeyCredentialMissingIDField, func(f *forged) { delete(f.tree, "id") }},
	{"no rawId", api.ErrorTypeInvalidPublicKeyCredentialInvalidID, func(f *forged) { delete(f.tree, "rawId") }},
	{"id is not rawId", api.ErrorTypeInvalidPublicKeyCredentialInvalidID, func(f *forged) { f.tree["id"] = "AAAA" }},
	{"id is not base64", api.ErrorTypeInvalidPublicKeyCredentialInvalidID, func(f *forged) { f.tree["id"] = "!"; f.tree["rawId"] = "!" }},
	{"no response", api.ErrorTypeInvalidPublicKeyCredentialMissingResponseField, func(f *forged) { delete(f.tree, "response") }},
	{"no client data", api.ErrorTypeInvalidPublicKeyCredentialMissingClientDataJSONField, drop("clientDataJSON")},
	{"client data is not base64", api.ErrorTypeInvalidPublicKeyCredentialMalformedClientDataJSON, func(f *forged) { f.response()["clientDataJSON"] = "{}" }},
	{"client data is not JSON", api.ErrorTypeInvalidPublicKeyCredentialMalformedClientDataJSON, func(f *forged) { f.set("clientDataJSON", []byte("{")) }},
}

// mismatched are signed responses that do not belong to the ceremony. The error depends on the ceremony.
var mismatched = []forgery{
	{"wrong challenge", "", lie("challenge", strings.Repeat("A", 44))},
	{"no challenge", "", lie("challenge", "")},
	{"other origin", "", lie("origin", "https://evil.example")},
	{"http", "", lie("origin", "http://"+shop)},
	{"no origin", "", lie("origin", "")},
	{"in a frame of another site", "", lie("crossOrigin", true)},
	{"of the other ceremony", "", func(f *forged) {
		f.clientData(func(data map[string]any) {
			data["type"] = map[any]any{"webauthn.get": "webauthn.create", "webauthn.create": "webauthn.get"}[data["type"]]
		})
	}},
}

// invalidData is authenticator data that no registration or login accepts.
var invalidData = []forgery{
	{"other RP ID", api.ErrorTypeInvalidPublicKeyCredentialInvalidAuthenticatorData, func(f *forged) {
		hash := sha256.Sum256([]byte("evil.example"))
		f.authData(func(b []byte) []byte { return append(hash[:], b[32:]...) })
	}},
	{"user not present", api.ErrorTypeInvalidPublicKeyCredentialInvalidAuthenticatorData, setFlags(0, 1)},
	{"user not verified", api.ErrorTypeInvalidPublicKeyCredentialInvalidAuthenticatorData, setFlags(0, 4)},
	{"backed up but not eligible", api.ErrorTypeInvalidPublicKeyCredentialInvalidAuthenticatorData, setFlags(16, 8)},
	{"authenticator data too short", api.ErrorTypeInvalidPublicKeyCredentialInvalidAuthenticatorData, func(f *forged) {
		f.authData(func(b []byte) []byte { return b[:36] })
	}},
	{"authenticator data too long", api.ErrorTypeInvalidPublicKeyCredentialInvalidAuthenticatorData, func(f *forged) {
		f.authData(func(b []byte) []byte { return append(b, 0) })
	}},
}

// cose returns where the COSE key begins in authenticator data with an ID of 32 bytes.
const cose = 37 + 16 + 2 + 32

var forgedRegistrations = []forgery{
	{"no attestation", api.ErrorTypeInvalidPublicKeyCredentialMissingAttestationObjectField, drop("attestationObject")},
	{"truncated CBOR", api.ErrorTypeInvalidPublicKeyCredentialMalformedAttestationObject, func(f *forged) {
		b := f.bytes("attestationObject")
		f.set("attestationObject", b[:len(b)-1])
	}},
	{"CBOR nested too deep", api.ErrorTypeInvalidPublicKeyCredentialMalformedAttestationObject, func(f *forged) {
		f.set("attestationObject", append(bytes.Repeat([]byte{0x81}, 10_000), 0))
	}},
	{"CBOR that promises too much", api.ErrorTypeInvalidPublicKeyCredentialMalformedAttestationObject, func(f *forged) {
		f.set("attestationObject", []byte{0xbb, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff})
	}},
	{"no credential in it", api.ErrorTypeInvalidPublicKeyCredentialInvalidAuthenticatorData, func(f *forged) {
		f.authData(func(b []byte) []byte { b[flags] &^= 64; return b[:37] })
	}},
	{"credential ID too long", api.ErrorTypeInvalidPublicKeyCredentialInvalidAuthenticatorData, func(f *forged) {
		f.authData(func(b []byte) []byte { b[53] = 0xff; return b })
	}},
	{"ID of another credential", api.ErrorTypeInvalidPublicKeyCredentialInvalidID, func(f *forged) { f.setID(make([]byte, 32)) }},
	{"wrong algorithm", api.ErrorTypeUnableToRegisterWebAuthnRegistration, func(f *forged) {
		f.authData(func(b []byte) []byte { b[cose+4] = 0x27; return b }) // EdDSA
	}},
	{"point not on the curve", api.ErrorTypeUnableToRegisterWebAuthnRegistration, func(f *forged) {
		f.authData(func(b []byte) []byte { b[len(b)-1] ^= 1; return b })
	}},
	{"attestation signed by another key", api.ErrorTypeUnableToRegisterWebAuthnRegistration, func(f *forged) {
		f.set("attestationObject", stytchtest.AttestationObject(f.bytes("authenticatorData"), otherSignature(f)))
	}},
	{"attestation off by one bit", api.ErrorTypeUnableToRegisterWebAuthnRegistration, func(f *forged) {
		signature := f.passkey.Sign(f.bytes("authenticatorData"), f.bytes("clientDataJSON"))
		signature[len(signature)-1] ^= 1
		f.set("attestationObject", stytchtest.AttestationObject(f.bytes("authenticatorData"), signature))
	}},
	{"unknown attestation format", api.ErrorTypeUnableToRegisterWebAuthnRegistration, func(f *forged) {
		f.set("attestationObject", bytes.Replace(f.bytes("attestationObject"), []byte("packed"), []byte("pocked"), 1))
	}},
	{"format none with a statement", api.ErrorTypeUnableToRegisterWebAuthnRegistration, func(f *forged) {
		f.set("attestationObject", bytes.Replace(f.bytes("attestationObject"), []byte("\x66packed"), []byte("\x64none"), 1))
	}},
}

// otherSignature signs with a key that belongs to nobody.
func otherSignature(f *forged) []byte {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	f.w.ok(err)
	hash := sha256.Sum256(f.bytes("clientDataJSON"))
	digest := sha256.Sum256(slices.Concat(f.bytes("authenticatorData"), hash[:]))
	signature, err := ecdsa.SignASN1(rand.Reader, key, digest[:])
	f.w.ok(err)
	return signature
}

var forgedLogins = []forgery{
	{"no authenticator data", api.ErrorTypeInvalidPublicKeyCredentialMissingAuthenticatorDataField, drop("authenticatorData")},
	{"no signature", api.ErrorTypeInvalidPublicKeyCredentialMissingSignatureField, drop("signature")},
	{"signature off by one bit", api.ErrorTypeInvalidPublicKeyCredentialInvalidSignature, func(f *forged) {
		b := f.bytes("signature")
		b[len(b)-1] ^= 1
		f.set("signature", b)
	}},
	{"signature truncated", api.ErrorTypeInvalidPublicKeyCredentialInvalidSignature, func(f *forged) { f.set("signature", f.bytes("signature")[:8]) }},
	{"signature of zeros", api.ErrorTypeInvalidPublicKeyCredentialInvalidSignature, func(f *forged) { f.set("signature", []byte{0x30, 6, 2, 1, 0, 2, 1, 0}) }},
	{"signed by another key", api.ErrorTypeInvalidPublicKeyCredentialInvalidSignature, func(f *forged) { f.set("signature", otherSignature(f)) }},
	{"client data changed after signing", api.ErrorTypeInvalidPublicKeyCredentialInvalidSignature, func(f *forged) {
		f.set("clientDataJSON", append(f.bytes("clientDataJSON"), ' '))
	}},
	{"counter changed after signing", api.ErrorTypeInvalidPublicKeyCredentialInvalidSignature, func(f *forged) {
		b := f.bytes("authenticatorData")
		b[36]++
		f.set("authenticatorData", b)
	}},
	{"counter stands still", api.ErrorTypeUnableToAuthWebAuthnRegistration, func(f *forged) {
		f.authData(func(b []byte) []byte { b[36] = 1; return b })
	}},
	{"counter goes back to 0", api.ErrorTypeUnableToAuthWebAuthnRegistration, func(f *forged) {
		f.authData(func(b []byte) []byte { b[36] = 0; return b })
	}},
	{"became eligible for backup", api.ErrorTypeInvalidPublicKeyCredentialInvalidAuthenticatorData, setFlags(8, 0)},
	{"unknown credential ID", api.ErrorTypeUnableToAuthWebAuthnRegistration, func(f *forged) { f.setID(make([]byte, 32)) }},
	{"user handle of another user", api.ErrorTypeUnableToAuthWebAuthnRegistration, func(f *forged) {
		f.set("userHandle", []byte("user-test-11111111-1111-4111-8111-111111111111"))
	}},
	{"user handle is not base64", api.ErrorTypeInvalidPublicKeyCredential, func(f *forged) { f.response()["userHandle"] = "!" }},
}

// Each forgery is rejected and changes nothing: the genuine response of the same ceremony is accepted afterwards.
func TestWebAuthn_forged(t *testing.T) {
	t.Parallel()
	try := func(t *testing.T, f *forged, row forgery, otherwise api.ErrorType, send func(string) error, look func() []any) {
		t.Helper()
		before, want := look(), row.want
		if want == "" {
			want = otherwise
		}
		text := "{"
		if row.do != nil {
			row.do(f)
			text = f.text()
		}
		f.w.fails(send(text), want)
		f.w.same(look(), before)
	}
	for _, row := range slices.Concat(malformed, mismatched, invalidData, forgedRegistrations) {
		t.Run("registration, "+row.name, func(t *testing.T) {
			t.Parallel()
			w := newHarness(t, stytchtest.WithRequiredUserVerification())
			id, passkey := w.user(ada), w.srv.NewPasskey()
			genuine := passkey.Create(w.startRegistration(id, shop))
			send := func(text string) error {
				_, err := w.register(id, text)
				return err
			}
			try(t, &forged{w, passkey, w.parsed(genuine)}, row, api.ErrorTypeUnableToRegisterWebAuthnRegistration, send, w.snapshot(id))
			w.ok(send(genuine))
		})
	}
	for _, row := range slices.Concat(malformed, mismatched, invalidData, forgedLogins) {
		for _, withUser := range []bool{true, false} {
			t.Run("login, "+row.name, func(t *testing.T) {
				t.Parallel()
				w := newHarness(t, stytchtest.WithRequiredUserVerification())
				id, passkey := w.user(ada), w.srv.NewPasskey()
				w.addPasskey(id, shop, passkey)
				_, err := w.passkeyLogin(passkey.Get(w.startPasskeyLogin(id, shop)))
				w.ok(err)
				options := w.startPasskeyLogin("", shop)
				if withUser {
					options = w.startPasskeyLogin(id, shop)
				}
				genuine := passkey.Get(options)
				send := func(text string) error {
					_, err := w.passkeyLogin(text)
					return err
				}
				try(t, &forged{w, passkey, w.parsed(genuine)}, row, api.ErrorTypeUnableToAuthWebAuthnRegistration, send, w.snapshot(id))
				w.ok(send(genuine))
			})
		}
	}
}

// snapshot returns a function that returns everything that the API shows of a user.
func (w *harness) snapshot(id string) func() []any {
	return func() []any {
		w.Helper()
		listed, err := w.WebAuthn.ListCredentials(w.ctx, id, shop)
		w.ok(err)
		live, err := w.Sessions.Get(w.ctx, id)
		w.ok(err)
		return []any{w.get(id), listed.Credentials, live.Sessions}
	}
}
