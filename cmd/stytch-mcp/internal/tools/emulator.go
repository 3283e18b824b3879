package tools

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/flymyai/stytch-go/stytchtest"
)

const inboxTool = "stytch_emulator_messages"

func (b *toolbox) emulator() []*tool {
	return []*tool{define(spec{
		name: inboxTool, title: "Read the emulator's messages", effect: reads,
		shape:       shape{list: "messages", id: "method_id"},
		description: "Read the messages that the send tools sent to the emulator, the newest first. None left this machine.",
	}, b.emulatorMessages)}
}

type emulatorMessagesInput struct {
	To     recipient `json:"to,omitzero"`
	Limit  pageSize  `json:"limit,omitzero"`
	Cursor cursor    `json:"cursor,omitzero"`
}

type emulatorMessagesOutput struct {
	Messages   []emulatorMessage `json:"messages"`
	NextCursor string            `json:"next_cursor,omitzero"`
}

// emulatorMessage is a message that Stytch would have sent, without the link around the token.
type emulatorMessage struct {
	Kind       string    `json:"kind" jsonschema:"e.g. otp_sms"`
	To         string    `json:"to,omitzero" jsonschema:"Left out if it was an argument"`
	MethodID   string    `json:"method_id"`
	Code       string    `json:"code,omitzero"`
	Token      string    `json:"token,omitzero"`
	LoginToken string    `json:"login_token,omitzero" jsonschema:"Token of the password reset's link that logs in without a new password"`
	SentAt     time.Time `json:"sent_at"`
}

func newEmulatorMessage(m stytchtest.Message) emulatorMessage {
	to := m.To
	if strings.Contains(to, "@") {
		to = shownAddress(to)
	}
	return emulatorMessage{string(m.Kind), to, m.MethodID, m.Code, m.Token, m.LoginToken, m.SentAt}
}

func (b *toolbox) emulatorMessages(_ context.Context, in emulatorMessagesInput) (emulatorMessagesOutput, string, error) {
	limit := int(in.Limit)
	if limit == 0 {
		limit = defaultPage
	}
	var out emulatorMessagesOutput
	for _, message := range slices.Backward(b.inbox()) {
		if (in.To == "" || message.To == string(in.To)) && len(out.Messages) < limit {
			shown := newEmulatorMessage(message)
			if in.To != "" {
				shown.To = ""
			}
			out.Messages = append(out.Messages, shown)
		}
	}
	return out, count(len(out.Messages), "message") + ".", nil
}
