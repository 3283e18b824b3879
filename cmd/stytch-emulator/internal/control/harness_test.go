package control_test

import (
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/go-json-experiment/json"

	"github.com/flymyai/stytch-go"
	"github.com/flymyai/stytch-go/cmd/stytch-emulator/internal/control"
	"github.com/flymyai/stytch-go/internal/apidoc"
	"github.com/flymyai/stytch-go/internal/emulator"
)

const ada = "ada@example.com"

// harness is an emulator and a program that uses it, with steps that many tests share.
type harness struct {
	*testing.T
	*stytch.Client

	emulator *emulator.Server
	url      string
	// spoiled accepts responses that are not as the API document says, because a fault makes them so.
	spoiled atomic.Bool
}

var validator = func() *apidoc.Validator {
	v := apidoc.NewValidator("../../../../api/openapi.yaml")
	v.ResponsesOnly = true
	return v
}()

// checked checks what a handler responds against the API document.
func checked(t *testing.T, handler http.Handler) http.Handler {
	return validator.Middleware(handler, func(_ *httptest.ResponseRecorder, err error) { t.Error(err) })
}

// newHarness starts an emulator. Its default options are those of the command without flags.
func newHarness(t *testing.T, given ...control.Options) *harness {
	t.Helper()
	project, err := emulator.New(emulator.Config{})
	if err != nil {
		t.Fatal(err)
	}
	options := control.Options{LandByDefault: true}
	for _, o := range given {
		options = o
	}
	options.Logger = slog.New(slog.NewTextHandler(t.Output(), nil))
	handler, err := control.NewProjects([]*emulator.Server{project}, options)
	if err != nil {
		t.Fatal(err)
	}
	h := &harness{T: t, emulator: project}
	srv := httptest.NewServer(validator.Middleware(handler, func(_ *httptest.ResponseRecorder, err error) {
		if !h.spoiled.Load() {
			t.Error(err)
		}
	}))
	t.Cleanup(srv.Close)
	h.url = srv.URL
	h.Client, err = stytch.New(project.ProjectID(), project.Secret(), stytch.WithBaseURL(srv.URL), stytch.WithRetry(stytch.RetryPolicy{MaxAttempts: 1}))
	if err != nil {
		t.Fatal(err)
	}
	return h
}

// try fails the test on an error.
func (h *harness) try(err error) {
	h.Helper()
	if err != nil {
		h.Fatal(err)
	}
}

// reply is a response without its body.
type reply struct {
	StatusCode int
	Status     string
	Header     http.Header
}

// send sends a request, changed by edit, and returns the response and its body.
func (h *harness) send(method, path, body string, edit ...func(*http.Request)) (reply, string) {
	h.Helper()
	req, err := http.NewRequestWithContext(h.Context(), method, h.url+path, strings.NewReader(body))
	h.try(err)
	for _, e := range edit {
		e(req)
	}
	client := http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	resp, err := client.Do(req)
	h.try(err)
	content, err := io.ReadAll(resp.Body)
	h.try(err)
	h.try(resp.Body.Close())
	return reply{resp.StatusCode, resp.Status, resp.Header}, string(content)
}

// call sends a request that must succeed, and decodes the response.
func (h *harness) call(method, path, body string, response any) {
	h.Helper()
	resp, text := h.send(method, path, body)
	if resp.StatusCode != http.StatusOK || resp.Header.Get("Content-Type") != "application/json" {
		h.Fatalf("%s %s: %s %s", method, path, resp.Status, text)
	}
	h.try(json.Unmarshal([]byte(text), response))
}

// rejected sends a request that must fail, and returns the error.
func (h *harness) rejected(status int, method, path, body string, edit ...func(*http.Request)) string {
	h.Helper()
	resp, text := h.send(method, path, body, edit...)
	if resp.StatusCode != status {
		h.Fatalf("%s %s: %s, want %d: %s", method, path, resp.Status, status, text)
	}
	var response struct {
		Error string `json:"error"`
	}
	h.try(json.Unmarshal([]byte(text), &response))
	return response.Error
}

// submit sends a form, as a browser does from a page of the emulator.
func (h *harness) submit(path string, form url.Values) (reply, string) {
	h.Helper()
	return h.send(http.MethodPost, path, form.Encode(), func(r *http.Request) {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		r.Header.Set("Sec-Fetch-Site", "same-origin")
	})
}

// wantContains reports which of some texts a page lacks.
func (h *harness) wantContains(page string, texts ...string) {
	h.Helper()
	for _, text := range texts {
		if !strings.Contains(page, text) {
			h.Errorf("%q is not in\n%s", text, page)
		}
	}
}
