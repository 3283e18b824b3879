package transport_test

import (
	"bufio"
	"context"
	"errors"
	"io"
	"log/slog"
	"net"
	"net/http"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"golang.org/x/net/http2"

	"github.com/flymyai/stytch-go"
	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/clienttest"
)

// pipedClient returns a client whose connections are pipes to serve.
func pipedClient(t *testing.T, protocols *http.Protocols, serve func(net.Conn), opts ...stytch.Option) *stytch.Client {
	t.Helper()
	tr := &http.Transport{Protocols: protocols, DialContext: func(context.Context, string, string) (net.Conn, error) {
		client, server := net.Pipe()
		go serve(server)
		return client, nil
	}}
	t.Cleanup(tr.CloseIdleConnections)
	client, err := stytch.New(clienttest.ProjectID, clienttest.Secret, append([]stytch.Option{
		stytch.WithBaseURL("http://127.0.0.1"), stytch.WithHTTPClient(&http.Client{Transport: tr}),
	}, opts...)...)
	if err != nil {
		t.Fatal(err)
	}
	return client
}

// writer calls itself for each record of a log.
type writer func()

func (w writer) Write(p []byte) (int, error) {
	w()
	return len(p), nil
}

// An attempt may end while its request waits for the connection, which is full. Over HTTP/2, net/http sends the request
// nevertheless once the connection accepts it.
func TestStalledHTTP2ConnectionIsSentOnce(t *testing.T) {
	t.Parallel()
	protocols := new(http.Protocols)
	protocols.SetUnencryptedHTTP2(true)
	for _, op := range sentOnceOperations {
		if op.idempotent {
			continue
		}
		t.Run(op.name, func(t *testing.T) {
			t.Parallel()
			var received atomic.Int32
			var servers sync.WaitGroup
			resume := make(chan struct{})
			firstAttempt := writer(sync.OnceFunc(func() { close(resume) }))
			client := pipedClient(t, protocols, func(conn net.Conn) {
				servers.Add(1)
				defer servers.Done()
				defer conn.Close() //nolint:errcheck // the test is over
				_, _ = io.ReadFull(conn, make([]byte, len(http2.ClientPreface)))
				framer := http2.NewFramer(conn, conn)
				go func() { _ = framer.WriteSettings() }()
				for range 2 { // SETTINGS and WINDOW_UPDATE
					_, _ = framer.ReadFrame()
				}
				<-resume
				for {
					_ = conn.SetReadDeadline(time.Now().Add(time.Second)) // until nothing else arrives
					frame, err := framer.ReadFrame()
					if err != nil {
						return
					}
					if _, ok := frame.(*http2.HeadersFrame); ok {
						received.Add(1)
					}
				}
			}, stytch.WithTimeout(500*time.Millisecond), stytch.WithRetry(stytch.RetryPolicy{BaseDelay: time.Millisecond}),
				stytch.WithLogger(slog.New(slog.NewTextHandler(firstAttempt, &slog.HandlerOptions{Level: slog.LevelDebug}))))
			if err := op.call(t.Context(), client); err == nil {
				t.Error("no error")
			}
			servers.Wait()
			if n := received.Load(); n > 1 {
				t.Errorf("the server received the request %d times", n)
			}
		})
	}
}

// A switch of protocols, which this client never asks for, ends the call like any other unexpected status. net/http then
// no longer ends the connection with the context.
func TestProtocolSwitch(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		hangs := make(chan struct{})
		defer close(hangs)
		client := pipedClient(t, nil, func(conn net.Conn) {
			defer conn.Close() //nolint:errcheck // the test is over
			if _, err := http.ReadRequest(bufio.NewReader(conn)); err != nil {
				return
			}
			_, _ = io.WriteString(conn, "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n")
			<-hangs
		}, stytch.WithTimeout(time.Second), clienttest.Once)
		returned := make(chan error, 1)
		go func() {
			_, err := client.Users.Get(t.Context(), "u")
			returned <- err
		}()
		select {
		case err := <-returned:
			if e, ok := errors.AsType[*api.Error](err); !ok || e.StatusCode != http.StatusSwitchingProtocols {
				t.Errorf("error = %v, want status 101", err)
			}
		case <-time.After(time.Minute):
			t.Fatal("the call ignores its timeout")
		}
	})
}
