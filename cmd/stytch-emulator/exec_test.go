package main

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
)

// around returns a command for an emulator that runs a shell script.
func around(ctx context.Context, t *testing.T, script string, flags ...string) *exec.Cmd {
	t.Helper()
	if runtime.GOOS == "windows" {
		t.Skip("Windows has no sh")
	}
	args := append([]string{"-addr", "127.0.0.1:0"}, flags...)
	return command(ctx, t, roleEmulator, append(args, "--", "sh", "-c", script)...)
}

// A program that the emulator runs needs only its environment to call it. Only the program writes to standard
// output.
func TestCommand(t *testing.T) {
	t.Parallel()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	for name, flags := range map[string][]string{
		"http": nil,
		"tls":  {"-tls", "-ca-file", filepath.Join(t.TempDir(), "ca.pem")},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if name == "tls" && runtime.GOOS != "linux" {
				t.Skip("Go reads SSL_CERT_FILE only on Linux and similar systems")
			}
			cmd := around(t.Context(), t, envRole+"="+roleClient+" exec "+self, flags...)
			var stdout, stderr bytes.Buffer
			cmd.Stdout, cmd.Stderr = &stdout, &stderr
			if err := cmd.Run(); err != nil {
				t.Errorf("it ends with %v", err)
			}
			if !strings.HasPrefix(stdout.String(), "created user-test-") || strings.Count(stdout.String(), "\n") != 1 || stderr.Len() > 0 {
				t.Errorf("it prints %q, and to standard error %q", stdout.String(), stderr.String())
			}
		})
	}
}

// The emulator exits with its command's exit code.
func TestCommand_exitCode(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		script, want string
		code         int
	}{
		{"exit 0", "", 0},
		{"exit 7", "", 7},
		{"kill -9 $$", "", 128 + 9},
	} {
		t.Run(test.script, func(t *testing.T) {
			t.Parallel()
			cmd := around(t.Context(), t, test.script)
			out, err := cmd.CombinedOutput()
			if cmd.ProcessState == nil {
				t.Fatal(err)
			}
			if code := cmd.ProcessState.ExitCode(); code != test.code || string(out) != test.want {
				t.Errorf("exit code %d, want %d, after printing %q", code, test.code, out)
			}
		})
	}
}

func TestCommand_notFound(t *testing.T) {
	t.Parallel()
	cmd := command(t.Context(), t, roleEmulator, "-addr", "127.0.0.1:0", "--", "no-such-program")
	out, err := cmd.CombinedOutput()
	if cmd.ProcessState == nil {
		t.Fatal(err)
	}
	if code := cmd.ProcessState.ExitCode(); code != 1 || !strings.Contains(string(out), `"no-such-program": executable file not found`) {
		t.Errorf("exit code %d: %s", code, out)
	}
}

// A signal to the emulator first stops the command, which can still clean up.
func TestCommand_signal(t *testing.T) {
	t.Parallel()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := around(t.Context(), t, `trap '`+envRole+`=`+roleClient+` `+self+`; exit 3' TERM; echo ready; while :; do sleep 0.1; done`)
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	line := make([]byte, len("ready\n"))
	if _, err := stdout.Read(line); err != nil || string(line) != "ready\n" {
		t.Fatalf("%q, %v", line, err)
	}
	if err := cmd.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	var rest bytes.Buffer
	if _, err := rest.ReadFrom(stdout); err != nil {
		t.Error(err)
	}
	err = cmd.Wait()
	if code := cmd.ProcessState.ExitCode(); code != 3 || !strings.HasPrefix(rest.String(), "created user-test-") {
		t.Errorf("it ends with %v after printing %q", err, rest.String())
	}
}
