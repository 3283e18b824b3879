package oauth

import "github.com/flymyai/stytch-go/api"

type (
	// AttachRequest is the request of [Service.Attach]. Provider and exactly one of UserID, SessionToken and
	// SessionJWT are required.
	// See [api.OAuthAttachRequest] for its fields.
	AttachRequest = api.OAuthAttachRequest
	// AttachResponse is the response of [Service.Attach]: the token for Stytch's start URL.
	// See [api.OAuthAttachResponse] for its fields.
	AttachResponse = api.OAuthAttachResponse
	// AuthenticateRequest is the request of [Service.Authenticate]. Token is required.
	// See [api.OAuthAuthenticateRequest] for its fields.
	AuthenticateRequest = api.OAuthAuthenticateRequest
	// AuthenticateResponse is the response of [Service.Authenticate]: the user, the provider's tokens and, if there
	// is one, the session.
	// See [api.OAuthAuthenticateResponse] for its fields.
	AuthenticateResponse = api.OAuthAuthenticateResponse

	// ProviderValues holds the tokens that the OAuth provider issued for the user, and their scopes.
	// See [api.OAuthProviderValues] for its fields.
	ProviderValues = api.OAuthProviderValues
)
