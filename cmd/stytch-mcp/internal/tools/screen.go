package tools

import (
	"context"
	"strconv"

	"github.com/modelcontextprotocol/go-sdk/jsonrpc"
	"github.com/modelcontextprotocol/go-sdk/mcp"
)

// screen shows a client only the tools of its view, and handles calls of other tools. If such a tool exists, the
// result explains to the model why it is not served.
func (s *server) screen(next mcp.MethodHandler) mcp.MethodHandler {
	return func(ctx context.Context, method string, req mcp.Request) (mcp.Result, error) {
		session, _ := req.GetSession().(*mcp.ServerSession)
		switch req := req.(type) {
		case *mcp.ListToolsRequest:
			result, err := next(ctx, method, req)
			if list, ok := result.(*mcp.ListToolsResult); ok && err == nil {
				list.Tools = s.viewOf(session).listing
			}
			return result, err
		case *mcp.GetPromptRequest:
			if len(req.Params.Name) > longestName {
				return nil, errUnknownName
			}
		case *mcp.ReadResourceRequest:
			if len(req.Params.URI) > longestName {
				return nil, errUnknownName
			}
		case *mcp.CallToolRequest:
			view, name := s.viewOf(session), req.Params.Name
			switch missing, known := view.missing[name]; {
			case !known:
				// The SDK would return the whole name, whatever its length.
				return nil, &jsonrpc.Error{Code: jsonrpc.CodeInvalidParams, Message: "unknown tool " + strconv.Quote(boundedName(name))}
			case missing:
				return view.failed(&failure{
					kind:    kindNotEnabled,
					message: name + ".",
					next:    "Do without it, or ask the person who runs this server to start it with other flags.",
				}), nil
			}
		}
		return next(ctx, method, req)
	}
}

// The SDK returns the whole names of unknown prompts and resources.
const longestName = 256

var errUnknownName = &jsonrpc.Error{Code: jsonrpc.CodeInvalidParams, Message: "the name is unknown"}

// viewOf returns what the client of a session sees.
func (s *server) viewOf(session *mcp.ServerSession) *view {
	if canAsk(session) {
		return s.full
	}
	return s.restricted
}
