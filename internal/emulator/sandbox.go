package emulator

import (
	"net/http"
	"time"

	"github.com/flymyai/stytch-go/api"
)

// The sandbox values of Stytch. They work in the test environment, and leave nothing behind.
const (
	sandboxEmail  = "sandbox@stytch.com"
	sandboxPhone  = "+10000000000"
	sandboxUserID = "user-test-e3795c81-f849-4167-bfda-e4a6e9c280fd"

	sandboxEmailID = "email-test-23873e89-d4ed-4e92-b3b9-e5c7198fa286"
	sandboxPhoneID = "phone-number-test-d5a3b680-e8a3-40c0-b815-ab79986666d0"

	sandboxMagicLinkToken   = "DOYoip3rvIMMW5lgItikFK-Ak1CfMsgjuiCyI7uuU94="
	sandboxMagicLinkSpent   = "3pzjQpgksDlGKWEwUq2Up--hCHC_0oamfLHyfspKDFU="
	sandboxMagicLinkUnknown = "CprTtwhnRNiMBiUS2jSLcWYrfuO2POeBNdo5HhW6qTM="

	sandboxCode         = "000000"
	sandboxTOTPID       = "totp-test-41920359-8bbb-4fe8-8fa3-aaa83f35f02c"
	sandboxRecoveryID   = "totp-recovery-code-test-3b4b1d3a-5d3c-4d6e-9c36-0d6f0b3c8f57"
	sandboxRecoveryCode = "a1b2-c3d4-e5f6"

	sandboxOAuthToken   = "hdPVZHHX0UoRa7hJTuuPHi1vlddffSnoweRbVFf5-H8g"
	sandboxOAuthID      = "oauth-user-test-c4c1a0d1-0b57-4e47-9d8f-3f1c6f4d5b0e"
	sandboxSessionToken = "WJtR5BCy38Szd5AfoDpf0iqFKEt4EE5JhjlWUY7l3FtY"
	sandboxSessionID    = "session-test-eb94233f-8800-4ebd-8645-51dc15f9d028"
	sandboxSessionHours = 1

	sandboxWalletID        = "crypto-wallet-test-dbbd372b-79f8-48ea-907c-5efd755e7328"
	sandboxWalletType      = "ethereum"
	sandboxWalletAddress   = "0x6df2dB4Fb3DA35d241901Bd53367770BF03123f1"
	sandboxWalletSignature = "0x0c4f82edc3c818b6beff4b89e0682994e5878074609903cecdfb"
)

// sandboxEpoch is when the sandbox user was made and the sandbox session began.
var sandboxEpoch = time.Date(2021, time.August, 28, 0, 41, 58, 935673000, time.UTC)

// sandbox says whether the sandbox values work.
func (s *Server) sandbox() bool { return s.env == envTest && !s.cfg.NoSandbox }

func (s *Server) isSandboxEmail(address string) bool { return s.sandbox() && address == sandboxEmail }

// sandboxContact returns the id of the sandbox address or number.
func (s *Server) sandboxContact(value string) (id string, ok bool) {
	switch {
	case s.isSandboxEmail(value):
		return sandboxEmailID, true
	case s.sandbox() && value == sandboxPhone:
		return sandboxPhoneID, true
	}
	return "", false
}

// sandboxUser returns the sandbox user, who is in no index and made anew each time.
func (s *Server) sandboxUser() *user {
	u := &user{id: sandboxUserID, createdAt: sandboxEpoch, status: api.UserStatusActive}
	u.emails = []*contact{{id: sandboxEmailID, value: sandboxEmail, user: u, verified: true}}
	u.phones = []*contact{{id: sandboxPhoneID, value: sandboxPhone, user: u, verified: true}}
	u.totp = &totp{id: sandboxTOTPID, verified: true, recoveryID: sandboxRecoveryID, recovery: []string{sandboxRecoveryCode}}
	u.providers = []api.UserOAuthProvider{{OAuthUserRegistrationID: sandboxOAuthID, ProviderType: "Google", ProviderSubject: sandboxUserID}}
	u.wallets = []api.UserCryptoWallet{{
		CryptoWalletID: sandboxWalletID, CryptoWalletAddress: sandboxWalletAddress, CryptoWalletType: sandboxWalletType, Verified: true,
	}}
	return u
}

// sandboxSession returns the sandbox session, which never ends.
func (c *call) sandboxSession() *session {
	u := c.sandboxUser()
	sess := &session{
		id:         sandboxSessionID,
		token:      sandboxSessionToken,
		user:       u,
		startedAt:  sandboxEpoch,
		accessedAt: c.now,
		expiresAt:  c.now.Add(sandboxSessionHours * time.Hour),
	}
	sess.addFactor(contactFactor(api.AuthenticationFactorTypeMagicLink, api.DeliveryMethodEmail, u.emails[0]), sandboxEpoch)
	return sess
}

