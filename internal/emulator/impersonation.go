package emulator

import (
	"net/http"
	"time"

	"github.com/flymyai/stytch-go/api"
)

func impersonationOperations() []operation {
	return []operation{
		op("impersonation.authenticate", http.MethodPost, "/v1/impersonation/authenticate", authenticateImpersonation),
	}
}

const (
	impersonationMinutes       = 60
	impersonationTokenLifetime = 5 * time.Minute
)

// Impersonation is somebody's wish to act as a user, as the dashboard grants it.
type Impersonation struct {
	UserID string
	// ImpersonatorID and ImpersonatorEmail say who it is.
	ImpersonatorID, ImpersonatorEmail string
}

// impersonation is what a token stands for.
type impersonation struct {
	user      *user
	factor    api.ImpersonatedFactor
	expiresAt time.Time
	spent     bool
}

// ImpersonationToken makes the token of an impersonation.
func (s *Server) ImpersonationToken(i Impersonation) (string, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	c := &call{Server: s, now: s.clock()}
	u, err := c.findUser(i.UserID)
	if err != nil {
		return "", err
	}
	token := c.random.token()
	c.impersonations[token] = &impersonation{
		user:      u,
		factor:    api.ImpersonatedFactor{ImpersonatorID: i.ImpersonatorID, ImpersonatorEmailAddress: i.ImpersonatorEmail},
		expiresAt: c.now.Add(impersonationTokenLifetime),
	}
	return token, nil
}

func authenticateImpersonation(c *call, req *api.ImpersonationAuthenticateRequest) (*api.ImpersonationAuthenticateResponse, error) {
	if err := checkToken(req.ImpersonationToken); err != nil {
		return nil, err
	}
	i := c.impersonations[req.ImpersonationToken]
	if i == nil || i.spent || i.user.deleted || !c.now.Before(i.expiresAt) {
		return nil, refuse(api.ErrorTypeUnableToAuthImpersonationToken, "The impersonation token was used, has expired, or never existed.")
	}
	i.spent = true
	sess := c.newSession(i.user)
	sess.impersonated = true
	sess.addFactor(factor{id: i.factor.ImpersonatorID, AuthenticationFactor: api.AuthenticationFactor{
		Type:               api.AuthenticationFactorTypeImpersonated,
		DeliveryMethod:     api.DeliveryMethodImpersonation,
		ImpersonatedFactor: &i.factor,
	}}, c.now)
	granted, err := c.touch(sess, &sessionPlan{minutes: impersonationMinutes})
	if err != nil {
		return nil, err
	}
	return &api.ImpersonationAuthenticateResponse{
		UserID: i.user.id, User: c.view(i.user),
		SessionToken: granted.token, SessionJWT: granted.jwt, Session: granted.session,
	}, nil
}
