package live

import (
	"time"

	codes "github.com/pquerna/otp/totp"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/emulator/sandbox"
	"github.com/flymyai/stytch-go/totp"
	"github.com/flymyai/stytch-go/users"
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
