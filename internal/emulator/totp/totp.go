// Package totp serves authenticator apps: enrolling one, logging in with its codes, and recovering without it.
package totp

import (
	"bytes"
	"crypto/subtle"
	"encoding/base32"
	"encoding/base64"
	"image/png"
	"regexp"
	"slices"
	"time"

	"github.com/pquerna/otp"
	"github.com/pquerna/otp/hotp"
	lib "github.com/pquerna/otp/totp"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/emulator/apierror"
	"github.com/flymyai/stytch-go/internal/emulator/config"
	"github.com/flymyai/stytch-go/internal/emulator/field"
	"github.com/flymyai/stytch-go/internal/emulator/ids"
	"github.com/flymyai/stytch-go/internal/emulator/op"
	"github.com/flymyai/stytch-go/internal/emulator/sandbox"
	"github.com/flymyai/stytch-go/internal/emulator/store"
)

// Operations lists the operations of the domain.
func Operations() []op.Operation {
	return []op.Operation{
		op.Post("totp.create", "/v1/totps", create),
		op.Post("totp.authenticate", "/v1/totps/authenticate", authenticate),
		op.Post("totp.recovery_codes", "/v1/totps/recovery_codes", recoveryCodes),
		op.Post("totp.recover", "/v1/totps/recover", recoverUser),
	}
}

const (
	maxMinutes  = 1440
	minMinutes  = 5
	stepSeconds = 30
	secretSize  = 20
	qrCodeSize  = 200
)

var recoveryCodePattern = regexp.MustCompile(`^[a-z0-9]{4}-[a-z0-9]{4}-[a-z0-9]{4}$`)

// step returns the time step that a code belongs to: the current one, the one before or the one after. It reports
// whether there is one.
func step(t *store.TOTP, code string, now time.Time) (int64, bool) {
	current := now.Unix() / stepSeconds
	for _, candidate := range []int64{current, current - 1, current + 1} {
		want, err := hotp.GenerateCodeCustom(t.Secret, uint64(candidate), hotp.ValidateOpts{Digits: otp.DigitsSix, Algorithm: otp.AlgorithmSHA1}) //nolint:gosec // time is after 1970
		if err == nil && subtle.ConstantTimeCompare([]byte(want), []byte(code)) == 1 {
			return candidate, true
		}
	}
	return 0, false
}

// newTOTP makes an authenticator with its QR code.
func newTOTP(c *op.Call, account string, lifetime time.Duration) (t *store.TOTP, qrCode string, err error) {
	secret := c.Store.Random.Bytes(secretSize)
	key, err := lib.Generate(lib.GenerateOpts{Issuer: config.Name, AccountName: account, Secret: secret, Period: stepSeconds})
	if err != nil {
		return nil, "", err
	}
	img, err := key.Image(qrCodeSize, qrCodeSize)
	if err != nil {
		return nil, "", err
	}
	var encoded bytes.Buffer
	if err := png.Encode(&encoded, img); err != nil {
		return nil, "", err
	}
	t = &store.TOTP{
		ID:            c.Store.NewID(ids.TOTP),
		Secret:        base32.StdEncoding.EncodeToString(secret),
		ExpiresAt:     c.Now.Add(lifetime),
		RecoveryID:    c.Store.NewID(ids.TOTPRecovery),
		RecoveryCodes: c.Store.NewRecoveryCodes(),
	}
	// Stytch writes a space after the comma.
	return t, "data:image/png;base64, " + base64.StdEncoding.EncodeToString(encoded.Bytes()), nil
}

func create(c *op.Call, req *api.TOTPCreateRequest) (*api.TOTPCreateResponse, error) {
	lifetime, err := field.Minutes(req.ExpirationMinutes, maxMinutes, minMinutes, maxMinutes, api.ErrorTypeInvalidExpiration, "expiration_minutes")
	if err != nil {
		return nil, err
	}
	u, err := findUser(c, req.UserID)
	if err != nil {
		return nil, err
	}
	switch {
	case u.IsSandbox():
	case u.TOTP.Exists(c.Now) && u.TOTP.Verified:
		return nil, apierror.Newf(api.ErrorTypeActiveTOTPExists, "The user already has an authenticator.")
	case u.TOTP.Exists(c.Now):
		return nil, apierror.Newf(api.ErrorTypePendingTOTPExists, "The user has an authenticator that is not verified yet.")
	}
	t, qrCode, err := newTOTP(c, u.Account(), time.Duration(lifetime)*time.Minute)
	if err != nil {
		return nil, err
	}
	if u.IsSandbox() {
		t.ID = sandbox.TOTPID
		u.TOTP = t
	} else {
		c.Store.SetTOTP(u, t)
	}
	return &api.TOTPCreateResponse{
		TOTPID: t.ID, Secret: t.Secret, QRCode: qrCode, RecoveryCodes: slices.Clone(t.RecoveryCodes),
		UserID: u.ID, User: c.Store.View(u),
	}, nil
}

// findUser returns a user, or the sandbox user, who is not one of the project's.
func findUser(c *op.Call, id string) (*store.User, error) {
	if c.Project.Sandbox() && id == sandbox.UserID {
		return store.SandboxUser(), nil
	}
	return c.Store.FindUser(id)
}

