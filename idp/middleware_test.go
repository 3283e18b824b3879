package idp_test

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/flymyai/stytch-go"
	"github.com/flymyai/stytch-go/idp"
	"github.com/flymyai/stytch-go/internal/clienttest"
	"github.com/flymyai/stytch-go/internal/token/tokentest"
)

// The responses of RFC 6750, section 3, and RFC 9728, section 5.1.
func TestMiddleware(t *testing.T) {
	t.Parallel()
	const metadata = "https://api.example.com/.well-known/oauth-protected-resource"
	document, err := clienttest.NewIssuer(t).Client.IDP.ResourceMetadata(idp.Resource{URL: resource})
	if err != nil {
		t.Fatal(err)
	}
	discoverable := idp.WithResourceMetadata(document)
	scopes := idp.WithScopes("openid", "write:documents")
	write := idp.WithAuthorizationCheck(idp.AuthorizationCheck{ResourceID: "documents", Action: "write"})
	const invalid = `Bearer error="invalid_token", error_description="The access token `
	tests := []struct {
		name    string
		headers []string
		opts    []idp.MiddlewareOption
		down    bool
		status  int
		want    string // WWW-Authenticate
	}{
		{"a good token", []string{"Bearer " + appToken(nil)}, nil, false, 204, ""},
		{"all that it needs", []string{"Bearer " + appToken(nil)}, []idp.MiddlewareOption{idp.WithScopes("openid"), idp.WithAudience(resource), discoverable}, false, 204, ""},

		{"no header", nil, nil, false, 401, `Bearer`},
		{"no header, with metadata", nil, []idp.MiddlewareOption{discoverable}, false, 401, `Bearer resource_metadata="` + metadata + `"`},
		{"no header, with both", nil, []idp.MiddlewareOption{scopes, discoverable}, false, 401, `Bearer scope="openid write:documents", resource_metadata="` + metadata + `"`},
		{"another scheme", []string{"DPoP " + appToken(nil)}, nil, false, 401, `Bearer`},
		{"a malformed token", []string{"Bearer x"}, []idp.MiddlewareOption{discoverable}, false, 401, invalid + `is invalid", resource_metadata="` + metadata + `"`},
		{"an expired token", []string{"Bearer " + appToken(map[string]any{"exp": tokentest.Start.Unix() - 60})}, nil, false, 401, invalid + `expired"`},
		{"an old token", []string{"Bearer " + appToken(map[string]any{"iat": tokentest.Start.Unix() - 600})}, []idp.MiddlewareOption{idp.WithMaxTokenAge(time.Minute)}, false, 401, invalid + `is too old"`},
		{"a session JWT", []string{"Bearer " + tokentest.Token(tokentest.Session())}, nil, false, 401, invalid + `is not a Connected Apps access token"`},
		{"a machine's token", []string{"Bearer " + tokentest.Token(tokentest.M2M())}, nil, false, 401, invalid + `is not a Connected Apps access token"`},
		{"a token for another resource", []string{"Bearer " + appToken(nil)}, []idp.MiddlewareOption{idp.WithAudience("https://other.example.com")}, false, 401, invalid + `is invalid"`},

		{"a scope too few", []string{"Bearer " + appToken(nil)}, []idp.MiddlewareOption{scopes, discoverable}, false, 403,
			`Bearer error="insufficient_scope", error_description="The access token lacks a required scope", scope="openid write:documents", resource_metadata="` + metadata + `"`},
		{"a permission too few", []string{"Bearer " + appToken(nil)}, []idp.MiddlewareOption{write}, false, 403,
			`Bearer error="insufficient_scope", error_description="The scopes of the access token do not grant this"`},

		{"two headers", []string{"Bearer " + appToken(nil), "Bearer " + appToken(nil)}, nil, false, 400, `Bearer error="invalid_request", error_description="The Authorization header is malformed"`},
		{"no keys", []string{"Bearer " + appToken(nil)}, []idp.MiddlewareOption{discoverable}, true, 503, ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			i := clienttest.NewIssuer(t)
			i.Policy.Store(policy())
			i.Down.Store(test.down)
			handled := false
			handler := i.Client.IDP.Middleware(test.opts...)(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				handled = true
				if token, ok := idp.FromContext(r.Context()); !ok || token.UserID != tokentest.ConnectedApp()["sub"] {
					t.Errorf("the context has %v", token)
				}
				w.WriteHeader(http.StatusNoContent)
			}))
			r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/", nil)
			// A caller cannot choose where clients are sent.
			r.Host = "evil.example.com"
			r.Header.Set("X-Forwarded-Host", "evil.example.com")
			for _, value := range test.headers {
				r.Header.Add("Authorization", value)
			}
			w := httptest.NewRecorder()
			handler.ServeHTTP(w, r)
			if w.Code != test.status || handled != (test.status == 204) {
				t.Errorf("status %d, handled %t; want %d", w.Code, handled, test.status)
			}
			if got := strings.Join(w.Header().Values("WWW-Authenticate"), " | "); got != test.want {
				t.Errorf("WWW-Authenticate: %s\nwant %s", got, test.want)
			}
			if test.status != 204 && (w.Header().Get("Content-Type") != "application/problem+json" || w.Header().Get("Cache-Control") != "no-store") {
				t.Errorf("header %v", w.Header())
			}
		})
	}
}

