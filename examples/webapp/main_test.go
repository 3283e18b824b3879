package main

import (
	"bufio"
	"bytes"
	"context"
	"flag"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"regexp"
	"runtime"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/flymyai/stytch-go/stytchtest"
)

// asProgram turns the test binary into the program itself, so that a test can run and stop it.
const asProgram = "WEBAPP_TEST_AS_PROGRAM"

func TestMain(m *testing.M) {
	if os.Getenv(asProgram) == "" {
		os.Exit(m.Run())
	}
	main()
}

// setKeys sets the environment variables that select the backend.
func setKeys(t *testing.T, projectID, secret, env, baseURL string) {
	t.Helper()
	t.Setenv("STYTCH_PROJECT_ID", projectID)
	t.Setenv("STYTCH_SECRET", secret)
	t.Setenv("STYTCH_ENV", env)
	t.Setenv("STYTCH_BASE_URL", baseURL)
}

// start runs the program until the test ends. It returns what the program prints and its URL.
func start(t *testing.T, args ...string) (printed, url string) {
	t.Helper()
	ctx, stop := context.WithCancel(t.Context())
	reader, writer := io.Pipe()
	ended := make(chan error, 1)
	go func() { ended <- run(ctx, append([]string{"-addr", "localhost:0"}, args...), writer, t.Output()) }()
	t.Cleanup(func() {
		stop()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	})
	// announce writes once.
	buf := make([]byte, 4096)
	n, err := reader.Read(buf)
	if err != nil {
		t.Fatal(err)
	}
	printed = string(buf[:n])
	match := regexp.MustCompile(`app +(http://localhost:\d+)`).FindStringSubmatch(printed)
	if match == nil {
		t.Fatal(printed)
	}
	return printed, match[1]
}

// status gets a page and returns the status.
func status(t *testing.T, url string) int {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, url, nil)
	if err != nil {
		t.Fatal(err)
	}
	resp, err := new(http.Client).Do(r)
	if err != nil {
		t.Fatal(err)
	}
	_ = resp.Body.Close() // the test needs only the status
	return resp.StatusCode
}

//nolint:paralleltest // sets environment variables
func TestRun_withoutKeys(t *testing.T) {
	setKeys(t, "", "", "", "")
	printed, url := start(t)
	if !strings.Contains(printed, url+"/inbox") {
		t.Error(printed)
	}
	if got := status(t, url+"/inbox"); got != http.StatusOK {
		t.Errorf("the inbox responds with %d", got)
	}
}

// Stytch's test environment is out of reach of a test, so the emulator stands in.
//
//nolint:paralleltest // sets environment variables
func TestRun_withKeys(t *testing.T) {
	srv := stytchtest.NewServer(t)
	setKeys(t, srv.ProjectID(), srv.Secret(), "test", srv.URL())
	printed, url := start(t)
	if strings.Contains(printed, "inbox") || !strings.Contains(printed, url+authenticatePath) {
		t.Error(printed)
	}
	if got := status(t, url+"/login"); got != http.StatusOK {
		t.Errorf("the login page responds with %d", got)
	}
	if got := status(t, url+"/inbox"); got != http.StatusNotFound {
		t.Errorf("the inbox responds with %d", got)
	}
}

