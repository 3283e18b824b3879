package passwordhash

import (
	"strconv"
	"strings"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/emulator/apierror"
)

// phc is a hash that describes itself, in the string format of the Password Hashing Competition:
// $<id>[$v=<version>]$<name>=<number>,...$<salt>$<key>, with salt and key in base64.
type phc struct {
	// version is 0 when the hash has none.
	version   int
	params    map[string]int
	salt, key []byte
}

// isPHC reports whether a hash describes itself.
func isPHC(encoded string) bool { return strings.HasPrefix(encoded, "$") }

// parsePHC reads a hash of a kind with exactly the named parameters.
func parsePHC(encoded, id string, names ...string) (*phc, error) {
	malformed := apierror.Newf(api.ErrorTypeInvalidHash, "The hash is not of the form $%s$%s=...$salt$key.", id, strings.Join(names, "=...,"))
	rest, ok := strings.CutPrefix(encoded, "$"+id+"$")
	if !ok {
		return nil, malformed
	}
	h := &phc{params: map[string]int{}}
	parts := strings.Split(rest, "$")
	if version, ok := strings.CutPrefix(parts[0], "v="); ok {
		var err error
		if h.version, err = strconv.Atoi(version); err != nil {
			return nil, malformed
		}
		parts = parts[1:]
	}
	if len(parts) != 3 {
		return nil, malformed
	}
	for param := range strings.SplitSeq(parts[0], ",") {
		name, value, _ := strings.Cut(param, "=")
		number, err := strconv.Atoi(value)
		if err != nil {
			return nil, malformed
		}
		h.params[name] = number
	}
	for _, name := range names {
		if _, ok := h.params[name]; !ok {
			return nil, malformed
		}
	}
	if len(h.params) != len(names) {
		return nil, malformed
	}
	var saltOK, keyOK bool
	h.salt, saltOK = decodeBase64(parts[1])
	h.key, keyOK = decodeBase64(parts[2])
	if !saltOK || !keyOK {
		return nil, malformed
	}
	return h, nil
}

// argon2Version is the only version of Argon2 that is in use (RFC 9106): 0x13.
const argon2Version = 19

// parseEncodedArgon2 reads a hash of Argon2 that describes itself.
func parseEncodedArgon2(v argon2Variant, encoded string) (Hash, error) {
	h, err := parsePHC(encoded, v.id, "m", "t", "p")
	if err != nil {
		return nil, err
	}
	if h.version != argon2Version {
		return nil, apierror.Newf(api.ErrorTypeInvalidHash, "The hash is of version %d of Argon2; only version %d is supported.", h.version, argon2Version)
	}
	return newArgon2(v, h.key, api.PasswordArgon2Config{
		Salt: string(h.salt), Memory: h.params["m"], IterationAmount: h.params["t"], Threads: h.params["p"], KeyLength: len(h.key),
	})
}

// parseEncodedScrypt reads a hash of scrypt that describes itself.
func parseEncodedScrypt(encoded string) (Hash, error) {
	h, err := parsePHC(encoded, "scrypt", "ln", "r", "p")
	if err != nil {
		return nil, err
	}
	c := api.PasswordScryptConfig{RParameter: h.params["r"], PParameter: h.params["p"], KeyLength: len(h.key)}
	if ln := h.params["ln"]; ln > 0 && ln < 63 {
		c.NParameter = 1 << ln
	}
	return newScrypt(h.key, h.salt, c)
}
