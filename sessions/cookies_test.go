package sessions_test

import (
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/flymyai/stytch-go/sessions"
)

func TestCookies(t *testing.T) {
	t.Parallel()
	expires := time.Date(2026, 1, 2, 5, 0, 0, 0, time.UTC)
	const flags = "; HttpOnly; Secure; SameSite=Lax"
	for _, test := range []struct {
		name    string
		cookies sessions.Cookies
		set     []string
		clear   []string
	}{
		{
			"zero value", sessions.Cookies{},
			[]string{
				"stytch_session=opaque; Path=/; Expires=Fri, 02 Jan 2026 05:00:00 GMT" + flags,
				"stytch_session_jwt=a.b.c; Path=/; Expires=Fri, 02 Jan 2026 05:00:00 GMT" + flags,
			},
			[]string{"stytch_session=; Path=/; Max-Age=0" + flags, "stytch_session_jwt=; Path=/; Max-Age=0" + flags},
		},
		{
			"host prefix", sessions.Cookies{TokenName: "__Host-session", JWTName: "__Host-jwt"},
			[]string{
				"__Host-session=opaque; Path=/; Expires=Fri, 02 Jan 2026 05:00:00 GMT" + flags,
				"__Host-jwt=a.b.c; Path=/; Expires=Fri, 02 Jan 2026 05:00:00 GMT" + flags,
			},
			[]string{"__Host-session=; Path=/; Max-Age=0" + flags, "__Host-jwt=; Path=/; Max-Age=0" + flags},
		},
		{
			"domain and path", sessions.Cookies{TokenName: "token", Domain: "example.com", Path: "/app"},
			[]string{
				"token=opaque; Path=/app; Domain=example.com; Expires=Fri, 02 Jan 2026 05:00:00 GMT" + flags,
				"stytch_session_jwt=a.b.c; Path=/app; Domain=example.com; Expires=Fri, 02 Jan 2026 05:00:00 GMT" + flags,
			},
			[]string{"token=; Path=/app; Domain=example.com; Max-Age=0" + flags, "stytch_session_jwt=; Path=/app; Domain=example.com; Max-Age=0" + flags},
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			if err := test.cookies.Valid(); err != nil {
				t.Fatal(err)
			}
			w := httptest.NewRecorder()
			test.cookies.Set(w, "opaque", "a.b.c", expires)
			if diff := cmp.Diff(test.set, w.Header().Values("Set-Cookie")); diff != "" {
				t.Errorf("Set (-want +got):\n%s", diff)
			}
			w = httptest.NewRecorder()
			test.cookies.Clear(w)
			if diff := cmp.Diff(test.clear, w.Header().Values("Set-Cookie")); diff != "" {
				t.Errorf("Clear (-want +got):\n%s", diff)
			}
		})
	}
}

// Cookies that a browser would not store fail early: a login that does not last is hard to explain.
func TestInvalidCookies(t *testing.T) {
	t.Parallel()
	i := newIssuer(t)
	for name, cookies := range map[string]sessions.Cookies{
		"host prefix with a domain": {TokenName: "__Host-session", Domain: "example.com"},
		"host prefix with a path":   {JWTName: "__Host-jwt", Path: "/app"},
		"host prefix in lower case": {JWTName: "__host-jwt", Domain: "example.com"},
		"one name for both":         {TokenName: "session", JWTName: "session"},
		"token named like the JWT":  {TokenName: "stytch_session_jwt"},
		"space in a name":           {TokenName: "my session"},
		"semicolon in a name":       {JWTName: "jwt; Path=/"},
		"malformed domain":          {Domain: "exa mple.com"},
		"URL as domain":             {Domain: "https://example.com"},
		"relative path":             {Path: "app"},
		"semicolon in the path":     {Path: "/;Secure"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if cookies.Valid() == nil {
				t.Error("Valid accepts them")
			}
			w := httptest.NewRecorder()
			wantPanic(t, "Set", func() { cookies.Set(w, "opaque", "a.b.c", time.Time{}) })
			wantPanic(t, "Clear", func() { cookies.Clear(w) })
			wantPanic(t, "Middleware", func() { i.client.Sessions.Middleware(sessions.WithCookies(cookies)) })
			if got := w.Header()["Set-Cookie"]; got != nil {
				t.Errorf("cookies set: %q", got)
			}
		})
	}
}

func wantPanic(t *testing.T, what string, f func()) {
	t.Helper()
	defer func() {
		if _, ok := recover().(error); !ok {
			t.Errorf("%s does not panic with an error", what)
		}
	}()
	f()
}

// The middleware finds a cookie with the prefix and renews it under its name.
func TestMiddlewareWithHostCookies(t *testing.T) {
	t.Parallel()
	i := newIssuer(t)
	i.status, i.body = 200, remoteResponse
	handler := i.client.Sessions.Middleware(
		sessions.WithCookies(sessions.Cookies{TokenName: "__Host-session", JWTName: "__Host-jwt"}),
	)(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {}))
	r := httptest.NewRequest(http.MethodGet, "/", nil)
	r.AddCookie(&http.Cookie{Name: "__Host-session", Value: "opaque"})
	w := httptest.NewRecorder()
	handler.ServeHTTP(w, r)
	want := []string{"__Host-jwt=new-jwt; Path=/; Expires=Fri, 02 Jan 2026 05:00:00 GMT; HttpOnly; Secure; SameSite=Lax"}
	if diff := cmp.Diff(want, w.Header().Values("Set-Cookie")); diff != "" || w.Code != http.StatusOK {
		t.Errorf("status %d, cookies (-want +got):\n%s", w.Code, diff)
	}
}
