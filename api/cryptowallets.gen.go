// Code generated from openapi.yaml by oapi-codegen and internal/polish. DO NOT EDIT.

package api

import "time"

// CryptoWalletsAuthenticateRequest is the body of crypto_wallets.authenticate.
// `crypto_wallet_type`, `crypto_wallet_address` and `signature` are needed.
type CryptoWalletsAuthenticateRequest struct {
	// Address of the wallet, as in crypto_wallets.authenticate_start.
	CryptoWalletAddress string `json:"crypto_wallet_address"`

	// Kind of wallet, as in crypto_wallets.authenticate_start: `ethereum` or `solana`.
	CryptoWalletType string `json:"crypto_wallet_type"`

	// Claims for the session and, at top level, its JWT: 4 KB in all. A null deletes a key, keys not
	// sent stay. Of no effect without a session. `iss`, `sub`, `aud`, `exp`, `nbf`, `iat` and `jti` are
	// ignored.
	SessionCustomClaims map[string]any `json:"session_custom_claims,omitzero"`

	// Minutes from now until the session ends, 5 to 527040 (366 days). Starts a session, or moves the
	// end of the one sent. Left out, with none sent, no session starts: `session` is null,
	// `session_token` and `session_jwt` are empty.
	SessionDurationMinutes int `json:"session_duration_minutes,omitzero"`

	// JWT of a session the user already has, in place of `session_token`.
	SessionJWT string `json:"session_jwt,omitzero" secret:"true"`

	// Token of a session the user already has: the factor is added to it instead of starting another.
	// Send this or `session_jwt`, not both.
	SessionToken string `json:"session_token,omitzero" secret:"true"`

	// Signature the wallet made of the challenge.
	Signature string `json:"signature"`

	// Id under which Stytch's script took the device's fingerprint. With it, `user_device` is filled.
	// Needs Device Fingerprinting on the workspace.
	TelemetryID string `json:"telemetry_id,omitzero"`
}

// CryptoWalletsAuthenticateResponse is the answer to crypto_wallets.authenticate. On success the
// wallet is verified and the user is authenticated.
type CryptoWalletsAuthenticateResponse struct {
	// Id of this call, `request-id-<env>-<uuid>`. Quote it when asking Stytch for help.
	RequestID string `json:"request_id"`

	// The session, new or extended. Null when there is none.
	Session *Session `json:"session,omitzero"`

	// JWT of the session, valid for 5 minutes. Empty when there is no session.
	SessionJWT string `json:"session_jwt" secret:"true"`

	// Opaque token of the session, 44 characters. Empty when there is no session.
	SessionToken string `json:"session_token" secret:"true"`

	// Contents of the Sign-In with Ethereum message that was signed. Null if the challenge was none.
	SIWEParams *CryptoWalletsSIWEParamsResponse `json:"siwe_params,omitzero"`

	// HTTP status, repeated in the body.
	StatusCode int `json:"status_code"`

	// The user after the call.
	User User `json:"user"`

	// The device behind the `telemetry_id` of the request. Null when none was sent or none was found.
	UserDevice *DeviceInfo `json:"user_device,omitzero"`

	// Id of the user, `user-<env>-<uuid>`.
	UserID string `json:"user_id"`
}

// CryptoWalletsAuthenticateStartRequest is the body of crypto_wallets.authenticate_start.
// `crypto_wallet_type` and `crypto_wallet_address` are needed; at most one of `user_id`,
// `session_token` and `session_jwt` may say which user the wallet is to be added to.
type CryptoWalletsAuthenticateStartRequest struct {
	// Address of the wallet.
	CryptoWalletAddress string `json:"crypto_wallet_address"`

	// Kind of wallet: `ethereum`, which covers all EVM-compatible chains, or `solana`.
	CryptoWalletType string `json:"crypto_wallet_type"`

	// JWT of a session of the user to add the wallet to.
	SessionJWT string `json:"session_jwt,omitzero" secret:"true"`

	// Token of a session of the user to add the wallet to.
	SessionToken string `json:"session_token,omitzero" secret:"true"`

	// Contents of a Sign-In with Ethereum message. Sent, the challenge is such a message; only for
	// `ethereum`.
	SIWEParams CryptoWalletsSIWEParams `json:"siwe_params,omitzero"`

	// Id or external id of the user to add the wallet to.
	UserID string `json:"user_id,omitzero"`
}

// CryptoWalletsAuthenticateStartResponse is the answer to crypto_wallets.authenticate_start. On
// success it holds the challenge to sign.
type CryptoWalletsAuthenticateStartResponse struct {
	// Text for the wallet to sign.
	Challenge string `json:"challenge"`

	// Id of this call, `request-id-<env>-<uuid>`. Quote it when asking Stytch for help.
	RequestID string `json:"request_id"`

	// HTTP status, repeated in the body.
	StatusCode int `json:"status_code"`

	// Whether this call created the user.
	UserCreated bool `json:"user_created"`

	// Id of the user, `user-<env>-<uuid>`.
	UserID string `json:"user_id"`
}

// CryptoWalletsSIWEParams is a Sign-In with Ethereum message (EIP-4361), field by field. `domain`
// and `uri` are needed.
type CryptoWalletsSIWEParams struct {
	// EIP-155 id of the chain, an integer from 1 to 9223372036854775771 in a string. Default `1`.
	ChainID string `json:"chain_id,omitzero"`

	// Domain that asks for the signature, as an RFC 3986 authority.
	Domain string `json:"domain"`

	// When the message was made. Left out, now.
	IssuedAt time.Time `json:"issued_at,omitzero"`

	// Id of this sign-in in your own system.
	MessageRequestID string `json:"message_request_id,omitzero"`

	// From when on the message is valid.
	NotBefore time.Time `json:"not_before,omitzero"`

	// URIs (RFC 3986) of what the user agrees to or should know about.
	Resources []string `json:"resources,omitzero"`

	// Sentence in ASCII that the user is shown and signs.
	Statement string `json:"statement,omitzero"`

	// URI of what the signature is for (RFC 3986).
	URI string `json:"uri"`
}

// CryptoWalletsSIWEParamsResponse is the Sign-In with Ethereum message that was signed, field by
// field.
type CryptoWalletsSIWEParamsResponse struct {
	// EIP-155 id of the chain, an integer in a string.
	ChainID string `json:"chain_id"`

	// Domain that asked for the signature.
	Domain string `json:"domain"`

	// When the message was made.
	IssuedAt time.Time `json:"issued_at,omitzero"`

	// Id of this sign-in in your own system, if one was sent.
	MessageRequestID string `json:"message_request_id,omitzero"`

	// URIs of what the user agreed to or should know about.
	Resources []string `json:"resources"`

	// HTTP status, repeated in the body.
	StatusCode int `json:"status_code"`

	// URI of what the signature is for.
	URI string `json:"uri"`
}
