// Package token verifies the JWTs that Stytch signs with the key of a project: their signature and their registered
// claims (RFC 7519, section 4.1). One key signs four kinds of tokens with the same header, so the package also tells the
// kinds apart, by claims that only one kind has, and rejects a token of another kind than expected.
package token

import (
	"crypto/rsa"
	"time"
)

// Kind is a kind of token.
type Kind int

// The kinds of tokens that the key of a project signs.
const (
	// Unknown is a token without the claims of any kind.
	Unknown Kind = iota
	// Session is the JWT of a session. Only it has the claim "https://stytch.com/session", whatever its custom claims.
	Session
	// ConnectedApp is an access token of a Connected App. It has a scope and a client_id.
	ConnectedApp
	// M2M is an access token of a machine. It has a scope and no client_id.
	M2M
	// ID is an ID token of OpenID Connect. It is not for the project: its audience is the client.
	ID
)

// String names the kind as error messages do.
func (k Kind) String() string {
	switch k {
	case Session:
		return "session JWT"
	case ConnectedApp:
		return "Connected Apps access token"
	case M2M:
		return "M2M access token"
	case ID:
		return "ID token"
	case Unknown:
	}
	return "token"
}

// Token is a token whose signature, issuer and audience are right. It is shared by all who verify it: treat it and what
// it leads to as read-only.
type Token struct {
	Kind    Kind
	Issuer  string
	Subject string
	// Audience has the project, except that of an ID token: whoever verifies one must look for the client.
	Audience                     []string
	IssuedAt, NotBefore, Expires time.Time
	// ID is the "jti" claim, if it has one.
	ID string
	// Session is the session of a session JWT.
	Session *SessionClaim
	// Scope and ClientID are those of an access token. An M2M access token has no ClientID: its Subject is the client.
	Scope, ClientID string
	// Claims are all other claims but those that Stytch keeps for itself.
	Claims map[string]any

	// keyID and key are what the token was verified by.
	keyID string
	key   *rsa.PublicKey
	// signed is the token without its signature: the memory keeps no token that could be used.
	signed string
}
