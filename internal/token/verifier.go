package token

import (
	"bytes"
	"context"
	"crypto"
	"crypto/rsa"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"strings"
	"sync/atomic"
	"time"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"github.com/flymyai/stytch-go/internal/token/jwks"
	"github.com/flymyai/stytch-go/internal/transport"
)

// maxSize bounds the work on a token. A real one, with 4 KB of custom claims and every factor, stays far below.
const maxSize = 64 << 10

// maxHeader bounds the work on an encoded header, which anyone can send: it is decoded before the signature is checked.
// Stytch's have less than 150 bytes.
const maxHeader = 1 << 10

// DefaultClockSkew is the difference between clocks that is tolerated unless a caller chooses another.
const DefaultClockSkew = 5 * time.Second

// Config configures a [Verifier].
type Config struct {
	// Issuers are valid besides "stytch.com/" and the project ID: the URLs that tokens are fetched from.
	Issuers []string
	// Now is the clock that tokens are checked with.
	Now func() time.Time
	// CacheSize is the approximate number of verified tokens to cache. 0 turns the cache off.
	CacheSize int
}

// Verifier verifies the tokens of one project. A client has one verifier for all its services, so that they share the key
// set and the cache of verified tokens. It is safe for concurrent use.
type Verifier struct {
	keys    *jwks.Set
	now     func() time.Time
	issuers []string
	project string
	cache   *cache
	// lastHeader is the header of the last token with a correct signature.
	lastHeader atomic.Pointer[validHeader]
}

// NewVerifier returns a verifier for the project of t. It fetches the key set with t, on first use.
func NewVerifier(t *transport.Client, cfg Config) *Verifier {
	return &Verifier{
		keys:    jwks.New(fetchKeys(t), cfg.Now),
		now:     cfg.Now,
		issuers: append([]string{"stytch.com/" + t.ProjectID()}, cfg.Issuers...),
		project: t.ProjectID(),
		cache:   newCache(cfg.CacheSize),
	}
}

// Now returns the time of the clock that tokens are checked with.
func (v *Verifier) Now() time.Time { return v.now() }

// Times bounds the times of a token.
type Times struct {
	// Skew is the tolerated difference between Stytch's clock and ours.
	Skew time.Duration
	// MaxAge is the greatest age that a token may have. Nil means no limit. With 0 or less, every token is too old.
	MaxAge *time.Duration
}

// Verify returns a token of the wanted kind after checking its signature, its claims and its times. The errors are those
// of this package, prefixed with the wanted kind. With [ErrExpired] and [ErrTooOld], everything else about the token is
// right.
func (v *Verifier) Verify(ctx context.Context, jwt string, want Kind, times Times) (*Token, error) {
	token, err := v.Genuine(ctx, jwt, want)
	if err == nil {
		err = v.valid(token, times)
	}
	if err != nil {
		return nil, fmt.Errorf("stytch: %v: %w", want, err)
	}
	return token, nil
}

// Genuine returns a token of the wanted kind after checking everything but its times. The errors are those of this
// package.
func (v *Verifier) Genuine(ctx context.Context, jwt string, want Kind) (*Token, error) {
	token, err := v.genuine(ctx, jwt)
	if err == nil && token.Kind != want {
		err = &KindError{Want: want, Got: token.Kind}
	}
	return token, err
}

// genuine returns a token of any kind and any time, from the cache or newly verified.
func (v *Verifier) genuine(ctx context.Context, jwt string) (*Token, error) {
	if len(jwt) > maxSize {
		return nil, malformed("it is larger than 64 KiB")
	}
	dot := strings.LastIndexByte(jwt, '.')
	if dot < 0 {
		return nil, malformed("it does not have three parts")
	}
	signed, signature := jwt[:dot], jwt[dot+1:]
	var buffer [1024]byte // most signatures fit, and need no allocation
	id := sha256.Sum256(append(buffer[:0], signature...))
	if token := v.cache.get(id); token != nil && token.signed == signed {
		key, err := v.keys.Key(ctx, token.keyID)
		if err == nil && (key == token.key || key.Equal(token.key)) {
			return token, nil
		}
		if err == nil || errors.Is(err, jwks.ErrUnknownKey) { // the key was replaced or has left the set
			v.cache.remove(id)
		}
		if err != nil {
			return nil, keyError(err)
		}
	}
	token, err := v.verify(ctx, signed, signature)
	if err != nil {
		return nil, err
	}
	if v.now().Before(token.Expires) {
		token.signed = strings.Clone(signed)
		v.cache.put(id, token)
	}
	return token, nil
}

