package webauthn

import "github.com/flymyai/stytch-go/api"

type (
	// RegisterStartRequest is the request of [Service.RegisterStart]. UserID and Domain are required.
	// See [api.WebAuthnRegisterStartRequest] for its fields.
	RegisterStartRequest = api.WebAuthnRegisterStartRequest
	// RegisterStartResponse is the response of [Service.RegisterStart]: the options for navigator.credentials.create.
	// See [api.WebAuthnRegisterStartResponse] for its fields.
	RegisterStartResponse = api.WebAuthnRegisterStartResponse
	// RegisterRequest is the request of [Service.Register]. UserID and PublicKeyCredential are required.
	// See [api.WebAuthnRegisterRequest] for its fields.
	RegisterRequest = api.WebAuthnRegisterRequest
	// RegisterResponse is the response of [Service.Register]: the user, the ID of the registration and, if there is one,
	// the session.
	// See [api.WebAuthnRegisterResponse] for its fields.
	RegisterResponse = api.WebAuthnRegisterResponse
	// AuthenticateStartRequest is the request of [Service.AuthenticateStart]. Domain is required.
	// See [api.WebAuthnAuthenticateStartRequest] for its fields.
	AuthenticateStartRequest = api.WebAuthnAuthenticateStartRequest
	// AuthenticateStartResponse is the response of [Service.AuthenticateStart]: the options for
	// navigator.credentials.get.
	// See [api.WebAuthnAuthenticateStartResponse] for its fields.
	AuthenticateStartResponse = api.WebAuthnAuthenticateStartResponse
	// AuthenticateRequest is the request of [Service.Authenticate]. PublicKeyCredential is required.
	// See [api.WebAuthnAuthenticateRequest] for its fields.
	AuthenticateRequest = api.WebAuthnAuthenticateRequest
	// AuthenticateResponse is the response of [Service.Authenticate]: the user, the registration and, if there is one,
	// the session.
	// See [api.WebAuthnAuthenticateResponse] for its fields.
	AuthenticateResponse = api.WebAuthnAuthenticateResponse
	// UpdateRequest is the request of [Service.Update]. Name is required.
	// See [api.WebAuthnUpdateRequest] for its fields.
	UpdateRequest = api.WebAuthnUpdateRequest
	// UpdateResponse is the response of [Service.Update]: the registration with its new name.
	// See [api.WebAuthnUpdateResponse] for its fields.
	UpdateResponse = api.WebAuthnUpdateResponse
	// ListCredentialsResponse is the response of [Service.ListCredentials]: the credentials of the user.
	// See [api.WebAuthnListCredentialsResponse] for its fields.
	ListCredentialsResponse = api.WebAuthnListCredentialsResponse

	// Credential is a public key that a user has registered.
	// See [api.WebAuthnCredential] for its fields.
	Credential = api.WebAuthnCredential
)
