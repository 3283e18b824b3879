package stytchtest_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/stytchtest"
	"github.com/flymyai/stytch-go/users"
	"github.com/flymyai/stytch-go/webauthn"
)

func TestWebAuthn_pendingUser(t *testing.T) {
	t.Parallel()
	w := newHarness(t, stytchtest.WithUsers(stytchtest.User{User: api.User{
		ExternalID: "pending", Status: api.UserStatusPending, Emails: []api.UserEmail{{Email: ada}},
	}}))
	_, err := w.WebAuthn.RegisterStart(w.ctx, webauthn.RegisterStartRequest{UserID: "pending", Domain: shop})
	w.fails(err, api.ErrorTypeCannotUseWebAuthnWithPendingUser)
}

func TestWebAuthn_tooMany(t *testing.T) {
	t.Parallel()
	w := newHarness(t)
	id := w.user(ada)
	for range 24 {
		w.addPasskey(id, shop, w.srv.NewPasskey())
	}
	first := w.startRegistration(id, shop)
	w.addPasskey(id, shop, w.srv.NewPasskey())
	_, err := w.WebAuthn.RegisterStart(w.ctx, webauthn.RegisterStartRequest{UserID: id, Domain: shop})
	w.fails(err, api.ErrorTypeTooManyUserRegistrationsForDomain)
	_, err = w.register(id, w.srv.NewPasskey().Create(first))
	w.fails(err, api.ErrorTypeNoPendingWebAuthnRegistration)
	w.addPasskey(id, "other.example", w.srv.NewPasskey())
}

func TestWebAuthn_delete(t *testing.T) {
	t.Parallel()
	w := newHarness(t)
	id := w.user(ada)
	passkey := w.srv.NewPasskey()
	registrationID := w.addPasskey(id, shop, passkey)
	options := w.startPasskeyLogin(id, shop)
	search := func(operand users.Filter) int {
		page, err := w.Users.Search(w.ctx, users.SearchRequest{Query: users.And(operand)})
		w.ok(err)
		return len(page.Results)
	}
	w.same([]int{search(users.WebAuthnRegistrationID(registrationID)), search(users.WebAuthnRegistrationVerified(true))}, []int{1, 1})
	deleted, err := w.Users.DeleteWebAuthnRegistration(w.ctx, registrationID)
	w.ok(err)
	w.same(len(deleted.User.WebAuthnRegistrations), 0)
	w.same([]int{search(users.WebAuthnRegistrationID(registrationID)), search(users.WebAuthnRegistrationVerified(true))}, []int{0, 0})

	_, err = w.passkeyLogin(passkey.Get(options))
	w.fails(err, api.ErrorTypeUnableToAuthWebAuthnRegistration)
	_, err = w.passkeyLogin(passkey.Get(w.startPasskeyLogin("", shop)))
	w.fails(err, api.ErrorTypeUnableToAuthWebAuthnRegistration)
	listed, err := w.WebAuthn.ListCredentials(w.ctx, id, shop)
	w.ok(err)
	w.same(len(listed.Credentials), 0)
	// The same authenticator can register again.
	w.addPasskey(id, shop, passkey)
	_, err = w.passkeyLogin(passkey.Get(w.startPasskeyLogin("", shop)))
	w.ok(err)

	_, err = w.Users.Delete(w.ctx, id)
	w.ok(err)
	_, err = w.passkeyLogin(passkey.Get(w.startPasskeyLogin("", shop)))
	w.fails(err, api.ErrorTypeUnableToAuthWebAuthnRegistration)
}

// With an override, the user handle says nothing about the user: the credential does.
func TestWebAuthn_overrideID(t *testing.T) {
	t.Parallel()
	w := newHarness(t)
	passkey := w.srv.NewPasskey()
	for i, email := range []string{ada, grace} {
		start, err := w.WebAuthn.RegisterStart(w.ctx, webauthn.RegisterStartRequest{UserID: w.user(email), Domain: shop, OverrideID: fmt.Sprint("account-", i)})
		w.ok(err)
		registered, err := w.register(start.UserID, passkey.Create(start.PublicKeyCredentialCreationOptions))
		w.ok(err)
		login, err := w.passkeyLogin(passkey.Get(w.startPasskeyLogin("", shop)))
		w.ok(err)
		w.same(login.UserID, registered.UserID)
	}
}

func TestWebAuthn_userVerification(t *testing.T) {
	t.Parallel()
	lenient := newHarness(t)
	id := lenient.user(ada)
	key := lenient.srv.NewPasskey()
	key.UserNotVerified = true
	lenient.addPasskey(id, shop, key)
	_, err := lenient.passkeyLogin(key.Get(lenient.startPasskeyLogin(id, shop)))
	lenient.ok(err)

	absent := lenient.srv.NewPasskey()
	absent.UserNotPresent = true
	_, err = lenient.register(id, absent.Create(lenient.startRegistration(id, shop)))
	lenient.fails(err, api.ErrorTypeInvalidPublicKeyCredentialInvalidAuthenticatorData)

	strict := newHarness(t, stytchtest.WithRequiredUserVerification())
	id = strict.user(ada)
	key = strict.srv.NewPasskey()
	options := strict.startRegistration(id, shop)
	strict.same(strict.parsed(options)["authenticatorSelection"].(map[string]any)["userVerification"], "required")
	key.UserNotVerified = true
	_, err = strict.register(id, key.Create(options))
	strict.fails(err, api.ErrorTypeInvalidPublicKeyCredentialInvalidAuthenticatorData)
	key.UserNotVerified = false
	strict.addPasskey(id, shop, key)
	options = strict.startPasskeyLogin(id, shop)
	strict.same(strict.parsed(options)["userVerification"], "required")
	key.UserNotVerified = true
	_, err = strict.passkeyLogin(key.Get(options))
	strict.fails(err, api.ErrorTypeInvalidPublicKeyCredentialInvalidAuthenticatorData)
	key.UserNotVerified = false
	_, err = strict.passkeyLogin(key.Get(options))
	strict.ok(err)
}

func TestWebAuthn_lockedUser(t *testing.T) {
	t.Parallel()
	w := newHarness(t, stytchtest.WithUserLock(1, time.Hour))
	created := w.password(ada)
	passkey := w.srv.NewPasskey()
	w.addPasskey(created.UserID, shop, passkey)
	_, err := w.enterPassword(ada, "wrong")
	w.fails(err, api.ErrorTypeUnauthorizedCredentials)
	_, err = w.passkeyLogin(passkey.Get(w.startPasskeyLogin("", shop)))
	w.fails(err, api.ErrorTypeUserLockLimitReached)
	_, err = w.register(created.UserID, w.srv.NewPasskey().Create(w.startRegistration(created.UserID, shop)))
	w.fails(err, api.ErrorTypeUserLockLimitReached)
}
