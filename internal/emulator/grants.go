package emulator

import (
	"slices"
	"time"

	"github.com/flymyai/stytch-go/api"
)

// sessionArgs are the parameters about sessions that every authentication takes.
type sessionArgs struct {
	token, jwt string
	minutes    int
	claims     map[string]any
}

// sessionPlan is what an authentication will do about sessions. It is checked before anything is spent.
type sessionPlan struct {
	// existing is the session to add to, nil for a new one.
	existing *session
	// minutes is how long the session is to live from now; 0 leaves an existing one as it is, and makes
	// no new one.
	minutes int
	claims  map[string]any
}

// planSession checks the parameters about sessions of an authentication, which changes the session it is
// given.
func (c *call) planSession(args sessionArgs) (*sessionPlan, error) {
	plan, err := c.planAccess(args)
	if err == nil && plan.existing != nil && plan.existing.impersonated {
		return nil, errNotMutable()
	}
	return plan, err
}

// planAccess checks the parameters about sessions.
func (c *call) planAccess(args sessionArgs) (*sessionPlan, error) {
	if args.minutes != 0 && (args.minutes < minSessionMinutes || args.minutes > maxSessionMinutes) {
		return nil, refuse(api.ErrorTypeInvalidSessionDurationMinutes, "session_duration_minutes must be between %d and %d.", minSessionMinutes, maxSessionMinutes)
	}
	if args.minutes > c.cfg.MaxSessionMinutes {
		return nil, refuse(api.ErrorTypeInvalidSessionDuration, "Sessions of this project last at most %d minutes.", c.cfg.MaxSessionMinutes)
	}
	existing, err := c.givenSession(args.token, args.jwt)
	if err != nil {
		return nil, err
	}
	plan := &sessionPlan{existing: existing, minutes: args.minutes, claims: customClaims(args.claims)}
	var old map[string]any
	if existing != nil {
		old = existing.claims
	}
	if jsonSize(merge(old, plan.claims)) > maxClaimBytes {
		return nil, refuse(api.ErrorTypeCustomClaimsTooLarge, "Custom claims take at most %d bytes.", maxClaimBytes)
	}
	return plan, nil
}

// granted is what an authentication answers about its session: nothing where there is none.
type granted struct {
	token, jwt string
	session    *api.Session
}

// complete finishes an authentication: the user is active and has not failed, and the factor is added to
// the session. A session of another user is passed over, as if it had not been given.
func (c *call) complete(u *user, plan *sessionPlan, f factor, attributes api.Attributes) (granted, error) {
	u.status = api.UserStatusActive
	u.lock = lock{}
	sess := plan.existing
	if sess != nil && sess.user.id != u.id {
		sess = nil
	}
	if sess == nil {
		if plan.minutes == 0 {
			return granted{}, nil
		}
		sess = c.newSession(u)
	}
	sess.addFactor(f, c.now)
	if attributes != (api.Attributes{}) {
		sess.attributes = attributes
	}
	return c.touch(sess, plan)
}

// newSession starts a session. Those of the sandbox user are all the same one and not kept.
func (c *call) newSession(u *user) *session {
	if c.sandbox() && u.id == sandboxUserID {
		sess := c.sandboxSession()
		sess.factors = nil
		return sess
	}
	sess := &session{id: c.newID(sessionPrefix), token: c.random.token(), user: u, startedAt: c.now}
	for _, old := range slices.Clone(u.sessions) {
		c.live(old)
	}
	u.sessions = append(u.sessions, sess)
	c.sessions[sess.id] = sess
	c.sessionTokens[sess.token] = sess
	return sess
}

// touch records an access to a session, extends or shortens it as planned, and signs a new JWT.
func (c *call) touch(sess *session, plan *sessionPlan) (granted, error) {
	sess.accessedAt = c.now
	if plan.minutes != 0 {
		sess.expiresAt = c.now.Add(time.Duration(plan.minutes) * time.Minute)
	}
	sess.claims = merge(sess.claims, plan.claims)
	jwt, err := c.signSession(sess)
	if err != nil {
		return granted{}, err
	}
	view := sess.view()
	return granted{token: sess.token, jwt: jwt, session: &view}, nil
}
