package clienttest

import (
	"context"
	"net"
	"testing"
	"time"
)

// patience is how long [AwaitPort] waits.
const patience = time.Minute

// FreeAddr returns an address of this machine that nothing listens on. Another process may take it before the caller
// does.
func FreeAddr(ctx context.Context) (string, error) {
	listener, err := new(net.ListenConfig).Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	return listener.Addr().String(), listener.Close()
}

// FreePort returns the port of a [FreeAddr].
func FreePort(tb testing.TB) string {
	tb.Helper()
	addr, err := FreeAddr(tb.Context())
	if err != nil {
		tb.Fatal(err)
	}
	_, port, _ := net.SplitHostPort(addr)
	return port
}

// AwaitPort waits until a program of this machine accepts connections on a port.
func AwaitPort(tb testing.TB, port string) {
	tb.Helper()
	ctx, cancel := context.WithTimeout(tb.Context(), patience)
	defer cancel()
	tick := time.NewTicker(10 * time.Millisecond)
	defer tick.Stop()
	for {
		conn, err := new(net.Dialer).DialContext(ctx, "tcp", "localhost:"+port)
		if err == nil {
			_ = conn.Close()
			return
		}
		select {
		case <-tick.C:
		case <-ctx.Done():
			tb.Fatalf("nothing listens on port %s: %v", port, err)
		}
	}
}
