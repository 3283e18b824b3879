package m2m_test

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

	"github.com/go-json-experiment/json"
	"github.com/google/go-cmp/cmp"

	"github.com/flymyai/stytch-go"
	"github.com/flymyai/stytch-go/internal/clienttest"
	"github.com/flymyai/stytch-go/internal/token/tokentest"
	"github.com/flymyai/stytch-go/m2m"
)

// The responses of RFC 6750, section 3.
func TestMiddleware(t *testing.T) {
	t.Parallel()
	good := tokentest.Token(tokentest.M2M())
	other := func(changes map[string]any) string { return tokentest.Token(tokentest.M2M().With(changes)) }
	scopes := []m2m.MiddlewareOption{m2m.WithScopes("read:users", "delete:users")}
	const invalid = `Bearer error="invalid_token", error_description="The access token `
	tests := []struct {
		name    string
		headers []string
		opts    []m2m.MiddlewareOption
		down    bool
		status  int
		want    string // WWW-Authenticate
	}{
		{"a good token", []string{"Bearer " + good}, nil, false, 204, ""},
		{"another case", []string{"bEARER " + good}, nil, false, 204, ""},
		{"more spaces", []string{"Bearer   " + good + " "}, nil, false, 204, ""},
		{"its scopes", []string{"Bearer " + good}, []m2m.MiddlewareOption{m2m.WithScopes("read:users")}, false, 204, ""},

		{"no header", nil, nil, false, 401, `Bearer`},
		{"no header, with scopes", nil, scopes, false, 401, `Bearer scope="read:users delete:users"`},
		{"another scheme", []string{"Basic dXNlcjpwYXNz"}, nil, false, 401, `Bearer`},
		{"an empty header", []string{""}, nil, false, 401, `Bearer`},
		{"a scheme that begins alike", []string{"Bearertoken " + good}, nil, false, 401, `Bearer`},
		{"the token alone", []string{good}, nil, false, 401, `Bearer`},
		{"a malformed token", []string{"Bearer x"}, nil, false, 401, invalid + `is invalid"`},
		{"a forged token", []string{"Bearer " + tokentest.Sign(tokentest.Header(nil), tokentest.M2M(), tokentest.Keys[1]())}, nil, false, 401, invalid + `is invalid"`},
		{"an expired token", []string{"Bearer " + other(map[string]any{"exp": tokentest.Start.Unix() - 60})}, nil, false, 401, invalid + `expired"`},
		{"an old token", []string{"Bearer " + other(map[string]any{"iat": tokentest.Start.Unix() - 600})}, []m2m.MiddlewareOption{m2m.WithMaxTokenAge(time.Minute)}, false, 401, invalid + `is too old"`},
		{"a token of the future", []string{"Bearer " + other(map[string]any{"nbf": tokentest.Start.Unix() + 60})}, nil, false, 401, invalid + `is not yet valid"`},
		{"a user's token", []string{"Bearer " + tokentest.Token(tokentest.Session())}, nil, false, 401, invalid + `is not an M2M access token"`},
		{"a bad token, with scopes", []string{"Bearer x"}, scopes, false, 401, invalid + `is invalid", scope="read:users delete:users"`},

		{"a scope too few", []string{"Bearer " + good}, scopes, false, 403, `Bearer error="insufficient_scope", error_description="The access token lacks a required scope", scope="read:users delete:users"`},

		{"no token after the scheme", []string{"Bearer"}, nil, false, 400, `Bearer error="invalid_request", error_description="The Authorization header is malformed"`},
		{"two tokens", []string{"Bearer " + good + " " + good}, nil, false, 400, `Bearer error="invalid_request", error_description="The Authorization header is malformed"`},
		{"two headers", []string{"Bearer " + good, "Bearer " + good}, nil, false, 400, `Bearer error="invalid_request", error_description="The Authorization header is malformed"`},

		{"no keys", []string{"Bearer " + good}, scopes, true, 503, ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			i := clienttest.NewIssuer(t)
			i.Down.Store(test.down)
			handled := false
			handler := i.Client.M2M.Middleware(test.opts...)(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				handled = true
				if token, ok := m2m.FromContext(r.Context()); !ok || token.ClientID != tokentest.M2M()["sub"] {
					t.Errorf("the context has %v", token)
				}
				w.WriteHeader(http.StatusNoContent)
			}))
			r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/", nil)
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
			if test.status == 204 {
				return
			}
			var problem struct {
				Type, Title, Detail string
				Status              int
			}
			if err := json.Unmarshal(w.Body.Bytes(), &problem, json.MatchCaseInsensitiveNames(true)); err != nil {
				t.Fatal(err)
			}
			if problem.Type != "about:blank" || problem.Title != http.StatusText(test.status) || problem.Status != test.status || problem.Detail == "" {
				t.Errorf("problem %+v", problem)
			}
			if w.Header().Get("Content-Type") != "application/problem+json" || w.Header().Get("Cache-Control") != "no-store" {
				t.Errorf("header %v", w.Header())
			}
		})
	}
}

func TestMiddlewareErrorHandler(t *testing.T) {
	t.Parallel()
	i := clienttest.NewIssuer(t)
	var got error
	handler := i.Client.M2M.Middleware(m2m.WithScopes("a"), m2m.WithErrorHandler(func(w http.ResponseWriter, _ *http.Request, err error) {
		got = err
		w.WriteHeader(http.StatusTeapot)
	}))(http.NotFoundHandler())
	w := httptest.NewRecorder()
	handler.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/", nil))
	if w.Code != http.StatusTeapot || !errors.Is(got, m2m.ErrNoToken) || w.Header().Get("WWW-Authenticate") != `Bearer scope="a"` {
		t.Errorf("status %d, error %v, header %v", w.Code, got, w.Header())
	}
}

// A rejection for which the caller is not to blame is logged with the reason and the hint, unless the program has a handler
// of its own.
func TestMiddlewareLogsOutage(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		authorization string
		opts          []m2m.MiddlewareOption
		status        int
		logged        bool
	}{
		"keys not available": {"Bearer " + tokentest.Token(tokentest.M2M()), nil, 503, true},
		"no token":           {"", nil, 401, false},
		"own handler":        {"Bearer " + tokentest.Token(tokentest.M2M()), []m2m.MiddlewareOption{m2m.WithErrorHandler(m2m.WriteProblem)}, 503, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var log bytes.Buffer
			i := clienttest.NewIssuer(t, stytch.WithLogger(slog.New(slog.NewTextHandler(&log, nil))))
			i.Down.Store(true)
			handler := i.Client.M2M.Middleware(test.opts...)(http.NotFoundHandler())
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
	respond := func(authorization string, opts ...m2m.MiddlewareOption) *httptest.ResponseRecorder {
		r, w := httptest.NewRequest(http.MethodGet, "/", nil), httptest.NewRecorder()
		r.Header.Set("Authorization", authorization)
		opts = append(opts, m2m.WithScopes("a"))
		i.Client.M2M.Middleware(opts...)(http.NotFoundHandler()).ServeHTTP(w, r)
		return w
	}
	for authorization, status := range map[string]int{
		"Basic dTpw": 401, "Bearer forged": 401, "Bearer " + tokentest.Token(tokentest.M2M()): 403, "Bearer": 400,
	} {
		var logged error
		want, got := respond(authorization), respond(authorization, m2m.WithErrorHandler(func(w http.ResponseWriter, r *http.Request, err error) {
			logged = err
			m2m.WriteProblem(w, r, err)
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
	if token, ok := m2m.FromContext(context.Background()); ok || token != nil {
		t.Errorf("got %v", token)
	}
}
