// Command stytch-mcp serves Stytch's Consumer API to agents over the Model Context Protocol, as 23 tools by default.
// With -tools, it serves the named toolsets instead, one for each domain. It reads requests from standard input and
// writes responses to standard output. To try it without keys, run it against an emulator:
//
//	go run ./cmd/stytch-mcp -emulator
//
// With keys it calls Stytch:
//
//	STYTCH_PROJECT_ID=project-test-... STYTCH_SECRET=secret-test-... stytch-mcp -tools users,sessions
//
// Run stytch-mcp -h for the flags, and see docs/mcp.md.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/signal"
	"strings"
	"syscall"

	"github.com/flymyai/stytch-go/cmd/stytch-mcp/internal/tools"
	"github.com/flymyai/stytch-go/internal/version"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second signal ends the program at once
	err := run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr)
	stop()
	switch {
	case err == nil, errors.Is(err, flag.ErrHelp):
	case errors.Is(err, errUsage):
		os.Exit(2)
	default:
		fmt.Fprintln(os.Stderr, "stytch-mcp:", err)
		os.Exit(1)
	}
}

// errUsage is an error that the flag package has already printed.
var errUsage = errors.New("usage")

// settings holds the values of the flags.
type settings struct {
	emulator  bool
	http      string
	httpToken string
	expose    bool
	oauth     bool
	url       string
	// anyAudience accepts tokens for other APIs.
	anyAudience bool

	health   bool
	version  bool
	logLevel slog.Level
	tools    tools.Options
}

func parse(args []string, stderr io.Writer) (settings, error) {
	var s settings
	f := flag.NewFlagSet("stytch-mcp", flag.ContinueOnError)
	f.SetOutput(stderr)
	f.Usage = func() {
		fmt.Fprint(stderr, usage)
		f.PrintDefaults()
	}
	f.BoolVar(&s.emulator, "emulator", false, "call a built-in emulator instead of Stytch; needs no keys")
	f.StringVar(&s.http, "http", "", "serve streamable HTTP at this `address` of this machine, such as 127.0.0.1:8790, instead of standard input and output")
	f.StringVar(&s.httpToken, "http-token", "", "bearer `token` that HTTP requests must carry; "+envToken+" is safer, since other users can see flags")
	f.BoolVar(&s.expose, "expose", false, "allow -http to listen on an address that other machines can reach; requires a bearer token")
	f.BoolVar(&s.oauth, "oauth", false, "require an access token of a connected app instead of the bearer token; its user must have a role that grants access to the RBAC resource "+resourceID+"; allows -http to listen on an address that other machines can reach")
	f.StringVar(&s.url, "url", "", "with -oauth, `URL` that clients connect to if a proxy serves it, such as https://mcp.example.com/mcp")
	f.BoolVar(&s.anyAudience, "any-audience", false, "with -oauth, accept access tokens that were issued for another API of the project")
	f.BoolVar(&s.health, "health", false, "check whether a server is running at -http, and exit with 0 if so and 1 if not")
	f.Func("tools", "`names` of tools or toolsets to serve, separated by commas; default stands for users, magic_links, otp, passwords, sessions, totp, oauth and request; passkeys, m2m, connected_apps and fraud are served only if named; all stands for everything", func(value string) error {
		for name := range strings.SplitSeq(value, ",") {
			s.tools.Tools = append(s.tools.Tools, strings.TrimSpace(name))
		}
		return nil
	})
	f.BoolVar(&s.tools.ReadOnly, "read-only", false, "serve only the tools that change nothing; stytch_request can only GET")
	f.BoolVar(&s.tools.AllowLive, "allow-live", false, "accept the keys of a live project")
	f.BoolVar(&s.tools.AllowDestructive, "allow-destructive", false, "with live keys and a client that cannot ask a person to confirm, still serve the tools and arguments that overwrite, delete or grant access")
	f.IntVar(&s.tools.MaxTokens, "max-tokens", 10_000, "maximum `tokens` in a result, counting 4 bytes as a token; the rest follows with a cursor")
	f.TextVar(&s.logLevel, "log-level", slog.LevelInfo, "lowest `level` to log to standard error: debug, info, warn or error")
	f.BoolVar(&s.version, "version", false, "print the version")
	if err := f.Parse(args); err != nil {
		if errors.Is(err, flag.ErrHelp) {
			return s, err
		}
		return s, errUsage
	}
	if f.NArg() > 0 {
		return s, fmt.Errorf("unexpected argument %q", f.Arg(0))
	}
	if s.httpToken != "" && s.http == "" {
		return s, errors.New("-http-token requires -http")
	}
	if s.httpToken == "" {
		s.httpToken = os.Getenv(envToken)
	}
	return s, s.checkHTTP()
}

const (
	envToken = "STYTCH_MCP_TOKEN"

	usage = `stytch-mcp serves Stytch's Consumer API to agents as tools, over MCP.

Unless -emulator is given, it reads these environment variables:

    STYTCH_PROJECT_ID   ID of the project
    STYTCH_SECRET       secret of the project
    STYTCH_ENV          test, the default, or live
    STYTCH_BASE_URL     address to call instead of Stytch's, such as an emulator's; optional
    STYTCH_DOMAIN       domain of the project; with -oauth only

`
)

func run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) error {
	s, err := parse(args, stderr)
	if err != nil {
		return err
	}
	if s.version {
		_, err := fmt.Fprintln(stdout, "stytch-mcp", version.Version)
		return err
	}
	if s.health {
		return checkHealth(ctx, s.http)
	}
	log := slog.New(slog.NewTextHandler(stderr, &slog.HandlerOptions{Level: s.logLevel}))
	s.tools.Logger = log
	b, err := s.backend(log)
	if err != nil {
		return err
	}
	defer b.close()
	s.tools.Inbox = b.inbox
	server, err := tools.New(b.client, s.tools)
	if errors.Is(err, tools.ErrLive) {
		return fmt.Errorf("%w: start with -allow-live if that is intended, or use the keys of the test environment", err)
	}
	if err != nil {
		return err
	}
	if s.http != "" {
		return serveHTTP(ctx, s.http, func(url string) (access, error) {
			if !s.oauth {
				return access{token: s.httpToken}, nil
			}
			oauth, err := newResource(ctx, b.client, &s, url, log)
			return access{oauth: oauth}, err
		}, server, log)
	}
	if err := serveStdio(ctx, server, stdin, stdout); err != nil {
		return fmt.Errorf("standard input: %w", err)
	}
	return nil
}
