package stytchtest

import (
	"time"

	"github.com/flymyai/stytch-go/internal/emulator"
)

// MessageKind is the kind of a [Message].
type MessageKind string

// The kinds of messages.
const (
	MessageMagicLinkLogin  MessageKind = emulator.MessageMagicLinkLogin
	MessageMagicLinkSignup MessageKind = emulator.MessageMagicLinkSignup
	MessageMagicLinkInvite MessageKind = emulator.MessageMagicLinkInvite
	MessagePasswordReset   MessageKind = emulator.MessagePasswordReset
	MessageOTPEmail        MessageKind = emulator.MessageOTPEmail
	MessageOTPSMS          MessageKind = emulator.MessageOTPSMS
	MessageOTPWhatsApp     MessageKind = emulator.MessageOTPWhatsApp
)

// Message is a message that a user would receive by email, SMS or WhatsApp.
type Message struct {
	Kind MessageKind `json:"kind"`
	// To is the email address or the phone number.
	To string `json:"to"`
	// Code is the one-time passcode. It is empty for a message with a link.
	Code string `json:"code,omitzero"`
	// Token is the token in the link, and URL is where the link finally leads: your redirect URL with the token. Both
	// are empty for a message with a passcode.
	Token string `json:"token,omitzero"`
	URL   string `json:"url,omitzero"`
	// LoginToken and LoginURL belong to the second link of a password reset, which logs the user in without a new
	// password. Pass the token to magic_links.authenticate.
	LoginToken string `json:"login_token,omitzero"`
	LoginURL   string `json:"login_url,omitzero"`
	// MethodID is the email_id or phone_id.
	MethodID string    `json:"method_id"`
	SentAt   time.Time `json:"sent_at"`
}

func message(m emulator.Message) Message {
	return Message{
		Kind: MessageKind(m.Kind), To: m.To, Code: m.Code, Token: m.Token, URL: m.URL,
		LoginToken: m.LoginToken, LoginURL: m.LoginURL, MethodID: m.MethodID, SentAt: m.SentAt,
	}
}

// Messages returns all messages, oldest first. The server keeps the last 10,000. Sandbox addresses get no
// messages.
func (s *Server) Messages() []Message {
	sent := s.emulator.Messages()
	messages := make([]Message, len(sent))
	for i, m := range sent {
		messages[i] = message(m)
	}
	return messages
}

// LastMessage returns the last message to an email address or phone number. If there is none, it fails the test;
// on a server from [Start], it panics.
func (s *Server) LastMessage(to string) Message {
	s.tb.Helper()
	m, ok := s.emulator.LastMessage(to)
	if !ok {
		s.tb.Fatalf("stytchtest: no message was sent to %s", to)
	}
	return message(m)
}
