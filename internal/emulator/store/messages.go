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
	// Usable reports whether the code or a link still works: it is neither used, replaced nor expired.
	Usable bool
}

// sentMessage is a message with a function that reports whether it still works.
type sentMessage struct {
	Message

	usable func(now time.Time) bool
}

// at returns the message as it is at a time.
func (m sentMessage) at(now time.Time) Message {
	m.Usable = m.usable(now)
	return m.Message
}

// maxMessages is how many messages are kept.
const maxMessages = 10_000

// Send delivers a message. usable reports whether its code or link works at a time.
func (s *Store) Send(m Message, usable func(now time.Time) bool) {
	m.SentAt = s.now
	if len(s.messages) == maxMessages {
		s.messages = slices.Delete(s.messages, 0, maxMessages/10)
	}
	s.messages = append(s.messages, sentMessage{m, usable})
}

// Messages returns all messages, the oldest first.
func (s *Store) Messages() []Message {
	messages := make([]Message, len(s.messages))
	for i, m := range s.messages {
		messages[i] = m.at(s.now)
	}
	return messages
}

// LastMessage returns the last message to an address or number. It reports whether there is one.
func (s *Store) LastMessage(to string) (Message, bool) {
	for _, m := range slices.Backward(s.messages) {
		if strings.EqualFold(m.To, to) {
			return m.at(s.now), true
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
