package main

import (
	"context"
	"crypto/sha256"
	"crypto/subtle"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/modelcontextprotocol/go-sdk/mcp"
)

// shutdownTimeout is how long calls under way may take after a signal.
const shutdownTimeout = 5 * time.Second

// serveHTTP serves streamable HTTP until ctx is done, and then lets the calls under way finish.
func serveHTTP(ctx context.Context, addr, token string, server *mcp.Server, log *slog.Logger) error {
	listener, err := listen(ctx, addr)
	if err != nil {
		return err
	}
	srv := &http.Server{
		Handler:           handler(server, token, log),
		ReadHeaderTimeout: 5 * time.Second,
		ErrorLog:          slog.NewLogLogger(log.Handler(), slog.LevelWarn),
	}
	log.InfoContext(ctx, "serving", "url", "http://"+listener.Addr().String()+"/mcp", "token", token != "")
	done := make(chan error, 1)
	go func() { done <- srv.Serve(listener) }()
	select {
	case err := <-done:
		return err
	case <-ctx.Done():
	}
	stopping, cancel := context.WithTimeout(context.WithoutCancel(ctx), shutdownTimeout)
	defer cancel()
	if err := srv.Shutdown(stopping); err != nil {
		return errors.Join(err, srv.Close())
	}
	return nil
}

// listen refuses addresses that other machines can reach: whoever reaches the server has the rights of its
// secret.
func listen(ctx context.Context, addr string) (net.Listener, error) {
	host, _, err := net.SplitHostPort(addr)
	if err != nil {
		return nil, fmt.Errorf("-http %s is not an address such as 127.0.0.1:8790", addr)
	}
	if !isLoopback(host) {
		return nil, fmt.Errorf("-http %s is not on this machine alone: give 127.0.0.1:<port>, localhost:<port> or [::1]:<port>", addr)
	}
	return new(net.ListenConfig).Listen(ctx, "tcp", addr)
}

func isLoopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || (ip != nil && ip.IsLoopback())
}

// handler serves MCP at /mcp and /. It is stateless: each request stands for itself, so that a client may come
// back after a restart, and a stop waits for no open stream.
func handler(server *mcp.Server, token string, log *slog.Logger) http.Handler {
	options := &mcp.StreamableHTTPOptions{Stateless: true, JSONResponse: true}
	if log.Enabled(context.Background(), slog.LevelDebug) {
		options.Logger = log
	}
	// The SDK refuses requests for another host than this machine, which DNS rebinding would make.
	streamable := mcp.NewStreamableHTTPHandler(func(*http.Request) *mcp.Server { return server }, options)
	mux := http.NewServeMux()
	mux.Handle("/mcp", streamable)
	mux.Handle("/{$}", streamable)
	return checkOrigin(checkToken(token, mux))
}

// checkOrigin refuses what a web page of another machine asks for. Programs send no Origin.
func checkOrigin(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		for _, origin := range r.Header.Values("Origin") {
			u, err := url.Parse(origin)
			if err != nil || !isLoopback(u.Hostname()) {
				http.Error(w, "requests of web pages are not served", http.StatusForbidden)
				return
			}
		}
		next.ServeHTTP(w, r)
	})
}

// checkToken asks for a bearer token, where there is one.
func checkToken(token string, next http.Handler) http.Handler {
	if token == "" {
		return next
	}
	want := sha256.Sum256([]byte(token))
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		scheme, given, _ := strings.Cut(r.Header.Get("Authorization"), " ")
		got := sha256.Sum256([]byte(given))
		if !strings.EqualFold(scheme, "Bearer") || subtle.ConstantTimeCompare(got[:], want[:]) != 1 {
			w.Header().Set("WWW-Authenticate", "Bearer")
			http.Error(w, "the bearer token is missing or wrong", http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}
