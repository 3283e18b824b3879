package tokentest

import (
	"crypto"
	"crypto/hmac"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/sha512"
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"encoding/pem"
	"math"
	"strings"

	"github.com/flymyai/stytch-go/internal/token"
)

// Attack is a token that no verifier may accept.
type Attack struct {
	Name, Token string
	// Want is the reason for which it is rejected.
	Want error
}

// Attacks returns forged variants of a token with some claims. Its times must be those of this package.
func Attacks(claims Claims) []Attack {
	a := &attacker{claims: claims, genuine: Token(claims)}
	var all []Attack
	for _, attacks := range [][]Attack{a.algorithms(), a.keys(), a.signatures(), a.forms(), a.audiences(), a.times(), a.payloads()} {
		all = append(all, attacks...)
	}
	return all
}

type attacker struct {
	claims  Claims
	genuine string
}

// headed returns a token whose header says something else, signed by the project's key.
func (a *attacker) headed(changes map[string]any) string {
	return Sign(Header(changes), a.claims, Keys[0]())
}

// claiming returns a token with other claims, signed by the project's key.
func (a *attacker) claiming(changes map[string]any) string {
	return Token(a.claims.With(changes))
}

// raw returns the payload as text, with more members, to be written as no encoder would.
func (a *attacker) raw(members string) string {
	data, err := json.Marshal(a.claims)
	if err != nil {
		panic(err)
	}
	return strings.TrimSuffix(string(data), "}") + members + "}"
}

func (a *attacker) signed(payload string) string { return Sign(Header(nil), payload, Keys[0]()) }

func (a *attacker) part(n int) string { return strings.Split(a.genuine, ".")[n] }

func (a *attacker) algorithms() []Attack {
	publicDER, err := x509.MarshalPKIXPublicKey(&Keys[0]().PublicKey)
	if err != nil {
		panic(err)
	}
	unsigned := func(alg string) string { return Encode(Header(map[string]any{"alg": alg})) + "." + Encode(a.claims) }
	hmac := func(secret []byte) string { return signHMAC(unsigned("HS256"), secret) }
	return []Attack{
		{"alg none", unsigned("none") + ".", token.ErrAlgorithm},
		{"alg none in odd case", unsigned("nOnE") + ".", token.ErrAlgorithm},
		{"alg none with a signature", unsigned("none") + "." + a.part(2), token.ErrAlgorithm},
		{"HS256 with the public key as PEM", hmac(pem.EncodeToMemory(&pem.Block{Type: "PUBLIC KEY", Bytes: publicDER})), token.ErrAlgorithm},
		{"HS256 with the public key as DER", hmac(publicDER), token.ErrAlgorithm},
		{"HS256 with the modulus", hmac(Keys[0]().N.Bytes()), token.ErrAlgorithm},
		{"alg missing", a.headed(map[string]any{"alg": nil}), token.ErrAlgorithm},
		{"alg of another type", a.headed(map[string]any{"alg": []any{"RS256"}}), token.ErrMalformed},
		{"alg in lower case", a.headed(map[string]any{"alg": "rs256"}), token.ErrAlgorithm},
		{"RS512 under an RS256 key", signRS512(unsigned("RS512")), token.ErrAlgorithm},
		{"PS256 under an RS256 key", signPSS(unsigned("PS256")), token.ErrAlgorithm},
		{"PSS signature called RS256", signPSS(a.part(0) + "." + a.part(1)), token.ErrSignature},
	}
}

func (a *attacker) keys() []Attack {
	forged := func(changes map[string]any) string { return Sign(Header(changes), a.claims, Keys[1]()) }
	return []Attack{
		{"kid missing", a.headed(map[string]any{"kid": nil}), token.ErrMalformed},
		{"kid with a path", forged(map[string]any{"kid": "../../../dev/null"}), token.ErrUnknownKey},
		{"kid with a URL", forged(map[string]any{"kid": "https://evil.example/jwks.json"}), token.ErrUnknownKey},
		{"kid with SQL", forged(map[string]any{"kid": "x' UNION SELECT 'key"}), token.ErrUnknownKey},
		{"jku header", forged(map[string]any{"jku": "https://evil.example/jwks.json"}), token.ErrSignature},
		{"x5u header", forged(map[string]any{"x5u": "https://evil.example/cert.pem"}), token.ErrSignature},
		{"embedded jwk", forged(map[string]any{"jwk": JWK(KeyID, Keys[1]())}), token.ErrSignature},
		{"crit header", a.headed(map[string]any{"crit": []any{"exp"}}), token.ErrMalformed},
		{"crit header that is null", a.headed(map[string]any{"crit": json.RawMessage("null")}), token.ErrMalformed},
		{"unencoded payload", a.headed(map[string]any{"b64": false, "crit": []any{"b64"}}), token.ErrMalformed},
		{"signature of another key", forged(nil), token.ErrSignature},
	}
}

