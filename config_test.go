package stytch_test

import (
	"fmt"
	"log/slog"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/flymyai/stytch-go"
	"github.com/flymyai/stytch-go/internal/clienttest"
)

const (
	projectID = clienttest.ProjectID
	secret    = clienttest.Secret

	liveProjectID = "project-live-22222222-2222-4222-8222-222222222222"
	liveSecret    = "secret-live-planted-0987654321"
)

func TestNew(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name              string
		projectID, secret string
		opts              []stytch.Option
		want              []string // of the error; none for success
	}{
		{"test", projectID, secret, nil, nil},
		{"live", liveProjectID, liveSecret, nil, nil},
		{"secret of an unknown shape", projectID, "c2VjcmV0", nil, nil},
		{"missing id", "", secret, nil, []string{"project ID is empty", "STYTCH_PROJECT_ID"}},
		{"missing both", "", "", nil, []string{"STYTCH_PROJECT_ID", "STYTCH_SECRET"}},
		{"missing secret", projectID, "", nil, []string{"secret is empty", "STYTCH_SECRET"}},
		{"malformed id", "my-project", secret, nil, []string{"malformed", "STYTCH_PROJECT_ID", "project-test-<uuid>"}},
		{"id with a line break", projectID + "\n", secret, nil, []string{"malformed", "STYTCH_PROJECT_ID"}},
		{"quoted id", `"` + projectID + `"`, secret, nil, []string{"malformed", "quotes"}},
		{"secret with a line break", projectID, secret + "\n", nil, []string{"line break", "STYTCH_SECRET"}},
		{"quoted secret", projectID, `"` + secret + `"`, nil, []string{"in quotes", "STYTCH_SECRET"}},
		{"secret in single quotes", projectID, `'` + secret + `'`, nil, []string{"in quotes", "STYTCH_SECRET"}},
		{"quoted live secret", projectID, `"` + liveSecret + `"`, nil, []string{"in quotes", "STYTCH_SECRET"}},
		{"half a quotation", projectID, secret + `"`, nil, []string{"in quotes", "STYTCH_SECRET"}},
		{"secret in place of the id", secret, secret, nil, []string{"the project ID is a secret", "STYTCH_PROJECT_ID"}},
		{"id in place of the secret", projectID, projectID, nil, []string{"the secret is a project ID", "STYTCH_SECRET"}},
		{"test id, live secret", projectID, liveSecret, nil, []string{"project ID is test and the secret is live", "STYTCH_PROJECT_ID", "STYTCH_SECRET"}},
		{"live id, test secret", liveProjectID, secret, nil, []string{"project ID is live and the secret is test"}},
		{"live id, said to be test", liveProjectID, liveSecret, []stytch.Option{stytch.WithEnv(stytch.EnvTest)},
			[]string{liveProjectID, "needs STYTCH_ENV=live"}},
		{"test id, said to be live", projectID, secret, []stytch.Option{stytch.WithEnv(stytch.EnvLive)},
			[]string{projectID, "needs STYTCH_ENV=test"}},
		{"unknown environment", projectID, secret, []stytch.Option{stytch.WithEnv("staging")}, []string{"WithEnv", `"staging"`}},
		{"secret as environment", projectID, secret, []stytch.Option{stytch.WithEnv(secret)}, []string{"WithEnv", "neither"}},
		{"secret as base URL", projectID, secret, []stytch.Option{stytch.WithBaseURL(secret)}, []string{"WithBaseURL", "not an absolute URL"}},
		{"secret as issuer", projectID, secret, []stytch.Option{stytch.WithIssuer(secret)}, []string{"WithIssuer", "not an absolute URL"}},
		{"secret behind a scheme", projectID, secret, []stytch.Option{stytch.WithIssuer("https:" + secret)}, []string{"not an absolute URL"}},
		{"http base URL", projectID, secret, []stytch.Option{stytch.WithBaseURL("http://login.example.com")}, []string{"WithBaseURL", "not https"}},
		{"http on this machine", projectID, secret, []stytch.Option{stytch.WithBaseURL("http://127.0.0.2:4110/")}, nil},
		{"http on ::1", projectID, secret, []stytch.Option{stytch.WithBaseURL("http://[::1]:4110")}, nil},
		{"http on localhost", projectID, secret, []stytch.Option{stytch.WithBaseURL("http://localhost:4110")}, nil},
		{"http below localhost", projectID, secret, []stytch.Option{stytch.WithBaseURL("http://api.localhost:4110")}, []string{"WithBaseURL", "not https"}},
		{"http on a lookalike", projectID, secret, []stytch.Option{stytch.WithBaseURL("http://127.0.0.1.example.com")}, []string{"not https"}},
		{"base URL without a scheme", projectID, secret, []stytch.Option{stytch.WithBaseURL("login.example.com")}, []string{"not an absolute URL"}},
		{"base URL with a password", projectID, secret, []stytch.Option{stytch.WithBaseURL("https://u:" + secret + "@example.com")}, []string{"contains credentials"}},
		{"base URL with a query", projectID, secret, []stytch.Option{stytch.WithBaseURL("https://example.com/?a=b")}, []string{"query"}},
		{"unparsable base URL", projectID, secret, []stytch.Option{stytch.WithBaseURL("https://exa mple.com")}, []string{"not an absolute URL"}},
		{"http issuer", projectID, secret, []stytch.Option{stytch.WithIssuer("http://login.example.com")}, []string{"WithIssuer", "not https"}},
		{"issuer without a scheme", projectID, secret, []stytch.Option{stytch.WithIssuer("stytch.com/project")}, []string{"WithIssuer", "not an absolute URL"}},
		{"negative timeout", projectID, secret, []stytch.Option{stytch.WithTimeout(-time.Second)}, []string{"WithTimeout", "-1s"}},
		{"nil HTTP client", projectID, secret, []stytch.Option{stytch.WithHTTPClient(nil)}, []string{"WithHTTPClient", "nil"}},
		{"nil logger", projectID, secret, []stytch.Option{stytch.WithLogger(nil)}, []string{"WithLogger", "nil"}},
		{"negative retries", projectID, secret, []stytch.Option{stytch.WithRetry(stytch.RetryPolicy{MaxAttempts: -1})}, []string{"WithRetry", "negative"}},
		{"negative wait", projectID, secret, []stytch.Option{stytch.WithRateLimitWait(-1)}, []string{"WithRateLimitWait", "negative"}},
		{"header injection", projectID, secret, []stytch.Option{stytch.WithAppInfo("app\r\nX: y", "1")}, []string{"WithAppInfo"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			client, err := stytch.New(test.projectID, test.secret, test.opts...)
			if test.want == nil {
				if err != nil {
					t.Fatal(err)
				}
				return
			}
			if err == nil || client != nil {
				t.Fatalf("New = %v, %v; want an error and no client", client, err)
			}
			for _, want := range test.want {
				if !strings.Contains(err.Error(), want) {
					t.Errorf("error %q lacks %q", err, want)
				}
			}
			if strings.Contains(err.Error(), "planted") {
				t.Errorf("error %q shows the secret", err)
			}
		})
	}
}

