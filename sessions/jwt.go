package sessions

import (
	"bytes"
	"context"
	"crypto"
	"crypto/rsa"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/go-json-experiment/json"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/jwks"
)

// Why a session JWT was refused, for errors.Is. Only a token that is genuine and expired or too old is
// worth asking the API about; all others are wrong whatever it says.
var (
	ErrJWTMalformed   = errors.New("malformed")
	ErrJWTAlgorithm   = errors.New("not signed by RS256")
	ErrJWTUnknownKey  = errors.New("signed by a key that is not the project's")
	ErrJWTSignature   = errors.New("the signature is wrong")
	ErrJWTIssuer      = errors.New("of another issuer")
	ErrJWTAudience    = errors.New("for another audience")
	ErrJWTNotYetValid = errors.New("not yet valid")
	ErrJWTExpired     = errors.New("expired")
	ErrJWTTooOld      = errors.New("too old")
	// ErrNotAuthorized says that the roles of the session do not grant what was asked for.
	ErrNotAuthorized = errors.New("the roles of the session do not grant this")
	// ErrUnavailable says that the key set or the RBAC policy could not be fetched, and so nothing about
	// the token.
	ErrUnavailable = errors.New("keys or policy unavailable")
)

// refuse is an error about a token. It never quotes the token.
func refuse(reason error, detail string) error {
	if detail == "" {
		return fmt.Errorf("stytch: session JWT: %w", reason)
	}
	return fmt.Errorf("stytch: session JWT: %w: %s", reason, detail)
}

const (
	// maxJWT bounds the work on a token. A true one, with 4 KB of custom claims and every factor, stays
	// far below.
	maxJWT = 64 << 10

	// defaultClockSkew forgives clocks that are not quite in step.
	defaultClockSkew = 5 * time.Second
)

// verified is a token whose signature, issuer and audience are right, whatever the time.
type verified struct {
	keyID                        string
	key                          *rsa.PublicKey
	issuedAt, notBefore, expires time.Time
	session                      Session
}

// verifier checks tokens of one project.
type verifier struct {
	keys     *jwks.Set
	now      func() time.Time
	issuers  []string
	audience string
	cache    *cache
}

// verify returns a verified token, remembered or newly checked.
func (v *verifier) verify(ctx context.Context, jwt string) (*verified, error) {
	if len(jwt) > maxJWT {
		return nil, refuse(ErrJWTMalformed, "it is larger than 64 KiB")
	}
	var buffer [2048]byte // most tokens fit, and need no allocation
	id := sha256.Sum256(append(buffer[:0], jwt...))
	if token := v.cache.get(id); token != nil {
		// A key that left the set takes its tokens along.
		key, err := v.key(ctx, token.keyID)
		if err == nil && (key == token.key || key.Equal(token.key)) {
			return token, nil
		}
		if err == nil || errors.Is(err, ErrJWTUnknownKey) {
			v.cache.remove(id)
		}
		if err != nil {
			return nil, err
		}
	}
	token, err := v.check(ctx, jwt)
	if err != nil {
		return nil, err
	}
	if v.now().Before(token.expires) {
		v.cache.put(id, token)
	}
	return token, nil
}

// header is what matters of a JOSE header (RFC 7515, section 4). A key that the token itself brings along,
// as jwk, jku or x5u, counts for nothing.
type header struct {
	Algorithm string `json:"alg"`
	KeyID     string `json:"kid"`
	Critical  any    `json:"crit"`
}

