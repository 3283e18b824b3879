package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/modelcontextprotocol/go-sdk/mcp"

	"github.com/flymyai/stytch-go/internal/version"
	"github.com/flymyai/stytch-go/stytchtest"
)

// asProgram turns the test binary into the program itself, so that a test can run and stop it.
const asProgram = "STYTCH_MCP_TEST_AS_PROGRAM"

func TestMain(m *testing.M) {
	if os.Getenv(asProgram) == "" {
		os.Exit(m.Run())
	}
	main()
}

// command returns a command that runs the program with the given environment.
func command(ctx context.Context, env []string, args ...string) *exec.Cmd {
	self, err := os.Executable()
	if err != nil {
		panic(err)
	}
	cmd := exec.CommandContext(ctx, self, args...)
	cmd.Env = append([]string{"PATH=" + os.Getenv("PATH"), "HOME=" + os.Getenv("HOME"), asProgram + "=1", "GORACE=atexit_sleep_ms=0"}, env...)
	return cmd
}

// keysOf returns the environment for an emulator outside the program.
func keysOf(srv *stytchtest.Server) []string {
	return []string{"STYTCH_PROJECT_ID=" + srv.ProjectID(), "STYTCH_SECRET=" + srv.Secret(), "STYTCH_BASE_URL=" + srv.URL()}
}

// start runs the program and connects to it over stdio.
func start(t *testing.T, env []string, args ...string) (*mcp.ClientSession, *bytes.Buffer) {
	t.Helper()
	cmd := command(t.Context(), env, args...)
	var log bytes.Buffer
	cmd.Stderr = &log
	client := mcp.NewClient(&mcp.Implementation{Name: "test"}, nil)
	session, err := client.Connect(t.Context(), &mcp.CommandTransport{Command: cmd}, nil)
	if err != nil {
		t.Fatalf("%v\n%s", err, log.String())
	}
	return session, &log
}

// stop closes standard input, after which the program must exit by itself with code 0.
func stop(t *testing.T, session *mcp.ClientSession) {
	t.Helper()
	if err := session.Close(); err != nil {
		t.Errorf("the program did not exit cleanly: %v", err)
	}
}

func call(t *testing.T, session *mcp.ClientSession, tool string, arguments map[string]any) map[string]any {
	t.Helper()
	result, err := session.CallTool(t.Context(), &mcp.CallToolParams{Name: tool, Arguments: arguments})
	if err != nil {
		t.Fatalf("%s: %v", tool, err)
	}
	out, ok := result.StructuredContent.(map[string]any)
	if result.IsError || !ok {
		t.Fatalf("%s: %s", tool, result.Content[0].(*mcp.TextContent).Text)
	}
	return out
}

// With -emulator, the program needs no keys.
func TestEmulator(t *testing.T) {
	t.Parallel()
	session, log := start(t, nil, "-emulator")
	sent := call(t, session, "stytch_otp_email_send", map[string]any{"email": "ada@example.com", "create_user": true})
	if text := session.InitializeResult().Instructions; !strings.Contains(text, "Read the messages with stytch_emulator_messages.") {
		t.Errorf("the instructions do not say where to read messages: %s", text)
	}
	inbox := call(t, session, "stytch_emulator_messages", map[string]any{"to": "ada@example.com"})
	messages, _ := inbox["messages"].([]any)
	if len(messages) != 1 {
		t.Fatalf("%d messages, want 1", len(messages))
	}
	message, _ := messages[0].(map[string]any)
	login := call(t, session, "stytch_otp_authenticate", map[string]any{
		"method_id": message["method_id"], "code": message["code"], "session_duration_minutes": 60,
	})
	if login["user_id"] != sent["user_id"] || login["session_token"] == nil {
		t.Errorf("login: %v", login)
	}
	stop(t, session)
	if !strings.Contains(log.String(), "tool=stytch_otp_authenticate") {
		t.Errorf("log:\n%s", log)
	}
}

