// Command mcp-server is an MCP server for logged-in users only. An MCP client finds out by itself where to log in,
// registers, sends the user to the consent page, and calls the one tool, which returns the user.
//
// Without keys it runs on stytchtest, an in-process Stytch emulator, which shows the consent page. With STYTCH_PROJECT_ID,
// STYTCH_SECRET and STYTCH_DOMAIN set it uses your project. STYTCH_DOMAIN is the domain of the project, such as
// https://word-word-1234.customers.stytch.dev.
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
		fmt.Fprintln(os.Stderr, "mcp-server:", err)
		os.Exit(1)
	}
}

// errUsage reports wrong arguments, which the flag package has explained on stderr.
var errUsage = errors.New("wrong arguments")

// run serves until the context ends.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	flags := flag.NewFlagSet("mcp-server", flag.ContinueOnError)
	flags.SetOutput(stderr)
	addr := flags.String("addr", "localhost:8800", "`address` to listen on")
	public := flags.String("url", "", "`URL` that clients connect to, if a proxy serves it: https://host/mcp")
	anyAudience := flags.Bool("any-audience", false, "accept access tokens that were issued for another API of the project")
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
	if u, err := url.Parse(*public); *public != "" && (err != nil || u.Path != endpoint) {
		return fmt.Errorf("-url %q: it must have the form https://host%s", *public, endpoint)
	}
	logger := slog.New(slog.NewTextHandler(stderr, nil))
	client, closeBackend, err := newClient(ctx, logger)
	if err != nil {
		return err
	}
	defer closeBackend()
	listener, err := new(net.ListenConfig).Listen(ctx, "tcp", *addr)
	if err != nil {
		return fmt.Errorf("%w (choose another address with -addr)", err)
	}
	defer listener.Close() //nolint:errcheck // the server has closed it, or was never started
	s := &server{client: client, url: *public, proxied: *public != "", anyAudience: *anyAudience}
	if !s.proxied {
		s.url = fmt.Sprintf("http://localhost:%d%s", listener.Addr().(*net.TCPAddr).Port, endpoint)
	}
	handler, err := s.handler()
	if err != nil {
		return err
	}
	fmt.Fprintf(stdout, "serving MCP at %s\n", s.url)
	return serve(ctx, listener, handler, logger)
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
	shutdown, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
	defer cancel()
	if err := server.Shutdown(shutdown); err != nil {
		// A client may hold a stream open for as long as it runs.
		logger.Warn("closed open connections", slog.Any("error", errors.Join(err, server.Close())))
	}
	return nil
}
