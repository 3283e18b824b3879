package main

import (
	"context"
	"errors"
	"html/template"
	"net/http"
	"slices"
	"strings"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/sessions"
	"github.com/flymyai/stytch-go/totp"
)

// hasTOTP reports whether a user has an authenticator app. One that was not confirmed does not count.
func hasTOTP(user api.User) bool {
	return slices.ContainsFunc(user.TOTPs, func(t api.UserTOTP) bool { return t.Verified })
}

// hasSecondFactor reports whether a session was started with a second factor.
func hasSecondFactor(session *api.Session) bool {
	return slices.ContainsFunc(session.AuthenticationFactors, func(f api.AuthenticationFactor) bool {
		return f.Type == api.AuthenticationFactorTypeTOTP || f.Type == api.AuthenticationFactorTypeRecoveryCodes
	})
}

func (a *app) showSecondFactor(w http.ResponseWriter, r *http.Request) {
	if session := currentSession(r); sessionClaims(session).LoggedIn && hasSecondFactor(session) {
		redirect(w, r, "/account")
		return
	}
	a.render(w, http.StatusOK, "secondfactor", nil)
}

// enterSecondFactor completes a login.
//
// Stytch can add the second factor to the session of the first one, but that session keeps its token. An attacker who
// knows the first factor could start a session, place its token in the user's browser, and wait for the user to enter
// the second factor (session fixation). So the second factor starts a new session, and the first one is revoked.
func (a *app) enterSecondFactor(w http.ResponseWriter, r *http.Request) {
	cookie, err := r.Cookie(cookies.TokenName)
	if err != nil {
		a.rejectSession(w, r, sessions.ErrNoSession)
		return
	}
	first, err := a.client.Sessions.Authenticate(r.Context(), sessions.AuthenticateRequest{SessionToken: cookie.Value})
	if err != nil {
		a.rejectSession(w, r, err)
		return
	}
	complete, err := a.authenticateCode(r.Context(), totp.AuthenticateRequest{
		UserID:                 first.Session.UserID,
		TOTPCode:               typedCode(r),
		SessionDurationMinutes: sessionMinutes,
		SessionCustomClaims:    loggedInBy(firstFactor(&first.Session)),
	})
	if err != nil {
		a.renderError(w, r, "secondfactor", nil, err)
		return
	}
	a.replaceSession(w, r, complete)
	redirect(w, r, "/account")
}

// authenticateCode authenticates a code of the authenticator app, or a recovery code in its place.
func (a *app) authenticateCode(ctx context.Context, req totp.AuthenticateRequest) (newSession, error) {
	if strings.Contains(req.TOTPCode, "-") {
		resp, err := a.client.TOTP.Recover(ctx, totp.RecoverRequest{
			UserID:                 req.UserID,
			RecoveryCode:           req.TOTPCode,
			SessionDurationMinutes: req.SessionDurationMinutes,
			SessionCustomClaims:    req.SessionCustomClaims,
		})
		if err != nil {
			return newSession{}, err
		}
		return newSession{resp.SessionToken, resp.SessionJWT, resp.Session}, nil
	}
	resp, err := a.client.TOTP.Authenticate(ctx, req)
	if err != nil {
		return newSession{}, err
	}
	return newSession{resp.SessionToken, resp.SessionJWT, resp.Session}, nil
}

// typedCode returns the code of a form, without the spaces that apps display and people type.
func typedCode(r *http.Request) string {
	return strings.ToLower(strings.Join(strings.Fields(r.PostFormValue("code")), ""))
}

// enrolPage is the page where a user sets up an authenticator app.
type enrolPage struct {
	QRCode        template.URL
	Secret        string
	RecoveryCodes []string
}

// startTOTP shows a new QR code. The application does not store it, so a reload makes another one.
func (a *app) startTOTP(w http.ResponseWriter, r *http.Request, user api.User) {
	if hasTOTP(user) {
		redirect(w, r, "/account")
		return
	}
	// An app that was not confirmed is in the way.
	if err := a.deleteTOTPs(r.Context(), user, false); err != nil {
		a.failed(w, r, err)
		return
	}
	created, err := a.client.TOTP.Create(r.Context(), totp.CreateRequest{
		UserID:            user.UserID,
		ExpirationMinutes: int(recentFactor.Minutes()),
	})
	if err != nil {
		a.failed(w, r, err)
		return
	}
	a.render(w, http.StatusOK, "enrol", enrolPage{
		QRCode:        dataURL(created.QRCode),
		Secret:        created.Secret,
		RecoveryCodes: created.RecoveryCodes,
	})
}

// dataURL makes html/template accept the picture, and nothing else. Stytch puts a space after the comma, which a URL
// must not contain.
func dataURL(qrCode string) template.URL {
	png, ok := strings.CutPrefix(qrCode, "data:image/png;base64,")
	if !ok {
		return ""
	}
	return template.URL("data:image/png;base64," + strings.TrimSpace(png)) //nolint:gosec // always a picture, never a script
}

// confirmTOTP turns the authenticator app on once it has shown a valid code. From then on a login requires it, so all
// sessions from before end. This browser continues with a new one.
func (a *app) confirmTOTP(w http.ResponseWriter, r *http.Request, user api.User) {
	confirmed, err := a.client.TOTP.Authenticate(r.Context(), totp.AuthenticateRequest{
		UserID:                 user.UserID,
		TOTPCode:               typedCode(r),
		SessionDurationMinutes: sessionMinutes,
		SessionCustomClaims:    loggedInBy(firstFactor(currentSession(r))),
	})
	if err != nil {
		a.renderError(w, r, "enrol", enrolPage{}, err)
		return
	}
	cookies.Set(w, confirmed.SessionToken, confirmed.SessionJWT, confirmed.Session.ExpiresAt)
	if err := a.revokeOthers(r.Context(), user.UserID, confirmed.Session.SessionID); err != nil {
		a.log.Error("revoking the sessions from before an enrolment", "error", err)
		a.renderMessage(w, http.StatusServiceUnavailable, "Your authenticator app is on, but we could not log out your other devices. "+
			"Choose “Log out other devices” in your account.")
		return
	}
	redirect(w, r, "/account")
}

// removeTOTP requires a code, so that nobody else can turn the second factor off in a browser left open.
func (a *app) removeTOTP(w http.ResponseWriter, r *http.Request, user api.User) {
	if _, err := a.authenticateCode(r.Context(), totp.AuthenticateRequest{UserID: user.UserID, TOTPCode: typedCode(r)}); err != nil {
		a.renderError(w, r, "account", accountPage{user, currentSession(r)}, err)
		return
	}
	if err := a.deleteTOTPs(r.Context(), user, true); err != nil {
		a.failed(w, r, err)
		return
	}
	redirect(w, r, "/account")
}

// deleteTOTPs deletes the authenticator apps of a user: all of them, or those that were not confirmed. One that no
// longer exists, perhaps after a double click, is not an error.
func (a *app) deleteTOTPs(ctx context.Context, user api.User, confirmed bool) error {
	for _, t := range user.TOTPs {
		if t.Verified && !confirmed {
			continue
		}
		if _, err := a.client.Users.DeleteTOTP(ctx, t.TOTPID); err != nil && !errors.Is(err, api.ErrorTypeTOTPNotFound) {
			return err
		}
	}
	return nil
}