//nolint:paralleltest // sets environment variables
func TestRun_invalid(t *testing.T) {
	const live = "project-live-11111111-1111-4111-8111-111111111111"
	srv := stytchtest.NewServer(t)
	for _, test := range []struct {
		name, projectID, secret, env string
		args                         []string
		want                         string
	}{
		{"live", live, "secret-live-x", "live", nil, "live keys"},
		{"live without STYTCH_ENV", live, "secret-live-x", "", nil, "STYTCH_ENV=live"},
		{"no secret", srv.ProjectID(), "", "", nil, "STYTCH_SECRET"},
		{"wrong secret", srv.ProjectID(), "secret-test-x", "", nil, "unauthorized_credentials"},
		{"http", "", "", "", []string{"-url", "http://app.example.com"}, "https"},
		{"path", "", "", "", []string{"-url", "https://app.example.com/app"}, "https://host"},
		{"address", "", "", "", []string{"-addr", "nowhere.invalid:1"}, "-addr"},
		{"flag", "", "", "", []string{"-inbox"}, errUsage.Error()},
		{"argument", "", "", "", []string{"now"}, errUsage.Error()},
		{"help", "", "", "", []string{"-h"}, flag.ErrHelp.Error()},
		{"all addresses without keys", "", "", "", []string{"-addr", "0.0.0.0:0"}, "-expose"},
		{"all IPv6 addresses without keys", "", "", "", []string{"-addr", "[::]:0"}, "-expose"},
		{"no host without keys", "", "", "", []string{"-addr", ":0"}, "-expose"},
		{"proxy without keys", "", "", "", []string{"-url", "https://app.example.com"}, "-expose"},
	} {
		t.Run(test.name, func(t *testing.T) {
			setKeys(t, test.projectID, test.secret, test.env, srv.URL())
			ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second) // for one that serves
			defer cancel()
			err := run(ctx, append([]string{"-addr", "localhost:0"}, test.args...), &bytes.Buffer{}, t.Output())
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("error = %v, want %q in it", err, test.want)
			}
		})
	}
}

// A signal lets the requests under way finish: a code that has been sent must not be lost with the page that asks for it.
func TestSignals(t *testing.T) {
	t.Parallel()
	if runtime.GOOS == "windows" {
		t.Skip("Windows has no signals to send")
	}
	for _, signal := range []os.Signal{os.Interrupt, syscall.SIGTERM} {
		t.Run(signal.String(), func(t *testing.T) {
			t.Parallel()
			var atSend atomic.Pointer[func()]
			srv := stytchtest.NewServer(t, stytchtest.WithMiddleware(func(next http.Handler) http.Handler {
				return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
					next.ServeHTTP(w, r)
					if strings.HasSuffix(r.URL.Path, "/otps/email/login_or_create") {
						(*atSend.Load())()
					}
				})
			}))
			self, err := os.Executable()
			if err != nil {
				t.Fatal(err)
			}
			ctx, cancel := context.WithTimeout(t.Context(), time.Minute) // for a program that does not end
			defer cancel()
			cmd := exec.CommandContext(ctx, self, "-addr", "localhost:0")
			cmd.Env = append(os.Environ(), asProgram+"=1", "GORACE=atexit_sleep_ms=0", "STYTCH_ENV=test",
				"STYTCH_PROJECT_ID="+srv.ProjectID(), "STYTCH_SECRET="+srv.Secret(), "STYTCH_BASE_URL="+srv.URL())
			cmd.Stderr = t.Output()
			stdout, err := cmd.StdoutPipe()
			if err != nil {
				t.Fatal(err)
			}
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			var app string
			for lines := bufio.NewScanner(stdout); app == "" && lines.Scan(); {
				if url, ok := strings.CutPrefix(lines.Text(), "  app  "); ok {
					app = url
				}
			}
			// The code has been sent. The response follows when the program no longer accepts connections.
			stop := func() {
				_ = cmd.Process.Signal(signal) // it then still serves
				for ctx.Err() == nil {
					conn, err := new(net.Dialer).DialContext(ctx, "tcp", strings.TrimPrefix(app, "http://"))
					if err != nil {
						return
					}
					_ = conn.Close() // it is still accepted
				}
			}
			atSend.Store(&stop)
			r, err := http.NewRequestWithContext(ctx, http.MethodPost, app+"/login/code/send", strings.NewReader("email="+url.QueryEscape(ada)))
			if err != nil {
				t.Fatal(err)
			}
			r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
			resp, err := (&http.Transport{DisableKeepAlives: true}).RoundTrip(r)
			if err != nil {
				t.Errorf("the request under way: %v", err)
			} else if _ = resp.Body.Close(); resp.StatusCode != http.StatusSeeOther {
				t.Errorf("the request under way: %s", resp.Status)
			}
			if err := cmd.Wait(); err != nil {
				t.Errorf("the program did not exit cleanly: %v", err)
			}
		})
	}
}
