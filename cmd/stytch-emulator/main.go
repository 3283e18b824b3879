// Command stytch-emulator runs a local Stytch project for programs in any language. It keeps real state, issues real tokens
// and signs real JWTs. An inbox shows the messages that users would receive. It behaves like package stytchtest.
// docs/emulator.md describes its behavior in cases that Stytch's documentation leaves open.
//
//	go run ./cmd/stytch-emulator -addr 127.0.0.1:4110
//
// This prints to standard output the environment variables that a program needs to call the emulator, and nothing else:
//
//	export STYTCH_PROJECT_ID=project-test-...
//	export STYTCH_SECRET=secret-test-...
//	export STYTCH_PUBLIC_TOKEN=public-token-test-...
//	export STYTCH_ENV=test
//	export STYTCH_BASE_URL=http://127.0.0.1:4110
//
// The emulator logs one line per call to standard error. An interrupt or SIGTERM stops it with exit code 0. Each start
// generates a new project ID and secret unless -project-id and -secret set them. stytch-emulator -h lists all flags.
//
// # Running a command
//
//	stytch-emulator -tls -- npm test
//
// This starts the emulator, then runs a command with these variables in its environment. The emulator stops when the
// command ends, and exits with the command's exit code. In this mode it logs only warnings. docs/ci.md has recipes.
//
// # Multiple projects
//
// With -projects n it serves n isolated projects, so the workers of a test suite do not interfere with each other. All
// projects share one base URL. STYTCH_PROJECT_ID_1 and STYTCH_SECRET_1 are the credentials of the first project, and so
// on up to n. /_emulator/projects/1/ serves the inbox, clock and other controls of the first. If -project-id and
// -secret are set, the other credentials are derived from them: each project increments the ID and appends its number
// to the secret, as in "-2".
//
// # TLS
//
// Some of Stytch's SDKs accept only https URLs. With -tls the emulator creates a new certificate authority and certificate
// at each start. It writes the authority's certificate to a file and prints the file's path in three variables:
// NODE_EXTRA_CA_CERTS for Node, SSL_CERT_FILE for Go, Ruby and programs based on OpenSSL, and REQUESTS_CA_BUNDLE for
// Python's requests. The file name depends only on the port, and the file is removed on exit. The emulator overwrites and
// removes only files created by an emulator. The authority's key is never stored, and the authority is valid only for the
// emulator's host names. If the emulator restarts, restart your program too, so that it reads the new certificate.
//
// # Control endpoints
//
//	GET    /_emulator/               the inbox, for a browser; / redirects there
//	GET    /_emulator/health         {"status": "ok"} with the project ID and the version, once the emulator is serving
//	GET    /_emulator/messages       the messages, oldest first; ?to=ada@example.com selects one recipient
//	GET    /_emulator/webhooks       the webhooks, oldest first, with their deliveries; ?type=direct.user.create selects one type
//	GET    /_emulator/clock          the emulator's time
//	POST   /_emulator/clock          {"advance": "6m"} moves the clock forward, to expire codes, links and sessions
//	POST   /_emulator/reset          restores the initial state, including seeded data, but keeps the clock;
//	                                 {"clock": true} also resets the clock to its start: -time or the real time
//	POST   /_emulator/faults         makes calls fail; see below
//	DELETE /_emulator/faults         removes the remaining faults
//	POST   /_emulator/oauth_tokens   {"provider": "google", "email": "ada@example.com"} returns the token that a login
//	                                 with the provider would append to the redirect URL
//	POST   /_emulator/fingerprints   {"reasons": ["HEADLESS_BROWSER_AUTOMATION"]} adds a device fingerprint, as Stytch's
//	                                 script does in a browser, and returns it with its telemetry_id
//	POST   /_emulator/impersonation_tokens
//	                                 {"user_id": "...", "impersonator_id": "admin-1"} returns an impersonation token
//	POST   /_emulator/access_tokens  {"user_id": "...", "scope": "full_access"} returns an access token of a connected app
//	POST   /_emulator/connected_apps {"user_id": "...", "name": "Calendar"} records that a user has granted an app access
//	POST   /_emulator/keys           rotates the key that signs JWTs; {"drop_old": true} discards the old keys
//
// The messages are an array of objects with kind, to, code, token, url, method_id and sent_at. All of these fields are
// always there, and empty if they do not apply. Only a password reset also has login_token and login_url. Durations are
// strings such as "90s" or "1h30m". Errors are {"error": "..."} with a status of 400 or more. These requests need no
// credentials. The emulator rejects a POST or DELETE from a web page of another origin. Without -expose, it also
// rejects a request whose Host header names neither this machine nor the host of -base-url.
//
// The response to a new fault is that fault. A fault has any of these fields:
//
//	operation     the operation that fails, named as in the API document, such as "otp.sms.send"; all if omitted
//	status        the status of the error to return instead of handling the call, with a matching error type; a status
//	              that Stytch does not use, such as 502, comes with an HTML page, as from a proxy
//	error_type    the type of the error, with a matching status
//	retry_after   a duration, sent as Retry-After
//	delay         a duration to wait before anything else happens
//	cut_before    true: closes the connection without handling the call
//	cut_after     true: handles the call, then closes the connection without a response
//	garbage       true: handles the call, then returns a response that is not JSON
//	times         how many calls fail: 1 if omitted, -1 for all
//
// # Webhooks
//
//	stytch-emulator -webhook-url http://127.0.0.1:8080/webhooks/stytch
//
// With -webhook-url, the emulator sends a webhook to the URL for each user that a call creates, changes or deletes. It signs
// and retries webhooks as Stytch does. The application verifies them with STYTCH_WEBHOOK_SECRET, one of the printed
// variables. -webhook-secret sets it. The retries follow the emulator's clock, so POST /_emulator/clock makes them due. The
// inbox shows each webhook, and why a delivery failed.
//
// # Redirect URLs
//
// A link opens the redirect URL of the call that sent it, with stytch_token_type and token in the query. Without
// -redirect-url, the emulator accepts any http or https URL, and the default is http://localhost:3000/authenticate. With
// -redirect-url, it rejects unregistered URLs, as Stytch does, and the first registered URL is the default.
//
// The built-in default URL often has no application behind it. The inbox therefore opens links with that URL at
// /_emulator/landing, a page that stands in for the application. It shows the token and has a button that logs in with it,
// using the same API call as the application. Any other link can be opened there too.
//
// # OAuth logins
//
// The emulator replaces each provider's login page with its own. Open
// /v1/public/oauth/google/start?public_token=$STYTCH_PUBLIC_TOKEN in a browser, or the same path for another provider.
// After choosing or entering an account, the user returns to the redirect URL with the token for oauth.authenticate.
// docs/google-login.md has a recipe.
//
// # Seed file
//
// -seed names a JSON file with the initial users, M2M clients and connected apps, in the format that the API returns. Omitted
// values are generated. Secrets, which the API does not return, have their own fields:
//
//	{
//	  "users": [
//	    {
//	      "user_id": "user-test-6f3d1a52-0c5e-4b0e-9d39-0b9f2d0c7a11",
//	      "name": {"first_name": "Ada", "last_name": "Lovelace"},
//	      "emails": [{"email": "ada@example.com", "verified": true}],
//	      "phone_numbers": [{"phone_number": "+14155550123", "verified": true}],
//	      "status": "active",
//	      "trusted_metadata": {"plan": "engine"},
//	      "plain_password": "correct-horse-battery-staple",
//	      "totp_secret": "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
//	    }
//	  ],
//	  "m2m_clients": [
//	    {"client_id": "orders", "client_secret": "orders-secret-1815", "scopes": ["read:users"]}
//	  ],
//	  "connected_apps": [
//	    {
//	      "client_id": "connected-app-test-2f6f5d0e-51c6-4c3c-8a39-5d1f6a3f8b10",
//	      "client_secret": "calendar-secret-1815",
//	      "client_type": "third_party",
//	      "client_name": "Calendar",
//	      "redirect_urls": ["http://127.0.0.1:8080/callback"]
//	    }
//	  ]
//	}
//
// A user needs an email address, a phone number or another factor. Users can be copied from API responses.
// Then add plain_password to each user with a password, and totp_secret to each user with an authenticator app.
// "fingerprints" is an array of device fingerprints, in the format that /_emulator/fingerprints accepts. The file can also
// contain project settings, such as redirect URLs, the password policy and the RBAC policy. docs/emulator.md shows each of
// them. An unknown field or an invalid value is an error that names the file and the field.
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

	"github.com/flymyai/stytch-go/cmd/stytch-emulator/internal/control"
	"github.com/flymyai/stytch-go/internal/loopback"
	"github.com/flymyai/stytch-go/internal/version"
)

