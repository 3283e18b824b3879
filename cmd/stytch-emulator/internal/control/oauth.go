package control

import (
	"net/http"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/emulator"
)

// oauthLogin is an [emulator.OAuthLogin] as JSON.
type oauthLogin struct {
	Provider        string   `json:"provider"`
	Subject         string   `json:"subject"`
	Email           string   `json:"email"`
	EmailUnverified bool     `json:"email_unverified"`
	Name            api.Name `json:"name"`
	PictureURL      string   `json:"picture_url"`
	Locale          string   `json:"locale"`
	Scopes          []string `json:"scopes"`
	AccessToken     string   `json:"access_token"`
	RefreshToken    string   `json:"refresh_token"`
	IDToken         string   `json:"id_token"`
	AttachToken     string   `json:"oauth_attach_token"`
	CodeChallenge   string   `json:"code_challenge"`
}

// makeOAuthToken creates the token that a login with a provider would append to the redirect URL.
func (h *handler) makeOAuthToken(r *http.Request) (any, error) {
	var login oauthLogin
	if err := decodeBody(r, &login); err != nil {
		return nil, err
	}
	token, err := h.srv.OAuthToken(emulator.OAuthLogin{
		Provider: login.Provider, Subject: login.Subject,
		Email: login.Email, EmailUnverified: login.EmailUnverified,
		Name: login.Name, PictureURL: login.PictureURL, Locale: login.Locale, Scopes: login.Scopes,
		AccessToken: login.AccessToken, RefreshToken: login.RefreshToken, IDToken: login.IDToken,
		AttachToken: login.AttachToken, CodeChallenge: login.CodeChallenge,
	})
	if err != nil {
		return nil, problemf(http.StatusBadRequest, "%v", err)
	}
	return issued{token}, nil
}
