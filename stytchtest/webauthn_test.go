package stytchtest_test

import (
	"encoding/base64"
	"encoding/json"
	"maps"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/sessions"
	"github.com/flymyai/stytch-go/stytchtest"
	"github.com/flymyai/stytch-go/users"
	"github.com/flymyai/stytch-go/webauthn"
)

const shop = "shop.example"

// startRegistration returns the options for a new passkey.
func (w *harness) startRegistration(userID, domain string) string {
	w.Helper()
	start, err := w.WebAuthn.RegisterStart(w.ctx, webauthn.RegisterStartRequest{UserID: userID, Domain: domain, ReturnPasskeyCredentialOptions: true})
	w.ok(err)
	w.same(start.UserID, userID)
	return start.PublicKeyCredentialCreationOptions
}

// register registers what an authenticator has created.
func (w *harness) register(userID, credential string) (*webauthn.RegisterResponse, error) {
	return w.WebAuthn.Register(w.ctx, webauthn.RegisterRequest{UserID: userID, PublicKeyCredential: credential})
}

// addPasskey registers a new passkey and returns the ID of the registration.
func (w *harness) addPasskey(userID, domain string, passkey *stytchtest.Passkey) string {
	w.Helper()
	registered, err := w.register(userID, passkey.Create(w.startRegistration(userID, domain)))
	w.ok(err)
	return registered.WebAuthnRegistrationID
}

// startPasskeyLogin returns the options for a login; the user may be empty.
func (w *harness) startPasskeyLogin(userID, domain string) string {
	w.Helper()
	start, err := w.WebAuthn.AuthenticateStart(w.ctx, webauthn.AuthenticateStartRequest{UserID: userID, Domain: domain, ReturnPasskeyCredentialOptions: true})
	w.ok(err)
	w.same(start.UserID, userID)
	return start.PublicKeyCredentialRequestOptions
}

// passkeyLogin logs in with what an authenticator has signed, for an hour's session.
func (w *harness) passkeyLogin(credential string) (*webauthn.AuthenticateResponse, error) {
	return w.WebAuthn.Authenticate(w.ctx, webauthn.AuthenticateRequest{PublicKeyCredential: credential, SessionDurationMinutes: 60})
}

// parsed decodes options.
func (w *harness) parsed(options string) map[string]any {
	w.Helper()
	var tree map[string]any
	w.ok(json.Unmarshal([]byte(options), &tree))
	return tree
}

func TestWebAuthn(t *testing.T) {
	t.Parallel()
	w := newHarness(t)
	id := w.user(ada)
	passkey := w.srv.NewPasskey()
	start, err := w.WebAuthn.RegisterStart(w.ctx, webauthn.RegisterStartRequest{UserID: id, Domain: shop, UserAgent: "Firefox", AuthenticatorType: "platform"})
	w.ok(err)
	registered, err := w.WebAuthn.Register(w.ctx, webauthn.RegisterRequest{
		UserID: id, PublicKeyCredential: passkey.Create(start.PublicKeyCredentialCreationOptions), SessionDurationMinutes: 60,
	})
	w.ok(err)
	registration := api.UserWebAuthnRegistration{
		WebAuthnRegistrationID: registered.WebAuthnRegistrationID, Domain: shop, UserAgent: "Firefox", AuthenticatorType: "platform", Verified: true,
	}
	w.same(registered.UserID, id)
	w.same(registered.User.WebAuthnRegistrations, []api.UserWebAuthnRegistration{registration})
	factor := api.AuthenticationFactor{
		Type: api.AuthenticationFactorTypeWebAuthn, DeliveryMethod: api.DeliveryMethodWebAuthnRegistration,
		WebAuthnFactor: &api.WebAuthnFactor{WebAuthnRegistrationID: registration.WebAuthnRegistrationID, Domain: shop, UserAgent: "Firefox"},
	}
	times := cmpopts.IgnoreTypes(time.Time{})
	w.same(registered.Session.AuthenticationFactors, []api.AuthenticationFactor{factor}, times)

	for _, userID := range []string{id, ""} {
		login, err := w.passkeyLogin(passkey.Get(w.startPasskeyLogin(userID, shop)))
		w.ok(err)
		w.same(login.UserID, id)
		w.same(login.WebAuthnRegistrationID, registration.WebAuthnRegistrationID)
		w.same(login.Session.AuthenticationFactors, []api.AuthenticationFactor{factor}, times)
	}

	updated, err := w.WebAuthn.Update(w.ctx, registration.WebAuthnRegistrationID, webauthn.UpdateRequest{Name: "Phone"})
	w.ok(err)
	registration.Name = "Phone"
	w.same(updated.WebAuthnRegistration, &registration)
	w.same(w.get(id).WebAuthnRegistrations, []api.UserWebAuthnRegistration{registration})
}

