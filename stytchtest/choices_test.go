package stytchtest_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/magiclinks"
	"github.com/flymyai/stytch-go/otp"
	"github.com/flymyai/stytch-go/passwords"
	"github.com/flymyai/stytch-go/sessions"
	"github.com/flymyai/stytch-go/stytchtest"
	"github.com/flymyai/stytch-go/totp"
	"github.com/flymyai/stytch-go/users"
)

// The tests of this file check choices of docs/emulator.md for which there is no source.

// A person who sets a password and then proves the address in the same session is its owner, so nothing is reset.
func TestChoices_proofInThePasswordsSession(t *testing.T) {
	t.Parallel()
	ways := map[string]func(w *harness, token string) (resetSessions bool, err error){
		"magic link": func(w *harness, token string) (bool, error) {
			login, err := w.MagicLinks.Authenticate(w.ctx, magiclinks.AuthenticateRequest{Token: w.sendLink(ada), SessionToken: token})
			return err == nil && login.ResetSessions, err
		},
		"email passcode": func(w *harness, token string) (bool, error) {
			sent, err := w.OTP.Email.Send(w.ctx, otp.EmailSendRequest{Email: ada, SessionToken: token})
			if err != nil {
				return false, err
			}
			login, err := w.OTP.Authenticate(w.ctx, otp.AuthenticateRequest{MethodID: sent.EmailID, Code: w.srv.LastMessage(ada).Code, SessionToken: token})
			return err == nil && login.ResetSessions, err
		},
	}
	for name, prove := range ways {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newHarness(t)
			created := w.password(ada)
			elsewhere, err := w.enterPassword(ada, strong)
			w.ok(err)
			reset, err := prove(w, created.SessionToken)
			w.ok(err)
			w.same(reset, false)
			w.same(w.get(created.UserID).Emails[0].Verified, true)
			w.ok(w.alive(created.SessionToken))
			w.ok(w.alive(elsewhere.SessionToken))
			_, err = w.enterPassword(ada, strong)
			w.ok(err)
		})
	}
}

// A session without the password proves nothing about it, and neither does another user's.
func TestChoices_proofInAnotherSession(t *testing.T) {
	t.Parallel()
	for name, other := range map[string]func(w *harness, created *passwords.CreateResponse) string{
		"without the password": func(w *harness, created *passwords.CreateResponse) string {
			link, err := w.MagicLinks.Create(w.ctx, magiclinks.CreateRequest{UserID: created.UserID})
			w.ok(err)
			login, err := w.followLink(link.Token)
			w.ok(err)
			return login.SessionToken
		},
		"of another user": func(w *harness, _ *passwords.CreateResponse) string { return w.password(grace).SessionToken },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newHarness(t)
			created := w.password(ada)
			login, err := w.MagicLinks.Authenticate(w.ctx, magiclinks.AuthenticateRequest{Token: w.sendLink(ada), SessionToken: other(w, created)})
			w.ok(err)
			w.same(login.ResetSessions, true)
			_, err = w.enterPassword(ada, strong)
			w.fails(err, api.ErrorTypeResetPassword)
		})
	}
}

// The password was set for the address that the user already has, so proving another address says nothing about it.
func TestChoices_proofOfAnotherAddress(t *testing.T) {
	t.Parallel()
	ways := map[string]func(w *harness, added magiclinks.EmailSendRequest) (resetSessions bool, err error){
		"magic link": func(w *harness, added magiclinks.EmailSendRequest) (bool, error) {
			_, err := w.MagicLinks.Email.Send(w.ctx, added)
			w.ok(err)
			login, err := w.followLink(w.srv.LastMessage(grace).Token)
			return err == nil && login.ResetSessions, err
		},
		"email passcode": func(w *harness, added magiclinks.EmailSendRequest) (bool, error) {
			sent, err := w.OTP.Email.Send(w.ctx, otp.EmailSendRequest{Email: added.Email, UserID: added.UserID, SessionToken: added.SessionToken})
			w.ok(err)
			login, err := w.enterCode(sent.EmailID, w.srv.LastMessage(grace).Code)
			return err == nil && login.ResetSessions, err
		},
	}
	for name, prove := range ways {
		for _, inSession := range []bool{false, true} {
			t.Run(fmt.Sprintf("%s, in a session %t", name, inSession), func(t *testing.T) {
				t.Parallel()
				w := newHarness(t, stytchtest.WithUsers(stytchtest.User{
					User: api.User{Emails: []api.UserEmail{{Email: ada, Verified: true}}}, PlainPassword: strong,
				}))
				before, err := w.enterPassword(ada, strong)
				w.ok(err)
				added := magiclinks.EmailSendRequest{Email: grace, UserID: before.UserID}
				if inSession {
					added.UserID, added.SessionToken = "", w.login(ada).SessionToken
				}
				reset, err := prove(w, added)
				w.ok(err)
				w.same(reset, false)
				user := w.get(before.UserID)
				w.same([]bool{user.Emails[1].Verified, user.Password.RequiresReset}, []bool{true, false})
				w.ok(w.alive(before.SessionToken))
				_, err = w.enterPassword(ada, strong)
				w.ok(err)
			})
		}
	}
}

