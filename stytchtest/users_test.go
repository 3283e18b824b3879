package stytchtest_test

import (
	"net/http"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/magiclinks"
	"github.com/flymyai/stytch-go/oauth"
	"github.com/flymyai/stytch-go/passwords"
	"github.com/flymyai/stytch-go/stytchtest"
	"github.com/flymyai/stytch-go/totp"
	"github.com/flymyai/stytch-go/users"
)

func TestUsers_Create(t *testing.T) {
	t.Parallel()
	w := newHarness(t, stytchtest.WithRBACPolicy(policy))
	created, err := w.Users.Create(w.ctx, users.CreateRequest{
		Email:             "Ada@Example.com",
		PhoneNumber:       phone,
		Name:              users.Name{FirstName: "Ada", LastName: "Lovelace"},
		ExternalID:        "crm|42",
		Roles:             []string{"editor"},
		TrustedMetadata:   map[string]any{"plan": "pro"},
		UntrustedMetadata: map[string]any{"theme": "dark"},
	})
	w.ok(err)
	w.same(created.StatusCode, http.StatusCreated)
	w.same(created.User, api.User{
		UserID:            created.UserID,
		Status:            api.UserStatusActive,
		Emails:            []api.UserEmail{{EmailID: created.EmailID, Email: "Ada@Example.com"}},
		PhoneNumbers:      []api.UserPhoneNumber{{PhoneID: created.PhoneID, PhoneNumber: phone}},
		Name:              users.Name{FirstName: "Ada", LastName: "Lovelace"},
		ExternalID:        "crm|42",
		Roles:             []string{"stytch_user", "editor"},
		TrustedMetadata:   map[string]any{"plan": "pro"},
		UntrustedMetadata: map[string]any{"theme": "dark"},
	}, cmpopts.IgnoreFields(api.User{}, "CreatedAt"))
	w.same(created.User.CreatedAt, w.srv.Now(), cmpopts.EquateApproxTime(1e9))
	w.same(w.srv.Messages(), []stytchtest.Message(nil))
	w.same(w.get(created.UserID), created.User)
	w.same(w.get("crm|42"), created.User)
}

// Addresses keep the case in which they were first given. Nothing else depends on it.
func TestUsers_caseOfAddresses(t *testing.T) {
	t.Parallel()
	const given, other = "Ada.Lovelace@Example.com", "ADA.lovelace@example.COM"
	w := newHarness(t)
	created, err := w.Passwords.Create(w.ctx, passwords.CreateRequest{Email: given, Password: strong})
	w.ok(err)
	w.same(created.User.Emails[0].Email, given)

	_, err = w.Users.Create(w.ctx, users.CreateRequest{Email: other})
	w.fails(err, api.ErrorTypeDuplicateEmail)
	sent, err := w.MagicLinks.Email.LoginOrCreate(w.ctx, magiclinks.EmailLoginOrCreateRequest{Email: other})
	w.ok(err)
	w.same([]string{sent.UserID, sent.EmailID}, []string{created.UserID, created.EmailID})
	w.same(w.srv.LastMessage(other).To, given)
	login, err := w.Passwords.Authenticate(w.ctx, passwords.AuthenticateRequest{Email: other, Password: strong, SessionDurationMinutes: 5})
	w.ok(err)
	w.same(login.UserID, created.UserID)
	w.same(login.Session.AuthenticationFactors[0].EmailFactor.EmailAddress, given)
	google, err := w.oauth(stytchtest.OAuthLogin{Provider: "google", Email: other})
	w.ok(err)
	w.same(google.UserID, created.UserID)
	for _, filter := range []users.Filter{users.EmailAddress(other), users.EmailAddress(given), users.EmailAddressFuzzy("LOVE"), users.EmailAddressFuzzy("love")} {
		page, err := w.Users.Search(w.ctx, users.SearchRequest{Query: users.And(filter)})
		w.ok(err)
		w.same(len(page.Results), 1)
	}
	w.same(w.get(created.UserID).Emails[0].Email, given)

	// A deleted address can be added again in another case.
	_, err = w.Users.Delete(w.ctx, created.UserID)
	w.ok(err)
	again, err := w.Users.Create(w.ctx, users.CreateRequest{Email: other})
	w.ok(err)
	w.same(again.User.Emails[0].Email, other)
}

