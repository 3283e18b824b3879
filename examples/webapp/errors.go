package main

import (
	"context"
	"errors"
	"net/http"

	"github.com/flymyai/stytch-go"
	"github.com/flymyai/stytch-go/api"
)

// What users read about more than one error.
const (
	wrongPassword = "That email address and password do not belong together. You can log in by email instead. " +
		"After many wrong attempts an account is locked for an hour."
	noAddress    = "That is not an email address. It should look like ada@example.com."
	wrongCode    = "That code is wrong, or too old. Look for the newest one."
	wrongAppCode = "That code is wrong. Wait for the next one in your app, and check the clock of your phone."
	usedAppCode  = "That code was used before. Wait for the next one in your app."
	brokenLink   = "That link does not work: it was used, is too old, or got lost in part. Get a new one here."
	locked       = "There were too many wrong attempts. Wait an hour, and try again."
	apology      = "Something is wrong on our side. Try again in a minute."
)

// problems are the errors that a user can do something about, in words for users.
var problems = map[api.ErrorType]string{
	api.ErrorTypeInvalidEmail:                     noAddress,
	api.ErrorTypeInvalidEmailDomain:               noAddress,
	api.ErrorTypeForbiddenCharacterZeroWidthSpace: noAddress,
	api.ErrorTypeInvalidCreateUserRequest:         noAddress,
	api.ErrorTypeInactiveEmail:                    "Mail to that address came back. Use another one.",

	api.ErrorTypeInvalidMethodID:     "Something got lost on the way. Go back and start again.",
	api.ErrorTypeInvalidCode:         "A code has six digits.",
	api.ErrorTypeOTPCodeNotFound:     wrongCode,
	api.ErrorTypeUnableToAuthOTPCode: wrongCode,

	api.ErrorTypeInvalidToken:                   brokenLink,
	api.ErrorTypeMagicLinkNotFound:              brokenLink,
	api.ErrorTypeUnableToAuthMagicLink:          brokenLink,
	api.ErrorTypeUnableToAuthPasswordResetToken: brokenLink,

	api.ErrorTypeWeakPassword:     "That password is too easy to guess.",
	api.ErrorTypeBreachedPassword: "That password is known from a break-in at some website. Choose another one.",
	api.ErrorTypeResetPassword:    "That password must be replaced. Choose a new one with “No password yet, or forgotten?”.",

	api.ErrorTypeInvalidTOTPCode:                  "A code has six digits. Recovery codes look like ab12-cd34-ef56.",
	api.ErrorTypeUnableToAuthenticateTOTP:         wrongAppCode,
	api.ErrorTypeTOTPCodeAlreadyAuthenticated:     usedAppCode,
	api.ErrorTypeInvalidRecoveryCode:              "A recovery code looks like ab12-cd34-ef56.",
	api.ErrorTypeUnableToAuthenticateRecoveryCode: "That recovery code is wrong, or was used before.",
	api.ErrorTypeRecoveryCodesNotFound:            "You have used all your recovery codes.",
	api.ErrorTypeExpiredTOTP:                      "That QR code is too old. Start again.",
	api.ErrorTypeTOTPsNotFoundForUser:             "There is no authenticator app to this account any more. Start again.",

	api.ErrorTypeUserLockLimitReached: locked,
	api.ErrorTypeTooManyRequests:      "That was too fast. Wait a moment and try again.",
}

// explain returns an error in words for users, and a status. What users can do nothing about they are not told,
// but the log is.
func (a *app) explain(r *http.Request, err error) (status int, problem string) {
	e, ok := errors.AsType[*stytch.Error](err)
	if ok {
		if problem, known := problems[e.Type]; known {
			return http.StatusUnprocessableEntity, problem
		}
	}
	if !errors.Is(err, context.Canceled) { // the browser has gone away
		a.log.Error("calling Stytch", "path", r.URL.Path, "error", err)
	}
	return http.StatusServiceUnavailable, apology
}

// renderError shows a form again, with the error that came of it.
func (a *app) renderError(w http.ResponseWriter, r *http.Request, name string, data any, err error) {
	status, problem := a.explain(r, err)
	a.renderProblem(w, status, name, data, problem)
}

// failed shows an error where there is no form to show again.
func (a *app) failed(w http.ResponseWriter, r *http.Request, err error) {
	status, problem := a.explain(r, err)
	a.renderMessage(w, status, problem)
}
