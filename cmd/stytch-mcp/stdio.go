package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"io"
	"sync"
	"time"

	"github.com/modelcontextprotocol/go-sdk/jsonrpc"
	"github.com/modelcontextprotocol/go-sdk/mcp"
)

// stdio is the transport over standard input and output: one JSON message a line.
//
// It differs from the SDK's transport in two ways. A line that is not a message gets an error response, and the next
// line is read; the SDK ends the connection. When the input ends or a stop is requested, it waits for the calls in
// progress, so that requests can be piped in and a host that stops the program loses no response; the SDK discards
// them.
type stdio struct {
	in  io.Reader
	out io.Writer
	// stop is closed when the program should end.
	stop <-chan struct{}
	// patience is how long the calls in progress may then take.
	patience time.Duration
}

func (t *stdio) Connect(context.Context) (mcp.Connection, error) {
	c := &lineConnection{
		stdio:    t,
		lines:    make(chan line),
		pending:  map[jsonrpc.ID]bool{},
		answered: make(chan struct{}, 1),
		closed:   make(chan struct{}),
	}
	go c.readLines()
	return c, nil
}

// serveStdio serves one client until the input ends or ctx is done. Then the calls in progress may still finish,
// within shutdownTimeout.
func serveStdio(ctx context.Context, server *mcp.Server, in io.Reader, out io.Writer) error {
	ended := make(chan error, 1)
	go func() {
		ended <- server.Run(context.WithoutCancel(ctx), &stdio{in: in, out: out, stop: ctx.Done(), patience: shutdownTimeout})
	}()
	select {
	case err := <-ended:
		return err
	case <-ctx.Done():
	}
	select {
	case err := <-ended:
		return err
	case <-time.After(shutdownTimeout + time.Second):
		return nil // a response waits for a client that does not read
	}
}

// lineConnection is the connection over one stdio transport.
type lineConnection struct {
	*stdio
	lines chan line // closed at the end of the input
	end   error     // why the input ended, if not by io.EOF; set before lines is closed

	writing sync.Mutex // guards writes to out

	mu      sync.Mutex // guards pending
	pending map[jsonrpc.ID]bool

	answered  chan struct{} // gets a value, at most one at a time, after each response
	closed    chan struct{}
	closeOnce sync.Once
}

// line is one line of the input.
type line struct {
	data    []byte
	tooLong bool // the rest of it was discarded
}

// SessionID returns the empty string: a process has one session.
func (c *lineConnection) SessionID() string { return "" }

// readLines reads the input until it ends. The goroutine that runs it ends with the input or, since a read of
// standard input cannot be interrupted, with the program.
func (c *lineConnection) readLines() {
	defer close(c.lines)
	reader := bufio.NewReaderSize(c.in, 64<<10)
	for {
		next, err := readLine(reader)
		if len(bytes.TrimSpace(next.data)) > 0 || next.tooLong {
			select {
			case c.lines <- next:
			case <-c.closed:
				return
			}
		}
		if err != nil {
			if !errors.Is(err, io.EOF) {
				c.end = err
			}
			return
		}
	}
}

// readLine returns the next line. It discards a line that exceeds maxMessage.
func readLine(reader *bufio.Reader) (line, error) {
	var next line
	for {
		part, err := reader.ReadSlice('\n')
		if len(next.data)+len(part) > maxMessage {
			next = line{tooLong: true}
		}
		if !next.tooLong {
			next.data = append(next.data, part...)
		}
		if !errors.Is(err, bufio.ErrBufferFull) {
			return next, err
		}
	}
}

// Read returns the next message. At the end of the input, and when a stop is requested, it first waits for the
// calls in progress: afterwards the SDK cancels them and discards their responses.
func (c *lineConnection) Read(ctx context.Context) (jsonrpc.Message, error) {
	for {
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-c.closed:
			return nil, io.EOF
		case <-c.stop:
			c.drain(ctx)
			return nil, io.EOF
		case next, ok := <-c.lines:
			if !ok {
				c.drain(ctx)
				if c.end != nil {
					return nil, c.end
				}
				return nil, io.EOF
			}
			message, rejected := c.decode(next)
			if rejected != nil {
				if err := c.writeLine(rejected.encode()); err != nil {
					return nil, err
				}
				continue
			}
			return message, nil
		}
	}
}

func (c *lineConnection) decode(next line) (jsonrpc.Message, *rejection) {
	if next.tooLong {
		return nil, &rejection{Version: "2.0", Error: jsonrpc.Error{Code: jsonrpc.CodeParseError, Message: "the line is longer than 4 MiB"}}
	}
	message, rejected := decodeMessage(next.data)
	if request, ok := message.(*jsonrpc.Request); ok && request.IsCall() {
		c.mu.Lock()
		c.pending[request.ID] = true
		c.mu.Unlock()
	}
	return message, rejected
}

// Write writes one message.
func (c *lineConnection) Write(_ context.Context, message jsonrpc.Message) error {
	data, err := jsonrpc.EncodeMessage(message)
	if err != nil {
		return err
	}
	err = c.writeLine(data)
	if response, ok := message.(*jsonrpc.Response); ok {
		c.mu.Lock()
		delete(c.pending, response.ID)
		c.mu.Unlock()
		select {
		case c.answered <- struct{}{}:
		default:
		}
	}
	return err
}

func (c *lineConnection) writeLine(data []byte) error {
	c.writing.Lock()
	defer c.writing.Unlock()
	_, err := c.out.Write(append(data, '\n'))
	return err
}

// Close ends the connection without waiting.
func (c *lineConnection) Close() error {
	c.closeOnce.Do(func() { close(c.closed) })
	return nil
}

// drain waits until every call has its response, the connection is closed, or the patience runs out.
func (c *lineConnection) drain(ctx context.Context) {
	ctx, cancel := context.WithTimeout(ctx, c.patience)
	defer cancel()
	for {
		c.mu.Lock()
		open := len(c.pending)
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
