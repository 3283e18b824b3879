package stytchtest_test

import (
	"net/url"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/magiclinks"
	"github.com/flymyai/stytch-go/otp"
	"github.com/flymyai/stytch-go/passwords"
	"github.com/flymyai/stytch-go/stytchtest"
)

func TestPasswords_createAndLogin(t *testing.T) {
	t.Parallel()
	w := newHarness(t)
	created, err := w.Passwords.Create(w.ctx, passwords.CreateRequest{
		Email: ada, Password: strong, Name: api.Name{FirstName: "Ada"},
		TrustedMetadata: map[string]any{"a": "b"}, UntrustedMetadata: map[string]any{"c": "d"},
	})
	w.ok(err)
	w.same(created.User, api.User{
		UserID: created.UserID, Status: api.UserStatusActive, Name: api.Name{FirstName: "Ada"}, Roles: []string{"stytch_user"},
		Emails:          []api.UserEmail{{EmailID: created.EmailID, Email: ada}},
		Password:        &api.UserPassword{PasswordID: created.User.Password.PasswordID},
		TrustedMetadata: map[string]any{"a": "b"}, UntrustedMetadata: map[string]any{"c": "d"},
	}, cmpopts.IgnoreFields(api.User{}, "CreatedAt"))
	w.same(created.Session == nil && created.SessionToken == "" && created.SessionJWT == "", true)

	login, err := w.enterPassword("ADA@example.com", strong)
	w.ok(err)
	factor := login.Session.AuthenticationFactors[0]
	w.same(factor.Type, api.AuthenticationFactorTypePassword)
	w.same(factor.DeliveryMethod, api.DeliveryMethodKnowledge)
	w.same(factor.EmailFactor, &api.EmailFactor{EmailID: created.EmailID, EmailAddress: ada})
	w.same(login.User.Emails[0].Verified, false)
	_, err = w.enterPassword(ada, stronger)
	w.fails(err, api.ErrorTypeUnauthorizedCredentials)

	// The address is taken whether its user has a password or not.
	_, err = w.Passwords.Create(w.ctx, passwords.CreateRequest{Email: ada, Password: strong})
	w.fails(err, api.ErrorTypeDuplicateEmail)
	w.user(grace)
	_, err = w.Passwords.Create(w.ctx, passwords.CreateRequest{Email: grace, Password: strong})
	w.fails(err, api.ErrorTypeDuplicateEmail)
	_, err = w.enterPassword(grace, strong)
	w.fails(err, api.ErrorTypeNoUserPassword)
}

func TestPasswords_longPasswordsCountToTheEnd(t *testing.T) {
	t.Parallel()
	w := newHarness(t)
	long := strong + strong + strong + strong // bcrypt alone looks at 72 bytes
	_, err := w.Passwords.Create(w.ctx, passwords.CreateRequest{Email: ada, Password: long})
	w.ok(err)
	_, err = w.enterPassword(ada, long[:len(long)-1])
	w.fails(err, api.ErrorTypeUnauthorizedCredentials)
	_, err = w.enterPassword(ada, long)
	w.ok(err)
}

func TestPasswords_emailReset(t *testing.T) {
	t.Parallel()
	w := newHarness(t)
	before := w.password(ada)
	started, err := w.Passwords.Email.ResetStart(w.ctx, passwords.EmailResetStartRequest{
		Email: ada, ResetPasswordRedirectURL: "https://app.example.com/reset", LoginRedirectURL: "https://app.example.com/login",
	})
	w.ok(err)
	w.same([]string{started.UserID, started.EmailID}, []string{before.UserID, before.EmailID})
	msg := w.srv.LastMessage(ada)
	w.same(msg.Kind, stytchtest.MessagePasswordReset)
	for link, want := range map[string]url.Values{
		msg.URL:      {"stytch_token_type": {"reset_password"}, "token": {msg.Token}},
		msg.LoginURL: {"stytch_token_type": {"login"}, "token": {msg.LoginToken}},
	} {
		parsed, err := url.Parse(link)
		w.ok(err)
		w.same(parsed.Query(), want)
	}

	reset := func(token, password string) (*passwords.EmailResetResponse, error) {
		return w.Passwords.Email.Reset(w.ctx, passwords.EmailResetRequest{Token: token, Password: password, SessionDurationMinutes: 60})
	}
	_, err = reset(msg.Token, weak)
	w.fails(err, api.ErrorTypeWeakPassword) // and the token is not spent
	done, err := reset(msg.Token, stronger)
	w.ok(err)
	w.same(done.User.Emails[0].Verified, true)
	w.same(done.Session.AuthenticationFactors[0].Type, api.AuthenticationFactorTypePassword)
	w.ok(w.alive(done.SessionToken))
	w.fails(w.alive(before.SessionToken), api.ErrorTypeSessionNotFound)
	_, err = reset(msg.Token, strong)
	w.fails(err, api.ErrorTypeUnableToAuthPasswordResetToken)
	_, err = w.enterPassword(ada, strong)
	w.fails(err, api.ErrorTypeUnauthorizedCredentials)
	_, err = w.enterPassword(ada, stronger)
	w.ok(err)

	login, err := w.followLink(msg.LoginToken)
	w.ok(err)
	w.same(login.UserID, before.UserID)
}

