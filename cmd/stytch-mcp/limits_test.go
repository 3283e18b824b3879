package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/flymyai/stytch-go/cmd/stytch-mcp/internal/tools"
	"github.com/flymyai/stytch-go/stytchtest"
)

// oneConn is a listener that accepts one connection.
type oneConn struct {
	conn   chan net.Conn
	closed chan struct{}
	once   sync.Once
}

func (l *oneConn) Accept() (net.Conn, error) {
	select {
	case conn := <-l.conn:
		return conn, nil
	case <-l.closed:
		return nil, net.ErrClosed
	}
}

func (l *oneConn) Close() error {
	l.once.Do(func() { close(l.closed) })
	return nil
}

func (*oneConn) Addr() net.Addr { return &net.TCPAddr{} }

// connect serves a handler with the limits of the server, and returns a connection to it.
func connect(t *testing.T, handler http.Handler) net.Conn {
	t.Helper()
	client, server := net.Pipe()
	l := &oneConn{conn: make(chan net.Conn, 1), closed: make(chan struct{})}
	l.conn <- server
	srv := newServer(handler, discard)
	go func() { _ = srv.Serve(l) }()
	t.Cleanup(func() {
		_ = client.Close()
		_ = srv.Close()
	})
	return client
}

// A client that sends nothing more is cut off, with and without the token.
func TestSlowClients(t *testing.T) {
	t.Parallel()
	const post = "POST /mcp HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 100\r\n"
	for name, test := range map[string]struct {
		sent string
		want string // the status
		in   time.Duration
	}{
		"no body and no token":   {post + "\r\n", "401", bodyTimeout},
		"no body":                {post + "Authorization: Bearer s3cret\r\n\r\n", "400", bodyTimeout},
		"half a body":            {post + "Authorization: Bearer s3cret\r\n\r\n{", "400", bodyTimeout},
		"half a chunked body":    {"POST /mcp HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{", "401", bodyTimeout},
		"no second request":      {"GET /health HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", "200", 2 * time.Minute},
		"half the header fields": {"GET /health HTTP/1.1\r\nHost: 127.0.0.1\r\n", "", 5 * time.Second},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				conn := connect(t, access{token: "s3cret"}.protect(route(http.NotFoundHandler(), http.NotFoundHandler(), func() bool { return false })))
				start := time.Now()
				go func() { _, _ = io.WriteString(conn, test.sent) }()
				response, _ := io.ReadAll(conn) // until the server closes the connection
				status, _, _ := strings.Cut(strings.TrimPrefix(string(response), "HTTP/1.1 "), " ")
				if took := time.Since(start); status != test.want || took < test.in || took > test.in+time.Second {
					t.Errorf("%q after %v, want status %q after %v", response, took, test.want, test.in)
				}
			})
		})
	}
}

// The time for sending a message counts neither for the check of the token nor for the call.
func TestSlowCall(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		ended := make(chan error, 1)
		slow := http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
			time.Sleep(2 * bodyTimeout)
			ended <- context.Cause(r.Context())
		})
		endpoint := route(slow, slow, func() bool { return false })
		conn := connect(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			time.Sleep(2 * bodyTimeout) // as a check that waits for Stytch
			endpoint.ServeHTTP(w, r)
		}))
		go func() {
			_, _ = fmt.Fprintf(conn, "POST /mcp HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: %d\r\n\r\n", len(listTools))
			_, _ = io.WriteString(conn, listTools) // the server does not have it along with the header
		}()
		resp, err := http.ReadResponse(bufio.NewReader(conn), nil)
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = resp.Body.Close() }()
		if resp.StatusCode != http.StatusOK {
			t.Fatalf("status %s", resp.Status)
		}
		if err := <-ended; err != nil {
			t.Errorf("the context of the call has ended: %v", err)
		}
	})
}

// A client that begins sessions without end exhausts nothing: clients then work without one, until one ends.
func TestTooManySessions(t *testing.T) {
	t.Parallel()
	server, err := tools.New(stytchtest.NewServer(t).Client(), tools.Options{})
	if err != nil {
		t.Fatal(err)
	}
	h := handler(t.Context(), server, access{}, discard)
	send := func(method, session, body string) *httptest.ResponseRecorder {
		r := httptest.NewRequestWithContext(t.Context(), method, "/mcp", strings.NewReader(body))
		r.Header = http.Header{"Content-Type": {"application/json"}, "Accept": {"application/json, text/event-stream"}}
		if session != "" {
			r.Header.Set("Mcp-Session-Id", session)
		}
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		return w
	}
	begin := func() string {
		w := send(http.MethodPost, "", `{"jsonrpc":"2.0","id":1,"method":"initialize","params":{
			"protocolVersion":"2025-06-18","capabilities":{"elicitation":{}},"clientInfo":{"name":"test","version":"1"}}}`)
		if w.Code != http.StatusOK || !strings.Contains(w.Body.String(), "serverInfo") {
			t.Fatalf("status %d: %.200s", w.Code, w.Body)
		}
		return w.Header().Get("Mcp-Session-Id")
	}
	sessions := make([]string, maxSessions)
	for i := range sessions {
		if sessions[i] = begin(); sessions[i] == "" {
			t.Fatalf("no session after %d", i)
		}
	}
	if session := begin(); session != "" {
		t.Errorf("session %s, though there are %d", session, maxSessions)
	}
	for _, session := range []string{"", sessions[0]} {
		if w := send(http.MethodPost, session, listTools); w.Code != http.StatusOK || !strings.Contains(w.Body.String(), "stytch_user_get") {
			t.Errorf("in session %q: status %d: %.200s", session, w.Code, w.Body)
		}
	}
	for _, session := range sessions {
		if w := send(http.MethodDelete, session, ""); w.Code != http.StatusNoContent {
			t.Fatalf("status %d: %s", w.Code, w.Body)
		}
	}
	if begin() == "" {
		t.Error("no session after all others have ended")
	}
}
