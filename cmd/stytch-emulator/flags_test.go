package main

import (
	"errors"
	"fmt"
	"net"
	"path/filepath"
	"strings"
	"testing"
)

// The emulator does not start with invalid or contradictory flags.
func TestRun_rejects(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	for _, test := range []struct {
		name, want string
		args       []string
	}{
		{"authority without TLS", "-ca-file requires -tls", []string{"-ca-file", "ca.pem"}},
		{"authority in a missing directory", "none", []string{"-addr", "127.0.0.1:0", "-tls", "-ca-file", filepath.Join(dir, "none", "ca.pem")}},
		{"other machines", "-expose", []string{"-addr", "0.0.0.0:0"}},
		{"other machines without -expose", "-expose", []string{"-addr", ":0"}},
		{"other machines by IPv6", "-expose", []string{"-addr", "[::]:0"}},
		{"no port", "missing port", []string{"-addr", "127.0.0.1"}},
		{"not this machine's", "-addr 192.0.2.1:0: listen", []string{"-addr", "192.0.2.1:0", "-expose"}},
		{"no projects", "-projects 0: it must be from 1 to 1000", []string{"-projects", "0"}},
		{"too many projects", "-projects 1001: it must be from 1 to 1000", []string{"-projects", "1001"}},
		{"project ID", "project ID", []string{"-project-id", "p"}},
		{"secret", "the secret contains a space", []string{"-secret", "my secret"}},
		{"secret of another environment", "live", []string{"-project-id", "project-test-22222222-2222-4222-8222-222222222222", "-secret", "secret-live-x"}},
		{"webhook secret alone", "-webhook-secret requires -webhook-url", []string{"-webhook-secret", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"}},
		{"webhook secret", "-webhook-secret: it must be whsec_", []string{"-webhook-url", "http://127.0.0.1:1/", "-webhook-secret", "whsec_c2hvcnQ="}},
		{"empty secret", "-secret is empty", []string{"-secret", ""}},
		{"empty project ID", "-project-id is empty", []string{"-project-id="}},
		{"port in use", "in use; give another address with -addr", []string{"-addr", usedAddr(t)}},
		{"no command", "-- requires a command", []string{"-addr", "127.0.0.1:0", "--"}},
		{"missing seed file", "none.json", []string{"-seed", filepath.Join(dir, "none.json")}},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			var printed strings.Builder
			err := run(t.Context(), test.args, &printed, t.Output(), nil)
			if err == nil || !strings.Contains(err.Error(), test.want) || printed.Len() > 0 {
				t.Errorf("%v, want %q in it, after printing %q", err, test.want, printed.String())
			}
		})
	}
}

// usedAddr returns an address at which something listens.
func usedAddr(t *testing.T) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = listener.Close() }) // the test is over
	return listener.Addr().String()
}

func TestParse_redirectURL(t *testing.T) {
	t.Parallel()
	for _, value := range []string{"/authenticate", "foo", "app.example/authenticate", "ftp://app.example", "", "%"} {
		var printed strings.Builder
		_, err := parse([]string{"-redirect-url", value}, &printed)
		if want := fmt.Sprintf("invalid value %q for flag -redirect-url: it must look like", value); !errors.Is(err, errUsage) || !strings.Contains(printed.String(), want) {
			t.Errorf("%s: %v, %s", value, err, printed.String())
		}
	}
}

func TestParse_baseURL(t *testing.T) {
	t.Parallel()
	for _, value := range []string{"stytch.example", "ftp://stytch.example", "https://", "https://ada@stytch.example", "https://stytch.example/v1", "https://stytch.example?x=y", "%"} {
		var printed strings.Builder
		if _, err := parse([]string{"-base-url", value}, &printed); !errors.Is(err, errUsage) || !strings.Contains(printed.String(), "it must look like") {
			t.Errorf("%s: %v, %s", value, err, printed.String())
		}
	}
}

func TestParse_webhookURL(t *testing.T) {
	t.Parallel()
	for _, value := range []string{"", "app.example", "ftp://app.example", "https://ada:pass@app.example", "%"} {
		var printed strings.Builder
		if _, err := parse([]string{"-webhook-url", value}, &printed); !errors.Is(err, errUsage) || !strings.Contains(printed.String(), "it must look like") {
			t.Errorf("%s: %v, %s", value, err, printed.String())
		}
	}
}

func TestParse_values(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ flag, value, want string }{
		{"-time", "tomorrow", "it must look like 2030-01-02T03:04:05Z"},
		{"-time", "", "it must look like"},
		{"-deterministic-ids", "-1", "it must be a number from 0"},
		{"-deterministic-ids", "", "it must be a number from 0"},
	} {
		var printed strings.Builder
		if _, err := parse([]string{test.flag, test.value}, &printed); !errors.Is(err, errUsage) || !strings.Contains(printed.String(), test.want) {
			t.Errorf("%s %q: %v, %s", test.flag, test.value, err, printed.String())
		}
	}
}
