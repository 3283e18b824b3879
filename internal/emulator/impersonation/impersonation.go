// Package impersonation serves sessions in which somebody acts as a user. [NewToken] stands in for Stytch's dashboard,
// which grants them.
package impersonation

import (
	"time"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/emulator/apierror"
	"github.com/flymyai/stytch-go/internal/emulator/field"
	"github.com/flymyai/stytch-go/internal/emulator/op"
	"github.com/flymyai/stytch-go/internal/emulator/store"
)

// Operations lists the operations of the domain.
func Operations() []op.Operation {
	return []op.Operation{
		op.Post("impersonation.authenticate", "/v1/impersonation/authenticate", authenticate),
	}
}

const (
	sessionMinutes = 60
	tokenLifetime  = 5 * time.Minute
)

// Impersonation lets somebody act as a user, as the dashboard allows.
type Impersonation struct {
	UserID string
	// ImpersonatorID and ImpersonatorEmail say who it is.
	ImpersonatorID, ImpersonatorEmail string
}

// pending are the impersonations granted, by their tokens.
type pending struct{ tokens map[string]*granted }

// granted is what a token stands for.
type granted struct {
	user      *store.User
	factor    api.ImpersonatedFactor
	expiresAt time.Time
	spent     bool
}

// NewToken makes the token of an impersonation. The store must be locked.
func NewToken(s *store.Store, i Impersonation) (string, error) {
	u, err := s.FindUser(i.UserID)
	if err != nil {
		return "", err
	}
	p := store.Part[pending](s)
	if p.tokens == nil {
		p.tokens = map[string]*granted{}
	}
	token := s.Random.Token()
	p.tokens[token] = &granted{
		user:      u,
		factor:    api.ImpersonatedFactor{ImpersonatorID: i.ImpersonatorID, ImpersonatorEmailAddress: i.ImpersonatorEmail},
		expiresAt: s.Now().Add(tokenLifetime),
	}
	return token, nil
}

func authenticate(c *op.Call, req *api.ImpersonationAuthenticateRequest) (*api.ImpersonationAuthenticateResponse, error) {
	if err := field.CheckToken(req.ImpersonationToken); err != nil {
		return nil, err
	}
	if c.Project.NoImpersonation {
		return nil, apierror.Newf(api.ErrorTypeUserImpersonationNotAllowed, "The project does not allow impersonation.")
	}
	i := store.Part[pending](c.Store).tokens[req.ImpersonationToken]
	if i == nil || i.spent || i.user.Deleted || !c.Now.Before(i.expiresAt) {
		return nil, apierror.Newf(api.ErrorTypeUnableToAuthImpersonationToken, "The impersonation token was used, has expired, or never existed.")
	}
	i.spent = true
	sess := c.Store.NewSession(i.user)
	sess.Impersonated = true
	sess.AddFactor(store.Factor{ID: i.factor.ImpersonatorID, AuthenticationFactor: api.AuthenticationFactor{
		Type:               api.AuthenticationFactorTypeImpersonated,
		DeliveryMethod:     api.DeliveryMethodImpersonation,
		ImpersonatedFactor: &i.factor,
	}}, c.Now)
	grant, err := c.Store.Access(sess, &store.SessionPlan{Minutes: sessionMinutes})
	if err != nil {
		return nil, err
	}
	return &api.ImpersonationAuthenticateResponse{
		UserID: i.user.ID, User: c.Store.View(i.user),
		SessionToken: grant.Token, SessionJWT: grant.JWT, Session: grant.Session,
	}, nil
}
