package sessions

import (
	"errors"

	"github.com/flymyai/stytch-go/internal/token"
)

// Why a session JWT was rejected. Match with errors.Is. If a genuine token is expired, too old or unconfirmed,
// [Service.AuthenticateJWT] calls the API, because the session may still be active. The other errors are final.
var (
	// ErrJWTMalformed means that the token is not a JWT, or not one that Stytch issues.
	ErrJWTMalformed = token.ErrMalformed
	// ErrJWTAlgorithm means that the token is not signed with RS256.
	ErrJWTAlgorithm = token.ErrAlgorithm
	// ErrJWTUnknownKey means that the token is signed with a key that is not in the project's key set.
	ErrJWTUnknownKey = token.ErrUnknownKey
	// ErrJWTSignature means that the signature is wrong.
	ErrJWTSignature = token.ErrSignature
	// ErrJWTIssuer means that the token was issued by another project, or by a domain that the client does not know: see
	// stytch.WithIssuer.
	ErrJWTIssuer = token.ErrIssuer
	// ErrJWTAudience means that the token is for another project.
	ErrJWTAudience = token.ErrAudience
	// ErrJWTKind means that the token is genuine and from this project, but not a session JWT: an access token of a
	// machine or of a connected app, or an ID token. The error text names the kind.
	ErrJWTKind = token.ErrKind
	// ErrJWTNotYetValid means that the token is not valid yet. The clock of this machine may be slow.
	ErrJWTNotYetValid = token.ErrNotYetValid
	// ErrJWTExpired means that the token has expired, or that its session has ended according to the token. The session
	// may still be active: the API knows whether it was extended.
	ErrJWTExpired = token.ErrExpired
	// ErrJWTTooOld means that the token is older than [WithMaxTokenAge] allows. Its session may still be active.
	ErrJWTTooOld = token.ErrTooOld
	// ErrJWTRevoked means that the session was revoked, according to the [Revocations] of the client.
	ErrJWTRevoked = errors.New("revoked")
	// ErrJWTUnconfirmed means that the [Revocations] of the client do not know whether the session was revoked, and only
	// the API can tell: see [Unconfirmed]. The session may still be active.
	ErrJWTUnconfirmed = errors.New("may be revoked")
)

var (
	// ErrNoSession means that a request has neither a session token nor a session JWT. If its Authorization header is
	// malformed or sent twice, the error text says so.
	ErrNoSession = errors.New("stytch: the request has no session")
	// ErrNotAuthorized means that the roles of the session do not grant the action that [WithAuthorizationCheck]
	// requires, or that the API's response does not say that they do.
	ErrNotAuthorized = errors.New("the roles of the session do not grant this")
	// ErrUnavailable means that the key set or the RBAC policy could not be fetched. The token may be valid.
	ErrUnavailable = token.ErrUnavailable
)
