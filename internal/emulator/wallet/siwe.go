package wallet

import (
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/emulator/apierror"
)

// Message is a Sign-In with Ethereum message (EIP-4361, version 1). A field that is zero is left out.
type Message struct {
	Domain, Address, Statement, URI, ChainID, Nonce string
	IssuedAt, ExpiresAt, NotBefore                  time.Time
	RequestID                                       string
	Resources                                       []string
}

// String returns the text to sign.
func (m *Message) String() string {
	var b strings.Builder
	b.WriteString(m.Domain + " wants you to sign in with your Ethereum account:\n" + m.Address + "\n\n")
	if m.Statement != "" {
		b.WriteString(m.Statement + "\n")
	}
	b.WriteString("\nURI: " + m.URI + "\nVersion: 1\nChain ID: " + m.ChainID + "\nNonce: " + m.Nonce + "\nIssued At: " + timestamp(m.IssuedAt))
	if !m.ExpiresAt.IsZero() {
		b.WriteString("\nExpiration Time: " + timestamp(m.ExpiresAt))
	}
	if !m.NotBefore.IsZero() {
		b.WriteString("\nNot Before: " + timestamp(m.NotBefore))
	}
	if m.RequestID != "" {
		b.WriteString("\nRequest ID: " + m.RequestID)
	}
	if len(m.Resources) > 0 {
		b.WriteString("\nResources:")
	}
	for _, resource := range m.Resources {
		b.WriteString("\n- " + resource)
	}
	return b.String()
}

func timestamp(t time.Time) string { return t.UTC().Format(time.RFC3339Nano) }

// maxChainID is the largest chain ID of EIP-155 that the API takes.
const maxChainID = 9223372036854775771

// The characters of RFC 3986: an authority, and the pchar of a path.
var (
	authorityPattern = regexp.MustCompile(`^[A-Za-z0-9._~!$&'()*+,;=:@%\[\]-]+$`)
	pcharPattern     = regexp.MustCompile(`^([A-Za-z0-9._~!$&'()*+,;=:@-]|%[0-9A-Fa-f]{2})*$`)
)

// CheckSIWE rejects parameters that a message cannot contain.
func CheckSIWE(p *api.CryptoWalletsSIWEParams) error {
	switch {
	case !isAuthority(p.Domain):
		return apierror.Newf(api.ErrorTypeInvalidSIWEDomain, "siwe_params.domain must be an authority of RFC 3986, such as example.com.")
	case !isURI(p.URI):
		return apierror.Newf(api.ErrorTypeInvalidSIWEURI, "siwe_params.uri must be an absolute URI of RFC 3986.")
	case p.ChainID != "" && !isChainID(p.ChainID):
		return apierror.Newf(api.ErrorTypeInvalidSIWEChainID, "siwe_params.chain_id must be an integer from 1 to %d, as a string.", maxChainID)
	case strings.ContainsFunc(p.Statement, func(r rune) bool { return r < ' ' || r > '~' }):
		return apierror.Newf(api.ErrorTypeInvalidSIWEStatement, "siwe_params.statement must be one line of ASCII.")
	case !pcharPattern.MatchString(p.MessageRequestID):
		return apierror.Newf(api.ErrorTypeInvalidSIWEMessageRequestID, "siwe_params.message_request_id contains a character that a path segment cannot have (RFC 3986).")
	}
	for _, resource := range p.Resources {
		if !isURI(resource) {
			return apierror.Newf(api.ErrorTypeInvalidSIWEResource, "siwe_params.resources must be absolute URIs of RFC 3986; %q is not.", resource)
		}
	}
	return nil
}

func isAuthority(s string) bool {
	u, err := url.Parse("//" + s)
	return err == nil && u.Host != "" && authorityPattern.MatchString(s)
}

func isURI(s string) bool {
	u, err := url.Parse(s)
	return err == nil && u.IsAbs() && (u.Host != "" || u.Opaque != "" || u.Path != "") && !strings.ContainsFunc(s, func(r rune) bool { return r <= ' ' || r > '~' })
}

func isChainID(s string) bool {
	n, err := strconv.ParseUint(s, 10, 63)
	return err == nil && n >= 1 && n <= maxChainID && strconv.FormatUint(n, 10) == s
}
