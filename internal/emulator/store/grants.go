package store

import (
	"time"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/emulator/apierror"
	"github.com/flymyai/stytch-go/internal/emulator/config"
)

// maxClaimBytes is how large the custom claims of a session may become, as JSON.
const maxClaimBytes = 4096

// SessionArgs are the parameters about sessions that every authentication takes.
type SessionArgs struct {
	Token, JWT string
	Minutes    int
	Claims     map[string]any
}

// Check checks the parameters of a call that can only start a session, without looking at the state.
func (a SessionArgs) Check(p *config.Project) error {
	if err := p.CheckSessionMinutes(a.Minutes); err != nil {
		return err
	}
	return checkClaims(customClaims(a.Claims))
}

func checkClaims(claims map[string]any) error {
	size, err := jsonSize(claims)
	if err != nil {
		return err
	}
	if size > maxClaimBytes {
		return apierror.Newf(api.ErrorTypeCustomClaimsTooLarge, "Custom claims can have at most %d bytes.", maxClaimBytes)
	}
	return nil
}

// SessionPlan is what an authentication will do about sessions. It is checked before anything is spent.
type SessionPlan struct {
	// Existing is the session to add to, nil for a new one.
	Existing *Session
	// Minutes is how long the session is to live from now; 0 leaves an existing one as it is, and starts no new one.
	Minutes int
	Claims  map[string]any
}

// PlanSession checks the parameters about sessions of an authentication, which changes the session it is given.
func (s *Store) PlanSession(args SessionArgs) (*SessionPlan, error) {
	plan, err := s.PlanAccess(args)
	if err == nil && plan.Existing != nil && plan.Existing.Impersonated {
		return nil, ErrSessionNotMutable()
	}
	return plan, err
}

// PlanAccess checks the parameters about sessions of a call that may leave the session as it is.
func (s *Store) PlanAccess(args SessionArgs) (*SessionPlan, error) {
	if err := s.Project.CheckSessionMinutes(args.Minutes); err != nil {
		return nil, err
	}
	existing, err := s.GivenSession(args.Token, args.JWT)
	if err != nil {
		return nil, err
	}
	plan := &SessionPlan{Existing: existing, Minutes: args.Minutes, Claims: customClaims(args.Claims)}
	var old map[string]any
	if existing != nil {
		old = existing.Claims
	}
	if err := checkClaims(merge(old, plan.Claims)); err != nil {
		return nil, err
	}
	return plan, nil
}

// Grant is the session part of an authentication's response. It is zero without a session.
type Grant struct {
	Token, JWT string
	Session    *api.Session
}

// Authenticated finishes an authentication: the user is active and has not failed, and the factor is added to the
// session. A session of another user is ignored, as if it had not been given.
func (s *Store) Authenticated(u *User, plan *SessionPlan, f Factor, attributes api.Attributes) (Grant, error) {
	u.Status = api.UserStatusActive
	u.lock = lock{}
	s.touch(u)
	sess := plan.Existing
	if sess != nil && sess.User.ID != u.ID {
		sess = nil
	}
	if sess == nil {
		if plan.Minutes == 0 {
			return Grant{}, nil
		}
		sess = s.NewSession(u)
	}
	sess.AddFactor(f, s.now)
	if attributes != (api.Attributes{}) {
		sess.Attributes = attributes
	}
	return s.Access(sess, plan)
}

// Access records an access to a session, extends or shortens it as planned, and signs a new JWT.
func (s *Store) Access(sess *Session, plan *SessionPlan) (Grant, error) {
	sess.AccessedAt = s.now
	if plan.Minutes != 0 {
		sess.ExpiresAt = s.now.Add(time.Duration(plan.Minutes) * time.Minute)
	}
	sess.Claims = merge(sess.Claims, plan.Claims)
	jwt, err := s.signSession(sess)
	if err != nil {
		return Grant{}, err
	}
	view := sess.View()
	return Grant{Token: sess.Token, JWT: jwt, Session: &view}, nil
}
