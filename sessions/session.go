package sessions

import (
	"fmt"
	"slices"

	"github.com/go-json-experiment/json"

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
// does not match its field.
func Claims[T any](session *Session) (T, error) {
	var claims T
	data, err := json.Marshal(session.CustomClaims)
	if err == nil {
		err = json.Unmarshal(data, &claims)
	}
	if err != nil {
		return claims, fmt.Errorf("stytch: custom claims: %w", err)
	}
	return claims, nil
}

// clone copies what a caller might change of a session that others share.
func clone(session *Session) *Session {
	copied := *session
	copied.Roles = slices.Clone(session.Roles)
	copied.AuthenticationFactors = slices.Clone(session.AuthenticationFactors)
	copied.CustomClaims = token.CloneClaims(session.CustomClaims)
	return &copied
}
