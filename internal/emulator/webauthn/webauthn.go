// Package webauthn serves passkeys: registering them and logging in with them. It verifies every response of an
// authenticator as WebAuthn Level 3 says, sections 7.1 and 7.2.
package webauthn

import (
	"slices"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/emulator/apierror"
	"github.com/flymyai/stytch-go/internal/emulator/ids"
	"github.com/flymyai/stytch-go/internal/emulator/op"
	"github.com/flymyai/stytch-go/internal/emulator/store"
)

// Operations lists the operations of the domain.
func Operations() []op.Operation {
	return []op.Operation{
		op.Post("webauthn.register_start", "/v1/webauthn/register/start", registerStart),
		op.Post("webauthn.register", "/v1/webauthn/register", register),
		op.Post("webauthn.authenticate_start", "/v1/webauthn/authenticate/start", authenticateStart),
		op.Post("webauthn.authenticate", "/v1/webauthn/authenticate", authenticate),
		op.Put("webauthn.update", "/v1/webauthn/{webauthn_registration_id}", update),
		op.Get("webauthn.list_credentials", "/v1/webauthn/credentials/{user_id}/{domain}", listCredentials),
	}
}

// maxRegistrations is how many passkeys a user can have for a domain.
const maxRegistrations = 25

// checkMayRegister rejects users who cannot register a passkey for a domain.
func checkMayRegister(c *op.Call, u *store.User, domain string) error {
	switch {
	case u.Status == api.UserStatusPending:
		return apierror.Newf(api.ErrorTypeCannotUseWebAuthnWithPendingUser, "The user is pending: a passkey needs a user who has logged in before.")
	case len(credentialsOf(c.Store, u, domain)) >= maxRegistrations:
		return apierror.Newf(api.ErrorTypeTooManyUserRegistrationsForDomain, "The user already has %d passkeys for %s.", maxRegistrations, domain)
	}
	return nil
}

func registerStart(c *op.Call, req *api.WebAuthnRegisterStartRequest) (*api.WebAuthnRegisterStartResponse, error) {
	if err := checkDomain(req.Domain); err != nil {
		return nil, err
	}
	if !slices.Contains([]string{"", "platform", "cross-platform"}, req.AuthenticatorType) {
		return nil, apierror.Newf(api.ErrorTypeInvalidAuthenticatorType, "authenticator_type must be platform or cross-platform.")
	}
	if len(req.OverrideID) > maxUserHandle {
		return nil, apierror.Newf(api.ErrorTypeInvalidArgument, "override_id takes at most %d bytes.", maxUserHandle)
	}
	u, err := c.Store.FindUser(req.UserID)
	if err != nil {
		return nil, err
	}
	if err := checkMayRegister(c, u, req.Domain); err != nil {
		return nil, err
	}
	handle := req.OverrideID
	if handle == "" {
		handle = u.ID
	}
	cer := &ceremony{
		user: u, domain: req.Domain, handle: []byte(handle),
		authenticatorType: req.AuthenticatorType, userAgent: req.UserAgent,
	}
	begin(c, registrations, cer)
	options, err := creationOptions(c, u, cer, req)
	if err != nil {
		return nil, err
	}
	return &api.WebAuthnRegisterStartResponse{UserID: u.ID, PublicKeyCredentialCreationOptions: options}, nil
}

func register(c *op.Call, req *api.WebAuthnRegisterRequest) (*api.WebAuthnRegisterResponse, error) {
	given, err := parseRegistration(req.PublicKeyCredential)
	if err != nil {
		return nil, err
	}
	plan, err := c.Store.PlanSession(c.Session)
	if err != nil {
		return nil, err
	}
	u, err := c.Store.FindUser(req.UserID)
	if err != nil {
		return nil, err
	}
	if err := c.Store.CheckLock(u); err != nil {
		return nil, err
	}
	state := store.Part[state](c.Store)
	if !state.hasStarted(registrations, u) {
		return nil, apierror.Newf(api.ErrorTypeNoPendingWebAuthnRegistration, "The user has not started to register a passkey, or has finished.")
	}
	cer := state.find(registrations, given.clientData.Challenge)
	if cer == nil || cer.user != u || cer.expired(c.Now) {
		return nil, errNotRegistered("The challenge is not that of the user's last webauthn.register_start, or older than 5 minutes.")
	}
	if err := checkMayRegister(c, u, cer.domain); err != nil {
		return nil, err
	}
	if err := verifyRegistration(given, cer, c.Project.RequireUserVerification); err != nil {
		return nil, err
	}
	if find(c.Store, given.id) != nil {
		return nil, apierror.Newf(api.ErrorTypeDuplicateWebAuthnRegistration, "The passkey is already registered.")
	}
	cred := newCredential(c.Store.NewID(ids.WebAuthn), given, cer)
	state.finish(cer)
	state.keep(c.Store, cred)
	c.Store.AddWebAuthn(u, api.UserWebAuthnRegistration{
		WebAuthnRegistrationID: cred.registrationID, Domain: cer.domain, UserAgent: cer.userAgent,
		AuthenticatorType: cer.authenticatorType, Verified: true,
	})
	grant, err := c.Store.Authenticated(u, plan, cred.factor(), api.Attributes{})
	if err != nil {
		return nil, err
	}
	return &api.WebAuthnRegisterResponse{
		UserID: u.ID, WebAuthnRegistrationID: cred.registrationID, User: c.Store.View(u),
		SessionToken: grant.Token, SessionJWT: grant.JWT, Session: grant.Session,
	}, nil
}

