package emulator

import (
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"regexp"

	"github.com/flymyai/stytch-go/api"
)

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
