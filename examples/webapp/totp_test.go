package main

import (
	"net/http"
	"testing"
	"time"

	"github.com/flymyai/stytch-go/stytchtest"
)

// halfLoggedIn returns a visitor who has entered the first of two factors.
func halfLoggedIn(t *testing.T, opts ...stytchtest.Option) (v *visitor, secret string, recoveryCodes []string) {
	t.Helper()
	v = newSite(t, opts...).visitor()
	v.byCode(ada)
	secret, recoveryCodes = v.enrol()
	v.post("/logout")
	v.want(v.byCode(ada), http.StatusOK, "/login/second-factor")
	return v, secret, recoveryCodes
}

func TestSecondFactor_isRequired(t *testing.T) {
	t.Parallel()
	v, secret, _ := halfLoggedIn(t)
	v.want(v.get("/account"), http.StatusOK, "/login/second-factor")
	for _, path := range []string{"/account/totp", "/account/totp/confirm", "/account/totp/remove"} {
		v.want(v.post(path, "code", v.appCode(secret, nextCode)), http.StatusOK, "/login/second-factor")
	}
	// Renewing the JWT does not help.
	v.srv.Advance(4 * time.Minute)
	v.want(v.get("/account"), http.StatusOK, "/login/second-factor")
	v.srv.Advance(2 * time.Minute)
	v.want(v.get("/account"), http.StatusOK, "/login")
}

func TestSecondFactor_codes(t *testing.T) {
	t.Parallel()
	v, secret, recoveryCodes := halfLoggedIn(t)
	const path = "/login/second-factor"
	for code, problem := range map[string]string{
		"":                           "six digits",
		"12345":                      "six digits",
		"no-code":                    "looks like ab12-cd34-ef56",
		"aaaa-aaaa-aaaa":             "wrong or was used before",
		v.appCode(secret, 0):         "used before",
		v.appCode(secret, time.Hour): wrongAppCode,
	} {
		v.want(v.post(path, "code", code), http.StatusUnprocessableEntity, path, problem)
	}
	next := v.appCode(secret, nextCode)
	v.want(v.post(path, "code", " "+next[:3]+" "+next[3:]), http.StatusOK, "/account", "authenticator app</dd>")

	v.post("/logout")
	v.byCode(ada)
	v.want(v.post(path, "code", recoveryCodes[0]), http.StatusOK, "/account", "recovery code</dd>")
	v.post("/logout")
	v.byCode(ada)
	v.want(v.post(path, "code", recoveryCodes[0]), http.StatusUnprocessableEntity, path, "used before")
}

func TestSecondFactor_lock(t *testing.T) {
	t.Parallel()
	v, secret, _ := halfLoggedIn(t, stytchtest.WithUserLock(2, time.Hour))
	for range 2 {
		v.post("/login/second-factor", "code", v.appCode(secret, time.Hour))
	}
	v.want(v.post("/login/second-factor", "code", v.appCode(secret, nextCode)), http.StatusUnprocessableEntity, "/login/second-factor", locked)
}

// An attacker who can read Ada's email must not log in as Ada with the authenticator app of their own account.
func TestSecondFactor_ofAnotherUser(t *testing.T) {
	t.Parallel()
	victim, _, _ := halfLoggedIn(t)
	attacker := victim.visitor()
	attacker.byCode(grace)
	secret, _ := attacker.enrol()
	attacker.post("/logout")
	attacker.byCode(grace)

	attacker.plant(map[string]string{cookies.TokenName: victim.cookies()[cookies.TokenName]})
	code := attacker.appCode(secret, nextCode)
	attacker.want(attacker.post("/login/second-factor", "code", code), http.StatusUnprocessableEntity, "/login/second-factor", wrongAppCode)
	victim.want(victim.get("/account"), http.StatusOK, "/login/second-factor")
}

func TestSecondFactor_noSession(t *testing.T) {
	t.Parallel()
	v := newSite(t).visitor()
	v.want(v.get("/login/second-factor"), http.StatusOK, "/login")
	v.want(v.post("/login/second-factor", "code", "123456"), http.StatusOK, "/login")
}

func TestTOTP_startAgain(t *testing.T) {
	t.Parallel()
	v := newSite(t).visitor()
	v.byCode(ada)
	abandoned := v.find(v.post("/account/totp"), `id="secret">([A-Z2-7=]+)<`)
	v.post("/logout")
	v.want(v.byCode(ada), http.StatusOK, "/account", "Authenticator app: off")

	page := v.post("/account/totp")
	v.want(v.post("/account/totp/confirm", "code", v.appCode(abandoned, 0)), http.StatusUnprocessableEntity, "/account/totp/confirm", wrongAppCode)
	secret := v.find(page, `id="secret">([A-Z2-7=]+)<`)
	v.want(v.post("/account/totp/confirm", "code", v.appCode(secret, 0)), http.StatusOK, "/account", "Authenticator app: on")
	v.want(v.post("/account/totp"), http.StatusOK, "/account", "Authenticator app: on")
}

func TestTOTP_remove(t *testing.T) {
	t.Parallel()
	v := newSite(t).visitor()
	v.byCode(ada)
	_, recoveryCodes := v.enrol()
	const path = "/account/totp/remove"
	v.want(v.post(path), http.StatusUnprocessableEntity, path, "six digits", "Authenticator app: on")
	v.want(v.post(path, "code", recoveryCodes[3]), http.StatusOK, "/account", "Authenticator app: off")
	v.post("/logout")
	v.want(v.byCode(ada), http.StatusOK, "/account")
}
