package live

import (
	"time"

	codes "github.com/pquerna/otp/totp"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/cryptowallets"
	"github.com/flymyai/stytch-go/internal/emulator/sandbox"
	"github.com/flymyai/stytch-go/stytchtest"
	"github.com/flymyai/stytch-go/totp"
	"github.com/flymyai/stytch-go/users"
	"github.com/flymyai/stytch-go/webauthn"
)

// totpStep is how long a code is current (RFC 6238).
const totpStep = 30 * time.Second

func totpScenario(r *Run) {
	pending, err := r.Users.Create(r.step("a pending user"), users.CreateRequest{Email: r.email(), CreateUserAsPending: true})
	r.must(err)
	id := pending.UserID
	created, err := r.TOTP.Create(r.step("create", choice("totp-1")), totp.CreateRequest{UserID: id})
	r.must(err)
	_, err = r.TOTP.Create(r.step("create while one is pending", choice("totp-4")), totp.CreateRequest{UserID: id})
	r.fails(err)
	_, err = r.TOTP.Create(r.step("create for too long", choice("totp-2")),
		totp.CreateRequest{UserID: id, ExpirationMinutes: 1441})
	r.fails(err)
	_, err = r.TOTP.Create(r.step("create for an unknown user"), totp.CreateRequest{UserID: unknownUser})
	r.rejects(err, api.ErrorTypeUserNotFound)
	now := r.now()
	earlier, err := codes.GenerateCode(created.Secret, now)
	if err != nil {
		r.fail("want a secret in base32")
		panic(stop{})
	}
	later, _ := codes.GenerateCode(created.Secret, now.Add(totpStep)) // the secret is fine
	_, err = r.TOTP.Authenticate(r.step("authenticate", choice("totp-1")),
		totp.AuthenticateRequest{UserID: id, TOTPCode: later, SessionDurationMinutes: 60})
	r.ok(err)
	_, err = r.TOTP.Authenticate(r.step("authenticate with an earlier code", choice("totp-3")),
		totp.AuthenticateRequest{UserID: id, TOTPCode: earlier})
	r.fails(err)
	_, err = r.TOTP.Authenticate(r.step("authenticate twice", choice("totp-3")),
		totp.AuthenticateRequest{UserID: id, TOTPCode: later})
	r.fails(err)
	_, err = r.TOTP.Create(r.step("create a second one"), totp.CreateRequest{UserID: id})
	r.rejects(err, api.ErrorTypeActiveTOTPExists)
	_, err = r.TOTP.RecoveryCodes(r.step("list the recovery codes"), totp.RecoveryCodesRequest{UserID: id})
	r.ok(err)
	if len(created.RecoveryCodes) > 0 {
		_, err = r.TOTP.Recover(r.step("recover"),
			totp.RecoverRequest{UserID: id, RecoveryCode: created.RecoveryCodes[0], SessionDurationMinutes: 60})
		r.ok(err)
		_, err = r.TOTP.Recover(r.step("recover twice"), totp.RecoverRequest{UserID: id, RecoveryCode: created.RecoveryCodes[0]})
		r.fails(err)
	}
	_, err = r.Users.DeleteTOTP(r.step("delete"), created.TOTPID)
	r.ok(err)
	_, err = r.TOTP.RecoveryCodes(r.step("list the recovery codes of nothing"), totp.RecoveryCodesRequest{UserID: id})
	r.fails(err)
}

func totpSandboxScenario(r *Run) {
	_, err := r.TOTP.Create(r.step("create"), totp.CreateRequest{UserID: sandbox.UserID})
	r.ok(err)
	_, err = r.TOTP.Authenticate(r.step("authenticate"), totp.AuthenticateRequest{UserID: sandbox.UserID, TOTPCode: sandbox.Code})
	r.ok(err)
	_, err = r.TOTP.RecoveryCodes(r.step("list the recovery codes"), totp.RecoveryCodesRequest{UserID: sandbox.UserID})
	r.ok(err)
	_, err = r.TOTP.Recover(r.step("recover"), totp.RecoverRequest{UserID: sandbox.UserID, RecoveryCode: sandbox.RecoveryCode})
	r.ok(err)
}

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
		UserID: u.UserID, PublicKeyCredential: r.beside(func() (string, error) { return passkey.Create(start.PublicKeyCredentialCreationOptions), nil }), SessionDurationMinutes: 60,
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
	signed := r.beside(func() (string, error) { return passkey.Get(login.PublicKeyCredentialRequestOptions), nil })
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
				PublicKeyCredential: r.beside(func() (string, error) { return passkey.Get(discovered.PublicKeyCredentialRequestOptions), nil }),
			})
		r.ok(err)
	}
	_, err = r.Users.DeleteWebAuthnRegistration(r.step("delete"), id)
	r.ok(err)
}

func walletsScenario(r *Run) {
	u := r.user()
	wallet := stytchtest.NewEthereumWallet()
	start, err := r.CryptoWallets.AuthenticateStart(r.step("start"), cryptowallets.AuthenticateStartRequest{
		CryptoWalletType: wallet.Type(), CryptoWalletAddress: wallet.Address(), UserID: u.UserID,
	})
	r.must(err)
	_, err = r.Users.Get(r.step("get the user before the signature", choice("wallets-2")), u.UserID)
	r.ok(err)
	_, err = r.CryptoWallets.Authenticate(r.step("authenticate with a wrong signature", choice("wallets-1")),
		cryptowallets.AuthenticateRequest{
			CryptoWalletType: wallet.Type(), CryptoWalletAddress: wallet.Address(), Signature: wallet.Sign("another challenge"),
		})
	r.fails(err)
	verified, err := r.CryptoWallets.Authenticate(r.step("authenticate", choice("wallets-1")), cryptowallets.AuthenticateRequest{
		CryptoWalletType: wallet.Type(), CryptoWalletAddress: wallet.Address(), Signature: wallet.Sign(start.Challenge), SessionDurationMinutes: 60,
	})
	r.must(err)
	_, err = r.CryptoWallets.AuthenticateStart(r.step("start again for the user", choice("wallets-3")),
		cryptowallets.AuthenticateStartRequest{
			CryptoWalletType: wallet.Type(), CryptoWalletAddress: wallet.Address(), UserID: u.UserID,
		})
	r.fails(err)
	if len(verified.User.CryptoWallets) > 0 {
		_, err = r.Users.DeleteCryptoWallet(r.step("delete"), verified.User.CryptoWallets[0].CryptoWalletID)
		r.ok(err)
	}
	solana := stytchtest.NewSolanaWallet()
	_, err = r.CryptoWallets.AuthenticateStart(r.step("start with an unknown wallet", choice("wallets-2")),
		cryptowallets.AuthenticateStartRequest{
			CryptoWalletType: solana.Type(), CryptoWalletAddress: solana.Address(),
		})
	r.ok(err)
	_, err = r.CryptoWallets.AuthenticateStart(r.step("start with a malformed address"), cryptowallets.AuthenticateStartRequest{
		CryptoWalletType: "ethereum", CryptoWalletAddress: "0x12",
	})
	r.fails(err)
	_, err = r.CryptoWallets.Authenticate(r.step("authenticate in the sandbox"), cryptowallets.AuthenticateRequest{
		CryptoWalletType: sandbox.WalletType, CryptoWalletAddress: sandbox.WalletAddress, Signature: sandbox.WalletSignature,
	})
	r.ok(err)
}