func TestUsers_pendingUntilFirstLogin(t *testing.T) {
	t.Parallel()
	w := newHarness(t)
	created, err := w.Users.Create(w.ctx, users.CreateRequest{Email: ada, CreateUserAsPending: true})
	w.ok(err)
	w.same(created.Status, api.UserStatusPending)
	login := w.login(ada)
	w.same(login.User.Status, api.UserStatusActive)
	w.same(w.get(created.UserID).Status, api.UserStatusActive)
}

func TestUsers_Update(t *testing.T) {
	t.Parallel()
	w := newHarness(t, stytchtest.WithRBACPolicy(policy))
	id := w.user(ada)
	steps := []struct {
		name string
		req  users.UpdateRequest
		want api.User
	}{
		{"everything at first", users.UpdateRequest{
			Name:              users.NameUpdate{FirstName: new("Ada"), LastName: new("Byron")},
			ExternalID:        "first",
			Roles:             []string{"editor", "viewer"},
			TrustedMetadata:   map[string]any{"a": 1, "b": map[string]any{"x": true}},
			UntrustedMetadata: map[string]any{"c": "d"},
		}, api.User{
			Name: users.Name{FirstName: "Ada", LastName: "Byron"}, ExternalID: "first", Roles: []string{"stytch_user", "editor", "viewer"},
			TrustedMetadata: map[string]any{"a": 1.0, "b": map[string]any{"x": true}}, UntrustedMetadata: map[string]any{"c": "d"},
		}},
		{"names merge, metadata merges at the top level", users.UpdateRequest{
			Name:            users.NameUpdate{LastName: new("Lovelace")},
			TrustedMetadata: map[string]any{"a": nil, "b": map[string]any{"y": 2}},
		}, api.User{
			Name: users.Name{FirstName: "Ada", LastName: "Lovelace"}, ExternalID: "first", Roles: []string{"stytch_user", "editor", "viewer"},
			TrustedMetadata: map[string]any{"b": map[string]any{"y": 2.0}}, UntrustedMetadata: map[string]any{"c": "d"},
		}},
		{"empty values clear", users.UpdateRequest{
			Name:              users.NameUpdate{FirstName: new("")},
			Roles:             []string{},
			UntrustedMetadata: map[string]any{"c": nil},
		}, api.User{
			Name: users.Name{LastName: "Lovelace"}, ExternalID: "first", Roles: []string{"stytch_user"},
			TrustedMetadata: map[string]any{"b": map[string]any{"y": 2.0}},
		}},
		{"the external ID is replaced", users.UpdateRequest{ExternalID: "second"}, api.User{
			Name: users.Name{LastName: "Lovelace"}, ExternalID: "second", Roles: []string{"stytch_user"},
			TrustedMetadata: map[string]any{"b": map[string]any{"y": 2.0}},
		}},
	}
	for _, step := range steps {
		updated, err := w.Users.Update(w.ctx, id, step.req)
		w.ok(err)
		ignored := cmpopts.IgnoreFields(api.User{}, "UserID", "CreatedAt", "Status", "Emails")
		w.Log(step.name)
		w.same(updated.User, step.want, ignored)
		w.same(w.get(id), updated.User)
		w.same(updated.Emails, updated.User.Emails)
	}
	_, err := w.Users.Get(w.ctx, "first")
	w.fails(err, api.ErrorTypeUserNotFound)
}

func TestUsers_externalIDStandsForUserID(t *testing.T) {
	t.Parallel()
	w := newHarness(t)
	created, err := w.Users.Create(w.ctx, users.CreateRequest{Email: ada, ExternalID: "a.b_c-d|e"})
	w.ok(err)
	const id = "a.b_c-d|e"
	updated, err := w.Users.Update(w.ctx, id, users.UpdateRequest{})
	w.ok(err)
	w.same(updated.UserID, created.UserID)
	_, err = w.Sessions.Get(w.ctx, id)
	w.ok(err)
	link, err := w.MagicLinks.Create(w.ctx, magiclinks.CreateRequest{UserID: id})
	w.ok(err)
	w.same(link.UserID, created.UserID)
	enrolled, err := w.TOTP.Create(w.ctx, totp.CreateRequest{UserID: id})
	w.ok(err)
	w.same(enrolled.UserID, created.UserID)
	_, err = w.OAuth.Attach(w.ctx, oauth.AttachRequest{Provider: "google", UserID: id})
	w.ok(err)
	_, err = w.MagicLinks.Email.Send(w.ctx, magiclinks.EmailSendRequest{Email: ada, UserID: id})
	w.ok(err)
	removed, err := w.Users.DeleteExternalID(w.ctx, id)
	w.ok(err)
	w.same(removed.User.ExternalID, "")
	_, err = w.Users.Get(w.ctx, id)
	w.fails(err, api.ErrorTypeUserNotFound)
}

