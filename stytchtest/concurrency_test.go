package stytchtest_test

import (
	"fmt"
	"net/http"
	"os"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/flymyai/stytch-go"
	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/magiclinks"
	"github.com/flymyai/stytch-go/oauth"
	"github.com/flymyai/stytch-go/otp"
	"github.com/flymyai/stytch-go/passwords"
	"github.com/flymyai/stytch-go/sessions"
	"github.com/flymyai/stytch-go/stytchtest"
	"github.com/flymyai/stytch-go/totp"
	"github.com/flymyai/stytch-go/users"
)

// rivals is how many try the same at once.
const rivals = 8

// compete does the same many times at once and returns how often it succeeded.
func compete(try func() error) int {
	var wins atomic.Int32
	var start, done sync.WaitGroup
	start.Add(1)
	for range rivals {
		done.Go(func() {
			start.Wait()
			if try() == nil {
				wins.Add(1)
			}
		})
	}
	start.Done()
	done.Wait()
	return int(wins.Load())
}

func TestConcurrency_singleUseTokensAreAcceptedOnce(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name string
		// prepare makes something that works once and returns how to use it.
		prepare func(w *harness, email string) func() error
	}{
		{"magic link", func(w *harness, email string) func() error {
			token := w.sendLink(email)
			return func() error {
				_, err := w.followLink(token)
				return err
			}
		}},
		{"passcode", func(w *harness, email string) func() error {
			sent, err := w.OTP.Email.LoginOrCreate(w.ctx, otp.EmailLoginOrCreateRequest{Email: email})
			w.ok(err)
			code := w.srv.LastMessage(email).Code
			return func() error {
				_, err := w.enterCode(sent.EmailID, code)
				return err
			}
		}},
		{"reset token", func(w *harness, email string) func() error {
			w.user(email)
			_, err := w.Passwords.Email.ResetStart(w.ctx, passwords.EmailResetStartRequest{Email: email})
			w.ok(err)
			token := w.srv.LastMessage(email).Token
			return func() error {
				_, err := w.Passwords.Email.Reset(w.ctx, passwords.EmailResetRequest{Token: token, Password: strong})
				return err
			}
		}},
		{"OAuth token", func(w *harness, email string) func() error {
			token := w.srv.OAuthToken(stytchtest.OAuthLogin{Provider: "google", Email: email})
			return func() error {
				_, err := w.OAuth.Authenticate(w.ctx, oauth.AuthenticateRequest{Token: token})
				return err
			}
		}},
		{"OAuth attach token", func(w *harness, email string) func() error {
			attach := w.attach("google", w.user(email))
			return func() error {
				_, err := w.oauth(stytchtest.OAuthLogin{Provider: "google", AttachToken: attach})
				return err
			}
		}},
		{"TOTP code", func(w *harness, email string) func() error {
			id := w.user(email)
			code := w.totpCode(w.enroll(id).Secret, 0)
			return func() error {
				_, err := w.enterTOTP(id, code)
				return err
			}
		}},
		{"recovery code", func(w *harness, email string) func() error {
			id := w.user(email)
			app := w.enroll(id)
			_, err := w.enterTOTP(id, w.totpCode(app.Secret, 0))
			w.ok(err)
			return func() error {
				_, err := w.TOTP.Recover(w.ctx, totp.RecoverRequest{UserID: id, RecoveryCode: app.RecoveryCodes[0]})
				return err
			}
		}},
		{"access token", func(w *harness, email string) func() error {
			token := w.srv.AccessToken(stytchtest.AccessToken{UserID: w.user(email), Scopes: "full_access"})
			return func() error {
				_, err := w.Sessions.ExchangeAccessToken(w.ctx, sessions.ExchangeAccessTokenRequest{AccessToken: token})
				return err
			}
		}},
		{"impersonation token", func(w *harness, email string) func() error {
			token := w.srv.ImpersonationToken(stytchtest.Impersonation{UserID: w.user(email)})
			return func() error {
				return w.Request(w.ctx, http.MethodPost, "/v1/impersonation/authenticate", api.ImpersonationAuthenticateRequest{ImpersonationToken: token}, nil)
			}
		}},
		{"email address", func(w *harness, email string) func() error {
			return func() error {
				_, err := w.Users.Create(w.ctx, users.CreateRequest{Email: email})
				return err
			}
		}},
		{"session to revoke", func(w *harness, email string) func() error {
			token := w.login(email).SessionToken
			return func() error {
				_, err := w.Sessions.Revoke(w.ctx, sessions.RevokeRequest{SessionToken: token})
				return err
			}
		}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			w := newHarness(t)
			w.Client = w.srv.Client(unretried)
			for round := range 3 {
				if wins := compete(test.prepare(w, fmt.Sprintf("user%d@example.com", round))); wins != 1 {
					t.Errorf("round %d: accepted %d times", round, wins)
				}
			}
		})
	}
}