// sandboxMagicLink returns what a sandbox token stands for: a link, a spent one, or nil for none.
func (c *call) sandboxMagicLink(token string) (t *ticket, known bool) {
	u := c.sandboxUser()
	t = &ticket{user: u, email: u.emails[0], expiresAt: c.now.Add(time.Hour)}
	switch token {
	case sandboxMagicLinkToken:
		return t, true
	case sandboxMagicLinkSpent:
		t.spent = true
		return t, true
	}
	return nil, token == sandboxMagicLinkUnknown
}

// sandboxOTP returns the sandbox address or number of a method id, with its code, or nil.
func (c *call) sandboxOTP(methodID string) *contact {
	if !c.sandbox() {
		return nil
	}
	u := c.sandboxUser()
	code := &passcode{code: sandboxCode, expiresAt: c.now.Add(time.Minute)}
	var to *contact
	switch methodID {
	case sandboxEmailID:
		to, code.delivery = u.emails[0], api.DeliveryMethodEmail
	case sandboxPhoneID:
		to, code.delivery = u.phones[0], api.DeliveryMethodSMS
	default:
		return nil
	}
	to.codes.add(code)
	return to
}

// sandboxOAuth returns the login of the sandbox OAuth token.
func (c *call) sandboxOAuth() *oauthToken {
	p, _ := findProvider("google")
	return &oauthToken{
		login:     OAuthLogin{Subject: sandboxUserID, AccessToken: c.random.token(), RefreshToken: c.random.token(), Scopes: []string{"openid", "email"}},
		provider:  p,
		expiresAt: c.now.Add(time.Hour),
	}
}

// walletOperations are those of crypto wallets. Of these the emulator knows the sandbox wallet only.
func walletOperations() []operation {
	return []operation{
		op("crypto_wallets.authenticate_start", http.MethodPost, "/v1/crypto_wallets/authenticate/start", startWallet),
		op("crypto_wallets.authenticate", http.MethodPost, "/v1/crypto_wallets/authenticate", authenticateWallet),
	}
}

// checkWallet refuses all wallets but the one of the sandbox.
func (s *Server) checkWallet(walletType, address string) error {
	switch {
	case walletType != "ethereum" && walletType != "solana":
		return refuse(api.ErrorTypeInvalidWalletType, "crypto_wallet_type must be ethereum or solana.")
	case !s.sandbox() || walletType != sandboxWalletType || address != sandboxWalletAddress:
		return refuse(api.ErrorTypeInvalidCryptoWalletAddress, "The emulator verifies signatures of the sandbox wallet only.")
	}
	return nil
}

func startWallet(c *call, req *api.CryptoWalletsAuthenticateStartRequest) (*api.CryptoWalletsAuthenticateStartResponse, error) {
	if err := c.checkWallet(req.CryptoWalletType, req.CryptoWalletAddress); err != nil {
		return nil, err
	}
	return &api.CryptoWalletsAuthenticateStartResponse{
		UserID:    sandboxUserID,
		Challenge: "Sign this to log in to " + projectName + ": " + c.random.token(),
	}, nil
}

func authenticateWallet(c *call, req *api.CryptoWalletsAuthenticateRequest) (*api.CryptoWalletsAuthenticateResponse, error) {
	if err := c.checkWallet(req.CryptoWalletType, req.CryptoWalletAddress); err != nil {
		return nil, err
	}
	plan, err := c.planSession(sessionArgs{req.SessionToken, req.SessionJWT, req.SessionDurationMinutes, req.SessionCustomClaims})
	if err != nil {
		return nil, err
	}
	if req.Signature != sandboxWalletSignature {
		return nil, refuse(api.ErrorTypeUnableToAuthenticateCryptoWallet, "The signature is not that of the sandbox wallet.")
	}
	u := c.sandboxUser()
	granted, err := c.complete(u, plan, factor{id: sandboxWalletID, AuthenticationFactor: api.AuthenticationFactor{
		Type:           api.AuthenticationFactorTypeCrypto,
		DeliveryMethod: api.DeliveryMethodCryptoWallet,
		CryptoWalletFactor: &api.CryptoWalletFactor{
			CryptoWalletID: sandboxWalletID, CryptoWalletAddress: sandboxWalletAddress, CryptoWalletType: sandboxWalletType,
		},
	}}, api.Attributes{})
	if err != nil {
		return nil, err
	}
	return &api.CryptoWalletsAuthenticateResponse{
		UserID: u.id, User: c.view(u),
		SessionToken: granted.token, SessionJWT: granted.jwt, Session: granted.session,
	}, nil
}
