// Command webapp is a small web application with everything around a login: sign up and log in by email code,
// magic link or password, an authenticator app as second factor, a page for users only, and log out. It is
// net/http and html/template, without any JavaScript.
//
// Without keys it runs on stytchtest, a Stytch inside this process, and shows the mail it sends at /inbox. With
// STYTCH_PROJECT_ID and STYTCH_SECRET set it uses Stytch's test environment, which sends real mail.
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
	"time"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	err := run(ctx, os.Args[1:], os.Stdout)
	if err != nil && !errors.Is(err, flag.ErrHelp) {
		fmt.Fprintln(os.Stderr, "webapp:", err)
		stop()
		os.Exit(1)
	}
}

// run serves until the context ends.
func run(ctx context.Context, args []string, out io.Writer) error {
	flags := flag.NewFlagSet("webapp", flag.ContinueOnError)
	addr := flags.String("addr", "localhost:3000", "address to listen on")
	public := flags.String("url", "", "address that browsers use, when a proxy makes it another one; https")
	if err := flags.Parse(args); err != nil {
		return err
	}
	logger := slog.New(slog.NewTextHandler(os.Stderr, nil))

	b, err := newBackend(ctx)
	if err != nil {
		return err
	}
	defer b.close()

	var lc net.ListenConfig
	listener, err := lc.Listen(ctx, "tcp", *addr)
	if err != nil {
		return fmt.Errorf("%w (choose another address with -addr)", err)
	}
	defer listener.Close() //nolint:errcheck // the server has closed it, or was never started
	baseURL, err := publicURL(*public, listener.Addr())
	if err != nil {
		return err
	}
	app := newApp(b, baseURL, logger)
	b.announce(out, baseURL)
	return serve(ctx, listener, app.handler(), logger)
}

// publicURL returns the address that browsers use, without a slash at its end.
func publicURL(given string, listening net.Addr) (string, error) {
	if given == "" {
		// By this name browsers keep Secure cookies without https, which they do for no other host.
		return fmt.Sprintf("http://localhost:%d", listening.(*net.TCPAddr).Port), nil
	}
	u, err := url.Parse(given)
	if err != nil || u.Scheme != "https" || u.Host == "" || (u.Path != "" && u.Path != "/") || u.RawQuery != "" {
		return "", fmt.Errorf("-url %q: it must be https://host, since browsers keep the session cookies for https only", given)
	}
	return "https://" + u.Host, nil
}

// serve answers requests until the context ends, and then those that have begun.
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
	last, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
	defer cancel()
	return server.Shutdown(last)
}
