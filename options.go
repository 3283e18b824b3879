package stytch

import (
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/loopback"
	"github.com/flymyai/stytch-go/sessions"
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

	// Long enough for a limit per minute, and for the calls that wait in front.
	defaultRateLimitWait = 90 * time.Second

	// At 2 to 3 KB each, about 10 MB.
	defaultSessionCache = 4096
)

// RetryPolicy configures how often and how fast failed calls are retried. Which calls are retried is not configurable;
// see the package documentation.
type RetryPolicy struct {
	// MaxAttempts is the maximum number of attempts, including the first: 1 disables retries. The default is 3. Attempts
	// that Stytch rejected because of a rate limit do not count: see [WithRateLimitWait].
	MaxAttempts int
	// BaseDelay is the upper bound of the first wait, which is random. The bound doubles with each further wait. The
	// default is 250 ms.
	BaseDelay time.Duration
	// MaxDelay is the upper bound of every wait. If the API asks for a longer one (Retry-After), the call fails at
	// once. The default is 10 s. Waits for a rate limit of the project are bounded by [WithRateLimitWait] instead.
	MaxDelay time.Duration
}

// Option configures a [Client].
type Option func(*config) error

// config collects the options.
type config struct {
	env           Env
	baseURL       string
	httpClient    *http.Client
	timeout       time.Duration
	retry         RetryPolicy
	rateLimitWait time.Duration
	logger        *slog.Logger
	appInfo       string
	// clock, sessionCache and issuers are for checking tokens.
	clock        func() time.Time
	sessionCache int
	issuers      []string
	revocations  sessions.Revocations
}

// WithEnv states the environment that the keys must belong to. New determines the environment from the project ID,
// and returns an error if the two differ.
func WithEnv(env Env) Option {
	return func(c *config) error {
		if env != EnvTest && env != EnvLive {
			return fmt.Errorf("WithEnv: %s is neither %q nor %q", quoteEnv(env, "the value"), string(EnvTest), string(EnvLive))
		}
		c.env = env
		return nil
	}
}

// WithBaseURL sends all calls to another address, such as a custom domain, a proxy or the emulator. The URL must be
// https unless its host is this machine (localhost, 127.0.0.0/8 or ::1).
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

// WithHTTPClient sends requests through the transport of the given client, with its timeout and cookies. The client is
// copied and not changed. Redirects are never followed. In tests, [net/http/httptest.Server.Client] returns a suitable
// client.
//
// Only this package retries: it prevents the transport from sending a request a second time.
func WithHTTPClient(client *http.Client) Option {
	return func(c *config) error {
		if client == nil {
			return errors.New("WithHTTPClient: the client is nil; omit the option to use the default")
		}
		c.httpClient = client
		return nil
	}
}

// WithTimeout limits each attempt of a call, from dialing to the last byte of the response. The default is 31 seconds,
// since the API itself gives up after about 30. Attempts to get the key set, the RBAC policy or a machine token end after
// 8 seconds even with a longer timeout, so that there is time to retry while other calls wait for them. The context
// limits the call as a whole.
func WithTimeout(perAttempt time.Duration) Option {
	return func(c *config) error {
		if perAttempt <= 0 {
			return fmt.Errorf("WithTimeout: %v is not a positive duration", perAttempt)
		}
		c.timeout = perAttempt
		return nil
	}
}

// WithRetry changes the retry policy. Zero fields keep their defaults.
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

// WithRateLimitWait sets the longest total time that a call waits for rate limits. The default is 90 seconds, and 0 turns
// waiting off.
//
// When Stytch rejects calls with 429 too_many_requests, the calls that share the limit wait together for the time given
// in Retry-After. Without that header, the client sends one call at a time to find out when the limit has passed. If
// the limit is hit again, the client spreads calls out at the pace that Stytch accepted, so that a job with many
// workers runs at the limit and does not fail. Calls to other endpoints are not affected. Until the first rejection,
// all this costs nothing.
//
// A call fails at once if it would have to wait longer than this or beyond the deadline of its context. If it was not
// sent at all, the error has the type [api.ErrorTypeTooManyRequests], no status and 0 attempts. Neither
// [RetryPolicy.MaxAttempts] nor the client's limit of one retry in ten calls counts attempts that a rate limit rejects.
//
// Stytch limits some endpoints per project, and others per user, address or session. Its responses do not say which
// limit was hit. If the JSON body of the request names a user, an email address, a phone number, a session or a token,
// the client assumes that the limit applies only to requests that name the same one. Only those calls then wait, each
// for no more than [RetryPolicy.MaxDelay] in total. Users.Create and Passwords.Migrate are exceptions: their limit is
// the project's.
//
// Set a low bound, or 0, where a late result is worthless, such as on a login page. If the same program also runs
// bulk jobs, use a separate client for them. With 0, each call follows the [RetryPolicy], independently of the
// others. A RetryPolicy without retries turns waiting off as well.
func WithRateLimitWait(most time.Duration) Option {
	return func(c *config) error {
		if most < 0 {
			return fmt.Errorf("WithRateLimitWait: %v is negative", most)
		}
		c.rateLimitWait = most
		return nil
	}
}

