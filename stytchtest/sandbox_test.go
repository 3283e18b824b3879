package stytchtest_test

import (
	"net/http"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/magiclinks"
	"github.com/flymyai/stytch-go/oauth"
	"github.com/flymyai/stytch-go/otp"
	"github.com/flymyai/stytch-go/sessions"
	"github.com/flymyai/stytch-go/stytchtest"
	"github.com/flymyai/stytch-go/totp"
	"github.com/flymyai/stytch-go/users"
)

// The values of Stytch's sandbox page.
const (
	sandboxUser    = "user-test-e3795c81-f849-4167-bfda-e4a6e9c280fd"
	sandboxEmail   = "sandbox@stytch.com"
	sandboxEmailID = "email-test-23873e89-d4ed-4e92-b3b9-e5c7198fa286"
	sandboxPhone   = "+10000000000"
	sandboxSession = "WJtR5BCy38Szd5AfoDpf0iqFKEt4EE5JhjlWUY7l3FtY"
	sandboxNothing = "59cnLELtq5cFVS6uYK9f-pAWzBkhqZl8AvLhbhOvKNWw"
)

func TestSandbox_sends(t *testing.T) {
	t.Parallel()
	w := newHarness(t)
	link, err := w.MagicLinks.Email.Send(w.ctx, magiclinks.EmailSendRequest{Email: sandboxEmail})
	w.ok(err)
	w.same([]string{link.UserID, link.EmailID}, []string{sandboxUser, sandboxEmailID})
	created, err := w.MagicLinks.Email.LoginOrCreate(w.ctx, magiclinks.EmailLoginOrCreateRequest{Email: sandboxEmail})
	w.ok(err)
	w.same([]string{created.UserID, created.EmailID}, []string{sandboxUser, sandboxEmailID})
	invited, err := w.MagicLinks.Email.Invite(w.ctx, magiclinks.EmailInviteRequest{Email: sandboxEmail})
	w.ok(err)
	w.same([]string{invited.UserID, invited.EmailID}, []string{sandboxUser, sandboxEmailID})
	_, err = w.MagicLinks.Email.RevokeInvite(w.ctx, magiclinks.EmailRevokeInviteRequest{Email: sandboxEmail})
	w.ok(err)

	methods := map[string]bool{}
	for _, ch := range channels {
		to := sandboxPhone
		if ch.to == ada {
			to = sandboxEmail
		}
		userID, methodID, err := ch.send(w, to, "", "", 0)
		w.ok(err)
		w.same(userID, sandboxUser)
		methods[methodID] = true
		userID, methodID, _, err = ch.loginOrCreate(w, to, false, 0)
		w.ok(err)
		w.same(userID, sandboxUser)
		methods[methodID] = true
	}
	w.same(len(methods), 2)
	for methodID := range methods {
		login, err := w.enterCode(methodID, "000000")
		w.ok(err)
		w.same([]string{login.UserID, login.MethodID}, []string{sandboxUser, methodID})
		_, err = w.enterCode(methodID, "000001")
		w.fails(err, api.ErrorTypeOTPCodeNotFound)
	}
	w.same(w.srv.Messages(), []stytchtest.Message(nil))
}

func TestSandbox_magicLinkTokens(t *testing.T) {
	t.Parallel()
	w := newHarness(t)
	for range 2 { // not spent by use
		login, err := w.followLink("DOYoip3rvIMMW5lgItikFK-Ak1CfMsgjuiCyI7uuU94=")
		w.ok(err)
		w.same([]string{login.UserID, login.MethodID, login.SessionToken}, []string{sandboxUser, sandboxEmailID, sandboxSession})
		w.same(login.User.Emails, []api.UserEmail{{EmailID: sandboxEmailID, Email: sandboxEmail, Verified: true}})
	}
	_, err := w.followLink("3pzjQpgksDlGKWEwUq2Up--hCHC_0oamfLHyfspKDFU=")
	w.fails(err, api.ErrorTypeUnableToAuthMagicLink)
	_, err = w.followLink("CprTtwhnRNiMBiUS2jSLcWYrfuO2POeBNdo5HhW6qTM=")
	w.fails(err, api.ErrorTypeMagicLinkNotFound)
}

