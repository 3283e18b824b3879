package control_test

import (
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/go-json-experiment/json"

	"github.com/flymyai/stytch-go"
	"github.com/flymyai/stytch-go/cmd/stytch-emulator/internal/control"
	"github.com/flymyai/stytch-go/internal/emulator"
)

const ada = "ada@example.com"

// world is an emulator, and a program that uses it.
type world struct {
	*testing.T
	*stytch.Client

	emulator *emulator.Server
	url      string
}

// newWorld starts an emulator. Its options are those of the command without flags, unless given.
func newWorld(t *testing.T, given ...control.Options) *world {
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
	handler, err := control.New(project, options)
	if err != nil {
		t.Fatal(err)
	}
	srv := httptest.NewServer(handler)
	t.Cleanup(srv.Close)
	client, err := stytch.New(project.ProjectID(), project.Secret(), stytch.WithBaseURL(srv.URL), stytch.WithRetry(stytch.RetryPolicy{MaxAttempts: 1}))
	if err != nil {
		t.Fatal(err)
	}
	return &world{T: t, Client: client, emulator: project, url: srv.URL}
}

// try ends the test where something went wrong on the way.
func (w *world) try(err error) {
	w.Helper()
	if err != nil {
		w.Fatal(err)
	}
}

// reply is an answer without its body.
type reply struct {
	StatusCode int
	Status     string
	Header     http.Header
}

// send sends a request, changed by edit, and returns the answer and its body.
func (w *world) send(method, path, body string, edit ...func(*http.Request)) (reply, string) {
	w.Helper()
	req, err := http.NewRequestWithContext(w.Context(), method, w.url+path, strings.NewReader(body))
	w.try(err)
	for _, e := range edit {
		e(req)
	}
	client := http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	resp, err := client.Do(req)
	w.try(err)
	answer, err := io.ReadAll(resp.Body)
	w.try(err)
	w.try(resp.Body.Close())
	return reply{resp.StatusCode, resp.Status, resp.Header}, string(answer)
}

// order sends a request that must succeed, and decodes the answer.
func (w *world) order(method, path, body string, answer any) {
	w.Helper()
	resp, text := w.send(method, path, body)
	if resp.StatusCode != http.StatusOK || resp.Header.Get("Content-Type") != "application/json" {
		w.Fatalf("%s %s: %s %s", method, path, resp.Status, text)
	}
	w.try(json.Unmarshal([]byte(text), answer))
}

// refused sends a request that must fail, and returns the error.
func (w *world) refused(status int, method, path, body string, edit ...func(*http.Request)) string {
	w.Helper()
	resp, text := w.send(method, path, body, edit...)
	if resp.StatusCode != status {
		w.Fatalf("%s %s: %s, want %d: %s", method, path, resp.Status, status, text)
	}
	var answer struct {
		Error string `json:"error"`
	}
	w.try(json.Unmarshal([]byte(text), &answer))
	return answer.Error
}

// submit sends a form, as a browser does from a page of the emulator.
func (w *world) submit(path string, form url.Values) (reply, string) {
	w.Helper()
	return w.send(http.MethodPost, path, form.Encode(), func(r *http.Request) {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		r.Header.Set("Sec-Fetch-Site", "same-origin")
	})
}

// wantContains reports which of some texts a page lacks.
func (w *world) wantContains(page string, texts ...string) {
	w.Helper()
	for _, text := range texts {
		if !strings.Contains(page, text) {
			w.Errorf("%q is not in\n%s", text, page)
		}
	}
}
