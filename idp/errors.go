package idp

import (
	"net/http"

	"github.com/flymyai/stytch-go/internal/bearer"
	"github.com/flymyai/stytch-go/internal/token"
)

// Why an access token was rejected. Match with errors.Is. The caller needs another token, unless [ErrTokenClient] is
// due to a wrong secret.
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
	// ErrTokenAudience means that the token is for another project, or not for the resource of [WithAudience]. In the
	// second case the error is an [*AudienceError].
	ErrTokenAudience = token.ErrAudience
	// ErrTokenKind means that the token is genuine and from this project, but not an access token of a connected app: a
	// session JWT, an M2M access token or an ID token. The error text names the kind.
	ErrTokenKind = token.ErrKind
	// ErrTokenNotYetValid means that the token is not valid yet. The clock of this machine may be slow.
	ErrTokenNotYetValid = token.ErrNotYetValid
	// ErrTokenExpired means that the token has expired.
	ErrTokenExpired = token.ErrExpired
	// ErrTokenTooOld means that the token is older than [WithMaxTokenAge] allows.
	ErrTokenTooOld = token.ErrTooOld
	// ErrTokenRevoked means that the token is not active according to the API: it was revoked, or the user has
	// revoked the app's access. Only a check with [WithIntrospection] detects that.
	ErrTokenRevoked = bearer.ErrRevoked
	// ErrTokenClient means that the API rejected the ID or the secret of the token's app: the app was deleted, or the
	// secret that [WithIntrospection] got for it is wrong. A wrong secret is a mistake in this program: another token
	// does not help. The error wraps that of the call, an [*api.Error].
	ErrTokenClient = bearer.ErrClient
)

// The errors for a valid access token that is not sufficient, a request without a token, and a token that could not be
// checked. Match with errors.Is.
var (
	// ErrInsufficientScope means that the token does not have the scopes of [WithScopes]. The error is a [*ScopeError].
	ErrInsufficientScope = bearer.ErrInsufficientScope
	// ErrNotAuthorized means that the scopes of the token do not grant the action that [WithAuthorizationCheck] requires.
	// The error is a [*PermissionError].
	ErrNotAuthorized = bearer.ErrNotAuthorized
	// ErrNoToken means that a request has no bearer token.
	ErrNoToken = bearer.ErrNoToken
	// ErrBadRequest means that the Authorization header of a request is malformed or sent twice.
	ErrBadRequest = bearer.ErrBadRequest
	// ErrUnavailable means that the project's keys or its RBAC policy could not be fetched. The token may be valid.
	ErrUnavailable = token.ErrUnavailable
)

// ScopeError is the error for an access token without the required scopes. It wraps [ErrInsufficientScope].
type ScopeError struct {
	// Required are the scopes of [WithScopes], and Held are those of the token.
	Required, Held []string
}

// Error names the required scopes and those that the token has.
func (e *ScopeError) Error() string { return bearer.Lacks(ErrInsufficientScope, e.Required, e.Held) }

// Unwrap returns [ErrInsufficientScope].
func (*ScopeError) Unwrap() error { return ErrInsufficientScope }

// AudienceError is the error for an access token that is not for the required resource. It wraps [ErrTokenAudience].
type AudienceError struct {
	// Required is the resource of [WithAudience], and Held is the audience of the token.
	Required string
	Held     []string
}

// Error names the required resource and the audience of the token.
func (e *AudienceError) Error() string {
	return bearer.Lacks(ErrTokenAudience, []string{e.Required}, e.Held)
}

// Unwrap returns [ErrTokenAudience].
func (*AudienceError) Unwrap() error { return ErrTokenAudience }

// PermissionError is the error for an access token whose scopes do not grant an action. It wraps [ErrNotAuthorized].
type PermissionError struct {
	// Check is the action of [WithAuthorizationCheck], and Held are the scopes of the token.
	Check AuthorizationCheck
	Held  []string
}

// Error names the action and the scopes that the token has.
func (e *PermissionError) Error() string {
	return bearer.Lacks(ErrNotAuthorized, []string{e.Check.Action + " on " + e.Check.ResourceID}, e.Held)
}

// Unwrap returns [ErrNotAuthorized].
func (*PermissionError) Unwrap() error { return ErrNotAuthorized }

// StatusCode returns the HTTP status for an error of [Service.AuthenticateAccessToken] and [Service.Middleware]: 401 if the
// caller needs another token, 403 if the scopes of its token are not sufficient, 400 for a malformed request, 500 for an
// invalid option, and 503 if the token could not be checked.
func StatusCode(err error) int { return bearer.StatusCode(err) }

// WriteProblem responds to a request that was rejected with err: with the status of [StatusCode] and a JSON problem document
// (RFC 9457). It is the default of [WithErrorHandler], so a handler that logs an error can still respond as usual. The
// document does not contain the error, only what its status means.
func WriteProblem(w http.ResponseWriter, r *http.Request, err error) { bearer.WriteProblem(w, r, err) }
