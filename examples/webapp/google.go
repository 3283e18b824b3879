package main

import (
	"errors"
	"net/http"
	"net/url"
	"os"

	"golang.org/x/oauth2"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/oauth"
)

// google is where a login with Google starts.
type google struct {
	// startURL is Stytch's. It redirects the browser to Google, which the application never talks to.
	startURL string
	// publicToken names the project in the browser. It is not a secret.
	publicToken string
	// page is the emulator's page in place of Google's. It is nil with keys.
	page http.Handler
}

const googleStartPath = "/v1/public/oauth/google/start"

// google returns nil if there are keys without a public token. The emulator's page is served by the application itself,
// so that every browser that opens the application can open the page.
func (b *backend) google(baseURL string) *google {
	if b.emulator != nil {
		return &google{baseURL + googleStartPath, b.emulator.PublicToken(), b.emulator.Handler()}
	}
	if token := os.Getenv("STYTCH_PUBLIC_TOKEN"); token != "" {
		return &google{"https://test.stytch.com" + googleStartPath, token, nil}
	}
	return nil
}

const (
	verifierCookieName = "__Host-google"
	verifierSeconds    = 10 * 60
)

func verifierCookie(value string, maxAge int) *http.Cookie {
	// Lax cookies come along when Stytch redirects the browser back. Strict ones would not.
	return &http.Cookie{
		Name: verifierCookieName, Value: value, MaxAge: maxAge,
		Path: "/", Secure: true, HttpOnly: true, SameSite: http.SameSiteLaxMode,
	}
}

// startGoogle sends the browser to Google. Only the browser that has the cookie can finish the login (PKCE, RFC
// 7636): without it, an attacker's link could log a user in to the attacker's account.
func (a *app) startGoogle(w http.ResponseWriter, r *http.Request) {
	verifier := oauth2.GenerateVerifier()
	http.SetCookie(w, verifierCookie(verifier, verifierSeconds))
	query := url.Values{
		"public_token":        {a.google.publicToken},
		"login_redirect_url":  {a.baseURL + authenticatePath},
		"signup_redirect_url": {a.baseURL + authenticatePath},
		"code_challenge":      {oauth2.S256ChallengeFromVerifier(verifier)},
	}
	redirect(w, r, a.google.startURL+"?"+query.Encode())
}

const brokenGoogle = "The login with Google has expired, or did not start in this browser. Try again."

// finishGoogle is where Stytch sends the browser after Google.
func (a *app) finishGoogle(w http.ResponseWriter, r *http.Request) {
	verifier, err := r.Cookie(verifierCookieName)
	if err != nil {
		a.renderProblem(w, http.StatusBadRequest, "login", loginForm{}, brokenGoogle)
		return
	}
	http.SetCookie(w, verifierCookie("", -1))
	login, err := a.client.OAuth.Authenticate(r.Context(), oauth.AuthenticateRequest{
		Token:                  r.FormValue("token"),
		CodeVerifier:           verifier.Value,
		SessionDurationMinutes: firstFactorMinutes,
	})
	switch {
	case isBrokenGoogle(err):
		a.renderProblem(w, http.StatusUnprocessableEntity, "login", loginForm{}, brokenGoogle)
	case err != nil:
		a.renderError(w, r, "login", loginForm{}, err)
	default:
		a.finishFirstFactor(w, r, login.User, newSession{login.SessionToken, login.SessionJWT, login.UserSession})
	}
}

// isBrokenGoogle reports whether a token is malformed, used or expired, or belongs to another browser.
func isBrokenGoogle(err error) bool {
	for _, errorType := range []api.ErrorType{
		api.ErrorTypeInvalidToken, api.ErrorTypeOAuthTokenNotFound, api.ErrorTypePKCEMismatch,
		api.ErrorTypeInvalidPKCECodeVerifier, api.ErrorTypePKCEDidNotExpectCodeVerifier,
	} {
		if errors.Is(err, errorType) {
			return true
		}
	}
	return false
}
