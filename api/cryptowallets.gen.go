// Code generated from openapi.yaml by oapi-codegen and internal/polish. DO NOT EDIT.

package api

import "time"

// CryptoWalletsAuthenticateRequest is the request body of crypto_wallets.authenticate.
// `crypto_wallet_type`, `crypto_wallet_address` and `signature` are required.
type CryptoWalletsAuthenticateRequest struct {
	// Address of the wallet, as in crypto_wallets.authenticate_start.
	CryptoWalletAddress string `json:"crypto_wallet_address"`

	// Kind of wallet, as in crypto_wallets.authenticate_start: `ethereum` or `solana`.
	CryptoWalletType string `json:"crypto_wallet_type"`

	// Claims to add to the session and to the top level of its JWT, at most 4 KB in total. A null value
	// deletes a key, and keys that are not sent stay unchanged. If the response has no session, all
	// claims are ignored. `iss`, `sub`, `aud`, `exp`, `nbf`, `iat` and `jti` are always ignored.
	SessionCustomClaims map[string]any `json:"session_custom_claims,omitzero"`

	// Session lifetime in minutes from now, 5 to 527040 (366 days). Starts a session, or changes the
	// expiration of the session that is passed. If both this and a session are omitted, no session
	// starts: `session` is null, and `session_token` and `session_jwt` are empty.
	SessionDurationMinutes int `json:"session_duration_minutes,omitzero"`

	// JWT of the user's current session, instead of `session_token`.
	SessionJWT string `json:"session_jwt,omitzero" secret:"true"`

	// Token of the user's current session. Stytch adds the factor to that session instead of starting a
	// new one. Send this or `session_jwt`, not both.
	SessionToken string `json:"session_token,omitzero" secret:"true"`

	// The wallet's signature of the challenge.
	Signature string `json:"signature" secret:"true"`

	// Telemetry ID of the device fingerprint that Stytch's script took. With it, the response has a
	// `user_device`. Requires Device Fingerprinting for the workspace.
	TelemetryID string `json:"telemetry_id,omitzero"`
}

// CryptoWalletsAuthenticateResponse is the response body of crypto_wallets.authenticate. On
// success, the wallet is verified and the user is authenticated.
type CryptoWalletsAuthenticateResponse struct {
	// ID of this call, `request-id-<env>-<uuid>`. Include it when you contact Stytch support.
	RequestID string `json:"request_id"`

	// The session that was started or extended. Null if there is none.
	Session *Session `json:"session,omitzero"`

	// Session JWT, which expires after 5 minutes. Empty without a session.
	SessionJWT string `json:"session_jwt" secret:"true"`

	// Opaque session token, 44 characters. Empty without a session.
	SessionToken string `json:"session_token" secret:"true"`

	// Parameters of the signed Sign-In with Ethereum message. Null if the challenge was not such a
	// message.
	SIWEParams *CryptoWalletsSIWEParamsResponse `json:"siwe_params,omitzero"`

	// HTTP status, repeated in the body.
	StatusCode int `json:"status_code"`

	// The user after the call.
	User User `json:"user"`

	// The device with the `telemetry_id` of the request. Null if the request had none or no device was
	// found.
	UserDevice *DeviceInfo `json:"user_device,omitzero"`

	// ID of the user, `user-<env>-<uuid>`.
	UserID string `json:"user_id"`
}

// CryptoWalletsAuthenticateStartRequest is the request body of crypto_wallets.authenticate_start.
// `crypto_wallet_type` and `crypto_wallet_address` are required. At most one of `user_id`,
// `session_token` and `session_jwt` can select a user to add the wallet to.
type CryptoWalletsAuthenticateStartRequest struct {
	// Address of the wallet.
	CryptoWalletAddress string `json:"crypto_wallet_address"`

	// Kind of wallet: `ethereum`, which includes all EVM-compatible chains, or `solana`.
	CryptoWalletType string `json:"crypto_wallet_type"`

	// Session JWT of the user to add the wallet to.
	SessionJWT string `json:"session_jwt,omitzero" secret:"true"`

	// Session token of the user to add the wallet to.
	SessionToken string `json:"session_token,omitzero" secret:"true"`

	// Parameters of a Sign-In with Ethereum message. If they are set, the challenge is that message.
	// Only for `ethereum`.
	SIWEParams CryptoWalletsSIWEParams `json:"siwe_params,omitzero"`

	// User ID or external ID of the user to add the wallet to.
	UserID string `json:"user_id,omitzero"`
}

// CryptoWalletsAuthenticateStartResponse is the response body of crypto_wallets.authenticate_start.
// On success, it contains the challenge to sign.
type CryptoWalletsAuthenticateStartResponse struct {
	// Text that the wallet must sign.
	Challenge string `json:"challenge"`

	// ID of this call, `request-id-<env>-<uuid>`. Include it when you contact Stytch support.
	RequestID string `json:"request_id"`

	// HTTP status, repeated in the body.
	StatusCode int `json:"status_code"`

	// Whether this call created the user.
	UserCreated bool `json:"user_created"`

	// ID of the user, `user-<env>-<uuid>`.
	UserID string `json:"user_id"`
}

// CryptoWalletsSIWEParams holds the fields of a Sign-In with Ethereum message (EIP-4361). `domain`
// and `uri` are required.
type CryptoWalletsSIWEParams struct {
	// EIP-155 ID of the chain: an integer from 1 to 9223372036854775771, as a string. Defaults to `1`.
	ChainID string `json:"chain_id,omitzero"`

	// Domain that requests the signature, as an RFC 3986 authority.
	Domain string `json:"domain"`

	// When the message was created. Defaults to the current time.
	IssuedAt time.Time `json:"issued_at,omitzero"`

	// ID of this login in your own system.
	MessageRequestID string `json:"message_request_id,omitzero"`

	// When the message becomes valid.
	NotBefore time.Time `json:"not_before,omitzero"`

	// URIs (RFC 3986) that the message lists as resources.
	Resources []string `json:"resources,omitzero"`

	// ASCII statement that is shown to the user and signed.
	Statement string `json:"statement,omitzero"`

	// URI of the resource that the signature is for (RFC 3986).
	URI string `json:"uri"`
}

// CryptoWalletsSIWEParamsResponse holds the fields of a signed Sign-In with Ethereum message.
type CryptoWalletsSIWEParamsResponse struct {
	// EIP-155 ID of the chain: an integer, as a string.
	ChainID string `json:"chain_id"`

	// Domain that requested the signature.
	Domain string `json:"domain"`

	// When the message was created.
	IssuedAt time.Time `json:"issued_at,omitzero"`

	// ID of this login in your own system, if the request had one.
	MessageRequestID string `json:"message_request_id,omitzero"`

	// URIs that the message lists as resources.
	Resources []string `json:"resources"`

	// HTTP status, repeated in the body.
	StatusCode int `json:"status_code"`

	// URI of the resource that the signature is for.
	URI string `json:"uri"`
}
