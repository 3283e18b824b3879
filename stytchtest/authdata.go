package stytchtest

import (
	"crypto/sha256"
	encoding "encoding/base64"
	"encoding/binary"
	"slices"
	"strings"
)

// es256 is ECDSA with P-256 and SHA-256 (RFC 9053).
const es256 = -7

// The flags of authenticator data (WebAuthn Level 3, section 6.1).
const (
	flagUP = 1 << 0
	flagUV = 1 << 2
	flagAT = 1 << 6
)

// authData writes authenticator data: about the user, and about the credential when it is new.
func (p *Passkey) authData(c *credential, attested []byte) []byte {
	flags := byte(flagUP | flagUV)
	if p.UserNotPresent {
		flags &^= flagUP
	}
	if p.UserNotVerified {
		flags &^= flagUV
	}
	if attested != nil {
		flags |= flagAT
	}
	hash := sha256.Sum256([]byte(c.rpID))
	data := append(hash[:], flags)
	data = binary.BigEndian.AppendUint32(data, c.count)
	return append(data, attested...)
}

// attested writes the attested credential data (section 6.5.1), with an AAGUID of zeros.
func (c *credential) attested() []byte {
	data := make([]byte, 16, 256)
	data = binary.BigEndian.AppendUint16(data, uint16(len(c.id))) //nolint:gosec // 32
	return slices.Concat(data, c.id, c.publicKey())
}

// publicKey writes the public key as a COSE key (RFC 9052), a map of kty EC2, alg ES256, crv P-256, x and y.
func (c *credential) publicKey() []byte {
	point, err := c.key.PublicKey.Bytes()
	if err != nil {
		panic("stytchtest: " + err.Error()) // the key was generated
	}
	x, y := point[1:33], point[33:]
	return slices.Concat([]byte{0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20}, x, []byte{0x22, 0x58, 0x20}, y)
}

// attestationObject writes an attestation of the format packed that the credential itself has signed (section 8.2).
func attestationObject(authData, signature []byte) []byte {
	object := cborText(cborText([]byte{0xa3}, "fmt"), "packed")
	object = append(cborText(object, "attStmt"), 0xa2)
	object = append(cborText(object, "alg"), 0x26) // -7
	object = cborBytes(cborText(object, "sig"), signature)
	return cborBytes(cborText(object, "authData"), authData)
}

// cborText appends a short text (RFC 8949).
func cborText(b []byte, text string) []byte {
	return append(append(b, 0x60|byte(len(text))), text...) //nolint:gosec // at most 23
}

// cborBytes appends bytes.
func cborBytes(b, data []byte) []byte {
	switch n := len(data); {
	case n < 24:
		b = append(b, 0x40|byte(n))
	case n < 256:
		b = append(b, 0x58, byte(n))
	default:
		b = binary.BigEndian.AppendUint16(append(b, 0x59), uint16(n)) //nolint:gosec // a few hundred
	}
	return append(b, data...)
}

// base64 is bytes in JSON. It reads either alphabet, since the options have the one or the other, and writes base64url
// without padding, as browsers do.
type base64 []byte

func (b base64) String() string { return encoding.RawURLEncoding.EncodeToString(b) }

// MarshalText writes base64url.
func (b base64) MarshalText() ([]byte, error) { return []byte(b.String()), nil }

// UnmarshalText reads base64 of either alphabet, with or without padding.
func (b *base64) UnmarshalText(text []byte) (err error) {
	s := strings.NewReplacer("+", "-", "/", "_").Replace(string(text))
	*b, err = encoding.RawURLEncoding.DecodeString(strings.TrimRight(s, "="))
	return err
}
