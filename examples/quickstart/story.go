package main

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"time"

	codes "github.com/pquerna/otp/totp"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/magiclinks"
	"github.com/flymyai/stytch-go/oauth"
	"github.com/flymyai/stytch-go/otp"
	"github.com/flymyai/stytch-go/passwords"
	"github.com/flymyai/stytch-go/sessions"
	"github.com/flymyai/stytch-go/totp"
	"github.com/flymyai/stytch-go/users"
)

// story is what each scene leaves for the ones after it.
type story struct {
	*stage

	adaID        string
	linkToken    string
	emailID      string
	charlesID    string
	sessionToken string
	totpSecret   string
}

// scene is one call: what it is, and what came of it.
type scene struct {
	call string
	play func(context.Context) (outcome string, err error)
}

// scenes are the calls in their order.
func (s *story) scenes() []scene {
	return []scene{
		{"Users.Create", s.createUser},
		{"Users.Get", s.getUser},
		{"Users.Search", s.searchUsers},
		{"Users.Update", s.updateUser},
		{"MagicLinks.Email.Send", s.sendMagicLink},
		{"MagicLinks.Authenticate", s.openMagicLink},
		{"MagicLinks.Email.LoginOrCreate", s.loginOrCreate},
		{"OTP.SMS.Send", s.sendSMS},
		{"OTP.WhatsApp.Send", s.sendWhatsApp},
		{"OTP.Email.Send", s.sendEmail},
		{"OTP.Authenticate", s.enterCode},
		{"Passwords.StrengthCheck", s.checkStrength},
		{"Passwords.Create", s.createPassword},
		{"Passwords.Authenticate", s.enterPassword},
		{"Passwords.Email.ResetStart", s.startReset},
		{"TOTP.Create", s.createTOTP},
		{"TOTP.Authenticate", s.enterTOTP},
		{"OAuth.Authenticate", s.finishOAuth},
		{"Sessions.Get", s.listSessions},
		{"Sessions.Authenticate", s.checkSession},
		{"Sessions.Revoke", s.revokeSession},
		{"Request GET /v1/debug/whoami", s.whoAmI},
		{"Users.Delete", s.deleteUser},
	}
}

const (
	weakPassword   = "password"
	strongPassword = "correct horse battery staple 1815"

	sessionMinutes = 60
)

func (s *story) createUser(ctx context.Context) (string, error) {
	resp, err := s.client.Users.Create(ctx, users.CreateRequest{
		Email:       s.ada.email,
		PhoneNumber: s.ada.phone,
		Name:        users.Name{FirstName: "Ada", LastName: "Lovelace"},
	})
	if err != nil {
		return "", err
	}
	s.adaID = resp.UserID
	return "Ada signed up, status " + string(resp.Status), nil
}

func (s *story) getUser(ctx context.Context) (string, error) {
	resp, err := s.client.Users.Get(ctx, s.adaID)
	if err != nil {
		return "", err
	}
	return fmt.Sprintf("%s %s with %d email address", resp.Name.FirstName, resp.Name.LastName, len(resp.Emails)), nil
}

func (s *story) searchUsers(ctx context.Context) (string, error) {
	resp, err := s.client.Users.Search(ctx, users.SearchRequest{Query: users.And(users.EmailAddress(s.ada.email))})
	if err != nil {
		return "", err
	}
	return fmt.Sprintf("%d user with her address", len(resp.Results)), nil
}

func (s *story) updateUser(ctx context.Context) (string, error) {
	resp, err := s.client.Users.Update(ctx, s.adaID, users.UpdateRequest{
		TrustedMetadata: map[string]any{"plan": "engine"},
	})
	if err != nil {
		return "", err
	}
	return fmt.Sprint("plan is now ", resp.User.TrustedMetadata["plan"]), nil
}

func (s *story) sendMagicLink(ctx context.Context) (string, error) {
	_, err := s.client.MagicLinks.Email.Send(ctx, magiclinks.EmailSendRequest{Email: s.messages.email})
	if err != nil {
		return "", err
	}
	s.linkToken = s.magicLinkToken()
	return "link sent to " + s.messages.email, nil
}

func (s *story) openMagicLink(ctx context.Context) (string, error) {
	resp, err := s.client.MagicLinks.Authenticate(ctx, magiclinks.AuthenticateRequest{
		Token:                  s.linkToken,
		SessionDurationMinutes: sessionMinutes,
	})
	if err != nil {
		return "", err
	}
	return "logged in by " + factors(resp.Session), nil
}

func (s *story) loginOrCreate(ctx context.Context) (string, error) {
	resp, err := s.client.MagicLinks.Email.LoginOrCreate(ctx, magiclinks.EmailLoginOrCreateRequest{Email: s.newcomer})
	if err != nil {
		return "", err
	}
	return fmt.Sprintf("link sent to %s, user created: %v", s.newcomer, resp.UserCreated), nil
}

func (s *story) sendSMS(ctx context.Context) (string, error) {
	_, err := s.client.OTP.SMS.Send(ctx, otp.SMSSendRequest{PhoneNumber: s.messages.phone})
	if err != nil {
		return "", err
	}
	return "code sent to " + s.messages.phone, nil
}

func (s *story) sendWhatsApp(ctx context.Context) (string, error) {
	_, err := s.client.OTP.WhatsApp.Send(ctx, otp.WhatsAppSendRequest{PhoneNumber: s.messages.phone})
	if err != nil {
		return "", err
	}
	return "code sent to " + s.messages.phone + ", the SMS's is void", nil
}

