package main

import (
	"context"
	"errors"
	"io"
	"sync"
	"time"

	"github.com/modelcontextprotocol/go-sdk/jsonrpc"
	"github.com/modelcontextprotocol/go-sdk/mcp"
)

// stdio is the transport over standard input and output. At the end of its input it first answers what it
// has been asked, where the SDK's own drops the calls under way: so requests can be piped in, and a host that
// stops cuts no call in half.
type stdio struct {
	mcp.Transport
	// patience is how long the calls under way may take then.
	patience time.Duration
}

func (t stdio) Connect(ctx context.Context) (mcp.Connection, error) {
	connection, err := t.Transport.Connect(ctx)
	if err != nil {
		return nil, err
	}
	return &draining{
		Connection: connection,
		patience:   t.patience,
		asked:      map[jsonrpc.ID]bool{},
		answered:   make(chan struct{}, 1),
		closed:     make(chan struct{}),
	}, nil
}

// draining is a connection that holds back the end of its input until all calls are answered.
type draining struct {
	mcp.Connection
	patience time.Duration

	mu    sync.Mutex
	asked map[jsonrpc.ID]bool

	answered chan struct{}
	closed   chan struct{}
	close    sync.Once
}

func (c *draining) Read(ctx context.Context) (jsonrpc.Message, error) {
	message, err := c.Connection.Read(ctx)
	if errors.Is(err, io.EOF) {
		c.drain(ctx)
	}
	if request, ok := message.(*jsonrpc.Request); ok && request.IsCall() {
		c.mu.Lock()
		c.asked[request.ID] = true
		c.mu.Unlock()
	}
	return message, err
}

func (c *draining) Write(ctx context.Context, message jsonrpc.Message) error {
	err := c.Connection.Write(ctx, message)
	if response, ok := message.(*jsonrpc.Response); ok {
		c.mu.Lock()
		delete(c.asked, response.ID)
		c.mu.Unlock()
		select {
		case c.answered <- struct{}{}:
		default:
		}
	}
	return err
}

func (c *draining) Close() error {
	c.close.Do(func() { close(c.closed) })
	return c.Connection.Close()
}

// drain waits until every call is answered, the connection is closed, or the patience is over.
func (c *draining) drain(ctx context.Context) {
	ctx, cancel := context.WithTimeout(ctx, c.patience)
	defer cancel()
	for {
		c.mu.Lock()
		open := len(c.asked)
		c.mu.Unlock()
		if open == 0 {
			return
		}
		select {
		case <-c.answered:
		case <-c.closed:
			return
		case <-ctx.Done():
			return
		}
	}
}