func TestUsers_Delete(t *testing.T) {
	t.Parallel()
	w := newHarness(t)
	login := w.login(ada)
	google := stytchtest.OAuthLogin{Provider: "google", Subject: "g-1", Email: ada}
	_, err := w.oauth(google)
	w.ok(err)
	link := w.sendLink(ada)
	deleted, err := w.Users.Delete(w.ctx, login.UserID)
	w.ok(err)
	w.same(deleted.UserID, login.UserID)
	_, err = w.Users.Get(w.ctx, login.UserID)
	w.fails(err, api.ErrorTypeUserNotFound)
	w.fails(w.alive(login.SessionToken), api.ErrorTypeSessionNotFound)
	_, err = w.followLink(link)
	w.fails(err, api.ErrorTypeUnableToAuthMagicLink)
	again, err := w.oauth(google)
	w.ok(err)
	w.same(again.UserID, w.get(again.UserID).UserID)
	if again.UserID == login.UserID {
		t.Error("the new user has the old id")
	}
}

// everything is a user with every kind of factor.
var everything = stytchtest.User{
	User: api.User{
		UserID:                 "user-test-11111111-1111-4111-8111-111111111111",
		Emails:                 []api.UserEmail{{Email: ada, Verified: true}, {Email: grace}},
		PhoneNumbers:           []api.UserPhoneNumber{{PhoneNumber: phone, Verified: true}},
		Providers:              []api.UserOAuthProvider{{ProviderType: "Google", ProviderSubject: "g-1"}},
		WebAuthnRegistrations:  []api.UserWebAuthnRegistration{{Domain: "example.com", Verified: true}},
		BiometricRegistrations: []api.UserBiometricRegistration{{Verified: true}},
		CryptoWallets:          []api.UserCryptoWallet{{CryptoWalletAddress: "0xABC", CryptoWalletType: "ethereum", Verified: true}},
	},
	PlainPassword: strong,
	TOTPSecret:    "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP",
}

func TestUsers_deleteFactors(t *testing.T) {
	t.Parallel()
	w := newHarness(t, stytchtest.WithUsers(everything))
	u := w.get(everything.UserID)
	remove := func(user api.User, err error) {
		w.Helper()
		w.ok(err)
		w.same(w.get(u.UserID), user)
	}

	email, err := w.Users.DeleteEmail(w.ctx, u.Emails[1].EmailID)
	u.Emails = u.Emails[:1]
	remove(email.User, err)
	w.same(email.User, u)
	passkey, err := w.Users.DeleteWebAuthnRegistration(w.ctx, u.WebAuthnRegistrations[0].WebAuthnRegistrationID)
	u.WebAuthnRegistrations = nil
	remove(passkey.User, err)
	w.same(passkey.User, u)
	biometric, err := w.Users.DeleteBiometricRegistration(w.ctx, u.BiometricRegistrations[0].BiometricRegistrationID)
	u.BiometricRegistrations = nil
	remove(biometric.User, err)
	w.same(biometric.User, u)
	app, err := w.Users.DeleteTOTP(w.ctx, u.TOTPs[0].TOTPID)
	u.TOTPs = nil
	remove(app.User, err)
	w.same(app.User, u)
	wallet, err := w.Users.DeleteCryptoWallet(w.ctx, u.CryptoWallets[0].CryptoWalletID)
	u.CryptoWallets = nil
	remove(wallet.User, err)
	w.same(wallet.User, u)
	provider, err := w.Users.DeleteOAuthRegistration(w.ctx, u.Providers[0].OAuthUserRegistrationID)
	u.Providers = nil
	remove(provider.User, err)
	w.same(provider.User, u)
	_, err = w.Users.DeleteEmail(w.ctx, u.Emails[0].EmailID)
	w.fails(err, api.ErrorTypeCannotDeleteEmail)
	password, err := w.Users.DeletePassword(w.ctx, u.Password.PasswordID)
	u.Password = nil
	remove(password.User, err)
	w.same(password.User, u)
	number, err := w.Users.DeletePhoneNumber(w.ctx, u.PhoneNumbers[0].PhoneID)
	u.PhoneNumbers = nil
	remove(number.User, err)
	w.same(number.User, u)
	_, err = w.Users.DeleteEmail(w.ctx, u.Emails[0].EmailID)
	w.fails(err, api.ErrorTypeCannotDeleteLastPrimaryFactor)
}

