package conformance_test

import (
	"context"
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"sync"
	"testing"

	codes "github.com/pquerna/otp/totp"

	"github.com/flymyai/stytch-go"
	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/clienttest"
	"github.com/flymyai/stytch-go/internal/emulator"
	"github.com/flymyai/stytch-go/magiclinks"
	"github.com/flymyai/stytch-go/oauth"
	"github.com/flymyai/stytch-go/otp"
	"github.com/flymyai/stytch-go/passwords"
	"github.com/flymyai/stytch-go/sessions"
	"github.com/flymyai/stytch-go/totp"
	"github.com/flymyai/stytch-go/users"
)

const (
	ada      = "ada@example.com"
	grace    = "grace@example.com"
	linus    = "linus@example.com"
	newcomer = "new@example.com"
	phone    = "+14155550123"
	password = "correct horse battery staple 1815"
	renewed  = "another battery of staple horses"
)

// theater is an emulator whose state lets every operation succeed once.
type theater struct {
	*emulator.Server

	client *stytch.Client // without faults
	ada    api.User
	grace  api.User
	linus  api.User
	t      *testing.T
}

// profileKey signs the tokens of the trusted profile.
var profileKey = sync.OnceValue(func() *rsa.PrivateKey {
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		panic(err)
	}
	return key
})

// theaterConfig has three users: Ada has every factor, Grace an email address, Linus a phone number as well.
func theaterConfig() emulator.Config {
	return emulator.Config{
		ProjectID: clienttest.ProjectID,
		Secret:    clienttest.Secret,
		Users: []emulator.SeedUser{
			{
				User: api.User{
					ExternalID:             "customer-1",
					Emails:                 []api.UserEmail{{Email: ada, Verified: true}},
					PhoneNumbers:           []api.UserPhoneNumber{{PhoneNumber: phone, Verified: true}},
					Providers:              []api.UserOAuthProvider{{ProviderType: "Google", ProviderSubject: "1"}},
					WebAuthnRegistrations:  []api.UserWebAuthnRegistration{{Domain: "example.com", Verified: true}},
					BiometricRegistrations: []api.UserBiometricRegistration{{Verified: true}},
					CryptoWallets:          []api.UserCryptoWallet{{CryptoWalletAddress: "0x6df2dB4Fb3DA35d241901Bd53367770BF03123f1", CryptoWalletType: "ethereum", Verified: true}},
				},
				PlainPassword: password,
				TOTPSecret:    "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP",
			},
			{User: api.User{Emails: []api.UserEmail{{Email: grace, Verified: true}}}},
			{User: api.User{Emails: []api.UserEmail{{Email: linus, Verified: true}}, PhoneNumbers: []api.UserPhoneNumber{{PhoneNumber: "+14155550177", Verified: true}}}},
		},
		UserInfo: func(string) (string, error) { return ada, nil },
		TrustedTokenProfiles: []emulator.TrustedTokenProfile{{
			ID: "profile", Issuer: "https://idp.example.com", Audience: "app",
			Keys: map[string]crypto.PublicKey{"key": &profileKey().PublicKey},
		}},
	}
}

func (th *theater) must(err error) {
	th.t.Helper()
	if err != nil {
		th.t.Fatal(err)
	}
}

// login returns a session of Ada.
func (th *theater) login() *passwords.AuthenticateResponse {
	th.t.Helper()
	resp, err := th.client.Passwords.Authenticate(th.t.Context(), passwords.AuthenticateRequest{Email: ada, Password: password, SessionDurationMinutes: 60})
	th.must(err)
	return resp
}

// last returns the last message.
func (th *theater) last() emulator.Message {
	th.t.Helper()
	list := th.Messages()
	if len(list) == 0 {
		th.t.Fatal("no message was sent")
	}
	return list[len(list)-1]
}