func authenticateStart(c *op.Call, req *api.WebAuthnAuthenticateStartRequest) (*api.WebAuthnAuthenticateStartResponse, error) {
	if err := checkDomain(req.Domain); err != nil {
		return nil, err
	}
	cer := &ceremony{domain: req.Domain}
	resp := new(api.WebAuthnAuthenticateStartResponse)
	if req.UserID != "" {
		u, err := c.Store.FindUser(req.UserID)
		if err != nil {
			return nil, err
		}
		cer.user, cer.allowed = u, credentialsOf(c.Store, u, req.Domain)
		if len(cer.allowed) == 0 {
			return nil, apierror.Newf(api.ErrorTypeNoActiveWebAuthnRegistrations, "The user has no passkey for %s.", req.Domain)
		}
		resp.UserID = u.ID
	}
	begin(c, logins, cer)
	options, err := requestOptions(c, cer, req)
	if err != nil {
		return nil, err
	}
	resp.PublicKeyCredentialRequestOptions = options
	return resp, nil
}

func authenticate(c *op.Call, req *api.WebAuthnAuthenticateRequest) (*api.WebAuthnAuthenticateResponse, error) {
	given, err := parseLogin(req.PublicKeyCredential)
	if err != nil {
		return nil, err
	}
	plan, err := c.Store.PlanSession(c.Session)
	if err != nil {
		return nil, err
	}
	state := store.Part[state](c.Store)
	cer := state.find(logins, given.clientData.Challenge)
	if cer == nil || cer.expired(c.Now) {
		return nil, errNotAuthenticated("The challenge is unknown, was used before, or is older than 5 minutes.")
	}
	cred := find(c.Store, given.id)
	if cred == nil || cred.domain != cer.domain || !cer.allows(cred) {
		return nil, errNotAuthenticated("The passkey is not registered, or not one of those that webauthn.authenticate_start allowed.")
	}
	u := cred.user
	if err := c.Store.CheckLock(u); err != nil {
		return nil, err
	}
	if err := verifyLogin(given, cer, cred, c.Project.RequireUserVerification); err != nil {
		return nil, err
	}
	state.finish(cer)
	cred.signCount = given.authData.Counter
	grant, err := c.Store.Authenticated(u, plan, cred.factor(), api.Attributes{})
	if err != nil {
		return nil, err
	}
	return &api.WebAuthnAuthenticateResponse{
		UserID: u.ID, WebAuthnRegistrationID: cred.registrationID, User: c.Store.View(u),
		SessionToken: grant.Token, SessionJWT: grant.JWT, Session: grant.Session,
	}, nil
}

func update(c *op.Call, req *api.WebAuthnUpdateRequest) (*api.WebAuthnUpdateResponse, error) {
	id := c.Param("webauthn_registration_id")
	if err := c.Project.CheckID(id, ids.WebAuthn, api.ErrorTypeInvalidWebAuthnRegistrationID); err != nil {
		return nil, err
	}
	if c.Store.FactorOwner(id) == nil {
		return nil, apierror.Newf(api.ErrorTypeWebAuthnRegistrationNotFound, "No user has %s.", id)
	}
	if req.Name == "" {
		return nil, apierror.Newf(api.ErrorTypeEmptyWebAuthnRegistrationName, "name must not be empty.")
	}
	renamed := c.Store.RenameWebAuthn(id, req.Name)
	return &api.WebAuthnUpdateResponse{WebAuthnRegistration: &renamed}, nil
}

func listCredentials(c *op.Call, _ *op.NoBody) (*api.WebAuthnListCredentialsResponse, error) {
	u, err := c.Store.FindUser(c.Param("user_id"))
	if err != nil {
		return nil, err
	}
	resp := &api.WebAuthnListCredentialsResponse{Credentials: []api.WebAuthnCredential{}}
	for _, cred := range credentialsOf(c.Store, u, c.Param("domain")) {
		resp.Credentials = append(resp.Credentials, cred.view())
	}
	return resp, nil
}
