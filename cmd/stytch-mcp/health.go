package main

import (
	"context"
	"fmt"
	"net/http"

	"github.com/flymyai/stytch-go/cmd/internal/health"
)

const (
	// healthPath is where the server reports that it serves. It needs no token.
	healthPath = "/health"
	// serverName tells the server's report from that of another program.
	serverName = "stytch-mcp"
)

// withHealth serves the health check before the token is checked.
func withHealth(next http.Handler) http.Handler {
	mux := http.NewServeMux()
	mux.Handle("/", next)
	mux.HandleFunc("GET "+healthPath, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		_, _ = w.Write([]byte(`{"status": "ok", "server": "` + serverName + `"}` + "\n"))
	})
	return mux
}

// checkHealth returns nil if a server of this program serves at an address.
func checkHealth(ctx context.Context, addr string) error {
	at, err := health.Address(addr)
	if err != nil {
		return err
	}
	var report struct {
		Status string `json:"status"`
		Server string `json:"server"`
	}
	url := "http://" + at + healthPath
	if err := health.Get(ctx, url, nil, &report); err != nil {
		return err
	}
	if report.Status != "ok" || report.Server != serverName {
		return fmt.Errorf("%s: %w", url, health.ErrOtherProgram)
	}
	return nil
}
