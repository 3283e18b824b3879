package emulator

import (
	"crypto/rand"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"io"
	mathrand "math/rand/v2"
	"regexp"
	"strings"
	"sync"

	"github.com/flymyai/stytch-go/api"
)

// entropy makes everything random: ids, tokens, codes. It is safe for concurrent use.
type entropy struct {
	mu     sync.Mutex
	source io.Reader
}

// newEntropy returns true randomness, or a sequence that repeats where a seed is given. The stream
// keeps two users of one seed apart.
func newEntropy(seed *uint64, stream byte) *entropy {
	if seed == nil {
		return &entropy{source: rand.Reader}
	}
	key := [32]byte{0: stream}
	binary.LittleEndian.PutUint64(key[8:], *seed)
	return &entropy{source: mathrand.NewChaCha8(key)}
}

func (e *entropy) bytes(n int) []byte {
	b := make([]byte, n)
	e.mu.Lock()
	defer e.mu.Unlock()
	if _, err := io.ReadFull(e.source, b); err != nil {
		panic("emulator: reading randomness: " + err.Error()) // neither source can fail
	}
	return b
}

// uuid returns a random UUID (RFC 9562, version 4).
func (e *entropy) uuid() string {
	b := e.bytes(16)
	b[6] = b[6]&0x0f | 0x40
	b[8] = b[8]&0x3f | 0x80
	h := hex.EncodeToString(b)
	return h[:8] + "-" + h[8:12] + "-" + h[12:16] + "-" + h[16:20] + "-" + h[20:]
}

// token returns 44 characters of URL-safe base64, the shape of all tokens of Stytch.
func (e *entropy) token() string { return base64.RawURLEncoding.EncodeToString(e.bytes(33)) }

// digits returns a code of six digits.
func (e *entropy) digits() string {
	return fmt.Sprintf("%06d", binary.LittleEndian.Uint64(e.bytes(8))%1_000_000)
}

// recoveryCode returns a code of the form xxxx-xxxx-xxxx.
func (e *entropy) recoveryCode() string {
	const alphabet = "abcdefghijklmnopqrstuvwxyz0123456789"
	var b strings.Builder
	for i, r := range e.bytes(12) {
		if i > 0 && i%4 == 0 {
			b.WriteByte('-')
		}
		b.WriteByte(alphabet[int(r)%len(alphabet)])
	}
	return b.String()
}

const uuidPattern = `[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}`

var (
	idPattern    = regexp.MustCompile(`^([a-z0-9-]+)-(test|live)-` + uuidPattern + `$`)
	tokenPattern = regexp.MustCompile(`^[A-Za-z0-9_-]{43}[A-Za-z0-9_=-]$`)
)

// The prefixes of ids.
const (
	userPrefix         = "user"
	emailPrefix        = "email"
	phonePrefix        = "phone-number"
	sessionPrefix      = "session"
	passwordPrefix     = "password"
	totpPrefix         = "totp"
	recoveryPrefix     = "totp-recovery-code"
	oauthPrefix        = "oauth-user"
	webAuthnPrefix     = "webauthn-registration"
	biometricPrefix    = "biometric-registration"
	walletPrefix       = "crypto-wallet"
	embeddedPrefix     = "embeddable-magic-link"
	jwkPrefix          = "jwk"
	requestPrefix      = "request-id"
	projectPrefix      = "project"
	secretPrefix       = "secret"
	connectedAppPrefix = "connected-app"
)

// newID makes an id of this server's environment.
func (s *Server) newID(prefix string) string {
	return prefix + "-" + s.env + "-" + s.random.uuid()
}

// checkID refuses an id that is not of the form <prefix>-<env>-<uuid>, with the given error type, or that
// belongs to the other environment.
func (s *Server) checkID(id, prefix string, malformed api.ErrorType) error {
	match := idPattern.FindStringSubmatch(id)
	if match == nil || match[1] != prefix {
		return refuse(malformed, "%q is not of the form %s-%s-<uuid>.", id, prefix, s.env)
	}
	return s.checkEnvironment(match[2], id)
}

// checkEnvironment refuses an id of the other environment.
func (s *Server) checkEnvironment(env, id string) error {
	switch env {
	case s.env:
		return nil
	case envLive:
		return refuse(api.ErrorTypeLiveIDUsedInTestEnvironment, "%s is an id of the live environment; this is the test environment.", id)
	default:
		return refuse(api.ErrorTypeTestIDUsedInLiveEnvironment, "%s is an id of the test environment; this is the live environment.", id)
	}
}
