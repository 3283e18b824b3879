// Package passwordhash keeps passwords as hashes: the emulator's own, and those that passwords.migrate brings.
package passwordhash

import (
	"crypto/pbkdf2"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"hash"

	"golang.org/x/crypto/bcrypt"
	"golang.org/x/crypto/scrypt"

	"github.com/flymyai/stytch-go/api"
)

// Hash is a stored password.
type Hash interface {
	// Verify reports whether the hash is that of a password.
	Verify(password string) bool
}

// ownHash is how the emulator keeps passwords: bcrypt at the least cost, since it is for tests. bcrypt
// looks at 72 bytes only, so it gets a sum of the password.
type ownHash []byte

// New returns a hash in the emulator's own way.
func New(password string) (Hash, error) {
	hash, err := bcrypt.GenerateFromPassword(ownSum(password), bcrypt.MinCost)
	return ownHash(hash), err
}

// seededHash is how the emulator keeps the passwords that it starts with. Its configuration contains them in plain
// text, so a slow hash would protect nothing, and would make the server start slowly for each test.
type seededHash [sha256.Size]byte

// Seeded returns a hash of a password from the configuration.
func Seeded(password string) Hash {
	return seededHash(sha256.Sum256([]byte(password)))
}

func (h seededHash) Verify(password string) bool {
	sum := sha256.Sum256([]byte(password))
	return subtle.ConstantTimeCompare(h[:], sum[:]) == 1
}

// IsOwn reports whether a hash was made by New or Seeded.
func IsOwn(h Hash) bool {
	switch h.(type) {
	case ownHash, seededHash:
		return true
	}
	return false
}

func ownSum(password string) []byte {
	sum := sha256.Sum256([]byte(password))
	return []byte(base64.RawStdEncoding.EncodeToString(sum[:]))
}

func (h ownHash) Verify(password string) bool {
	return bcrypt.CompareHashAndPassword(h, ownSum(password)) == nil
}

// The hashes below come with passwords.migrate. The first login with such a password replaces its hash.

type bcryptHash []byte

func (h bcryptHash) Verify(password string) bool {
	return bcrypt.CompareHashAndPassword(h, []byte(password)) == nil
}

// digestHash is a plain sum of the password between its salts.
type digestHash struct {
	newHash func() hash.Hash
	salts   api.PasswordSaltConfig
	sum     []byte
}

func (h *digestHash) Verify(password string) bool {
	sum := h.newHash()
	sum.Write([]byte(h.salts.PrependSalt + password + h.salts.AppendSalt))
	return subtle.ConstantTimeCompare(sum.Sum(nil), h.sum) == 1
}

type argon2Hash struct {
	derive func(password, salt []byte, time, memory uint32, threads uint8, keyLen uint32) []byte
	config api.PasswordArgon2Config
	key    []byte
}

func (h *argon2Hash) Verify(password string) bool {
	c := h.config
	key := h.derive([]byte(password), []byte(c.Salt), uint32(c.IterationAmount), uint32(c.Memory), uint8(c.Threads), uint32(len(h.key))) //nolint:gosec // parseArgon2 bounds them
	return subtle.ConstantTimeCompare(key, h.key) == 1
}

type scryptHash struct {
	config    api.PasswordScryptConfig
	salt, key []byte
}

func (h *scryptHash) Verify(password string) bool {
	c := h.config
	key, err := scrypt.Key([]byte(password), h.salt, c.NParameter, c.RParameter, c.PParameter, len(h.key))
	return err == nil && subtle.ConstantTimeCompare(key, h.key) == 1
}

type pbkdf2Hash struct {
	newHash    func() hash.Hash
	iterations int
	salt, key  []byte
}

func (h *pbkdf2Hash) Verify(password string) bool {
	key, err := pbkdf2.Key(h.newHash, password, h.salt, h.iterations, len(h.key))
	return err == nil && subtle.ConstantTimeCompare(key, h.key) == 1
}
