package stytchtest_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"

	"github.com/flymyai/stytch-go/stytchtest"
)

// call calls the handler of a server, without a connection.
func call(t *testing.T, srv *stytchtest.Server, path, body string, change func(*http.Request)) int {
	t.Helper()
	r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, path, strings.NewReader(body))
	r.Header.Set("Content-Type", "application/json")
	r.SetBasicAuth(srv.ProjectID(), srv.Secret())
	if change != nil {
		change(r)
	}
	recorder := httptest.NewRecorder()
	srv.Handler().ServeHTTP(recorder, r)
	return recorder.Code
}

// Any web page can send requests without credentials. Their bodies are not kept.
func TestServer_Requests_withoutCredentials(t *testing.T) {
	t.Parallel()
	srv := newServer(t)
	invalidCredentials := map[string]func(*http.Request){
		"none":  func(r *http.Request) { r.Header.Del("Authorization") },
		"wrong": func(r *http.Request) { r.SetBasicAuth(srv.ProjectID(), "x") },
	}
	for name, setCredentials := range invalidCredentials {
		for _, path := range []string{"/v1/users", "/v1/none"} {
			if status := call(t, srv, path, `{"secret": true}`, setCredentials); status != http.StatusUnauthorized && status != http.StatusBadRequest {
				t.Errorf("%s, %s: status %d", name, path, status)
			}
		}
	}
	srv.Inject(stytchtest.Fault{Status: 503})
	if status := call(t, srv, "/v1/users", `{"secret": true}`, invalidCredentials["none"]); status != http.StatusServiceUnavailable {
		t.Errorf("with a fault: status %d", status)
	}
	requests := srv.Requests()
	if len(requests) != 5 {
		t.Fatalf("%d requests", len(requests))
	}
	for _, r := range requests {
		if len(r.Body) > 0 || r.Path == "" {
			t.Errorf("%s %s has the body %s", r.Method, r.Path, r.Body)
		}
	}
	// Those of the program under test are, whatever became of them.
	for _, path := range []string{"/v1/users", "/v1/none"} {
		call(t, srv, path, `{"mine": true}`, nil)
		if r := srv.Requests()[len(srv.Requests())-1]; string(r.Body) != `{"mine": true}` {
			t.Errorf("%s: the body %s is kept", path, r.Body)
		}
	}
}

// However much is sent, what is kept takes at most 32 MiB, and the newest is there.
func TestServer_Requests_bound(t *testing.T) {
	t.Parallel()
	const bound, large = 32 << 20, 1 << 19
	filler := strings.Repeat(" ", large)
	for name, send := range map[string]func(srv *stytchtest.Server, i int){
		"bodies": func(srv *stytchtest.Server, i int) { call(t, srv, "/v1/users", strconv.Itoa(i)+filler, nil) },
		"paths": func(srv *stytchtest.Server, i int) {
			call(t, srv, fmt.Sprint("/", i, "?", strings.Repeat("q", large)), "", nil)
		},
		"headers": func(srv *stytchtest.Server, i int) {
			call(t, srv, fmt.Sprint("/", i), "", func(r *http.Request) { r.Header.Set("X-Filler", filler) })
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			srv := newServer(t)
			const sent = 2 * bound / large
			for i := range sent {
				send(srv, i)
			}
			kept := 0
			requests := srv.Requests()
			for _, r := range requests {
				kept += len(r.Body) + len(r.Query) + len(r.Header.Get("X-Filler"))
			}
			if kept > bound || kept < bound/2 {
				t.Errorf("%d bytes of %d requests are kept", kept, len(requests))
			}
			last, want := requests[len(requests)-1], strconv.Itoa(sent-1)
			if !strings.HasPrefix(string(last.Body), want) && last.Path != "/"+want {
				t.Errorf("the last request is %s %.9s", last.Path, last.Body)
			}
		})
	}
}
