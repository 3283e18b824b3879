package emulator

import (
	"crypto/md5" //nolint:gosec // passwords that come from elsewhere may be hashed like this
	"crypto/pbkdf2"
	"crypto/sha1" //nolint:gosec // passwords that come from elsewhere may be hashed like this
	"crypto/sha256"
	"crypto/sha512"
	"crypto/subtle"
	"encoding/base64"
	"encoding/hex"
	"hash"
	"strings"

	"golang.org/x/crypto/argon2"
	"golang.org/x/crypto/bcrypt"
	"golang.org/x/crypto/scrypt"

	"github.com/flymyai/stytch-go/api"
)

// hasher is a stored password.
type hasher interface {
	verify(password string) bool
}

// ownHash is how the emulator keeps passwords: bcrypt at the least cost, since it is for tests. bcrypt
// looks at 72 bytes only, so it gets a sum of the password.
type ownHash []byte

func newOwnHash(password string) (ownHash, error) {
	return bcrypt.GenerateFromPassword(ownSum(password), bcrypt.MinCost)
}

func ownSum(password string) []byte {
	sum := sha256.Sum256([]byte(password))
	return []byte(base64.RawStdEncoding.EncodeToString(sum[:]))
}

func (h ownHash) verify(password string) bool {
	return bcrypt.CompareHashAndPassword(h, ownSum(password)) == nil
}

// The hashes below come with passwords.migrate. Each stays until its first login.

type bcryptHash []byte

func (h bcryptHash) verify(password string) bool {
	return bcrypt.CompareHashAndPassword(h, []byte(password)) == nil
}

// digestHash is a plain sum of the password between its salts.
type digestHash struct {
	newHash func() hash.Hash
	salts   api.PasswordSaltConfig
	sum     []byte
}

func (h *digestHash) verify(password string) bool {
	sum := h.newHash()
	sum.Write([]byte(h.salts.PrependSalt + password + h.salts.AppendSalt))
	return subtle.ConstantTimeCompare(sum.Sum(nil), h.sum) == 1
}

type argon2Hash struct {
	derive func(password, salt []byte, time, memory uint32, threads uint8, keyLen uint32) []byte
	config api.PasswordArgon2Config
	key    []byte
}

func (h *argon2Hash) verify(password string) bool {
	c := h.config
	key := h.derive([]byte(password), []byte(c.Salt), uint32(c.IterationAmount), uint32(c.Memory), uint8(c.Threads), uint32(len(h.key))) //nolint:gosec // parseArgon2 bounds them
	return subtle.ConstantTimeCompare(key, h.key) == 1
}

type scryptHash struct {
	config    api.PasswordScryptConfig
	salt, key []byte
}

func (h *scryptHash) verify(password string) bool {
	c := h.config
	key, err := scrypt.Key([]byte(password), h.salt, c.NParameter, c.RParameter, c.PParameter, len(h.key))
	return err == nil && subtle.ConstantTimeCompare(key, h.key) == 1
}

type pbkdf2Hash struct {
	newHash    func() hash.Hash
	iterations int
	salt, key  []byte
}

func (h *pbkdf2Hash) verify(password string) bool {
	key, err := pbkdf2.Key(h.newHash, password, h.salt, h.iterations, len(h.key))
	return err == nil && subtle.ConstantTimeCompare(key, h.key) == 1
}

