package live

import (
	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/stytchtest"
	"github.com/flymyai/stytch-go/webauthn"
)

const domain = "example.com"

func passkeysScenario(r *Run) {
	u := r.user()
	passkey := new(stytchtest.Passkey)
	_, err := r.WebAuthn.RegisterStart(r.step("start with a port in the domain", choice("passkeys-2")),
		webauthn.RegisterStartRequest{UserID: u.UserID, Domain: "example.com:443"})
	r.rejects(err, api.ErrorTypeInvalidWebAuthnRegistrationDomain)
	_, err = r.WebAuthn.Register(r.step("register without a start"),
		webauthn.RegisterRequest{UserID: u.UserID, PublicKeyCredential: "{}"})
	r.fails(err)
	start, err := r.WebAuthn.RegisterStart(r.step("start", choice("passkeys-4")),
		webauthn.RegisterStartRequest{UserID: u.UserID, Domain: domain, ReturnPasskeyCredentialOptions: true})
	r.must(err)
	registered, err := r.WebAuthn.Register(r.step("register", choice("passkeys-5", "passkeys-12")), webauthn.RegisterRequest{
		UserID: u.UserID, PublicKeyCredential: r.clientSide(func() (string, error) { return passkey.Create(start.PublicKeyCredentialCreationOptions), nil }), SessionDurationMinutes: 60,
	})
	r.must(err)
	id := registered.WebAuthnRegistrationID
	_, err = r.Users.Get(r.step("get the user with the passkey", choice("passkeys-10")), u.UserID)
	r.ok(err)
	_, err = r.WebAuthn.RegisterStart(r.step("start a second one", choice("passkeys-4")),
		webauthn.RegisterStartRequest{UserID: u.UserID, Domain: domain})
	r.ok(err)
	_, err = r.WebAuthn.ListCredentials(r.step("list", choice("passkeys-11")), u.UserID, domain)
	r.ok(err)
	_, err = r.WebAuthn.ListCredentials(r.step("list those of another domain"), u.UserID, "other.example.com")
	r.ok(err)
	_, err = r.WebAuthn.Update(r.step("name"), id, webauthn.UpdateRequest{Name: "Phone"})
	r.ok(err)
	_, err = r.WebAuthn.Update(r.step("name without a name"), id, webauthn.UpdateRequest{})
	r.fails(err)
	_, err = r.WebAuthn.AuthenticateStart(r.step("start a login of a user without passkeys"),
		webauthn.AuthenticateStartRequest{UserID: u.UserID, Domain: "other.example.com"})
	r.fails(err)
	login, err := r.WebAuthn.AuthenticateStart(r.step("start a login of the user"),
		webauthn.AuthenticateStartRequest{UserID: u.UserID, Domain: domain})
	r.must(err)
	signed := r.clientSide(func() (string, error) { return passkey.Get(login.PublicKeyCredentialRequestOptions), nil })
	_, err = r.WebAuthn.Authenticate(r.step("authenticate"),
		webauthn.AuthenticateRequest{PublicKeyCredential: signed, SessionDurationMinutes: 60})
	r.ok(err)
	_, err = r.WebAuthn.Authenticate(r.step("authenticate twice", choice("passkeys-3")),
		webauthn.AuthenticateRequest{PublicKeyCredential: signed})
	r.fails(err)
	discovered, err := r.WebAuthn.AuthenticateStart(r.step("start a login of anybody"),
		webauthn.AuthenticateStartRequest{Domain: domain})
	if r.ok(err) {
		_, err = r.WebAuthn.Authenticate(r.step("authenticate with the user handle", choice("passkeys-8")),
			webauthn.AuthenticateRequest{
				PublicKeyCredential: r.clientSide(func() (string, error) { return passkey.Get(discovered.PublicKeyCredentialRequestOptions), nil }),
			})
		r.ok(err)
	}
	_, err = r.Users.DeleteWebAuthnRegistration(r.step("delete"), id)
	r.ok(err)
}

// forgedPasskeysScenario uses authenticators that do something wrong.
func forgedPasskeysScenario(r *Run) {
	u := r.user()
	register := func(name string, passkey *stytchtest.Passkey, opts ...StepOption) error {
		start, err := r.WebAuthn.RegisterStart(r.step(name+": start"), webauthn.RegisterStartRequest{UserID: u.UserID, Domain: domain})
		r.must(err)
		credential := r.clientSide(func() (string, error) { return passkey.Create(start.PublicKeyCredentialCreationOptions), nil })
		_, err = r.WebAuthn.Register(r.step(name, opts...), webauthn.RegisterRequest{UserID: u.UserID, PublicKeyCredential: credential})
		return err
	}
	r.fails(register("register from another origin", &stytchtest.Passkey{Origin: "https://evil.example"}, choice("passkeys-1", "passkeys-2")))
	r.fails(register("register without a touch", &stytchtest.Passkey{UserNotPresent: true}, choice("passkeys-1")))
	r.ok(register("register from a subdomain", &stytchtest.Passkey{Origin: "https://www.example.com"}, choice("passkeys-2")))
	passkey := &stytchtest.Passkey{UserNotVerified: true}
	err := register("register without verifying the user", passkey, choice("passkeys-6"))
	r.must(err)

	login := func(name string, authenticator *stytchtest.Passkey, opts ...StepOption) error {
		start, err := r.WebAuthn.AuthenticateStart(r.step(name+": start"), webauthn.AuthenticateStartRequest{UserID: u.UserID, Domain: domain})
		r.must(err)
		signed := r.clientSide(func() (string, error) { return authenticator.Get(start.PublicKeyCredentialRequestOptions), nil })
		_, err = r.WebAuthn.Authenticate(r.step(name, opts...), webauthn.AuthenticateRequest{PublicKeyCredential: signed})
		return err
	}
	clone := passkey.Clone()
	r.ok(login("log in", passkey, choice("passkeys-6")))
	r.ok(login("log in again", passkey))
	r.fails(login("log in with a clone", clone, choice("passkeys-7")))
	passkey.Origin = "https://evil.example"
	r.fails(login("log in from another origin", passkey, choice("passkeys-1")))
}
