// Package pkce checks Proof Key for Code Exchange (RFC 7636) with the method S256.
package pkce

import (
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"regexp"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/emulator/apierror"
)

var (
	challengePattern = regexp.MustCompile(`^[A-Za-z0-9_-]{43}$`)
	verifierPattern  = regexp.MustCompile(`^[A-Za-z0-9._~-]{43,128}$`)
)

// CheckChallenge rejects a malformed code challenge.
func CheckChallenge(challenge string) error {
	if challenge != "" && !challengePattern.MatchString(challenge) {
		return apierror.Newf(api.ErrorTypeInvalidPKCECodeChallenge, "code_challenge must be the URL-safe base64 of a SHA-256 sum.")
	}
	return nil
}

// CheckVerifier rejects a malformed code verifier.
func CheckVerifier(verifier string) error {
	if verifier != "" && !verifierPattern.MatchString(verifier) {
		return apierror.Newf(api.ErrorTypeInvalidPKCECodeVerifier, "code_verifier must be 43 to 128 letters, digits and the characters - . _ ~.")
	}
	return nil
}

// Check compares a verifier with the challenge that the flow began with.
func Check(challenge, verifier string) error {
	switch {
	case challenge == "" && verifier == "":
		return nil
	case challenge == "":
		return apierror.Newf(api.ErrorTypePKCEDidNotExpectCodeVerifier, "The flow began without a code_challenge, so it takes no code_verifier.")
	case verifier == "":
		return apierror.Newf(api.ErrorTypePKCEExpectedCodeVerifier, "The flow began with a code_challenge, so it needs the code_verifier.")
	}
	sum := sha256.Sum256([]byte(verifier))
	if subtle.ConstantTimeCompare([]byte(base64.RawURLEncoding.EncodeToString(sum[:])), []byte(challenge)) == 0 {
		return apierror.Newf(api.ErrorTypePKCEMismatch, "The code_verifier does not belong to the code_challenge of the flow.")
	}
	return nil
}