func TestNewFromEnv(t *testing.T) {
	for _, test := range []struct {
		name    string
		vars    map[string]string
		wantEnv stytch.Env
		want    string // of the error
	}{
		{"test by default", map[string]string{"STYTCH_PROJECT_ID": projectID, "STYTCH_SECRET": secret}, stytch.EnvTest, ""},
		{"test said", map[string]string{"STYTCH_PROJECT_ID": projectID, "STYTCH_SECRET": secret, "STYTCH_ENV": "test"}, stytch.EnvTest, ""},
		{"live said", map[string]string{"STYTCH_PROJECT_ID": liveProjectID, "STYTCH_SECRET": liveSecret, "STYTCH_ENV": "live"}, stytch.EnvLive, ""},
		{"nothing set", nil, "", "set STYTCH_PROJECT_ID"},
		{"no secret", map[string]string{"STYTCH_PROJECT_ID": projectID}, "", "set STYTCH_SECRET"},
		{"live not said", map[string]string{"STYTCH_PROJECT_ID": liveProjectID, "STYTCH_SECRET": liveSecret}, "", "needs STYTCH_ENV=live"},
		{"test id in live", map[string]string{"STYTCH_PROJECT_ID": projectID, "STYTCH_SECRET": secret, "STYTCH_ENV": "live"}, "", "needs STYTCH_ENV=test"},
		{"unknown environment", map[string]string{"STYTCH_PROJECT_ID": projectID, "STYTCH_SECRET": secret, "STYTCH_ENV": "prod"}, "", `STYTCH_ENV is "prod": set it to test or live`},
		{"secret as environment", map[string]string{"STYTCH_PROJECT_ID": projectID, "STYTCH_SECRET": secret, "STYTCH_ENV": secret}, "", "STYTCH_ENV is set to something else: set it to test or live"},
		{"short token as environment", map[string]string{"STYTCH_PROJECT_ID": projectID, "STYTCH_SECRET": secret, "STYTCH_ENV": "planted7"}, "", "set it to test or live"},
		{"secret as base URL", map[string]string{"STYTCH_PROJECT_ID": projectID, "STYTCH_SECRET": secret, "STYTCH_BASE_URL": secret}, "", "STYTCH_BASE_URL: the value is not an absolute URL"},
		{"base URL", map[string]string{"STYTCH_PROJECT_ID": projectID, "STYTCH_SECRET": secret, "STYTCH_BASE_URL": "https://login.example.com"}, stytch.EnvTest, ""},
		{"http base URL", map[string]string{"STYTCH_PROJECT_ID": projectID, "STYTCH_SECRET": secret, "STYTCH_BASE_URL": "http://login.example.com"}, "", "STYTCH_BASE_URL"},
	} {
		t.Run(test.name, func(t *testing.T) {
			for _, name := range []string{"STYTCH_PROJECT_ID", "STYTCH_SECRET", "STYTCH_ENV", "STYTCH_BASE_URL"} {
				t.Setenv(name, test.vars[name])
			}
			client, err := stytch.NewFromEnv()
			if test.want == "" {
				if err != nil {
					t.Fatal(err)
				}
				if client.Env() != test.wantEnv || client.ProjectID() != test.vars["STYTCH_PROJECT_ID"] {
					t.Errorf("client of %s in %s", client.ProjectID(), client.Env())
				}
				return
			}
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("error %v lacks %q", err, test.want)
			} else if strings.Contains(err.Error(), "planted") {
				t.Errorf("error %q shows the secret", err)
			}
		})
	}
}

