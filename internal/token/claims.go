package token

import (
	"bytes"
	"slices"
	"strings"
	"time"

	"github.com/go-json-experiment/json"

	"github.com/flymyai/stytch-go/api"
)

// payload is the payload of a token of any kind.
type payload struct {
	Issuer    string        `json:"iss"`
	Audience  audience      `json:"aud"`
	Subject   string        `json:"sub"`
	Expires   *int64        `json:"exp"`
	IssuedAt  *int64        `json:"iat"`
	NotBefore *int64        `json:"nbf"`
	ID        any           `json:"jti"`
	Session   *SessionClaim `json:"https://stytch.com/session"`
	// Others includes scope and client_id, because a session JWT may have custom claims of these names and of any type.
	Others map[string]any `json:",embed"`
}

// SessionClaim is the claim "https://stytch.com/session". The user ID is the subject of the token.
type SessionClaim struct {
	ID                    string                     `json:"id"`
	StartedAt             time.Time                  `json:"started_at"`
	LastAccessedAt        time.Time                  `json:"last_accessed_at"`
	ExpiresAt             time.Time                  `json:"expires_at"`
	Attributes            api.Attributes             `json:"attributes"`
	AuthenticationFactors []api.AuthenticationFactor `json:"authentication_factors"`
	Roles                 []string                   `json:"roles"`
}

// namespace is the prefix of Stytch's own claims.
const namespace = "https://stytch.com/"

// maxTime is the end of the year 9999 in seconds since 1970. Later times could overflow.
const maxTime = 253402300799

// token returns the token of a payload after checking everything but the times.
func (p *payload) token(issuers []string, project string) (*Token, error) {
	if !slices.Contains(issuers, p.Issuer) {
		return nil, ErrIssuer
	}
	t := &Token{Issuer: p.Issuer, Subject: p.Subject, Audience: p.Audience, Session: p.Session}
	t.Kind = p.kind(project)
	switch {
	case t.Kind != ID && !slices.Contains(p.Audience, project):
		return nil, ErrAudience
	case t.Kind == Unknown:
		return nil, malformed("it is not a session JWT, nor another token that Stytch issues")
	case p.Expires == nil, p.IssuedAt == nil:
		return nil, malformed("it has no exp or no iat")
	case !inRange(p.Expires), !inRange(p.IssuedAt), !inRange(p.NotBefore):
		return nil, malformed("it has a time before 1970 or after 9999")
	case p.Subject == "":
		return nil, malformed("it has no sub")
	case p.Session != nil && p.Session.ID == "":
		return nil, malformed("its session has no ID")
	}
	t.IssuedAt, t.Expires = time.Unix(*p.IssuedAt, 0).UTC(), time.Unix(*p.Expires, 0).UTC()
	t.NotBefore = t.IssuedAt
	if p.NotBefore != nil {
		t.NotBefore = time.Unix(*p.NotBefore, 0).UTC()
	}
	t.ID, _ = p.ID.(string)
	t.Claims = p.Others
	for name := range p.Others {
		if strings.HasPrefix(name, namespace) {
			delete(p.Others, name)
		}
	}
	if t.Kind == M2M || t.Kind == ConnectedApp {
		t.Scope, _ = p.Others["scope"].(string)
		if t.Kind == ConnectedApp {
			t.ClientID, _ = p.Others["client_id"].(string)
		}
		delete(p.Others, "scope")
		delete(p.Others, "client_id")
	}
	return t, nil
}

// IssuedAt returns when a token was issued, without checking the token. It is for a token that the API has just returned.
func IssuedAt(jwt string) (time.Time, bool) {
	parts := strings.Split(jwt, ".")
	var p payload
	if len(parts) != 3 || decodePart(parts[1], &p) != nil || p.IssuedAt == nil || !inRange(p.IssuedAt) {
		return time.Time{}, false
	}
	return time.Unix(*p.IssuedAt, 0), true
}

// kind returns the kind of a payload. The session claim decides first, because a session JWT may have custom claims named
// scope and client_id. The form of the subject does not count: an M2M client may have an ID of any form.
func (p *payload) kind(project string) Kind {
	if p.Session != nil {
		return Session
	}
	scope, hasScope := p.Others["scope"]
	client, hasClient := p.Others["client_id"]
	_, scopeIsText := scope.(string)
	_, clientIsText := client.(string)
	switch {
	case scopeIsText && clientIsText && client == p.Subject:
		return M2M // the template of the project adds the client_id of RFC 9068, section 2.2
	case scopeIsText && clientIsText:
		return ConnectedApp
	case scopeIsText && !hasClient:
		return M2M
	case !hasScope && !hasClient && len(p.Audience) > 0 && !slices.Contains(p.Audience, project):
		return ID
	}
	return Unknown
}

func inRange(seconds *int64) bool { return seconds == nil || (0 <= *seconds && *seconds <= maxTime) }

// audience is one string or several (RFC 7519, section 4.1.3).
type audience []string

// UnmarshalJSON accepts both forms.
func (a *audience) UnmarshalJSON(data []byte) error {
	if bytes.HasPrefix(data, []byte("[")) {
		return json.Unmarshal(data, (*[]string)(a))
	}
	*a = make(audience, 1)
	return json.Unmarshal(data, &(*a)[0])
}
