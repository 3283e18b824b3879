package live

import (
	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/passwords"
	"github.com/flymyai/stytch-go/sessions"
	"github.com/flymyai/stytch-go/totp"
)

func passwordsScenario(r *Run) {
	email := r.email()
	created, err := r.Passwords.Create(r.step("create"),
		passwords.CreateRequest{Email: email, Password: password, SessionDurationMinutes: 60})
	r.must(err)
	r.want(created.Session != nil, "a session")
	_, err = r.Passwords.Create(r.step("create for an address that is taken"),
		passwords.CreateRequest{Email: email, Password: password})
	r.rejects(err, api.ErrorTypeDuplicateEmail)
	_, err = r.Passwords.Create(r.step("create a weak password", choice("passwords-1")),
		passwords.CreateRequest{Email: r.email(), Password: weak})
	r.fails(err)
	_, err = r.Passwords.Authenticate(r.step("authenticate"),
		passwords.AuthenticateRequest{Email: email, Password: password, SessionDurationMinutes: 30})
	r.ok(err)
	_, err = r.Passwords.Authenticate(r.step("authenticate without a session"),
		passwords.AuthenticateRequest{Email: email, Password: password})
	r.ok(err)
	_, err = r.Passwords.Authenticate(r.step("authenticate with a wrong password"),
		passwords.AuthenticateRequest{Email: email, Password: renewed})
	r.rejects(err, api.ErrorTypeUnauthorizedCredentials)
	_, err = r.Passwords.Authenticate(r.step("authenticate an unknown address"),
		passwords.AuthenticateRequest{Email: r.email(), Password: password})
	r.rejects(err, api.ErrorTypeEmailNotFound)
	u := r.user()
	_, err = r.Passwords.Authenticate(r.step("authenticate without a password"),
		passwords.AuthenticateRequest{Email: u.Emails[0].Email, Password: password})
	r.fails(err)
	_, err = r.Passwords.Authenticate(r.step("authenticate for too short a session"),
		passwords.AuthenticateRequest{Email: email, Password: password, SessionDurationMinutes: 4})
	r.rejects(err, api.ErrorTypeInvalidSessionDurationMinutes)
	_, err = r.Passwords.StrengthCheck(r.step("check a strong password"), passwords.StrengthCheckRequest{Password: password})
	r.ok(err)
	_, err = r.Passwords.StrengthCheck(r.step("check a weak password", choice("passwords-2")),
		passwords.StrengthCheckRequest{Password: "aaaa", Email: email})
	r.ok(err)
	_, err = r.Passwords.StrengthCheck(r.step("check no password", choice("passwords-2")), passwords.StrengthCheckRequest{})
	r.fails(err)
	if created.User.Password != nil {
		_, err = r.Users.DeletePassword(r.step("delete the password"), created.User.Password.PasswordID)
		r.ok(err)
	}
}

func passwordImportsScenario(r *Run) {
	email := r.email()
	migrated, err := r.Passwords.Migrate(r.step("import an MD5 hash"), passwords.MigrateRequest{
		Email: email, HashType: api.PasswordHashTypeMD5, Hash: "0d5f4cb64b2e80c1d2b08fb8ed4d24ff", SetEmailVerified: true,
		MD5Config: api.PasswordSaltConfig{PrependSalt: "salt"},
	})
	if r.ok(err) {
		r.want(migrated.UserCreated, "a new user")
	}
	_, err = r.Passwords.Authenticate(r.step("authenticate with another password"),
		passwords.AuthenticateRequest{Email: email, Password: password})
	r.rejects(err, api.ErrorTypeUnauthorizedCredentials)
	bcrypted := r.email()
	_, err = r.Passwords.Migrate(r.step("import a bcrypt hash"), passwords.MigrateRequest{
		Email: bcrypted, HashType: api.PasswordHashTypeBcrypt, Hash: "$2a$04$abcdefghijklmnopqrstuuY3kZPhbXDHC8nM9VpFqUgIOOmpnEJhO",
	})
	r.ok(err)
	_, err = r.Passwords.Migrate(r.step("import a second hash"),
		passwords.MigrateRequest{Email: bcrypted, HashType: api.PasswordHashTypeMD5, Hash: "5f4dcc3b5aa765d61d8327deb882cf99"})
	r.fails(err)
	_, err = r.Passwords.Migrate(r.step("import a malformed hash"),
		passwords.MigrateRequest{Email: r.email(), HashType: api.PasswordHashTypeBcrypt, Hash: "hash"})
	r.fails(err)
	_, err = r.Passwords.Migrate(r.step("import an Argon2 hash without its config", choice("passwords-6")),
		passwords.MigrateRequest{
			Email: r.email(), HashType: api.PasswordHashTypeArgon2ID, Hash: "$argon2id$v=19$m=64,t=1,p=1$c2FsdHNhbHQ$jJ6YvDWMiTZ7uWvkR6Hx4BPfsoeMWOyMnGVNzLFrPZo",
		})
	r.ok(err)
}