// A passkey is a factor of the session that it is given.
func TestWebAuthn_secondFactor(t *testing.T) {
	t.Parallel()
	w := newHarness(t)
	login := w.login(ada)
	passkey := w.srv.NewPasskey()
	w.addPasskey(login.UserID, shop, passkey)
	both, err := w.WebAuthn.Authenticate(w.ctx, webauthn.AuthenticateRequest{
		PublicKeyCredential: passkey.Get(w.startPasskeyLogin(login.UserID, shop)), SessionJWT: login.SessionJWT,
	})
	w.ok(err)
	w.same(both.Session.SessionID, login.Session.SessionID)
	w.same(len(both.Session.AuthenticationFactors), 2)

	none, err := w.WebAuthn.Authenticate(w.ctx, webauthn.AuthenticateRequest{PublicKeyCredential: passkey.Get(w.startPasskeyLogin("", shop))})
	w.ok(err)
	w.same([]any{none.SessionToken, none.SessionJWT, none.Session}, []any{"", "", (*api.Session)(nil)})

	session, err := w.Sessions.Authenticate(w.ctx, sessions.AuthenticateRequest{SessionToken: login.SessionToken})
	w.ok(err)
	w.same(len(session.Session.AuthenticationFactors), 2)
}

func TestWebAuthn_creationOptions(t *testing.T) {
	t.Parallel()
	w := newHarness(t)
	created, err := w.Users.Create(w.ctx, users.CreateRequest{Email: ada, Name: api.Name{FirstName: "Ada", LastName: "Lovelace"}})
	w.ok(err)
	id := created.UserID
	plain := map[string]any{
		"attestation": "direct", "excludeCredentials": []any{}, "timeout": 300000.0,
		"pubKeyCredParams": []any{map[string]any{"type": "public-key", "alg": -7.0}, map[string]any{"type": "public-key", "alg": -257.0}},
		"rp":               map[string]any{"id": shop, "name": "Stytch emulator"},
		"user":             map[string]any{"id": base64.StdEncoding.EncodeToString([]byte(id)), "name": "Ada Lovelace", "displayName": "Ada Lovelace"},
	}
	for name, test := range map[string]struct {
		req  webauthn.RegisterStartRequest
		want map[string]any
	}{
		"as they are": {},
		"for passkeys": {
			webauthn.RegisterStartRequest{ReturnPasskeyCredentialOptions: true},
			map[string]any{"authenticatorSelection": map[string]any{"residentKey": "required", "requireResidentKey": true, "userVerification": "preferred"}},
		},
		"of one type": {
			webauthn.RegisterStartRequest{AuthenticatorType: "cross-platform"},
			map[string]any{"authenticatorSelection": map[string]any{"authenticatorAttachment": "cross-platform"}},
		},
		"overridden": {
			webauthn.RegisterStartRequest{OverrideID: "~~~?", OverrideName: "ada", OverrideDisplayName: "Countess"},
			map[string]any{"user": map[string]any{"id": "fn5+Pw==", "name": "ada", "displayName": "Countess"}},
		},
		"overridden, base64url": {
			webauthn.RegisterStartRequest{OverrideID: "~~~?", OverrideName: "ada", OverrideDisplayName: "Countess", UseBase64URLEncoding: true},
			map[string]any{"user": map[string]any{"id": "fn5-Pw", "name": "ada", "displayName": "Countess"}},
		},
	} {
		test.req.UserID, test.req.Domain = id, shop
		start, err := w.WebAuthn.RegisterStart(w.ctx, test.req)
		w.ok(err)
		got := w.parsed(start.PublicKeyCredentialCreationOptions)
		if challenge, _ := got["challenge"].(string); len(challenge) != 44 || strings.ContainsAny(challenge, "+/=") {
			t.Errorf("%s: challenge %q", name, challenge)
		}
		delete(got, "challenge")
		want := maps.Clone(plain)
		maps.Copy(want, test.want)
		w.same(got, want)
	}
}

