package main

import (
	"context"
	"errors"
	"io"
	"testing"
	"testing/synctest"
	"time"

	"github.com/modelcontextprotocol/go-sdk/jsonrpc"
	"github.com/modelcontextprotocol/go-sdk/mcp"
)

// script is a connection whose input is one call, and then the end.
type script struct {
	mcp.Connection
	input []jsonrpc.Message
}

func (s *script) Connect(context.Context) (mcp.Connection, error) { return s, nil }
func (s *script) Write(context.Context, jsonrpc.Message) error    { return nil }
func (s *script) Close() error                                    { return nil }

func (s *script) Read(context.Context) (jsonrpc.Message, error) {
	if len(s.input) == 0 {
		return nil, io.EOF
	}
	next := s.input[0]
	s.input = s.input[1:]
	return next, nil
}

// The end of the input is held back until the calls before it are answered, and no longer than that.
func TestEndOfInput(t *testing.T) {
	t.Parallel()
	const patience = 5 * time.Second
	id, err := jsonrpc.MakeID("1")
	if err != nil {
		t.Fatal(err)
	}
	for name, test := range map[string]struct {
		then func(context.Context, context.CancelFunc, mcp.Connection) error
		want time.Duration
	}{
		"answered": {func(ctx context.Context, _ context.CancelFunc, c mcp.Connection) error {
			return c.Write(ctx, &jsonrpc.Response{ID: id})
		}, time.Second},
		"closed": {func(_ context.Context, _ context.CancelFunc, c mcp.Connection) error {
			return errors.Join(c.Close(), c.Close())
		}, time.Second},
		"stopped": {func(_ context.Context, stop context.CancelFunc, _ mcp.Connection) error {
			stop()
			return nil
		}, time.Second},
		"never answered": {func(context.Context, context.CancelFunc, mcp.Connection) error { return nil }, patience},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				ctx, stop := context.WithCancel(t.Context())
				defer stop()
				transport := stdio{&script{input: []jsonrpc.Message{&jsonrpc.Request{ID: id, Method: "tools/call"}}}, patience}
				connection, err := transport.Connect(ctx)
				if err != nil {
					t.Fatal(err)
				}
				start := time.Now()
				time.AfterFunc(time.Second, func() {
					if err := test.then(ctx, stop, connection); err != nil {
						t.Error(err)
					}
				})
				if _, err := connection.Read(ctx); err != nil {
					t.Fatal(err)
				}
				if _, err := connection.Read(ctx); !errors.Is(err, io.EOF) {
					t.Errorf("err = %v, want EOF", err)
				}
				if waited := time.Since(start); waited != test.want {
					t.Errorf("waited %v, want %v", waited, test.want)
				}
				time.Sleep(patience) // until the function has run in every case
			})
		})
	}
}