// attested signs a token of the trusted profile.
func (th *theater) attested() string {
	now := th.Now().Unix()
	head := base64.RawURLEncoding.EncodeToString([]byte(`{"alg":"RS256","kid":"key","typ":"JWT"}`))
	body := base64.RawURLEncoding.EncodeToString(fmt.Appendf(nil, `{"iss":"https://idp.example.com","aud":"app","sub":%q,"iat":%d,"exp":%d,"jti":%q}`,
		th.ada.UserID, now, now+300, rand.Text()))
	digest := sha256.Sum256([]byte(head + "." + body))
	signature, err := rsa.SignPKCS1v15(nil, profileKey(), crypto.SHA256, digest[:])
	th.must(err)
	return head + "." + body + "." + base64.RawURLEncoding.EncodeToString(signature)
}

// act is one call of an operation that succeeds, made ready in a theater.
type act func(context.Context, *stytch.Client) error

// only passes an error on, and makes one of an answer that came with it or did not come.
func only[Resp any](resp *Resp, err error) error {
	if (resp == nil) != (err != nil) {
		return fmt.Errorf("answer %v with error %w", resp, err)
	}
	return err
}

// scenarios make each operation of the seven domains ready to be called.
var scenarios = map[string]func(*theater) act{
	"users.create": func(*theater) act {
		return func(ctx context.Context, c *stytch.Client) error {
			return only(c.Users.Create(ctx, users.CreateRequest{Email: newcomer}))
		}
	},
	"users.get": func(th *theater) act {
		return func(ctx context.Context, c *stytch.Client) error {
			return only(c.Users.Get(ctx, th.ada.UserID))
		}
	},
	"users.search": func(*theater) act {
		return func(ctx context.Context, c *stytch.Client) error {
			return only(c.Users.Search(ctx, users.SearchRequest{}))
		}
	},
	"users.update": func(th *theater) act {
		return func(ctx context.Context, c *stytch.Client) error {
			return only(c.Users.Update(ctx, th.ada.UserID, users.UpdateRequest{TrustedMetadata: map[string]any{"plan": "pro"}}))
		}
	},
	"users.delete": func(th *theater) act {
		return func(ctx context.Context, c *stytch.Client) error {
			return only(c.Users.Delete(ctx, th.ada.UserID))
		}
	},
	"users.exchange_primary_factor": func(th *theater) act {
		return func(ctx context.Context, c *stytch.Client) error {
			return only(c.Users.ExchangePrimaryFactor(ctx, th.grace.UserID, users.ExchangePrimaryFactorRequest{EmailAddress: newcomer}))
		}
	},
	"users.delete_email": func(th *theater) act {
		return func(ctx context.Context, c *stytch.Client) error {
			return only(c.Users.DeleteEmail(ctx, th.linus.Emails[0].EmailID))
		}
	},
	"users.delete_phone_number": func(th *theater) act {
		return func(ctx context.Context, c *stytch.Client) error {
			return only(c.Users.DeletePhoneNumber(ctx, th.ada.PhoneNumbers[0].PhoneID))
		}
	},
	"users.delete_webauthn_registration": func(th *theater) act {
		return func(ctx context.Context, c *stytch.Client) error {
			return only(c.Users.DeleteWebAuthnRegistration(ctx, th.ada.WebAuthnRegistrations[0].WebAuthnRegistrationID))
		}
	},
	"users.delete_biometric_registration": func(th *theater) act {
		return func(ctx context.Context, c *stytch.Client) error {
			return only(c.Users.DeleteBiometricRegistration(ctx, th.ada.BiometricRegistrations[0].BiometricRegistrationID))
		}
	},
	"users.delete_totp": func(th *theater) act {
		return func(ctx context.Context, c *stytch.Client) error {
			return only(c.Users.DeleteTOTP(ctx, th.ada.TOTPs[0].TOTPID))
		}
	},
	"users.delete_crypto_wallet": func(th *theater) act {
		return func(ctx context.Context, c *stytch.Client) error {
			return only(c.Users.DeleteCryptoWallet(ctx, th.ada.CryptoWallets[0].CryptoWalletID))
		}
	},
	"users.delete_password": func(th *theater) act {
		return func(ctx context.Context, c *stytch.Client) error {
			return only(c.Users.DeletePassword(ctx, th.ada.Password.PasswordID))
		}
	},
	"users.delete_oauth_registration": func(th *theater) act {
		return func(ctx context.Context, c *stytch.Client) error {
			return only(c.Users.DeleteOAuthRegistration(ctx, th.ada.Providers[0].OAuthUserRegistrationID))
		}
	},
	"users.delete_external_id": func(th *theater) act {
		return func(ctx context.Context, c *stytch.Client) error {
			return only(c.Users.DeleteExternalID(ctx, th.ada.UserID))
		}
	},
	"users.connected_apps": func(th *theater) act {
		return func(ctx context.Context, c *stytch.Client) error {
			return only(c.Users.ConnectedApps(ctx, th.ada.UserID))
		}
	},
	"users.revoke_connected_app": func(th *theater) act {
		app, err := th.ConnectApp(th.ada.UserID, api.UserConnectedApp{Name: "App"})
		th.must(err)
		return func(ctx context.Context, c *stytch.Client) error {
			return only(c.Users.RevokeConnectedApp(ctx, th.ada.UserID, app.ConnectedAppID))
		}
	},
	"magic_links.authenticate": func(th *theater) act {
		_, err := th.client.MagicLinks.Email.Send(th.t.Context(), magiclinks.EmailSendRequest{Email: ada})
		th.must(err)
		token := th.last().Token
		return func(ctx context.Context, c *stytch.Client) error {
			return only(c.MagicLinks.Authenticate(ctx, magiclinks.AuthenticateRequest{Token: token}))
		}
	},
	"magic_links.create": func(th *theater) act {
		return func(ctx context.Context, c *stytch.Client) error {
			return only(c.MagicLinks.Create(ctx, magiclinks.CreateRequest{UserID: th.ada.UserID}))
		}
	},
	"magic_links.email.send": func(*theater) act {
		return func(ctx context.Context, c *stytch.Client) error {
			return only(c.MagicLinks.Email.Send(ctx, magiclinks.EmailSendRequest{Email: ada}))
		}
	},
	"magic_links.email.login_or_create": func(*theater) act {
		return func(ctx context.Context, c *stytch.Client) error {
			return only(c.MagicLinks.Email.LoginOrCreate(ctx, magiclinks.EmailLoginOrCreateRequest{Email: newcomer}))
		}
	},
	"magic_links.email.invite": func(*theater) act {
		return func(ctx context.Context, c *stytch.Client) error {
			return only(c.MagicLinks.Email.Invite(ctx, magiclinks.EmailInviteRequest{Email: newcomer}))
		}
	},
	"magic_links.email.revoke_invite": func(th *theater) act {
		_, err := th.client.MagicLinks.Email.Invite(th.t.Context(), magiclinks.EmailInviteRequest{Email: newcomer})
		th.must(err)
		return func(ctx context.Context, c *stytch.Client) error {
			return only(c.MagicLinks.Email.RevokeInvite(ctx, magiclinks.EmailRevokeInviteRequest{Email: newcomer}))
		}
	},
	"otp.authenticate": func(th *theater) act {
		sent, err := th.client.OTP.SMS.Send(th.t.Context(), otp.SMSSendRequest{PhoneNumber: phone})
		th.must(err)
		code := th.last().Code
		return func(ctx context.Context, c *stytch.Client) error {
			return only(c.OTP.Authenticate(ctx, otp.AuthenticateRequest{MethodID: sent.PhoneID, Code: code}))
		}
	},
	"otp.sms.send": func(*theater) act {
		return func(ctx context.Context, c *stytch.Client) error {
			return only(c.OTP.SMS.Send(ctx, otp.SMSSendRequest{PhoneNumber: phone}))
		}
	},
	"otp.sms.login_or_create": func(*theater) act {
		return func(ctx context.Context, c *stytch.Client) error {
			return only(c.OTP.SMS.LoginOrCreate(ctx, otp.SMSLoginOrCreateRequest{PhoneNumber: "+14155550199"}))
		}
	},
	"otp.whatsapp.send": func(*theater) act {
		return func(ctx context.Context, c *stytch.Client) error {
			return only(c.OTP.WhatsApp.Send(ctx, otp.WhatsAppSendRequest{PhoneNumber: phone}))
		}
	},
	"otp.whatsapp.login_or_create": func(*theater) act {
		return func(ctx context.Context, c *stytch.Client) error {
			return only(c.OTP.WhatsApp.LoginOrCreate(ctx, otp.WhatsAppLoginOrCreateRequest{PhoneNumber: "+14155550199"}))
		}
	},
	"otp.email.send": func(*theater) act {
		return func(ctx context.Context, c *stytch.Client) error {
			return only(c.OTP.Email.Send(ctx, otp.EmailSendRequest{Email: ada}))
		}
	},
	"otp.email.login_or_create": func(*theater) act {
		return func(ctx context.Context, c *stytch.Client) error {
			return only(c.OTP.Email.LoginOrCreate(ctx, otp.EmailLoginOrCreateRequest{Email: newcomer}))
		}
	},
	"passwords.create": func(*theater) act {
		return func(ctx context.Context, c *stytch.Client) error {
			return only(c.Passwords.Create(ctx, passwords.CreateRequest{Email: newcomer, Password: password}))
		}
	},
	"passwords.authenticate": func(*theater) act {
		return func(ctx context.Context, c *stytch.Client) error {
			return only(c.Passwords.Authenticate(ctx, passwords.AuthenticateRequest{Email: ada, Password: password, SessionDurationMinutes: 60}))
		}
	},
	"passwords.strength_check": func(*theater) act {
		return func(ctx context.Context, c *stytch.Client) error {
			return only(c.Passwords.StrengthCheck(ctx, passwords.StrengthCheckRequest{Password: "short"}))
		}
	},
	"passwords.migrate": func(*theater) act {
		return func(ctx context.Context, c *stytch.Client) error {
			return only(c.Passwords.Migrate(ctx, passwords.MigrateRequest{Email: newcomer, HashType: api.PasswordHashTypeMD5, Hash: "5f4dcc3b5aa765d61d8327deb882cf99"}))
		}
	},
	"passwords.email.reset_start": func(*theater) act {
		return func(ctx context.Context, c *stytch.Client) error {
			return only(c.Passwords.Email.ResetStart(ctx, passwords.EmailResetStartRequest{Email: ada}))
		}
	},
	"passwords.email.reset": func(th *theater) act {
		_, err := th.client.Passwords.Email.ResetStart(th.t.Context(), passwords.EmailResetStartRequest{Email: ada})
		th.must(err)
		token := th.last().Token
		return func(ctx context.Context, c *stytch.Client) error {
			return only(c.Passwords.Email.Reset(ctx, passwords.EmailResetRequest{Token: token, Password: renewed}))
		}
	},
	"passwords.existing_password.reset": func(*theater) act {
		return func(ctx context.Context, c *stytch.Client) error {
			return only(c.Passwords.ExistingPassword.Reset(ctx, passwords.ExistingPasswordResetRequest{Email: ada, ExistingPassword: password, NewPassword: renewed}))
		}
	},
	"passwords.session.reset": func(th *theater) act {
		token := th.login().SessionToken
		return func(ctx context.Context, c *stytch.Client) error {
			return only(c.Passwords.Session.Reset(ctx, passwords.SessionResetRequest{SessionToken: token, Password: renewed}))
		}
	},
	"sessions.get": func(th *theater) act {
		return func(ctx context.Context, c *stytch.Client) error {
			return only(c.Sessions.Get(ctx, th.ada.UserID))
		}
	},
	"sessions.authenticate": func(th *theater) act {
		token := th.login().SessionToken
		return func(ctx context.Context, c *stytch.Client) error {
			return only(c.Sessions.Authenticate(ctx, sessions.AuthenticateRequest{SessionToken: token}))
		}
	},
	"sessions.revoke": func(th *theater) act {
		token := th.login().SessionToken
		return func(ctx context.Context, c *stytch.Client) error {
			return only(c.Sessions.Revoke(ctx, sessions.RevokeRequest{SessionToken: token}))
		}
	},
	"sessions.migrate": func(*theater) act {
		return func(ctx context.Context, c *stytch.Client) error {
			return only(c.Sessions.Migrate(ctx, sessions.MigrateRequest{SessionToken: "foreign", SessionDurationMinutes: 60}))
		}
	},
	"sessions.exchange_access_token": func(th *theater) act {
		accessToken, err := th.AccessToken(emulator.AccessToken{UserID: th.ada.UserID, Scopes: "full_access"})
		th.must(err)
		return func(ctx context.Context, c *stytch.Client) error {
			return only(c.Sessions.ExchangeAccessToken(ctx, sessions.ExchangeAccessTokenRequest{AccessToken: accessToken, SessionDurationMinutes: 60}))
		}
	},
	"sessions.jwks": func(*theater) act {
		return func(ctx context.Context, c *stytch.Client) error { return only(c.Sessions.JWKS(ctx)) }
	},
	"sessions.attest": func(th *theater) act {
		token := th.attested()
		return func(ctx context.Context, c *stytch.Client) error {
			return only(c.Sessions.Attest(ctx, sessions.AttestRequest{ProfileID: "profile", Token: token, SessionDurationMinutes: 60}))
		}
	},
	"totp.create": func(th *theater) act {
		return func(ctx context.Context, c *stytch.Client) error {
			return only(c.TOTP.Create(ctx, totp.CreateRequest{UserID: th.grace.UserID}))
		}
	},
	"totp.authenticate": func(th *theater) act {
		code, err := codes.GenerateCode("JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP", th.Now())
		th.must(err)
		return func(ctx context.Context, c *stytch.Client) error {
			return only(c.TOTP.Authenticate(ctx, totp.AuthenticateRequest{UserID: th.ada.UserID, TOTPCode: code}))
		}
	},
	"totp.recovery_codes": func(th *theater) act {
		return func(ctx context.Context, c *stytch.Client) error {
			return only(c.TOTP.RecoveryCodes(ctx, totp.RecoveryCodesRequest{UserID: th.ada.UserID}))
		}
	},
	"totp.recover": func(th *theater) act {
		list, err := th.client.TOTP.RecoveryCodes(th.t.Context(), totp.RecoveryCodesRequest{UserID: th.ada.UserID})
		th.must(err)
		return func(ctx context.Context, c *stytch.Client) error {
			return only(c.TOTP.Recover(ctx, totp.RecoverRequest{UserID: th.ada.UserID, RecoveryCode: list.TOTPs[0].RecoveryCodes[0]}))
		}
	},
	"oauth.attach": func(th *theater) act {
		return func(ctx context.Context, c *stytch.Client) error {
			return only(c.OAuth.Attach(ctx, oauth.AttachRequest{Provider: "google", UserID: th.ada.UserID}))
		}
	},
	"oauth.authenticate": func(th *theater) act {
		token, err := th.OAuthToken(emulator.OAuthLogin{Provider: "google", Email: newcomer})
		th.must(err)
		return func(ctx context.Context, c *stytch.Client) error {
			return only(c.OAuth.Authenticate(ctx, oauth.AuthenticateRequest{Token: token}))
		}
	},
}
