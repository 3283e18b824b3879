package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/flymyai/stytch-go"
	"github.com/flymyai/stytch-go/internal/apidoc"
	"github.com/flymyai/stytch-go/internal/testsize"
	"github.com/flymyai/stytch-go/users"
)

// envRole makes the test binary act as another program: the emulator, or one that calls it.
const (
	envRole      = "STYTCH_EMULATOR_TEST_ROLE"
	roleEmulator = "emulator"
	roleClient   = "client"
)

func TestMain(m *testing.M) {
	switch os.Getenv(envRole) {
	case roleEmulator:
		execute(validated)
	case roleClient:
		if err := signUp(); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	default:
		os.Exit(m.Run())
	}
}

// signUp is a program that finds the emulator only through its environment.
func signUp() error {
	client, err := stytch.NewFromEnv()
	if err != nil {
		return err
	}
	created, err := client.Users.Create(context.Background(), users.CreateRequest{Email: "ada@example.com"})
	if err != nil {
		return err
	}
	fmt.Println("created", created.UserID)
	return nil
}

// envDocument is the path of the API document that all responses are checked against.
const envDocument = "STYTCH_EMULATOR_TEST_DOCUMENT"

// invalidResponse begins the line that an emulator in a test logs for a response that the document does not allow.
const invalidResponse = "INVALID RESPONSE"

func newValidator(document string) *apidoc.Validator {
	v := apidoc.NewValidator(document)
	v.ResponsesOnly = true
	return v
}

// validated checks what an emulator responds. The client gets an error in place of an invalid response, so that no test can
// pass over it.
func validated(next http.Handler) http.Handler {
	return newValidator(os.Getenv(envDocument)).Middleware(next, func(resp *httptest.ResponseRecorder, err error) {
		fmt.Fprintln(os.Stderr, invalidResponse, err)
		resp.Code, resp.Body = http.StatusTeapot, bytes.NewBufferString(err.Error())
	})
}

// checked checks what a handler of this process responds against the API document.
func checked(t *testing.T, handler http.Handler) http.Handler {
	return newValidator("../../api/openapi.yaml").Middleware(handler, func(_ *httptest.ResponseRecorder, err error) { t.Error(err) })
}

// missing skips a test whose requirement is not installed, or fails it if nothing may be skipped.
func missing(t *testing.T, format string, args ...any) {
	t.Helper()
	if testsize.All() {
		t.Fatalf(format, args...)
	}
	t.Skipf(format, args...)
}

// command runs this binary in a role, without the variables that the test itself may have.
func command(ctx context.Context, t *testing.T, role string, args ...string) *exec.Cmd {
	t.Helper()
	binary, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(ctx, binary, args...)
	for _, v := range os.Environ() {
		if !strings.HasPrefix(v, "STYTCH_") && !strings.HasPrefix(v, "SSL_CERT_") {
			cmd.Env = append(cmd.Env, v)
		}
	}
	document, err := filepath.Abs("../../api/openapi.yaml")
	if err != nil {
		t.Fatal(err)
	}
	cmd.Env = append(cmd.Env, envRole+"="+role, envDocument+"="+document, "GORACE=atexit_sleep_ms=0")
	return cmd
}

// patience is how long a test waits for a real process.
const patience = 2 * time.Minute

// process is a running emulator.
type process struct {
	*exec.Cmd

	// variables are what it printed, as NAME=value.
	variables []string
	// log is its standard error, complete after it has exited.
	log bytes.Buffer
	// exited is closed when it has exited with err. rest is what it printed after the variables.
	exited chan struct{}
	rest   []byte
	err    error
}

// start runs an emulator on a free port until the test ends, and returns when it has printed its variables.
func start(t *testing.T, args ...string) *process {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	p := &process{
		Cmd:    command(ctx, t, roleEmulator, append([]string{"-addr", "127.0.0.1:0"}, args...)...),
		exited: make(chan struct{}),
	}
	p.Stderr = &p.log
	stdout, err := p.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := p.Start(); err != nil {
		t.Fatal(err)
	}
	printed := make([]byte, 4096)
	n, readErr := stdout.Read(printed)
	go func() {
		defer close(p.exited)
		p.rest, _ = io.ReadAll(stdout) // Wait reports the error
		p.err = p.Wait()
	}()
	t.Cleanup(func() {
		cancel()
		<-p.exited
		if _, found, invalid := strings.Cut(p.log.String(), invalidResponse); invalid {
			t.Error(invalidResponse, found)
		}
		if t.Failed() {
			t.Log(p.log.String())
		}
	})
	if readErr != nil {
		t.Fatal("the emulator prints nothing:", readErr)
	}
	for line := range strings.Lines(string(printed[:n])) {
		p.variables = append(p.variables, strings.TrimPrefix(strings.TrimSuffix(line, "\n"), "export "))
	}
	return p
}

// variable returns what the emulator printed.
func (p *process) variable(t *testing.T, name string) string {
	t.Helper()
	for _, v := range p.variables {
		if value, ok := strings.CutPrefix(v, name+"="); ok {
			return value
		}
	}
	t.Fatalf("no %s among %q", name, p.variables)
	return ""
}

// end sends a signal and waits for the end.
func (p *process) end(t *testing.T, signal os.Signal) {
	t.Helper()
	if err := p.Process.Signal(signal); err != nil {
		t.Fatal(err)
	}
	<-p.exited
}

// killed ends the process and returns all that it logged.
func (p *process) killed(t *testing.T) string {
	t.Helper()
	p.end(t, os.Kill)
	return p.log.String()
}