func TestWebAuthn_requestOptions(t *testing.T) {
	t.Parallel()
	w := newHarness(t)
	id := w.user(ada)
	phone, laptop, elsewhere := w.srv.NewPasskey(), w.srv.NewPasskey(), w.srv.NewPasskey()
	w.addPasskey(id, shop, phone)
	w.addPasskey(id, shop, laptop)
	w.addPasskey(id, "other.example", elsewhere)
	for _, urlEncoding := range []bool{false, true} {
		start, err := w.WebAuthn.AuthenticateStart(w.ctx, webauthn.AuthenticateStartRequest{UserID: id, Domain: shop, UseBase64URLEncoding: urlEncoding})
		w.ok(err)
		got := w.parsed(start.PublicKeyCredentialRequestOptions)
		delete(got, "challenge")
		encoding := base64.StdEncoding
		if urlEncoding {
			encoding = base64.RawURLEncoding
		}
		listed, err := w.WebAuthn.ListCredentials(w.ctx, id, shop)
		w.ok(err)
		var allowed []any
		for _, credential := range listed.Credentials {
			raw, err := base64.StdEncoding.DecodeString(credential.CredentialID)
			w.ok(err)
			allowed = append(allowed, map[string]any{"type": "public-key", "id": encoding.EncodeToString(raw)})
		}
		w.same(len(allowed), 2)
		w.same(got, map[string]any{"rpId": shop, "timeout": 300000.0, "allowCredentials": allowed})
	}
	w.same(w.parsed(w.startPasskeyLogin("", shop))["userVerification"], "preferred")
	w.same(w.parsed(w.startPasskeyLogin("", shop))["allowCredentials"], []any{})
	// The options exclude what the user has for the domain.
	w.same(len(w.parsed(w.startRegistration(id, shop))["excludeCredentials"].([]any)), 2)
	w.same(len(w.parsed(w.startRegistration(id, "third.example"))["excludeCredentials"].([]any)), 0)
}

// Browsers send base64url; some libraries send standard base64.
func TestWebAuthn_bothAlphabets(t *testing.T) {
	t.Parallel()
	w := newHarness(t)
	id := w.user(ada)
	passkey := w.srv.NewPasskey()
	for range 20 { // until both characters occur
		standard := func(credential string) string {
			tree := w.parsed(credential)
			response := tree["response"].(map[string]any)
			for _, members := range []map[string]any{tree, response} {
				for _, name := range []string{"id", "rawId", "clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"} {
					if value, ok := members[name].(string); ok {
						raw, err := base64.RawURLEncoding.DecodeString(value)
						w.ok(err)
						members[name] = base64.StdEncoding.EncodeToString(raw)
					}
				}
			}
			text, err := json.Marshal(tree)
			w.ok(err)
			return string(text)
		}
		registered, err := w.register(id, standard(passkey.Create(w.startRegistration(id, shop+".x"))))
		w.ok(err)
		_, err = w.passkeyLogin(standard(passkey.Get(w.startPasskeyLogin(id, shop+".x"))))
		w.ok(err)
		_, err = w.Users.DeleteWebAuthnRegistration(w.ctx, registered.WebAuthnRegistrationID)
		w.ok(err)
	}
}