func TestSandbox_oauthTokens(t *testing.T) {
	t.Parallel()
	w := newHarness(t)
	login, err := w.OAuth.Authenticate(w.ctx, oauth.AuthenticateRequest{Token: "hdPVZHHX0UoRa7hJTuuPHi1vlddffSnoweRbVFf5-H8g", SessionDurationMinutes: 5})
	w.ok(err)
	w.same(login.UserID, sandboxUser)
	w.same(login.UserSession.AuthenticationFactors[0].Type, api.AuthenticationFactorTypeOAuth)
	_, err = w.OAuth.Authenticate(w.ctx, oauth.AuthenticateRequest{Token: sandboxNothing})
	w.fails(err, api.ErrorTypeOAuthTokenNotFound)
}

func TestSandbox_session(t *testing.T) {
	t.Parallel()
	w := newHarness(t)
	got, err := w.Sessions.Authenticate(w.ctx, sessions.AuthenticateRequest{SessionToken: sandboxSession})
	w.ok(err)
	w.same(got.SessionToken, sandboxSession)
	s := got.Session
	w.same(s.SessionID, "session-test-eb94233f-8800-4ebd-8645-51dc15f9d028")
	w.same(s.UserID, sandboxUser)
	w.same(s.StartedAt, time.Date(2021, time.August, 28, 0, 41, 58, 935673000, time.UTC))
	w.same(s.LastAccessedAt, w.srv.Now(), cmpopts.EquateApproxTime(time.Second))
	w.same(s.ExpiresAt, s.LastAccessedAt.Add(time.Hour))
	w.same(len(s.AuthenticationFactors), 1)
	w.same(s.AuthenticationFactors[0].Type, api.AuthenticationFactorTypeMagicLink)
	w.verifyJWT(got.SessionJWT)
	again, err := w.Sessions.Authenticate(w.ctx, sessions.AuthenticateRequest{SessionJWT: got.SessionJWT})
	w.ok(err)
	w.same(again.SessionToken, sandboxSession)

	w.fails(w.alive(sandboxNothing), api.ErrorTypeSessionNotFound)
	for _, req := range []sessions.RevokeRequest{{SessionToken: sandboxSession}, {SessionJWT: got.SessionJWT}, {SessionID: s.SessionID}} {
		_, err = w.Sessions.Revoke(w.ctx, req)
		w.fails(err, api.ErrorTypeSessionNotFound)
	}
}

func TestSandbox_totp(t *testing.T) {
	t.Parallel()
	w := newHarness(t)
	_, err := w.TOTP.Create(w.ctx, totp.CreateRequest{UserID: sandboxUser})
	w.ok(err)
	login, err := w.enterTOTP(sandboxUser, "000000")
	w.ok(err)
	w.same(login.UserID, sandboxUser)
	_, err = w.enterTOTP(sandboxUser, "000001")
	w.fails(err, api.ErrorTypeUnableToAuthenticateTOTP)
	codes, err := w.TOTP.RecoveryCodes(w.ctx, totp.RecoveryCodesRequest{UserID: sandboxUser})
	w.ok(err)
	w.same(codes.TOTPs[0].RecoveryCodes, []string{"a1b2-c3d4-e5f6"})
	for range 2 {
		_, err = w.TOTP.Recover(w.ctx, totp.RecoverRequest{UserID: sandboxUser, RecoveryCode: "a1b2-c3d4-e5f6"})
		w.ok(err)
	}
}

