package sessions_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/flymyai/stytch-go/sessions"
)

// Caches must not give one user's response to another. Headers that a handler sets itself stay.
func TestCacheHeaders(t *testing.T) {
	t.Parallel()
	i := newIssuer(t)
	i.status, i.body = 200, remoteResponse
	fresh, expired := token(nil), expiredToken("x")
	for name, test := range map[string]struct {
		jwt          string
		handler      http.HandlerFunc
		cacheControl string
		vary         []string
	}{
		"logged in":  {fresh, func(http.ResponseWriter, *http.Request) {}, "private", []string{"Cookie", "Authorization"}},
		"new cookie": {expired, func(http.ResponseWriter, *http.Request) {}, "private", []string{"Cookie", "Authorization"}},
		"rejected":   {"", nil, "no-store", []string{"Cookie", "Authorization"}},
		"handler's own": {fresh, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Cache-Control", "private, max-age=60")
			w.Header().Add("Vary", "Accept-Language")
		}, "private, max-age=60", []string{"Cookie", "Authorization", "Accept-Language"}},
		"login": {fresh, func(w http.ResponseWriter, _ *http.Request) {
			sessions.Cookies{}.Set(w, "opaque", "jwt", start)
		}, "private", []string{"Cookie", "Authorization"}},
	} {
		r := httptest.NewRequest(http.MethodGet, "/", nil)
		if test.jwt != "" {
			r.AddCookie(&http.Cookie{Name: "stytch_session_jwt", Value: test.jwt})
		}
		w := httptest.NewRecorder()
		protect := i.client.Sessions.Middleware()
		protect(protect(test.handler)).ServeHTTP(w, r) // nested middlewares set the headers once
		if got := w.Header()["Cache-Control"]; fmt.Sprint(got) != fmt.Sprint([]string{test.cacheControl}) {
			t.Errorf("%s: Cache-Control %q, want %q", name, got, test.cacheControl)
		}
		if got := w.Header()["Vary"]; fmt.Sprint(got) != fmt.Sprint(test.vary) {
			t.Errorf("%s: Vary %q, want %q", name, got, test.vary)
		}
	}

	// Headers set before the middleware stay too.
	w := httptest.NewRecorder()
	w.Header().Set("Cache-Control", "no-cache")
	w.Header().Set("Vary", "Accept-Encoding, cookie")
	i.client.Sessions.Middleware()(nil).ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/", nil))
	if got := fmt.Sprint(w.Header()["Cache-Control"], w.Header()["Vary"]); got != "[no-cache] [Accept-Encoding, cookie Authorization]" {
		t.Errorf("headers set before: %s", got)
	}

	// Login and logout handlers may have no middleware.
	for name, write := range map[string]func(http.ResponseWriter){
		"Set":   func(w http.ResponseWriter) { sessions.Cookies{}.Set(w, "opaque", "jwt", start) },
		"Clear": func(w http.ResponseWriter) { sessions.Cookies{}.Clear(w) },
	} {
		w := httptest.NewRecorder()
		write(w)
		if got := w.Header().Get("Cache-Control"); got != "no-store" {
			t.Errorf("%s: Cache-Control %q", name, got)
		}
		w = httptest.NewRecorder()
		w.Header().Set("Cache-Control", "private")
		write(w)
		if got := w.Header().Get("Cache-Control"); got != "private" {
			t.Errorf("%s: Cache-Control %q", name, got)
		}
	}
}