func TestMiddlewareErrorHandler(t *testing.T) {
	t.Parallel()
	i := clienttest.NewIssuer(t)
	var got error
	handler := i.Client.IDP.Middleware(idp.WithErrorHandler(func(w http.ResponseWriter, _ *http.Request, err error) {
		got = err
		w.WriteHeader(http.StatusTeapot)
	}))(http.NotFoundHandler())
	w := httptest.NewRecorder()
	handler.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/", nil))
	if w.Code != http.StatusTeapot || !errors.Is(got, idp.ErrNoToken) || w.Header().Get("WWW-Authenticate") != `Bearer` {
		t.Errorf("status %d, error %v, header %v", w.Code, got, w.Header())
	}
}

// A rejection for which the caller is not to blame is logged with the reason and the hint, unless the program has a handler
// of its own.
func TestMiddlewareLogsOutage(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		authorization string
		opts          []idp.MiddlewareOption
		status        int
		logged        bool
	}{
		"keys not available": {"Bearer " + tokentest.Token(tokentest.ConnectedApp()), nil, 503, true},
		"no token":           {"", nil, 401, false},
		"own handler":        {"Bearer " + tokentest.Token(tokentest.ConnectedApp()), []idp.MiddlewareOption{idp.WithErrorHandler(idp.WriteProblem)}, 503, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var log bytes.Buffer
			i := clienttest.NewIssuer(t, stytch.WithLogger(slog.New(slog.NewTextHandler(&log, nil))))
			i.Down.Store(true)
			handler := i.Client.IDP.Middleware(test.opts...)(http.NotFoundHandler())
			for range 3 {
				r, w := httptest.NewRequest(http.MethodGet, "/", nil), httptest.NewRecorder()
				r.Header.Set("Authorization", test.authorization)
				if handler.ServeHTTP(w, r); w.Code != test.status {
					t.Errorf("status %d, want %d", w.Code, test.status)
				}
			}
			got := log.String()
			if !test.logged && got != "" {
				t.Errorf("logged %s", got)
			}
			if test.logged && (strings.Count(got, "level=WARN") == 0 || !strings.Contains(got, "status=503") || !strings.Contains(got, "hint: ")) {
				t.Errorf("logged %q, want a warning with a hint", got)
			}
		})
	}
}

// A handler that logs the error and calls WriteProblem responds like the middleware without a handler.
func TestWriteProblem(t *testing.T) {
	t.Parallel()
	i := clienttest.NewIssuer(t)
	respond := func(authorization string, opts ...idp.MiddlewareOption) *httptest.ResponseRecorder {
		r, w := httptest.NewRequest(http.MethodGet, "/", nil), httptest.NewRecorder()
		r.Header.Set("Authorization", authorization)
		opts = append(opts, idp.WithScopes("a"))
		i.Client.IDP.Middleware(opts...)(http.NotFoundHandler()).ServeHTTP(w, r)
		return w
	}
	for authorization, status := range map[string]int{
		"Basic dTpw": 401, "Bearer forged": 401, "Bearer " + tokentest.Token(tokentest.ConnectedApp()): 403, "Bearer": 400,
	} {
		var logged error
		want, got := respond(authorization), respond(authorization, idp.WithErrorHandler(func(w http.ResponseWriter, r *http.Request, err error) {
			logged = err
			idp.WriteProblem(w, r, err)
		}))
		if want.Code != status || got.Code != status || got.Body.String() != want.Body.String() || logged == nil {
			t.Errorf("%.12s: %d %s, %v; want %d %s", authorization, got.Code, got.Body, logged, want.Code, want.Body)
		}
		if diff := cmp.Diff(want.Header(), got.Header()); diff != "" {
			t.Errorf("%.12s: header (-want +got):\n%s", authorization, diff)
		}
	}
}

func TestFromContextWithoutMiddleware(t *testing.T) {
	t.Parallel()
	if token, ok := idp.FromContext(context.Background()); ok || token != nil {
		t.Errorf("got %v", token)
	}
}