func TestSandbox_cryptoWallet(t *testing.T) {
	t.Parallel()
	w := newHarness(t)
	wallet := api.CryptoWalletsAuthenticateRequest{
		CryptoWalletType: "ethereum", CryptoWalletAddress: "0x6df2dB4Fb3DA35d241901Bd53367770BF03123f1",
		Signature: "0x0c4f82edc3c818b6beff4b89e0682994e5878074609903cecdfb", SessionDurationMinutes: 5,
	}
	var started api.CryptoWalletsAuthenticateStartResponse
	w.ok(w.Request(w.ctx, http.MethodPost, "/v1/crypto_wallets/authenticate/start", api.CryptoWalletsAuthenticateStartRequest{
		CryptoWalletType: wallet.CryptoWalletType, CryptoWalletAddress: wallet.CryptoWalletAddress,
	}, &started))
	w.same(started.UserID, sandboxUser)
	var login api.CryptoWalletsAuthenticateResponse
	w.ok(w.Request(w.ctx, http.MethodPost, "/v1/crypto_wallets/authenticate", wallet, &login))
	w.same(login.UserID, sandboxUser)
	w.same(login.Session.AuthenticationFactors[0].CryptoWalletFactor.CryptoWalletAddress, wallet.CryptoWalletAddress)
	wallet.Signature = "0x00"
	w.fails(w.Request(w.ctx, http.MethodPost, "/v1/crypto_wallets/authenticate", wallet, nil), api.ErrorTypeUnableToAuthenticateCryptoWallet)
	wallet.CryptoWalletAddress = "0x00"
	w.fails(w.Request(w.ctx, http.MethodPost, "/v1/crypto_wallets/authenticate", wallet, nil), api.ErrorTypeInvalidEthereumAddress)
	wallet.CryptoWalletType = "dogecoin"
	w.fails(w.Request(w.ctx, http.MethodPost, "/v1/crypto_wallets/authenticate/start", map[string]any{"crypto_wallet_type": "dogecoin", "crypto_wallet_address": "x"}, nil), api.ErrorTypeInvalidWalletType)
}

func TestSandbox_userIsNotStored(t *testing.T) {
	t.Parallel()
	w := newHarness(t)
	_, err := w.followLink("DOYoip3rvIMMW5lgItikFK-Ak1CfMsgjuiCyI7uuU94=")
	w.ok(err)
	_, err = w.Sessions.Get(w.ctx, sandboxUser)
	w.fails(err, api.ErrorTypeUserNotFound)
	page, err := w.Users.Search(w.ctx, users.SearchRequest{Query: users.And(users.UserID(sandboxUser))})
	w.ok(err)
	w.same(len(page.Results), 0)
	w.same(page.ResultsMetadata.NextCursor, "")
}

func TestSandbox_off(t *testing.T) {
	t.Parallel()
	w := newHarness(t, stytchtest.WithoutSandbox())
	_, err := w.followLink("DOYoip3rvIMMW5lgItikFK-Ak1CfMsgjuiCyI7uuU94=")
	w.fails(err, api.ErrorTypeMagicLinkNotFound)
	w.fails(w.alive(sandboxSession), api.ErrorTypeSessionNotFound)
	_, err = w.MagicLinks.Email.Send(w.ctx, magiclinks.EmailSendRequest{Email: sandboxEmail})
	w.fails(err, api.ErrorTypeEmailNotFound)
	_, err = w.OTP.SMS.Send(w.ctx, otp.SMSSendRequest{PhoneNumber: sandboxPhone})
	w.fails(err, api.ErrorTypePhoneNumberNotFound)
	_, err = w.TOTP.Create(w.ctx, totp.CreateRequest{UserID: sandboxUser})
	w.fails(err, api.ErrorTypeUserNotFound)
}

func TestSandbox_notInLive(t *testing.T) {
	t.Parallel()
	w := newHarness(t, stytchtest.WithProjectID("project-live-11111111-1111-4111-8111-111111111111"))
	_, err := w.MagicLinks.Email.LoginOrCreate(w.ctx, magiclinks.EmailLoginOrCreateRequest{Email: sandboxEmail, SignupMagicLinkURL: "https://example.com"})
	w.fails(err, api.ErrorTypeInvalidEmailSandbox)
	_, err = w.OTP.SMS.LoginOrCreate(w.ctx, otp.SMSLoginOrCreateRequest{PhoneNumber: sandboxPhone})
	w.fails(err, api.ErrorTypeInvalidPhoneNumberSandbox)
	w.fails(w.alive(sandboxSession), api.ErrorTypeSessionNotFound)
}
