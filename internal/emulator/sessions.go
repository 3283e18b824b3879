package emulator

import (
	"net/http"
	"slices"
	"time"

	"github.com/flymyai/stytch-go/api"
)

const (
	minSessionMinutes = 5
	maxSessionMinutes = 527040
	maxClaimBytes     = 4096
)

func sessionOperations() []operation {
	return []operation{
		op("sessions.get", http.MethodGet, "/v1/sessions", getSessions),
		op("sessions.authenticate", http.MethodPost, "/v1/sessions/authenticate", authenticateSession),
		op("sessions.revoke", http.MethodPost, "/v1/sessions/revoke", revokeSession),
		op("sessions.migrate", http.MethodPost, "/v1/sessions/migrate", migrateSession),
		op("sessions.exchange_access_token", http.MethodPost, "/v1/sessions/exchange_access_token", exchangeAccessToken),
		op("sessions.attest", http.MethodPost, "/v1/sessions/attest", attestSession),
		jwksOperation(),
	}
}

// session is a session that lives or has just expired.
type session struct {
	id, token  string
	user       *user
	startedAt  time.Time
	accessedAt time.Time
	expiresAt  time.Time
	attributes api.Attributes
	factors    []factor
	claims     map[string]any
	// impersonated sessions cannot be changed.
	impersonated bool
}

// view is a session as the API answers it.
func (sess *session) view() api.Session {
	return api.Session{
		SessionID:             sess.id,
		UserID:                sess.user.id,
		StartedAt:             sess.startedAt,
		LastAccessedAt:        sess.accessedAt,
		ExpiresAt:             sess.expiresAt,
		Attributes:            sess.attributes,
		AuthenticationFactors: sess.factorViews(),
		Roles:                 sess.user.allRoles(),
		CustomClaims:          sess.claims,
	}
}

// live returns a session unless it has expired; then it is removed.
func (c *call) live(sess *session) *session {
	if sess == nil || c.now.Before(sess.expiresAt) {
		return sess
	}
	c.removeSession(sess)
	return nil
}

func (s *state) removeSession(sess *session) {
	sess.user.sessions = slices.DeleteFunc(sess.user.sessions, func(other *session) bool { return other == sess })
	delete(s.sessions, sess.id)
	delete(s.sessionTokens, sess.token)
}

// revokeSessions ends the sessions of a user but one.
func (s *state) revokeSessions(u *user, except *session) {
	for _, sess := range slices.Clone(u.sessions) {
		if sess != except {
			s.removeSession(sess)
		}
	}
}

// givenSession returns the live session of a token or JWT, nil when neither is given.
func (c *call) givenSession(token, jwt string) (*session, error) {
	switch {
	case token != "" && jwt != "":
		return nil, refuse(api.ErrorTypeTooManySessionArguments, "Give a session_token or a session_jwt, not both.")
	case token != "":
		return c.sessionByToken(token)
	case jwt != "":
		return c.sessionByJWT(jwt)
	}
	return nil, nil
}

func (c *call) sessionByToken(token string) (*session, error) {
	switch {
	case token == docsSessionToken:
		return nil, refuse(api.ErrorTypeInvalidSessionTokenDocs, "That session_token is the example of the documentation.")
	case !tokenPattern.MatchString(token):
		return nil, refuse(api.ErrorTypeInvalidSessionToken, "The session_token is not 44 characters of URL-safe base64.")
	case c.sandbox() && token == sandboxSessionToken:
		return c.sandboxSession(), nil
	}
	if sess := c.live(c.sessionTokens[token]); sess != nil {
		return sess, nil
	}
	return nil, errSessionNotFound()
}

// sessionByJWT takes expired JWTs too, as long as the session lives.
func (c *call) sessionByJWT(jwt string) (*session, error) {
	claims, ok := c.verify(jwt)
	if !ok || claims.Session.ID == "" {
		return nil, refuse(api.ErrorTypeUnableToParseSessionJWT, "The session_jwt is not a session JWT of this project.")
	}
	if c.sandbox() && claims.Session.ID == sandboxSessionID {
		return c.sandboxSession(), nil
	}
	if sess := c.live(c.sessions[claims.Session.ID]); sess != nil {
		return sess, nil
	}
	return nil, errSessionNotFound()
}

func errSessionNotFound() error {
	return refuse(api.ErrorTypeSessionNotFound, "The session was revoked, has expired, or never existed.")
}

func errNoSessionArguments() error {
	return refuse(api.ErrorTypeNoSessionArguments, "Give a session_token or a session_jwt.")
}

func errNotMutable() error {
	return refuse(api.ErrorTypeSessionNotMutable, "The session is an impersonated one, which cannot be changed.")
}

func getSessions(c *call, _ *noBody) (*api.SessionsGetResponse, error) {
	u, err := c.findUser(c.query.Get("user_id"))
	if err != nil {
		return nil, err
	}
	resp := &api.SessionsGetResponse{Sessions: []api.Session{}}
	for _, sess := range slices.Clone(u.sessions) {
		if c.live(sess) != nil {
			resp.Sessions = append(resp.Sessions, sess.view())
		}
	}
	return resp, nil
}

func authenticateSession(c *call, req *api.SessionsAuthenticateRequest) (*api.SessionsAuthenticateResponse, error) {
	plan, err := c.planAccess(sessionArgs{req.SessionToken, req.SessionJWT, req.SessionDurationMinutes, req.SessionCustomClaims})
	if err != nil {
		return nil, err
	}
	sess := plan.existing
	switch {
	case sess == nil:
		return nil, errNoSessionArguments()
	case sess.impersonated && (plan.minutes != 0 || len(plan.claims) > 0):
		return nil, errNotMutable()
	}
	resp := &api.SessionsAuthenticateResponse{}
	if req.AuthorizationCheck != (api.AuthorizationCheck{}) {
		if resp.Verdict, err = c.authorizeSession(sess.user, req.AuthorizationCheck); err != nil {
			return nil, err
		}
	}
	granted, err := c.touch(sess, plan)
	if err != nil {
		return nil, err
	}
	resp.Session, resp.SessionToken, resp.SessionJWT = *granted.session, granted.token, granted.jwt
	resp.User = c.view(sess.user)
	return resp, nil
}

func revokeSession(c *call, req *api.SessionsRevokeRequest) (*api.SessionsRevokeResponse, error) {
	given := 0
	for _, arg := range []string{req.SessionID, req.SessionToken, req.SessionJWT} {
		if arg != "" {
			given++
		}
	}
	switch {
	case given == 0:
		return nil, refuse(api.ErrorTypeNoSessionRevokeArguments, "Give a session_id, a session_token or a session_jwt.")
	case given > 1:
		return nil, refuse(api.ErrorTypeTooManySessionRevokeArguments, "Give one of session_id, session_token and session_jwt.")
	}
	var sess *session
	var err error
	if req.SessionID != "" {
		if err := c.checkID(req.SessionID, sessionPrefix, api.ErrorTypeInvalidSessionID); err != nil {
			return nil, err
		}
		sess = c.live(c.sessions[req.SessionID])
	} else if sess, err = c.givenSession(req.SessionToken, req.SessionJWT); err != nil {
		return nil, err
	}
	if sess == nil || sess.id == sandboxSessionID {
		return nil, errSessionNotFound()
	}
	c.removeSession(sess)
	return &api.SessionsRevokeResponse{}, nil
}
