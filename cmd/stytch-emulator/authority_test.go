package main

import (
	"context"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
)

// The emulator leaves files that it did not create unchanged.
func TestCAFile_foreign(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	const content = "-----BEGIN CERTIFICATE-----\nmine\n-----END CERTIFICATE-----\n"
	foreign := filepath.Join(dir, "foreign.pem")
	if err := os.WriteFile(foreign, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	files := map[string]string{"file": foreign, "directory": dir}
	if runtime.GOOS != "windows" {
		link := filepath.Join(dir, "link.pem")
		if err := os.Symlink(foreign, link); err != nil {
			t.Fatal(err)
		}
		files["link"] = link
	}
	for name, file := range files {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			ctx, cancel := context.WithTimeout(t.Context(), patience/8) // if it starts, it serves until this timeout
			defer cancel()
			cmd := command(ctx, t, roleEmulator, "-addr", "127.0.0.1:0", "-tls", "-ca-file", file)
			out, _ := cmd.CombinedOutput() // the exit code says the same
			if code := cmd.ProcessState.ExitCode(); code != 1 || !strings.Contains(string(out), file+" exists") {
				t.Errorf("exit code %d: %s", code, out)
			}
			if kept, err := os.ReadFile(foreign); err != nil || string(kept) != content {
				t.Errorf("the file is %q, %v", kept, err)
			}
		})
	}
}

// The leftover file of a killed emulator does not prevent the next one from starting.
func TestCAFile_leftover(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "ca.pem")
	start(t, "-tls", "-ca-file", file).killed(t)
	left, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	start(t, "-tls", "-ca-file", file)
	if written, err := os.ReadFile(file); err != nil || string(written) == string(left) {
		t.Errorf("the second emulator wrote no authority of its own: %v", err)
	}
}

// The emulator does not remove a file that has replaced its own.
func TestCAFile_replaced(t *testing.T) {
	t.Parallel()
	if runtime.GOOS == "windows" {
		t.Skip("Windows has no signals to send")
	}
	file := filepath.Join(t.TempDir(), "ca.pem")
	p := start(t, "-tls", "-ca-file", file)
	if err := os.WriteFile(file, []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	p.end(t, syscall.SIGTERM)
	if kept, err := os.ReadFile(file); err != nil || string(kept) != "mine" {
		t.Errorf("the file is %q, %v", kept, err)
	}
}
