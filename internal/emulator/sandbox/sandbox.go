// Package sandbox holds the sandbox values of Stytch's documentation. They work in the test environment and leave
// nothing behind.
package sandbox

import "time"

// The values of the documentation, and IDs that belong to them.
const (
	Email  = "sandbox@stytch.com"
	Phone  = "+10000000000"
	UserID = "user-test-e3795c81-f849-4167-bfda-e4a6e9c280fd"

	EmailID = "email-test-23873e89-d4ed-4e92-b3b9-e5c7198fa286"
	PhoneID = "phone-number-test-d5a3b680-e8a3-40c0-b815-ab79986666d0"

	MagicLinkToken        = "DOYoip3rvIMMW5lgItikFK-Ak1CfMsgjuiCyI7uuU94="
	SpentMagicLinkToken   = "3pzjQpgksDlGKWEwUq2Up--hCHC_0oamfLHyfspKDFU="
	UnknownMagicLinkToken = "CprTtwhnRNiMBiUS2jSLcWYrfuO2POeBNdo5HhW6qTM="

	// Code works for one-time passcodes and for TOTP.
	Code           = "000000"
	TOTPID         = "totp-test-41920359-8bbb-4fe8-8fa3-aaa83f35f02c"
	TOTPRecoveryID = "totp-recovery-code-test-3b4b1d3a-5d3c-4d6e-9c36-0d6f0b3c8f57"
	RecoveryCode   = "a1b2-c3d4-e5f6"

	OAuthToken          = "hdPVZHHX0UoRa7hJTuuPHi1vlddffSnoweRbVFf5-H8g"
	OAuthRegistrationID = "oauth-user-test-c4c1a0d1-0b57-4e47-9d8f-3f1c6f4d5b0e"

	SessionToken    = "WJtR5BCy38Szd5AfoDpf0iqFKEt4EE5JhjlWUY7l3FtY"
	SessionID       = "session-test-eb94233f-8800-4ebd-8645-51dc15f9d028"
	SessionLifetime = time.Hour

	WalletID        = "crypto-wallet-test-dbbd372b-79f8-48ea-907c-5efd755e7328"
	WalletType      = "ethereum"
	WalletAddress   = "0x6df2dB4Fb3DA35d241901Bd53367770BF03123f1"
	WalletSignature = "0x0c4f82edc3c818b6beff4b89e0682994e5878074609903cecdfb"
)

// Epoch is when the sandbox user was created and the sandbox session began.
var Epoch = time.Date(2021, time.August, 28, 0, 41, 58, 935673000, time.UTC)
