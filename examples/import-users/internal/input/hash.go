package input

import (
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/flymyai/stytch-go/api"
)

var (
	bcryptPattern = regexp.MustCompile(`^\$2[abxy]?\$(0[4-9]|[12][0-9]|3[01])\$[./A-Za-z0-9]{53}$`)
	phpassPattern = regexp.MustCompile(`^\$[PH]\$[./0-9A-Za-z]{31}$`)
	argon2Pattern = regexp.MustCompile(`^\$(argon2id?)\$v=19\$m=[0-9]+,t=[0-9]+,p=[0-9]+\$[A-Za-z0-9+/_-]+=*\$[A-Za-z0-9+/_-]+=*$`)
	scryptPattern = regexp.MustCompile(`^\$scrypt\$ln=[0-9]+,r=[0-9]+,p=[0-9]+\$[A-Za-z0-9+/_-]+=*\$[A-Za-z0-9+/_-]+=*$`)
)

// prefixes are the beginnings of hashes that identify their type.
var prefixes = []struct {
	prefix string
	is     api.PasswordHashType
}{
	{"$2", api.PasswordHashTypeBcrypt},
	{"$argon2id$", api.PasswordHashTypeArgon2ID},
	{"$argon2i$", api.PasswordHashTypeArgon2I},
	{"$scrypt$", api.PasswordHashTypeScrypt},
	{"$P$", api.PasswordHashTypePhpass},
	{"$H$", api.PasswordHashTypePhpass},
}

// checkHash checks the hash of a user and the parameters of its type against the documentation of passwords.migrate
// (https://stytch.com/docs/api/password-migrate). If the type is missing, the prefix of the hash determines it. An
// error does not show the hash.
func checkHash(u *User) error {
	if u.HashType == "" {
		for _, p := range prefixes {
			if strings.HasPrefix(u.Hash, p.prefix) {
				u.HashType = p.is
			}
		}
		if u.HashType == "" {
			return errors.New("hash_type is missing, and the hash has no prefix that determines it")
		}
	}
	if err := checkConfigs(u); err != nil {
		return err
	}
	switch u.HashType {
	case api.PasswordHashTypeBcrypt:
		return matches(u.Hash, bcryptPattern, "bcrypt, such as $2b$10$ and 53 characters")
	case api.PasswordHashTypePhpass:
		return matches(u.Hash, phpassPattern, "phpass, which is $P$ or $H$ and 31 characters")
	case api.PasswordHashTypeMD5:
		return isHex(u.Hash, 16)
	case api.PasswordHashTypeSHA1:
		return isHex(u.Hash, 20)
	case api.PasswordHashTypeSHA512:
		return isHex(u.Hash, 64)
	case api.PasswordHashTypeArgon2I, api.PasswordHashTypeArgon2ID:
		return checkArgon2(u)
	case api.PasswordHashTypeScrypt:
		return checkScrypt(u)
	case api.PasswordHashTypePBKDF2:
		return checkPBKDF2(u)
	}
	return fmt.Errorf("unknown hash_type %q; Stytch knows bcrypt, md_5, sha_1, sha_512, argon_2i, argon_2id, scrypt, phpass and pbkdf_2", string(u.HashType))
}

// checkConfigs rejects the parameters of another type of hash.
func checkConfigs(u *User) error {
	is := func(types ...api.PasswordHashType) bool { return slices.Contains(types, u.HashType) }
	for _, config := range []struct {
		name    string
		set, ok bool
	}{
		{"md_5_config", u.MD5Config != api.PasswordSaltConfig{}, is(api.PasswordHashTypeMD5)},
		{"sha_1_config", u.SHA1Config != api.PasswordSaltConfig{}, is(api.PasswordHashTypeSHA1)},
		{"sha_512_config", u.SHA512Config != api.PasswordSaltConfig{}, is(api.PasswordHashTypeSHA512)},
		{"argon_2_config", u.Argon2Config != api.PasswordArgon2Config{}, is(api.PasswordHashTypeArgon2I, api.PasswordHashTypeArgon2ID)},
		{"scrypt_config", u.ScryptConfig != api.PasswordScryptConfig{}, is(api.PasswordHashTypeScrypt)},
		{"pbkdf_2_config", u.PBKDF2Config != api.PasswordPBKDF2Config{}, is(api.PasswordHashTypePBKDF2)},
	} {
		if config.set && !config.ok {
			return fmt.Errorf("%s does not belong to the hash_type %s", config.name, u.HashType)
		}
	}
	return nil
}

