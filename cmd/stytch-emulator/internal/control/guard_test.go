package control_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/flymyai/stytch-go/cmd/stytch-emulator/internal/control"
)

func header(name, value string) func(*http.Request) {
	return func(r *http.Request) { r.Header.Set(name, value) }
}

func host(value string) func(*http.Request) {
	return func(r *http.Request) { r.Host = value }
}

// Web pages of other origins cannot control the emulator.
func TestGuard_origins(t *testing.T) {
	t.Parallel()
	h := newHarness(t)
	for _, path := range []string{"clock", "reset", "faults", "oauth_tokens", "fingerprints", "impersonation_tokens", "access_tokens", "connected_apps", "keys", "landing"} {
		for _, foreign := range []func(*http.Request){
			header("Origin", "https://evil.example"),
			header("Origin", "null"),
			header("Sec-Fetch-Site", "cross-site"),
			header("Sec-Fetch-Site", "same-site"),
		} {
			if got := h.rejected(http.StatusForbidden, http.MethodPost, "/_emulator/"+path, "{}", foreign); !strings.Contains(got, "other origins") {
				t.Errorf("%s: %s", path, got)
			}
		}
	}
	h.rejected(http.StatusForbidden, http.MethodDelete, "/_emulator/faults", "", header("Sec-Fetch-Site", "cross-site"))
	for _, own := range []func(*http.Request){
		header("Origin", h.url),
		header("Sec-Fetch-Site", "same-origin"),
		header("User-Agent", "curl"),
	} {
		if resp, text := h.send(http.MethodPost, "/_emulator/reset", "", own); resp.StatusCode != http.StatusOK {
			t.Errorf("%s: %s", resp.Status, text)
		}
	}
}

// Requests under a foreign name that resolves to this machine are rejected, even for the messages.
func TestGuard_hosts(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name    string
		options control.Options
		host    string
		want    int
	}{
		{"address", control.Options{}, "127.0.0.1:4110", http.StatusOK},
		{"another of this machine", control.Options{}, "127.1.2.3", http.StatusOK},
		{"IPv6", control.Options{}, "[::1]:4110", http.StatusOK},
		{"IPv6 without port", control.Options{}, "[::1]", http.StatusOK},
		{"name", control.Options{}, "localhost:4110", http.StatusOK},
		{"name below", control.Options{}, "stytch.localhost:4110", http.StatusOK},
		{"foreign name", control.Options{}, "evil.example:4110", http.StatusForbidden},
		{"foreign name that resembles a local one", control.Options{}, "localhost.evil.example", http.StatusForbidden},
		{"foreign address", control.Options{}, "192.0.2.1:4110", http.StatusForbidden},
		{"given", control.Options{Host: "stytch.example"}, "stytch.example", http.StatusOK},
		{"not given", control.Options{Host: "stytch.example"}, "stytch.example:1", http.StatusForbidden},
		{"exposed", control.Options{AnyHost: true}, "192.0.2.1:4110", http.StatusOK},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			h := newHarness(t, test.options)
			for _, path := range []string{"/_emulator/messages", "/_emulator/"} {
				if resp, text := h.send(http.MethodGet, path, "", host(test.host)); resp.StatusCode != test.want {
					t.Errorf("%s: %s, want %d: %s", path, resp.Status, test.want, text)
				}
			}
		})
	}
}

func TestRoutes(t *testing.T) {
	t.Parallel()
	h := newHarness(t)
	for _, test := range []struct {
		method, path string
		status       int
		want         string
	}{
		{http.MethodGet, "/_emulator/mesages", http.StatusNotFound, "there is no /_emulator/mesages"},
		{http.MethodGet, "/_emulator/messages/1", http.StatusNotFound, "there is no /_emulator/messages/1"},
		{http.MethodPost, "/_emulator/messages", http.StatusMethodNotAllowed, "POST /_emulator/messages is not supported: use GET"},
		{http.MethodGet, "/_emulator/reset", http.StatusMethodNotAllowed, "GET /_emulator/reset is not supported: use POST"},
		{http.MethodPut, "/_emulator/clock", http.StatusMethodNotAllowed, "PUT /_emulator/clock is not supported: use GET, POST"},
		{http.MethodPost, "/_emulator/", http.StatusMethodNotAllowed, "POST /_emulator/ is not supported: use GET"},
	} {
		if got := h.rejected(test.status, test.method, test.path, ""); got != test.want {
			t.Errorf("%s, want %s", got, test.want)
		}
	}
	resp, _ := h.send(http.MethodGet, "/_emulator", "")
	if resp.StatusCode != http.StatusMovedPermanently || resp.Header.Get("Location") != "/_emulator/" {
		t.Errorf("/_emulator: %s to %s", resp.Status, resp.Header.Get("Location"))
	}
}

// The API handles every other path itself, even if the path is not clean.
func TestRoutes_api(t *testing.T) {
	t.Parallel()
	h := newHarness(t)
	for _, path := range []string{"/", "/_emulated", "/v1//users", "/v1/users/..", "/v1/_emulator/messages"} {
		resp, text := h.send(http.MethodGet, path, "")
		if resp.StatusCode != http.StatusBadRequest || !strings.Contains(text, "request_id") {
			t.Errorf("%s: %s %s", path, resp.Status, text)
		}
	}
}
