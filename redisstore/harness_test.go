package redisstore_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/redis/go-redis/v9"

	"github.com/flymyai/stytch-go/redisstore"
)

// patience bounds what takes milliseconds on an idle machine.
const patience = 30 * time.Second

// open returns a store for an address. It is closed when the test ends.
func open(t *testing.T, addr string, opts ...redisstore.Option) *redisstore.Store {
	t.Helper()
	store, err := redisstore.New(&redis.UniversalOptions{Addrs: []string{addr}}, opts...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = store.Close() })
	return store
}

// revocations returns the revocations of a new store that has caught up.
func revocations(t *testing.T, addr string, opts ...redisstore.Option) *redisstore.Revocations {
	t.Helper()
	r := open(t, addr, opts...).Revocations()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	if err := r.Wait(ctx); err != nil {
		t.Fatal(err)
	}
	return r
}

// eventually waits until a condition holds.
func eventually(t *testing.T, what string, condition func() bool) {
	t.Helper()
	for deadline := time.Now().Add(patience); !condition(); time.Sleep(time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("%s: did not happen within %v", what, patience)
		}
	}
}

// proxy is a network between clients and a server, with faults.
type proxy struct {
	listener net.Listener
	target   string
	delay    atomic.Int64 // of each piece of a response
	refuse   atomic.Bool
	// nonBlocking rejects commands that block, as some proxies of Redis do: it closes the connection. rejected counts them.
	nonBlocking atomic.Bool
	rejected    atomic.Int32

	mu    sync.Mutex
	conns map[net.Conn]bool
}

func startProxy(t *testing.T, target string) *proxy {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	p := &proxy{listener: listener, target: target, conns: map[net.Conn]bool{}}
	t.Cleanup(func() {
		_ = listener.Close()
		p.cut()
	})
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			go p.serve(conn)
		}
	}()
	return p
}

func (p *proxy) addr() string { return p.listener.Addr().String() }

func (p *proxy) serve(client net.Conn) {
	defer func() { _ = client.Close() }()
	if p.refuse.Load() {
		return
	}
	upstream, err := net.Dial("tcp", p.target)
	if err != nil {
		return
	}
	defer func() { _ = upstream.Close() }()
	p.mu.Lock()
	p.conns[client] = true
	p.mu.Unlock()
	defer func() {
		p.mu.Lock()
		defer p.mu.Unlock()
		delete(p.conns, client)
	}()
	go func() {
		p.copy(upstream, client, false)
		_ = upstream.Close()
	}()
	p.copy(client, upstream, true)
}

func (p *proxy) copy(to, from net.Conn, response bool) {
	buffer := make([]byte, 64<<10)
	for {
		n, err := from.Read(buffer)
		if n > 0 {
			if !response && p.nonBlocking.Load() && bytes.Contains(bytes.ToLower(buffer[:n]), []byte("\r\nblock\r\n")) {
				p.rejected.Add(1)
				return
			}
			if response {
				time.Sleep(time.Duration(p.delay.Load()))
			}
			if _, err := to.Write(buffer[:n]); err != nil {
				return
			}
		}
		if err != nil {
			return
		}
	}
}

// cut closes all connections.
func (p *proxy) cut() {
	p.mu.Lock()
	defer p.mu.Unlock()
	for conn := range p.conns {
		_ = conn.Close()
	}
}

// open returns the number of open connections.
func (p *proxy) open() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return len(p.conns)
}

// slack is what a busy machine adds to a bound.
const slack = 2 * time.Second

// within fails the test unless a call returns in time.
func within(t *testing.T, limit time.Duration, what string, call func() error) error {
	t.Helper()
	done := make(chan error, 1)
	start := time.Now()
	go func() { done <- call() }()
	select {
	case err := <-done:
		if took := time.Since(start); took > limit+slack {
			t.Errorf("%s took %v, want at most %v", what, took, limit)
		}
		return err
	case <-time.After(limit + patience):
		t.Fatalf("%s hangs", what)
		return errors.New("unreachable")
	}
}

func id(prefix string, n int) string { return fmt.Sprintf("%s-test-%d", prefix, n) }
