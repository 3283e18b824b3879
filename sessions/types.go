package sessions

import "github.com/flymyai/stytch-go/api"

type (
	// GetResponse is the response of [Service.Get]: the active sessions of a user.
	// See [api.SessionsGetResponse] for its fields.
	GetResponse = api.SessionsGetResponse
	// AuthenticateRequest is the request of [Service.Authenticate]. Exactly one of SessionToken and SessionJWT is
	// required.
	// See [api.SessionsAuthenticateRequest] for its fields.
	AuthenticateRequest = api.SessionsAuthenticateRequest
	// AuthenticateResponse is the response of [Service.Authenticate]: the session, its user and a new JWT.
	// See [api.SessionsAuthenticateResponse] for its fields.
	AuthenticateResponse = api.SessionsAuthenticateResponse
	// RevokeRequest is the request of [Service.Revoke]. Exactly one of SessionID, SessionToken and SessionJWT is
	// required.
	// See [api.SessionsRevokeRequest] for its fields.
	RevokeRequest = api.SessionsRevokeRequest
	// RevokeResponse is the response of [Service.Revoke].
	// See [api.SessionsRevokeResponse] for its fields.
	RevokeResponse = api.SessionsRevokeResponse
	// MigrateRequest is the request of [Service.Migrate]. SessionToken is required.
	// See [api.SessionsMigrateRequest] for its fields.
	MigrateRequest = api.SessionsMigrateRequest
	// MigrateResponse is the response of [Service.Migrate]: the user and, if there is one, the session.
	// See [api.SessionsMigrateResponse] for its fields.
	MigrateResponse = api.SessionsMigrateResponse
	// ExchangeAccessTokenRequest is the request of [Service.ExchangeAccessToken]. AccessToken is required.
	// See [api.SessionsExchangeAccessTokenRequest] for its fields.
	ExchangeAccessTokenRequest = api.SessionsExchangeAccessTokenRequest
	// ExchangeAccessTokenResponse is the response of [Service.ExchangeAccessToken]: the user and, if there is one, the
	// session.
	// See [api.SessionsExchangeAccessTokenResponse] for its fields.
	ExchangeAccessTokenResponse = api.SessionsExchangeAccessTokenResponse
	// JWKSResponse is the response of [Service.JWKS]: the public keys of the project.
	// See [api.SessionsJWKSResponse] for its fields.
	JWKSResponse = api.SessionsJWKSResponse
	// AttestRequest is the request of [Service.Attest]. ProfileID and Token are required.
	// See [api.SessionsAttestRequest] for its fields.
	AttestRequest = api.SessionsAttestRequest
	// AttestResponse is the response of [Service.Attest]: the user and, if there is one, the session.
	// See [api.SessionsAttestResponse] for its fields.
	AttestResponse = api.SessionsAttestResponse

	// Session is a session: its user, its authentication factors, roles and custom claims, and when it expires.
	// See [api.Session] for its fields.
	Session = api.Session
	// AuthenticationFactor is one way in which the user of a session has authenticated, and when.
	// See [api.AuthenticationFactor] for its fields.
	AuthenticationFactor = api.AuthenticationFactor
	// AuthorizationCheck names an action on a resource that a role of the user must grant. ResourceID and Action are
	// required.
	// See [api.AuthorizationCheck] for its fields.
	AuthorizationCheck = api.AuthorizationCheck
	// JWK is one public key in [JWKSResponse], in the form of RFC 7517.
	// See [api.JWK] for its fields.
	JWK = api.JWK
)