// parseHash reads the hash of a password with the parameters of its kind.
func parseHash(req *api.PasswordsMigrateRequest) (hasher, error) {
	if req.Hash == "" {
		return nil, refuse(api.ErrorTypeInvalidHash, "The hash is empty.")
	}
	switch req.HashType {
	case api.PasswordHashTypeBcrypt:
		return parseBcrypt(req.Hash)
	case api.PasswordHashTypeMD5:
		return parseDigest(md5.New, req.Hash, req.MD5Config, api.ErrorTypeInvalidMD5Hash)
	case api.PasswordHashTypeSHA1:
		return parseDigest(sha1.New, req.Hash, req.SHA1Config, api.ErrorTypeInvalidSHA1Hash)
	case api.PasswordHashTypeSHA512:
		return parseDigest(sha512.New, req.Hash, req.SHA512Config, api.ErrorTypeInvalidSHA512Hash)
	case api.PasswordHashTypeArgon2I:
		return parseArgon2(argon2.Key, req.Hash, req.Argon2Config)
	case api.PasswordHashTypeArgon2ID:
		return parseArgon2(argon2.IDKey, req.Hash, req.Argon2Config)
	case api.PasswordHashTypeScrypt:
		return parseScrypt(req.Hash, req.ScryptConfig)
	case api.PasswordHashTypePBKDF2:
		return parsePBKDF2(req.Hash, req.PBKDF2Config)
	case api.PasswordHashTypePhpass:
		return parsePhpass(req.Hash)
	}
	return nil, refuse(api.ErrorTypeInvalidHashType, "There is no hash_type %q.", string(req.HashType))
}

// What verifying a hash may cost at most: about a second, and 1 GiB.
const (
	maxBcryptCost       = 14
	maxArgon2Iterations = 100
	maxScryptN          = 262144
	maxPBKDF2Iterations = 10_000_000
	maxHashMemory       = 1 << 30
	maxKeyLength        = 512
	maxSaltLength       = 512
)

func parseBcrypt(encoded string) (hasher, error) {
	cost, err := bcrypt.Cost([]byte(encoded))
	switch {
	case err != nil || len(encoded) != 60:
		return nil, refuse(api.ErrorTypeInvalidBcryptHash, "The hash is not one of bcrypt.")
	case cost > maxBcryptCost:
		return nil, refuse(api.ErrorTypeInvalidBcryptCost, "The cost of the hash must be between %d and %d.", bcrypt.MinCost, maxBcryptCost)
	}
	return bcryptHash(encoded), nil
}

func parseDigest(newHash func() hash.Hash, encoded string, salts api.PasswordSaltConfig, invalid api.ErrorType) (hasher, error) {
	sum, err := hex.DecodeString(encoded)
	switch {
	case err != nil || len(sum) != newHash().Size():
		return nil, refuse(invalid, "The hash is not %d hexadecimal digits.", 2*newHash().Size())
	case len(salts.PrependSalt) > maxSaltLength:
		return nil, refuse(api.ErrorTypeInvalidPrependSalt, "prepend_salt is longer than %d bytes.", maxSaltLength)
	case len(salts.AppendSalt) > maxSaltLength:
		return nil, refuse(api.ErrorTypeInvalidAppendSalt, "append_salt is longer than %d bytes.", maxSaltLength)
	}
	return &digestHash{newHash, salts, sum}, nil
}

func parseArgon2(derive func(_, _ []byte, _, _ uint32, _ uint8, _ uint32) []byte, encoded string, c api.PasswordArgon2Config) (hasher, error) {
	switch {
	case c.Salt == "" || len(c.Salt) > maxSaltLength:
		return nil, refuse(api.ErrorTypeInvalidArgon2Salt, "The salt must have 1 to %d bytes.", maxSaltLength)
	case c.IterationAmount < 1 || c.IterationAmount > maxArgon2Iterations:
		return nil, refuse(api.ErrorTypeInvalidArgon2IterationAmount, "iteration_amount must be between 1 and %d.", maxArgon2Iterations)
	case c.Threads < 1 || c.Threads > 255:
		return nil, refuse(api.ErrorTypeInvalidArgon2Threads, "threads must be between 1 and 255.")
	case c.Memory < 8*c.Threads || c.Memory > maxHashMemory/1024:
		return nil, refuse(api.ErrorTypeInvalidArgon2Memory, "memory must be between 8 times the threads and %d KiB.", maxHashMemory/1024)
	case c.KeyLength < 4 || c.KeyLength > maxKeyLength:
		return nil, refuse(api.ErrorTypeInvalidArgon2KeyLength, "key_length must be between 4 and %d.", maxKeyLength)
	}
	// The whole string of the reference implementation holds the key after its last dollar sign.
	encoded = encoded[strings.LastIndexByte(encoded, '$')+1:]
	key, err := hex.DecodeString(encoded)
	if err != nil || len(key) != c.KeyLength {
		var ok bool
		if key, ok = decodeBase64(encoded); !ok {
			return nil, refuse(api.ErrorTypeInvalidHash, "The hash is neither hexadecimal nor base64.")
		}
	}
	if len(key) != c.KeyLength {
		return nil, refuse(api.ErrorTypeArgon2KeyLengthMismatch, "The hash has %d bytes and key_length says %d.", len(key), c.KeyLength)
	}
	return &argon2Hash{derive, c, key}, nil
}