func main() { execute(nil) }

// execute runs the program. Tests observe what it serves through a middleware, which is nil for none.
func execute(middleware func(http.Handler) http.Handler) {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	// A later signal ends the program at once. One within a second is the same Ctrl-C again: under npx, it comes from the
	// terminal and from npx's wrapper.
	context.AfterFunc(ctx, func() { time.AfterFunc(time.Second, stop) })
	err := run(ctx, os.Args[1:], os.Stdout, os.Stderr, middleware)
	switch {
	case err == nil, errors.Is(err, flag.ErrHelp):
	case errors.Is(err, errUsage):
		os.Exit(2)
	default:
		if code, ok := errors.AsType[exitError](err); ok {
			os.Exit(int(code)) // the command has reported its own error
		}
		fmt.Fprintln(os.Stderr, "stytch-emulator:", err)
		os.Exit(1)
	}
}

// run serves until ctx is done.
func run(ctx context.Context, args []string, stdout, stderr io.Writer, middleware func(http.Handler) http.Handler) error {
	s, err := parse(args, stderr)
	if err != nil {
		return err
	}
	if s.version {
		fmt.Fprintln(stdout, "stytch-emulator", version.Version)
		return nil
	}
	if s.health {
		return s.checkHealth(ctx)
	}
	log := slog.New(slog.NewTextHandler(stderr, &slog.HandlerOptions{Level: s.logLevel()}))
	projects, err := newProjects(&s, log)
	if err != nil {
		return err
	}
	defer func() {
		for _, project := range projects {
			project.Close()
		}
	}()
	handler, err := control.NewProjects(projects, control.Options{
		Logger: log, LandByDefault: !projects[0].HasRedirectURLs(), AnyHost: s.expose, Host: s.baseURL.Host,
	})
	if err != nil {
		return err
	}
	if middleware != nil {
		handler = middleware(handler)
	}
	listener, err := listen(ctx, s.addr, s.expose)
	if err != nil {
		return err
	}
	base := s.baseURLAt(listener.Addr())
	if s.urlIssuer {
		for _, project := range projects {
			project.SetIssuer(base.String())
		}
	}
	variables := append(environment(projects, base), s.webhookVariables()...)
	server := newServer(ctx, handler, log)
	if s.tls {
		caFile, remove, err := s.useTLS(server, listener.Addr(), base.Hostname())
		if err != nil {
			return errors.Join(err, listener.Close())
		}
		defer remove()
		variables = append(variables, authorityVariables(caFile)...)
	}
	if len(s.command) > 0 {
		return serveCommand(ctx, s.command, variables, server, listener, log)
	}
	return serve(ctx, server, listener, log, func() {
		announce(log, listener.Addr(), base)
		printVariables(stdout, variables)
	})
}

// announce logs the emulator's URL and whether other machines can reach it.
func announce(log *slog.Logger, addr net.Addr, base *url.URL) {
	log.Info("serving", slog.String("url", base.String()), slog.String("inbox", base.String()+control.Prefix))
	if isLoopback(addr) {
		log.Info("only this machine can reach it", slog.String("address", addr.String()))
		return
	}
	log.Warn("OTHER MACHINES CAN REACH IT: anyone who does can read the messages and log in as any user", slog.String("address", addr.String()))
	if base.Scheme == "http" && !loopback.Host(base.Hostname()) {
		log.Warn("clients reject http to other machines: use -tls")
	}
}