func TestPasswords_resetLifetime(t *testing.T) {
	t.Parallel()
	for minutes, lifetime := range map[int]time.Duration{0: 30 * time.Minute, 5: 5 * time.Minute} {
		w := newHarness(t)
		w.user(ada)
		_, err := w.Passwords.Email.ResetStart(w.ctx, passwords.EmailResetStartRequest{Email: ada, ResetPasswordExpirationMinutes: minutes})
		w.ok(err)
		w.srv.Advance(lifetime)
		_, err = w.Passwords.Email.Reset(w.ctx, passwords.EmailResetRequest{Token: w.srv.LastMessage(ada).Token, Password: strong})
		w.fails(err, api.ErrorTypeUnableToAuthPasswordResetToken)
		w.srv.Advance(-10 * time.Second)
		_, err = w.Passwords.Email.Reset(w.ctx, passwords.EmailResetRequest{Token: w.srv.LastMessage(ada).Token, Password: strong})
		w.ok(err) // for a user without a password, too
	}
}

func TestPasswords_resetWithPKCEAndMatch(t *testing.T) {
	t.Parallel()
	w := newHarness(t)
	w.user(ada)
	_, err := w.Passwords.Email.ResetStart(w.ctx, passwords.EmailResetStartRequest{Email: ada, CodeChallenge: challenge, Attributes: api.Attributes{UserAgent: "Here"}})
	w.ok(err)
	reset := func(verifier, agent string) error {
		_, err := w.Passwords.Email.Reset(w.ctx, passwords.EmailResetRequest{
			Token: w.srv.LastMessage(ada).Token, Password: strong, CodeVerifier: verifier,
			Attributes: api.Attributes{UserAgent: agent}, Options: api.AttributeOptions{UserAgentMatchRequired: true},
		})
		return err
	}
	w.fails(reset("", "Here"), api.ErrorTypePKCEExpectedCodeVerifier)
	w.fails(reset(verifier, "There"), api.ErrorTypeAttributeMismatch)
	w.ok(reset(verifier, "Here"))
}

func TestPasswords_existingPasswordReset(t *testing.T) {
	t.Parallel()
	w := newHarness(t)
	before := w.password(ada)
	reset := func(existing, password string) (*passwords.ExistingPasswordResetResponse, error) {
		return w.Passwords.ExistingPassword.Reset(w.ctx, passwords.ExistingPasswordResetRequest{
			Email: ada, ExistingPassword: existing, NewPassword: password, SessionDurationMinutes: 60,
		})
	}
	_, err := reset(stronger, stronger)
	w.fails(err, api.ErrorTypeUnauthorizedCredentials)
	_, err = reset(strong, weak)
	w.fails(err, api.ErrorTypeWeakPassword)
	done, err := reset(strong, stronger)
	w.ok(err)
	w.ok(w.alive(done.SessionToken))
	w.fails(w.alive(before.SessionToken), api.ErrorTypeSessionNotFound)
	_, err = w.enterPassword(ada, stronger)
	w.ok(err)
}

