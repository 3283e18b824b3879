package conformance_test

import (
	"context"

	"github.com/flymyai/stytch-go"
	"github.com/flymyai/stytch-go/stytchtest"
	"github.com/flymyai/stytch-go/webauthn"
)

const domain = "example.com"

var webAuthnScenarios = map[string]scenario{
	"webauthn.register_start": func(fx *fixture) step {
		return func(ctx context.Context, c *stytch.Client) error {
			return only(c.WebAuthn.RegisterStart(ctx, webauthn.RegisterStartRequest{UserID: fx.grace.UserID, Domain: domain}))
		}
	},
	"webauthn.register": func(fx *fixture) step {
		credential := new(stytchtest.Passkey).Create(fx.startRegistration())
		return func(ctx context.Context, c *stytch.Client) error {
			return only(c.WebAuthn.Register(ctx, webauthn.RegisterRequest{UserID: fx.grace.UserID, PublicKeyCredential: credential}))
		}
	},
	"webauthn.authenticate_start": func(*fixture) step {
		return func(ctx context.Context, c *stytch.Client) error {
			return only(c.WebAuthn.AuthenticateStart(ctx, webauthn.AuthenticateStartRequest{Domain: domain}))
		}
	},
	"webauthn.authenticate": func(fx *fixture) step {
		passkey := fx.registerPasskey()
		start, err := fx.client.WebAuthn.AuthenticateStart(fx.t.Context(), webauthn.AuthenticateStartRequest{Domain: domain})
		fx.must(err)
		credential := passkey.Get(start.PublicKeyCredentialRequestOptions)
		return func(ctx context.Context, c *stytch.Client) error {
			return only(c.WebAuthn.Authenticate(ctx, webauthn.AuthenticateRequest{PublicKeyCredential: credential}))
		}
	},
	"webauthn.update": func(fx *fixture) step {
		return func(ctx context.Context, c *stytch.Client) error {
			id := fx.ada.WebAuthnRegistrations[0].WebAuthnRegistrationID
			return only(c.WebAuthn.Update(ctx, id, webauthn.UpdateRequest{Name: "Phone"}))
		}
	},
	"webauthn.list_credentials": func(fx *fixture) step {
		fx.registerPasskey()
		return func(ctx context.Context, c *stytch.Client) error {
			return only(c.WebAuthn.ListCredentials(ctx, fx.grace.UserID, domain))
		}
	},
}

// startRegistration returns the options for a passkey of Grace.
func (fx *fixture) startRegistration() string {
	fx.t.Helper()
	start, err := fx.client.WebAuthn.RegisterStart(fx.t.Context(), webauthn.RegisterStartRequest{UserID: fx.grace.UserID, Domain: domain})
	fx.must(err)
	return start.PublicKeyCredentialCreationOptions
}

// registerPasskey returns a passkey that Grace has registered.
func (fx *fixture) registerPasskey() *stytchtest.Passkey {
	fx.t.Helper()
	passkey := new(stytchtest.Passkey)
	_, err := fx.client.WebAuthn.Register(fx.t.Context(), webauthn.RegisterRequest{
		UserID: fx.grace.UserID, PublicKeyCredential: passkey.Create(fx.startRegistration()),
	})
	fx.must(err)
	return passkey
}
