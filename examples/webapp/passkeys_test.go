package main

import (
	"log/slog"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/flymyai/stytch-go"
	"github.com/flymyai/stytch-go/stytchtest"
)

// newPasskeySite is the application at a host name, since no passkey belongs to an IP address.
func newPasskeySite(t *testing.T, opts ...stytchtest.Option) *site {
	t.Helper()
	srv := stytchtest.NewServer(t, opts...)
	log := slog.New(slog.NewTextHandler(t.Output(), nil))
	client := srv.Client(stytch.WithRetry(stytch.RetryPolicy{MaxAttempts: 1}))
	served := httptest.NewTLSServer(newApp(&backend{client: client, emulator: srv}, "https://app.example", log).handler())
	t.Cleanup(served.Close)
	return &site{t, srv, served}
}

// options gets the options of a form, as passkeys.js does.
func (v *visitor) options(path string) string {
	v.Helper()
	got := v.post(path)
	v.want(got, http.StatusOK, path)
	return got.body
}

// addPasskey adds a passkey to the account of the visitor, who is logged in.
func (v *visitor) addPasskey(name string, passkey *stytchtest.Passkey) {
	v.Helper()
	credential := passkey.Create(v.options("/account/passkeys/start"))
	v.want(v.post("/account/passkeys", "credential", credential, "name", name), http.StatusOK, "/account", "Passkey: "+name)
}

func (v *visitor) byPasskey(passkey *stytchtest.Passkey) response {
	v.Helper()
	return v.post("/login/passkey", "credential", passkey.Get(v.options("/login/passkey/start")))
}

func TestPasskey(t *testing.T) {
	t.Parallel()
	v := newPasskeySite(t).visitor()
	v.byCode(ada)
	passkey := v.srv.NewPasskey()
	v.addPasskey("Phone", passkey)
	v.post("/logout")
	page := v.byPasskey(passkey)
	v.want(page, http.StatusOK, "/account", ada, "passkey</dd>", "Passkey: Phone")

	id := v.field(page, "id")
	for range 2 { // a double click
		page = v.post("/account/passkeys/remove", "id", id)
		v.want(page, http.StatusOK, "/account")
	}
	v.post("/logout")
	v.want(v.byPasskey(passkey), http.StatusUnprocessableEntity, "/login/passkey", deadPasskey)
}

// A passkey is one factor: with an authenticator app, its code is needed too.
func TestPasskey_secondFactor(t *testing.T) {
	t.Parallel()
	v := newPasskeySite(t).visitor()
	v.byCode(ada)
	passkey := v.srv.NewPasskey()
	v.addPasskey("Phone", passkey)
	secret, _ := v.enrol()
	v.post("/logout")
	v.want(v.byPasskey(passkey), http.StatusOK, "/login/second-factor")
	v.want(v.get("/account"), http.StatusOK, "/login/second-factor")
	v.want(v.post("/login/second-factor", "code", v.appCode(secret, nextCode)), http.StatusOK, "/account", "passkey</dd>", "authenticator app</dd>")
}

// In a browser left open, nobody adds or removes a passkey.
func TestAttack_passkeyByOldLogin(t *testing.T) {
	t.Parallel()
	v := newPasskeySite(t).visitor()
	v.byCode(ada)
	passkey := v.srv.NewPasskey()
	v.addPasskey("Phone", passkey)
	id := v.field(v.get("/account"), "id")
	created := v.srv.NewPasskey().Create(v.options("/account/passkeys/start"))
	v.srv.Advance(recentFactor + time.Minute)
	v.want(v.post("/account/passkeys/start"), http.StatusOK, "/login/again")
	v.want(v.post("/account/passkeys", "credential", created), http.StatusOK, "/login/again")
	v.want(v.post("/account/passkeys/remove", "id", id), http.StatusOK, "/login/again")
	v.want(v.byPasskey(passkey), http.StatusOK, "/account", "Passkey: Phone")
}

// A user removes only passkeys of their own.
func TestAttack_passkeyOfAnotherUser(t *testing.T) {
	t.Parallel()
	victim := newPasskeySite(t).visitor()
	victim.byCode(ada)
	passkey := victim.srv.NewPasskey()
	victim.addPasskey("Phone", passkey)
	id := victim.field(victim.get("/account"), "id")
	challenge := victim.options("/account/passkeys/start")

	attacker := victim.visitor()
	attacker.byCode(grace)
	attacker.want(attacker.post("/account/passkeys/remove", "id", id), http.StatusOK, "/account")
	attacker.options("/account/passkeys/start")
	stolen := attacker.srv.NewPasskey().Create(challenge)
	attacker.want(attacker.post("/account/passkeys", "credential", stolen), http.StatusUnprocessableEntity, "/account/passkeys", latePasskey)
	victim.post("/logout")
	victim.want(victim.byPasskey(passkey), http.StatusOK, "/account", ada)
}

func TestPasskey_badInput(t *testing.T) {
	t.Parallel()
	v := newPasskeySite(t).visitor()
	v.want(v.post("/login/passkey", "credential", "{}"), http.StatusUnprocessableEntity, "/login/passkey", oddPasskey)
	v.byCode(ada)
	v.want(v.post("/account/passkeys"), http.StatusUnprocessableEntity, "/account/passkeys", oddPasskey)
	passkey := v.srv.NewPasskey()
	credential := passkey.Create(v.options("/account/passkeys/start"))
	v.srv.Advance(6 * time.Minute)
	v.want(v.post("/account/passkeys", "credential", credential), http.StatusUnprocessableEntity, "/account/passkeys", latePasskey)

	passkey.Origin = "https://evil.example"
	credential = passkey.Create(v.options("/account/passkeys/start"))
	v.want(v.post("/account/passkeys", "credential", credential), http.StatusUnprocessableEntity, "/account/passkeys", latePasskey)
	v.srv.Inject(stytchtest.Fault{Operation: "webauthn.update", Status: http.StatusInternalServerError})
	credential = v.srv.NewPasskey().Create(v.options("/account/passkeys/start"))
	v.want(v.post("/account/passkeys", "credential", credential, "name", "Phone"), http.StatusOK, "/account", "Passkey: without a name")
}