func TestPasswords_sessionReset(t *testing.T) {
	t.Parallel()
	w := newHarness(t)
	reset := func(token, jwt string) (*passwords.SessionResetResponse, error) {
		return w.Passwords.Session.Reset(w.ctx, passwords.SessionResetRequest{SessionToken: token, SessionJWT: jwt, Password: stronger})
	}
	first := w.password(ada)
	other, err := w.enterPassword(ada, strong)
	w.ok(err)
	done, err := reset(first.SessionToken, "")
	w.ok(err)
	w.same(done.SessionToken, first.SessionToken)
	w.ok(w.alive(first.SessionToken))
	w.fails(w.alive(other.SessionToken), api.ErrorTypeSessionNotFound)
	_, err = w.enterPassword(ada, stronger)
	w.ok(err)

	w.srv.Advance(5*time.Minute + time.Second)
	_, err = reset(first.SessionToken, "")
	w.fails(err, api.ErrorTypeSessionTooOldToResetPassword)

	// Email factors count, others do not.
	link := w.login(grace)
	_, err = reset("", link.SessionJWT)
	w.ok(err)
	sent, err := w.OTP.Email.LoginOrCreate(w.ctx, otp.EmailLoginOrCreateRequest{Email: "eve@example.com"})
	w.ok(err)
	code, err := w.enterCode(sent.EmailID, w.srv.LastMessage("eve@example.com").Code)
	w.ok(err)
	_, err = reset(code.SessionToken, "")
	w.ok(err)
	sms := w.sendSMS(phone)
	texted, err := w.enterCode(sms.PhoneID, w.srv.LastMessage(phone).Code)
	w.ok(err)
	_, err = reset(texted.SessionToken, "")
	w.fails(err, api.ErrorTypeSessionTooOldToResetPassword)
}

func TestPasswords_breached(t *testing.T) {
	t.Parallel()
	const known = "correct horse battery staple"
	w := newHarness(t, stytchtest.WithPasswordPolicy(stytchtest.PasswordPolicy{Breached: []string{stronger}}))
	_, err := w.Passwords.Create(w.ctx, passwords.CreateRequest{Email: ada, Password: known})
	w.fails(err, api.ErrorTypeBreachedPassword)
	_, err = w.Passwords.Create(w.ctx, passwords.CreateRequest{Email: ada, Password: stronger})
	w.fails(err, api.ErrorTypeBreachedPassword)

	lenient := newHarness(t, stytchtest.WithPasswordPolicy(stytchtest.PasswordPolicy{AllowBreached: true}))
	_, err = lenient.Passwords.Create(w.ctx, passwords.CreateRequest{Email: ada, Password: known})
	w.ok(err)
	_, err = lenient.enterPassword(ada, known)
	w.ok(err)
}

func TestPasswords_breachFoundAtLogin(t *testing.T) {
	t.Parallel()
	const known = "correct horse battery staple"
	w := newHarness(t, stytchtest.WithUsers(stytchtest.User{
		User: api.User{Emails: []api.UserEmail{{Email: ada}}}, PlainPassword: known,
	}))
	_, err := w.enterPassword(ada, known)
	w.fails(err, api.ErrorTypeResetPassword)
	_, err = w.Passwords.ExistingPassword.Reset(w.ctx, passwords.ExistingPasswordResetRequest{Email: ada, ExistingPassword: known, NewPassword: strong})
	w.fails(err, api.ErrorTypeCannotResetPasswordWithExistingPassword)
	done := w.resetPassword(ada, strong)
	w.same(done.User.Password.RequiresReset, false)
	_, err = w.enterPassword(ada, strong)
	w.ok(err)
}

