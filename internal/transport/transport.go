// Package transport is the only package that talks HTTP to Stytch. It adds credentials, encodes and decodes JSON, retries
// what may be retried, and turns every failure into an [api.Error].
package transport

import (
	"context"
	"crypto/hkdf"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"runtime"
	"strings"
	"sync/atomic"
	"time"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/version"
)

// Config configures a Client. The caller has validated it.
type Config struct {
	ProjectID, Secret string
	// Environment is the environment of the project.
	Environment api.Env
	// BaseURL is the base URL of the API, without a trailing slash.
	BaseURL string
	// FraudBaseURL is the base URL of the fraud operations, which have their own host.
	FraudBaseURL string
	// HTTPClient provides the transport, the timeout and the cookies. Redirects are never followed. The default is a client
	// with [DefaultTransport].
	HTTPClient *http.Client
	// Timeout limits one attempt, from dialing to the last byte of the body.
	Timeout time.Duration
	// Retry is the retry policy.
	Retry RetryPolicy
	// RateLimitWait is how long a call waits for rate limits at most. 0 turns waiting off.
	RateLimitWait time.Duration
	// Logger receives a debug record for each attempt. The default logs nothing.
	Logger *slog.Logger
	// AppInfo is added to the User-Agent.
	AppInfo string
}

// Client calls the API. It is safe for concurrent use.
type Client struct {
	projectID       string
	environment     api.Env
	base, fraudBase *url.URL
	roundTripper    http.RoundTripper
	jar             http.CookieJar
	// http1 is whether the last response came over HTTP/1.x.
	http1   atomic.Bool
	timeout time.Duration
	retry   RetryPolicy
	budget  *budget
	limits  *limits
	logger  *slog.Logger
	// header returns the header of a request, with or without the credentials. Its closure keeps them, so that no %+v
	// prints them.
	header func(contentType string, public bool) http.Header
	// quotesSecret reports whether a text quotes the secret.
	quotesSecret func(text string) bool
	// deriveKey is [Client.DeriveKey].
	deriveKey func(purpose string, length int) ([]byte, error)
}

// New returns a client. It does no I/O and starts no goroutine.
func New(cfg Config) (*Client, error) {
	base, err := url.Parse(cfg.BaseURL)
	if err != nil {
		return nil, err
	}
	fraudBase, err := url.Parse(cfg.FraudBaseURL)
	if err != nil {
		return nil, err
	}
	basic := base64.StdEncoding.EncodeToString([]byte(cfg.ProjectID + ":" + cfg.Secret))
	client := cfg.HTTPClient
	if client == nil {
		client = &http.Client{Transport: DefaultTransport(cfg.Timeout)}
	}
	timeout := cfg.Timeout
	if client.Timeout > 0 {
		timeout = min(timeout, client.Timeout)
	}
	roundTripper := client.Transport
	if roundTripper == nil {
		roundTripper = http.DefaultTransport //nolint:forbidigo // it is what a client without a transport uses
	}
	userAgent := "flymyai-stytch-go/" + version.Version + " (" + runtime.Version() + "; " + runtime.GOOS + "/" + runtime.GOARCH + ")"
	if cfg.AppInfo != "" {
		userAgent += " " + cfg.AppInfo
	}
	logger := cfg.Logger
	if logger == nil {
		logger = slog.New(slog.DiscardHandler)
	}
	return &Client{
		projectID:    cfg.ProjectID,
		environment:  cfg.Environment,
		base:         base,
		fraudBase:    fraudBase,
		roundTripper: roundTripper,
		jar:          client.Jar,
		timeout:      timeout,
		retry:        cfg.Retry,
		budget:       newBudget(),
		limits:       newLimits(cfg.RateLimitWait, cfg.Retry),
		logger:       logger,
		header:       headers(basic, userAgent),
		quotesSecret: quoter(cfg.Secret),
		deriveKey: func(purpose string, length int) ([]byte, error) {
			return hkdf.Key(sha256.New, []byte(cfg.Secret), []byte(cfg.ProjectID+"\n"+cfg.BaseURL), purpose, length)
		},
	}, nil
}

// DeriveKey derives a key for a purpose from the project secret with HKDF (RFC 5869). Clients of other projects, with other
// secrets or for other base URLs derive other keys.
func (c *Client) DeriveKey(purpose string, length int) ([]byte, error) {
	return c.deriveKey(purpose, length)
}

