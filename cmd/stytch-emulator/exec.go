package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"os/exec"
	"runtime"
	"syscall"
	"time"
)

// commandTimeout is how long a command may take to exit after a signal.
const commandTimeout = 10 * time.Second

// exitError is the exit code of a failed command. The emulator exits with the same code.
type exitError int

func (e exitError) Error() string { return fmt.Sprintf("exit code %d", int(e)) }

// serveCommand serves while a command runs, and returns the command's error.
func serveCommand(ctx context.Context, cmd []string, env []variable, server *http.Server, listener net.Listener, log *slog.Logger) error {
	running, stopCommand := context.WithCancel(ctx)
	defer stopCommand()
	// The emulator serves until the command has ended, since the command may call it while it cleans up.
	serving, stopServing := context.WithCancel(context.WithoutCancel(ctx))
	defer stopServing()
	ended := make(chan error, 1)
	err := serve(serving, server, listener, log, func() {
		go func() {
			ended <- runCommand(running, cmd, env)
			stopServing()
		}()
	})
	stopCommand()
	return errors.Join(<-ended, err)
}

// runCommand runs a command with variables in its environment. When ctx is done, it sends SIGTERM to the command.
func runCommand(ctx context.Context, argv []string, env []variable) error {
	cmd := exec.CommandContext(ctx, argv[0], argv[1:]...) //nolint:gosec // the user's own command
	cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
	cmd.Env = os.Environ()
	for _, v := range env {
		cmd.Env = append(cmd.Env, v.name+"="+v.value)
	}
	if runtime.GOOS != "windows" { // Windows has no signals: the command is killed
		cmd.Cancel = func() error { return cmd.Process.Signal(syscall.SIGTERM) }
		cmd.WaitDelay = commandTimeout
	}
	err := cmd.Run()
	failed, ok := errors.AsType[*exec.ExitError](err)
	if !ok {
		return err
	}
	if status, isUnix := failed.Sys().(syscall.WaitStatus); isUnix && status.Signaled() {
		return exitError(128 + int(status.Signal())) // as shells report it
	}
	return exitError(failed.ExitCode())
}