func authenticate(c *op.Call, req *api.TOTPAuthenticateRequest) (*api.TOTPAuthenticateResponse, error) {
	switch {
	case recoveryCodePattern.MatchString(req.TOTPCode):
		return nil, apierror.Newf(api.ErrorTypeRecoveryCodeUsedAsTOTPCode, "That is a recovery code.")
	case !field.IsCode(req.TOTPCode):
		return nil, apierror.Newf(api.ErrorTypeInvalidTOTPCode, "The code is not six digits.")
	}
	plan, err := c.Store.PlanSession(c.Session)
	if err != nil {
		return nil, err
	}
	u, err := findUser(c, req.UserID)
	if err != nil {
		return nil, err
	}
	if err := c.Store.CheckLock(u); err != nil {
		return nil, err
	}
	if err := spend(c, u, req.TOTPCode); err != nil {
		return nil, err
	}
	u.TOTP.Verified = true
	grant, err := c.Store.Authenticated(u, plan, appFactor(u.TOTP.ID), api.Attributes{})
	if err != nil {
		return nil, err
	}
	return &api.TOTPAuthenticateResponse{
		UserID: u.ID, TOTPID: u.TOTP.ID, User: c.Store.View(u),
		SessionToken: grant.Token, SessionJWT: grant.JWT, Session: grant.Session,
	}, nil
}

// spend checks a code, and invalidates it and every earlier one.
func spend(c *op.Call, u *store.User, code string) error {
	t := u.TOTP
	switch {
	case t == nil:
		return apierror.Newf(api.ErrorTypeTOTPsNotFoundForUser, "The user has no authenticator.")
	case !t.Exists(c.Now):
		return apierror.Newf(api.ErrorTypeExpiredTOTP, "The authenticator was not verified in time.")
	}
	if u.IsSandbox() {
		if code != sandbox.Code {
			return apierror.Newf(api.ErrorTypeUnableToAuthenticateTOTP, "The code is wrong.")
		}
		return nil
	}
	at, ok := step(t, code, c.Now)
	switch {
	case !ok:
		return c.Store.Failed(u, apierror.Newf(api.ErrorTypeUnableToAuthenticateTOTP, "The code is wrong."))
	case at <= t.LastStep:
		return c.Store.Failed(u, apierror.Newf(api.ErrorTypeTOTPCodeAlreadyAuthenticated, "The code, or a later one, was already used."))
	}
	t.LastStep = at
	return nil
}

func recoveryCodes(c *op.Call, req *api.TOTPRecoveryCodesRequest) (*api.TOTPRecoveryCodesResponse, error) {
	u, err := findUser(c, req.UserID)
	if err != nil {
		return nil, err
	}
	t := u.TOTP
	if !t.Exists(c.Now) {
		return nil, apierror.Newf(api.ErrorTypeTOTPsNotFoundForUser, "The user has no authenticator.")
	}
	return &api.TOTPRecoveryCodesResponse{UserID: u.ID, TOTPs: []api.TOTPWithRecoveryCodes{
		{TOTPID: t.ID, Verified: t.Verified, RecoveryCodes: t.RecoveryCodes},
	}}, nil
}

func recoverUser(c *op.Call, req *api.TOTPRecoverRequest) (*api.TOTPRecoverResponse, error) {
	switch {
	case field.IsCode(req.RecoveryCode):
		return nil, apierror.Newf(api.ErrorTypeTOTPCodeUsedAsRecoveryCode, "That is a code of the authenticator.")
	case !recoveryCodePattern.MatchString(req.RecoveryCode):
		return nil, apierror.Newf(api.ErrorTypeInvalidRecoveryCode, "The recovery code is not of the form xxxx-xxxx-xxxx.")
	}
	plan, err := c.Store.PlanSession(c.Session)
	if err != nil {
		return nil, err
	}
	u, err := findUser(c, req.UserID)
	if err != nil {
		return nil, err
	}
	if err := c.Store.CheckLock(u); err != nil {
		return nil, err
	}
	t := u.TOTP
	switch {
	case !t.Exists(c.Now):
		return nil, apierror.Newf(api.ErrorTypeTOTPsNotFoundForUser, "The user has no authenticator.")
	case !t.Verified:
		return nil, apierror.Newf(api.ErrorTypeNoActiveRecoveryCodeBackedFactor, "The authenticator is not verified yet.")
	case len(t.RecoveryCodes) == 0:
		return nil, apierror.Newf(api.ErrorTypeRecoveryCodesNotFound, "The user has no recovery codes left.")
	}
	i := slices.Index(t.RecoveryCodes, req.RecoveryCode)
	if i < 0 {
		return nil, c.Store.Failed(u, apierror.Newf(api.ErrorTypeUnableToAuthenticateRecoveryCode, "The recovery code is wrong or was used."))
	}
	t.RecoveryCodes = slices.Delete(slices.Clone(t.RecoveryCodes), i, i+1)
	grant, err := c.Store.Authenticated(u, plan, recoveryFactor(t.RecoveryID), api.Attributes{})
	if err != nil {
		return nil, err
	}
	return &api.TOTPRecoverResponse{
		UserID: u.ID, TOTPID: t.ID, User: c.Store.View(u),
		SessionToken: grant.Token, SessionJWT: grant.JWT, Session: grant.Session,
	}, nil
}

func appFactor(id string) store.Factor {
	return store.Factor{ID: id, AuthenticationFactor: api.AuthenticationFactor{
		Type:                   api.AuthenticationFactorTypeTOTP,
		DeliveryMethod:         api.DeliveryMethodAuthenticatorApp,
		AuthenticatorAppFactor: &api.AuthenticatorAppFactor{TOTPID: id},
	}}
}

func recoveryFactor(id string) store.Factor {
	return store.Factor{ID: id, AuthenticationFactor: api.AuthenticationFactor{
		Type:               api.AuthenticationFactorTypeRecoveryCodes,
		DeliveryMethod:     api.DeliveryMethodRecoveryCode,
		RecoveryCodeFactor: &api.RecoveryCodeFactor{TOTPRecoveryCodeID: id},
	}}
}
