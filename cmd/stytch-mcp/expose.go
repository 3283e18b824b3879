package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"time"

	"github.com/flymyai/stytch-go/internal/loopback"
)

// checkHTTP rejects addresses that other machines can reach, unless -expose allows them and a token protects them, or
// -oauth does. Anyone else who can reach the server has the rights of its secret.
func (s *settings) checkHTTP() error {
	if err := s.checkOAuth(); err != nil {
		return err
	}
	if s.http == "" {
		switch {
		case s.expose:
			return errors.New("-expose requires -http")
		case s.health:
			return errors.New("-health requires -http")
		}
		return nil
	}
	host, _, err := net.SplitHostPort(s.http)
	switch {
	case err != nil:
		return fmt.Errorf("-http %s is not an address such as 127.0.0.1:8790", s.http)
	case loopback.Host(host), s.health:
		return nil
	case s.oauth && s.url == "":
		return fmt.Errorf("-http %s can be reached from other machines: -oauth then requires -url", s.http)
	case s.oauth:
		return nil
	case !s.expose:
		return fmt.Errorf("-http %s can be reached from other machines: use 127.0.0.1:<port>, localhost:<port> or [::1]:<port>, or allow it with -oauth or -expose", s.http)
	case s.httpToken == "":
		return fmt.Errorf("-expose requires a bearer token: set %s", envToken)
	}
	return nil
}

// healthPath is where the server reports that it serves. It needs no token.
const healthPath = "/health"

// withHealth serves the health check before the token is checked.
func withHealth(next http.Handler) http.Handler {
	mux := http.NewServeMux()
	mux.Handle("/", next)
	mux.HandleFunc("GET "+healthPath, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		_, _ = w.Write([]byte(`{"status": "ok"}` + "\n"))
	})
	return mux
}

// healthTimeout is how long a server may take to report that it serves.
const healthTimeout = 2 * time.Second

// checkHealth returns nil if a server serves at an address. An image without a shell has no other way to check.
func checkHealth(ctx context.Context, addr string) (err error) {
	host, port, err := net.SplitHostPort(addr)
	if err != nil {
		return err
	}
	if ip := net.ParseIP(host); host == "" || ip.IsUnspecified() {
		host = "127.0.0.1"
	}
	ctx, cancel := context.WithTimeout(ctx, healthTimeout)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+net.JoinHostPort(host, port)+healthPath, http.NoBody)
	if err != nil {
		return err
	}
	// No proxy: the server is on this machine.
	client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	resp, err := client.Do(req)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, resp.Body.Close()) }()
	if resp.StatusCode != http.StatusOK {
		return fmt.Errorf("%s: %s", req.URL, resp.Status)
	}
	return nil
}
