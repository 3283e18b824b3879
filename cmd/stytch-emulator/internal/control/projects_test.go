package control_test

import (
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"github.com/flymyai/stytch-go"
	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/cmd/stytch-emulator/internal/control"
	"github.com/flymyai/stytch-go/internal/emulator"
	"github.com/flymyai/stytch-go/magiclinks"
	"github.com/flymyai/stytch-go/oauth"
	"github.com/flymyai/stytch-go/passwords"
)

// newProjects starts an emulator with several projects, and returns a program for each.
func newProjects(t *testing.T, n int) []*harness {
	t.Helper()
	projects := make([]*emulator.Server, n)
	for i := range projects {
		var err error
		if projects[i], err = emulator.New(emulator.Config{}); err != nil {
			t.Fatal(err)
		}
	}
	handler, err := control.NewProjects(projects, control.Options{LandByDefault: true, Logger: slog.New(slog.NewTextHandler(t.Output(), nil))})
	if err != nil {
		t.Fatal(err)
	}
	srv := httptest.NewServer(checked(t, handler))
	t.Cleanup(srv.Close)
	harnesses := make([]*harness, n)
	for i, project := range projects {
		client, err := stytch.New(project.ProjectID(), project.Secret(), stytch.WithBaseURL(srv.URL), stytch.WithRetry(stytch.RetryPolicy{MaxAttempts: 1}))
		if err != nil {
			t.Fatal(err)
		}
		harnesses[i] = &harness{T: t, Client: client, emulator: project, url: srv.URL}
	}
	return harnesses
}

// Projects do not share state.
func TestProjects(t *testing.T) {
	t.Parallel()
	const password = "correct-horse-battery-staple"
	projects := newProjects(t, 2)
	first, second := projects[0], projects[1]
	var sessions []string
	for _, p := range projects {
		// Within one project, the second would be a duplicate.
		created, err := p.Passwords.Create(t.Context(), passwords.CreateRequest{Email: ada, Password: password, SessionDurationMinutes: 5})
		p.try(err)
		sessions = append(sessions, created.SessionJWT)
		_, err = p.MagicLinks.Email.Send(t.Context(), magiclinks.EmailSendRequest{Email: ada})
		p.try(err)
	}
	// Each project has its own public key set.
	for i, p := range projects {
		for j, session := range sessions {
			_, err := p.Sessions.AuthenticateJWTLocal(t.Context(), session)
			if (err == nil) != (i == j) {
				t.Errorf("project %d and the session of project %d: %v", i+1, j+1, err)
			}
		}
	}

	var fault, now map[string]any
	first.call(http.MethodPost, "/_emulator/projects/2/faults", `{"error_type": "too_many_requests", "times": -1}`, &fault)
	if _, err := second.Users.Get(t.Context(), "user-test-11111111-1111-4111-8111-111111111111"); !errors.Is(err, api.ErrorTypeTooManyRequests) {
		t.Errorf("the fault is not the second project's: %v", err)
	}
	first.call(http.MethodPost, "/_emulator/projects/2/reset", "", &now)
	first.call(http.MethodPost, "/_emulator/projects/2/clock", `{"advance": "10m"}`, &now)

	if _, err := first.Passwords.Authenticate(t.Context(), passwords.AuthenticateRequest{Email: ada, Password: password}); err != nil {
		t.Errorf("the first project was touched: %v", err)
	}
	var messages []map[string]any
	for path, want := range map[string]int{"messages": 1, "projects/1/messages": 1, "projects/2/messages": 0} {
		first.call(http.MethodGet, "/_emulator/"+path, "", &messages)
		if len(messages) != want {
			t.Errorf("%s: %d messages, want %d", path, len(messages), want)
		}
	}
	if ahead := second.emulator.Now().Sub(first.emulator.Now()).Minutes(); ahead < 9 {
		t.Errorf("the second clock is %v minutes ahead, want 10", ahead)
	}
	for number, p := range map[string]*harness{"1": first, "2": second} {
		var health map[string]string
		p.call(http.MethodGet, "/_emulator/projects/"+number+"/health", "", &health)
		if health["project_id"] != p.emulator.ProjectID() {
			t.Errorf("project %s is %v", number, health)
		}
	}
}