// check verifies a token that is not remembered.
func (v *verifier) check(ctx context.Context, jwt string) (*verified, error) {
	// The base64 package reads over line breaks: one token could be written in many ways.
	if strings.ContainsAny(jwt, "\r\n") {
		return nil, refuse(ErrJWTMalformed, "it holds a line break")
	}
	signed, encodedSignature, ok := cutLast(jwt)
	encodedHeader, encodedPayload, ok2 := strings.Cut(signed, ".")
	if !ok || !ok2 || strings.Contains(encodedPayload, ".") {
		return nil, refuse(ErrJWTMalformed, "it has not three parts")
	}
	var h header
	if err := decodePart(encodedHeader, &h); err != nil {
		return nil, refuse(ErrJWTMalformed, "its header "+err.Error())
	}
	switch {
	case h.Algorithm != "RS256":
		return nil, refuse(ErrJWTAlgorithm, "")
	case h.KeyID == "":
		return nil, refuse(ErrJWTMalformed, "its header has no kid")
	case h.Critical != nil:
		return nil, refuse(ErrJWTMalformed, "its header has critical extensions")
	}
	signature, err := base64.RawURLEncoding.Strict().DecodeString(encodedSignature)
	if err != nil {
		return nil, refuse(ErrJWTMalformed, "its signature is not base64url")
	}
	key, err := v.key(ctx, h.KeyID)
	if err != nil {
		return nil, err
	}
	digest := sha256.Sum256([]byte(signed))
	if err := rsa.VerifyPKCS1v15(key, crypto.SHA256, digest[:], signature); err != nil {
		return nil, refuse(ErrJWTSignature, "")
	}
	var c claims
	if err := decodePart(encodedPayload, &c); err != nil {
		return nil, refuse(ErrJWTMalformed, "its payload "+err.Error())
	}
	token, err := v.claims(&c)
	if err != nil {
		return nil, err
	}
	token.keyID, token.key = h.KeyID, key
	return token, nil
}

// key returns the project's key with an ID.
func (v *verifier) key(ctx context.Context, id string) (*rsa.PublicKey, error) {
	key, err := v.keys.Key(ctx, id)
	switch {
	case errors.Is(err, jwks.ErrUnknownKey):
		return nil, refuse(ErrJWTUnknownKey, "")
	case errors.Is(err, jwks.ErrUnavailable):
		return nil, fmt.Errorf("stytch: session JWT: %w: %w", ErrUnavailable, err)
	case err != nil:
		return nil, fmt.Errorf("stytch: session JWT: %w", err)
	}
	return key, nil
}

// claims checks everything in the payload but the time, and makes the session of it.
func (v *verifier) claims(c *claims) (*verified, error) {
	switch {
	case !slices.Contains(v.issuers, c.Issuer):
		return nil, refuse(ErrJWTIssuer, "")
	case !slices.Contains(c.Audience, v.audience):
		return nil, refuse(ErrJWTAudience, "")
	case c.Expires == nil, c.IssuedAt == nil:
		return nil, refuse(ErrJWTMalformed, "it has no exp or no iat")
	case !inRange(*c.Expires), !inRange(*c.IssuedAt), c.NotBefore != nil && !inRange(*c.NotBefore):
		return nil, refuse(ErrJWTMalformed, "it has a time before 1970 or after 9999")
	case c.Subject == "" || c.Session == nil || c.Session.ID == "":
		return nil, refuse(ErrJWTMalformed, "it is not the JWT of a session")
	}
	token := &verified{
		issuedAt: time.Unix(*c.IssuedAt, 0).UTC(),
		expires:  time.Unix(*c.Expires, 0).UTC(),
		session:  c.session(),
	}
	token.notBefore = token.issuedAt
	if c.NotBefore != nil {
		token.notBefore = time.Unix(*c.NotBefore, 0).UTC()
	}
	return token, nil
}

// maxTime is the end of the year 9999, in seconds since 1970. Greater times overflow somewhere.
const maxTime = 253402300799

func inRange(seconds int64) bool { return 0 <= seconds && seconds <= maxTime }

