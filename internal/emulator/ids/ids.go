// Package ids makes the IDs, tokens and codes of a project, and knows their shapes.
package ids

import "regexp"

// The prefixes of IDs.
const (
	User         = "user"
	Email        = "email"
	Phone        = "phone-number"
	Session      = "session"
	Password     = "password"
	TOTP         = "totp"
	TOTPRecovery = "totp-recovery-code"
	OAuth        = "oauth-user"
	WebAuthn     = "webauthn-registration"
	Biometric    = "biometric-registration"
	CryptoWallet = "crypto-wallet"
	MagicLink    = "embeddable-magic-link"
	JWK          = "jwk"
	Request      = "request-id"
	Project      = "project"
	Secret       = "secret"
	PublicToken  = "public-token"
	ConnectedApp = "connected-app"
	M2MClient    = "m2m-client"
)

const uuidPattern = `[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}`

var (
	idPattern    = regexp.MustCompile(`^([a-z0-9-]+)-(test|live)-` + uuidPattern + `$`)
	tokenPattern = regexp.MustCompile(`^[A-Za-z0-9_-]{43}[A-Za-z0-9_=-]$`)
)

// Parse splits an ID of the form <prefix>-<env>-<uuid>. It reports whether the ID has that form.
func Parse(id string) (prefix, env string, ok bool) {
	match := idPattern.FindStringSubmatch(id)
	if match == nil {
		return "", "", false
	}
	return match[1], match[2], true
}

// IsToken reports whether a text has the shape of Stytch's tokens: 44 characters of URL-safe base64.
func IsToken(s string) bool { return tokenPattern.MatchString(s) }
