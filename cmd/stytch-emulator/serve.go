package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"time"
)

// shutdownTimeout is how long pending calls may take after a signal.
const shutdownTimeout = 2 * time.Second

// listen listens on an address. It rejects one that other machines can reach, unless expose allows it.
func listen(ctx context.Context, addr string, expose bool) (net.Listener, error) {
	resolved, err := net.ResolveTCPAddr("tcp", addr)
	if err != nil {
		return nil, fmt.Errorf("-addr %s: %w", addr, err)
	}
	if !isLoopback(resolved) && !expose {
		return nil, fmt.Errorf("-addr %s: other machines could read the messages and log in as any user; "+
			"use 127.0.0.1:%d, or allow it with -expose", addr, resolved.Port)
	}
	listener, err := new(net.ListenConfig).Listen(ctx, "tcp", resolved.String())
	if err != nil {
		return nil, fmt.Errorf("-addr %s: %w; give another address with -addr, such as 127.0.0.1:0 for a free port", addr, err)
	}
	return listener, nil
}

func isLoopback(addr net.Addr) bool {
	tcp, ok := addr.(*net.TCPAddr)
	return ok && tcp.IP.IsLoopback()
}

// newServer returns a server. When ctx is done, calls that a fault delays end at once.
func newServer(ctx context.Context, handler http.Handler, log *slog.Logger) *http.Server {
	return &http.Server{
		Handler:           handler,
		ReadHeaderTimeout: 10 * time.Second,
		BaseContext:       func(net.Listener) context.Context { return ctx },
		ErrorLog:          slog.NewLogLogger(log.Handler(), slog.LevelWarn),
	}
}

// serve serves until ctx is done, and then lets pending calls finish. It calls ready once the address accepts
// connections.
func serve(ctx context.Context, server *http.Server, listener net.Listener, log *slog.Logger, ready func()) error {
	done := make(chan error, 1)
	go func() {
		if server.TLSConfig != nil {
			done <- server.ServeTLS(listener, "", "")
		} else {
			done <- server.Serve(listener)
		}
	}()
	ready() // the listener queues connections already
	select {
	case err := <-done:
		return err
	case <-ctx.Done():
	}
	stopping, cancel := context.WithTimeout(context.WithoutCancel(ctx), shutdownTimeout)
	defer cancel()
	if err := server.Shutdown(stopping); err != nil {
		// Browsers hold connections open without a request, so there may be nothing to wait for.
		log.Warn("closed open connections", slog.String("error", errors.Join(err, server.Close()).Error()))
	}
	log.Info("stopped")
	return nil
}
