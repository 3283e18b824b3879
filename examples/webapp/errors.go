package main

import (
	"context"
	"errors"
	"net/http"

	"github.com/flymyai/stytch-go"
	"github.com/flymyai/stytch-go/api"
)

// Messages that several errors share.
const (
	wrongPassword = "This email address and password do not match. You can log in by email instead. " +
		"After too many wrong attempts an account is locked for an hour."
	invalidEmail   = "This is not a valid email address. It should look like ada@example.com."
	wrongCode      = "This code is wrong or has expired. Look for the latest one."
	wrongAppCode   = "This code is wrong. Wait for the next one in your app, and check the clock of your phone."
	usedAppCode    = "This code was used before. Wait for the next one in your app."
	brokenLink     = "This link does not work: it was used before, has expired, or is incomplete. Request a new one here."
	deadPasskey    = "This passkey does not work: it was removed from your account, or you took too long. Try again, or log in another way."
	latePasskey    = "Adding the passkey took too long. Try again."
	oddPasskey     = "Your browser sent a passkey that cannot be used. Try again, or use another browser."
	locked         = "There were too many wrong attempts. Wait an hour and try again."
	tooMuchMail    = "We have just sent several emails to this address. Wait a minute before you request another one."
	genericProblem = "Something went wrong on our side. Try again in a minute."
)

// problems are the messages for errors that a user can do something about.
var problems = map[api.ErrorType]string{
	api.ErrorTypeInvalidEmail:                     invalidEmail,
	api.ErrorTypeInvalidEmailDomain:               invalidEmail,
	api.ErrorTypeForbiddenCharacterZeroWidthSpace: invalidEmail,
	api.ErrorTypeInvalidCreateUserRequest:         invalidEmail,
	api.ErrorTypeInactiveEmail:                    "Emails to this address bounced. Use another one.",

	api.ErrorTypeInvalidMethodID:     "Something went wrong. Go back and start again.",
	api.ErrorTypeInvalidCode:         "A code has six digits.",
	api.ErrorTypeOTPCodeNotFound:     wrongCode,
	api.ErrorTypeUnableToAuthOTPCode: wrongCode,

	api.ErrorTypeInvalidToken:                   brokenLink,
	api.ErrorTypeMagicLinkNotFound:              brokenLink,
	api.ErrorTypeUnableToAuthMagicLink:          brokenLink,
	api.ErrorTypeUnableToAuthPasswordResetToken: brokenLink,

	api.ErrorTypeWeakPassword:     "This password is too easy to guess.",
	api.ErrorTypeBreachedPassword: "This password has appeared in a data breach. Choose another one.",
	api.ErrorTypeResetPassword:    "This password must be changed. Choose a new one with “No password yet, or forgot it?”.",

	api.ErrorTypeInvalidTOTPCode:                  "A code has six digits. Recovery codes look like ab12-cd34-ef56.",
	api.ErrorTypeUnableToAuthenticateTOTP:         wrongAppCode,
	api.ErrorTypeTOTPCodeAlreadyAuthenticated:     usedAppCode,
	api.ErrorTypeInvalidRecoveryCode:              "A recovery code looks like ab12-cd34-ef56.",
	api.ErrorTypeUnableToAuthenticateRecoveryCode: "This recovery code is wrong or was used before.",
	api.ErrorTypeRecoveryCodesNotFound:            "You have used all your recovery codes.",
	api.ErrorTypeExpiredTOTP:                      "This QR code has expired. Start again.",
	api.ErrorTypeTOTPsNotFoundForUser:             "This account no longer has an authenticator app. Start again.",

	api.ErrorTypeUnableToAuthWebAuthnRegistration:                   deadPasskey,
	api.ErrorTypeUnableToRegisterWebAuthnRegistration:               latePasskey,
	api.ErrorTypeNoPendingWebAuthnRegistration:                      latePasskey,
	api.ErrorTypeDuplicateWebAuthnRegistration:                      "This passkey was added before.",
	api.ErrorTypeTooManyUserRegistrationsForDomain:                  "You have too many passkeys. Remove one first.",
	api.ErrorTypeInvalidPublicKeyCredential:                         oddPasskey,
	api.ErrorTypeInvalidPublicKeyCredentialInvalidAuthenticatorData: oddPasskey,
	api.ErrorTypeInvalidPublicKeyCredentialInvalidID:                oddPasskey,
	api.ErrorTypeInvalidPublicKeyCredentialInvalidSignature:         oddPasskey,

	api.ErrorTypeUserLockLimitReached: locked,
	api.ErrorTypeTooManyRequests:      "Too many requests. Wait a moment and try again.",
}

// explain returns the status and the message for an error. An error that users can do nothing about goes to the log
// instead.
func (a *app) explain(r *http.Request, err error) (status int, problem string) {
	e, ok := errors.AsType[*stytch.Error](err)
	if ok {
		if problem, known := problems[e.Type]; known {
			return http.StatusUnprocessableEntity, problem
		}
	}
	if !errors.Is(err, context.Canceled) { // the browser closed the connection
		a.log.Error("calling Stytch", "path", r.URL.Path, "error", err)
	}
	return http.StatusServiceUnavailable, genericProblem
}

// renderError shows a form again, with a message for an error.
func (a *app) renderError(w http.ResponseWriter, r *http.Request, name string, data any, err error) {
	status, problem := a.explain(r, err)
	a.renderProblem(w, status, name, data, problem)
}

// failed shows a page for an error when there is no form to show again.
func (a *app) failed(w http.ResponseWriter, r *http.Request, err error) {
	status, problem := a.explain(r, err)
	a.renderMessage(w, status, problem)
}