// TestConcurrency_hammer lets clients log in all at once for half a second, or for as long as HAMMER says,
// such as HAMMER=30s.
func TestConcurrency_hammer(t *testing.T) {
	t.Parallel()
	duration := 500 * time.Millisecond
	if asked, err := time.ParseDuration(os.Getenv("HAMMER")); err == nil {
		duration = asked
	}
	srv := stytchtest.NewServer(t)
	end := time.Now().Add(duration)
	var logins atomic.Int64
	var all sync.WaitGroup
	for rival := range rivals {
		client := srv.Client()
		all.Go(func() {
			for round := 0; time.Now().Before(end); round++ {
				email := fmt.Sprintf("rival%d-%d@example.com", rival, round)
				if err := play(t, srv, client, email); err != nil {
					t.Errorf("%s: %v", email, err)
					return
				}
				logins.Add(1)
				srv.Advance(time.Second)
				if rival == 0 && round == 5 {
					srv.RotateKeys()
				}
			}
		})
	}
	all.Wait()
	t.Logf("%d flows in %v", logins.Load(), duration)
}

// play signs a user up by a link, logs in by a code and a password, reads the session and ends it.
func play(t *testing.T, srv *stytchtest.Server, client *stytch.Client, email string) error {
	ctx := t.Context()
	sent, err := client.MagicLinks.Email.LoginOrCreate(ctx, magiclinks.EmailLoginOrCreateRequest{Email: email})
	if err != nil {
		return err
	}
	login, err := client.MagicLinks.Authenticate(ctx, magiclinks.AuthenticateRequest{Token: srv.LastMessage(email).Token, SessionDurationMinutes: 60})
	if err != nil {
		return err
	}
	if login.UserID != sent.UserID || login.User.Emails[0].Email != email {
		return fmt.Errorf("logged in as %+v", login.User)
	}
	code, err := client.OTP.Email.Send(ctx, otp.EmailSendRequest{Email: email})
	if err != nil {
		return err
	}
	second, err := client.OTP.Authenticate(ctx, otp.AuthenticateRequest{MethodID: code.EmailID, Code: srv.LastMessage(email).Code, SessionJWT: login.SessionJWT})
	if err != nil {
		return err
	}
	if len(second.Session.AuthenticationFactors) != 2 || second.SessionToken != login.SessionToken {
		return fmt.Errorf("got session %+v", second.Session)
	}
	if _, err := client.Passwords.Session.Reset(ctx, passwords.SessionResetRequest{SessionToken: login.SessionToken, Password: strong}); err != nil {
		return err
	}
	third, err := client.Passwords.Authenticate(ctx, passwords.AuthenticateRequest{Email: email, Password: strong, SessionDurationMinutes: 5})
	if err != nil {
		return err
	}
	listed, err := client.Sessions.Get(ctx, sent.UserID)
	if err != nil {
		return err
	}
	if len(listed.Sessions) != 2 {
		return fmt.Errorf("got %d sessions", len(listed.Sessions))
	}
	_, err = client.Sessions.Revoke(ctx, sessions.RevokeRequest{SessionID: third.Session.SessionID})
	return err
}
