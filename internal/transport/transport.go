// Package transport is the one place that talks HTTP to Stytch. It adds authentication, encodes and
// decodes JSON, retries what may be retried, and turns every failure into an [api.Error].
package transport

import (
	"context"
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

// Config is what a Client is made of. The caller has checked it.
type Config struct {
	ProjectID, Secret string
	// Environment is the environment of the project.
	Environment api.Env
	// BaseURL of the API, without a trailing slash.
	BaseURL string
	// FraudBaseURL is the host of the fraud operations, which live apart.
	FraudBaseURL string
	// HTTPClient gives its transport, its timeout and its cookies. Redirects are never followed. Nil makes one.
	HTTPClient *http.Client
	// Timeout of one attempt, from dialing to the last byte of the body.
	Timeout time.Duration
	// Retry is the retry policy.
	Retry RetryPolicy
	// Logger gets a debug record per attempt. Nil logs nothing.
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
	logger  *slog.Logger
	// header makes the header of a request, with or without the credentials. They live in its closure,
	// where no %+v finds them.
	header func(contentType string, public bool) http.Header
	// secrets are those of the client itself, in the forms they are sent in.
	secrets func() []string
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
		logger:       logger,
		header:       headers(basic, userAgent),
		secrets:      func() []string { return []string{cfg.Secret, basic} },
	}, nil
}

// headers returns a maker of request headers. Their values are made once and shared: nobody may change them,
// and appending to one copies it.
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

// maxConns bounds the connections to one host. Over HTTP/2, which each of them carries many calls by, nobody
// meets it. Over HTTP/1.1 it keeps the start of a busy server from dialing several times per call.
const maxConns = 80

// DefaultTransport is Go's default with an idle pool fit for a backend: its 2 idle connections per host
// make a busy server dial for nearly every call.
// The header of an answer has to come within the timeout of an attempt.
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

// Call calls an operation: body is sent as JSON (nil for none), pathArgs fill the parameters of its path
// in order, and the answer is decoded into a Resp. On error the result is nil.
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

// public reports whether a path is called without credentials: the OAuth 2.0 endpoints take the
// client's own in the form, and the key set is for everybody.
func public(path string) bool {
	return strings.HasPrefix(path, "/v1/public/") || strings.HasPrefix(path, "/v1/sessions/jwks/")
}

// url is the address of a path on the host that serves it. What is escaped in the path stays as it is.
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

// escapeRest escapes the bytes that no URL holds as they are (RFC 3986), and those of others. With any of them
// in RawPath, [url.URL.EscapedPath] would ignore it and escape Path anew, where an escaped slash is a slash.
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

// hostOf names the host of a redirect for an error message, without its path or query.
func hostOf(location string) string {
	u, err := url.Parse(location)
	if err != nil || u.Host == "" {
		return "the same host"
	}
	return u.Host
}
