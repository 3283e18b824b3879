package m2m

import (
	"net/http"

	"github.com/flymyai/stytch-go/internal/bearer"
	"github.com/flymyai/stytch-go/internal/token"
)

// Why an access token was rejected. Match with errors.Is. The caller needs another token.
var (
	// ErrTokenMalformed means that the token is not a JWT, or not one that Stytch issues.
	ErrTokenMalformed = token.ErrMalformed
	// ErrTokenAlgorithm means that the token is not signed with RS256.
	ErrTokenAlgorithm = token.ErrAlgorithm
	// ErrTokenUnknownKey means that the token is signed with a key that is not in the project's key set.
	ErrTokenUnknownKey = token.ErrUnknownKey
	// ErrTokenSignature means that the signature is wrong.
	ErrTokenSignature = token.ErrSignature
	// ErrTokenIssuer means that the token was issued by another project, or by a domain that the client does not know:
	// see stytch.WithIssuer.
	ErrTokenIssuer = token.ErrIssuer
	// ErrTokenAudience means that the token is for another project.
	ErrTokenAudience = token.ErrAudience
	// ErrTokenKind means that the token is genuine and from this project, but not an M2M access token: a session JWT,
	// an access token of a connected app or an ID token, all of which belong to a user. The error text names the kind.
	ErrTokenKind = token.ErrKind
	// ErrTokenNotYetValid means that the token is not valid yet. The clock of this machine may be slow.
	ErrTokenNotYetValid = token.ErrNotYetValid
	// ErrTokenExpired means that the token has expired.
	ErrTokenExpired = token.ErrExpired
	// ErrTokenTooOld means that the token is older than [WithMaxTokenAge] allows.
	ErrTokenTooOld = token.ErrTooOld
)

// The errors for a valid access token that is not sufficient, a request without a token, and a token that could not be
// checked. Match with errors.Is.
var (
	// ErrInsufficientScope means that the token does not have the required scopes. The error is a [*ScopeError].
	ErrInsufficientScope = bearer.ErrInsufficientScope
	// ErrNoToken means that a request has no bearer token.
	ErrNoToken = bearer.ErrNoToken
	// ErrBadRequest means that the Authorization header of a request is malformed or sent twice.
	ErrBadRequest = bearer.ErrBadRequest
	// ErrUnavailable means that the project's keys could not be fetched. The token may be valid.
	ErrUnavailable = token.ErrUnavailable
)

// ScopeError is the error for an access token without the required scopes. It wraps [ErrInsufficientScope].
type ScopeError struct {
	// Required are the scopes of [WithScopes], if any. Held are those of the token.
	Required, Held []string
}

// Error names the required scopes and those that the token has.
func (e *ScopeError) Error() string { return bearer.Lacks(ErrInsufficientScope, e.Required, e.Held) }

// Unwrap returns [ErrInsufficientScope].
func (*ScopeError) Unwrap() error { return ErrInsufficientScope }

// StatusCode returns the HTTP status for an error of [Service.AuthenticateToken] and [Service.Middleware]: 401 if the
// caller needs another token, 403 if its token lacks a scope, 400 for a malformed request, 500 for an invalid option,
// and 503 if the token could not be checked.
func StatusCode(err error) int { return bearer.StatusCode(err) }

// WriteProblem responds to a request that was rejected with err: with the status of [StatusCode] and a JSON problem document
// (RFC 9457). It is the default of [WithErrorHandler], so a handler that logs an error can still respond as usual. The
// document does not contain the error, only what its status means.
func WriteProblem(w http.ResponseWriter, r *http.Request, err error) { bearer.WriteProblem(w, r, err) }
