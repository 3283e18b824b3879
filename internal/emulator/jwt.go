package emulator

import (
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/go-jose/go-jose/v4"
	"github.com/go-json-experiment/json"

	"github.com/flymyai/stytch-go/api"
)

const (
	jwtLifetime     = 5 * time.Minute
	claimNamespace  = "https://stytch.com/"
	sessionClaimKey = claimNamespace + "session"
)

// reservedClaims are ignored among the custom claims of a session.
var reservedClaims = []string{"iss", "sub", "aud", "exp", "nbf", "iat", "jti"}

// customClaims leaves out the claims that are not the caller's to set.
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

// jwtAttributes are always both there.
type jwtAttributes struct {
	UserAgent string `json:"user_agent"`
	IPAddress string `json:"ip_address"`
}

// issuer is the iss claim of every JWT of the project.
func (s *Server) issuer() string { return "stytch.com/" + s.cfg.ProjectID }

// signSession makes a JWT of a session. Times in it are cut to seconds.
func (c *call) signSession(sess *session) (string, error) {
	factors := sess.factorViews()
	for i := range factors {
		f := &factors[i]
		for _, t := range []*time.Time{&f.CreatedAt, &f.LastAuthenticatedAt, &f.UpdatedAt} {
			*t = t.Truncate(time.Second)
		}
	}
	claims := maps.Clone(sess.claims)
	if claims == nil {
		claims = map[string]any{}
	}
	maps.Copy(claims, map[string]any{
		"iss": c.issuer(),
		"aud": []string{c.cfg.ProjectID},
		"sub": sess.user.id,
		"iat": c.now.Unix(),
		"nbf": c.now.Unix(),
		"exp": c.now.Add(jwtLifetime).Unix(),
		sessionClaimKey: sessionClaim{
			ID:                    sess.id,
			StartedAt:             sess.startedAt.Truncate(time.Second),
			LastAccessedAt:        sess.accessedAt.Truncate(time.Second),
			ExpiresAt:             sess.expiresAt.Truncate(time.Second),
			Attributes:            jwtAttributes{sess.attributes.UserAgent, sess.attributes.IPAddress},
			AuthenticationFactors: factors,
			Roles:                 sess.user.allRoles(),
		},
	})
	return c.sign(claims)
}

// sign makes a JWT with the current key.
func (s *Server) sign(claims map[string]any) (string, error) {
	payload, err := json.Marshal(claims, json.Deterministic(true))
	if err != nil {
		return "", err
	}
	signer, err := s.keys.current().signer()
	if err != nil {
		return "", err
	}
	signed, err := signer.Sign(payload)
	if err != nil {
		return "", err
	}
	return signed.CompactSerialize()
}

// projectClaims are the claims of a JWT that this project signed.
type projectClaims struct {
	Issuer   string       `json:"iss"`
	Audience []string     `json:"aud"`
	Subject  string       `json:"sub"`
	IssuedAt int64        `json:"iat"`
	Expires  int64        `json:"exp"`
	ID       string       `json:"jti"`
	Scope    string       `json:"scope"`
	ClientID string       `json:"client_id"`
	Session  sessionClaim `json:"https://stytch.com/session"`
}

// verify checks that the project signed a JWT with a key that is listed still. Whether the JWT has
// expired is for the caller to say.
func (c *call) verify(token string) (*projectClaims, bool) {
	signed, err := jose.ParseSignedCompact(token, []jose.SignatureAlgorithm{jose.RS256})
	if err != nil || len(signed.Signatures) != 1 {
		return nil, false
	}
	key := c.keys.find(signed.Signatures[0].Header.KeyID, c.now)
	if key == nil {
		return nil, false
	}
	payload, err := signed.Verify(&key.private().PublicKey)
	if err != nil {
		return nil, false
	}
	var claims projectClaims
	if err := json.Unmarshal(payload, &claims); err != nil {
		return nil, false
	}
	return &claims, claims.Issuer == c.issuer() && slices.Contains(claims.Audience, c.cfg.ProjectID)
}
