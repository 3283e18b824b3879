package webhooks

import (
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// signatureVersion is the only version that Svix's symmetric secrets have.
const signatureVersion = "v1,"

// Sign returns the headers that a webhook is sent with: svix-id, svix-timestamp and svix-signature. Use it to sign
// requests in the tests of a handler. A [Verifier] accepts the requests for 5 minutes before and after the time sent,
// unless [WithTolerance] changes that. With several secrets, Sign signs with each, as Stytch does while a secret is
// rotated.
func Sign(body []byte, messageID string, sent time.Time, secrets ...string) (http.Header, error) {
	if len(secrets) == 0 {
		return nil, errors.New("webhooks: no secret to sign with")
	}
	if messageID == "" {
		return nil, errors.New("webhooks: the message ID is empty")
	}
	timestamp := strconv.FormatInt(sent.Unix(), 10)
	signatures := make([]string, len(secrets))
	for i, secret := range secrets {
		signature, err := parseSecret(secret)
		if err != nil {
			return nil, fmt.Errorf("webhooks: %w", err)
		}
		signatures[i] = signatureVersion + string(signature(messageID, timestamp, body))
	}
	header := make(http.Header, 3)
	header.Set(svixHeaders.id, messageID)
	header.Set(svixHeaders.timestamp, timestamp)
	header.Set(svixHeaders.signature, strings.Join(signatures, " "))
	return header, nil
}
