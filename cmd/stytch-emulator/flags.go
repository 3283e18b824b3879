package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/url"
)

// errUsage reports wrong flags, which the flag package has explained on stderr.
var errUsage = errors.New("usage")

const usage = `stytch-emulator is a Stytch project on this machine, for programs in any language.

    stytch-emulator [flags]                  serves until a signal, and prints the variables for calling it
    stytch-emulator [flags] -- command ...   serves while a command runs that has the variables in its environment

`

// maxProjects is more than any test suite has workers.
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
	health       bool
	version      bool
	command      []string // to run while serving; none serves until a signal
}

func parse(args []string, stderr io.Writer) (settings, error) {
	var s settings
	f := flag.NewFlagSet("stytch-emulator", flag.ContinueOnError)
	f.SetOutput(stderr)
	f.Usage = func() {
		fmt.Fprint(stderr, usage)
		f.PrintDefaults()
	}
	f.StringVar(&s.addr, "addr", "127.0.0.1:4110", "`address` to listen on; port 0 takes a free one")
	f.BoolVar(&s.expose, "expose", false, "allow an address that other machines can reach")
	f.Func("base-url", "`url` at which programs call the emulator, if it differs from -addr; it is printed, and the certificate of -tls is valid for its host", func(value string) error {
		u, err := url.Parse(value)
		if err != nil || (u.Scheme != "http" && u.Scheme != "https") || u.Hostname() == "" || u.User != nil || (u.Path != "" && u.Path != "/") || u.RawQuery != "" {
			return errors.New("it is not like https://stytch.example:4110")
		}
		s.baseURL = url.URL{Scheme: u.Scheme, Host: u.Host}
		return nil
	})
	f.BoolVar(&s.urlIssuer, "base-url-issuer", false, "sign JWTs with the base URL as their issuer, as Stytch does for a project with a domain of its own (default stytch.com/<project id>)")
	f.BoolVar(&s.tls, "tls", false, "serve https, with a certificate made at the start")
	f.StringVar(&s.caFile, "ca-file", "", "`file` to write the certificate authority of -tls to (default ca-<port>.pem in the user's cache)")
	f.StringVar(&s.seed, "seed", "", "JSON `file` with the settings of the project, and the users and M2M clients to begin with")
	f.StringVar(&s.projectID, "project-id", "", "`id` of the project, project-test-<uuid> or project-live-<uuid> (default made up)")
	f.StringVar(&s.secret, "secret", "", "`secret` of the project (default made up)")
	f.IntVar(&s.projects, "projects", 1, "`number` of projects that share nothing, such as one for each worker of a test suite")
	f.Func("redirect-url", "`url` that links may lead to, the first one by default; can be repeated (default any)", func(value string) error {
		if u, err := url.Parse(value); err != nil || u.Host == "" || (u.Scheme != "http" && u.Scheme != "https") {
			return errors.New("it is not like https://app.example/authenticate")
		}
		s.redirectURLs = append(s.redirectURLs, value)
		return nil
	})
	f.BoolVar(&s.health, "health", false, "check that an emulator serves at -addr, and exit: with 0 if it does, else with 1")
	f.BoolVar(&s.version, "version", false, "print the version")
	if err := f.Parse(args); err != nil {
		if errors.Is(err, flag.ErrHelp) {
			return s, err
		}
		return s, errUsage
	}
	// A shell replaces an unset variable by nothing.
	var empty error
	f.Visit(func(given *flag.Flag) {
		if given.Value.String() == "" && given.Name != "redirect-url" && given.Name != "base-url" {
			empty = fmt.Errorf("-%s is empty: give a value, or leave the flag out", given.Name)
		}
	})
	if empty != nil {
		return s, empty
	}
	rest := f.Args()
	if n := len(args) - len(rest); n > 0 && args[n-1] == "--" {
		s.command, rest = rest, nil
	}
	return s, s.check(rest)
}

// logLevel keeps the calls out of a command's own output.
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
		return fmt.Errorf("%q is not a flag", rest[0])
	case s.caFile != "" && !s.tls:
		return errors.New("-ca-file is for -tls: give both")
	case s.projects < 1 || s.projects > maxProjects:
		return fmt.Errorf("-projects %d: it must be from 1 to %d", s.projects, maxProjects)
	}
	return nil
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
