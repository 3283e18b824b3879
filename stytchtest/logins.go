package stytchtest

import (
	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/emulator"
)

// OAuthLogin is a login with an OAuth provider, as the provider would report it to Stytch.
type OAuthLogin struct {
	// Provider is google, github, microsoft or another that Stytch has. It is required.
	Provider string
	// Subject is the user's id at the provider; made up when empty.
	Subject string
	// Email is the user's address at the provider. The provider vouches for it unless EmailUnverified
	// says otherwise.
	Email           string
	EmailUnverified bool
	// Name is taken by users who have none.
	Name api.Name
	// PictureURL and Locale show in the user's providers.
	PictureURL string
	Locale     string
	// Scopes, AccessToken, RefreshToken and IDToken come back as provider_values. Scopes and the first
	// two tokens are made up when empty.
	Scopes                             []string
	AccessToken, RefreshToken, IDToken string
	// AttachToken is the one of oauth.attach, which a browser would bring to the start of the login.
	AttachToken string
	// CodeChallenge is that of PKCE, which a browser would bring to the start of the login.
	CodeChallenge string
}

// OAuthToken makes the token that a login leaves at your redirect URL, to be given to oauth.authenticate. It
// works once, within 5 minutes. A provider that there is not fails the test, or panics when the server was
// not started for one.
func (s *Server) OAuthToken(login OAuthLogin) string {
	if s.tb != nil {
		s.tb.Helper()
	}
	token, err := s.emulator.OAuthToken(emulator.OAuthLogin(login))
	if err != nil {
		s.fail("stytchtest: %v", err)
	}
	return token
}

// AccessToken describes an access token that a connected app got for a user.
type AccessToken struct {
	// UserID is the user's id or external id.
	UserID string
	// ClientID is the id of the connected app; made up when empty.
	ClientID string
	// Scopes are separated by spaces. An exchange needs full_access.
	Scopes string
	// Audience is the resource that the token is for, besides the project (RFC 8707). Empty means none.
	Audience string
}

// AccessToken makes an access token, for client.IDP and for sessions.exchange_access_token. An unknown user fails the
// test; without a test, AccessToken panics.
func (s *Server) AccessToken(token AccessToken) string {
	if s.tb != nil {
		s.tb.Helper()
	}
	made, err := s.emulator.AccessToken(emulator.AccessToken(token))
	if err != nil {
		s.fail("stytchtest: %v", err)
	}
	return made
}

// ConnectApp records that a user has granted an app access, and returns the app with its id, which is made
// up when empty. A user that there is not fails the test, or panics when the server was not started for one.
func (s *Server) ConnectApp(userID string, app api.UserConnectedApp) api.UserConnectedApp {
	if s.tb != nil {
		s.tb.Helper()
	}
	connected, err := s.emulator.ConnectApp(userID, app)
	if err != nil {
		s.fail("stytchtest: %v", err)
	}
	return connected
}

// Impersonation is somebody acting as a user, as Stytch's dashboard allows.
type Impersonation struct {
	// UserID is the user's id or external id.
	UserID string
	// ImpersonatorID and ImpersonatorEmail say who acts.
	ImpersonatorID, ImpersonatorEmail string
}

// ImpersonationToken makes the token of an impersonation, to be given to impersonation.authenticate. The
// session lasts an hour and cannot be changed. A user that there is not fails the test, or panics when the
// server was not started for one.
func (s *Server) ImpersonationToken(impersonation Impersonation) string {
	if s.tb != nil {
		s.tb.Helper()
	}
	token, err := s.emulator.ImpersonationToken(emulator.Impersonation(impersonation))
	if err != nil {
		s.fail("stytchtest: %v", err)
	}
	return token
}
