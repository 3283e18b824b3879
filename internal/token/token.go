// Package token verifies the JWTs that Stytch signs with a project's keys: the signature and the registered claims
// (RFC 7519, section 4.1). The same keys sign four kinds of tokens, with the same header. The package distinguishes
// the kinds by claims that only one kind has, and rejects a token of a kind other than the caller wants.
package token

import (
	"crypto/rsa"
	"time"
)

// Kind is a kind of token that a project's keys sign.
type Kind int

// The kinds of tokens.
const (
	// Unknown is the kind of a token without the claims of any other kind.
	Unknown Kind = iota
	// Session is a session JWT. Only session JWTs have the claim "https://stytch.com/session".
	Session
	// ConnectedApp is an access token of a connected app. It has the claims scope and client_id.
	ConnectedApp
	// M2M is a machine-to-machine access token. It has the claim scope, and no client_id but that of its subject.
	M2M
	// ID is an ID token of OpenID Connect. Its audience is a client, not the project.
	ID
)

// String returns the name of the kind for error messages.
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

// Token is a verified token. Callers that verify the same token share it, so treat it as read-only.
type Token struct {
	Kind    Kind
	Issuer  string
	Subject string
	// Audience contains the project ID, except in an ID token. Its verifier must look for the client ID.
	Audience                     []string
	IssuedAt, NotBefore, Expires time.Time
	// ID is the claim jti, if there is one.
	ID string
	// Session is set in a session JWT.
	Session *SessionClaim
	// Scope and ClientID are set in an access token. An M2M access token has no ClientID: its Subject is the client.
	Scope, ClientID string
	// Claims contains all other claims, except those in Stytch's own namespace.
	Claims map[string]any

	// keyID and key verified the token.
	keyID string
	key   *rsa.PublicKey
	// signed is the token without its signature, so that the cache holds no usable token.
	signed string
}