var links = regexp.MustCompile(`(?:href|action)="([^"]*)"`)

// The links of an inbox stay within its project.
func TestProjects_pages(t *testing.T) {
	t.Parallel()
	second := newProjects(t, 2)[1]
	_, err := second.MagicLinks.Email.LoginOrCreate(t.Context(), magiclinks.EmailLoginOrCreateRequest{Email: ada})
	second.try(err)
	const root = "/_emulator/projects/2/"
	for _, path := range []string{root, root + "?to=" + ada, root + "landing?stytch_token_type=magic_links&token=x"} {
		resp, page := second.send(http.MethodGet, path, "")
		if resp.StatusCode != http.StatusOK {
			t.Fatalf("%s: %s", path, resp.Status)
		}
		own := 0
		for _, link := range links.FindAllStringSubmatch(page, -1) {
			u, err := url.Parse(link[1])
			second.try(err)
			if strings.HasPrefix(u.Path, "/") {
				own++
			}
			if strings.HasPrefix(u.Path, "/") && !strings.HasPrefix(u.Path, root) && u.Host == "" {
				t.Errorf("%s links to %s", path, link[1])
			}
		}
		if own == 0 {
			t.Errorf("%s has no link", path)
		}
	}
	form := url.Values{"stytch_token_type": {"magic_links"}, "token": {second.emulator.Messages()[0].Token}}
	if resp, page := second.submit(root+"landing", form); resp.StatusCode != http.StatusOK {
		t.Errorf("%s: %s", resp.Status, page)
	}
	if resp, _ := second.send(http.MethodGet, strings.TrimSuffix(root, "/"), ""); resp.StatusCode != http.StatusMovedPermanently || resp.Header.Get("Location") != root {
		t.Errorf("%s to %s", resp.Status, resp.Header.Get("Location"))
	}
}

// The page that replaces a provider's belongs to the project of the public token, and accepts the same hosts as the inbox.
func TestProjects_provider(t *testing.T) {
	t.Parallel()
	projects := newProjects(t, 2)
	for i, p := range projects {
		other := projects[1-i]
		path := "/v1/public/oauth/google/start?public_token=" + p.emulator.PublicToken()
		if resp, page := other.submit(path, url.Values{"email": {ada}}); resp.StatusCode != http.StatusSeeOther {
			t.Fatalf("%s: %s", resp.Status, page)
		} else if to, err := url.Parse(resp.Header.Get("Location")); err != nil {
			t.Error(err)
		} else if _, err := p.OAuth.Authenticate(t.Context(), oauth.AuthenticateRequest{Token: to.Query().Get("token")}); err != nil {
			t.Errorf("project %d: %v", i+1, err)
		}
		p.rejected(http.StatusForbidden, http.MethodGet, path, "", host("evil.example"))
	}
}

func TestProjects_errors(t *testing.T) {
	t.Parallel()
	first := newProjects(t, 2)[0]
	for _, number := range []string{"0", "3", "x", "-1", ""} {
		want := "there is no project " + number + ": the projects are 1 to 2"
		if got := first.rejected(http.StatusNotFound, http.MethodGet, "/_emulator/projects/"+number+"/messages", ""); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
	// The guard protects every project.
	first.rejected(http.StatusForbidden, http.MethodPost, "/_emulator/projects/2/reset", "", header("Origin", "https://evil.example"))
	first.rejected(http.StatusForbidden, http.MethodGet, "/_emulator/projects/2/messages", "", host("evil.example"))
	// A request for an unknown project is rejected as usual.
	resp, err := http.Get(first.url + "/v1/users/user-test-1")
	first.try(err)
	body, err := io.ReadAll(resp.Body)
	first.try(errors.Join(err, resp.Body.Close()))
	if resp.StatusCode != http.StatusBadRequest || !strings.Contains(string(body), "invalid_authorization_header") {
		t.Errorf("%s: %s", resp.Status, body)
	}
}
