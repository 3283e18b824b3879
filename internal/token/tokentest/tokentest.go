// Package tokentest makes tokens for tests: those that Stytch issues, and forged ones that no verifier may accept.
package tokentest

import (
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"encoding/base64"
	"maps"
	"math/big"
	"sync"
	"time"

	"github.com/go-json-experiment/json"
)

// The project that issues the tokens, and the ID of its key.
const (
	ProjectID = "project-test-11111111-1111-4111-8111-111111111111"
	KeyID     = "jwk-test-22222222-2222-4222-8222-222222222222"
)

// Start is when the tokens are issued.
var Start = time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)

// Keys are RSA keys, made once because that takes a while. The first is the project's.
var Keys = [3]func() *rsa.PrivateKey{newKey(), newKey(), newKey()}

func newKey() func() *rsa.PrivateKey {
	return sync.OnceValue(func() *rsa.PrivateKey {
		key, err := rsa.GenerateKey(rand.Reader, 2048)
		if err != nil {
			panic(err)
		}
		return key
	})
}

// JWK returns the public key in the form of RFC 7517.
func JWK(kid string, key *rsa.PrivateKey) map[string]any {
	return map[string]any{
		"kty": "RSA", "use": "sig", "alg": "RS256", "kid": kid,
		"n": base64.RawURLEncoding.EncodeToString(key.N.Bytes()),
		"e": base64.RawURLEncoding.EncodeToString(big.NewInt(int64(key.E)).Bytes()),
	}
}

// Claims are the claims of a token.
type Claims map[string]any

// With returns the claims with changes. A nil value removes a claim.
func (c Claims) With(changes map[string]any) Claims {
	changed := maps.Clone(c)
	maps.Copy(changed, changes)
	maps.DeleteFunc(changed, func(_ string, v any) bool { return v == nil })
	return changed
}

// registered are the claims that all kinds have. Access and ID tokens live for an hour, session JWTs for 5 minutes.
func registered(life time.Duration) Claims {
	return Claims{
		"iss": "stytch.com/" + ProjectID, "aud": []any{ProjectID},
		"iat": Start.Unix(), "nbf": Start.Unix(), "exp": Start.Add(life).Unix(),
	}
}

// Session returns the claims of a session JWT.
func Session() Claims {
	return registered(5 * time.Minute).With(map[string]any{
		"sub": "user-test-44444444-4444-4444-8444-444444444444",
		"https://stytch.com/session": map[string]any{
			"id": "session-test-33333333-3333-4333-8333-333333333333", "started_at": "2026-01-02T03:00:00Z", "last_accessed_at": "2026-01-02T03:04:05Z",
			"expires_at": "2026-01-02T05:00:00Z",
			"attributes": map[string]any{"ip_address": "10.0.0.1", "user_agent": "Test"},
			"authentication_factors": []any{map[string]any{
				"type": "otp", "delivery_method": "email", "last_authenticated_at": "2026-01-02T03:00:00Z",
				"email_factor": map[string]any{"email_id": "email-1", "email_address": "ada@example.com"},
			}},
			"roles": []any{"stytch_user", "editor"},
		},
	})
}

// M2M returns the claims of an M2M access token.
func M2M() Claims {
	return registered(time.Hour).With(map[string]any{
		"sub": "m2m-client-test-55555555-5555-4555-8555-555555555555", "scope": "read:users write:users",
	})
}

// ConnectedApp returns the claims of an access token of a connected app.
func ConnectedApp() Claims {
	return registered(time.Hour).With(map[string]any{
		"sub": "user-test-44444444-4444-4444-8444-444444444444", "scope": "openid full_access",
		"client_id": "connected-app-test-66666666-6666-4666-8666-666666666666", "jti": "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
	})
}

// ID returns the claims of an ID token.
func ID() Claims {
	return registered(time.Hour).With(map[string]any{
		"sub": "user-test-44444444-4444-4444-8444-444444444444", "aud": []any{"connected-app-test-66666666-6666-4666-8666-666666666666"},
		"email": "ada@example.com", "email_verified": true,
	})
}

// Header returns the header of a token of the project, with changes. A nil value removes a member.
func Header(changes map[string]any) map[string]any {
	return Claims{"alg": "RS256", "kid": KeyID, "typ": "JWT"}.With(changes)
}

// Encode encodes a part of a token. A string is encoded as it is.
func Encode(part any) string {
	if s, ok := part.(string); ok {
		return base64.RawURLEncoding.EncodeToString([]byte(s))
	}
	data, err := json.Marshal(part, json.Deterministic(true))
	if err != nil {
		panic(err)
	}
	return base64.RawURLEncoding.EncodeToString(data)
}

// Sign returns a token, signed with RS256 whatever its header says.
func Sign(header, payload any, key *rsa.PrivateKey) string {
	signed := Encode(header) + "." + Encode(payload)
	digest := sha256.Sum256([]byte(signed))
	signature, err := rsa.SignPKCS1v15(nil, key, crypto.SHA256, digest[:])
	if err != nil {
		panic(err)
	}
	return signed + "." + base64.RawURLEncoding.EncodeToString(signature)
}

// Token returns a token of the project.
func Token(claims Claims) string { return Sign(Header(nil), claims, Keys[0]()) }
