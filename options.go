package stytch

import (
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/flymyai/stytch-go/api"
)

// Env is an environment of a Stytch project: [EnvTest] or [EnvLive]. Each has separate keys, users and settings.
type Env = api.Env

// The environments of a project.
const (
	EnvTest = api.EnvTest
	EnvLive = api.EnvLive
)

// host returns the base URL of an environment.
func host(env Env) string {
	if env == EnvLive {
		return "https://api.stytch.com"
	}
	return "https://test.stytch.com"
}

// fraudHost serves the fraud operations of both environments.
const fraudHost = "https://telemetry.stytch.com"

const (
	// The API itself gives up on a request after about 30 seconds.
	defaultTimeout = 31 * time.Second

	defaultMaxAttempts = 3
	defaultBaseDelay   = 250 * time.Millisecond
	defaultMaxDelay    = 10 * time.Second

	// At 2 to 3 KB each, about 10 MB.
	defaultSessionCache = 4096
)

// RetryPolicy says how often and how fast a failed call is tried again. Which calls may be is not a
// setting: see the package documentation.
type RetryPolicy struct {
	// MaxAttempts is how often one call is sent at most, the first time included: 1 turns retries
	// off. The default is 3.
	MaxAttempts int
	// BaseDelay bounds the first wait, which is a random time up to it. The bound doubles with each
	// further wait. The default is 250 ms.
	BaseDelay time.Duration
	// MaxDelay bounds every wait. When the API asks for a longer one (Retry-After), the call returns
	// its error at once. The default is 10 s.
	MaxDelay time.Duration
}

// Option configures a [Client].
type Option func(*config) error

// config is what the options write to.
type config struct {
	env        Env
	baseURL    string
	httpClient *http.Client
	timeout    time.Duration
	retry      RetryPolicy
	logger     *slog.Logger
	appInfo    string
	// clock and sessionCache are of the check of session JWTs.
	clock        func() time.Time
	sessionCache int
}

// WithEnv states the environment. New takes it from the project id, so this only makes a pair that
// contradicts it an error.
func WithEnv(env Env) Option {
	return func(c *config) error {
		if env != EnvTest && env != EnvLive {
			return fmt.Errorf("WithEnv: %q is neither %q nor %q", string(env), string(EnvTest), string(EnvLive))
		}
		c.env = env
		return nil
	}
}

// WithBaseURL sends all calls to another address: a custom domain, a proxy, stytchtest. It must be
// https, unless it is on this machine (localhost, 127.0.0.0/8 or ::1).
func WithBaseURL(baseURL string) Option {
	return func(c *config) error {
		u, err := checkBaseURL(baseURL)
		if err != nil {
			return fmt.Errorf("WithBaseURL: %w", err)
		}
		c.baseURL = u
		return nil
	}
}

// WithHTTPClient sends through the given client: its transport, its timeout, its cookies. It is copied,
// not changed, and redirects are never followed. For tests, [net/http/httptest.Server.Client] fits.
func WithHTTPClient(client *http.Client) Option {
	return func(c *config) error {
		if client == nil {
			return errors.New("WithHTTPClient: the client is nil; leave the option out for the default")
		}
		c.httpClient = client
		return nil
	}
}

// WithTimeout bounds each attempt of a call, from dialing to the last byte of the answer. The default
// is 31 seconds, since the API gives up after about 30. The context bounds the call as a whole.
func WithTimeout(perAttempt time.Duration) Option {
	return func(c *config) error {
		if perAttempt <= 0 {
			return fmt.Errorf("WithTimeout: %v is not a positive duration", perAttempt)
		}
		c.timeout = perAttempt
		return nil
	}
}

// WithRetry changes the retry policy. Fields left zero keep their defaults.
func WithRetry(policy RetryPolicy) Option {
	return func(c *config) error {
		if policy.MaxAttempts < 0 || policy.BaseDelay < 0 || policy.MaxDelay < 0 {
			return fmt.Errorf("WithRetry: %+v has a negative field", policy)
		}
		if policy.MaxAttempts > 0 {
			c.retry.MaxAttempts = policy.MaxAttempts
		}
		if policy.BaseDelay > 0 {
			c.retry.BaseDelay = policy.BaseDelay
		}
		if policy.MaxDelay > 0 {
			c.retry.MaxDelay = policy.MaxDelay
		}
		return nil
	}
}

// WithLogger writes one debug record per attempt: operation, method, route, status, error type,
// attempt, duration and request id. Never a body, a header or a query: those hold secrets.
func WithLogger(logger *slog.Logger) Option {
	return func(c *config) error {
		if logger == nil {
			return errors.New("WithLogger: the logger is nil; leave the option out to log nothing")
		}
		c.logger = logger
		return nil
	}
}

// WithAppInfo adds the name and version of your program to the User-Agent.
func WithAppInfo(name, version string) Option {
	return func(c *config) error {
		for _, part := range []string{name, version} {
			if strings.ContainsFunc(part, func(r rune) bool { return r <= ' ' || r == '/' || r > '~' }) {
				return fmt.Errorf("WithAppInfo: %q may hold printable ASCII only, without spaces and slashes", part)
			}
		}
		if name == "" {
			return errors.New("WithAppInfo: the name is empty")
		}
		c.appInfo = name
		if version != "" {
			c.appInfo += "/" + version
		}
		return nil
	}
}

// WithSessionCache sets how many verified session JWTs are remembered, so that their signatures are not
// checked again: about 4,096 unless set, none with 0. See package sessions.
func WithSessionCache(size int) Option {
	return func(c *config) error {
		if size < 0 {
			return fmt.Errorf("WithSessionCache: %d is negative", size)
		}
		c.sessionCache = size
		return nil
	}
}

// WithClock sets the clock that session JWTs are checked by, in place of the system's. It is for tests;
// the clients of stytchtest follow the clock of their server.
func WithClock(now func() time.Time) Option {
	return func(c *config) error {
		if now == nil {
			return errors.New("WithClock: the clock is nil; leave the option out for the system's")
		}
		c.clock = now
		return nil
	}
}

// checkBaseURL returns the base URL without its trailing slash, or what is wrong with it.
func checkBaseURL(baseURL string) (string, error) {
	u, err := url.Parse(baseURL)
	switch {
	case err != nil || u.Host == "" || (u.Scheme != "https" && u.Scheme != "http"):
		return "", fmt.Errorf("%s is not an absolute URL; it looks like https://login.example.com", quoteURL(u))
	case u.User != nil:
		return "", fmt.Errorf("%s holds credentials; they go to New", quoteURL(u))
	case u.RawQuery != "" || u.Fragment != "" || u.ForceQuery:
		return "", fmt.Errorf("%s holds a query or fragment; give scheme, host and path only", quoteURL(u))
	case u.Scheme != "https" && !isLoopback(u.Hostname()):
		return "", fmt.Errorf("%s is not https, so the secret would travel in the clear; plain http is for this machine only", quoteURL(u))
	}
	return strings.TrimRight(u.String(), "/"), nil
}

// quoteURL shows no more of a URL than scheme, host and path: the rest may hold credentials.
func quoteURL(u *url.URL) string {
	if u == nil {
		return "the value"
	}
	return fmt.Sprintf("%q", (&url.URL{Scheme: u.Scheme, Host: u.Host, Path: u.Path}).String())
}

func isLoopback(host string) bool {
	if host == "localhost" || strings.HasSuffix(host, ".localhost") {
		return true
	}
	ip := net.ParseIP(host)
	return ip != nil && ip.IsLoopback()
}