// headers returns a function that returns request headers. Their values are shared by all requests: nobody may change
// them, and appending to one copies it.
func headers(basic, userAgent string) func(string, bool) http.Header {
	accept := []string{"application/json"}
	agent := []string{userAgent}
	authorization := []string{"Basic " + basic}
	return func(contentType string, public bool) http.Header {
		h := http.Header{"Accept": accept, "User-Agent": agent}
		if contentType != "" {
			h["Content-Type"] = []string{contentType}
		}
		if !public {
			h["Authorization"] = authorization
		}
		return h
	}
}

// ProjectID returns the ID of the project that the client calls.
func (c *Client) ProjectID() string { return c.projectID }

// maxConns limits the connections to one host. Over HTTP/2, one connection carries many calls, and nobody reaches the
// limit. Over HTTP/1.1, it keeps a busy server that starts from dialing several times per call.
const maxConns = 80

// DefaultTransport returns Go's default transport with a larger pool of idle connections: with 2 per host, a busy server
// dials for nearly every call. The header of a response must arrive within timeout.
func DefaultTransport(timeout time.Duration) *http.Transport {
	return &http.Transport{
		Proxy:                 http.ProxyFromEnvironment,
		DialContext:           (&net.Dialer{Timeout: 5 * time.Second, KeepAlive: 30 * time.Second}).DialContext,
		TLSHandshakeTimeout:   10 * time.Second,
		ResponseHeaderTimeout: timeout,
		ForceAttemptHTTP2:     true,
		MaxConnsPerHost:       maxConns,
		MaxIdleConnsPerHost:   maxConns,
		IdleConnTimeout:       90 * time.Second,
		ExpectContinueTimeout: time.Second,
	}
}

// Call calls an operation. The body is sent as JSON (nil for none), pathArgs fill in the parameters of the path in order,
// and the response is decoded into a Resp. On error, the result is nil.
func Call[Resp any](ctx context.Context, c *Client, op Operation, body any, pathArgs ...string) (*Resp, error) {
	path, err := op.expand(pathArgs)
	if err != nil {
		return nil, err
	}
	call, err := c.newCall(op, path, body)
	if err != nil {
		return nil, err
	}
	resp := new(Resp)
	if err := c.do(ctx, call, resp); err != nil {
		return nil, err
	}
	return resp, nil
}

// fraudPaths are the operations that the fraud host serves.
var fraudPaths = map[string]bool{
	"/v1/email/risk":               true,
	"/v1/fingerprint/lookup":       true,
	"/v1/rules/set":                true,
	"/v1/rules/list":               true,
	"/v1/verdict_reasons/override": true,
	"/v1/verdict_reasons/list":     true,
}

// public reports whether a path is called without the project's credentials: the OAuth 2.0 endpoints take those of their
// own client, and the key set is public.
func public(path string) bool {
	return strings.HasPrefix(path, "/v1/public/") || strings.HasPrefix(path, "/v1/sessions/jwks/")
}

// url returns the URL of a path on the host that serves it. What is escaped in the path stays escaped.
func (c *Client) url(pathAndQuery string) (*url.URL, error) {
	path, query, _ := strings.Cut(pathAndQuery, "?")
	u := *c.base
	if fraudPaths[path] {
		u = *c.fraudBase
	}
	path = escapeRest(path, "\"<>\\^`{|}")
	unescaped, err := url.PathUnescape(path)
	if err != nil {
		return nil, err
	}
	u.RawPath = u.EscapedPath() + path
	u.Path += unescaped
	u.RawQuery = escapeRest(query, "")
	return &u, nil
}

// escapeRest escapes the bytes that a URL cannot contain (RFC 3986), and those in others. If RawPath contained one of
// them, [url.URL.EscapedPath] would ignore it and escape Path again, in which an escaped slash is a plain slash.
func escapeRest(s, others string) string {
	bad := func(b byte) bool { return b <= ' ' || b >= 0x7f || strings.IndexByte(others, b) >= 0 }
	var escaped []byte
	for i := range len(s) {
		switch {
		case bad(s[i]):
			if escaped == nil {
				escaped = []byte(s[:i])
			}
			escaped = fmt.Appendf(escaped, "%%%02X", s[i])
		case escaped != nil:
			escaped = append(escaped, s[i])
		}
	}
	if escaped == nil {
		return s
	}
	return string(escaped)
}
