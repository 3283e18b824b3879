// Command webapp is a small web application with a complete login. Users sign up and log in with an email code, a magic
// link, a password, a passkey or Google. They can add an authenticator app as a second factor, open pages that only
// users can see, and log out. It uses net/http and html/template. Only passkeys need JavaScript: static/passkeys.js.
//
// Without keys it runs on stytchtest, an in-process Stytch emulator, and shows the emails it sends at /inbox. With
// STYTCH_PROJECT_ID and STYTCH_SECRET set it uses Stytch's test environment, which sends real email.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/signal"
	"syscall"
	"time"
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
		fmt.Fprintln(os.Stderr, "webapp:", err)
		os.Exit(1)
	}
}

// errUsage reports wrong arguments, which the flag package has explained on stderr.
var errUsage = errors.New("wrong arguments")

// run serves until the context ends.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	flags := flag.NewFlagSet("webapp", flag.ContinueOnError)
	flags.SetOutput(stderr)
	addr := flags.String("addr", "localhost:3000", "`address` to listen on")
	public := flags.String("url", "", "`URL` of the application in the browser, if a proxy serves it: https://host")
	expose := flags.Bool("expose", false, "without keys: allow other machines to read /inbox, and so to log in as anybody")
	redisURL := flags.String("redis", "", "`URL` of a Redis server, by which replicas see at once who has logged out: redis://localhost:6379")
	replicas := flags.Int("replicas", 1, "with -redis: `number` of replicas of the application that serve requests in turn")
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
	if *replicas < 1 || (*replicas > 1 && *redisURL == "") {
		fmt.Fprintln(stderr, "-replicas: must be positive, and more than one needs -redis")
		return errUsage
	}
	logger := slog.New(slog.NewTextHandler(stderr, nil))

	b, err := newBackend(ctx)
	if err != nil {
		return err
	}
	defer b.close()
	b.exposed = *expose
	listener, baseURL, err := listen(ctx, b, *addr, *public)
	if err != nil {
		return err
	}
	defer listener.Close() //nolint:errcheck // the server has closed it, or was never started
	var handler http.Handler
	if *redisURL == "" {
		handler = newApp(b, baseURL, logger).handler()
	} else {
		all, err := newReplicas(ctx, b, baseURL, *redisURL, *replicas, logger)
		if err != nil {
			return err
		}
		defer all.close()
		handler = all
	}
	b.announce(stdout, baseURL)
	return serve(ctx, listener, handler, logger)
}

// listen listens on an address. It also returns the URL of the application in the browser, without a final slash.
func listen(ctx context.Context, b *backend, addr, public string) (net.Listener, string, error) {
	resolved, err := net.ResolveTCPAddr("tcp", addr)
	if err != nil {
		return nil, "", fmt.Errorf("-addr %s: %w", addr, err)
	}
	if public != "" {
		u, err := url.Parse(public)
		if err != nil || u.Scheme != "https" || u.Host == "" || (u.Path != "" && u.Path != "/") || u.RawQuery != "" {
			return nil, "", fmt.Errorf("-url %q: it must have the form https://host, since browsers keep the session cookies for https only", public)
		}
		public = "https://" + u.Host
	}
	if b.emulator != nil && !b.exposed && (!resolved.IP.IsLoopback() || public != "") {
		return nil, "", errors.New("without keys, everybody who can open the application can read /inbox and log in as any user: " +
			"use an -addr such as localhost:3000 and no -url, or allow it with -expose")
	}
	listener, err := new(net.ListenConfig).Listen(ctx, "tcp", resolved.String())
	if err != nil {
		return nil, "", fmt.Errorf("%w (choose another address with -addr)", err)
	}
	if public == "" {
		// Browsers keep Secure cookies without https only for this name.
		public = fmt.Sprintf("http://localhost:%d", listener.Addr().(*net.TCPAddr).Port)
	}
	return listener, public, nil
}

// serve serves requests until the context ends, and then finishes those that have started.
func serve(ctx context.Context, listener net.Listener, handler http.Handler, logger *slog.Logger) error {
	server := &http.Server{
		Handler:           handler,
		ReadHeaderTimeout: 10 * time.Second,
		ReadTimeout:       30 * time.Second,
		IdleTimeout:       2 * time.Minute,
		ErrorLog:          slog.NewLogLogger(logger.Handler(), slog.LevelWarn),
	}
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(listener) }()
	select {
	case err := <-failed:
		return err
	case <-ctx.Done():
	}
	shutdown, cancel := context.WithTimeout(context.WithoutCancel(ctx), requestTimeout+5*time.Second)
	defer cancel()
	if err := server.Shutdown(shutdown); err != nil {
		// Browsers hold connections open without a request, so there may be nothing to wait for.
		logger.Warn("closed open connections", slog.Any("error", errors.Join(err, server.Close())))
	}
	return nil
}
