package token

import (
	"errors"
	"fmt"

	"github.com/flymyai/stytch-go/internal/token/jwks"
)

// Why a token was rejected. Only a token that is genuine, of the right kind and expired or too old can be worth a call of
// the API. The others are wrong whatever the API says.
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

// KindError is the error for a genuine token of another kind. It wraps [ErrKind].
type KindError struct {
	// Want is the kind that was expected and Got the kind that came.
	Want, Got Kind
}

// Error names the kind that came.
func (e *KindError) Error() string {
	return fmt.Sprintf("%v: this is the project's %v", ErrKind, e.Got)
}

// Unwrap returns [ErrKind].
func (*KindError) Unwrap() error { return ErrKind }

// malformed returns an error with a detail. It never quotes the token.
func malformed(detail string) error { return fmt.Errorf("%w: %s", ErrMalformed, detail) }