func parseScrypt(encoded string, c api.PasswordScryptConfig) (hasher, error) {
	key, ok := decodeBase64(encoded)
	if !ok {
		return nil, refuse(api.ErrorTypeInvalidBase64ScryptHash, "The hash is not base64.")
	}
	salt, ok := decodeBase64(c.Salt)
	n, r, p := c.NParameter, c.RParameter, c.PParameter
	switch {
	case !ok:
		return nil, refuse(api.ErrorTypeInvalidBase64ScryptSalt, "The salt is not base64.")
	case len(salt) == 0 || len(salt) > maxSaltLength:
		return nil, refuse(api.ErrorTypeInvalidScryptSaltLength, "The salt must have 1 to %d bytes.", maxSaltLength)
	case n < 2 || n > maxScryptN || n&(n-1) != 0:
		return nil, refuse(api.ErrorTypeInvalidScryptNParameter, "n_parameter must be a power of two between 2 and %d.", maxScryptN)
	case r < 1 || p < 1 || r > maxHashMemory/128/n || p > maxHashMemory/128/r:
		return nil, refuse(api.ErrorTypeInvalidScryptParameters, "r_parameter and p_parameter are too small, or too large for n_parameter.")
	case len(key) != c.KeyLength:
		return nil, refuse(api.ErrorTypeScryptKeyLengthMismatch, "The hash has %d bytes and key_length says %d.", len(key), c.KeyLength)
	}
	return &scryptHash{c, salt, key}, nil
}

func parsePBKDF2(encoded string, c api.PasswordPBKDF2Config) (hasher, error) {
	key, ok := decodeBase64(encoded)
	if !ok || len(key) == 0 {
		return nil, refuse(api.ErrorTypeInvalidPBKDF2Hash, "The hash is not base64.")
	}
	newHash := sha256.New
	switch c.Algorithm {
	case "", "sha256":
	case "sha512":
		newHash = sha512.New
	default:
		return nil, refuse(api.ErrorTypeInvalidPBKDF2Algorithm, "algorithm must be sha256 or sha512.")
	}
	salt, ok := decodeBase64(c.Salt)
	switch {
	case !ok || len(salt) == 0 || len(salt) > maxSaltLength:
		return nil, refuse(api.ErrorTypeInvalidPBKDF2Salt, "The salt must be the base64 of 1 to %d bytes.", maxSaltLength)
	case c.IterationAmount < 1 || c.IterationAmount > maxPBKDF2Iterations:
		return nil, refuse(api.ErrorTypeInvalidPBKDF2IterationAmount, "iteration_amount must be between 1 and %d.", maxPBKDF2Iterations)
	case len(key) != c.KeyLength:
		return nil, refuse(api.ErrorTypePBKDF2KeyLengthMismatch, "The hash has %d bytes and key_length says %d.", len(key), c.KeyLength)
	}
	return &pbkdf2Hash{newHash, c.IterationAmount, salt, key}, nil
}

// decodeBase64 takes the standard and the URL-safe alphabet, padded or not.
func decodeBase64(s string) ([]byte, bool) {
	s = strings.NewReplacer("-", "+", "_", "/").Replace(strings.TrimRight(s, "="))
	decoded, err := base64.RawStdEncoding.DecodeString(s)
	return decoded, err == nil
}
