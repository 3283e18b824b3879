package main

import (
	"strings"
	"testing"
)

func TestCheckHTTP(t *testing.T) {
	t.Parallel()
	const (
		alone   = "can be reached from other machines"
		token   = "-expose requires a bearer token"
		invalid = "the bearer token contains a space, a line break or another invalid character"
	)
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
		{"a token with a newline", settings{http: "127.0.0.1:8790", httpToken: "s3cret\n"}, invalid},
		{"a token with a space", settings{http: "127.0.0.1:8790", httpToken: "s3 cret"}, invalid},
		{"a token of spaces, for other machines", settings{http: ":8790", expose: true, httpToken: " "}, invalid},
		{"a token with a control character", settings{http: "127.0.0.1:8790", httpToken: "s3\x7fcret"}, invalid},
		{"a token that is not ASCII", settings{http: "127.0.0.1:8790", httpToken: "s3crét"}, invalid},
		{"a token of base64", settings{http: "127.0.0.1:8790", httpToken: "a+b/c_d-e.f~g=="}, ""},
		{"no port", settings{http: "127.0.0.1"}, "is not an address"},
	} {
		err := test.checkHTTP()
		if (err == nil) != (test.want == "") || err != nil && !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: %v, want %q", test.name, err, test.want)
		}
		if err != nil && strings.Contains(err.Error(), "s3") {
			t.Errorf("%s: the error shows the token: %v", test.name, err)
		}
	}
}
