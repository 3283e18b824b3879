package tools

import (
	"context"
	"log/slog"
	"maps"
	"slices"
	"time"

	"github.com/modelcontextprotocol/go-sdk/mcp"
)

// masked replaces, in the log, every argument that is or may be a secret, or is about a person.
const masked = "[masked]"

// record logs a call: the tool, how it ended, the arguments that are certainly not secrets, and the user who has called, if
// the server has users. If the API has not returned the error, it also logs the cause. Results are never logged.
func (s *server) record(ctx context.Context, req *mcp.CallToolRequest, t *tool, o outcome, took time.Duration) {
	var arguments []slog.Attr
	for _, name := range slices.Sorted(maps.Keys(o.arguments)) {
		arguments = append(arguments, slog.Any(name, mask(t, name, o.arguments[name])))
	}
	attrs := []slog.Attr{
		slog.String("tool", t.name),
		slog.Duration("duration", took),
		{Key: "arguments", Value: slog.GroupValue(arguments...)}, // omitted if empty
	}
	if req.Extra != nil && req.Extra.TokenInfo != nil {
		attrs = append(attrs, slog.String("caller", req.Extra.TokenInfo.UserID))
	}
	level := slog.LevelInfo
	if f := o.failure; f != nil {
		level = slog.LevelWarn
		attrs = append(attrs, slog.String("error", f.kind))
		if f.cause != "" {
			attrs = append(attrs, slog.Int("status", f.status), slog.String("cause", f.cause))
		}
		if f.hint != "" {
			attrs = append(attrs, slog.String("hint", f.hint))
		}
		if f.requestID != "" {
			attrs = append(attrs, slog.String("request_id", f.requestID))
		}
	}
	s.log.LogAttrs(ctx, level, "tool call", attrs...)
}

// mask returns numbers, booleans, enumerated values and Stytch's IDs as they are, and masks the rest.
func mask(t *tool, name string, value any) any {
	switch value := value.(type) {
	case bool, float64:
		return value
	case string:
		if len(t.input.Properties[name].Enum) > 0 || stytchID.MatchString(value) {
			return value
		}
	}
	return masked
}