func checkArgon2(u *User) error {
	if strings.HasPrefix(u.Hash, "$") {
		variant := map[api.PasswordHashType]string{api.PasswordHashTypeArgon2I: "argon2i", api.PasswordHashTypeArgon2ID: "argon2id"}[u.HashType]
		match := argon2Pattern.FindStringSubmatch(u.Hash)
		if match == nil || match[1] != variant {
			return fmt.Errorf("the hash is not one of %s, such as $%s$v=19$m=65536,t=3,p=4$salt$hash", u.HashType, variant)
		}
		return nil
	}
	c := u.Argon2Config
	switch {
	case c.Salt == "" || c.IterationAmount < 1 || c.Memory < 1 || c.Threads < 1 || c.KeyLength < 1:
		return errors.New("argon_2_config must have salt, iteration_amount, memory, threads and key_length, since the hash does not contain them")
	case c.Memory < 8*c.Threads:
		return errors.New("argon_2_config.memory must be at least 8 KiB for each thread")
	}
	if decoded, err := hex.DecodeString(u.Hash); err == nil && len(decoded) == c.KeyLength {
		return nil
	}
	return hasLength(u.Hash, c.KeyLength)
}

func checkScrypt(u *User) error {
	if strings.HasPrefix(u.Hash, "$") {
		return matches(u.Hash, scryptPattern, "scrypt, such as $scrypt$ln=15,r=8,p=1$salt$hash")
	}
	c := u.ScryptConfig
	switch {
	case c.Salt == "" || c.NParameter < 1 || c.RParameter < 1 || c.PParameter < 1 || c.KeyLength < 1:
		return errors.New("scrypt_config must have salt, n_parameter, r_parameter, p_parameter and key_length, since the hash does not contain them")
	case c.NParameter < 2 || c.NParameter > 262144 || c.NParameter&(c.NParameter-1) != 0:
		return fmt.Errorf("scrypt_config.n_parameter is %d, but must be a power of two from 2 to 262144", c.NParameter)
	case decodeBase64(c.Salt) == nil:
		return errors.New("scrypt_config.salt is not base64")
	}
	return hasLength(u.Hash, c.KeyLength)
}

func checkPBKDF2(u *User) error {
	c := u.PBKDF2Config
	switch {
	case c.Salt == "" || c.IterationAmount < 1 || c.KeyLength < 1:
		return errors.New("pbkdf_2_config must have salt, iteration_amount and key_length")
	case c.Algorithm != "" && c.Algorithm != "sha256" && c.Algorithm != "sha512":
		return fmt.Errorf("pbkdf_2_config.algorithm is %q, but must be sha256 or sha512", c.Algorithm)
	case decodeBase64(c.Salt) == nil:
		return errors.New("pbkdf_2_config.salt is not base64")
	}
	return hasLength(u.Hash, c.KeyLength)
}

func matches(hash string, pattern *regexp.Regexp, what string) error {
	if !pattern.MatchString(hash) {
		return errors.New("the hash is not one of " + what)
	}
	return nil
}

func isHex(hash string, length int) error {
	if decoded, err := hex.DecodeString(hash); err != nil || len(decoded) != length {
		return fmt.Errorf("the hash does not have %d hexadecimal digits, as its type requires", 2*length)
	}
	return nil
}

// hasLength checks a hash in base64.
func hasLength(hash string, length int) error {
	decoded := decodeBase64(hash)
	if decoded == nil {
		return errors.New("the hash is not base64")
	}
	if len(decoded) != length {
		return fmt.Errorf("the hash has %d bytes, but key_length is %d", len(decoded), length)
	}
	return nil
}

// decodeBase64 decodes the standard and the URL-safe alphabet, padded or not. It returns nil for what is not base64.
func decodeBase64(s string) []byte {
	s = strings.NewReplacer("-", "+", "_", "/").Replace(strings.TrimRight(s, "="))
	decoded, err := base64.RawStdEncoding.DecodeString(s)
	if err != nil || len(decoded) == 0 {
		return nil
	}
	return decoded
}