// WithLogger writes one debug record for each attempt, with the operation, method, route, status, error type, cause,
// attempt, duration, wait for rate limits and request ID. It never writes a body, a header or a query, since those may
// contain secrets.
//
// It writes a warning, with the error and its hint, if the middleware of Sessions, M2M or IDP rejects a request with a
// status of 500 or more: during an outage, for example, or after the project's secret was deleted. It writes at most
// one such warning a second. A middleware with an error handler of its own leaves logging to the handler. It also warns
// if the implementation passed to [WithRevocations] returns an error, and once an hour if session JWTs show that the
// clock of this machine is wrong.
func WithLogger(logger *slog.Logger) Option {
	return func(c *config) error {
		if logger == nil {
			return errors.New("WithLogger: the logger is nil; omit the option to disable logging")
		}
		c.logger = logger
		return nil
	}
}

// WithAppInfo adds the name and version of your program to the User-Agent header. The version may be empty.
func WithAppInfo(name, version string) Option {
	return func(c *config) error {
		for _, part := range []string{name, version} {
			if strings.ContainsFunc(part, func(r rune) bool { return r <= ' ' || r == '/' || r > '~' }) {
				return fmt.Errorf("WithAppInfo: %q may contain only printable ASCII, without spaces or slashes", part)
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

// WithSessionCache sets how many verified session JWTs and access tokens are cached, so that their signatures are not
// verified again. The default is about 4,096; 0 disables the cache. See package sessions.
func WithSessionCache(size int) Option {
	return func(c *config) error {
		if size < 0 {
			return fmt.Errorf("WithSessionCache: %d is negative", size)
		}
		c.sessionCache = size
		return nil
	}
}

// WithRevocations rejects the JWTs of a revoked session even before they expire. Every check of a session JWT consults
// the revocations, and calls that end sessions add to them. [sessions.NewRevocationList] is for one process, and
// package redisstore shares revocations between many. Without the option, a JWT is accepted until it expires, up to 5
// minutes after its session was revoked.
func WithRevocations(revocations sessions.Revocations) Option {
	return func(c *config) error {
		if revocations == nil {
			return errors.New("WithRevocations: the revocations are nil; omit the option to have none")
		}
		c.revocations = revocations
		return nil
	}
}

// WithClock replaces the system clock for checking tokens and for renewing cached keys, tokens and RBAC policies. It is
// for tests; the clients of stytchtest use the clock of their server.
func WithClock(now func() time.Time) Option {
	return func(c *config) error {
		if now == nil {
			return errors.New("WithClock: the clock is nil; omit the option to use the system clock")
		}
		c.clock = now
		return nil
	}
}

// WithIssuer also accepts tokens whose issuer is a domain of the project, such as
// "https://word-word-1234.customers.stytch.dev" or a custom domain. The issuer of a token is the domain that it was
// fetched from, and connected apps fetch theirs from the project's domain. Tokens from the API itself and from the URL
// of [WithBaseURL] are always accepted. The option can be given several times. The client sends no requests to the
// domain, but [github.com/flymyai/stytch-go/idp.Service.ResourceMetadata] tells connected apps to get their tokens
// there.
func WithIssuer(domain string) Option {
	return func(c *config) error {
		u, err := checkBaseURL(domain)
		if err != nil {
			return fmt.Errorf("WithIssuer: %w", err)
		}
		c.issuers = append(c.issuers, u)
		return nil
	}
}

// domains returns the domains of the project: those of [WithIssuer], or else the base URL, unless that is Stytch's own.
func (c *config) domains(env Env) []string {
	if len(c.issuers) == 0 && c.baseURL != "" && c.baseURL != host(env) {
		return []string{c.baseURL}
	}
	return slices.Clone(c.issuers)
}

// checkBaseURL returns the base URL without its trailing slash, or an error that says what is wrong with it.
func checkBaseURL(baseURL string) (string, error) {
	u, err := url.Parse(baseURL)
	switch {
	case err != nil || u.Host == "" || (u.Scheme != "https" && u.Scheme != "http"):
		return "", fmt.Errorf("%s is not an absolute URL such as https://login.example.com", quoteURL(u))
	case u.User != nil:
		return "", fmt.Errorf("%s contains credentials; pass them to New", quoteURL(u))
	case u.RawQuery != "" || u.Fragment != "" || u.ForceQuery:
		return "", fmt.Errorf("%s contains a query or fragment; use only scheme, host and path", quoteURL(u))
	case u.Scheme != "https" && !loopback.Host(u.Hostname()):
		return "", fmt.Errorf("%s is not https, so secrets and tokens would be sent in the clear; plain http is allowed only for this machine", quoteURL(u))
	}
	return strings.TrimRight(u.String(), "/"), nil
}

// quoteURL quotes the scheme, host and path of a URL; the rest may contain credentials. A value that is no URL may be a
// secret that was set in the wrong place.
func quoteURL(u *url.URL) string {
	if u == nil || u.Scheme == "" || u.Host == "" {
		return "the value"
	}
	return fmt.Sprintf("%q", (&url.URL{Scheme: u.Scheme, Host: u.Host, Path: u.Path}).String())
}
