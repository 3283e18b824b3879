package main

import (
	"context"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/flymyai/stytch-go/stytchtest"
)

// A request that waits for Stytch gets its response after a signal. A connection that a browser has opened in advance keeps
// nothing waiting for long, and neither is an error.
func TestServe_finishesSlowRequests(t *testing.T) {
	t.Parallel()
	sent := make(chan struct{})
	srv := stytchtest.NewServer(t, stytchtest.WithMiddleware(func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if strings.HasSuffix(r.URL.Path, "/otps/email/login_or_create") {
				close(sent)
				time.Sleep(6 * time.Second) // longer than net/http waits for unused connections
			}
			next.ServeHTTP(w, r)
		})
	}))
	listener, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	addr := listener.Addr().String()
	logger := slog.New(slog.DiscardHandler)
	handler := newApp(&backend{client: srv.Client()}, "http://"+addr, logger).handler()
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	ended := make(chan error, 1)
	go func() { ended <- serve(ctx, listener, handler, logger) }()
	unused, err := new(net.Dialer).DialContext(t.Context(), "tcp", addr)
	if err != nil {
		t.Fatal(err)
	}
	defer unused.Close() //nolint:errcheck // the server has closed it
	go func() {
		<-sent
		stop()
	}()

	r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, "http://"+addr+"/login/code/send", strings.NewReader("email="+url.QueryEscape(ada)))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	resp, err := (&http.Transport{DisableKeepAlives: true}).RoundTrip(r)
	if err != nil {
		t.Errorf("the request under way: %v", err)
	} else if _ = resp.Body.Close(); resp.StatusCode != http.StatusSeeOther {
		t.Errorf("the request under way: status %d", resp.StatusCode)
	}
	if err := <-ended; err != nil {
		t.Errorf("serve returned %v", err)
	}
}