// Mistakes in the configuration end the program at once with an exit code and a message about what to do.
func TestStartErrors(t *testing.T) {
	t.Parallel()
	live := []string{"STYTCH_PROJECT_ID=project-live-11111111-1111-4111-8111-111111111111", "STYTCH_SECRET=secret"}
	for name, test := range map[string]struct {
		env  []string
		args []string
		code int
		want string
	}{
		"no keys":            {nil, nil, 1, "without keys, try -emulator"},
		"live, not declared": {live, []string{"-allow-live"}, 1, "STYTCH_ENV=live"},
		"live, not allowed":  {append(live, "STYTCH_ENV=live"), nil, 1, "start with -allow-live if that is intended"},
		"no such toolset":    {nil, []string{"-emulator", "-tools", "users,nothing"}, 1, `unknown tool or toolset "nothing"`},
		"no such flag":       {nil, []string{"-emulate"}, 2, "flag provided but not defined"},
		"no flag at all":     {nil, []string{"emulator"}, 1, `unexpected argument "emulator"`},
		"all interfaces":     {nil, []string{"-emulator", "-http", ":8790"}, 1, "can be reached from other machines"},
		"another interface":  {nil, []string{"-emulator", "-http", "0.0.0.0:8790"}, 1, "can be reached from other machines"},
		"another host":       {nil, []string{"-emulator", "-http", "example.com:8790"}, 1, "can be reached from other machines"},
		"no port":            {nil, []string{"-emulator", "-http", "127.0.0.1"}, 1, "is not an address"},
		"a token for stdio":  {nil, []string{"-emulator", "-http-token", "s3cret"}, 1, "-http-token requires -http"},
		"no domain":          {[]string{"STYTCH_PROJECT_ID=" + testProject, "STYTCH_SECRET=secret"}, []string{"-http", "127.0.0.1:0", "-oauth"}, 1, "-oauth requires STYTCH_DOMAIN"},
		"domain, no https":   {[]string{"STYTCH_PROJECT_ID=" + testProject, "STYTCH_SECRET=secret", "STYTCH_DOMAIN=word-word-1234.customers.stytch.dev"}, []string{"-http", "127.0.0.1:0", "-oauth"}, 1, "-oauth requires STYTCH_DOMAIN, the domain of the project with https://"},
		"a URL in the clear": {nil, []string{"-emulator", "-http", "127.0.0.1:0", "-oauth", "-url", "http://mcp.example.com/mcp"}, 1, "is not an https URL"},
		"too few tokens":     {nil, []string{"-emulator", "-max-tokens", "10"}, 1, "a result needs at least 500 tokens, not 10"},
		"help":               {nil, []string{"-h"}, 0, "-allow-destructive"},
		"an unknown level":   {nil, []string{"-log-level", "loud"}, 2, "invalid value"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			cmd := command(t.Context(), test.env, test.args...)
			var stdout, stderr bytes.Buffer
			cmd.Stdout, cmd.Stderr = &stdout, &stderr
			_ = cmd.Run()
			if code := cmd.ProcessState.ExitCode(); code != test.code {
				t.Errorf("exit code %d, want %d", code, test.code)
			}
			if !strings.Contains(stderr.String(), test.want) {
				t.Errorf("standard error does not contain %q:\n%s", test.want, &stderr)
			}
			if stdout.Len() > 0 {
				t.Errorf("standard output is not empty: %q", &stdout)
			}
		})
	}
}

func TestVersion(t *testing.T) {
	t.Parallel()
	out, err := command(t.Context(), nil, "-version").Output()
	if want := "stytch-mcp " + version.Version + "\n"; err != nil || string(out) != want {
		t.Errorf("%q, %v, want %q", out, err, want)
	}
}

// Requests can be piped in: all get responses although the input has ended.
func TestPipedInput(t *testing.T) {
	t.Parallel()
	cmd := command(t.Context(), nil, "-emulator", "-tools", "users", "-log-level", "error")
	cmd.Stdin = strings.NewReader(`
		{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"test","version":"1"}}}
		{"jsonrpc":"2.0","method":"notifications/initialized"}
		{"jsonrpc":"2.0","id":2,"method":"tools/list"}
		{"jsonrpc":"2.0","id":3,"method":"tools/call","params":{"name":"stytch_user_create","arguments":{"email":"ada@example.com"}}}
	`)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil || stderr.Len() > 0 {
		t.Errorf("%v\n%s", err, &stderr)
	}
	for _, want := range []string{`"id":1,"result"`, `"id":2,"result"`, `"id":3,"result"`} {
		if !strings.Contains(string(out), want) {
			t.Errorf("the output has no %s:\n%s", want, out)
		}
	}
}

// A signal ends the program with exit code 0, also while a client is connected.
func TestSignals(t *testing.T) {
	t.Parallel()
	for _, signal := range []os.Signal{os.Interrupt, syscall.SIGTERM} {
		for _, args := range [][]string{{"-emulator"}, {"-emulator", "-http", "127.0.0.1:0"}} {
			t.Run(fmt.Sprint(signal, args), func(t *testing.T) {
				t.Parallel()
				cmd := command(t.Context(), nil, args...)
				stdin, err := cmd.StdinPipe()
				if err != nil {
					t.Fatal(err)
				}
				defer func() { _ = stdin.Close() }()
				ready := &waiter{found: make(chan struct{})}
				cmd.Stdout, cmd.Stderr = ready, ready
				if err := cmd.Start(); err != nil {
					t.Fatal(err)
				}
				// A response or a log record shows that the program serves.
				_, _ = fmt.Fprintln(stdin, `{"jsonrpc":"2.0","id":1,"method":"ping"}`)
				select {
				case <-ready.found:
				case <-time.After(30 * time.Second):
					t.Fatal("the program does not serve")
				}
				if err := cmd.Process.Signal(signal); err != nil {
					t.Fatal(err)
				}
				if err := cmd.Wait(); err != nil {
					t.Errorf("the program did not exit cleanly: %v", err)
				}
			})
		}
	}
}

// waiter closes found at the first write.
type waiter struct {
	found chan struct{}
	done  bool
}

func (w *waiter) Write(p []byte) (int, error) {
	if !w.done {
		w.done = true
		close(w.found)
	}
	return len(p), nil
}
