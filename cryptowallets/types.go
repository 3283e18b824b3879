package cryptowallets

import "github.com/flymyai/stytch-go/api"

type (
	// AuthenticateStartRequest is the request of [Service.AuthenticateStart]. CryptoWalletType and CryptoWalletAddress are
	// required.
	// See [api.CryptoWalletsAuthenticateStartRequest] for its fields.
	AuthenticateStartRequest = api.CryptoWalletsAuthenticateStartRequest
	// AuthenticateStartResponse is the response of [Service.AuthenticateStart]: the challenge to sign.
	// See [api.CryptoWalletsAuthenticateStartResponse] for its fields.
	AuthenticateStartResponse = api.CryptoWalletsAuthenticateStartResponse
	// AuthenticateRequest is the request of [Service.Authenticate]. CryptoWalletType, CryptoWalletAddress and Signature
	// are required.
	// See [api.CryptoWalletsAuthenticateRequest] for its fields.
	AuthenticateRequest = api.CryptoWalletsAuthenticateRequest
	// AuthenticateResponse is the response of [Service.Authenticate]: the user and, if there is one, the session.
	// See [api.CryptoWalletsAuthenticateResponse] for its fields.
	AuthenticateResponse = api.CryptoWalletsAuthenticateResponse

	// SIWEParams are the fields of a Sign-In with Ethereum message. Domain and URI are required.
	// See [api.CryptoWalletsSIWEParams] for its fields.
	SIWEParams = api.CryptoWalletsSIWEParams
)
