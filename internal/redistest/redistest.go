// Package redistest starts Redis servers for tests.
package redistest

import (
	"context"
	"errors"
	"net"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/redis/go-redis/v9"

	"github.com/flymyai/stytch-go/internal/clienttest"
	"github.com/flymyai/stytch-go/internal/testsize"
)

// Server is a Redis server in a process of its own. It keeps its data in memory only.
type Server struct {
	// Addr is the address of the server, on this machine.
	Addr string

	dir     string
	args    []string
	process *exec.Cmd
	exited  chan struct{} // closed when the process has ended
}

// Start starts a server on a free port, with further arguments for redis-server. It stops when the test ends. The test
// is skipped if redis-server is not installed, and fails if all tests are required.
func Start(tb testing.TB, args ...string) *Server {
	tb.Helper()
	server, err := Run(args...)
	switch {
	case errors.Is(err, exec.ErrNotFound) && !testsize.All():
		tb.Skip(err)
	case err != nil:
		tb.Fatal(err)
	}
	tb.Cleanup(server.Stop)
	return server
}

// Run starts a server until [Server.Stop], for examples, which have no [testing.TB].
func Run(args ...string) (*Server, error) {
	dir, err := os.MkdirTemp("", "redistest")
	if err != nil {
		return nil, err
	}
	s := &Server{dir: dir, args: append([]string{"--save", "", "--appendonly", "no", "--dir", dir}, args...)}
	for range 5 { // another process may take the port first
		if s.Addr, err = clienttest.FreeAddr(context.Background()); err != nil {
			break
		}
		if err = s.Restart(); err == nil || errors.Is(err, exec.ErrNotFound) {
			break
		}
	}
	if err != nil {
		s.Stop()
		return nil, err
	}
	return s, nil
}

// Restart kills the server and starts it again at the same address. It returns when the server accepts connections.
func (s *Server) Restart() error {
	s.Kill()
	_, port, _ := net.SplitHostPort(s.Addr)
	args := append([]string{"--bind", "127.0.0.1", "--port", port}, s.args...)
	s.process = exec.CommandContext(context.Background(), "redis-server", args...) //nolint:gosec // the arguments are those of the test
	if err := s.process.Start(); err != nil {
		s.process = nil
		return err
	}
	process, exited := s.process, make(chan struct{})
	s.exited = exited
	go func() {
		defer close(exited)
		_ = process.Wait()
	}()
	client := s.client()
	defer func() { _ = client.Close() }()
	for range 1000 {
		// Another process may listen on the port, even another server.
		info, err := client.InfoMap(context.Background(), "server").Result()
		if err != nil && strings.HasPrefix(err.Error(), "NOAUTH") {
			return nil
		}
		if err == nil && info["Server"]["process_id"] == strconv.Itoa(process.Process.Pid) {
			return nil
		}
		select {
		case <-exited:
			return errors.New("redis-server ended")
		case <-time.After(10 * time.Millisecond):
		}
	}
	return errors.New("redis-server accepts no connections")
}

func (s *Server) client() *redis.Client {
	return redis.NewClient(&redis.Options{Addr: s.Addr, Protocol: 2})
}

// Client returns a plain client of the server, for looking inside.
func (s *Server) Client(tb testing.TB) *redis.Client {
	client := s.client()
	tb.Cleanup(func() { _ = client.Close() })
	return client
}

// Kill ends the server as a crash would. Its data is lost.
func (s *Server) Kill() {
	if s.process != nil {
		_ = s.process.Process.Kill()
		<-s.exited
	}
}

// Stop ends the server and deletes its folder.
func (s *Server) Stop() {
	s.Kill()
	_ = os.RemoveAll(s.dir)
}
