package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/modelcontextprotocol/go-sdk/mcp"

	"github.com/flymyai/stytch-go/cmd/stytch-mcp/internal/tools"
	"github.com/flymyai/stytch-go/stytchtest"
)

type object = map[string]any

// agent follows the script of a task and counts what it costs.
type agent struct {
	ctx      context.Context
	emulator *stytchtest.Server
	session  *mcp.ClientSession

	calls, wrong, bytes int
	err                 error // of the first call that did not go as scripted
}

// newAgent connects an agent to a server over an emulator.
func newAgent(ctx context.Context, emulator *stytchtest.Server) (*agent, error) {
	server, err := tools.New(emulator.Client(), tools.Options{Inbox: emulator.Messages})
	if err != nil {
		return nil, err
	}
	here, there := mcp.NewInMemoryTransports()
	if _, err := server.Connect(ctx, there, nil); err != nil {
		return nil, err
	}
	session, err := mcp.NewClient(&mcp.Implementation{Name: "eval"}, nil).Connect(ctx, here, nil)
	if err != nil {
		return nil, err
	}
	return &agent{ctx: ctx, emulator: emulator, session: session}, nil
}

const bytesPerToken = 4

func (a *agent) tokens() int { return (a.bytes + bytesPerToken - 1) / bytesPerToken }

// call makes a call that must succeed and returns its result.
func (a *agent) call(tool string, arguments object) object {
	text, result := a.do(tool, arguments)
	if result == nil {
		return object{}
	}
	out, ok := result.StructuredContent.(object)
	if result.IsError || !ok {
		a.fail(fmt.Errorf("%s: %s", tool, text))
		return object{}
	}
	return out
}

// errs makes a call that must fail with a result that contains the given advice.
func (a *agent) errs(tool string, arguments object, advice string) {
	a.wrong++
	text, result := a.do(tool, arguments)
	if result != nil && (!result.IsError || !strings.Contains(text, advice)) {
		a.fail(fmt.Errorf("%s does not advise %q: %s", tool, advice, text))
	}
}

func (a *agent) do(tool string, arguments object) (text string, result *mcp.CallToolResult) {
	if a.err != nil {
		return "", nil
	}
	written, err := json.Marshal(arguments)
	if err != nil {
		a.fail(err)
		return "", nil
	}
	result, err = a.session.CallTool(a.ctx, &mcp.CallToolParams{Name: tool, Arguments: arguments})
	if err != nil {
		a.fail(err)
		return "", nil
	}
	var texts []string
	for _, content := range result.Content {
		if content, ok := content.(*mcp.TextContent); ok {
			texts = append(texts, content.Text)
		}
	}
	text = strings.Join(texts, "\n")
	a.calls++
	a.bytes += len(written) + len(text)
	return text, result
}

// need ends a script whose outcome is not what the task requires.
func (a *agent) need(ok bool, what string) {
	if !ok {
		a.fail(errors.New(what))
	}
}

func (a *agent) fail(err error) {
	if a.err == nil {
		a.err = err
	}
}

// text returns the string at a path in a result.
func text(value any, path ...string) string {
	found, _ := at(value, path...).(string)
	return found
}

// at returns the value at a path in a result. A path continues into the first item of a list.
func at(value any, path ...string) any {
	for _, name := range path {
		if list, ok := value.([]any); ok {
			if len(list) == 0 {
				return nil
			}
			value = list[0]
		}
		inner, _ := value.(object)
		value = inner[name]
	}
	return value
}
