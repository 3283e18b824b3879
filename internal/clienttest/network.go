package clienttest

import (
	"context"
	"errors"
	"net"
	"net/http"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/flymyai/stytch-go"
)

// Reasons for which [Network.Fail] does more than fail a dial.
var (
	// ErrDeadConn makes the dial succeed with a connection that breaks at the first write.
	ErrDeadConn = errors.New("dead connection")
	// ErrSlowDial makes the dial last until its context ends.
	ErrSlowDial = errors.New("dial that never ends")
)

var errRefused = &net.OpError{Op: "dial", Net: "tcp", Err: errors.New("connection refused")}

// Network connects a client to a server through pipes, so that both can run in a synctest bubble.
type Network struct {
	failures atomic.Int32
	reason   error
	dials    atomic.Int32
	conns    chan net.Conn
	closed   chan struct{}
	broken   atomic.Int32 // writes fail on connections up to this dial
}

// conn is the nth connection of a [Network].
type conn struct {
	net.Conn

	network *Network
	nth     int32
}

func (c *conn) Write(p []byte) (int, error) {
	if c.nth <= c.network.broken.Load() {
		return 0, syscall.EPIPE
	}
	return c.Conn.Write(p)
}

// deadConn is a connection on which every write fails.
type deadConn struct {
	net.Conn
	server net.Conn
}

func (c *deadConn) Write([]byte) (int, error) { return 0, syscall.EPIPE }

func (c *deadConn) Close() error { return errors.Join(c.Conn.Close(), c.server.Close()) }

// BreakWrites makes writes fail on all existing connections, as if they had broken while idle.
func (n *Network) BreakWrites() { n.broken.Store(n.dials.Load()) }

// Fail makes the first dial fail for a reason. A nil reason changes nothing.
func (n *Network) Fail(reason error) {
	if reason != nil {
		n.reason = reason
		n.failures.Store(1)
	}
}

// Refuse makes the next dials fail with connection refused.
func (n *Network) Refuse(dials int32) { n.failures.Store(dials) }

// Dials returns the number of dials.
func (n *Network) Dials() int32 { return n.dials.Load() }

func (n *Network) dial(ctx context.Context, _, _ string) (net.Conn, error) {
	nth := n.dials.Add(1)
	client, server := net.Pipe()
	if n.failures.Add(-1) >= 0 {
		switch {
		case errors.Is(n.reason, ErrDeadConn):
			return &deadConn{client, server}, nil
		case errors.Is(n.reason, ErrSlowDial):
			<-ctx.Done()
			return nil, ctx.Err()
		case n.reason != nil:
			return nil, n.reason
		}
		return nil, errRefused
	}
	select {
	case n.conns <- server:
		return &conn{client, n, nth}, nil
	case <-n.closed: // net/http may still dial for a call that got another connection
		return nil, errRefused
	}
}

// Accept implements [net.Listener].
func (n *Network) Accept() (net.Conn, error) {
	select {
	case conn := <-n.conns:
		return conn, nil
	case <-n.closed:
		return nil, net.ErrClosed
	}
}

// Close implements [net.Listener].
func (n *Network) Close() error { return nil }

// Addr implements [net.Listener].
func (n *Network) Addr() net.Addr { return &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1)} }

// Serve runs a server on a network of its own and returns a client of it.
func Serve(t *testing.T, handler http.HandlerFunc, opts ...stytch.Option) (*Network, *stytch.Client) {
	t.Helper()
	return ServeVia(t, nil, handler, opts...)
}

// ServeVia is [Serve] with a wrapper around the client's RoundTripper; nil for none.
func ServeVia(t *testing.T, wrap func(http.RoundTripper) http.RoundTripper, handler http.HandlerFunc, opts ...stytch.Option) (*Network, *stytch.Client) {
	t.Helper()
	n := &Network{conns: make(chan net.Conn), closed: make(chan struct{})}
	srv := &http.Server{Handler: handler, ReadHeaderTimeout: time.Minute}
	go func() { _ = srv.Serve(n) }()
	tr := &http.Transport{DialContext: n.dial}
	t.Cleanup(func() {
		tr.CloseIdleConnections()
		close(n.closed)
		_ = srv.Close()
	})
	var rt http.RoundTripper = tr
	if wrap != nil {
		rt = wrap(tr)
	}
	return n, newClient(t, append([]stytch.Option{
		stytch.WithBaseURL("http://127.0.0.1"), stytch.WithHTTPClient(&http.Client{Transport: rt}),
	}, opts...)...)
}
