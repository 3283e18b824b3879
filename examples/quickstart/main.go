// Command quickstart makes 23 calls that take a user from sign-up to logout. Each domain that it calls has a file of
// its own, whose functions are meant to be copied.
//
// Without keys it runs against stytchtest, an in-process Stytch emulator. With STYTCH_PROJECT_ID and STYTCH_SECRET set
// it runs against Stytch's test environment, with the sandbox values that Stytch documents.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/flymyai/stytch-go"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	err := run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	stop()
	switch {
	case err == nil, errors.Is(err, flag.ErrHelp):
	case errors.Is(err, errUsage):
		os.Exit(2)
	default:
		fmt.Fprintln(os.Stderr, "quickstart:", err)
		os.Exit(1)
	}
}

const usage = `Usage: quickstart

quickstart makes 23 calls that take a user from sign-up to logout, and stops
at the first call that fails. It reads these environment variables:

  STYTCH_PROJECT_ID, STYTCH_SECRET
        keys of a test environment; without them the calls go to an emulator
        inside this process, and nothing leaves this machine
  STYTCH_BASE_URL
        another base URL than Stytch's, such as that of stytch-emulator
`

// errUsage reports wrong arguments, which run has explained on stderr.
var errUsage = errors.New("wrong arguments")

func run(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	flags := flag.NewFlagSet("quickstart", flag.ContinueOnError)
	flags.SetOutput(stderr)
	flags.Usage = func() { fmt.Fprint(flags.Output(), usage) }
	switch err := flags.Parse(args); {
	case errors.Is(err, flag.ErrHelp):
		return err
	case err != nil:
		return errUsage
	case flags.NArg() > 0:
		fmt.Fprintf(stderr, "unexpected argument: %s\n", flags.Arg(0))
		flags.Usage()
		return errUsage
	}

	env, err := newEnvironment()
	if err != nil {
		return err
	}
	defer env.close()
	fmt.Fprintf(stdout, "%s\n\n", env.description)

	start := time.Now()
	p := &printer{out: stdout, last: start}
	if err := tour(ctx, env, p.print); err != nil {
		return fmt.Errorf("stopped at call %d: %w", p.calls+1, err)
	}
	fmt.Fprintf(stdout, "\n%d calls succeeded in %v.\n", p.calls, time.Since(start).Round(time.Millisecond))
	return nil
}

// tour makes all calls and stops at the first one that fails.
func tour(ctx context.Context, env *environment, done report) error {
	client := env.client

	adaID, err := createUser(ctx, client, env.email, env.phone, done)
	defer cleanUp(ctx, client, adaID)
	if err != nil {
		return err
	}
	if err := logInByMagicLink(ctx, client, env.inbox, done); err != nil {
		return err
	}
	if err := logInByCode(ctx, client, env.inbox, done); err != nil {
		return err
	}
	charles, err := logInByPassword(ctx, client, env.passwordEmail, done)
	defer cleanUp(ctx, client, charles.userID)
	if err != nil {
		return err
	}
	if err := addAuthenticatorApp(ctx, client, charles, done); err != nil {
		return err
	}
	if err := logInByOAuth(ctx, client, env.inbox, done); err != nil {
		return err
	}
	if err := checkAndEndSession(ctx, client, charles, done); err != nil {
		return err
	}
	if err := sendRequest(ctx, client, done); err != nil {
		return err
	}
	return deleteUser(ctx, client, adaID, done)
}

// cleanUp deletes a user that the tour has created, whether the tour succeeded, failed or was interrupted.
func cleanUp(ctx context.Context, client *stytch.Client, userID string) {
	if userID == "" {
		return
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), 10*time.Second)
	defer cancel()
	_, _ = client.Users.Delete(ctx, userID) // Ada is already deleted if all went well
}

// report is called after each call to Stytch with the name of the call and its result.
type report func(call, format string, args ...any)

// printer prints a line for each call, with the time since the line before.
type printer struct {
	out   io.Writer
	last  time.Time
	calls int
}

func (p *printer) print(call, format string, args ...any) {
	p.calls++
	now := time.Now()
	milliseconds := float64(now.Sub(p.last).Microseconds()) / 1000
	fmt.Fprintf(p.out, "%2d  %-32s %-58s %7.1f ms\n", p.calls, call, fmt.Sprintf(format, args...), milliseconds)
	p.last = now
}
