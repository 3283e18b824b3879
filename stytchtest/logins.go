package stytchtest

import (
	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/emulator"
)

// OAuthLogin is a login with an OAuth provider, as the provider would report it to Stytch.
type OAuthLogin struct {
	// Provider is google, github, microsoft or another provider that Stytch supports. It is required.
	Provider string
	// Subject is the user's ID at the provider. It is generated if empty.
	Subject string
	// Email is the user's email address at the provider. The provider has verified it unless EmailUnverified is set.
	Email           string
	EmailUnverified bool
	// Name becomes the name of a user who has none.
	Name api.Name
	// PictureURL and Locale appear in the user's list of providers.
	PictureURL string
	Locale     string
	// Scopes, AccessToken, RefreshToken and IDToken are returned as provider_values. Scopes, AccessToken and
	// RefreshToken are generated if empty.
	Scopes                             []string
	AccessToken, RefreshToken, IDToken string
	// AttachToken is the token from oauth.attach that a browser sends to the start URL.
	AttachToken string
	// CodeChallenge is the code challenge (PKCE, RFC 7636) that a browser sends to the start URL.
	CodeChallenge string
}

// OAuthToken returns the token that a login passes to your redirect URL. Pass it to oauth.authenticate. It works once,
// within 5 minutes. An unknown provider fails the test; on a server from [Start], OAuthToken panics.
func (s *Server) OAuthToken(login OAuthLogin) string {
	s.tb.Helper()
	token, err := s.emulator.OAuthToken(emulator.OAuthLogin(login))
	if err != nil {
		s.tb.Fatalf("stytchtest: %v", err)
	}
	return token
}

// AccessToken describes an access token that a connected app holds for a user.
type AccessToken struct {
	// UserID is the ID or the external ID of the user.
	UserID string
	// ClientID is the ID of the connected app. It is generated if empty.
	ClientID string
	// Scopes are separated by spaces. sessions.exchange_access_token requires full_access.
	Scopes string
	// Audience is the resource that the token is for, besides the project (RFC 8707). Empty means none.
	Audience string
}

// AccessToken returns an access token, for client.IDP and for sessions.exchange_access_token. It also records that the user
// has granted the app access, like [Server.ConnectApp]. An unknown user fails the test; on a server from [Start],
// AccessToken panics.
func (s *Server) AccessToken(token AccessToken) string {
	s.tb.Helper()
	made, err := s.emulator.AccessToken(emulator.AccessToken(token))
	if err != nil {
		s.tb.Fatalf("stytchtest: %v", err)
	}
	return made
}

// ConnectApp records that a user has granted an app access, and returns the app with its ID, which is generated if
// empty. ClientType defaults to third_party. An unknown user fails the test; on a server from [Start], ConnectApp
// panics.
func (s *Server) ConnectApp(userID string, app api.UserConnectedApp) api.UserConnectedApp {
	s.tb.Helper()
	connected, err := s.emulator.ConnectApp(userID, app)
	if err != nil {
		s.tb.Fatalf("stytchtest: %v", err)
	}
	return connected
}

// Impersonation describes a member of staff who acts as a user, as Stytch's dashboard allows.
type Impersonation struct {
	// UserID is the ID or the external ID of the user.
	UserID string
	// ImpersonatorID and ImpersonatorEmail identify who acts as the user.
	ImpersonatorID, ImpersonatorEmail string
}

// ImpersonationToken returns the token of an impersonation, for impersonation.authenticate. The session expires after
// an hour and cannot be extended. An unknown user fails the test; on a server from [Start], ImpersonationToken panics.
func (s *Server) ImpersonationToken(impersonation Impersonation) string {
	s.tb.Helper()
	token, err := s.emulator.ImpersonationToken(emulator.Impersonation(impersonation))
	if err != nil {
		s.tb.Fatalf("stytchtest: %v", err)
	}
	return token
}
