package ids

import (
	"crypto/rand"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"io"
	mathrand "math/rand/v2"
	"strings"
	"sync"

	"github.com/google/uuid"
)

// Source makes everything random: IDs, tokens, codes. It is safe for concurrent use.
type Source struct {
	mu     sync.Mutex
	reader io.Reader
}

// NewSource returns true randomness, or a sequence that repeats when a seed is given. Sources of one seed with
// different streams differ.
func NewSource(seed *uint64, stream byte) *Source {
	if seed == nil {
		return &Source{reader: rand.Reader}
	}
	key := [32]byte{0: stream}
	binary.LittleEndian.PutUint64(key[8:], *seed)
	return &Source{reader: mathrand.NewChaCha8(key)}
}

// ID returns a new ID of an environment, such as user-test-<uuid>.
func (s *Source) ID(prefix, env string) string { return prefix + "-" + env + "-" + s.UUID() }

// UUID returns a random UUID (RFC 9562, version 4).
func (s *Source) UUID() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return uuid.Must(uuid.NewRandomFromReader(s.reader)).String() // neither reader can fail
}

// Bytes returns n random bytes.
func (s *Source) Bytes(n int) []byte {
	b := make([]byte, n)
	s.mu.Lock()
	defer s.mu.Unlock()
	if _, err := io.ReadFull(s.reader, b); err != nil {
		panic("emulator: reading randomness: " + err.Error()) // neither reader can fail
	}
	return b
}

// Token returns 44 characters of URL-safe base64, the shape of all tokens of Stytch.
func (s *Source) Token() string { return base64.RawURLEncoding.EncodeToString(s.Bytes(33)) }

// Code returns a code of six digits.
func (s *Source) Code() string {
	return fmt.Sprintf("%06d", binary.LittleEndian.Uint64(s.Bytes(8))%1_000_000)
}

// RecoveryCode returns a code of the form xxxx-xxxx-xxxx.
func (s *Source) RecoveryCode() string {
	const alphabet = "abcdefghijklmnopqrstuvwxyz0123456789"
	var b strings.Builder
	for i, r := range s.Bytes(12) {
		if i > 0 && i%4 == 0 {
			b.WriteByte('-')
		}
		b.WriteByte(alphabet[int(r)%len(alphabet)])
	}
	return b.String()
}