// Before an added address is verified, the password does not work with it.
func TestChoices_passwordWithAddedAddress(t *testing.T) {
	t.Parallel()
	w := newHarness(t, stytchtest.WithUsers(stytchtest.User{
		User: api.User{Emails: []api.UserEmail{{Email: ada, Verified: true}}}, PlainPassword: strong,
	}))
	login, err := w.enterPassword(ada, strong)
	w.ok(err)
	_, err = w.MagicLinks.Email.Send(w.ctx, magiclinks.EmailSendRequest{Email: grace, UserID: login.UserID})
	w.ok(err)
	_, err = w.enterPassword(grace, strong)
	w.fails(err, api.ErrorTypeEmailNotFound)
	_, err = w.followLink(w.srv.LastMessage(grace).Token)
	w.ok(err)
	_, err = w.enterPassword(grace, strong)
	w.ok(err)
}

// A password that is migrated for an added address is the password of that address: its first proof resets it, and the
// address stays.
func TestChoices_passwordMigratedForAddedAddress(t *testing.T) {
	t.Parallel()
	w := newHarness(t)
	code, err := w.OTP.SMS.LoginOrCreate(w.ctx, otp.SMSLoginOrCreateRequest{PhoneNumber: phone})
	w.ok(err)
	login, err := w.enterCode(code.PhoneID, w.srv.LastMessage(phone).Code)
	w.ok(err)
	_, err = w.MagicLinks.Email.Send(w.ctx, magiclinks.EmailSendRequest{Email: grace, UserID: login.UserID, LoginExpirationMinutes: 10})
	w.ok(err)
	_, err = w.Passwords.Migrate(w.ctx, passwords.MigrateRequest{
		Email: grace, HashType: api.PasswordHashTypeBcrypt, Hash: "$2b$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy",
	})
	w.ok(err)
	w.srv.Advance(9 * time.Minute) // longer than an added address stays
	proved, err := w.followLink(w.srv.LastMessage(grace).Token)
	w.ok(err)
	w.same([]bool{proved.ResetSessions, w.get(login.UserID).Password.RequiresReset}, []bool{true, true})
}

// A password that was never used is one that somebody else may have set.
func TestChoices_unusedPassword(t *testing.T) {
	t.Parallel()
	w := newHarness(t)
	_, err := w.Passwords.Create(w.ctx, passwords.CreateRequest{Email: ada, Password: strong})
	w.ok(err)
	login, err := w.followLink(w.sendLink(ada))
	w.ok(err)
	w.same(login.ResetSessions, true)
	_, err = w.enterPassword(ada, strong)
	w.fails(err, api.ErrorTypeResetPassword)
}

// A reset by email or by the old password ends all sessions, also the one that the request names.
func TestChoices_resetsEndEverySession(t *testing.T) {
	t.Parallel()
	ways := map[string]func(w *harness, token string, minutes int) (newToken string, session *api.Session){
		"by email": func(w *harness, token string, minutes int) (string, *api.Session) {
			_, err := w.Passwords.Email.ResetStart(w.ctx, passwords.EmailResetStartRequest{Email: ada})
			w.ok(err)
			done, err := w.Passwords.Email.Reset(w.ctx, passwords.EmailResetRequest{
				Token: w.srv.LastMessage(ada).Token, Password: stronger, SessionToken: token, SessionDurationMinutes: minutes,
			})
			w.ok(err)
			return done.SessionToken, done.Session
		},
		"by the existing password": func(w *harness, token string, minutes int) (string, *api.Session) {
			done, err := w.Passwords.ExistingPassword.Reset(w.ctx, passwords.ExistingPasswordResetRequest{
				Email: ada, ExistingPassword: strong, NewPassword: stronger, SessionToken: token, SessionDurationMinutes: minutes,
			})
			w.ok(err)
			return done.SessionToken, done.Session
		},
	}
	for name, reset := range ways {
		for _, minutes := range []int{0, 60} {
			t.Run(name, func(t *testing.T) {
				t.Parallel()
				w := newHarness(t)
				before := w.password(ada)
				token, session := reset(w, before.SessionToken, minutes)
				w.fails(w.alive(before.SessionToken), api.ErrorTypeSessionNotFound)
				w.same(session != nil, minutes > 0)
				if session != nil {
					w.ok(w.alive(token))
					w.same(len(session.AuthenticationFactors), 1)
				}
			})
		}
	}
}

// A pending user may enroll an authenticator app, and is active once it is verified.
func TestChoices_pendingUserEnrolls(t *testing.T) {
	t.Parallel()
	w := newHarness(t)
	user, err := w.Users.Create(w.ctx, users.CreateRequest{Email: ada, CreateUserAsPending: true})
	w.ok(err)
	created, err := w.TOTP.Create(w.ctx, totp.CreateRequest{UserID: user.UserID})
	w.ok(err)
	w.same(created.User.Status, api.UserStatusPending)
	done, err := w.TOTP.Authenticate(w.ctx, totp.AuthenticateRequest{UserID: user.UserID, TOTPCode: w.totpCode(created.Secret, 0)})
	w.ok(err)
	w.same(done.User.Status, api.UserStatusActive)
}

// Custom claims are set wherever there is a session, whether or not it is extended.
func TestChoices_claimsWithoutDuration(t *testing.T) {
	t.Parallel()
	w := newHarness(t, stytchtest.WithTime(time.Date(2026, time.March, 1, 0, 0, 0, 0, time.UTC)))
	login := w.login(ada)
	got, err := w.Sessions.Authenticate(w.ctx, sessions.AuthenticateRequest{
		SessionToken: login.SessionToken, SessionCustomClaims: map[string]any{"plan": "pro"},
	})
	w.ok(err)
	w.same(got.Session.CustomClaims, map[string]any{"plan": "pro"})
	w.same(got.Session.ExpiresAt, login.Session.ExpiresAt)
	_, claims := w.verifyJWT(got.SessionJWT)
	w.same(claims["plan"], any("pro"))
}
