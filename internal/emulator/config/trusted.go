package config

import "crypto"

// TrustedTokenProfile makes sessions.attest accept the JWTs of another issuer.
type TrustedTokenProfile struct {
	// ID is the profile_id of a request.
	ID string
	// Issuer and Audience are what the iss and aud claims must be.
	Issuer, Audience string
	// Keys are public keys by their IDs.
	Keys map[string]crypto.PublicKey
}
