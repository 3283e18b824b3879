package tools

import (
	"context"
	"fmt"
	"slices"

	"github.com/flymyai/stytch-go/stytchtest"
)

const inboxTool = "stytch_emulator_messages"

func (b *toolbox) emulator() []*tool {
	return []*tool{define(spec{
		name: inboxTool, title: "Read the emulator's messages", effect: reads,
		description: "Read the messages that the send tools made on the emulator, the newest first. None was really sent.",
	}, b.emulatorMessages)}
}

type emulatorMessagesInput struct {
	To    recipient `json:"to,omitzero"`
	Limit pageSize  `json:"limit,omitzero"`
}

type emulatorMessagesOutput struct {
	Messages []stytchtest.Message `json:"messages"`
}

func (b *toolbox) emulatorMessages(_ context.Context, in emulatorMessagesInput) (emulatorMessagesOutput, string, error) {
	limit := int(in.Limit)
	if limit == 0 {
		limit = defaultPage
	}
	var out emulatorMessagesOutput
	for _, message := range slices.Backward(b.inbox()) {
		if (in.To == "" || message.To == string(in.To)) && len(out.Messages) < limit {
			out.Messages = append(out.Messages, message)
		}
	}
	return out, fmt.Sprintf("%d messages.", len(out.Messages)), nil
}
