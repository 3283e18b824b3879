package stytchtest_test

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"image"
	_ "image/png"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/stytchtest"
	"github.com/flymyai/stytch-go/totp"
	"github.com/flymyai/stytch-go/users"
)

// enroll makes an authenticator app for a user.
func (w *harness) enroll(userID string) *totp.CreateResponse {
	w.Helper()
	created, err := w.TOTP.Create(w.ctx, totp.CreateRequest{UserID: userID})
	w.ok(err)
	return created
}

// enterTOTP spends a code of an authenticator app, for an hour's session.
func (w *harness) enterTOTP(userID, code string) (*totp.AuthenticateResponse, error) {
	return w.TOTP.Authenticate(w.ctx, totp.AuthenticateRequest{UserID: userID, TOTPCode: code, SessionDurationMinutes: 60})
}

func TestTOTP_enrollment(t *testing.T) {
	t.Parallel()
	w := newHarness(t)
	id := w.user(ada)
	created := w.enroll(id)
	w.same(created.UserID, id)
	w.same(created.User.TOTPs, []api.UserTOTP{{TOTPID: created.TOTPID}})
	w.same(regexp.MustCompile(`^[A-Z2-7]{32}$`).MatchString(created.Secret), true)
	w.same(len(created.RecoveryCodes), 10)
	for _, code := range created.RecoveryCodes {
		w.same(regexp.MustCompile(`^[a-z0-9]{4}-[a-z0-9]{4}-[a-z0-9]{4}$`).MatchString(code), true)
	}
	encoded, ok := strings.CutPrefix(created.QRCode, "data:image/png;base64, ")
	w.same(ok, true)
	data, err := base64.StdEncoding.DecodeString(encoded)
	w.ok(err)
	_, _, err = image.Decode(bytes.NewReader(data))
	w.ok(err)
	_, err = w.TOTP.Create(w.ctx, totp.CreateRequest{UserID: id})
	w.fails(err, api.ErrorTypePendingTOTPExists)

	login, err := w.enterTOTP(id, w.totpCode(created.Secret, 0))
	w.ok(err)
	w.same(login.TOTPID, created.TOTPID)
	w.same(login.User.TOTPs, []api.UserTOTP{{TOTPID: created.TOTPID, Verified: true}})
	factor := login.Session.AuthenticationFactors[0]
	w.same(factor.Type, api.AuthenticationFactorTypeTOTP)
	w.same(factor.DeliveryMethod, api.DeliveryMethodAuthenticatorApp)
	w.same(factor.AuthenticatorAppFactor, &api.AuthenticatorAppFactor{TOTPID: created.TOTPID})
	_, err = w.TOTP.Create(w.ctx, totp.CreateRequest{UserID: id})
	w.fails(err, api.ErrorTypeActiveTOTPExists)
}

func TestTOTP_window(t *testing.T) {
	t.Parallel()
	w := newHarness(t, stytchtest.WithTime(time.Date(2026, time.May, 1, 12, 0, 1, 0, time.UTC)))
	for i, test := range []struct {
		away time.Duration
		want api.ErrorType
	}{
		{-60 * time.Second, api.ErrorTypeUnableToAuthenticateTOTP},
		{-30 * time.Second, ""},
		{0, ""},
		{30 * time.Second, ""},
		{60 * time.Second, api.ErrorTypeUnableToAuthenticateTOTP},
	} {
		id := w.user(fmt.Sprintf("user%d@example.com", i))
		created := w.enroll(id)
		_, err := w.enterTOTP(id, w.totpCode(created.Secret, test.away))
		if test.want == "" {
			w.ok(err)
		} else {
			w.fails(err, test.want)
		}
	}
}

