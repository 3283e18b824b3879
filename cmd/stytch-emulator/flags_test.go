package main

import (
	"errors"
	"path/filepath"
	"strings"
	"testing"
)

// It does not start where it could not be what was asked for.
func TestRun_refuses(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	for _, test := range []struct {
		name, want string
		args       []string
	}{
		{"authority without TLS", "-ca-file is for -tls", []string{"-ca-file", "ca.pem"}},
		{"authority in no directory", "none", []string{"-addr", "127.0.0.1:0", "-tls", "-ca-file", filepath.Join(dir, "none", "ca.pem")}},
		{"other machines", "-expose", []string{"-addr", "0.0.0.0:0"}},
		{"other machines, unsaid", "-expose", []string{"-addr", ":0"}},
		{"other machines by IPv6", "-expose", []string{"-addr", "[::]:0"}},
		{"no port", "missing port", []string{"-addr", "127.0.0.1"}},
		{"not this machine's", "-addr 192.0.2.1:0: listen", []string{"-addr", "192.0.2.1:0", "-expose"}},
		{"no projects", "-projects must be from 1 to 1000", []string{"-projects", "0"}},
		{"too many projects", "-projects must be from 1 to 1000", []string{"-projects", "1001"}},
		{"project id", "project id", []string{"-project-id", "p"}},
		{"secret", "the secret holds a space", []string{"-secret", "my secret"}},
		{"secret of another environment", "live", []string{"-project-id", "project-test-22222222-2222-4222-8222-222222222222", "-secret", "secret-live-x"}},
		{"redirect URL", "redirect URL 0", []string{"-redirect-url", "/authenticate"}},
		{"seed that is not there", "none.json", []string{"-seed", filepath.Join(dir, "none.json")}},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			var printed strings.Builder
			err := run(t.Context(), test.args, &printed, t.Output())
			if err == nil || !strings.Contains(err.Error(), test.want) || printed.Len() > 0 {
				t.Errorf("%v, want %q in it, after printing %q", err, test.want, printed.String())
			}
		})
	}
}

func TestParse_baseURL(t *testing.T) {
	t.Parallel()
	for _, value := range []string{"stytch.example", "ftp://stytch.example", "https://", "https://ada@stytch.example", "https://stytch.example/v1", "https://stytch.example?x=y", "%"} {
		var printed strings.Builder
		if _, err := parse([]string{"-base-url", value}, &printed); !errors.Is(err, errUsage) || !strings.Contains(printed.String(), "it is not like") {
			t.Errorf("%s: %v, %s", value, err, printed.String())
		}
	}
}
