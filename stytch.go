package stytch

import (
	"context"
	"fmt"
	"log/slog"
	"time"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/connectedapps"
	"github.com/flymyai/stytch-go/cryptowallets"
	"github.com/flymyai/stytch-go/debug"
	"github.com/flymyai/stytch-go/fraud"
	"github.com/flymyai/stytch-go/idp"
	"github.com/flymyai/stytch-go/impersonation"
	"github.com/flymyai/stytch-go/internal/bearer"
	policies "github.com/flymyai/stytch-go/internal/rbac"
	"github.com/flymyai/stytch-go/internal/token"
	"github.com/flymyai/stytch-go/internal/transport"
	"github.com/flymyai/stytch-go/m2m"
	"github.com/flymyai/stytch-go/magiclinks"
	"github.com/flymyai/stytch-go/oauth"
	"github.com/flymyai/stytch-go/otp"
	"github.com/flymyai/stytch-go/passwords"
	"github.com/flymyai/stytch-go/project"
	"github.com/flymyai/stytch-go/rbac"
	"github.com/flymyai/stytch-go/sessions"
	"github.com/flymyai/stytch-go/totp"
	"github.com/flymyai/stytch-go/users"
	"github.com/flymyai/stytch-go/webauthn"
)

// Error is the error of a call that failed for any reason other than an invalid argument. See [api.Error] for its fields.
type Error = api.Error

// ArgumentError is the error of a call that was not sent because of an invalid argument, such as an empty ID.
type ArgumentError = api.ArgumentError

// Client calls the API of one Stytch project. It holds a connection pool and is safe for concurrent use, so create one
// and share it. It does not need to be closed.
type Client struct {
	Users      *users.Service
	MagicLinks *magiclinks.Service
	OTP        *otp.Service
	Passwords  *passwords.Service
	Sessions   *sessions.Service
	TOTP       *totp.Service
	OAuth      *oauth.Service
	M2M        *m2m.Service
	WebAuthn   *webauthn.Service

	ConnectedApps *connectedapps.Service
	CryptoWallets *cryptowallets.Service
	Fraud         *fraud.Service
	IDP           *idp.Service
	Impersonation *impersonation.Service
	RBAC          *rbac.Service
	Project       *project.Service
	Debug         *debug.Service

	transport *transport.Client
	env       Env
}

// New returns a client for a project. The project ID and the secret are on the API keys page of Stytch's dashboard; the
// project ID determines the environment.
//
// New does no I/O and starts no goroutine. It returns an error if a key is missing or malformed, if the keys belong to
// different environments, or if an option is invalid. It does not check whether Stytch accepts the keys: the first call
// does.
func New(projectID, secret string, opts ...Option) (*Client, error) {
	cfg := config{
		timeout:       defaultTimeout,
		retry:         RetryPolicy{MaxAttempts: defaultMaxAttempts, BaseDelay: defaultBaseDelay, MaxDelay: defaultMaxDelay},
		rateLimitWait: defaultRateLimitWait,
		clock:         time.Now,
		sessionCache:  defaultSessionCache,
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
		ProjectID:     projectID,
		Secret:        secret,
		Environment:   env,
		BaseURL:       baseURL,
		FraudBaseURL:  fraudURL,
		HTTPClient:    cfg.httpClient,
		Timeout:       cfg.timeout,
		Retry:         transport.RetryPolicy(cfg.retry),
		RateLimitWait: cfg.rateLimitWait,
		Logger:        cfg.logger,
		AppInfo:       cfg.appInfo,
	})
	if err != nil {
		return nil, fmt.Errorf("stytch: %w", err)
	}
	verifier := token.NewVerifier(t, token.Config{Issuers: append(cfg.issuers, baseURL), Now: cfg.clock, CacheSize: cfg.sessionCache})
	policy := policies.New(t, cfg.clock)
	failures := bearer.NewFailureLog(cfg.logger)
	sessionService, ended := sessions.New(t, verifier, policy, cfg.revocations, cfg.logger, failures)
	return &Client{
		Users:      users.New(t, ended),
		MagicLinks: magiclinks.New(t, ended),
		OTP:        otp.New(t, ended),
		Passwords:  passwords.New(t, ended),
		Sessions:   sessionService,
		TOTP:       totp.New(t),
		OAuth:      oauth.New(t, ended),
		M2M:        m2m.New(t, verifier, failures),
		WebAuthn:   webauthn.New(t),

		ConnectedApps: connectedapps.New(t),
		CryptoWallets: cryptowallets.New(t),
		Fraud:         fraud.New(t),
		IDP:           idp.New(t, verifier, policy, failures, cfg.domains(env)),
		Impersonation: impersonation.New(t),
		RBAC:          rbac.New(t, policy),
		Project:       project.New(t),
		Debug:         debug.New(t),

		transport: t,
		env:       env,
	}, nil
}

// ProjectID returns the ID of the project that the client calls.
func (c *Client) ProjectID() string { return c.transport.ProjectID() }

// Env returns the environment that the client calls.
func (c *Client) Env() Env { return c.env }

// Request calls any endpoint of the API. It authenticates and returns errors like the methods of the services.
//
// The path starts with a slash and may contain a query. Escape IDs with [net/url.PathEscape]; escaped characters stay
// escaped. Paths below /v1/public/ and /v1/sessions/jwks/ are requested without credentials, and the six fraud
// operations are sent to Stytch's fraud host.
//
// The body is one of these:
//   - nil, which sends {} with POST, PUT and PATCH, and nothing otherwise
//   - a struct or a map, sent as JSON
//   - a []byte, [encoding/json.RawMessage] or [io.Reader] that contains a JSON object
//   - [net/url.Values], sent as a form
//
// The response body is stored in out:
//
//   - nil discards it
//   - a pointer to a struct or map receives the decoded JSON
//   - a *[]byte, an *[encoding/json.RawMessage] or an [io.Writer] receives the body unchanged
//
// For example:
//
//	var whoami api.DebugWhoamiResponse
//	err := client.Request(ctx, http.MethodGet, "/v1/debug/whoami", nil, &whoami)
//
// GET requests are idempotent. All others are retried only when Stytch provably did not handle the request.
func (c *Client) Request(ctx context.Context, method, path string, body, out any) error {
	return transport.Request(ctx, c.transport, method, path, body, out)
}

// OperationFromContext returns the name of the operation that a request belongs to, such as "users.create", and its
// route, such as "/v1/users/{user_id}". Use it in an [http.RoundTripper] that measures or traces requests: every request
// of a client carries its operation in the context. Name and route contain no IDs. For [Client.Request], whose path can
// contain some, the name is the method and the word request, such as "GET request", and the route is empty.
func OperationFromContext(ctx context.Context) (name, route string, ok bool) {
	return transport.FromContext(ctx)
}

// String returns the client's project ID, without the secret.
func (c *Client) String() string { return "stytch.Client(" + c.transport.ProjectID() + ")" }

// GoString returns the same as String, so that %#v does not print the secret.
func (c *Client) GoString() string { return c.String() }

// LogValue returns the same as String. It implements [slog.LogValuer].
func (c *Client) LogValue() slog.Value { return slog.StringValue(c.String()) }
