package loopback_test

import (
	"testing"

	"github.com/flymyai/stytch-go/internal/loopback"
)

func TestHost(t *testing.T) {
	t.Parallel()
	for host, want := range map[string]bool{
		"localhost": true, "127.0.0.1": true, "127.255.255.254": true, "::1": true, "::ffff:127.0.0.1": true,

		"": false, "api.localhost": false, "localhost.example.com": false, "127.0.0.1.example.com": false, "localhost:80": false,
		"[::1]": false, "0.0.0.0": false, "::": false, "10.0.0.1": false, "127.1": false, "2130706433": false,
	} {
		if got := loopback.Host(host); got != want {
			t.Errorf("Host(%q) = %t", host, got)
		}
	}
}
