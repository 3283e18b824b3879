package main

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"io"
	"net/http"
	"os"
	"os/exec"
	"regexp"
	"runtime"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/stytchtest"
	"github.com/flymyai/stytch-go/users"
)

// asProgram turns the test binary into the program itself, so that a test can run and stop it.
const asProgram = "QUICKSTART_TEST_AS_PROGRAM"

func TestMain(m *testing.M) {
	if os.Getenv(asProgram) == "" {
		os.Exit(m.Run())
	}
	main()
}

// calls are the calls of the quickstart in their order.
var calls = []string{
	"Users.Create",
	"Users.Get",
	"Users.Search",
	"Users.Update",
	"MagicLinks.Email.Send",
	"MagicLinks.Authenticate",
	"MagicLinks.Email.LoginOrCreate",
	"OTP.SMS.Send",
	"OTP.WhatsApp.Send",
	"OTP.Email.Send",
	"OTP.Authenticate",
	"Passwords.StrengthCheck",
	"Passwords.Create",
	"Passwords.Authenticate",
	"Passwords.Email.ResetStart",
	"TOTP.Create",
	"TOTP.Authenticate",
	"OAuth.Authenticate",
	"Sessions.Get",
	"Sessions.Authenticate",
	"Sessions.Revoke",
	"Request GET /v1/debug/whoami",
	"Users.Delete",
}

// setKeys sets the environment variables that select the environment.
func setKeys(t *testing.T, projectID, secret, env, baseURL string) {
	t.Helper()
	t.Setenv("STYTCH_PROJECT_ID", projectID)
	t.Setenv("STYTCH_SECRET", secret)
	t.Setenv("STYTCH_ENV", env)
	t.Setenv("STYTCH_BASE_URL", baseURL)
}

// printed returns the calls that a run printed, and checks that their lines are aligned.
func printed(t *testing.T, out string) []string {
	t.Helper()
	calls := []string{}
	lines := regexp.MustCompile(`(?m)^[ \d]\d  (.{32}) .* ms$`).FindAllStringSubmatch(out, -1)
	for _, line := range lines {
		calls = append(calls, strings.TrimSpace(line[1]))
		if len([]rune(line[0])) != len([]rune(lines[0][0])) {
			t.Errorf("not aligned: %q", line[0])
		}
	}
	return calls
}

//nolint:paralleltest // sets environment variables
func TestRun_withoutKeys(t *testing.T) {
	setKeys(t, "", "", "", "")
	var out bytes.Buffer
	if err := run(t.Context(), nil, &out, io.Discard); err != nil {
		t.Fatalf("%v\n%s", err, &out)
	}
	if diff := cmp.Diff(calls, printed(t, out.String())); diff != "" || !strings.Contains(out.String(), "\n23 calls succeeded") {
		t.Errorf("%s\n%s", diff, &out)
	}
}

// Stytch's test environment is out of reach of a test. The emulator stands in, since it knows the same sandbox values.
//
//nolint:paralleltest // sets environment variables
func TestRun_withKeys(t *testing.T) {
	srv := stytchtest.NewServer(t)
	setKeys(t, srv.ProjectID(), srv.Secret(), "test", srv.URL())
	var out bytes.Buffer
	if err := run(t.Context(), nil, &out, io.Discard); err != nil {
		t.Fatalf("%v\n%s", err, &out)
	}
	if diff := cmp.Diff(calls, printed(t, out.String())); diff != "" || !strings.Contains(out.String(), sandbox{}.Email()) {
		t.Errorf("%s\n%s", diff, &out)
	}
	wantNoUsers(t, srv)
}

// operations are the calls as the API document names them.
var operations = []string{
	"users.create", "users.get", "users.search", "users.update",
	"magic_links.email.send", "magic_links.authenticate", "magic_links.email.login_or_create",
	"otp.sms.send", "otp.whatsapp.send", "otp.email.send", "otp.authenticate",
	"passwords.strength_check", "passwords.create", "passwords.authenticate", "passwords.email.reset_start",
	"totp.create", "totp.authenticate", "oauth.authenticate",
	"sessions.get", "sessions.authenticate", "sessions.revoke", "debug.whoami", "users.delete",
}

// Whichever call fails, it is the last one, and the users that the quickstart created are deleted.
//
//nolint:paralleltest // sets environment variables
func TestRun_stopsAtFirstFailure(t *testing.T) {
	for i, operation := range operations {
		t.Run(operation, func(t *testing.T) {
			srv := stytchtest.NewServer(t)
			setKeys(t, srv.ProjectID(), srv.Secret(), "test", srv.URL())
			srv.Inject(stytchtest.Fault{Operation: operation, ErrorType: api.ErrorTypeUnauthorizedCredentials})
			var out bytes.Buffer
			err := run(t.Context(), nil, &out, io.Discard)
			if !errors.Is(err, api.ErrorTypeUnauthorizedCredentials) {
				t.Fatalf("error = %v", err)
			}
			if diff := cmp.Diff(calls[:i], printed(t, out.String())); diff != "" {
				t.Errorf("%s\n%s", diff, &out)
			}
			wantNoUsers(t, srv)
		})
	}
}

// wantNoUsers checks that the quickstart deleted the users it created. The sandbox user is not its own.
func wantNoUsers(t *testing.T, srv *stytchtest.Server) {
	t.Helper()
	for user, err := range srv.Client().Users.All(t.Context(), users.SearchRequest{}) {
		if err != nil {
			t.Fatal(err)
		}
		if user.Emails[0].Email != (sandbox{}).Email() {
			t.Errorf("%s was not deleted", user.Emails[0].Email)
		}
	}
}

