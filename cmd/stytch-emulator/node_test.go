package main

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"
)

// Stytch's Node SDK works against the emulator unchanged, and so do clients of OpenID Connect.
func TestNode(t *testing.T) {
	t.Parallel()
	node, err := exec.LookPath("node")
	if err != nil {
		missing(t, "Node is not installed: %v", err)
	}
	if _, err := os.Stat(filepath.Join("node", "node_modules", "openid-client")); err != nil {
		missing(t, "run npm ci in cmd/stytch-emulator/node: %v", err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	emulator := command(ctx, t, roleEmulator)
	run := exec.CommandContext(ctx, node, "run.mjs", emulator.Path)
	run.Dir, run.Env, run.WaitDelay = "node", emulator.Env, time.Second
	out, err := run.CombinedOutput()
	t.Logf("%s", out)
	if err != nil {
		t.Error(err)
	}
}
