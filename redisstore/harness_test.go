package redisstore_test

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os/exec"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/redis/go-redis/v9"

	"github.com/flymyai/stytch-go/internal/testsize"
	"github.com/flymyai/stytch-go/redisstore"
)

// patience bounds what takes milliseconds on an idle machine.
const patience = 30 * time.Second

// server is a Redis server of its own process.
type server struct {
	*testing.T
	port string
	args []string
	cmd  *exec.Cmd
	// exited is closed when the process has ended.
	exited chan struct{}
}

// startRedis starts a server on a free port. It stops when the test ends.
func startRedis(t *testing.T, args ...string) *server {
	t.Helper()
	if _, err := exec.LookPath("redis-server"); err != nil {
		if testsize.All() {
			t.Fatalf("redis-server is not installed: %v", err)
		}
		t.Skipf("redis-server is not installed: %v", err)
	}
	s := &server{T: t, args: append([]string{"--save", "", "--appendonly", "no", "--dir", t.TempDir()}, args...)}
	t.Cleanup(s.kill)
	for range 5 { // another process may take the port first
		listener, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		_, s.port, _ = net.SplitHostPort(listener.Addr().String())
		_ = listener.Close()
		if s.start() {
			return s
		}
	}
	t.Fatal("redis-server does not start")
	return nil
}

func (s *server) addr() string { return "127.0.0.1:" + s.port }

// start starts the server and reports whether it accepts connections.
func (s *server) start() bool {
	s.Helper()
	s.cmd = exec.Command("redis-server", append([]string{"--bind", "127.0.0.1", "--port", s.port}, s.args...)...)
	if err := s.cmd.Start(); err != nil {
		s.Fatal(err)
	}
	cmd, exited := s.cmd, make(chan struct{})
	s.exited = exited
	go func() {
		defer close(exited)
		_ = cmd.Wait()
	}()
	client := redis.NewClient(&redis.Options{Addr: s.addr(), Protocol: 2})
	defer func() { _ = client.Close() }()
	for range 1000 {
		// Another process may listen on the port, even another server.
		info, err := client.InfoMap(context.Background(), "server").Result()
		if err != nil && strings.HasPrefix(err.Error(), "NOAUTH") {
			return true
		}
		if err == nil && info["Server"]["process_id"] == strconv.Itoa(cmd.Process.Pid) {
			return true
		}
		select {
		case <-exited:
			return false
		case <-time.After(10 * time.Millisecond):
		}
	}
	return false
}

// kill ends the server as a crash would. Its data is lost.
func (s *server) kill() {
	if s.cmd != nil {
		_ = s.cmd.Process.Kill()
		<-s.exited
	}
}

// client returns a plain client of the server, for looking inside.
func (s *server) client() *redis.Client {
	client := redis.NewClient(&redis.Options{Addr: s.addr()})
	s.Cleanup(func() { _ = client.Close() })
	return client
}

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
func revocations(t *testing.T, addr string, opts ...redisstore.RevocationOption) *redisstore.Revocations {
	t.Helper()
	r := open(t, addr).Revocations(opts...)
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
