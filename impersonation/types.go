package impersonation

import "github.com/flymyai/stytch-go/api"

type (
	// AuthenticateRequest is the request of [Service.Authenticate]. ImpersonationToken is required.
	// See [api.ImpersonationAuthenticateRequest] for its fields.
	AuthenticateRequest = api.ImpersonationAuthenticateRequest
	// AuthenticateResponse is the response of [Service.Authenticate]: the user and the session.
	// See [api.ImpersonationAuthenticateResponse] for its fields.
	AuthenticateResponse = api.ImpersonationAuthenticateResponse
)
