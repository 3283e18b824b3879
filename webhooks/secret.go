package webhooks

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"strings"
)

const (
	secretPrefix = "whsec_"
	// minKey is the length in bytes of the keys that Svix generates, and the least that Standard Webhooks allows.
	// A key of no bytes would make everybody's signature right.
	minKey = 24
)

// signer returns what stands in the signature header after the version. It is a function so that its key shows in
// nothing that prints it.
type signer func(messageID, timestamp string, body []byte) []byte

// parseSecret returns the signer of a signing secret: HMAC-SHA256, in base64. Its errors do not quote the secret.
func parseSecret(secret string) (signer, error) {
	encoded, ok := strings.CutPrefix(secret, secretPrefix)
	switch {
	case secret == "":
		return nil, errors.New("the signing secret is empty: copy it from the endpoint's page in the dashboard")
	case !ok:
		return nil, errors.New("the signing secret does not begin with " + secretPrefix + ": copy it from the endpoint's page in the dashboard")
	}
	key, err := base64.StdEncoding.DecodeString(encoded)
	if err != nil {
		return nil, errors.New("the signing secret is not base64 after " + secretPrefix + ": copy all of it from the endpoint's page in the dashboard")
	}
	if len(key) < minKey {
		return nil, fmt.Errorf("the signing secret holds %d bytes and needs %d: copy all of it from the endpoint's page in the dashboard", len(key), minKey)
	}
	return func(messageID, timestamp string, body []byte) []byte {
		mac := hmac.New(sha256.New, key)
		_, _ = mac.Write([]byte(messageID + "." + timestamp + ".")) // a hash's Write returns no error
		_, _ = mac.Write(body)
		return base64.StdEncoding.AppendEncode(nil, mac.Sum(nil))
	}, nil
}
