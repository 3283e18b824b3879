package sessions

import (
	"context"
	"time"
)

const (
	// RevocationLifetime is how long a revocation must be kept. By then, every JWT issued before the revocation has
	// expired: a JWT lives for 5 minutes, and the other 5 leave room for clocks that differ by up to 4 minutes. With a
	// larger [WithClockSkew], the check of a JWT that is almost 10 minutes old calls the API.
	RevocationLifetime = 10 * time.Minute
	// revocationSkew is how far the clocks of Stytch and of whoever revoked the sessions of a user may differ without
	// leading to a wrong decision.
	revocationSkew = 10 * time.Second
	// maxCoveredSkew is the largest [WithClockSkew] that the lifetime of revocations covers.
	maxCoveredSkew = RevocationLifetime - 6*time.Minute
)

// Revocations records which sessions were recently revoked, so that a session JWT is rejected before it expires. Pass
// one to stytch.WithRevocations. From then on, every check of a session JWT calls Check, and calls of the client that
// end sessions call Revoke. The documentation of [Service.Revoke] lists these calls.
//
// [RevocationList] is the implementation for one process. Package redisstore has one for many. To share revocations by
// other means, such as a database table, embed a RevocationList. Have Revoke write to the table, and call
// [RevocationList.Add] with each row that another process has written. See docs/replicas.md for an example.
//
// Implementations must be safe for concurrent use.
type Revocations interface {
	// Check reports what is known about a session JWT that was issued for a session of a user. It is called for every
	// check and must return at once, without waiting and without I/O.
	Check(sessionID, userID string, issuedAt time.Time) RevocationState
	// Revoke records a revocation and shares it with other processes. Its effect on this process is immediate, even if
	// it returns an error. It must return when ctx ends: calls of the client wait for it, and end its context after 5
	// seconds. An implementation should retry by itself: if it returns an error, the client logs the error and the call
	// succeeds, since Stytch has ended the session. Only [Service.RevokeUser], [Service.UserDeleted] and
	// [Service.UserChanged] return the error.
	Revoke(ctx context.Context, revocation Revocation) error
}

// RevocationState is what [Revocations] knows about a session JWT. A value other than the constants below counts as
// Unconfirmed.
type RevocationState int

// The states of a session JWT.
const (
	// NotRevoked means that the JWT is accepted.
	NotRevoked RevocationState = iota + 1
	// Unconfirmed means that only the API can tell whether the session is active. [Service.AuthenticateJWT] and
	// [Service.Middleware] call the API, and [Service.AuthenticateJWTLocal] returns [ErrJWTUnconfirmed].
	Unconfirmed
	// Revoked means that the JWT is rejected with [ErrJWTRevoked].
	Revoked
)

// Revocation revokes a session or the sessions of a user. It contains no secret.
type Revocation struct {
	// SessionID is the session that is revoked. Leave it empty to revoke sessions of a user.
	SessionID string
	// UserID is the user whose sessions are revoked. It must be the user ID and not an external ID.
	UserID string
	// Except is a session of the user that stays active.
	Except string
	// IssuedBefore limits the revocation to JWTs issued before this time. Since clocks differ, JWTs that were issued
	// within 10 seconds of this time are confirmed with the API instead. The zero time means no limit.
	IssuedBefore time.Time
	// Confirm means that the JWTs that the revocation covers are confirmed with the API instead of being rejected. Use it
	// if sessions may have ended, or if data that a JWT contains has changed, such as the roles of a user.
	Confirm bool
}
