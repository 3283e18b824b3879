package m2m

import (
	"regexp"
	"slices"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/emulator/apierror"
)

// maxScopes is a guess: there is a limit, which Stytch does not publish.
const maxScopes = 100

var (
	// clientIDPattern also allows the client IDs of other providers, since their clients can be imported.
	clientIDPattern = regexp.MustCompile(`^[A-Za-z0-9._~|-]{1,128}$`)
	// scopePattern is scope-token of RFC 6749, section 3.3.
	scopePattern = regexp.MustCompile(`^[\x21\x23-\x5B\x5D-\x7E]+$`)
)

func checkStatus(status api.M2MClientStatus) error {
	if status != api.M2MClientStatusActive && status != api.M2MClientStatusInactive {
		return apierror.Newf(api.ErrorTypeInvalidM2MClientStatus, "status must be active or inactive.")
	}
	return nil
}

// checkScopes returns scopes without repetitions.
func checkScopes(scopes []string) ([]string, error) {
	checked := []string{}
	for _, scope := range scopes {
		if !scopePattern.MatchString(scope) {
			return nil, apierror.Newf(api.ErrorTypeInvalidM2MClientScope, "The scope %q is empty or contains a character that scopes cannot have (RFC 6749, section 3.3).", scope)
		}
		if !slices.Contains(checked, scope) {
			checked = append(checked, scope)
		}
	}
	if len(checked) > maxScopes {
		return nil, apierror.Newf(api.ErrorTypeTooManyM2MClientScopes, "A client can have at most %d scopes.", maxScopes)
	}
	return checked, nil
}
