package store

import (
	"regexp"
	"slices"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/emulator/apierror"
)

const (
	// maxM2MScopes is a guess: there is a limit, which Stytch does not publish.
	maxM2MScopes = 100
	// maxM2MSecret and minM2MDifferent are guesses: Stytch rejects secrets that are too long or too easy to guess, and
	// does not say which.
	maxM2MSecret    = 128
	minM2MDifferent = 5
)

var (
	// clientIDPattern also allows the client IDs of other providers, since their clients can be imported.
	clientIDPattern = regexp.MustCompile(`^[A-Za-z0-9._~|-]{1,128}$`)
	// scopePattern is scope-token of RFC 6749, section 3.3.
	scopePattern = regexp.MustCompile(`^[\x21\x23-\x5B\x5D-\x7E]+$`)
)

// CheckM2MStatus checks the status of an M2M client.
func CheckM2MStatus(status api.M2MClientStatus) error {
	if status != api.M2MClientStatusActive && status != api.M2MClientStatusInactive {
		return apierror.Newf(api.ErrorTypeInvalidM2MClientStatus, "status must be active or inactive.")
	}
	return nil
}

// CheckM2MScopes checks the scopes of an M2M client, and returns them without repetitions.
func CheckM2MScopes(scopes []string) ([]string, error) {
	checked := []string{}
	for _, scope := range scopes {
		if !scopePattern.MatchString(scope) {
			return nil, apierror.Newf(api.ErrorTypeInvalidM2MClientScope, "The scope %q is empty or contains a character that scopes cannot have (RFC 6749, section 3.3).", scope)
		}
		if !slices.Contains(checked, scope) {
			checked = append(checked, scope)
		}
	}
	if len(checked) > maxM2MScopes {
		return nil, apierror.Newf(api.ErrorTypeTooManyM2MClientScopes, "A client can have at most %d scopes.", maxM2MScopes)
	}
	return checked, nil
}

// checkM2MSecret rejects a weak secret.
func checkM2MSecret(plain string) error {
	different := map[rune]bool{}
	for _, r := range plain {
		different[r] = true
		if r <= ' ' || r > '~' {
			return apierror.Newf(api.ErrorTypeM2MClientInvalidClientSecret, "client_secret contains a space or a character that is not ASCII.")
		}
	}
	switch {
	case len(plain) > maxM2MSecret:
		return apierror.Newf(api.ErrorTypeClientSecretTooLong, "client_secret is longer than %d characters.", maxM2MSecret)
	case len(plain) < minSecretLength || len(different) < minM2MDifferent:
		return apierror.Newf(api.ErrorTypeInsecureM2MClientSecret, "client_secret needs at least %d characters, and %d different ones.", minSecretLength, minM2MDifferent)
	}
	return nil
}
