package signing

import (
	"maps"
	"slices"
	"time"

	"github.com/go-jose/go-jose/v4"
	"github.com/go-json-experiment/json"
)

// Token is a JWT to be signed.
type Token struct {
	// Issuer is the project's when empty.
	Issuer  string
	Subject string
	// Audience is the project when nil.
	Audience []string
	IssuedAt time.Time
	Lifetime time.Duration
	// Claims are the others. The registered ones above cannot be overridden.
	Claims map[string]any
}

// Sign makes a JWT with the current key.
func (k *KeySet) Sign(t Token) (string, error) {
	if t.Issuer == "" {
		t.Issuer = k.issuer
	}
	if t.Audience == nil {
		t.Audience = []string{k.audience}
	}
	claims := maps.Clone(t.Claims)
	if claims == nil {
		claims = map[string]any{}
	}
	maps.Copy(claims, map[string]any{
		"iss": t.Issuer,
		"aud": t.Audience,
		"sub": t.Subject,
		"iat": t.IssuedAt.Unix(),
		"nbf": t.IssuedAt.Unix(),
		"exp": t.IssuedAt.Add(t.Lifetime).Unix(),
	})
	payload, err := json.Marshal(claims, json.Deterministic(true))
	if err != nil {
		return "", err
	}
	signing := k.current()
	signer, err := jose.NewSigner(
		jose.SigningKey{Algorithm: jose.RS256, Key: jose.JSONWebKey{Key: signing.private(), KeyID: signing.id}},
		(&jose.SignerOptions{}).WithType("JWT"),
	)
	if err != nil {
		return "", err
	}
	signed, err := signer.Sign(payload)
	if err != nil {
		return "", err
	}
	return signed.CompactSerialize()
}

// Registered are the registered claims (RFC 7519, section 4.1) of a token that the project signed.
type Registered struct {
	Issuer   string   `json:"iss"`
	Audience []string `json:"aud"`
	Subject  string   `json:"sub"`
	IssuedAt int64    `json:"iat"`
	Expires  int64    `json:"exp"`
	ID       string   `json:"jti"`
}

// Verify reports whether the project signed a JWT for itself with a key that is still listed. It decodes the claims that
// are not registered into private, a map or a struct. It does not look at the expiry: the caller decides whether an expired
// token still counts. It does not look at the issuer either, which is the domain that a token was fetched from: the
// signature and the audience show that the token is the project's.
func (k *KeySet) Verify(token string, now time.Time, private any) (*Registered, bool) {
	signed, err := jose.ParseSignedCompact(token, []jose.SignatureAlgorithm{jose.RS256})
	if err != nil || len(signed.Signatures) != 1 {
		return nil, false
	}
	listed := k.listed(now)
	i := slices.IndexFunc(listed, func(key *key) bool { return key.id == signed.Signatures[0].Header.KeyID })
	if i < 0 {
		return nil, false
	}
	payload, err := signed.Verify(&listed[i].private().PublicKey)
	if err != nil {
		return nil, false
	}
	var claims Registered
	if json.Unmarshal(payload, &claims) != nil || json.Unmarshal(payload, private) != nil {
		return nil, false
	}
	return &claims, slices.Contains(claims.Audience, k.audience)
}
