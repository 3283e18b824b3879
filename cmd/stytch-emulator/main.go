// Command stytch-emulator is a Stytch project on this machine, for programs in any language. It keeps real state, issues real
// tokens, signs real JWTs, and shows the messages that users would get in an inbox. It behaves like package stytchtest.
// docs/emulator.md lists what it does where Stytch's documentation leaves a case open.
//
//	go run ./cmd/stytch-emulator -addr 127.0.0.1:4110
//
// prints the environment variables that a program needs to call it, and nothing else, on standard output:
//
//	export STYTCH_PROJECT_ID=project-test-...
//	export STYTCH_SECRET=secret-test-...
//	export STYTCH_PUBLIC_TOKEN=public-token-test-...
//	export STYTCH_ENV=test
//	export STYTCH_BASE_URL=http://127.0.0.1:4110
//
// It writes one line per call to standard error. An interrupt or SIGTERM stops it with exit code 0. The project ID and the
// secret are made up at each start unless -project-id and -secret give them. stytch-emulator -h lists all flags.
//
// # Around a test suite
//
//	stytch-emulator -tls -- npm test
//
// runs a command with these variables in its environment once the emulator serves. It stops when the command ends, with the
// command's exit code. Only warnings go to standard error then. docs/ci.md has recipes.
//
// # Several projects
//
// With -projects n it serves n projects that share nothing, so that the workers of a test suite do not disturb each other.
// They have the same base URL. STYTCH_PROJECT_ID_2 and STYTCH_SECRET_2 are the keys of the second project, whose inbox,
// clock and the rest are under /_emulator/projects/2/. With -project-id and -secret, the keys of the others follow from
// these: the ID is counted up, and the secret ends in "-2".
//
// # TLS
//
// Some of Stytch's SDKs accept only https URLs. With -tls the emulator creates a certificate authority and a certificate at
// each start. It writes the authority's certificate to a file and prints the path of the file in the variables that Node
// (NODE_EXTRA_CA_CERTS), Go, Ruby and others that follow OpenSSL (SSL_CERT_FILE), and Python's requests (REQUESTS_CA_BUNDLE)
// read. The file has the same name at each start on a port, and is removed at the end. A file that no emulator made is
// neither overwritten nor removed. The authority's key is never stored, and the authority is valid for the names of the
// emulator only. A program that outlives an emulator must be restarted for the next one, since it has read the former file.
//
// # Beside the API
//
//	GET    /_emulator/               the inbox, for a browser; / leads there
//	GET    /_emulator/health         {"status": "ok"} with the project's ID and the version, once the emulator serves
//	GET    /_emulator/messages       the messages, the oldest first; ?to=ada@example.com selects those to an address
//	GET    /_emulator/clock          the emulator's time
//	POST   /_emulator/clock          {"advance": "6m"} moves it, so that codes, links and sessions expire
//	POST   /_emulator/reset          forgets everything except the clock and what is in the seed file;
//	                                 {"clock": true} also sets the clock right
//	POST   /_emulator/faults         makes calls fail; see below
//	DELETE /_emulator/faults         removes the faults that have not come yet
//	POST   /_emulator/oauth_tokens   {"provider": "google", "email": "ada@example.com"} returns the token that a login
//	                                 with the provider brings to the redirect URL
//	POST   /_emulator/fingerprints   {"reasons": ["HEADLESS_BROWSER_AUTOMATION"]} adds a device fingerprint, as Stytch's
//	                                 script does in a browser, and returns it with its telemetry_id
//	POST   /_emulator/impersonation_tokens
//	                                 {"user_id": "...", "impersonator_id": "admin-1"} returns the token of an impersonation
//	POST   /_emulator/access_tokens  {"user_id": "...", "scope": "full_access"} returns the access token of a connected app
//	POST   /_emulator/connected_apps {"user_id": "...", "name": "Calendar"} records that a user has granted an app access
//	POST   /_emulator/keys           rotates the key that signs JWTs; {"drop_old": true} drops the older ones
//
// Messages are an array of objects with kind, to, code, token, url, method_id and sent_at. A password reset also has
// login_token and login_url. A member that does not apply is an empty string. Durations are strings such as "90s" or
// "1h30m". Errors are {"error": "..."} with a status of 400 or more. None of these requests needs credentials. Requests
// from web pages of other origins, and to other names than this machine's, are rejected.
//
// A fault has any of these fields, and is returned as it was understood:
//
//	operation     what fails, named as in the API document, such as "otp.sms.send"; everything if left out
//	status        the status of the error that is returned instead of handling the call, with the error type that fits; a
//	              status that Stytch does not use, such as 502, comes with a page of HTML, as from a proxy
//	error_type    the type of the error, with the status that fits
//	retry_after   a duration, sent as Retry-After
//	delay         a duration that passes first
//	cut_before    true: the connection is closed, and the call is not handled
//	cut_after     true: the call is handled, and the connection is closed instead of a response
//	garbage       true: the call is handled, and the response is not JSON
//	times         how many calls fail: 1 if left out, -1 for all
//
// # Where links lead
//
// A link leads to the redirect URL of the call that sent it, with stytch_token_type and token. Any http or https URL is
// accepted until -redirect-url registers some. Then the others are rejected, as Stytch does, and the first one is the
// default. Without -redirect-url, the default is http://localhost:3000/authenticate. Since nobody chose that URL, and
// perhaps nothing serves it, the inbox opens such a link at /_emulator/landing. That page stands for the application: it
// shows the token and logs in with it, by the same call as the application, when a person presses the button. Every other
// link can be opened there as well.
//
// # Logins with a provider
//
// A browser that opens /v1/public/oauth/google/start?public_token=$STYTCH_PUBLIC_TOKEN, or the same of another provider,
// sees a page in place of the provider's. A person chooses or types an account there and comes back to the redirect URL
// with the token for oauth.authenticate. docs/google-login.md has a recipe.
//
// # Seed file
//
// -seed names a JSON file with the users and M2M clients to begin with, in the form in which the API returns them. What is
// left out is made up. Secrets, which the API does not return, have members of their own:
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
//	  ]
//	}
//
// A user needs an email address, a phone number or another factor. Users can be copied from responses of the API, but a
// password or an authenticator app then needs its secret. "fingerprints" is an array of device fingerprints, as
// /_emulator/fingerprints takes them. The file also has the settings of the project, such as its redirect URLs, password
// policy and RBAC policy; docs/emulator.md shows each. An unknown field or a wrong value is an error that names the file
// and the field.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/url"
	"os"
	"os/signal"
	"syscall"

	"github.com/flymyai/stytch-go/cmd/stytch-emulator/internal/control"
	"github.com/flymyai/stytch-go/internal/version"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second signal ends the program at once
	err := run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	stop()
	switch {
	case err == nil, errors.Is(err, flag.ErrHelp):
	case errors.Is(err, errUsage):
		os.Exit(2)
	default:
		if code, ok := errors.AsType[exitError](err); ok {
			os.Exit(int(code)) // the command has said why
		}
		fmt.Fprintln(os.Stderr, "stytch-emulator:", err)
		os.Exit(1)
	}
}

// run serves until ctx is done.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) error {
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
	handler, err := control.NewProjects(projects, control.Options{
		Logger: log, LandByDefault: !projects[0].HasRedirectURLs(), AnyHost: s.expose, Host: s.baseURL.Host,
	})
	if err != nil {
		return err
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
	variables := environment(projects, base)
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

// announce logs where the emulator is, and who can reach it.
func announce(log *slog.Logger, addr net.Addr, base *url.URL) {
	log.Info("serving", slog.String("url", base.String()), slog.String("inbox", base.String()+control.Prefix))
	if isLoopback(addr) {
		log.Info("only this machine can reach it", slog.String("address", addr.String()))
		return
	}
	log.Warn("OTHER MACHINES CAN REACH IT: whoever does reads the messages and logs in as anybody", slog.String("address", addr.String()))
	if base.Scheme == "http" && !control.IsLocal(base.Host) {
		log.Warn("clients reject http to other machines: give -tls")
	}
}
