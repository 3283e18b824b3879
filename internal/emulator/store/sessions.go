package store

import (
	"slices"
	"time"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/emulator/apierror"
	"github.com/flymyai/stytch-go/internal/emulator/field"
	"github.com/flymyai/stytch-go/internal/emulator/ids"
	"github.com/flymyai/stytch-go/internal/emulator/sandbox"
)

// Session is a session that lives or has just expired.
type Session struct {
	ID, Token  string
	User       *User
	StartedAt  time.Time
	AccessedAt time.Time
	ExpiresAt  time.Time
	Attributes api.Attributes
	Factors    []Factor
	Claims     map[string]any
	// Impersonated sessions cannot be changed.
	Impersonated bool
}

// View returns a session as the API shows it.
func (sess *Session) View() api.Session {
	return api.Session{
		SessionID:             sess.ID,
		UserID:                sess.User.ID,
		StartedAt:             sess.StartedAt,
		LastAccessedAt:        sess.AccessedAt,
		ExpiresAt:             sess.ExpiresAt,
		Attributes:            sess.Attributes,
		AuthenticationFactors: sess.factorViews(),
		Roles:                 sess.User.Roles(),
		CustomClaims:          sess.Claims,
	}
}

// NewSession starts a session. The sandbox user always gets the same session, which is not kept.
func (s *Store) NewSession(u *User) *Session {
	if s.Project.Sandbox() && u.ID == sandbox.UserID {
		sess := s.sandboxSession()
		sess.Factors = nil
		return sess
	}
	sess := &Session{ID: s.NewID(ids.Session), Token: s.Random.Token(), User: u, StartedAt: s.now}
	s.Sessions(u) // removes those that have expired
	u.sessions = append(u.sessions, sess)
	s.sessions[sess.ID] = sess
	s.sessionTokens[sess.Token] = sess
	return sess
}

// Sessions returns the live sessions of a user. The caller does not change the list.
func (s *Store) Sessions(u *User) []*Session {
	for _, sess := range slices.Clone(u.sessions) {
		s.live(sess)
	}
	return u.sessions
}

// live returns a session unless it has expired; then it is removed.
func (s *Store) live(sess *Session) *Session {
	if sess == nil || s.now.Before(sess.ExpiresAt) {
		return sess
	}
	s.RemoveSession(sess)
	return nil
}

// RemoveSession ends a session.
func (s *Store) RemoveSession(sess *Session) {
	sess.User.sessions = slices.DeleteFunc(sess.User.sessions, func(other *Session) bool { return other == sess })
	delete(s.sessions, sess.ID)
	delete(s.sessionTokens, sess.Token)
}

// RevokeSessions ends the sessions of a user but one.
func (s *Store) RevokeSessions(u *User, except *Session) {
	for _, sess := range slices.Clone(u.sessions) {
		if sess != except {
			s.RemoveSession(sess)
		}
	}
}

// SessionByID returns the live session of an ID, or nil.
func (s *Store) SessionByID(id string) *Session { return s.live(s.sessions[id]) }

// GivenSession returns the live session of a token or JWT, nil when neither is given.
func (s *Store) GivenSession(token, jwt string) (*Session, error) {
	switch {
	case token != "" && jwt != "":
		return nil, apierror.Newf(api.ErrorTypeTooManySessionArguments, "Give a session_token or a session_jwt, not both.")
	case token != "":
		return s.sessionByToken(token)
	case jwt != "":
		return s.sessionByJWT(jwt)
	}
	return nil, nil
}

func (s *Store) sessionByToken(token string) (*Session, error) {
	if err := field.CheckSessionToken(token); err != nil {
		return nil, err
	}
	if s.Project.Sandbox() && token == sandbox.SessionToken {
		return s.sandboxSession(), nil
	}
	if sess := s.live(s.sessionTokens[token]); sess != nil {
		return sess, nil
	}
	return nil, ErrSessionNotFound()
}

// sessionByJWT takes expired JWTs too, as long as the session lives.
func (s *Store) sessionByJWT(jwt string) (*Session, error) {
	id, ok := s.verifySession(jwt)
	if !ok {
		return nil, apierror.Newf(api.ErrorTypeUnableToParseSessionJWT, "The session_jwt is not a session JWT of this project.")
	}
	if s.Project.Sandbox() && id == sandbox.SessionID {
		return s.sandboxSession(), nil
	}
	if sess := s.SessionByID(id); sess != nil {
		return sess, nil
	}
	return nil, ErrSessionNotFound()
}

// ErrSessionNotFound returns the error of a session that does not live.
func ErrSessionNotFound() error {
	return apierror.Newf(api.ErrorTypeSessionNotFound, "The session was revoked, has expired, or never existed.")
}

// ErrNoSession returns the error of a call that needs a session and got none.
func ErrNoSession() error {
	return apierror.Newf(api.ErrorTypeNoSessionArguments, "Give a session_token or a session_jwt.")
}

// ErrSessionNotMutable returns the error of a change to an impersonated session.
func ErrSessionNotMutable() error {
	return apierror.Newf(api.ErrorTypeSessionNotMutable, "The session is an impersonated one, which cannot be changed.")
}
