package main

import (
	"errors"
	"io"
	"net/http"
	"slices"
	"strings"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/webauthn"
)

// maxPasskeyName is the longest name of a passkey, in bytes.
const maxPasskeyName = 60

// writeOptions sends options to passkeys.js. They are JSON already.
func writeOptions(w http.ResponseWriter, options string) {
	w.Header().Set("Content-Type", "application/json")
	_, _ = io.WriteString(w, options) // an error means that the browser closed the connection
}

// startPasskeyLogin returns the options for a login. They name no user: the browser offers the passkeys that it has.
func (a *app) startPasskeyLogin(w http.ResponseWriter, r *http.Request) {
	start, err := a.client.WebAuthn.AuthenticateStart(r.Context(), webauthn.AuthenticateStartRequest{
		Domain:                         a.domain,
		ReturnPasskeyCredentialOptions: true,
		UseBase64URLEncoding:           true,
	})
	if err != nil {
		a.failed(w, r, err)
		return
	}
	writeOptions(w, start.PublicKeyCredentialRequestOptions)
}

// enterPasskey logs in the user of a passkey. It counts as one factor: Stytch does not report whether the authenticator
// has verified the user, so a user with an authenticator app still needs a code.
func (a *app) enterPasskey(w http.ResponseWriter, r *http.Request) {
	login, err := a.client.WebAuthn.Authenticate(r.Context(), webauthn.AuthenticateRequest{
		PublicKeyCredential:    r.PostFormValue("credential"),
		SessionDurationMinutes: firstFactorMinutes,
	})
	if err != nil {
		a.renderError(w, r, "login", loginForm{}, err)
		return
	}
	a.finishFirstFactor(w, r, login.User, newSession{login.SessionToken, login.SessionJWT, login.Session})
}

// startPasskey returns the options for a new passkey.
func (a *app) startPasskey(w http.ResponseWriter, r *http.Request, user api.User) {
	start, err := a.client.WebAuthn.RegisterStart(r.Context(), webauthn.RegisterStartRequest{
		UserID:                         user.UserID,
		Domain:                         a.domain,
		UserAgent:                      r.UserAgent(),
		ReturnPasskeyCredentialOptions: true,
		UseBase64URLEncoding:           true,
	})
	if err != nil {
		a.failed(w, r, err)
		return
	}
	writeOptions(w, start.PublicKeyCredentialCreationOptions)
}

// addPasskey registers the passkey that the browser has created. The session stays as it is: having created a passkey
// does not make a login more recent.
func (a *app) addPasskey(w http.ResponseWriter, r *http.Request, user api.User) {
	registered, err := a.client.WebAuthn.Register(r.Context(), webauthn.RegisterRequest{
		UserID:              user.UserID,
		PublicKeyCredential: r.PostFormValue("credential"),
	})
	if err != nil {
		a.renderError(w, r, "account", accountPage{user, currentSession(r)}, err)
		return
	}
	if name := strings.TrimSpace(r.PostFormValue("name")); name != "" && len(name) <= maxPasskeyName {
		_, err := a.client.WebAuthn.Update(r.Context(), registered.WebAuthnRegistrationID, webauthn.UpdateRequest{Name: name})
		if err != nil {
			a.log.Error("naming a passkey", "error", err) // it works without a name
		}
	}
	redirect(w, r, "/account")
}

// removePasskey removes a passkey of the user. The ID comes from the browser, so it could be that of another user.
func (a *app) removePasskey(w http.ResponseWriter, r *http.Request, user api.User) {
	id := r.PostFormValue("id")
	if slices.ContainsFunc(user.WebAuthnRegistrations, func(p api.UserWebAuthnRegistration) bool { return p.WebAuthnRegistrationID == id }) {
		_, err := a.client.Users.DeleteWebAuthnRegistration(r.Context(), id)
		// After a double click it no longer exists.
		if err != nil && !errors.Is(err, api.ErrorTypeWebAuthnRegistrationNotFound) {
			a.failed(w, r, err)
			return
		}
	}
	redirect(w, r, "/account")
}
