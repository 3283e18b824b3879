package emulator

import (
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"github.com/go-json-experiment/json"
)

// A call that Stytch has and the emulator has not gets an error that tells it from a wrong path. Clients of OAuth 2.0 get
// it in their form, without credentials of the project.
func TestUnserved(t *testing.T) {
	t.Parallel()
	srv, err := New(Config{})
	if err != nil {
		t.Fatal(err)
	}
	call := func(method, path string, authorized bool) (int, map[string]any) {
		t.Helper()
		r := httptest.NewRequestWithContext(t.Context(), method, path, http.NoBody)
		if authorized {
			r.SetBasicAuth(srv.ProjectID(), srv.Secret())
		}
		w := httptest.NewRecorder()
		srv.ServeHTTP(w, r)
		var body map[string]any
		if err := json.Unmarshal(w.Body.Bytes(), &body); err != nil {
			t.Fatal(err)
		}
		return w.Code, body
	}
	for _, o := range slices.Concat(unserved, unservedOAuth2) {
		path := strings.NewReplacer("{", "", "}", "").Replace(o.Path)
		status, body := call(o.Method, path, !o.Public)
		code, message := body["error_type"], body["error_message"]
		if o.OAuth2 {
			code, message = body["error"], body["error_description"]
		}
		text, _ := message.(string)
		if status != http.StatusNotFound || code != "route_not_found" || !strings.Contains(text, "does not serve it yet") || !strings.Contains(text, o.Name) {
			t.Errorf("%s %s: got %d %v", o.Method, path, status, body)
		}
		if status, _ := call(o.Method, path, false); !o.Public && status != http.StatusBadRequest {
			t.Errorf("%s %s without credentials: status %d", o.Method, path, status)
		}
	}
	if _, body := call(http.MethodPost, "/v1/weauthn/register", true); body["error_message"] != "The API has no such path." {
		t.Errorf("a wrong path gets %v", body)
	}
}
