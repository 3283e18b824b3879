// Package signing has the keys of a project. Session JWTs, access tokens and whatever else the project signs are
// signed here, by one key.
package signing

import (
	"crypto/sha256"
	"encoding/base64"
	"math/big"
	"slices"
	"time"

	"github.com/go-jose/go-jose/v4"

	"github.com/flymyai/stytch-go/api"
)

// keyOverlap is how long a rotated key stays listed.
const keyOverlap = 30 * 24 * time.Hour

// KeySet signs and verifies the tokens of one project. It is not safe for concurrent use: the project's store guards
// it.
type KeySet struct {
	issuer, audience string
	newID            func() string
	// keys are in the order of rotation: the last one signs.
	keys []*key
}

// key is one key of the set.
type key struct {
	id       string
	rotation int
	// listedUntil is when a rotated key leaves the key set; zero for the one that signs.
	listedUntil time.Time
	*processKey
}

// New returns a key set with one key. The issuer and the audience are those of every token, newID makes the IDs of
// keys.
func New(issuer, audience string, newID func() string) *KeySet {
	k := &KeySet{issuer: issuer, audience: audience, newID: newID}
	k.add(0)
	return k
}

// SetIssuer replaces the issuer of every token, before the first one is signed.
func (k *KeySet) SetIssuer(issuer string) { k.issuer = issuer }

// Issuer returns the issuer of the tokens that name no other.
func (k *KeySet) Issuer() string { return k.issuer }

func (k *KeySet) add(rotation int) {
	k.keys = append(k.keys, &key{id: k.newID(), rotation: rotation, processKey: keyOfProcess(rotation)})
}

// current returns the key that signs.
func (k *KeySet) current() *key { return k.keys[len(k.keys)-1] }

// Rotate generates a new signing key. The previous one stays listed for a month.
func (k *KeySet) Rotate(now time.Time) {
	old := k.current()
	old.listedUntil = now.Add(keyOverlap)
	k.add(old.rotation + 1)
}

// DropOld removes all keys but the signing key from the key set. Tokens signed by the removed keys become invalid.
func (k *KeySet) DropOld() { k.keys = []*key{k.current()} }

// listed returns the keys of the key set, the newest first.
func (k *KeySet) listed(now time.Time) []*key {
	k.keys = slices.DeleteFunc(k.keys, func(key *key) bool {
		return !key.listedUntil.IsZero() && !now.Before(key.listedUntil)
	})
	listed := slices.Clone(k.keys)
	slices.Reverse(listed)
	return listed
}

// JWKs returns the public keys, the newest first.
func (k *KeySet) JWKs(now time.Time) []api.JWK {
	listed := k.listed(now)
	jwks := make([]api.JWK, len(listed))
	for i, key := range listed {
		public := key.private().PublicKey
		certificate := key.certificate()
		thumbprint := sha256.Sum256(certificate)
		jwks[i] = api.JWK{
			Kty:    "RSA",
			Use:    "sig",
			KeyOps: []string{"verify"},
			Alg:    string(jose.RS256),
			Kid:    key.id,
			N:      base64.RawURLEncoding.EncodeToString(public.N.Bytes()),
			E:      base64.RawURLEncoding.EncodeToString(big.NewInt(int64(public.E)).Bytes()),
			X5C:    []string{base64.StdEncoding.EncodeToString(certificate)},
			// The API calls this member x5tS256. In RFC 7517 it is x5t#S256.
			X5TS256: base64.RawURLEncoding.EncodeToString(thumbprint[:]),
		}
	}
	return jwks
}
