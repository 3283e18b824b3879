package webauthn

import (
	"net/url"
	"strings"

	"github.com/go-webauthn/webauthn/protocol"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/emulator/apierror"
)

// checkDomain rejects what cannot be an RP ID: a domain in lower case, without scheme, port and path.
func checkDomain(domain string) error {
	if err := protocol.ValidateRPID(domain); err != nil || domain != strings.ToLower(domain) {
		return apierror.Newf(api.ErrorTypeInvalidWebAuthnRegistrationDomain,
			"domain must be the host of the page in lower case, such as example.com or localhost, without scheme, port and path.")
	}
	return nil
}

// isOriginOf reports whether pages of an origin can use the passkeys of a domain: its host is the domain or below it, and
// the scheme is https, or http on localhost.
func isOriginOf(origin, domain string) bool {
	u, err := url.Parse(origin)
	if err != nil || origin != u.Scheme+"://"+u.Host {
		return false
	}
	host := strings.ToLower(u.Hostname())
	local := host == "localhost" || strings.HasSuffix(host, ".localhost")
	if u.Scheme != "https" && (u.Scheme != "http" || !local) {
		return false
	}
	return host == domain || strings.HasSuffix(host, "."+domain)
}
