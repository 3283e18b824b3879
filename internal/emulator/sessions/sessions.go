// Package sessions serves sessions: listing, authenticating and revoking them, starting them from foreign tokens, and the
// keys of their JWTs.
package sessions

import (
	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/emulator/apierror"
	"github.com/flymyai/stytch-go/internal/emulator/ids"
	"github.com/flymyai/stytch-go/internal/emulator/op"
	"github.com/flymyai/stytch-go/internal/emulator/sandbox"
	"github.com/flymyai/stytch-go/internal/emulator/store"
)

// Operations lists the operations of the domain.
func Operations() []op.Operation {
	return []op.Operation{
		op.Get("sessions.get", "/v1/sessions", get),
		op.Post("sessions.authenticate", "/v1/sessions/authenticate", authenticate),
		op.Post("sessions.revoke", "/v1/sessions/revoke", revoke),
		op.PostPrepared("sessions.migrate", "/v1/sessions/migrate", askUserInfo, migrate),
		op.Post("sessions.exchange_access_token", "/v1/sessions/exchange_access_token", exchangeAccessToken),
		op.Post("sessions.attest", "/v1/sessions/attest", attest),
		op.Public(op.Get("sessions.jwks", "/v1/sessions/jwks/{project_id}", jwks)),
	}
}

func get(c *op.Call, _ *op.NoBody) (*api.SessionsGetResponse, error) {
	u, err := c.Store.FindUser(c.Query("user_id"))
	if err != nil {
		return nil, err
	}
	resp := &api.SessionsGetResponse{Sessions: []api.Session{}}
	for _, sess := range c.Store.Sessions(u) {
		resp.Sessions = append(resp.Sessions, sess.View())
	}
	return resp, nil
}

// authenticateRequest is an [api.SessionsAuthenticateRequest] that distinguishes a missing check from an empty one.
type authenticateRequest struct {
	api.SessionsAuthenticateRequest

	AuthorizationCheck *api.AuthorizationCheck `json:"authorization_check"`
}

func authenticate(c *op.Call, req *authenticateRequest) (*api.SessionsAuthenticateResponse, error) {
	check := req.AuthorizationCheck
	if check != nil && (check.ResourceID == "" || check.Action == "") {
		return nil, apierror.Newf(api.ErrorTypeInvalidArgument, "authorization_check requires a resource_id and an action.")
	}
	plan, err := c.Store.PlanAccess(c.Session)
	if err != nil {
		return nil, err
	}
	sess := plan.Existing
	switch {
	case sess == nil:
		return nil, store.ErrNoSession()
	case sess.Impersonated && (plan.Minutes != 0 || len(plan.Claims) > 0):
		return nil, store.ErrSessionNotMutable()
	}
	resp := &api.SessionsAuthenticateResponse{}
	if check != nil {
		if resp.Verdict, err = c.Project.Authorize(sess.User.Roles(), *check); err != nil {
			return nil, err
		}
	}
	grant, err := c.Store.Access(sess, plan)
	if err != nil {
		return nil, err
	}
	resp.Session, resp.SessionToken, resp.SessionJWT = *grant.Session, grant.Token, grant.JWT
	resp.User = c.Store.View(sess.User)
	return resp, nil
}

func revoke(c *op.Call, req *api.SessionsRevokeRequest) (*api.SessionsRevokeResponse, error) {
	given := 0
	for _, arg := range []string{req.SessionID, req.SessionToken, req.SessionJWT} {
		if arg != "" {
			given++
		}
	}
	switch {
	case given == 0:
		return nil, apierror.Newf(api.ErrorTypeNoSessionRevokeArguments, "Give a session_id, a session_token or a session_jwt.")
	case given > 1:
		return nil, apierror.Newf(api.ErrorTypeTooManySessionRevokeArguments, "Give one of session_id, session_token and session_jwt.")
	}
	var sess *store.Session
	var err error
	if req.SessionID != "" {
		if err := c.Project.CheckID(req.SessionID, ids.Session, api.ErrorTypeInvalidSessionID); err != nil {
			return nil, err
		}
		sess = c.Store.SessionByID(req.SessionID)
	} else if sess, err = c.Store.GivenSession(req.SessionToken, req.SessionJWT); err != nil {
		return nil, err
	}
	if sess == nil || sess.ID == sandbox.SessionID {
		return nil, store.ErrSessionNotFound()
	}
	c.Store.RemoveSession(sess)
	return &api.SessionsRevokeResponse{}, nil
}

func jwks(c *op.Call, _ *op.NoBody) (*api.SessionsJWKSResponse, error) {
	id := c.Param("project_id")
	if err := c.Project.CheckID(id, ids.Project, api.ErrorTypeInvalidProjectID); err != nil {
		return nil, err
	}
	if id != c.Project.ProjectID {
		return nil, apierror.Newf(api.ErrorTypeProjectNotFound, "There is no project %s.", id)
	}
	return &api.SessionsJWKSResponse{Keys: c.Store.Keys.JWKs(c.Now)}, nil
}
