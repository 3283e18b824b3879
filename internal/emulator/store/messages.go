package store

import (
	"net/url"
	"slices"
	"strings"
	"time"
)

// The kinds of messages.
const (
	MessageMagicLinkLogin  = "magic_link_login"
	MessageMagicLinkSignup = "magic_link_signup"
	MessageMagicLinkInvite = "magic_link_invite"
	MessagePasswordReset   = "password_reset"
	MessageOTPEmail        = "otp_email"
	MessageOTPSMS          = "otp_sms"
	MessageOTPWhatsApp     = "otp_whatsapp"
)

// Message is what a user would get by email, SMS or WhatsApp.
type Message struct {
	Kind     string
	To       string
	MethodID string
	// Code is set for one-time passcodes.
	Code string
	// Token and URL are set for links; the URL is where the link leads in the end.
	Token, URL string
	// LoginToken and LoginURL are the second link of a password reset, which logs in without a new password.
	LoginToken, LoginURL string
	SentAt               time.Time
}

// maxMessages is how many messages are kept.
const maxMessages = 10_000

// Send delivers a message.
func (s *Store) Send(m Message) {
	m.SentAt = s.now
	if len(s.messages) == maxMessages {
		s.messages = slices.Delete(s.messages, 0, maxMessages/10)
	}
	s.messages = append(s.messages, m)
}

// Messages returns all messages, the oldest first.
func (s *Store) Messages() []Message { return slices.Clone(s.messages) }

// LastMessage returns the last message to an address or number. It reports whether there is one.
func (s *Store) LastMessage(to string) (Message, bool) {
	for _, m := range slices.Backward(s.messages) {
		if strings.EqualFold(m.To, to) {
			return m, true
		}
	}
	return Message{}, false
}

// LinkURL returns where a link leads: the redirect URL with the token.
func LinkURL(redirect, tokenType, token string) string {
	u, err := url.Parse(redirect)
	if err != nil {
		return redirect // it was checked before
	}
	query := u.Query()
	query.Set("stytch_token_type", tokenType)
	query.Set("token", token)
	u.RawQuery = query.Encode()
	return u.String()
}
