package main

import (
	"context"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
)

// runHealth runs the command with -health, and returns what it printed and its exit code.
func runHealth(t *testing.T, args ...string) (string, int) {
	t.Helper()
	cmd := command(t.Context(), t, roleEmulator, append([]string{"-health"}, args...)...)
	out, err := cmd.CombinedOutput()
	if cmd.ProcessState == nil {
		t.Fatal(err)
	}
	return string(out), cmd.ProcessState.ExitCode()
}

// port returns the port at which a process serves.
func (p *process) port(t *testing.T) string {
	t.Helper()
	u, err := url.Parse(p.variable(t, "STYTCH_BASE_URL"))
	if err != nil {
		t.Fatal(err)
	}
	return u.Port()
}

// The same health check works with and without TLS, so that an image needs only one.
func TestHealth(t *testing.T) {
	t.Parallel()
	if runtime.GOOS == "windows" {
		t.Skip("Windows has no signals to send")
	}
	const given = "project-test-11111111-1111-4111-8111-111111111111"
	ca := filepath.Join(t.TempDir(), "ca.pem")
	for _, test := range []struct {
		name      string
		args      []string
		checkHost string
		checkArgs []string
	}{
		{name: "http", checkHost: "127.0.0.1"},
		{name: "project", args: []string{"-project-id", given}, checkHost: "127.0.0.1", checkArgs: []string{"-project-id", given}},
		{name: "every interface", args: []string{"-addr", "0.0.0.0:0", "-expose"}, checkHost: "0.0.0.0"},
		{name: "tls", args: []string{"-tls"}, checkHost: "127.0.0.1"},
		{name: "tls, said", args: []string{"-tls", "-ca-file", ca}, checkHost: "127.0.0.1", checkArgs: []string{"-tls", "-ca-file", ca}},
		{name: "tls on every interface", args: []string{"-tls", "-addr", ":0", "-expose"}, checkHost: ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			p := start(t, test.args...)
			port := p.port(t)
			out, code := runHealth(t, append([]string{"-addr", net.JoinHostPort(test.checkHost, port)}, test.checkArgs...)...)
			if code != 0 || out != "" {
				t.Errorf("exit code %d: %s", code, out)
			}
			p.end(t, syscall.SIGTERM) // which removes the authority's file
		})
	}
}

// responding returns the address of a program that responds to every path with 200 and a body.
func responding(t *testing.T, body string) string {
	t.Helper()
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		_, _ = io.WriteString(w, body)
	}))
	t.Cleanup(srv.Close)
	return srv.Listener.Addr().String()
}

func TestHealth_failures(t *testing.T) {
	t.Parallel()
	var config net.ListenConfig
	free, err := config.Listen(context.Background(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	if err := free.Close(); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		name, want string
		args       []string
	}{
		{"a web application", "another program", []string{"-addr", responding(t, "<!doctype html><div id=root></div>")}},
		{"another program's health", "another program", []string{"-addr", responding(t, `{"status": "ok"}`)}},
		{"nobody listens", "connection refused", []string{"-addr", free.Addr().String()}},
		{"no listener, with TLS", "none.pem", []string{"-addr", free.Addr().String(), "-tls", "-ca-file", filepath.Join(t.TempDir(), "none.pem")}},
		{"no port", "missing port", []string{"-addr", "127.0.0.1"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			if out, code := runHealth(t, test.args...); code != 1 || !strings.Contains(out, test.want) {
				t.Errorf("exit code %d, want 1 with %q: %s", code, test.want, out)
			}
		})
	}
}

// An emulator that serves another project than that of -project-id is not the expected one.
func TestHealth_otherProject(t *testing.T) {
	t.Parallel()
	const project, other = "project-test-11111111-1111-4111-8111-111111111111", "project-test-22222222-2222-4222-8222-222222222222"
	at := net.JoinHostPort("127.0.0.1", start(t, "-project-id", project).port(t))
	if out, code := runHealth(t, "-addr", at, "-project-id", other); code != 1 || !strings.Contains(out, "serves "+project+" and not "+other) {
		t.Errorf("exit code %d: %s", code, out)
	}
}
