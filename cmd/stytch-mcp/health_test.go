package main

import (
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
)

// The health check accepts GET requests without a token, but not from web pages of other hosts.
func TestHealth(t *testing.T) {
	t.Parallel()
	closed, _ := serve(t, "s3cret")
	u, err := url.Parse(closed)
	if err != nil {
		t.Fatal(err)
	}
	if err := checkHealth(t.Context(), u.Host); err != nil {
		t.Error(err)
	}
	if err := checkHealth(t.Context(), "0.0.0.0:"+u.Port()); err != nil {
		t.Error(err)
	}
	for _, test := range []struct {
		method, origin string
		want           int
	}{
		{http.MethodGet, "", http.StatusOK},
		{http.MethodGet, "https://evil.example", http.StatusForbidden},
		{http.MethodPost, "", http.StatusUnauthorized},
	} {
		req, err := http.NewRequestWithContext(t.Context(), test.method, closed+"/health", http.NoBody)
		if err != nil {
			t.Fatal(err)
		}
		if test.origin != "" {
			req.Header.Set("Origin", test.origin)
		}
		resp, err := new(http.Client).Do(req)
		if err != nil {
			t.Fatal(err)
		}
		if err := resp.Body.Close(); err != nil || resp.StatusCode != test.want {
			t.Errorf("%+v: %s, %v", test, resp.Status, err)
		}
	}
}

func TestHealthWithoutServer(t *testing.T) {
	t.Parallel()
	out, err := command(t.Context(), nil, "-health", "-http", "127.0.0.1:1").CombinedOutput()
	if err == nil || !strings.Contains(string(out), "connection refused") {
		t.Errorf("%v: %s", err, out)
	}
}

// A server of another program is not healthy, whatever it responds.
func TestHealth_otherProgram(t *testing.T) {
	t.Parallel()
	for _, body := range []string{"<!doctype html><div id=root></div>", `{"status": "ok"}`, ""} {
		srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			_, _ = io.WriteString(w, body)
		}))
		if err := checkHealth(t.Context(), srv.Listener.Addr().String()); err == nil || !strings.Contains(err.Error(), "another program") {
			t.Errorf("%q: %v", body, err)
		}
		srv.Close()
	}
}
