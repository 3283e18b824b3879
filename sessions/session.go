package sessions

import (
	"slices"

	"github.com/flymyai/stytch-go/internal/token"
)

// fromToken makes the session that a JWT describes. The token is shared, the session is the caller's own, except for what
// the pointers in its factors lead to.
func fromToken(t *token.Token) *Session {
	s := Session{
		SessionID:             t.Session.ID,
		UserID:                t.Subject,
		StartedAt:             t.Session.StartedAt,
		LastAccessedAt:        t.Session.LastAccessedAt,
		ExpiresAt:             t.Session.ExpiresAt,
		Attributes:            t.Session.Attributes,
		AuthenticationFactors: t.Session.AuthenticationFactors,
		Roles:                 t.Session.Roles,
		CustomClaims:          t.Claims,
	}
	// Older tokens do not say when their session ends.
	if s.ExpiresAt.IsZero() {
		s.ExpiresAt = t.Expires
	}
	return clone(&s)
}

// Claims decodes the custom claims of a session into a struct, using its json tags. It fails if the type of a claim
// does not match its field. Integers of 2^53 or more do not match any integer type, because JSON decoders may round
// them: send such an ID as a string.
func Claims[T any](session *Session) (T, error) { return token.DecodeClaims[T](session.CustomClaims) }

// clone copies what a caller might change of a session that others share.
func clone(session *Session) *Session {
	copied := *session
	copied.Roles = slices.Clone(session.Roles)
	copied.AuthenticationFactors = slices.Clone(session.AuthenticationFactors)
	copied.CustomClaims = token.CloneClaims(session.CustomClaims)
	return &copied
}
