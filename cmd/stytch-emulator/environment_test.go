package main

import (
	"net"
	"os/exec"
	"strings"
	"testing"
)

// A shell reads the printed values back unchanged.
func TestPrintVariables(t *testing.T) {
	t.Parallel()
	sh, err := exec.LookPath("sh")
	if err != nil {
		t.Skip("there is no shell")
	}
	for _, value := range []string{
		"secret-test-6zqXesAsvCgzY_GUK2aOj2zYhMMCxoBw9zT=", "https://[::1]:4110", "it's $HOME `id` \"x\"", `C:\Users\Ada Lovelace\ca.pem`, "",
	} {
		var lines strings.Builder
		printVariables(&lines, []variable{{"ONE", value}, {"TWO", "2"}})
		out, err := exec.CommandContext(t.Context(), sh, "-c", lines.String()+`printf '%s %s' "$ONE" "$TWO"`).Output()
		if err != nil || string(out) != value+" 2" {
			t.Errorf("a shell reads %q, %v from\n%s", out, err, lines.String())
		}
	}
}

func TestBaseURLAt(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name, addr, want string
		args             []string
	}{
		{"plain", "127.0.0.1", "http://127.0.0.1:4110", nil},
		{"tls", "127.0.0.1", "https://127.0.0.1:4110", []string{"-tls"}},
		{"IPv6", "::1", "http://[::1]:4110", nil},
		{"every interface", "0.0.0.0", "http://127.0.0.1:4110", nil},
		{"every interface of IPv6", "::", "http://127.0.0.1:4110", nil},
		{"one interface", "192.0.2.1", "http://192.0.2.1:4110", nil},
		{"given", "127.0.0.1", "https://stytch.example", []string{"-base-url", "https://stytch.example/"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			s, err := parse(test.args, t.Output())
			if err != nil {
				t.Fatal(err)
			}
			if got := s.baseURLAt(&net.TCPAddr{IP: net.ParseIP(test.addr), Port: 4110}); got.String() != test.want {
				t.Errorf("%s, want %s", got, test.want)
			}
		})
	}
}