func TestTOTP_replay(t *testing.T) {
	t.Parallel()
	w := newHarness(t)
	id := w.user(ada)
	created := w.enroll(id)
	code := w.totpCode(created.Secret, 0)
	_, err := w.enterTOTP(id, code)
	w.ok(err)
	_, err = w.enterTOTP(id, code)
	w.fails(err, api.ErrorTypeTOTPCodeAlreadyAuthenticated)
	_, err = w.enterTOTP(id, w.totpCode(created.Secret, -30*time.Second))
	w.fails(err, api.ErrorTypeTOTPCodeAlreadyAuthenticated) // an earlier code is invalid as well
	w.srv.Advance(30 * time.Second)
	_, err = w.enterTOTP(id, w.totpCode(created.Secret, 0))
	w.ok(err)
}

func TestTOTP_enrollmentExpires(t *testing.T) {
	t.Parallel()
	for minutes, lifetime := range map[int]time.Duration{0: 24 * time.Hour, 5: 5 * time.Minute} {
		w := newHarness(t)
		id := w.user(ada)
		created, err := w.TOTP.Create(w.ctx, totp.CreateRequest{UserID: id, ExpirationMinutes: minutes})
		w.ok(err)
		w.srv.Advance(lifetime)
		w.same(len(w.get(id).TOTPs), 0)
		_, err = w.enterTOTP(id, w.totpCode(created.Secret, 0))
		w.fails(err, api.ErrorTypeExpiredTOTP)
		_, err = w.Users.DeleteTOTP(w.ctx, created.TOTPID)
		w.fails(err, api.ErrorTypeTOTPNotFound)
		_, err = w.TOTP.RecoveryCodes(w.ctx, totp.RecoveryCodesRequest{UserID: id})
		w.fails(err, api.ErrorTypeTOTPsNotFoundForUser)
		again := w.enroll(id)
		_, err = w.enterTOTP(id, w.totpCode(again.Secret, 0))
		w.ok(err)
	}
}

func TestTOTP_recovery(t *testing.T) {
	t.Parallel()
	w := newHarness(t)
	id := w.user(ada)
	created := w.enroll(id)
	recover := func(code string) (*totp.RecoverResponse, error) {
		return w.TOTP.Recover(w.ctx, totp.RecoverRequest{UserID: id, RecoveryCode: code, SessionDurationMinutes: 60})
	}
	_, err := recover(created.RecoveryCodes[0])
	w.fails(err, api.ErrorTypeNoActiveRecoveryCodeBackedFactor)
	_, err = w.enterTOTP(id, w.totpCode(created.Secret, 0))
	w.ok(err)

	for used, code := range created.RecoveryCodes {
		listed, err := w.TOTP.RecoveryCodes(w.ctx, totp.RecoveryCodesRequest{UserID: id})
		w.ok(err)
		w.same(listed.TOTPs, []api.TOTPWithRecoveryCodes{{TOTPID: created.TOTPID, Verified: true, RecoveryCodes: created.RecoveryCodes[used:]}})
		got, err := recover(code)
		w.ok(err)
		w.same(got.TOTPID, created.TOTPID)
		w.same(got.Session.AuthenticationFactors[0].Type, api.AuthenticationFactorTypeRecoveryCodes)
		w.same(got.Session.AuthenticationFactors[0].DeliveryMethod, api.DeliveryMethodRecoveryCode)
		if used < 9 {
			_, err = recover(code)
			w.fails(err, api.ErrorTypeUnableToAuthenticateRecoveryCode)
		}
	}
	_, err = recover(created.RecoveryCodes[0])
	w.fails(err, api.ErrorTypeRecoveryCodesNotFound)
}

func TestTOTP_seeded(t *testing.T) {
	t.Parallel()
	w := newHarness(t, stytchtest.WithUsers(everything))
	_, err := w.enterTOTP(everything.UserID, w.totpCode(everything.TOTPSecret, 0))
	w.ok(err)
	page, err := w.Users.Search(w.ctx, users.SearchRequest{Query: users.And(users.TOTPVerified(true))})
	w.ok(err)
	w.same(len(page.Results), 1)
}
