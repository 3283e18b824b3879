package totp

import "github.com/flymyai/stytch-go/api"

type (
	// CreateRequest is the request of [Service.Create]. UserID is required.
	// See [api.TOTPCreateRequest] for its fields.
	CreateRequest = api.TOTPCreateRequest
	// CreateResponse is the response of [Service.Create]: the secret, also as a QR code, and the recovery codes.
	// See [api.TOTPCreateResponse] for its fields.
	CreateResponse = api.TOTPCreateResponse
	// AuthenticateRequest is the request of [Service.Authenticate]. UserID and TOTPCode are required.
	// See [api.TOTPAuthenticateRequest] for its fields.
	AuthenticateRequest = api.TOTPAuthenticateRequest
	// AuthenticateResponse is the response of [Service.Authenticate]: the user and, if there is one, the session.
	// See [api.TOTPAuthenticateResponse] for its fields.
	AuthenticateResponse = api.TOTPAuthenticateResponse
	// RecoveryCodesRequest is the request of [Service.RecoveryCodes]. UserID is required.
	// See [api.TOTPRecoveryCodesRequest] for its fields.
	RecoveryCodesRequest = api.TOTPRecoveryCodesRequest
	// RecoveryCodesResponse is the response of [Service.RecoveryCodes]: the unused recovery codes of each
	// authenticator app.
	// See [api.TOTPRecoveryCodesResponse] for its fields.
	RecoveryCodesResponse = api.TOTPRecoveryCodesResponse
	// RecoverRequest is the request of [Service.Recover]. UserID and RecoveryCode are required.
	// See [api.TOTPRecoverRequest] for its fields.
	RecoverRequest = api.TOTPRecoverRequest
	// RecoverResponse is the response of [Service.Recover]: the user and, if there is one, the session.
	// See [api.TOTPRecoverResponse] for its fields.
	RecoverResponse = api.TOTPRecoverResponse
)
