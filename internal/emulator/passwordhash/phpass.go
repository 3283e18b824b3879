package passwordhash

import (
	"bytes"
	"crypto/md5" //nolint:gosec // phpass is made of it
	"crypto/subtle"
	"strings"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/emulator/apierror"
)

// phpassHash is a portable hash of phpass: MD5, stretched.
type phpassHash struct {
	rounds    int
	salt, sum []byte
}

const phpassAlphabet = "./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"

func parsePhpass(encoded string) (Hash, error) {
	if !strings.HasPrefix(encoded, "$P$") && !strings.HasPrefix(encoded, "$H$") {
		return nil, apierror.Newf(api.ErrorTypeInvalidPhpassHashPrefix, "The hash does not begin with $P$ or $H$.")
	}
	if len(encoded) != 34 {
		return nil, apierror.Newf(api.ErrorTypeInvalidPhpassHashFormat, "The hash does not have 34 characters.")
	}
	exponent := strings.IndexByte(phpassAlphabet, encoded[3])
	sum, ok := decodePhpass(encoded[12:])
	if exponent < 7 || exponent > 30 || !ok {
		return nil, apierror.Newf(api.ErrorTypeInvalidPhpassHashFormat, "The hash contains characters that phpass does not use.")
	}
	return &phpassHash{1 << exponent, []byte(encoded[4:12]), sum}, nil
}

// decodePhpass reads the base64 of phpass: its own alphabet, the lowest bits first.
func decodePhpass(s string) ([]byte, bool) {
	var decoded []byte
	for i := 0; i < len(s); i += 4 {
		chunk := s[i:min(i+4, len(s))]
		value := 0
		for j := range len(chunk) {
			digit := strings.IndexByte(phpassAlphabet, chunk[j])
			if digit < 0 {
				return nil, false
			}
			value |= digit << (6 * j)
		}
		for range len(chunk) * 6 / 8 {
			decoded = append(decoded, byte(value))
			value >>= 8
		}
	}
	return decoded, true
}

func (h *phpassHash) Verify(password string) bool {
	sum := md5.Sum(append(bytes.Clone(h.salt), password...)) //nolint:gosec // phpass is made of it
	for range h.rounds {
		sum = md5.Sum(append(sum[:], password...)) //nolint:gosec // phpass is made of it
	}
	return subtle.ConstantTimeCompare(sum[:], h.sum) == 1
}
