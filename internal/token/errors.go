package token

import (
	"errors"
	"fmt"
	"slices"

	"github.com/flymyai/stytch-go/internal/token/jwks"
)

// Reasons for rejecting a token. Only after ErrExpired and ErrTooOld can a call of the API change the result.
var (
	ErrMalformed   = errors.New("malformed")
	ErrAlgorithm   = errors.New("not signed with RS256")
	ErrUnknownKey  = errors.New("signed with a key that is not the project's")
	ErrSignature   = errors.New("wrong signature")
	ErrIssuer      = errors.New("wrong issuer")
	ErrAudience    = errors.New("wrong audience")
	ErrKind        = errors.New("wrong kind of token")
	ErrNotYetValid = errors.New("not yet valid")
	ErrExpired     = errors.New("expired")
	ErrTooOld      = errors.New("too old")
	// ErrUnavailable means that the key set could not be fetched. It says nothing about the token.
	ErrUnavailable = jwks.ErrUnavailable
)

// rejections are the errors about a token.
var rejections = []error{
	ErrMalformed, ErrAlgorithm, ErrUnknownKey, ErrSignature, ErrIssuer, ErrAudience, ErrKind, ErrNotYetValid, ErrExpired, ErrTooOld,
}

// Rejects reports whether an error is about the token. After any other error, the token may be valid.
func Rejects(err error) bool {
	return slices.ContainsFunc(rejections, func(reason error) bool { return errors.Is(err, reason) })
}

// KindError is the error for a genuine token of another kind. It wraps [ErrKind].
type KindError struct {
	// Want is the kind that the caller wants, and Got is the kind of the token.
	Want, Got Kind
}

// Error names the kind of the token.
func (e *KindError) Error() string {
	return fmt.Sprintf("%v: %v of this project", ErrKind, e.Got)
}

// Unwrap returns [ErrKind].
func (*KindError) Unwrap() error { return ErrKind }

// malformed returns ErrMalformed with a detail, which must not quote the token.
func malformed(detail string) error { return fmt.Errorf("%w: %s", ErrMalformed, detail) }
