package main

import (
	"strings"
	"testing"
)

func TestCheckHTTP(t *testing.T) {
	t.Parallel()
	const alone, token = "can be reached from other machines", "-expose requires a bearer token"
	for _, test := range []struct {
		name string
		settings
		want string
	}{
		{"standard input", settings{}, ""},
		{"this machine", settings{http: "localhost:8790"}, ""},
		{"every interface", settings{http: ":8790", httpToken: "s3cret"}, alone},
		{"meant, without a token", settings{http: ":8790", expose: true}, token},
		{"meant, with a token", settings{http: "0.0.0.0:8790", expose: true, httpToken: "s3cret"}, ""},
		{"a health check", settings{http: "0.0.0.0:8790", health: true}, ""},
		{"users, on this machine", settings{http: "127.0.0.1:8790", oauth: true}, ""},
		{"users, behind a proxy", settings{http: ":8790", oauth: true, url: "https://mcp.example.com/mcp"}, ""},
		{"users, without the URL", settings{http: ":8790", oauth: true}, "-oauth then requires -url"},
		{"users and a token", settings{http: "127.0.0.1:8790", oauth: true, httpToken: "s3cret"}, "unset STYTCH_MCP_TOKEN"},
		{"users of standard input", settings{oauth: true}, "-oauth requires -http"},
		{"a URL of another path", settings{http: ":8790", oauth: true, url: "https://mcp.example.com"}, "is not a URL such as"},
		{"a URL without users", settings{http: "127.0.0.1:8790", url: "https://mcp.example.com/mcp"}, "-url requires -oauth"},
		{"an audience without users", settings{http: "127.0.0.1:8790", anyAudience: true}, "-any-audience requires -oauth"},
		{"expose without http", settings{expose: true}, "-expose requires -http"},
		{"health without http", settings{health: true}, "-health requires -http"},
		{"no port", settings{http: "127.0.0.1"}, "is not an address"},
	} {
		err := test.checkHTTP()
		if (err == nil) != (test.want == "") || err != nil && !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: %v, want %q", test.name, err, test.want)
		}
	}
}
