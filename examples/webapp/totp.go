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

// hasTOTP reports whether a user has an authenticator app. One that was begun and not confirmed does not count.
func hasTOTP(user api.User) bool {
	return slices.ContainsFunc(user.TOTPs, func(t api.UserTOTP) bool { return t.Verified })
}

func (a *app) showSecondFactor(w http.ResponseWriter, r *http.Request) {
	if isLoggedIn(currentSession(r)) {
		redirect(w, r, "/account")
		return
	}
	a.render(w, http.StatusOK, "secondfactor", nil)
}

// enterSecondFactor completes a login.
func (a *app) enterSecondFactor(w http.ResponseWriter, r *http.Request) {
	cookie, err := r.Cookie(tokenCookie)
	if err != nil {
		a.turnAway(w, r, sessions.ErrNoSession)
		return
	}
	// The API says whose session the token is. A JWT would too, but it is another cookie, and could be of
	// another user, whose authenticator must not open this session.
	first, err := a.client.Sessions.Authenticate(r.Context(), sessions.AuthenticateRequest{SessionToken: cookie.Value})
	if err != nil {
		a.turnAway(w, r, err)
		return
	}
	complete, err := a.spendCode(r.Context(), totp.AuthenticateRequest{
		UserID:                 first.Session.UserID,
		TOTPCode:               typedCode(r),
		SessionToken:           first.SessionToken,
		SessionDurationMinutes: sessionMinutes,
		SessionCustomClaims:    loggedIn,
	})
	if err != nil {
		a.renderError(w, r, "secondfactor", nil, err)
		return
	}
	complete.setCookies(w)
	redirect(w, r, "/account")
}

// spendCode checks a code of the authenticator app, or a recovery code in its place.
func (a *app) spendCode(ctx context.Context, req totp.AuthenticateRequest) (grant, error) {
	if strings.Contains(req.TOTPCode, "-") {
		resp, err := a.client.TOTP.Recover(ctx, totp.RecoverRequest{
			UserID:                 req.UserID,
			RecoveryCode:           req.TOTPCode,
			SessionToken:           req.SessionToken,
			SessionDurationMinutes: req.SessionDurationMinutes,
			SessionCustomClaims:    req.SessionCustomClaims,
		})
		if err != nil {
			return grant{}, err
		}
		return grant{resp.SessionToken, resp.SessionJWT, resp.Session}, nil
	}
	resp, err := a.client.TOTP.Authenticate(ctx, req)
	if err != nil {
		return grant{}, err
	}
	return grant{resp.SessionToken, resp.SessionJWT, resp.Session}, nil
}

// typedCode is the code of a form, without the spaces that apps show and people type.
func typedCode(r *http.Request) string {
	return strings.ToLower(strings.Join(strings.Fields(r.PostFormValue("code")), ""))
}

// enrolPage is the page on which a user sets up an authenticator app.
type enrolPage struct {
	QRCode        template.URL
	Secret        string
	RecoveryCodes []string
}

// startTOTP shows a new QR code. Nothing of it is kept: whoever reloads the page gets another one.
func (a *app) startTOTP(w http.ResponseWriter, r *http.Request) {
	userID := currentSession(r).UserID
	user, err := a.client.Users.Get(r.Context(), userID)
	if err != nil {
		a.failed(w, r, err)
		return
	}
	if hasTOTP(user.User) {
		redirect(w, r, "/account")
		return
	}
	// What was begun before would be in the way.
	if err := a.deleteTOTPs(r.Context(), user.User); err != nil {
		a.failed(w, r, err)
		return
	}
	created, err := a.client.TOTP.Create(r.Context(), totp.CreateRequest{UserID: userID})
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

// dataURL lets html/template have the picture, and nothing that is none. The space that Stytch writes after the
// comma does not belong in a URL.
func dataURL(qrCode string) template.URL {
	png, ok := strings.CutPrefix(qrCode, "data:image/png;base64,")
	if !ok {
		return ""
	}
	return template.URL("data:image/png;base64," + strings.TrimSpace(png)) //nolint:gosec // nothing but a picture begins like that
}

// confirmTOTP sees that the authenticator app works. From then on a login needs it.
func (a *app) confirmTOTP(w http.ResponseWriter, r *http.Request) {
	_, err := a.client.TOTP.Authenticate(r.Context(), totp.AuthenticateRequest{
		UserID:   currentSession(r).UserID,
		TOTPCode: typedCode(r),
	})
	if err != nil {
		a.renderError(w, r, "enrol", enrolPage{}, err)
		return
	}
	redirect(w, r, "/account")
}

// removeTOTP takes a code too, so that a session left open somewhere does not take the second factor away.
func (a *app) removeTOTP(w http.ResponseWriter, r *http.Request) {
	user, err := a.client.Users.Get(r.Context(), currentSession(r).UserID)
	if err != nil {
		a.failed(w, r, err)
		return
	}
	if _, err := a.spendCode(r.Context(), totp.AuthenticateRequest{UserID: user.UserID, TOTPCode: typedCode(r)}); err != nil {
		a.renderError(w, r, "account", accountPage{user.User, currentSession(r)}, err)
		return
	}
	if err := a.deleteTOTPs(r.Context(), user.User); err != nil {
		a.failed(w, r, err)
		return
	}
	redirect(w, r, "/account")
}

// deleteTOTPs deletes all authenticator apps of a user. One that is gone already, by a double click or by
// itself, is fine.
func (a *app) deleteTOTPs(ctx context.Context, user api.User) error {
	for _, t := range user.TOTPs {
		if _, err := a.client.Users.DeleteTOTP(ctx, t.TOTPID); err != nil && !errors.Is(err, api.ErrorTypeTOTPNotFound) {
			return err
		}
	}
	return nil
}
