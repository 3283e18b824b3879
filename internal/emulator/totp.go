package emulator

import (
	"bytes"
	"crypto/subtle"
	"encoding/base32"
	"encoding/base64"
	"image/png"
	"net/http"
	"regexp"
	"slices"
	"time"

	"github.com/pquerna/otp"
	"github.com/pquerna/otp/hotp"
	lib "github.com/pquerna/otp/totp"

	"github.com/flymyai/stytch-go/api"
)

func totpOperations() []operation {
	return []operation{
		op("totp.create", http.MethodPost, "/v1/totps", createTOTP),
		op("totp.authenticate", http.MethodPost, "/v1/totps/authenticate", authenticateTOTP),
		op("totp.recovery_codes", http.MethodPost, "/v1/totps/recovery_codes", recoveryCodes),
		op("totp.recover", http.MethodPost, "/v1/totps/recover", recoverTOTP),
	}
}

const (
	totpMinutes    = 1440
	minTOTPMinutes = 5
	totpStep       = 30 // seconds
	totpSecretSize = 20
	qrCodeSize     = 200
	recoveryCount  = 10
)

var recoveryCodePattern = regexp.MustCompile(`^[a-z0-9]{4}-[a-z0-9]{4}-[a-z0-9]{4}$`)

// totp is the authenticator of a user.
type totp struct {
	id, secret string
	verified   bool
	// expiresAt is when it vanishes unless verified.
	expiresAt time.Time
	// lastStep is the time step of the last code that was accepted.
	lastStep   int64
	recoveryID string
	recovery   []string
}

// exists says whether there is an authenticator, verified or in time to be.
func (t *totp) exists(now time.Time) bool {
	return t != nil && (t.verified || now.Before(t.expiresAt))
}

// step returns the time step that a code belongs to: the current one, the one before or the one after.
func (t *totp) step(code string, now time.Time) (int64, bool) {
	current := now.Unix() / totpStep
	for _, step := range []int64{current, current - 1, current + 1} {
		want, err := hotp.GenerateCodeCustom(t.secret, uint64(step), hotp.ValidateOpts{Digits: otp.DigitsSix, Algorithm: otp.AlgorithmSHA1}) //nolint:gosec // time is after 1970
		if err == nil && subtle.ConstantTimeCompare([]byte(want), []byte(code)) == 1 {
			return step, true
		}
	}
	return 0, false
}

// newTOTP makes an authenticator with its QR code.
func (c *call) newTOTP(account string, lifetime time.Duration) (t *totp, qrCode string, err error) {
	secret := c.random.bytes(totpSecretSize)
	key, err := lib.Generate(lib.GenerateOpts{Issuer: projectName, AccountName: account, Secret: secret, Period: totpStep})
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
	t = &totp{
		id:         c.newID(totpPrefix),
		secret:     base32.StdEncoding.EncodeToString(secret),
		expiresAt:  c.now.Add(lifetime),
		recoveryID: c.newID(recoveryPrefix),
	}
	for range recoveryCount {
		t.recovery = append(t.recovery, c.random.recoveryCode())
	}
	// Stytch writes a blank after the comma.
	return t, "data:image/png;base64, " + base64.StdEncoding.EncodeToString(encoded.Bytes()), nil
}

// account is what an authenticator app calls a user.
func (u *user) account() string {
	for _, c := range slices.Concat(u.emails, u.phones) {
		return c.value
	}
	return u.id
}

func createTOTP(c *call, req *api.TOTPCreateRequest) (*api.TOTPCreateResponse, error) {
	lifetime, err := minutes(req.ExpirationMinutes, totpMinutes, minTOTPMinutes, totpMinutes, api.ErrorTypeInvalidExpiration, "expiration_minutes")
	if err != nil {
		return nil, err
	}
	u, err := c.findTOTPUser(req.UserID)
	if err != nil {
		return nil, err
	}
	sandbox := u.id == sandboxUserID
	switch {
	case sandbox:
	case u.totp.exists(c.now) && u.totp.verified:
		return nil, refuse(api.ErrorTypeActiveTOTPExists, "The user has an authenticator already.")
	case u.totp.exists(c.now):
		return nil, refuse(api.ErrorTypePendingTOTPExists, "The user has an authenticator that is not verified yet.")
	}
	t, qrCode, err := c.newTOTP(u.account(), time.Duration(lifetime)*time.Minute)
	if err != nil {
		return nil, err
	}
	if sandbox {
		t.id = sandboxTOTPID
	} else {
		if u.totp != nil { // one that has expired
			delete(c.factors, u.totp.id)
		}
		c.factors[t.id] = u
	}
	u.totp = t
	return &api.TOTPCreateResponse{
		TOTPID: t.id, Secret: t.secret, QRCode: qrCode, RecoveryCodes: slices.Clone(t.recovery),
		UserID: u.id, User: c.view(u),
	}, nil
}

// findTOTPUser returns a user, or the sandbox user, who is not one of the project's.
func (c *call) findTOTPUser(id string) (*user, error) {
	if c.sandbox() && id == sandboxUserID {
		return c.sandboxUser(), nil
	}
	return c.findUser(id)
}

