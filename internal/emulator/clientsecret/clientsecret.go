// Package clientsecret keeps the secrets of OAuth 2.0 clients, as Stytch does: hashed.
package clientsecret

import (
	"crypto/sha256"
	"crypto/subtle"
)

// Secret is what is kept of the secret of a client.
type Secret struct {
	hash [sha256.Size]byte
	// LastFour are its last characters.
	LastFour string
}

// New returns what is kept of a secret of at least four characters.
func New(plain string) Secret {
	return Secret{sha256.Sum256([]byte(plain)), plain[len(plain)-4:]}
}

// Is reports whether this is the secret.
func (s *Secret) Is(plain string) bool {
	hash := sha256.Sum256([]byte(plain))
	return subtle.ConstantTimeCompare(s.hash[:], hash[:]) == 1
}
