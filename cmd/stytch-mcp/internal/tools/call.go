package tools

import (
	"context"
	"runtime/debug"
	"strings"
	"time"

	"github.com/go-json-experiment/json/jsontext"
	"github.com/modelcontextprotocol/go-sdk/mcp"
)

// callTimeout bounds one call, retries included: hosts give up on a tool after about a minute, and then nobody
// learns how the call ended.
const callTimeout = 50 * time.Second

// handler handles the calls of one tool. Every failure is a result, so that the model reads it. An error of the
// protocol would reach only the host.
func (s *server) handler(name string) mcp.ToolHandler {
	return func(ctx context.Context, req *mcp.CallToolRequest) (*mcp.CallToolResult, error) {
		start := time.Now()
		view := s.viewOf(req.Session)
		t := view.tools[name]
		call, problems := parseCall(t, req.Params.Arguments)
		o := outcome{arguments: call.arguments}
		switch {
		case len(problems) > 0:
			o = outcome{failure: invalidArguments(t, problems)}
		case s.confirms && t.destroys(call.arguments) && canAsk(req.Session):
			var question *mcp.CallToolResult
			if question, o.failure = s.confirm(ctx, req, t, call.arguments); question != nil {
				return question, nil
			}
		}
		if o.failure == nil {
			o = s.run(ctx, t, call)
		}
		s.record(ctx, req, t, o, time.Since(start))
		if o.failure != nil {
			return view.failed(o.failure), nil
		}
		// Hosts without support for structured content show the text.
		return &mcp.CallToolResult{
			Content:           []mcp.Content{&mcp.TextContent{Text: o.summary}, &mcp.TextContent{Text: string(o.data)}},
			StructuredContent: jsontext.Value(o.data),
		}, nil
	}
}

// toolCall is a call that passed the checks.
type toolCall struct {
	arguments object
	fields    []string // to return, all if empty
	limit     int      // of the items of a list, 0 for none
}

func parseCall(t *tool, raw []byte) (toolCall, []problem) {
	arguments, problems := parseArguments(t, raw)
	call := toolCall{arguments: arguments, fields: chosenFields(arguments)}
	if _, ok := t.input.Properties["limit"]; ok {
		call.limit = defaultPage
		if limit, ok := arguments["limit"].(float64); ok {
			call.limit = int(limit)
		}
	}
	if len(problems) == 0 {
		problems = t.shape.check(call.fields)
	}
	return call, problems
}

// outcome is how a call ended: with a failure, or with data and one line about it.
type outcome struct {
	arguments object // those that passed the checks
	data      []byte
	summary   string
	failure   *failure
}

func (s *server) run(ctx context.Context, t *tool, call toolCall) outcome {
	ctx, cancel := context.WithTimeout(ctx, callTimeout)
	defer cancel()
	data, summary, err := s.call(ctx, t, call)
	if err != nil {
		return outcome{arguments: call.arguments, failure: failureOf(t, err)}
	}
	return outcome{arguments: call.arguments, data: data, summary: summary}
}

// call calls the tool and encodes what it returns. A panic ends the call and not the server.
func (s *server) call(ctx context.Context, t *tool, call toolCall) (data []byte, summary string, err error) {
	defer func() {
		if p := recover(); p != nil {
			s.log.ErrorContext(ctx, "panic", "tool", t.name, "value", p, "stack", string(debug.Stack()))
			err = errInternal
		}
	}()
	var out any
	if cursor, _ := call.arguments["cursor"].(string); strings.HasPrefix(cursor, remainderPrefix) {
		out, summary, err = s.nextOf(t.name, cursor)
	} else {
		out, summary, err = t.call(ctx, call.arguments)
	}
	if err != nil {
		return nil, "", err
	}
	return s.fit(t, out, clean(summary), call)
}

// chosenFields returns the fields that a call asks for.
func chosenFields(arguments object) []string {
	list, _ := arguments["fields"].([]any)
	var fields []string
	for _, field := range list {
		if name, ok := field.(string); ok {
			fields = append(fields, name)
		}
	}
	return fields
}
