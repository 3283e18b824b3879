package main

import (
	"errors"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// A program needs only the printed variables.
func TestVariables(t *testing.T) {
	t.Parallel()
	const basic = "STYTCH_PROJECT_ID STYTCH_SECRET STYTCH_PUBLIC_TOKEN STYTCH_ENV STYTCH_BASE_URL"
	for _, test := range []struct {
		name, base, want string
		args             []string
	}{
		{"http", "http://127.0.0.1:", basic, nil},
		{"live", "http://127.0.0.1:", basic, []string{"-project-id", "project-live-11111111-1111-4111-8111-111111111111"}},
		{"every interface", "http://127.0.0.1:", basic, []string{"-addr", ":0", "-expose"}},
		{"tls", "https://127.0.0.1:", basic + " NODE_EXTRA_CA_CERTS SSL_CERT_FILE REQUESTS_CA_BUNDLE", []string{"-tls", "-ca-file", filepath.Join(t.TempDir(), "ca.pem")}},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			p := start(t, test.args...)
			var names []string
			for _, v := range p.variables {
				name, _, _ := strings.Cut(v, "=")
				names = append(names, name)
			}
			if diff := cmp.Diff(strings.Fields(test.want), names); diff != "" {
				t.Errorf("variables (-want +got)\n%s", diff)
			}
			if base := p.variable(t, "STYTCH_BASE_URL"); !strings.HasPrefix(base, test.base) {
				t.Errorf("base URL %s", base)
			}
			if test.name == "tls" && runtime.GOOS != "linux" {
				t.Skip("Go reads SSL_CERT_FILE only on Linux and similar systems")
			}
			client := command(t.Context(), t, roleClient)
			client.Env = append(client.Env, p.variables...)
			out, err := client.CombinedOutput()
			if err != nil || !strings.HasPrefix(string(out), "created user-"+p.variable(t, "STYTCH_ENV")+"-") {
				t.Errorf("a program says %s, %v", out, err)
			}
		})
	}
}

// The given credentials do not change between starts.
func TestVariables_given(t *testing.T) {
	t.Parallel()
	want := []string{"STYTCH_PROJECT_ID=project-test-22222222-2222-4222-8222-222222222222", "STYTCH_SECRET=secret-test-mine"}
	p := start(t, "-project-id", "project-test-22222222-2222-4222-8222-222222222222", "-secret", "secret-test-mine")
	if diff := cmp.Diff(want, p.variables[:2]); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

// Each call is one line of the log, without secrets.
func TestLog(t *testing.T) {
	t.Parallel()
	p := start(t)
	client := command(t.Context(), t, roleClient)
	client.Env = append(client.Env, p.variables...)
	if out, err := client.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	logged := p.killed(t)
	calls := regexp.MustCompile(`(?m)^.*msg=call operation=users\.create method=POST path=/v1/users status=201 .*$`).FindAllString(logged, -1)
	if len(calls) != 1 || strings.Count(logged, "msg=call") != 1 {
		t.Errorf("one call is\n%s", logged)
	}
	if strings.Contains(logged, p.variable(t, "STYTCH_SECRET")) {
		t.Errorf("the secret is in the log:\n%s", logged)
	}
	if !strings.Contains(logged, "only this machine can reach it") {
		t.Errorf("who can reach it is not in the log:\n%s", logged)
	}
}

func TestLog_exposed(t *testing.T) {
	t.Parallel()
	// Clients reject http to a name below localhost, too.
	for _, host := range []string{"stytch.example", "stytch.localhost"} {
		p := start(t, "-addr", "0.0.0.0:0", "-expose", "-base-url", "http://"+host+":4110")
		logged := p.killed(t)
		for _, want := range []string{`level=WARN msg="OTHER MACHINES CAN REACH IT`, "use -tls"} {
			if !strings.Contains(logged, want) {
				t.Errorf("%s: %q is not in the log:\n%s", host, want, logged)
			}
		}
	}
}

// On a signal, the emulator exits with code 0 and leaves no file behind. Ctrl-C below npx arrives twice: from the terminal,
// and from npx's wrapper.
func TestStop(t *testing.T) {
	t.Parallel()
	if runtime.GOOS == "windows" {
		t.Skip("Windows has no signals to send")
	}
	for _, test := range []struct {
		name   string
		signal os.Signal
		times  int // or until it has exited
	}{
		{"SIGTERM", syscall.SIGTERM, 1},
		{"Ctrl-C", os.Interrupt, 1},
		{"repeatedly", os.Interrupt, math.MaxInt},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			ca := filepath.Join(t.TempDir(), "ca.pem")
			p := start(t, "-tls", "-ca-file", ca)
			if _, err := os.Stat(ca); err != nil {
				t.Fatal(err)
			}
			for range test.times {
				<-time.After(200 * time.Microsecond) // signals that come together merge
				err := p.Process.Signal(test.signal)
				if errors.Is(err, os.ErrProcessDone) {
					break
				}
				if err != nil {
					t.Fatal(err)
				}
			}
			<-p.exited
			if p.err != nil || len(p.rest) > 0 {
				t.Errorf("it ended with %v and printed %q", p.err, p.rest)
			}
			if _, err := os.Stat(ca); !os.IsNotExist(err) {
				t.Errorf("%s: %v", ca, err)
			}
		})
	}
}

// Invalid flags exit with code 2, other errors with 1, and help with 0.
func TestExitCode(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name, arg, want string
		code            int
	}{
		{"help", "-h", "-seed file", 0},
		{"version", "-version", "stytch-emulator ", 0},
		{"unknown flag", "-adr", "-adr", 2},
		{"argument", "serve", `stytch-emulator: unexpected argument "serve"`, 1},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			cmd := command(t.Context(), t, roleEmulator, test.arg)
			out, err := cmd.CombinedOutput()
			if cmd.ProcessState == nil {
				t.Fatal(err)
			}
			if code := cmd.ProcessState.ExitCode(); code != test.code || !strings.Contains(string(out), test.want) {
				t.Errorf("exit code %d, want %d with %q:\n%s", code, test.code, test.want, out)
			}
		})
	}
}
