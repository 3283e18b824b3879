// Package webauthn registers passkeys and security keys, and logs users in with them. The client exposes it as
// client.WebAuthn.
//
// Registration and login take two calls each. The first returns options for the browser, and the second takes the
// credential that the browser returns:
//
//	start, err := client.WebAuthn.RegisterStart(ctx, webauthn.RegisterStartRequest{
//		UserID:                         userID,
//		Domain:                         "example.com",
//		ReturnPasskeyCredentialOptions: true,
//		UseBase64URLEncoding:           true,
//	})
//	...
//	// Browser: navigator.credentials.create({publicKey:
//	//   PublicKeyCredential.parseCreationOptionsFromJSON(options)}), then JSON.stringify the result.
//	_, err = client.WebAuthn.Register(ctx, webauthn.RegisterRequest{UserID: userID, PublicKeyCredential: credential})
//
// The options are a JSON document in a string. Send it to the browser unchanged. With UseBase64URLEncoding, the
// document is what the browser's own parseCreationOptionsFromJSON and parseRequestOptionsFromJSON accept (WebAuthn
// Level 3, sections 5.1.9 and 5.1.10). Without it, binary values are standard base64, which the browser does not parse.
//
// RegisterStart, Register, AuthenticateStart and Authenticate are not idempotent: each start for a user replaces that
// user's previous challenge, and the call that follows uses up the new one. They are retried only when Stytch provably
// did not handle the request. Update and ListCredentials are idempotent and retried. To delete a registration, use
// Users.DeleteWebAuthnRegistration.
//
// API reference: https://stytch.com/docs/api-reference/consumer/api/passkeys-webauthn/authenticate/start
package webauthn

import (
	"context"

	"github.com/flymyai/stytch-go/internal/transport"
)

var (
	registerStart     = transport.Post("webauthn.register_start", "/v1/webauthn/register/start")
	register          = transport.Post("webauthn.register", "/v1/webauthn/register")
	authenticateStart = transport.Post("webauthn.authenticate_start", "/v1/webauthn/authenticate/start")
	authenticate      = transport.Post("webauthn.authenticate", "/v1/webauthn/authenticate")
	update            = transport.Put("webauthn.update", "/v1/webauthn/{webauthn_registration_id}").Idempotent()
	listCredentials   = transport.Get("webauthn.list_credentials", "/v1/webauthn/credentials/{user_id}/{domain}").Idempotent()
)

// Service calls the WebAuthn endpoints.
type Service struct {
	transport *transport.Client
}

// New is called by stytch.New. Programs use client.WebAuthn instead, since the transport is internal to this module.
func New(t *transport.Client) *Service { return &Service{t} }

// RegisterStart returns the options for a browser to create a passkey for a user (POST /v1/webauthn/register/start).
// Domain is the host of the page, such as example.com or localhost, without a scheme or port. The user must be active: a
// passkey is a second way to log in, not a way to sign up.
//
// Errors include [api.ErrorTypeUserNotFound], [api.ErrorTypeInvalidWebAuthnRegistrationDomain],
// [api.ErrorTypeCannotUseWebAuthnWithPendingUser] and [api.ErrorTypeInvalidAuthenticatorType].
func (s *Service) RegisterStart(ctx context.Context, req RegisterStartRequest) (*RegisterStartResponse, error) {
	return transport.Call[RegisterStartResponse](ctx, s.transport, registerStart, req)
}

// Register stores the passkey that a browser has created for the user, and uses up the challenge (POST
// /v1/webauthn/register). Setting SessionDurationMinutes starts a session. Passing SessionToken or SessionJWT adds this
// factor to an existing session. Without any of the three, Session is nil and the tokens are empty.
//
// Errors include [api.ErrorTypeNoPendingWebAuthnRegistration] if no registration was started,
// [api.ErrorTypeUnableToRegisterWebAuthnRegistration] if the challenge, the origin or the attestation is wrong,
// [api.ErrorTypeInvalidPublicKeyCredential] and more specific types if the credential is malformed, and
// [api.ErrorTypeDuplicateWebAuthnRegistration].
func (s *Service) Register(ctx context.Context, req RegisterRequest) (*RegisterResponse, error) {
	return transport.Call[RegisterResponse](ctx, s.transport, register, req)
}

// AuthenticateStart returns the options for a browser to request a passkey (POST /v1/webauthn/authenticate/start).
// Without UserID, the browser offers all passkeys that it has for the domain, so the user does not have to type
// anything.
//
// Errors include [api.ErrorTypeNoActiveWebAuthnRegistrations] if the user has no passkey for the domain, and
// [api.ErrorTypeInvalidWebAuthnRegistrationDomain].
func (s *Service) AuthenticateStart(ctx context.Context, req AuthenticateStartRequest) (*AuthenticateStartResponse, error) {
	return transport.Call[AuthenticateStartResponse](ctx, s.transport, authenticateStart, req)
}

// Authenticate logs in the user whose passkey has signed the challenge, and uses up the challenge (POST
// /v1/webauthn/authenticate). The credential determines the user. Setting SessionDurationMinutes starts a session.
// Passing SessionToken or SessionJWT adds this factor to an existing session. Without any of the three, Session is
// nil and the tokens are empty.
//
// Errors include [api.ErrorTypeUnableToAuthWebAuthnRegistration] if the credential is unknown, or the challenge, the
// origin or the signature counter is wrong, and [api.ErrorTypeInvalidPublicKeyCredential] and more specific types if
// the credential is malformed.
func (s *Service) Authenticate(ctx context.Context, req AuthenticateRequest) (*AuthenticateResponse, error) {
	return transport.Call[AuthenticateResponse](ctx, s.transport, authenticate, req)
}

// Update changes the name of a registration (PUT /v1/webauthn/{webauthn_registration_id}).
//
// Errors include [api.ErrorTypeWebAuthnRegistrationNotFound] and [api.ErrorTypeEmptyWebAuthnRegistrationName].
func (s *Service) Update(ctx context.Context, registrationID string, req UpdateRequest) (*UpdateResponse, error) {
	return transport.Call[UpdateResponse](ctx, s.transport, update, req, registrationID)
}

// ListCredentials returns the public keys that a user has registered for a domain
// (GET /v1/webauthn/credentials/{user_id}/{domain}). A user without any has an empty list.
//
// Errors include [api.ErrorTypeUserNotFound].
func (s *Service) ListCredentials(ctx context.Context, userID, domain string) (*ListCredentialsResponse, error) {
	return transport.Call[ListCredentialsResponse](ctx, s.transport, listCredentials, nil, userID, domain)
}
