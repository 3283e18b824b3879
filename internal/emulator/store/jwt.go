package store

import (
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/emulator/signing"
)

const (
	jwtLifetime     = 5 * time.Minute
	claimNamespace  = "https://stytch.com/"
	sessionClaimKey = claimNamespace + "session"
)

// reservedClaims are ignored among the custom claims of a session.
var reservedClaims = []string{"iss", "sub", "aud", "exp", "nbf", "iat", "jti"}

// customClaims leaves out the claims that callers cannot set.
func customClaims(claims map[string]any) map[string]any {
	own := maps.Clone(claims)
	maps.DeleteFunc(own, func(key string, _ any) bool {
		return slices.Contains(reservedClaims, key) || strings.HasPrefix(key, claimNamespace)
	})
	return own
}

// sessionClaim is the session inside a JWT.
type sessionClaim struct {
	ID             string        `json:"id"`
	StartedAt      time.Time     `json:"started_at"`
	LastAccessedAt time.Time     `json:"last_accessed_at"`
	ExpiresAt      time.Time     `json:"expires_at"`
	Attributes     jwtAttributes `json:"attributes"`

	AuthenticationFactors []api.AuthenticationFactor `json:"authentication_factors"`
	Roles                 []string                   `json:"roles"`
}

// jwtAttributes always has both members.
type jwtAttributes struct {
	UserAgent string `json:"user_agent"`
	IPAddress string `json:"ip_address"`
}

// signSession makes a JWT of a session. Times in it are cut to seconds.
func (s *Store) signSession(sess *Session) (string, error) {
	factors := sess.factorViews()
	for i := range factors {
		f := &factors[i]
		for _, t := range []*time.Time{&f.CreatedAt, &f.LastAuthenticatedAt, &f.UpdatedAt} {
			*t = t.Truncate(time.Second)
		}
	}
	claims := maps.Clone(sess.Claims)
	if claims == nil {
		claims = map[string]any{}
	}
	claims[sessionClaimKey] = sessionClaim{
		ID:                    sess.ID,
		StartedAt:             sess.StartedAt.Truncate(time.Second),
		LastAccessedAt:        sess.AccessedAt.Truncate(time.Second),
		ExpiresAt:             sess.ExpiresAt.Truncate(time.Second),
		Attributes:            jwtAttributes{sess.Attributes.UserAgent, sess.Attributes.IPAddress},
		AuthenticationFactors: factors,
		Roles:                 sess.User.Roles(),
	}
	return s.Keys.Sign(signing.Token{Subject: sess.User.ID, IssuedAt: s.now, Lifetime: jwtLifetime, Claims: claims})
}

// verifySession returns the session ID of a session JWT. It reports whether the project signed the JWT.
func (s *Store) verifySession(jwt string) (id string, ok bool) {
	var claims struct {
		Session struct {
			ID string `json:"id"`
		} `json:"https://stytch.com/session"`
	}
	_, ok = s.Keys.Verify(jwt, s.now, &claims)
	return claims.Session.ID, ok && claims.Session.ID != ""
}
