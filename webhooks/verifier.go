package webhooks

import (
	"crypto/hmac"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// Reasons why [Verifier.Verify] rejects a request. Match them with errors.Is.
var (
	// ErrNotSigned means that a signature header is missing.
	ErrNotSigned = errors.New("webhooks: the request has no signature")
	// ErrHeaders means that a signature header is malformed or sent twice.
	ErrHeaders = errors.New("webhooks: the signature headers are malformed")
	// ErrTooOld means that the request was sent longer ago than the tolerance. It may be a replay, or this machine's
	// clock is fast.
	ErrTooOld = errors.New("webhooks: the timestamp is too old")
	// ErrTooNew means that the timestamp is further in the future than the tolerance. This machine's clock may be slow.
	ErrTooNew = errors.New("webhooks: the timestamp is in the future")
	// ErrSignature means that no signature matches. Either the secret is another endpoint's, or the body was changed,
	// for example by middleware that decodes and encodes it.
	ErrSignature = errors.New("webhooks: no signature matches the body and the secret")
	// ErrBody means that the signature is valid but the body is not an event.
	ErrBody = errors.New("webhooks: the body is not a JSON event")
)

const defaultTolerance = 5 * time.Minute

// Verifier verifies the webhooks of one endpoint. It is safe for concurrent use, and prints without its secrets.
type Verifier struct {
	signers   []signer
	tolerance time.Duration
	now       func() time.Time
}

// Option configures a [Verifier].
type Option func(*Verifier) error

// WithPreviousSecret also accepts signatures made with another secret, while the secret is being rotated.
func WithPreviousSecret(secret string) Option {
	return func(v *Verifier) error {
		signature, err := parseSecret(secret)
		if err != nil {
			return fmt.Errorf("WithPreviousSecret: %w", err)
		}
		v.signers = append(v.signers, signature)
		return nil
	}
}

// WithTolerance sets how far the timestamp of a request may be from now, in the past and in the future. It is 5
// minutes by default, as in Svix's libraries. A longer tolerance leaves more time to replay a request.
func WithTolerance(tolerance time.Duration) Option {
	return func(v *Verifier) error {
		if tolerance < time.Second {
			return fmt.Errorf("WithTolerance: %v is shorter than a second", tolerance)
		}
		v.tolerance = tolerance
		return nil
	}
}

// WithClock sets the clock that timestamps are compared with. It is [time.Now] by default.
func WithClock(now func() time.Time) Option {
	return func(v *Verifier) error {
		if now == nil {
			return errors.New("WithClock: the clock is nil")
		}
		v.now = now
		return nil
	}
}

// NewVerifier returns a verifier for the signing secret of an endpoint, which is "whsec_" followed by base64. It returns
// an error for a malformed secret. The error does not contain the secret.
func NewVerifier(secret string, opts ...Option) (*Verifier, error) {
	signature, err := parseSecret(secret)
	if err != nil {
		return nil, fmt.Errorf("webhooks: %w", err)
	}
	v := &Verifier{signers: []signer{signature}, tolerance: defaultTolerance, now: time.Now}
	for _, opt := range opts {
		if err := opt(v); err != nil {
			return nil, fmt.Errorf("webhooks: %w", err)
		}
	}
	return v, nil
}

// Verify verifies that Stytch sent a request, and returns its event. Pass the request's headers and its unchanged body:
// a body that was decoded and encoded again no longer matches its signature.
//
// An event of a type unknown to this package is returned too, with its body in [Event].Raw.
//
// Errors: [ErrNotSigned], [ErrHeaders], [ErrTooOld], [ErrTooNew], [ErrSignature], [ErrBody].
func (v *Verifier) Verify(header http.Header, body []byte) (*Event, error) {
	signed, err := readHeaders(header)
	if err != nil {
		return nil, err
	}
	sent := time.Unix(signed.seconds, 0)
	switch now := v.now(); {
	case sent.Before(now.Add(-v.tolerance)):
		return nil, fmt.Errorf("%w: it is %v old, and the tolerance is %v", ErrTooOld, now.Sub(sent).Round(time.Second), v.tolerance)
	case sent.After(now.Add(v.tolerance)):
		return nil, fmt.Errorf("%w: it is %v ahead, and the tolerance is %v", ErrTooNew, sent.Sub(now).Round(time.Second), v.tolerance)
	}
	if !v.matches(signed, body) {
		return nil, ErrSignature
	}
	return decode(signed.id, body)
}

// matches reports whether one of the signatures is by one of the secrets. Signatures of other versions are skipped.
func (v *Verifier) matches(signed signedHeaders, body []byte) bool {
	for _, signature := range v.signers {
		want := signature(signed.id, signed.timestamp, body)
		for given := range strings.SplitSeq(signed.signatures, " ") {
			given, ok := strings.CutPrefix(given, signatureVersion)
			if ok && hmac.Equal([]byte(given), want) {
				return true
			}
		}
	}
	return false
}

// headerNames are the names of the headers of a signature.
type headerNames struct{ id, timestamp, signature string }

var (
	svixHeaders     = headerNames{"Svix-Id", "Svix-Timestamp", "Svix-Signature"}
	standardHeaders = headerNames{"Webhook-Id", "Webhook-Timestamp", "Webhook-Signature"}
)

// signedHeaders are the values of the headers of a signature.
type signedHeaders struct {
	id, timestamp, signatures string
	seconds                   int64 // timestamp, as a number
}

// readHeaders reads the headers that Svix sends, under its own names or those of Standard Webhooks. The two sets are
// never mixed.
func readHeaders(header http.Header) (signedHeaders, error) {
	names := svixHeaders
	if header.Values(names.id) == nil && header.Values(names.timestamp) == nil && header.Values(names.signature) == nil {
		names = standardHeaders
	}
	var s signedHeaders
	for _, h := range []struct {
		name string
		to   *string
	}{{names.id, &s.id}, {names.timestamp, &s.timestamp}, {names.signature, &s.signatures}} {
		values := header.Values(h.name)
		if len(values) > 1 {
			return s, fmt.Errorf("%w: %s is sent %d times", ErrHeaders, strings.ToLower(h.name), len(values))
		}
		if len(values) == 0 || values[0] == "" {
			return s, fmt.Errorf("%w: %s is missing", ErrNotSigned, strings.ToLower(h.name))
		}
		*h.to = values[0]
	}
	// 40 bits are 34,000 years. The number must be written as the sender writes it, since the text is what is signed.
	seconds, err := strconv.ParseUint(s.timestamp, 10, 40)
	if err != nil || strconv.FormatUint(seconds, 10) != s.timestamp {
		return s, fmt.Errorf("%w: %s is not a number of seconds", ErrHeaders, strings.ToLower(names.timestamp))
	}
	s.seconds = int64(seconds)
	return s, nil
}
