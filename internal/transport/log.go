package transport

import (
	"context"
	"log/slog"
	"time"

	"github.com/flymyai/stytch-go/api"
)

// log writes the record of one attempt. It has these attributes and no others: bodies, headers and queries carry
// secrets.
func (c *Client) log(ctx context.Context, call *call, got *outcome, failure *api.Error, attempt int, waited, took time.Duration) {
	if !c.logger.Enabled(ctx, slog.LevelDebug) {
		return
	}
	attrs := []slog.Attr{
		slog.String("operation", call.op.Name),
		slog.String("method", call.op.Method),
		slog.String("route", call.op.Route()),
		slog.Int("status", got.status),
		slog.Int("attempt", attempt),
		slog.Duration("duration", took),
	}
	if waited > 0 {
		attrs = append(attrs, slog.Duration("waited_for_rate_limit", waited))
	}
	if failure != nil {
		// An unlisted type may be a secret that a server sends back.
		if failure.Type != "" && (!failure.Withheld || failure.Type.Description() != "") {
			attrs = append(attrs, slog.String("error_type", string(failure.Type)))
		}
		if failure.RequestID != "" {
			attrs = append(attrs, slog.String("request_id", failure.RequestID))
		}
		if failure.Cause != nil {
			attrs = append(attrs, slog.String("error", failure.Cause.Error()))
		}
	}
	c.logger.LogAttrs(ctx, slog.LevelDebug, "stytch call", attrs...)
}
