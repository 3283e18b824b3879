//go:build packaging

package packaging_test

import (
	"bytes"
	"context"
	"errors"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"syscall"
	"testing"
)

// installed is an empty folder with the npm package in it, installed from its tarballs.
func installed(t *testing.T) string {
	t.Helper()
	dist, tarballs, folder := t.TempDir(), t.TempDir(), t.TempDir()
	program := filepath.Join(dist, "stytch-emulator_"+runtime.GOOS+"_"+runtime.GOARCH, "stytch-emulator")
	run := func(dir, name string, args ...string) {
		t.Helper()
		cmd := exec.CommandContext(t.Context(), name, args...)
		cmd.Dir = dir
		cmd.Env = append(os.Environ(), "CGO_ENABLED=0")
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("%s: %v\n%s", name, err, out)
		}
	}
	run(root, "go", "build", "-trimpath", "-ldflags", "-s -w", "-o", program, "./cmd/stytch-emulator")
	run(".", "node", "npm/pack.mjs", "1.2.3", dist, tarballs)
	packed, err := filepath.Glob(filepath.Join(tarballs, "*-1.2.3.tgz"))
	if err != nil || len(packed) != 2 {
		t.Fatalf("packed %q, %v", packed, err)
	}
	if err := os.WriteFile(filepath.Join(folder, "package.json"), []byte(`{"private": true}`), 0o600); err != nil {
		t.Fatal(err)
	}
	run(folder, "npm", append([]string{"install", "--offline", "--no-audit", "--no-fund"}, packed...)...)
	return folder
}

func TestNPM(t *testing.T) {
	t.Parallel()
	folder := installed(t)
	npx := func(ctx context.Context, args ...string) *exec.Cmd {
		cmd := exec.CommandContext(ctx, "npx", append([]string{"--offline", "stytch-emulator", "-addr", "127.0.0.1:0"}, args...)...)
		cmd.Dir = folder
		return cmd
	}

	t.Run("around a command", func(t *testing.T) {
		t.Parallel()
		out, err := npx(t.Context(), "-tls", "-ca-file", filepath.Join(t.TempDir(), "ca.pem"), "--",
			"node", "-e", `fetch(process.env.STYTCH_BASE_URL + "/_emulator/health").then(r => { console.log(r.status); process.exitCode = 7 })`).Output()
		failed, _ := errors.AsType[*exec.ExitError](err)
		if failed == nil || failed.ExitCode() != 7 || strings.TrimSpace(string(out)) != "200" {
			t.Errorf("it ends with %v after printing %q", err, out)
		}
	})

	t.Run("until a signal", func(t *testing.T) {
		t.Parallel()
		// npx starts a shell, which passes no signals on; whoever stops a process group reaches the program.
		cmd := npx(t.Context())
		cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
		cmd.Cancel = func() error { return syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) }
		var log bytes.Buffer
		cmd.Stderr = &log
		stdout, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		printed := make([]byte, 4096)
		n, err := stdout.Read(printed)
		if err != nil {
			t.Fatal(err)
		}
		base := regexp.MustCompile(`(?m)^export STYTCH_BASE_URL=(.*)$`).FindSubmatch(printed[:n])
		if base == nil {
			t.Fatalf("it prints %s", printed[:n])
		}
		resp, err := http.Get(string(base[1]) + "/_emulator/health")
		if err != nil {
			t.Fatal(err)
		}
		if err := resp.Body.Close(); err != nil || resp.StatusCode != http.StatusOK {
			t.Errorf("health: %s, %v", resp.Status, err)
		}
		if err := syscall.Kill(-cmd.Process.Pid, syscall.SIGTERM); err != nil {
			t.Fatal(err)
		}
		_ = cmd.Wait() // npx itself is killed
		if !strings.Contains(log.String(), "msg=stopped") {
			t.Errorf("the emulator does not stop by itself:\n%s", log.String())
		}
	})
}