func (a *attacker) signatures() []Attack {
	signed := a.part(0) + "." + a.part(1)
	other := strings.Split(a.claiming(map[string]any{"sub": "other"}), ".")
	return []Attack{
		{"signature stripped", signed + ".", token.ErrSignature},
		{"signature cut off", signed, token.ErrMalformed},
		{"signature of another token", signed + "." + other[2], token.ErrSignature},
		{"payload of another token", a.part(0) + "." + other[1] + "." + a.part(2), token.ErrSignature},
		{"signature with a bit flipped", signed + "." + flip(a.part(2)), token.ErrSignature},
		{"signature with padding", a.genuine + "==", token.ErrMalformed},
		{"signature with a line break", a.genuine + "\n", token.ErrMalformed},
		{"signature with loose bits", flipUnusedBits(a.genuine), token.ErrMalformed},
	}
}

func (a *attacker) forms() []Attack {
	return []Attack{
		{"a fourth part", a.genuine + "." + a.part(2), token.ErrMalformed},
		{"JWE of five parts", "a.b.c.d.e", token.ErrMalformed},
		{"a space before", " " + a.genuine, token.ErrMalformed},
		{"10 MB token", a.part(0) + "." + strings.Repeat("A", 10<<20) + "." + a.part(2), token.ErrMalformed},
		{"empty", "", token.ErrMalformed},
		{"dots", "..", token.ErrMalformed},
		{"no base64", "%%%.%%%.%%%", token.ErrMalformed},
		{"an opaque session token", "WJtR5BCy38Szd5AfoDpf0iqFKEt4EE5JhjlWUY7l3FtY", token.ErrMalformed},
	}
}

func (a *attacker) audiences() []Attack {
	return []Attack{
		{"wrong aud as a string", a.claiming(map[string]any{"aud": "project-test-other"}), token.ErrAudience},
		{"wrong aud as an array", a.claiming(map[string]any{"aud": []any{"a", "b"}}), token.ErrAudience},
		{"aud of a prefix", a.claiming(map[string]any{"aud": ProjectID[:20]}), token.ErrAudience},
		{"aud missing", a.claiming(map[string]any{"aud": nil}), token.ErrAudience},
		{"aud empty", a.claiming(map[string]any{"aud": []any{}}), token.ErrAudience},
		{"aud of another type", a.claiming(map[string]any{"aud": map[string]any{"0": ProjectID}}), token.ErrMalformed},
		{"another project's issuer", a.claiming(map[string]any{"iss": "stytch.com/project-test-99999999-9999-4999-8999-999999999999"}), token.ErrIssuer},
		{"an issuer that looks alike", a.claiming(map[string]any{"iss": "stytch.com/" + ProjectID + "/"}), token.ErrIssuer},
		{"an issuer with a host before", a.claiming(map[string]any{"iss": "evil.example/stytch.com/" + ProjectID}), token.ErrIssuer},
		{"issuer missing", a.claiming(map[string]any{"iss": nil}), token.ErrIssuer},
		{"sub missing", a.claiming(map[string]any{"sub": nil}), token.ErrMalformed},
	}
}