func TestWebAuthn_origins(t *testing.T) {
	t.Parallel()
	w := newHarness(t)
	id := w.user(ada)
	for _, test := range []struct {
		domain, origin string
		want           bool
	}{
		{"localhost", "http://localhost", true},
		{"localhost", "http://localhost:3000", true},
		{"localhost", "https://localhost:3000", true},
		{"app.localhost", "http://app.localhost:3000", true},
		{shop, "https://shop.example", true},
		{shop, "https://shop.example:8443", true},
		{shop, "https://www.shop.example", true},
		{shop, "http://shop.example", false},
		{shop, "https://evilshop.example", false},
		{shop, "https://shop.example.evil.example", false},
		{shop, "https://evil.example/shop.example", false},
		{shop, "https://evil.example#.shop.example", false},
		{shop, "https://user@shop.example", false},
		{shop, "https://shop.example/", false},
		{shop, "shop.example", false},
		{shop, "null", false},
		{"www." + shop, "https://shop.example", false},
		{"localhost", "http://127.0.0.1:3000", false},
		{shop, "http://localhost:3000", false},
		{shop, "android:apk-key-hash:pNiP5iKyQ8JwgGOaKA1zGPUPJIS-0H1xKCQcfIoGLck", false},
	} {
		passkey := w.srv.NewPasskey()
		passkey.Origin = test.origin
		_, err := w.register(id, passkey.Create(w.startRegistration(id, test.domain)))
		if !test.want {
			w.fails(err, api.ErrorTypeUnableToRegisterWebAuthnRegistration)
			continue
		}
		w.ok(err)
		_, err = w.passkeyLogin(passkey.Get(w.startPasskeyLogin(id, test.domain)))
		w.ok(err)
	}
}

func TestWebAuthn_domains(t *testing.T) {
	t.Parallel()
	w := newHarness(t)
	id := w.user(ada)
	for _, domain := range []string{"", "https://shop.example", "shop.example:443", "shop.example/", "Shop.example", "127.0.0.1", "[::1]", "a..b", "shop.example ", "é.example"} {
		_, err := w.WebAuthn.RegisterStart(w.ctx, webauthn.RegisterStartRequest{UserID: id, Domain: domain})
		w.fails(err, api.ErrorTypeInvalidWebAuthnRegistrationDomain)
		_, err = w.WebAuthn.AuthenticateStart(w.ctx, webauthn.AuthenticateStartRequest{Domain: domain})
		w.fails(err, api.ErrorTypeInvalidWebAuthnRegistrationDomain)
	}
}

func TestWebAuthn_startErrors(t *testing.T) {
	t.Parallel()
	w := newHarness(t, stytchtest.WithUsers(everything))
	id, nobody := w.user("new@example.com"), "user-test-99999999-9999-4999-8999-999999999999"
	for _, test := range []struct {
		req  webauthn.RegisterStartRequest
		want api.ErrorType
	}{
		{webauthn.RegisterStartRequest{UserID: nobody, Domain: shop}, api.ErrorTypeUserNotFound},
		{webauthn.RegisterStartRequest{UserID: id, Domain: shop, AuthenticatorType: "phone"}, api.ErrorTypeInvalidAuthenticatorType},
		{webauthn.RegisterStartRequest{UserID: id, Domain: shop, OverrideID: strings.Repeat("a", 65)}, api.ErrorTypeInvalidArgument},
	} {
		_, err := w.WebAuthn.RegisterStart(w.ctx, test.req)
		w.fails(err, test.want)
	}
	for userID, want := range map[string]api.ErrorType{
		nobody: api.ErrorTypeUserNotFound,
		id:     api.ErrorTypeNoActiveWebAuthnRegistrations,
		// Seeded registrations have no key.
		everything.UserID: api.ErrorTypeNoActiveWebAuthnRegistrations,
	} {
		_, err := w.WebAuthn.AuthenticateStart(w.ctx, webauthn.AuthenticateStartRequest{UserID: userID, Domain: shop})
		w.fails(err, want)
	}
	_, err := w.WebAuthn.ListCredentials(w.ctx, nobody, shop)
	w.fails(err, api.ErrorTypeUserNotFound)
	listed, err := w.WebAuthn.ListCredentials(w.ctx, id, shop)
	w.ok(err)
	w.same(len(listed.Credentials), 0)

	unknown := "webauthn-registration-test-99999999-9999-4999-8999-999999999999"
	for registrationID, want := range map[string]api.ErrorType{
		unknown: api.ErrorTypeWebAuthnRegistrationNotFound,
		"key-1": api.ErrorTypeInvalidWebAuthnRegistrationID,
		w.addPasskey(id, shop, w.srv.NewPasskey()): api.ErrorTypeEmptyWebAuthnRegistrationName,
	} {
		name := "Phone"
		if want == api.ErrorTypeEmptyWebAuthnRegistrationName {
			name = ""
		}
		_, err := w.WebAuthn.Update(w.ctx, registrationID, webauthn.UpdateRequest{Name: name})
		w.fails(err, want)
	}
}