// valid checks the times of a token.
func (v *verifier) valid(token *verified, o *options) error {
	now := v.now()
	switch {
	case now.Add(o.clockSkew).Before(token.issuedAt), now.Add(o.clockSkew).Before(token.notBefore):
		return refuse(ErrJWTNotYetValid, "it is valid from "+token.notBefore.Format(time.RFC3339))
	case !now.Add(-o.clockSkew).Before(token.expires):
		return refuse(ErrJWTExpired, "it was valid until "+token.expires.Format(time.RFC3339))
	case o.maxTokenAge != nil && (*o.maxTokenAge <= 0 || now.Sub(token.issuedAt) > *o.maxTokenAge):
		return refuse(ErrJWTTooOld, "it was issued at "+token.issuedAt.Format(time.RFC3339))
	}
	return nil
}

// cutLast splits at the last dot.
func cutLast(s string) (before, after string, ok bool) {
	i := strings.LastIndexByte(s, '.')
	if i < 0 {
		return s, "", false
	}
	return s[:i], s[i+1:], true
}

// decodePart decodes a part of a token. Doubled names and invalid UTF-8 are refused: two readers might see
// two tokens in one.
func decodePart(part string, out any) error {
	data, err := base64.RawURLEncoding.Strict().DecodeString(part)
	if err != nil {
		return errors.New("is not base64url")
	}
	if err := json.Unmarshal(data, out); err != nil || !bytes.HasPrefix(bytes.TrimSpace(data), []byte("{")) {
		return errors.New("is not the JSON object expected")
	}
	return nil
}

// claims is the payload of a session JWT.
type claims struct {
	Issuer    string         `json:"iss"`
	Audience  audience       `json:"aud"`
	Subject   string         `json:"sub"`
	Expires   *int64         `json:"exp"`
	IssuedAt  *int64         `json:"iat"`
	NotBefore *int64         `json:"nbf"`
	ID        any            `json:"jti"`
	Session   *sessionClaim  `json:"https://stytch.com/session"`
	Custom    map[string]any `json:",embed"`
}

// sessionClaim is Stytch's own claim. Its id is session_id elsewhere.
type sessionClaim struct {
	ID                    string                     `json:"id"`
	StartedAt             time.Time                  `json:"started_at"`
	LastAccessedAt        time.Time                  `json:"last_accessed_at"`
	ExpiresAt             time.Time                  `json:"expires_at"`
	Attributes            api.Attributes             `json:"attributes"`
	AuthenticationFactors []api.AuthenticationFactor `json:"authentication_factors"`
	Roles                 []string                   `json:"roles"`
}

const (
	// namespaceIssuer begins the issuer of session JWTs; the project id ends it.
	namespaceIssuer = "stytch.com/"
	// namespace is where Stytch keeps claims of its own.
	namespace = "https://stytch.com/"
)

// session makes the session that the claims describe.
func (c *claims) session() Session {
	s := Session{
		SessionID:             c.Session.ID,
		UserID:                c.Subject,
		StartedAt:             c.Session.StartedAt,
		LastAccessedAt:        c.Session.LastAccessedAt,
		ExpiresAt:             c.Session.ExpiresAt,
		Attributes:            c.Session.Attributes,
		AuthenticationFactors: c.Session.AuthenticationFactors,
		Roles:                 c.Session.Roles,
	}
	// Older tokens do not say when their session ends.
	if s.ExpiresAt.IsZero() {
		s.ExpiresAt = time.Unix(*c.Expires, 0).UTC()
	}
	for name, value := range c.Custom {
		if !strings.HasPrefix(name, namespace) {
			if s.CustomClaims == nil {
				s.CustomClaims = make(map[string]any, len(c.Custom))
			}
			s.CustomClaims[name] = value
		}
	}
	return s
}

// audience is one string or several (RFC 7519, section 4.1.3).
type audience []string

// UnmarshalJSON takes both forms.
func (a *audience) UnmarshalJSON(data []byte) error {
	if bytes.HasPrefix(data, []byte("[")) {
		return json.Unmarshal(data, (*[]string)(a))
	}
	*a = make(audience, 1)
	return json.Unmarshal(data, &(*a)[0])
}
