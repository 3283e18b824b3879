package main

import (
	"context"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/modelcontextprotocol/go-sdk/jsonrpc"
	"github.com/modelcontextprotocol/go-sdk/mcp"

	"github.com/flymyai/stytch-go/cmd/stytch-mcp/internal/tools"
	"github.com/flymyai/stytch-go/stytchtest"
)

// The end of the input, or a stop, takes effect once all earlier calls have responses or the timeout has passed.
func TestDrain(t *testing.T) {
	t.Parallel()
	const patience = 5 * time.Second
	id, err := jsonrpc.MakeID("1")
	if err != nil {
		t.Fatal(err)
	}
	type step func(context.Context, context.CancelFunc, mcp.Connection) error
	respond := func(ctx context.Context, _ context.CancelFunc, c mcp.Connection) error {
		return c.Write(ctx, &jsonrpc.Response{ID: id})
	}
	nothing := func(context.Context, context.CancelFunc, mcp.Connection) error { return nil }
	for name, test := range map[string]struct {
		after func(stop, endInput func()) // what makes the connection end
		then  step                        // a second later
		want  time.Duration
	}{
		"input ends, response written": {func(_, end func()) { end() }, respond, time.Second},
		"input ends, connection closed": {
			func(_, end func()) { end() },
			func(_ context.Context, _ context.CancelFunc, c mcp.Connection) error {
				return errors.Join(c.Close(), c.Close())
			},
			time.Second,
		},
		"input ends, context canceled": {
			func(_, end func()) { end() },
			func(_ context.Context, cancel context.CancelFunc, _ mcp.Connection) error { cancel(); return nil },
			time.Second,
		},
		"input ends, no response":       {func(_, end func()) { end() }, nothing, patience},
		"stop requested, response sent": {func(stop, _ func()) { stop() }, respond, time.Second},
		"stop requested, no response":   {func(stop, _ func()) { stop() }, nothing, patience},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				ctx, cancel := context.WithCancel(t.Context())
				defer cancel()
				in, input := io.Pipe()
				stop := make(chan struct{})
				connection, err := (&stdio{in: in, out: io.Discard, stop: stop, patience: patience}).Connect(ctx)
				if err != nil {
					t.Fatal(err)
				}
				go func() {
					_, _ = io.WriteString(input, `{"jsonrpc":"2.0","id":"1","method":"tools/call","params":{}}`+"\n")
				}()
				if _, err := connection.Read(ctx); err != nil {
					t.Fatal(err)
				}
				start := time.Now()
				test.after(func() { close(stop) }, func() { _ = input.Close() })
				time.AfterFunc(time.Second, func() {
					if err := test.then(ctx, cancel, connection); err != nil {
						t.Error(err)
					}
				})
				if _, err := connection.Read(ctx); !errors.Is(err, io.EOF) {
					t.Errorf("err = %v, want EOF", err)
				}
				if waited := time.Since(start); waited != test.want {
					t.Errorf("waited %v, want %v", waited, test.want)
				}
				time.Sleep(patience) // until the step has run in every case
				_ = input.Close()
				_ = connection.Close()
			})
		})
	}
}

// A line that is not a message gets an error response, and the server continues.
func TestBadLines(t *testing.T) {
	t.Parallel()
	srv := stytchtest.NewServer(t)
	for name, test := range badMessages {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			server, err := tools.New(srv.Client(), tools.Options{})
			if err != nil {
				t.Fatal(err)
			}
			var out strings.Builder
			input := strings.NewReader(initialize + "\n" + test.message + "\n" + `{"jsonrpc":"2.0","id":"after","method":"ping"}` + "\n")
			if err := serveStdio(t.Context(), server, input, &out); err != nil {
				t.Fatal(err)
			}
			bad := slices.DeleteFunc(decodeResponses(t, out.String()), func(r response) bool { return r.ID == 0.0 || r.ID == "after" })
			if len(bad) != 1 {
				t.Fatalf("%d responses to the line, want 1:\n%.1000s", len(bad), out.String())
			}
			bad[0].check(t, test.code, test.id)
		})
	}
}