//nolint:paralleltest // sets environment variables
func TestRun_interrupted(t *testing.T) {
	srv := stytchtest.NewServer(t)
	setKeys(t, srv.ProjectID(), srv.Secret(), "test", srv.URL())
	ctx, cancel := context.WithCancel(t.Context())
	out := &writerFunc{write: func(line string) {
		if strings.Contains(line, "Passwords.Authenticate") {
			cancel()
		}
	}}
	err := run(ctx, nil, out, io.Discard)
	if !errors.Is(err, context.Canceled) || !strings.Contains(err.Error(), "stopped at call 15") {
		t.Errorf("error = %v", err)
	}
	wantNoUsers(t, srv)
}

// A signal during a call ends the program, which first deletes the user that it has created.
func TestSignals(t *testing.T) {
	t.Parallel()
	if runtime.GOOS == "windows" {
		t.Skip("Windows has no signals to send")
	}
	for _, signal := range []os.Signal{os.Interrupt, syscall.SIGTERM} {
		t.Run(signal.String(), func(t *testing.T) {
			t.Parallel()
			var running atomic.Pointer[os.Process]
			srv := stytchtest.NewServer(t, stytchtest.WithMiddleware(func(next http.Handler) http.Handler {
				return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
					process := running.Load()
					if process == nil || r.Method != http.MethodGet {
						next.ServeHTTP(w, r)
						return
					}
					// The program waits for the user, its second call, and must stop waiting.
					_ = process.Signal(signal)
					<-r.Context().Done()
				})
			}))
			self, err := os.Executable()
			if err != nil {
				t.Fatal(err)
			}
			var out bytes.Buffer
			cmd := exec.CommandContext(t.Context(), self)
			cmd.Stdout, cmd.Stderr = &out, &out
			cmd.Env = append(os.Environ(), asProgram+"=1", "GORACE=atexit_sleep_ms=0", "STYTCH_ENV=test",
				"STYTCH_PROJECT_ID="+srv.ProjectID(), "STYTCH_SECRET="+srv.Secret(), "STYTCH_BASE_URL="+srv.URL())
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			running.Store(cmd.Process)
			_ = cmd.Wait() // the exit code says the same
			if code := cmd.ProcessState.ExitCode(); code != 1 || !strings.Contains(out.String(), "stopped at call 2:") {
				t.Errorf("exit code %d:\n%s", code, &out)
			}
			running.Store(nil)
			wantNoUsers(t, srv)
		})
	}
}

type writerFunc struct{ write func(string) }

func (w *writerFunc) Write(p []byte) (int, error) {
	w.write(string(p))
	return len(p), nil
}

//nolint:paralleltest // sets environment variables
func TestRun_noNetwork(t *testing.T) {
	srv := stytchtest.NewServer(t)
	const nobodyListens = "http://127.0.0.1:1"
	setKeys(t, srv.ProjectID(), srv.Secret(), "test", nobodyListens)
	var out bytes.Buffer
	err := run(t.Context(), nil, &out, io.Discard)
	if err == nil || !strings.Contains(err.Error(), "stopped at call 1:") || !strings.Contains(err.Error(), "users.create") {
		t.Errorf("error = %v", err)
	}
	if calls := printed(t, out.String()); len(calls) > 0 || strings.Contains(out.String(), "succeeded") {
		t.Error(out.String())
	}
}

//nolint:paralleltest // sets environment variables
func TestRun_invalidKeys(t *testing.T) {
	const live = "project-live-11111111-1111-4111-8111-111111111111"
	for _, test := range []struct{ name, projectID, secret, env, want string }{
		{"live", live, "secret-live-x", "live", "live keys"},
		{"live without STYTCH_ENV", live, "secret-live-x", "", "STYTCH_ENV=live"},
		{"no secret", strings.Replace(live, "live", "test", 1), "", "", "STYTCH_SECRET"},
		{"no project ID", "", "secret-test-x", "", "STYTCH_PROJECT_ID"},
	} {
		t.Run(test.name, func(t *testing.T) {
			setKeys(t, test.projectID, test.secret, test.env, "")
			err := run(t.Context(), nil, io.Discard, io.Discard)
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("error = %v, want %q in it", err, test.want)
			}
		})
	}
}

//nolint:paralleltest // sets environment variables
func TestRun_arguments(t *testing.T) {
	setKeys(t, "", "", "", "")
	for _, test := range []struct {
		arg     string
		want    error
		message string
	}{
		{"-h", flag.ErrHelp, "STYTCH_PROJECT_ID"},
		{"--help", flag.ErrHelp, "STYTCH_PROJECT_ID"},
		{"-verbose", errUsage, "-verbose"},
		{"login", errUsage, "unexpected argument: login"},
	} {
		var stdout, stderr bytes.Buffer
		err := run(t.Context(), []string{test.arg}, &stdout, &stderr)
		if !errors.Is(err, test.want) || !strings.Contains(stderr.String(), test.message) || !strings.Contains(stderr.String(), "Usage: quickstart") {
			t.Errorf("%s: %v\n%s", test.arg, err, &stderr)
		}
		if stdout.Len() > 0 {
			t.Errorf("%s printed %s", test.arg, &stdout)
		}
	}
}
