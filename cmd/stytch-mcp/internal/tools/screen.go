package tools

import (
	"context"
	"strconv"

	"github.com/modelcontextprotocol/go-sdk/jsonrpc"
	"github.com/modelcontextprotocol/go-sdk/mcp"
)

// screen rejects calls of tools that do not exist or are not served. A tool that is not served gets a result that
// says so, for the model to read.
func (s *server) screen(next mcp.MethodHandler) mcp.MethodHandler {
	return func(ctx context.Context, method string, req mcp.Request) (mcp.Result, error) {
		call, ok := req.(*mcp.CallToolRequest)
		if !ok {
			return next(ctx, method, req)
		}
		name := call.Params.Name
		missing, known := s.missing[name]
		switch {
		case !known:
			// The SDK would return the name as it is, whatever its length.
			return nil, &jsonrpc.Error{Code: jsonrpc.CodeInvalidParams, Message: "unknown tool " + strconv.Quote(boundedName(name))}
		case missing:
			return s.failed(&failure{
				kind:    kindNotEnabled,
				message: name + ".",
				next:    "Do without it, or ask the person who runs this server to start it with other flags.",
			}), nil
		}
		return next(ctx, method, req)
	}
}