// header has the members of a JOSE header that matter (RFC 7515, section 4). Keys that the token itself names, as jwk, jku
// or x5u, are ignored.
type header struct {
	Algorithm string         `json:"alg"`
	KeyID     string         `json:"kid"`
	Critical  jsontext.Value `json:"crit"`
}

// validHeader is an encoded header that passed the checks. All tokens signed with one key have the same header.
type validHeader struct{ encoded, keyID string }

// header checks an encoded header and returns its key ID.
func (v *Verifier) header(encoded string) (keyID string, err error) {
	if last := v.lastHeader.Load(); last != nil && last.encoded == encoded {
		return last.keyID, nil
	}
	if len(encoded) > maxHeader {
		return "", malformed("its header is larger than 1 KiB")
	}
	var h header
	if err := decodePart(encoded, &h); err != nil {
		return "", malformed("its header " + err.Error())
	}
	switch {
	case h.Algorithm != "RS256":
		return "", ErrAlgorithm
	case h.KeyID == "":
		return "", malformed("its header has no kid")
	case h.Critical != nil:
		return "", malformed("its header has critical extensions")
	}
	return h.KeyID, nil
}

// verify verifies a token without the cache.
func (v *Verifier) verify(ctx context.Context, signed, encodedSignature string) (*Token, error) {
	// Package base64 skips line breaks: one token could be written in many ways.
	if hasLineBreak(signed) || hasLineBreak(encodedSignature) {
		return nil, malformed("it has a line break")
	}
	encodedHeader, encodedPayload, ok := strings.Cut(signed, ".")
	if !ok || strings.Contains(encodedPayload, ".") {
		return nil, malformed("it does not have three parts")
	}
	keyID, err := v.header(encodedHeader)
	if err != nil {
		return nil, err
	}
	var signatureBuffer [512]byte // as for RSA-4096
	signature, err := strictBase64.AppendDecode(signatureBuffer[:0], []byte(encodedSignature))
	if err != nil {
		return nil, malformed("its signature is not base64url")
	}
	key, err := v.keys.Key(ctx, keyID)
	if err != nil {
		return nil, keyError(err)
	}
	var buffer [2048]byte // most tokens fit, and need no allocation
	digest := sha256.Sum256(append(buffer[:0], signed...))
	if err := rsa.VerifyPKCS1v15(key, crypto.SHA256, digest[:], signature); err != nil {
		return nil, ErrSignature
	}
	if last := v.lastHeader.Load(); last == nil || last.encoded != encodedHeader {
		v.lastHeader.Store(&validHeader{strings.Clone(encodedHeader), keyID})
	}
	var p payload
	if err := decodePart(encodedPayload, &p); err != nil {
		return nil, malformed("its payload " + err.Error())
	}
	token, err := p.token(v.issuers, v.project)
	if err != nil {
		return nil, err
	}
	token.keyID, token.key = keyID, key
	return token, nil
}

// hasLineBreak is strings.ContainsAny(s, "\r\n"), but many times as fast.
func hasLineBreak(s string) bool {
	return strings.IndexByte(s, '\n') >= 0 || strings.IndexByte(s, '\r') >= 0
}

func keyError(err error) error {
	if errors.Is(err, jwks.ErrUnknownKey) {
		return ErrUnknownKey
	}
	return fmt.Errorf("the key set: %w", err)
}

// valid checks the times of a token.
func (v *Verifier) valid(token *Token, times Times) error {
	now := v.now()
	switch {
	case now.Add(times.Skew).Before(token.IssuedAt), now.Add(times.Skew).Before(token.NotBefore):
		return fmt.Errorf("%w: it is valid from %s", ErrNotYetValid, token.NotBefore.Format(time.RFC3339))
	case !now.Add(-times.Skew).Before(token.Expires):
		return fmt.Errorf("%w: it was valid until %s", ErrExpired, token.Expires.Format(time.RFC3339))
	case times.MaxAge != nil && (*times.MaxAge <= 0 || now.Sub(token.IssuedAt) > *times.MaxAge):
		return fmt.Errorf("%w: it was issued at %s", ErrTooOld, token.IssuedAt.Format(time.RFC3339))
	}
	return nil
}

// strictBase64 decodes base64url without padding, and accepts one spelling only.
var strictBase64 = base64.RawURLEncoding.Strict()

// decodePart decodes a part of a token. It rejects duplicate names and invalid UTF-8, which two parsers might read
// differently.
func decodePart(part string, out any) error {
	data, err := strictBase64.DecodeString(part)
	if err != nil {
		return errors.New("is not base64url")
	}
	if err := json.Unmarshal(data, out); err != nil || !bytes.HasPrefix(bytes.TrimSpace(data), []byte("{")) {
		return errors.New("is not the expected JSON object")
	}
	return nil
}