func authenticateTOTP(c *call, req *api.TOTPAuthenticateRequest) (*api.TOTPAuthenticateResponse, error) {
	switch {
	case recoveryCodePattern.MatchString(req.TOTPCode):
		return nil, refuse(api.ErrorTypeRecoveryCodeUsedAsTOTPCode, "That is a recovery code.")
	case !codePattern.MatchString(req.TOTPCode):
		return nil, refuse(api.ErrorTypeInvalidTOTPCode, "The code is not six digits.")
	}
	plan, err := c.planSession(sessionArgs{req.SessionToken, req.SessionJWT, req.SessionDurationMinutes, req.SessionCustomClaims})
	if err != nil {
		return nil, err
	}
	u, err := c.findTOTPUser(req.UserID)
	if err != nil {
		return nil, err
	}
	if err := c.checkLock(u); err != nil {
		return nil, err
	}
	if err := c.spendTOTP(u, req.TOTPCode); err != nil {
		return nil, err
	}
	u.totp.verified = true
	granted, err := c.complete(u, plan, totpFactor(u.totp.id), api.Attributes{})
	if err != nil {
		return nil, err
	}
	return &api.TOTPAuthenticateResponse{
		UserID: u.id, TOTPID: u.totp.id, User: c.view(u),
		SessionToken: granted.token, SessionJWT: granted.jwt, Session: granted.session,
	}, nil
}

// spendTOTP checks a code and makes it, and every earlier one, useless.
func (c *call) spendTOTP(u *user, code string) error {
	t := u.totp
	switch {
	case t == nil:
		return refuse(api.ErrorTypeTOTPsNotFoundForUser, "The user has no authenticator.")
	case !t.exists(c.now):
		return refuse(api.ErrorTypeExpiredTOTP, "The authenticator was not verified in time.")
	}
	if u.id == sandboxUserID {
		if code != sandboxCode {
			return refuse(api.ErrorTypeUnableToAuthenticateTOTP, "The code is wrong.")
		}
		return nil
	}
	step, ok := t.step(code, c.now)
	switch {
	case !ok:
		return c.failed(u, refuse(api.ErrorTypeUnableToAuthenticateTOTP, "The code is wrong."))
	case step <= t.lastStep:
		return c.failed(u, refuse(api.ErrorTypeTOTPCodeAlreadyAuthenticated, "The code, or a later one, was used already."))
	}
	t.lastStep = step
	return nil
}

func recoveryCodes(c *call, req *api.TOTPRecoveryCodesRequest) (*api.TOTPRecoveryCodesResponse, error) {
	u, err := c.findTOTPUser(req.UserID)
	if err != nil {
		return nil, err
	}
	t := u.totp
	if !t.exists(c.now) {
		return nil, refuse(api.ErrorTypeTOTPsNotFoundForUser, "The user has no authenticator.")
	}
	return &api.TOTPRecoveryCodesResponse{UserID: u.id, TOTPs: []api.TOTPWithRecoveryCodes{
		{TOTPID: t.id, Verified: t.verified, RecoveryCodes: t.recovery},
	}}, nil
}

func recoverTOTP(c *call, req *api.TOTPRecoverRequest) (*api.TOTPRecoverResponse, error) {
	switch {
	case codePattern.MatchString(req.RecoveryCode):
		return nil, refuse(api.ErrorTypeTOTPCodeUsedAsRecoveryCode, "That is a code of the authenticator.")
	case !recoveryCodePattern.MatchString(req.RecoveryCode):
		return nil, refuse(api.ErrorTypeInvalidRecoveryCode, "The recovery code is not of the form xxxx-xxxx-xxxx.")
	}
	plan, err := c.planSession(sessionArgs{req.SessionToken, req.SessionJWT, req.SessionDurationMinutes, req.SessionCustomClaims})
	if err != nil {
		return nil, err
	}
	u, err := c.findTOTPUser(req.UserID)
	if err != nil {
		return nil, err
	}
	if err := c.checkLock(u); err != nil {
		return nil, err
	}
	t := u.totp
	switch {
	case !t.exists(c.now):
		return nil, refuse(api.ErrorTypeTOTPsNotFoundForUser, "The user has no authenticator.")
	case !t.verified:
		return nil, refuse(api.ErrorTypeNoActiveRecoveryCodeBackedFactor, "The authenticator is not verified yet.")
	case len(t.recovery) == 0:
		return nil, refuse(api.ErrorTypeRecoveryCodesNotFound, "The user has no recovery codes left.")
	}
	i := slices.Index(t.recovery, req.RecoveryCode)
	if i < 0 {
		return nil, c.failed(u, refuse(api.ErrorTypeUnableToAuthenticateRecoveryCode, "The recovery code is wrong or was used."))
	}
	t.recovery = slices.Delete(slices.Clone(t.recovery), i, i+1)
	granted, err := c.complete(u, plan, recoveryFactor(t.recoveryID), api.Attributes{})
	if err != nil {
		return nil, err
	}
	return &api.TOTPRecoverResponse{
		UserID: u.id, TOTPID: t.id, User: c.view(u),
		SessionToken: granted.token, SessionJWT: granted.jwt, Session: granted.session,
	}, nil
}
