package passwordhash

import (
	"crypto/md5"  //nolint:gosec // passwords that come from elsewhere may be hashed like this
	"crypto/sha1" //nolint:gosec // passwords that come from elsewhere may be hashed like this
	"crypto/sha256"
	"crypto/sha512"
	"encoding/base64"
	"encoding/hex"
	"hash"
	"strings"

	"golang.org/x/crypto/argon2"
	"golang.org/x/crypto/bcrypt"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/emulator/apierror"
)

// Parse reads the hash of a password with the parameters of its kind.
func Parse(req *api.PasswordsMigrateRequest) (Hash, error) {
	if req.Hash == "" {
		return nil, apierror.Newf(api.ErrorTypeInvalidHash, "The hash is empty.")
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
		return parseArgon2(argon2Variant{"argon2i", argon2.Key}, req.Hash, req.Argon2Config)
	case api.PasswordHashTypeArgon2ID:
		return parseArgon2(argon2Variant{"argon2id", argon2.IDKey}, req.Hash, req.Argon2Config)
	case api.PasswordHashTypeScrypt:
		return parseScrypt(req.Hash, req.ScryptConfig)
	case api.PasswordHashTypePBKDF2:
		return parsePBKDF2(req.Hash, req.PBKDF2Config)
	case api.PasswordHashTypePhpass:
		return parsePhpass(req.Hash)
	}
	return nil, apierror.Newf(api.ErrorTypeInvalidHashType, "There is no hash_type %q.", string(req.HashType))
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

func parseBcrypt(encoded string) (Hash, error) {
	cost, err := bcrypt.Cost([]byte(encoded))
	switch {
	case err != nil || len(encoded) != 60:
		return nil, apierror.Newf(api.ErrorTypeInvalidBcryptHash, "The hash is not a bcrypt hash.")
	case cost > maxBcryptCost:
		return nil, apierror.Newf(api.ErrorTypeInvalidBcryptCost, "The cost of the hash must be between %d and %d.", bcrypt.MinCost, maxBcryptCost)
	}
	return bcryptHash(encoded), nil
}

func parseDigest(newHash func() hash.Hash, encoded string, salts api.PasswordSaltConfig, invalid api.ErrorType) (Hash, error) {
	sum, err := hex.DecodeString(encoded)
	switch {
	case err != nil || len(sum) != newHash().Size():
		return nil, apierror.Newf(invalid, "The hash is not %d hexadecimal digits.", 2*newHash().Size())
	case len(salts.PrependSalt) > maxSaltLength:
		return nil, apierror.Newf(api.ErrorTypeInvalidPrependSalt, "prepend_salt is longer than %d bytes.", maxSaltLength)
	case len(salts.AppendSalt) > maxSaltLength:
		return nil, apierror.Newf(api.ErrorTypeInvalidAppendSalt, "append_salt is longer than %d bytes.", maxSaltLength)
	}
	return &digestHash{newHash, salts, sum}, nil
}

// argon2Variant is one of the kinds of Argon2.
type argon2Variant struct {
	id     string
	derive func(password, salt []byte, time, memory uint32, threads uint8, keyLength uint32) []byte
}

func parseArgon2(v argon2Variant, encoded string, c api.PasswordArgon2Config) (Hash, error) {
	if isPHC(encoded) {
		return parseEncodedArgon2(v, encoded)
	}
	key, err := hex.DecodeString(encoded)
	if err != nil || len(key) != c.KeyLength {
		var ok bool
		if key, ok = decodeBase64(encoded); !ok {
			return nil, apierror.Newf(api.ErrorTypeInvalidHash, "The hash is neither hexadecimal nor base64.")
		}
	}
	return newArgon2(v, key, c)
}

func newArgon2(v argon2Variant, key []byte, c api.PasswordArgon2Config) (Hash, error) {
	switch {
	case c.Salt == "" || len(c.Salt) > maxSaltLength:
		return nil, apierror.Newf(api.ErrorTypeInvalidArgon2Salt, "The salt must have 1 to %d bytes.", maxSaltLength)
	case c.IterationAmount < 1 || c.IterationAmount > maxArgon2Iterations:
		return nil, apierror.Newf(api.ErrorTypeInvalidArgon2IterationAmount, "iteration_amount must be between 1 and %d.", maxArgon2Iterations)
	case c.Threads < 1 || c.Threads > 255:
		return nil, apierror.Newf(api.ErrorTypeInvalidArgon2Threads, "threads must be between 1 and 255.")
	case c.Memory < 8*c.Threads || c.Memory > maxHashMemory/1024:
		return nil, apierror.Newf(api.ErrorTypeInvalidArgon2Memory, "memory must be between 8 times the threads and %d KiB.", maxHashMemory/1024)
	case c.KeyLength < 4 || c.KeyLength > maxKeyLength:
		return nil, apierror.Newf(api.ErrorTypeInvalidArgon2KeyLength, "key_length must be between 4 and %d.", maxKeyLength)
	case len(key) != c.KeyLength:
		return nil, apierror.Newf(api.ErrorTypeArgon2KeyLengthMismatch, "The hash has %d bytes, but key_length is %d.", len(key), c.KeyLength)
	}
	return &argon2Hash{v.derive, c, key}, nil
}

func parseScrypt(encoded string, c api.PasswordScryptConfig) (Hash, error) {
	if isPHC(encoded) {
		return parseEncodedScrypt(encoded)
	}
	key, ok := decodeBase64(encoded)
	if !ok {
		return nil, apierror.Newf(api.ErrorTypeInvalidBase64ScryptHash, "The hash is not base64.")
	}
	salt, ok := decodeBase64(c.Salt)
	if !ok {
		return nil, apierror.Newf(api.ErrorTypeInvalidBase64ScryptSalt, "The salt is not base64.")
	}
	return newScrypt(key, salt, c)
}

func newScrypt(key, salt []byte, c api.PasswordScryptConfig) (Hash, error) {
	switch n, r, p := c.NParameter, c.RParameter, c.PParameter; {
	case len(salt) == 0 || len(salt) > maxSaltLength:
		return nil, apierror.Newf(api.ErrorTypeInvalidScryptSaltLength, "The salt must have 1 to %d bytes.", maxSaltLength)
	case n < 2 || n > maxScryptN || n&(n-1) != 0:
		return nil, apierror.Newf(api.ErrorTypeInvalidScryptNParameter, "n_parameter must be a power of two between 2 and %d.", maxScryptN)
	case r < 1 || p < 1 || r > maxHashMemory/128/n || p > maxHashMemory/128/r:
		return nil, apierror.Newf(api.ErrorTypeInvalidScryptParameters, "r_parameter and p_parameter are too small, or too large for n_parameter.")
	case len(key) != c.KeyLength:
		return nil, apierror.Newf(api.ErrorTypeScryptKeyLengthMismatch, "The hash has %d bytes, but key_length is %d.", len(key), c.KeyLength)
	}
	return &scryptHash{c, salt, key}, nil
}

func parsePBKDF2(encoded string, c api.PasswordPBKDF2Config) (Hash, error) {
	key, ok := decodeBase64(encoded)
	if !ok || len(key) == 0 {
		return nil, apierror.Newf(api.ErrorTypeInvalidPBKDF2Hash, "The hash is not base64.")
	}
	newHash := sha256.New
	switch c.Algorithm {
	case "", "sha256":
	case "sha512":
		newHash = sha512.New
	default:
		return nil, apierror.Newf(api.ErrorTypeInvalidPBKDF2Algorithm, "algorithm must be sha256 or sha512.")
	}
	salt, ok := decodeBase64(c.Salt)
	switch {
	case !ok || len(salt) == 0 || len(salt) > maxSaltLength:
		return nil, apierror.Newf(api.ErrorTypeInvalidPBKDF2Salt, "The salt must be the base64 of 1 to %d bytes.", maxSaltLength)
	case c.IterationAmount < 1 || c.IterationAmount > maxPBKDF2Iterations:
		return nil, apierror.Newf(api.ErrorTypeInvalidPBKDF2IterationAmount, "iteration_amount must be between 1 and %d.", maxPBKDF2Iterations)
	case len(key) != c.KeyLength:
		return nil, apierror.Newf(api.ErrorTypePBKDF2KeyLengthMismatch, "The hash has %d bytes, but key_length is %d.", len(key), c.KeyLength)
	}
	return &pbkdf2Hash{newHash, c.IterationAmount, salt, key}, nil
}

// decodeBase64 takes the standard and the URL-safe alphabet, padded or not.
func decodeBase64(s string) ([]byte, bool) {
	s = strings.NewReplacer("-", "+", "_", "/").Replace(strings.TrimRight(s, "="))
	decoded, err := base64.RawStdEncoding.DecodeString(s)
	return decoded, err == nil
}