func (a *attacker) times() []Attack {
	now := Start.Unix()
	// exp replaces the value by text that no encoder writes.
	exp := func(text string) string {
		return a.signed(strings.TrimSuffix(a.without("exp"), "}") + `,"exp":` + text + "}")
	}
	return []Attack{
		{"iat absent", a.claiming(map[string]any{"iat": nil}), token.ErrMalformed},
		{"iat in the future", a.claiming(map[string]any{"iat": now + 3600}), token.ErrNotYetValid},
		{"nbf in the future", a.claiming(map[string]any{"nbf": now + 3600}), token.ErrNotYetValid},
		{"exp absent", a.claiming(map[string]any{"exp": nil}), token.ErrMalformed},
		{"exp negative", a.claiming(map[string]any{"exp": -1}), token.ErrMalformed},
		{"exp as a float", exp("1767323345.5"), token.ErrMalformed},
		{"exp as a large float", exp("1e300"), token.ErrMalformed},
		{"exp as a string", a.claiming(map[string]any{"exp": "1767323345"}), token.ErrMalformed},
		{"exp beyond 64 bits", exp("99999999999999999999"), token.ErrMalformed},
		{"exp that overflows", a.claiming(map[string]any{"exp": int64(math.MaxInt64)}), token.ErrMalformed},
		{"exp beyond the year 9999", a.claiming(map[string]any{"exp": int64(253402300800)}), token.ErrMalformed},
		{"iat that overflows", a.claiming(map[string]any{"iat": int64(math.MaxInt64)}), token.ErrMalformed},
		{"iat that almost overflows", a.claiming(map[string]any{"iat": int64(math.MaxInt64) - 62135596800}), token.ErrMalformed},
		{"nbf that overflows", a.claiming(map[string]any{"nbf": int64(math.MaxInt64)}), token.ErrMalformed},
		{"nbf far in the future", a.claiming(map[string]any{"nbf": int64(253402300799)}), token.ErrNotYetValid},
		{"nbf that is the least number", a.claiming(map[string]any{"nbf": int64(math.MinInt64)}), token.ErrMalformed},
		{"exp in the past", a.claiming(map[string]any{"exp": now - 3600}), token.ErrExpired},
	}
}

func (a *attacker) payloads() []Attack {
	return []Attack{
		{"duplicated claims", a.signed(a.raw(`,"sub":"admin"`)), token.ErrMalformed},
		{"duplicated custom claims", a.signed(a.raw(`,"role":"a","role":"b"`)), token.ErrMalformed},
		{"duplicated claims by escapes", a.signed(a.raw(`,"s\u0075b":"admin"`)), token.ErrMalformed},
		{"duplicated header", Sign(`{"alg":"RS256","kid":"`+KeyID+`","kid":"x"}`, a.claims, Keys[0]()), token.ErrMalformed},
		{"invalid UTF-8", a.signed(a.raw(`,"name":"` + "\xff\xfe" + `"`)), token.ErrMalformed},
		{"deep nesting", a.signed(a.raw(`,"deep":` + strings.Repeat("[", 20000) + strings.Repeat("]", 20000))), token.ErrMalformed},
		{"payload null", a.signed(`null`), token.ErrMalformed},
		{"payload an array", a.signed(`[]`), token.ErrMalformed},
		{"header of 1 KiB", a.headed(map[string]any{"other": strings.Repeat("x", 1024)}), token.ErrMalformed},
		{"header with deep nesting", Encode(`{"a":`+strings.Repeat("[", 9000)+strings.Repeat("]", 9000)+"}") + ".e30.AAAA", token.ErrMalformed},
		{"header null", Sign(`null`, a.claims, Keys[0]()), token.ErrMalformed},
		{"two payloads", a.signed(a.raw("") + a.raw("")), token.ErrMalformed},
	}
}

// without returns the payload as text, without a claim.
func (a *attacker) without(claim string) string {
	changed := attacker{claims: a.claims.With(map[string]any{claim: nil})}
	return changed.raw("")
}

// signHMAC signs with a secret that an attacker knows.
func signHMAC(signed string, secret []byte) string {
	mac := hmac.New(sha256.New, secret)
	mac.Write([]byte(signed))
	return signed + "." + base64.RawURLEncoding.EncodeToString(mac.Sum(nil))
}

func signRS512(signed string) string {
	digest := sha512.Sum512([]byte(signed))
	signature, err := rsa.SignPKCS1v15(nil, Keys[0](), crypto.SHA512, digest[:])
	if err != nil {
		panic(err)
	}
	return signed + "." + base64.RawURLEncoding.EncodeToString(signature)
}

func signPSS(signed string) string {
	digest := sha256.Sum256([]byte(signed))
	signature, err := rsa.SignPSS(rand.Reader, Keys[0](), crypto.SHA256, digest[:], nil)
	if err != nil {
		panic(err)
	}
	return signed + "." + base64.RawURLEncoding.EncodeToString(signature)
}

// flip changes one bit of a signature.
func flip(signature string) string {
	data, err := base64.RawURLEncoding.DecodeString(signature)
	if err != nil {
		panic(err)
	}
	data[10] ^= 1
	return base64.RawURLEncoding.EncodeToString(data)
}

// flipUnusedBits changes the bits of the last character that encode nothing.
func flipUnusedBits(jwt string) string {
	last := jwt[len(jwt)-1]
	const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
	return jwt[:len(jwt)-1] + string(alphabet[strings.IndexByte(alphabet, last)^1])
}