func TestClientShowsNoSecret(t *testing.T) {
	t.Parallel()
	client, err := stytch.New(projectID, secret)
	if err != nil {
		t.Fatal(err)
	}
	var logged strings.Builder
	slog.New(slog.NewJSONHandler(&logged, nil)).Info("made", "client", client)
	for _, shown := range []string{
		fmt.Sprintf("%v %+v %#v %s", client, client, client, client),
		fmt.Sprintf("%+v %#v", *client, *client),
		fmt.Sprintf("%+v %#v", client.Users, *client.Users),
		logged.String(),
	} {
		if strings.Contains(shown, "planted") || strings.Contains(shown, "Basic ") {
			t.Errorf("shows the secret: %s", shown)
		}
	}
	if !strings.Contains(logged.String(), projectID) {
		t.Errorf("log record %s does not name the project", logged.String())
	}
}

func TestCallersHTTPClientIsNotChanged(t *testing.T) {
	t.Parallel()
	mine := &http.Client{Timeout: time.Minute}
	client := clienttest.New(t, func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "/elsewhere", http.StatusFound)
	}, stytch.WithHTTPClient(mine))
	if _, err := client.Users.Get(t.Context(), "user"); err == nil {
		t.Error("redirect was followed")
	}
	if mine.CheckRedirect != nil || mine.Transport != nil {
		t.Errorf("the caller's client was changed: %+v", mine)
	}
}

func TestUserAgent(t *testing.T) {
	t.Parallel()
	var got string
	client := clienttest.New(t, func(_ http.ResponseWriter, r *http.Request) { got = r.UserAgent() }, stytch.WithAppInfo("shop", "1.2"))
	_ = client.Request(t.Context(), http.MethodGet, "/v1/debug/whoami", nil, nil)
	if !strings.HasPrefix(got, "flymyai-stytch-go/") || !strings.HasSuffix(got, " shop/1.2") {
		t.Errorf("User-Agent = %q", got)
	}
}
