package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/url"
	"strconv"
	"time"
)

// errUsage reports invalid flags. The flag package has already printed the details to stderr.
var errUsage = errors.New("usage")

const usage = `stytch-emulator runs a local Stytch project for programs in any language.

    stytch-emulator [flags]                  prints the variables for calling it, and serves until it gets a signal
    stytch-emulator [flags] -- command ...   runs a command with the variables in its environment, and serves until the command ends

`

// maxProjects exceeds the number of workers of any test suite.
const maxProjects = 1000

// settings are the values of the flags.
type settings struct {
	addr         string
	expose       bool
	baseURL      url.URL
	urlIssuer    bool
	tls          bool
	caFile       string
	seed         string
	projectID    string
	secret       string
	projects     int
	redirectURLs []string
	// start is when the emulator's clock starts; zero is now. idSeed makes IDs the same at each start; nil is random.
	start  time.Time
	idSeed *uint64
	// webhookSecret signs what is sent to webhookURLs.
	webhookURLs   []string
	webhookSecret string
	health        bool
	version       bool
	command       []string // to run while serving; if empty, serve until a signal
}

// newFlags defines the flags.
func newFlags(s *settings) *flag.FlagSet {
	f := flag.NewFlagSet("stytch-emulator", flag.ContinueOnError)
	f.StringVar(&s.addr, "addr", "127.0.0.1:4110", "`address` to listen on; port 0 picks a free port")
	f.BoolVar(&s.expose, "expose", false, "allow -addr to be reachable from other machines")
	f.Func("base-url", "`URL` that programs use to call the emulator, if it differs from -addr; the emulator prints it at the start, and adds its host to the -tls certificate", func(value string) error {
		u, err := url.Parse(value)
		if err != nil || (u.Scheme != "http" && u.Scheme != "https") || u.Hostname() == "" || u.User != nil || (u.Path != "" && u.Path != "/") || u.RawQuery != "" {
			return errors.New("it must look like https://stytch.example:4110")
		}
		s.baseURL = url.URL{Scheme: u.Scheme, Host: u.Host}
		return nil
	})
	f.BoolVar(&s.urlIssuer, "base-url-issuer", false, "use the base URL as the issuer of JWTs, as Stytch does for a project with a custom domain (default stytch.com/<project ID>)")
	f.BoolVar(&s.tls, "tls", false, "serve https with a certificate generated at startup")
	f.StringVar(&s.caFile, "ca-file", "", "`file` to write the -tls certificate authority to (default ca-<port>.pem in the user's cache directory)")
	f.StringVar(&s.seed, "seed", "", "JSON `file` with project settings and the initial users, M2M clients and connected apps")
	f.StringVar(&s.projectID, "project-id", "", "`ID` of the project, project-test-<uuid> or project-live-<uuid> (default generated)")
	f.StringVar(&s.secret, "secret", "", "`secret` of the project (default generated)")
	f.IntVar(&s.projects, "projects", 1, "`number` of isolated projects, such as one per worker of a test suite")
	f.Func("redirect-url", "registered redirect `URL`; can be repeated, and the first is the default (without the flag, any URL is accepted)", func(value string) error {
		if u, err := url.Parse(value); err != nil || u.Host == "" || (u.Scheme != "http" && u.Scheme != "https") {
			return errors.New("it must look like https://app.example/authenticate")
		}
		s.redirectURLs = append(s.redirectURLs, value)
		return nil
	})
	f.Func("time", "`time` at which the emulator's clock starts, such as 2030-01-02T03:04:05Z (default now)", func(value string) (err error) {
		if s.start, err = time.Parse(time.RFC3339, value); err != nil {
			return errors.New("it must look like 2030-01-02T03:04:05Z")
		}
		return nil
	})
	f.Func("deterministic-ids", "`number` to generate IDs, tokens and codes from; the same number and the same calls give the same values at each start", func(value string) error {
		seed, err := strconv.ParseUint(value, 10, 64)
		if err != nil {
			return errors.New("it must be a number from 0 to 18446744073709551615")
		}
		s.idSeed = &seed
		return nil
	})
	webhookFlags(f, s)
	f.BoolVar(&s.health, "health", false, "check whether an emulator is serving at -addr, with -project-id as its first project if that is set, and exit with 0 if so and 1 if not")
	f.BoolVar(&s.version, "version", false, "print the version")
	return f
}

func parse(args []string, stderr io.Writer) (settings, error) {
	var s settings
	f := newFlags(&s)
	f.SetOutput(stderr)
	f.Usage = func() {
		fmt.Fprint(stderr, usage)
		f.PrintDefaults()
	}
	if err := f.Parse(args); err != nil {
		if errors.Is(err, flag.ErrHelp) {
			return s, err
		}
		return s, errUsage
	}
	// A flag set from an unset shell variable is empty. Those defined with Func, which have no Get, check that themselves.
	var empty error
	f.Visit(func(given *flag.Flag) {
		if _, ok := given.Value.(flag.Getter); ok && given.Value.String() == "" {
			empty = fmt.Errorf("-%s is empty: set a value or omit the flag", given.Name)
		}
	})
	if empty != nil {
		return s, empty
	}
	rest := f.Args()
	if n := len(args) - len(rest); n > 0 && args[n-1] == "--" {
		if len(rest) == 0 { // an unset shell variable, too: without the command, the emulator would serve for ever
			return s, errors.New("-- requires a command")
		}
		s.command, rest = rest, nil
	}
	return s, s.check(rest)
}

// logLevel returns the lowest level to log. It keeps the log of calls out of a command's output.
func (s *settings) logLevel() slog.Level {
	if len(s.command) > 0 {
		return slog.LevelWarn
	}
	return slog.LevelInfo
}

// check rejects flags that contradict each other.
func (s *settings) check(rest []string) error {
	switch {
	case len(rest) > 0:
		return fmt.Errorf("unexpected argument %q", rest[0])
	case s.caFile != "" && !s.tls:
		return errors.New("-ca-file requires -tls")
	case s.projects < 1 || s.projects > maxProjects:
		return fmt.Errorf("-projects %d: it must be from 1 to %d", s.projects, maxProjects)
	}
	return s.completeWebhooks()
}

// baseURLAt returns the base URL of an emulator that listens on an address.
func (s *settings) baseURLAt(addr net.Addr) *url.URL {
	if s.baseURL.Host != "" {
		return &s.baseURL
	}
	host, port := hostPort(addr)
	if ip := net.ParseIP(host); ip.IsUnspecified() {
		host = "127.0.0.1"
	}
	base := &url.URL{Scheme: "http", Host: net.JoinHostPort(host, port)}
	if s.tls {
		base.Scheme = "https"
	}
	return base
}

// hostPort splits the address of a listener.
func hostPort(addr net.Addr) (host, port string) {
	host, port, err := net.SplitHostPort(addr.String())
	if err != nil {
		panic("a TCP address without a port: " + addr.String())
	}
	return host, port
}
