package sessions

import (
	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/emulator/apierror"
	"github.com/flymyai/stytch-go/internal/emulator/config"
	"github.com/flymyai/stytch-go/internal/emulator/op"
	"github.com/flymyai/stytch-go/internal/emulator/store"
)

// migrateArgs returns the parameters about the new session. The session_token of the request is a foreign one.
func migrateArgs(req *api.SessionsMigrateRequest) store.SessionArgs {
	return store.SessionArgs{Minutes: req.SessionDurationMinutes, Claims: req.SessionCustomClaims}
}

// askUserInfo returns the email address of a foreign session token, which it gets from the project's UserInfo endpoint.
func askUserInfo(p *config.Project, req *api.SessionsMigrateRequest) (address string, err error) {
	if err := migrateArgs(req).Check(p); err != nil {
		return "", err
	}
	if req.SessionToken == "" {
		return "", apierror.Newf(api.ErrorTypeInvalidArgument, "session_token is required.")
	}
	if p.UserInfo == nil {
		return "", apierror.Newf(api.ErrorTypeMigrateFromExternalMissingUserinfo, "The project has no UserInfo endpoint.")
	}
	if address, err = p.UserInfo(req.SessionToken); err != nil {
		return "", apierror.Newf(api.ErrorTypeMigrateFromExternalUnexpectedResponse, "The UserInfo endpoint failed: %v.", err)
	}
	if err := p.CheckEmail(address); err != nil {
		return "", apierror.Newf(api.ErrorTypeMigrateFromExternalUnexpectedResponse, "The UserInfo endpoint returned no email address.")
	}
	return address, nil
}

func migrate(c *op.Call, req *api.SessionsMigrateRequest, address string) (*api.SessionsMigrateResponse, error) {
	plan, err := c.Store.PlanSession(migrateArgs(req))
	if err != nil {
		return nil, err
	}
	email := c.Store.Contact(address)
	if email == nil {
		return nil, apierror.Newf(api.ErrorTypeMigrateFromExternalEmailDoesNotExist, "No user has the email address of the foreign session.")
	}
	f := store.Factor{ID: email.ID, AuthenticationFactor: api.AuthenticationFactor{
		Type: api.AuthenticationFactorTypeImported, DeliveryMethod: api.DeliveryMethodImportedAuth0,
	}}
	grant, err := c.Store.Authenticated(email.User, plan, f, api.Attributes{})
	if err != nil {
		return nil, err
	}
	return &api.SessionsMigrateResponse{
		UserID: email.User.ID, User: c.Store.View(email.User),
		SessionToken: grant.Token, SessionJWT: grant.JWT, Session: grant.Session,
	}, nil
}
