package config

import "crypto"

// TrustedTokenProfile lets somebody else vouch for users, by JWTs of their own.
type TrustedTokenProfile struct {
	// ID is the profile_id of a request.
	ID string
	// Issuer and Audience are what the iss and aud claims must be.
	Issuer, Audience string
	// Keys are public keys by their IDs.
	Keys map[string]crypto.PublicKey
}
