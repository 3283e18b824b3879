package stytch

import (
	"context"
	"fmt"
	"log/slog"
	"time"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/token"
	"github.com/flymyai/stytch-go/internal/transport"
	"github.com/flymyai/stytch-go/magiclinks"
	"github.com/flymyai/stytch-go/oauth"
	"github.com/flymyai/stytch-go/otp"
	"github.com/flymyai/stytch-go/passwords"
	"github.com/flymyai/stytch-go/sessions"
	"github.com/flymyai/stytch-go/totp"
	"github.com/flymyai/stytch-go/users"
)

// Error is what a failed call returns.
type Error = api.Error

// ArgumentError is what a call returns for an argument that cannot be sent.
type ArgumentError = api.ArgumentError

// Client calls Stytch. It is safe for concurrent use: make one and share it, since it holds the pool of
// connections. It needs no closing.
type Client struct {
	Users      *users.Service
	MagicLinks *magiclinks.Service
	OTP        *otp.Service
	Passwords  *passwords.Service
	Sessions   *sessions.Service
	TOTP       *totp.Service
	OAuth      *oauth.Service

	transport *transport.Client
	projectID string
	env       Env
}

// New returns a client for a project, with a project id and a secret of the dashboard's API keys page.
// The project id says which environment it is for. New does no I/O and starts no goroutine; keys that
// are malformed or contradict each other or the options are an error, keys that Stytch does not know
// are one at the first call.
func New(projectID, secret string, opts ...Option) (*Client, error) {
	cfg := config{
		timeout:      defaultTimeout,
		retry:        RetryPolicy{MaxAttempts: defaultMaxAttempts, BaseDelay: defaultBaseDelay, MaxDelay: defaultMaxDelay},
		clock:        time.Now,
		sessionCache: defaultSessionCache,
	}
	for _, opt := range opts {
		if err := opt(&cfg); err != nil {
			return nil, fmt.Errorf("stytch: %w", err)
		}
	}
	env, err := checkKeys(projectID, secret)
	if err != nil {
		return nil, fmt.Errorf("stytch: %w", err)
	}
	if err := checkEnv(projectID, env, cfg.env); err != nil {
		return nil, fmt.Errorf("stytch: %w", err)
	}
	baseURL, fraudURL := cfg.baseURL, cfg.baseURL
	if baseURL == "" {
		baseURL, fraudURL = host(env), fraudHost
	}
	t, err := transport.New(transport.Config{
		ProjectID:    projectID,
		Secret:       secret,
		Environment:  env,
		BaseURL:      baseURL,
		FraudBaseURL: fraudURL,
		HTTPClient:   cfg.httpClient,
		Timeout:      cfg.timeout,
		Retry:        transport.RetryPolicy(cfg.retry),
		Logger:       cfg.logger,
		AppInfo:      cfg.appInfo,
	})
	if err != nil {
		return nil, fmt.Errorf("stytch: %w", err)
	}
	verifier := token.NewVerifier(t, token.Config{BaseURL: baseURL, Now: cfg.clock, CacheSize: cfg.sessionCache})
	return &Client{
		Users:      users.New(t),
		MagicLinks: magiclinks.New(t),
		OTP:        otp.New(t),
		Passwords:  passwords.New(t),
		Sessions:   sessions.New(t, verifier),
		TOTP:       totp.New(t),
		OAuth:      oauth.New(t),
		transport:  t,
		projectID:  projectID,
		env:        env,
	}, nil
}

// ProjectID returns the project id that the client authenticates with.
func (c *Client) ProjectID() string { return c.projectID }

// Env returns the environment that the client calls.
func (c *Client) Env() Env { return c.env }

// Request calls any endpoint of the API, with the authentication, retries and errors of every other
// call. The path starts with a slash and may hold a query; escape ids in it with [net/url.PathEscape].
// Paths below /v1/public/ and the key set go out without credentials, and the six fraud operations go
// to Stytch's fraud host.
//
// The body is nil; a struct or map, sent as JSON; a []byte, [encoding/json.RawMessage] or [io.Reader] that
// holds a JSON object; or [net/url.Values], sent as a form. POST, PUT and PATCH without a body send {}.
//
// The answer goes to out: nil drops it, a pointer to a struct or map takes its JSON, and a *[]byte, an
// *[encoding/json.RawMessage] or an [io.Writer] takes it as it came.
//
//	var whoami api.DebugWhoamiResponse
//	err := client.Request(ctx, http.MethodGet, "/v1/debug/whoami", nil, &whoami)
//
// GET is tried again like any read. Everything else is tried again only where the request provably was
// not handled.
func (c *Client) Request(ctx context.Context, method, path string, body, out any) error {
	return transport.Request(ctx, c.transport, method, path, body, out)
}

// OperationFromContext returns the name of the operation that a request belongs to, such as "users.create",
// and its route, such as "/v1/users/{user_id}". It is for an [http.RoundTripper] given by [WithHTTPClient]
// that measures or traces: the context of each request it gets says so. For [Client.Request] the name is
// method and path, and the route is the path.
func OperationFromContext(ctx context.Context) (name, route string, ok bool) {
	op, ok := transport.FromContext(ctx)
	return op.Name, op.Route(), ok
}

// String names the client by its project, without the secret.
func (c *Client) String() string { return "stytch.Client(" + c.projectID + ")" }

// GoString is String: %#v shows no more.
func (c *Client) GoString() string { return c.String() }

// LogValue logs the client by its project. It implements [slog.LogValuer].
func (c *Client) LogValue() slog.Value { return slog.StringValue(c.String()) }