func TestUsers_ExchangePrimaryFactor(t *testing.T) {
	t.Parallel()
	w := newHarness(t, stytchtest.WithUsers(everything))
	id := w.user("only@example.com")
	w.enroll(id)
	_, err := w.Users.ExchangePrimaryFactor(w.ctx, id, users.ExchangePrimaryFactorRequest{EmailAddress: "new@example.com"})
	w.fails(err, api.ErrorTypeInvalidExchangePrimaryFactorUser)
	w.srv.Advance(24 * time.Hour) // the enrolment ends
	exchanged, err := w.Users.ExchangePrimaryFactor(w.ctx, id, users.ExchangePrimaryFactorRequest{EmailAddress: "new@example.com"})
	w.ok(err)
	w.same(exchanged.User.Emails, []api.UserEmail{{Email: "new@example.com"}}, cmpopts.IgnoreFields(api.UserEmail{}, "EmailID"))
	exchanged, err = w.Users.ExchangePrimaryFactor(w.ctx, id, users.ExchangePrimaryFactorRequest{PhoneNumber: "+14155550199"})
	w.ok(err)
	w.same(exchanged.User.Emails, []api.UserEmail(nil))
	w.same(len(exchanged.User.PhoneNumbers), 1)
	w.user("only@example.com") // free again

	_, err = w.Users.ExchangePrimaryFactor(w.ctx, id, users.ExchangePrimaryFactorRequest{EmailAddress: ada})
	w.fails(err, api.ErrorTypeDuplicateEmail)
	_, err = w.Users.ExchangePrimaryFactor(w.ctx, everything.UserID, users.ExchangePrimaryFactorRequest{EmailAddress: "x@example.com"})
	w.fails(err, api.ErrorTypeInvalidExchangePrimaryFactorUser)
}

func TestUsers_connectedApps(t *testing.T) {
	t.Parallel()
	w := newHarness(t)
	id := w.user(ada)
	app := w.srv.ConnectApp(id, api.UserConnectedApp{Name: "Calendar", ClientType: api.ConnectedAppClientTypeThirdParty, ScopesGranted: "openid"})
	listed, err := w.Users.ConnectedApps(w.ctx, id)
	w.ok(err)
	w.same(listed.ConnectedApps, []api.UserConnectedApp{app})
	_, err = w.Users.RevokeConnectedApp(w.ctx, id, app.ConnectedAppID)
	w.ok(err)
	listed, err = w.Users.ConnectedApps(w.ctx, id)
	w.ok(err)
	w.same(listed.ConnectedApps, []api.UserConnectedApp(nil))
	_, err = w.Users.RevokeConnectedApp(w.ctx, id, app.ConnectedAppID)
	w.fails(err, api.ErrorTypeConnectedAppNotFound)
}

// policy has two roles beside the default one.
var policy = api.RBACPolicy{
	Roles: []api.RBACPolicyRole{
		{RoleID: "stytch_user", Permissions: []api.RBACPermission{{ResourceID: "documents", Actions: []string{"read"}}}},
		{RoleID: "editor", Permissions: []api.RBACPermission{{ResourceID: "documents", Actions: []string{"*"}}}},
		{RoleID: "viewer", Permissions: []api.RBACPermission{{ResourceID: "reports", Actions: []string{"read"}}}},
	},
	Resources: []api.RBACPolicyResource{
		{ResourceID: "documents", Actions: []string{"read", "write"}},
		{ResourceID: "reports", Actions: []string{"read"}},
	},
	Scopes: []api.RBACPolicyScope{},
}
