package emulator

import (
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"regexp"
	"time"

	"github.com/flymyai/stytch-go/api"
)

// ticket is what a magic link or a password reset link holds: it logs a user in once.
type ticket struct {
	user *user
	// email is the address it was sent to, nil for embeddable links.
	email *contact
	// id names an embeddable link.
	id         string
	expiresAt  time.Time
	spent      bool
	attributes api.Attributes
	challenge  string
}

// usable says whether a ticket still logs in: it may be used, expired, or its user or address gone.
func (t *ticket) usable(now time.Time) bool {
	return !t.spent && now.Before(t.expiresAt) && !t.user.deleted && (t.email == nil || t.email.user != nil)
}

// checkMatch refuses attributes that differ from those at the time of sending, where a match is required.
// What was not known then matches nothing.
func checkMatch(options api.AttributeOptions, then, now api.Attributes) error {
	if options.IPMatchRequired && (then.IPAddress == "" || then.IPAddress != now.IPAddress) {
		return refuse(api.ErrorTypeAttributeMismatch, "The IP address differs from that of the send.")
	}
	if options.UserAgentMatchRequired && (then.UserAgent == "" || then.UserAgent != now.UserAgent) {
		return refuse(api.ErrorTypeAttributeMismatch, "The user agent differs from that of the send.")
	}
	return nil
}

// PKCE is RFC 7636 with the method S256.
var (
	challengePattern = regexp.MustCompile(`^[A-Za-z0-9_-]{43}$`)
	verifierPattern  = regexp.MustCompile(`^[A-Za-z0-9._~-]{43,128}$`)
)

// checkChallenge refuses what is no code challenge.
func checkChallenge(challenge string) error {
	if challenge != "" && !challengePattern.MatchString(challenge) {
		return refuse(api.ErrorTypeInvalidPKCECodeChallenge, "code_challenge must be the URL-safe base64 of a SHA-256 sum.")
	}
	return nil
}

// checkVerifier refuses what is no code verifier.
func checkVerifier(verifier string) error {
	if verifier != "" && !verifierPattern.MatchString(verifier) {
		return refuse(api.ErrorTypeInvalidPKCECodeVerifier, "code_verifier must be 43 to 128 letters, digits and the characters - . _ ~.")
	}
	return nil
}

// checkPKCE compares a verifier with the challenge that the flow began with.
func checkPKCE(challenge, verifier string) error {
	switch {
	case challenge == "" && verifier == "":
		return nil
	case challenge == "":
		return refuse(api.ErrorTypePKCEDidNotExpectCodeVerifier, "The flow began without a code_challenge, so it takes no code_verifier.")
	case verifier == "":
		return refuse(api.ErrorTypePKCEExpectedCodeVerifier, "The flow began with a code_challenge, so it needs the code_verifier.")
	}
	sum := sha256.Sum256([]byte(verifier))
	if subtle.ConstantTimeCompare([]byte(base64.RawURLEncoding.EncodeToString(sum[:])), []byte(challenge)) == 0 {
		return refuse(api.ErrorTypePKCEMismatch, "The code_verifier does not belong to the code_challenge of the flow.")
	}
	return nil
}
