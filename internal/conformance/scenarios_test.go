package conformance_test

import (
	"context"
	"fmt"
	"maps"
	"testing"

	"github.com/flymyai/stytch-go"
	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/clienttest"
	"github.com/flymyai/stytch-go/internal/conformance/live"
	"github.com/flymyai/stytch-go/internal/emulator"
	"github.com/flymyai/stytch-go/passwords"
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

// fixture is an emulator whose state lets every operation succeed once.
type fixture struct {
	*emulator.Server

	client *stytch.Client // without faults
	ada    api.User
	grace  api.User
	linus  api.User
	t      *testing.T
}

// fixtureConfig has three users: Ada with every factor, Grace with an email address, and Linus with an email address and
// a phone number.
func fixtureConfig() emulator.Config {
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
		UserInfo:             func(string) (string, error) { return ada, nil },
		TrustedTokenProfiles: []emulator.TrustedTokenProfile{live.TrustedProfile()},
		M2MClients:           []api.M2MClientWithClientSecret{{ClientID: m2mClient, ClientSecret: m2mSecret, Scopes: []string{"read:users"}}},
	}
}

// newFixture starts an emulator.
func newFixture(t *testing.T) *fixture {
	t.Helper()
	server, err := emulator.New(fixtureConfig())
	if err != nil {
		t.Fatal(err)
	}
	_, client := clienttest.Serve(t, server.ServeHTTP, clienttest.Once, stytch.WithClock(server.Now))
	fx := &fixture{Server: server, client: client, t: t}
	page, err := client.Users.Search(t.Context(), users.SearchRequest{})
	fx.must(err)
	for _, u := range page.Results {
		switch u.Emails[0].Email {
		case ada:
			fx.ada = u
		case grace:
			fx.grace = u
		case linus:
			fx.linus = u
		}
	}
	return fx
}

func (fx *fixture) must(err error) {
	fx.t.Helper()
	if err != nil {
		fx.t.Fatal(err)
	}
}

// login logs Ada in.
func (fx *fixture) login() *passwords.AuthenticateResponse {
	fx.t.Helper()
	resp, err := fx.client.Passwords.Authenticate(fx.t.Context(), passwords.AuthenticateRequest{Email: ada, Password: password, SessionDurationMinutes: 60})
	fx.must(err)
	return resp
}

// last returns the last message that was sent.
func (fx *fixture) last() emulator.Message {
	fx.t.Helper()
	list := fx.Messages()
	if len(list) == 0 {
		fx.t.Fatal("no message was sent")
	}
	return list[len(list)-1]
}

// attested signs a token of the trusted profile for Ada.
func (fx *fixture) attested() string {
	token, err := live.Attested(fx.ada.UserID, fx.Now())
	fx.must(err)
	return token
}

// scenario prepares a fixture and returns the call.
type scenario func(*fixture) step

// step is one call of an operation that succeeds.
type step func(context.Context, *stytch.Client) error

// only returns the error of a call, or an error if the call returned both a response and an error, or neither.
func only[Resp any](resp *Resp, err error) error {
	if (resp == nil) != (err != nil) {
		return fmt.Errorf("response %v with error %w", resp, err)
	}
	return err
}

// scenarios prepare a call of each operation, by its name in the API document. Each domain has a file with its
// scenarios.
var scenarios = merge(
	userScenarios,
	magicLinkScenarios,
	otpScenarios,
	passwordScenarios,
	sessionScenarios,
	totpScenarios,
	oauthScenarios,
	m2mScenarios,
	connectedAppScenarios,
	idpScenarios,
	webAuthnScenarios,
	cryptoWalletScenarios,
	impersonationScenarios,
	fraudScenarios,
	projectScenarios,
)

func merge(all ...map[string]scenario) map[string]scenario {
	merged := map[string]scenario{}
	for _, m := range all {
		maps.Copy(merged, m)
	}
	return merged
}