func TestPasswords_strengthCheck(t *testing.T) {
	t.Parallel()
	luds := stytchtest.PasswordPolicy{LUDS: true, MinLength: 10, MinComplexity: 3}
	tests := []struct {
		name, password, email string
		policy                stytchtest.PasswordPolicy
		want                  passwords.StrengthCheckResponse
	}{
		{"strong", strong, "", stytchtest.PasswordPolicy{}, passwords.StrengthCheckResponse{
			ValidPassword: true, Score: 4, BreachDetectionOnCreate: true, StrengthPolicy: api.PasswordStrengthPolicyZxcvbn, Feedback: &api.PasswordFeedback{},
		}},
		{"a breach without an address", "correct horse battery staple", "", stytchtest.PasswordPolicy{}, passwords.StrengthCheckResponse{
			ValidPassword: true, Score: 4, BreachedPassword: true, BreachDetectionOnCreate: true, StrengthPolicy: api.PasswordStrengthPolicyZxcvbn, Feedback: &api.PasswordFeedback{},
		}},
		{"a breach with an address", "correct horse battery staple", ada, stytchtest.PasswordPolicy{}, passwords.StrengthCheckResponse{
			Score: 4, BreachedPassword: true, BreachDetectionOnCreate: true, StrengthPolicy: api.PasswordStrengthPolicyZxcvbn, Feedback: &api.PasswordFeedback{},
		}},
		{"a breach that is allowed", "correct horse battery staple", ada, stytchtest.PasswordPolicy{AllowBreached: true}, passwords.StrengthCheckResponse{
			ValidPassword: true, Score: 4, BreachedPassword: true, StrengthPolicy: api.PasswordStrengthPolicyZxcvbn, Feedback: &api.PasswordFeedback{},
		}},
		{"LUDS met", "Horse9horse", "", luds, passwords.StrengthCheckResponse{
			ValidPassword: true, Score: 1, BreachDetectionOnCreate: true, StrengthPolicy: api.PasswordStrengthPolicyLUDS,
			Feedback: &api.PasswordFeedback{LUDSRequirements: &api.PasswordLUDSRequirements{HasLowerCase: true, HasUpperCase: true, HasDigit: true}},
		}},
		{"LUDS missed", "horse!", "", luds, passwords.StrengthCheckResponse{
			Score: 1, BreachDetectionOnCreate: true, StrengthPolicy: api.PasswordStrengthPolicyLUDS,
			Feedback: &api.PasswordFeedback{LUDSRequirements: &api.PasswordLUDSRequirements{HasLowerCase: true, HasSymbol: true, MissingComplexity: 1, MissingCharacters: 4}},
		}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			w := newHarness(t, stytchtest.WithPasswordPolicy(test.policy))
			got, err := w.Passwords.StrengthCheck(w.ctx, passwords.StrengthCheckRequest{Password: test.password, Email: test.email})
			w.ok(err)
			w.same(*got, test.want, cmpopts.IgnoreFields(passwords.StrengthCheckResponse{}, "RequestID", "StatusCode"))
		})
	}
}

func TestPasswords_strengthCheckNulls(t *testing.T) {
	t.Parallel()
	zxcvbn := newHarness(t)
	raw, err := zxcvbn.post("/v1/passwords/strength_check", map[string]any{"password": "p@ssword1"})
	if err != nil {
		t.Fatal(err)
	}
	w := newHarness(t, stytchtest.WithPasswordPolicy(stytchtest.PasswordPolicy{LUDS: true}))
	w.contains(raw, `"luds_requirements":null`)
	// If nothing is wrong, the warning is an empty string. Strict clients accept null only under LUDS.
	for _, password := range []string{strong, "xqzv"} {
		unwarned, err := zxcvbn.post("/v1/passwords/strength_check", map[string]any{"password": password})
		w.ok(err)
		w.contains(unwarned, `"warning":"","suggestions":[`)
	}
	w.contains(raw, `"suggestions":["`)
	raw, err = w.post("/v1/passwords/strength_check", map[string]any{"password": "p@ssword1"})
	w.ok(err)
	w.contains(raw, `"warning":null,"suggestions":null`)
}

func TestUserLock(t *testing.T) {
	t.Parallel()
	w := newHarness(t, stytchtest.WithUserLock(3, 10*time.Minute))
	created := w.password(ada)
	link := w.sendLink(ada)
	sent, err := w.OTP.Email.Send(w.ctx, otp.EmailSendRequest{Email: ada})
	w.ok(err)
	code := w.srv.LastMessage(ada).Code
	miss := func() {
		t.Helper()
		_, err := w.enterPassword(ada, stronger)
		w.fails(err, api.ErrorTypeUnauthorizedCredentials)
	}

	miss()
	_, err = w.enterCode(sent.EmailID, wrong(code))
	w.fails(err, api.ErrorTypeOTPCodeNotFound)
	_, err = w.enterPassword(ada, strong) // a success begins the count again
	w.ok(err)
	miss()
	miss()
	w.same(w.get(created.UserID).IsLocked, false)
	miss()
	locked := w.get(created.UserID)
	w.same(locked.IsLocked, true)
	w.same(locked.LockExpiresAt, locked.LockCreatedAt.Add(10*time.Minute))

	_, err = w.enterPassword(ada, strong)
	w.fails(err, api.ErrorTypeUserLockLimitReached)
	_, err = w.enterCode(sent.EmailID, code)
	w.fails(err, api.ErrorTypeUserLockLimitReached)
	_, err = w.MagicLinks.Authenticate(w.ctx, magiclinks.AuthenticateRequest{Token: link})
	w.fails(err, api.ErrorTypeUserLockLimitReached)
	w.ok(w.alive(created.SessionToken)) // sessions go on

	w.srv.Advance(10 * time.Minute)
	w.same(w.get(created.UserID).IsLocked, false)
	_, err = w.enterPassword(ada, strong)
	w.ok(err)
}