func (s *story) sendEmail(ctx context.Context) (string, error) {
	resp, err := s.client.OTP.Email.Send(ctx, otp.EmailSendRequest{Email: s.messages.email, ExpirationMinutes: 5})
	if err != nil {
		return "", err
	}
	s.emailID = resp.EmailID
	return "code sent to " + s.messages.email + ", good for 5 minutes", nil
}

func (s *story) enterCode(ctx context.Context) (string, error) {
	resp, err := s.client.OTP.Authenticate(ctx, otp.AuthenticateRequest{
		MethodID:               s.emailID,
		Code:                   s.code(),
		SessionDurationMinutes: sessionMinutes,
	})
	if err != nil {
		return "", err
	}
	return "logged in by " + factors(resp.Session), nil
}

func (s *story) checkStrength(ctx context.Context) (string, error) {
	resp, err := s.client.Passwords.StrengthCheck(ctx, passwords.StrengthCheckRequest{Password: weakPassword})
	if err != nil {
		return "", err
	}
	return fmt.Sprintf("%q is good: %v, score %d", weakPassword, resp.ValidPassword, resp.Score), nil
}

func (s *story) createPassword(ctx context.Context) (string, error) {
	resp, err := s.client.Passwords.Create(ctx, passwords.CreateRequest{Email: s.passwordAccount, Password: strongPassword})
	if err != nil {
		return "", err
	}
	s.charlesID = resp.UserID
	return "Charles signed up with a better one", nil
}

func (s *story) enterPassword(ctx context.Context) (string, error) {
	resp, err := s.client.Passwords.Authenticate(ctx, passwords.AuthenticateRequest{
		Email:                  s.passwordAccount,
		Password:               strongPassword,
		SessionDurationMinutes: sessionMinutes,
	})
	if err != nil {
		return "", err
	}
	s.sessionToken = resp.SessionToken
	return "logged in by " + factors(resp.Session), nil
}

func (s *story) startReset(ctx context.Context) (string, error) {
	_, err := s.client.Passwords.Email.ResetStart(ctx, passwords.EmailResetStartRequest{Email: s.passwordAccount})
	if err != nil {
		return "", err
	}
	return "reset link sent to " + s.passwordAccount, nil
}

func (s *story) createTOTP(ctx context.Context) (string, error) {
	resp, err := s.client.TOTP.Create(ctx, totp.CreateRequest{UserID: s.charlesID})
	if err != nil {
		return "", err
	}
	s.totpSecret = resp.Secret
	return fmt.Sprintf("QR code of %d bytes, %d recovery codes", len(resp.QRCode), len(resp.RecoveryCodes)), nil
}

func (s *story) enterTOTP(ctx context.Context) (string, error) {
	code, err := codes.GenerateCode(s.totpSecret, time.Now())
	if err != nil {
		return "", err
	}
	resp, err := s.client.TOTP.Authenticate(ctx, totp.AuthenticateRequest{
		UserID:       s.charlesID,
		TOTPCode:     code,
		SessionToken: s.sessionToken, // adds the factor to his session
	})
	if err != nil {
		return "", err
	}
	return "session now has " + factors(resp.Session), nil
}

func (s *story) finishOAuth(ctx context.Context) (string, error) {
	resp, err := s.client.OAuth.Authenticate(ctx, oauth.AuthenticateRequest{
		Token:                  s.oauthToken(),
		SessionDurationMinutes: sessionMinutes,
	})
	if err != nil {
		return "", err
	}
	return "logged in with " + resp.ProviderType, nil
}

func (s *story) listSessions(ctx context.Context) (string, error) {
	resp, err := s.client.Sessions.Get(ctx, s.charlesID)
	if err != nil {
		return "", err
	}
	return fmt.Sprintf("Charles has %d", len(resp.Sessions)), nil
}

func (s *story) checkSession(ctx context.Context) (string, error) {
	resp, err := s.client.Sessions.Authenticate(ctx, sessions.AuthenticateRequest{SessionToken: s.sessionToken})
	if err != nil {
		return "", err
	}
	// A backend checks the new JWT by itself from here on.
	session, err := s.client.Sessions.AuthenticateJWTLocal(ctx, resp.SessionJWT)
	if err != nil {
		return "", err
	}
	return "good until " + session.ExpiresAt.Format(time.TimeOnly) + ", by its JWT too", nil
}

func (s *story) revokeSession(ctx context.Context) (string, error) {
	_, err := s.client.Sessions.Revoke(ctx, sessions.RevokeRequest{SessionToken: s.sessionToken})
	if err != nil {
		return "", err
	}
	return "Charles is logged out", nil
}

func (s *story) whoAmI(ctx context.Context) (string, error) {
	var resp api.DebugWhoamiResponse
	if err := s.client.Request(ctx, http.MethodGet, "/v1/debug/whoami", nil, &resp); err != nil {
		return "", err
	}
	return resp.ProjectID, nil
}

func (s *story) deleteUser(ctx context.Context) (string, error) {
	if _, err := s.client.Users.Delete(ctx, s.adaID); err != nil {
		return "", err
	}
	return "Ada is gone", nil
}

// cleanUp deletes the other user that the story has made.
func (s *story) cleanUp(ctx context.Context) {
	if s.charlesID != "" {
		_, _ = s.client.Users.Delete(ctx, s.charlesID)
	}
}

// factors names how a session was authenticated.
func factors(session *api.Session) string {
	if session == nil {
		return "nothing: there is no session"
	}
	var list []string
	for _, f := range session.AuthenticationFactors {
		list = append(list, string(f.Type))
	}
	return strings.Join(list, " + ")
}