func passwordResetsScenario(r *Run) {
	email := r.email()
	created, err := r.Passwords.Create(r.step("create"),
		passwords.CreateRequest{Email: email, Password: password, SessionDurationMinutes: 60})
	r.must(err)
	_, err = r.Passwords.Session.Reset(r.step("reset by session", choice("passwords-5")),
		passwords.SessionResetRequest{SessionToken: created.SessionToken, Password: renewed})
	r.ok(err)
	_, err = r.Sessions.Authenticate(r.step("the session after a reset by session", choice("passwords-5")),
		sessions.AuthenticateRequest{SessionToken: created.SessionToken})
	r.ok(err)
	_, err = r.Passwords.Session.Reset(r.step("reset by an unknown session"),
		passwords.SessionResetRequest{SessionToken: unknownToken, Password: renewed})
	r.rejects(err, api.ErrorTypeSessionNotFound)
	_, err = r.Passwords.ExistingPassword.Reset(r.step("reset by a wrong password", choice("passwords-4")),
		passwords.ExistingPasswordResetRequest{
			Email: email, ExistingPassword: password, NewPassword: renewed,
		})
	r.rejects(err, api.ErrorTypeUnauthorizedCredentials)
	_, err = r.Passwords.ExistingPassword.Reset(r.step("reset by the existing password", choice("passwords-5")),
		passwords.ExistingPasswordResetRequest{
			Email: email, ExistingPassword: renewed, NewPassword: password, SessionDurationMinutes: 30,
		})
	r.ok(err)
	_, err = r.Sessions.Authenticate(r.step("the session after a reset by the existing password", choice("passwords-5", "sessions-5")),
		sessions.AuthenticateRequest{SessionToken: created.SessionToken})
	r.rejects(err, api.ErrorTypeSessionNotFound)
	_, err = r.Passwords.Email.Reset(r.step("reset by an unknown token"),
		passwords.EmailResetRequest{Token: unknownToken, Password: renewed})
	r.fails(err)

	address, ok := r.mailbox("passwords.email.reset_start")
	if !ok {
		return
	}
	_, err = r.Passwords.Create(r.step("create for the mailbox"), passwords.CreateRequest{Email: address, Password: password})
	r.must(err)
	_, err = r.Passwords.Email.ResetStart(r.step("start a reset by email", noRedirectURL),
		passwords.EmailResetStartRequest{Email: address})
	r.ok(err)
	if r.controls("passwords.email.reset", "the token of an email is in the caller's inbox") {
		token, _ := r.message(address)
		_, err = r.Passwords.Email.Reset(r.step("reset by email", choice("passwords-5")),
			passwords.EmailResetRequest{Token: token, Password: renewed, SessionDurationMinutes: 60})
		r.ok(err)
	}
}

// maxFailures is the default number of failures that lock a user.
const maxFailures = 10

func locksScenario(r *Run) {
	email := r.email()
	created, err := r.Passwords.Create(r.step("create"),
		passwords.CreateRequest{Email: email, Password: password, SessionDurationMinutes: 60})
	r.must(err)
	for i := range maxFailures {
		_, err = r.Passwords.Authenticate(r.step("wrong password "+string(rune('A'+i)), choice("locks-1")),
			passwords.AuthenticateRequest{Email: email, Password: renewed})
		r.rejects(err, api.ErrorTypeUnauthorizedCredentials)
	}
	_, err = r.Passwords.Authenticate(r.step("the right password of a locked user"),
		passwords.AuthenticateRequest{Email: email, Password: password})
	r.rejects(err, api.ErrorTypeUserLockLimitReached)
	_, err = r.Sessions.Authenticate(r.step("the session of a locked user", choice("locks-2")),
		sessions.AuthenticateRequest{SessionToken: created.SessionToken})
	r.ok(err)
	_, err = r.Users.Get(r.step("get a locked user"), created.UserID)
	r.ok(err)
	_, err = r.TOTP.Create(r.step("a locked user enrolls"), totp.CreateRequest{UserID: created.UserID})
	r.ok(err)
}
