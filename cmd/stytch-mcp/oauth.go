package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"slices"
	"time"

	"github.com/modelcontextprotocol/go-sdk/auth"

	"github.com/flymyai/stytch-go"
	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/idp"
	"github.com/flymyai/stytch-go/internal/bearer"
	"github.com/flymyai/stytch-go/internal/rbac"
	"github.com/flymyai/stytch-go/internal/refresh"
)

const (
	// resourceID is the resource of the RBAC policy that stands for this server. Its actions are read, for a server with
	// -read-only, and write.
	resourceID = "stytch-mcp"
	// mcpPath is the path of the MCP endpoint.
	mcpPath = "/mcp"
	// envDomain names the domain of the project, which issues the tokens.
	envDomain = "STYTCH_DOMAIN"
	// policyAge is how long the RBAC policy is cached.
	policyAge = 5 * time.Minute
)

// resource is a server that accepts access tokens of connected apps, for users of the project with a role. The tools
// have the rights of the project's secret, so a token alone is not enough: anyone can be a user of the project.
type resource struct {
	client   *stytch.Client
	metadata *idp.ResourceMetadata
	scope    string
	check    api.AuthorizationCheck
	audience []idp.MiddlewareOption
	policy   *refresh.Value[api.RBACPolicy]
	log      *slog.Logger
	// proxied is set if a proxy, which may be on this machine, serves the URL.
	proxied bool
}

// newResource returns the resource at a URL. It fails if the RBAC policy grants nobody access.
func newResource(ctx context.Context, client *stytch.Client, s *settings, address string, log *slog.Logger) (*resource, error) {
	action := "write"
	if s.tools.ReadOnly {
		action = "read"
	}
	r := &resource{
		client: client, log: log, proxied: s.url != "",
		scope: action + ":" + resourceID, check: api.AuthorizationCheck{ResourceID: resourceID, Action: action},
	}
	if r.proxied {
		address = s.url
	}
	var err error
	r.metadata, err = client.IDP.ResourceMetadata(idp.Resource{URL: address, Scopes: []string{r.scope}, Name: "stytch-mcp"})
	if err != nil {
		return nil, fmt.Errorf("-oauth: %w", err)
	}
	if !s.anyAudience {
		r.audience = []idp.MiddlewareOption{idp.WithAudience(address)}
	}
	r.policy = refresh.New(refresh.Config[api.RBACPolicy]{Fetch: r.fetchPolicy, MaxAge: policyAge, Limit: policyAge, Now: time.Now})
	policy, err := r.policy.Get(ctx)
	switch {
	case err != nil:
		return nil, fmt.Errorf("-oauth: RBAC policy: %w", err)
	case !slices.ContainsFunc(policy.Scopes, func(s api.RBACPolicyScope) bool { return s.Scope == r.scope }):
		return nil, fmt.Errorf("-oauth: the RBAC policy of the project has no scope %s, which clients request", r.scope)
	case !slices.ContainsFunc(policy.Roles, r.grants):
		return nil, fmt.Errorf("-oauth: no role of the RBAC policy grants %s on %s, so nobody can use the server", action, resourceID)
	}
	return r, nil
}

func (r *resource) fetchPolicy(ctx context.Context) (*api.RBACPolicy, time.Duration, error) {
	resp, err := r.client.RBAC.Policy(ctx)
	if err != nil {
		return nil, 0, err
	}
	if resp.Policy == nil {
		return nil, 0, errors.New("the project has none")
	}
	return resp.Policy, 0, nil
}

// grants reports whether a role lets its users use the server.
func (r *resource) grants(role api.RBACPolicyRole) bool {
	return rbac.Grant(role.Permissions, r.check)
}

// protect passes on the requests of users who may use the server. The TokenInfo tells the tools who the user is.
func (r *resource) protect(next http.Handler) http.Handler {
	reject := func(w http.ResponseWriter, req *http.Request, err error) {
		level := slog.LevelWarn
		if errors.Is(err, idp.ErrNoToken) {
			level = slog.LevelDebug // every client begins like this
		}
		r.log.Log(req.Context(), level, "rejected", "error", err)
		idp.WriteProblem(w, req, err)
	}
	opts := slices.Concat(r.audience, []idp.MiddlewareOption{
		idp.WithScopes(r.scope), idp.WithResourceMetadata(r.metadata), idp.WithErrorHandler(reject),
	})
	identified := auth.RequireBearerToken(tokenInfo, &auth.RequireBearerTokenOptions{ClockSkew: time.Minute})(next)
	challenge := bearer.Challenge{Scopes: []string{r.scope}, ResourceMetadata: r.metadata.URL()}
	return r.client.IDP.Middleware(opts...)(http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		token, _ := idp.FromContext(req.Context())
		err := r.admit(req.Context(), token)
		switch {
		case err == nil:
			identified.ServeHTTP(w, req)
		case errors.Is(err, errRole):
			// No challenge: another token of this user is rejected, too.
			r.log.WarnContext(req.Context(), "rejected", "error", err, "user_id", token.UserID)
			http.Error(w, fmt.Sprintf("no role of this user grants %s on %s", r.check.Action, r.check.ResourceID), http.StatusForbidden)
		default:
			challenge.Reject(w, err)
			reject(w, req, err)
		}
	}))
}

// errRole means that the roles of a user do not grant the use of the server.
var errRole = errors.New("the user has no role for the server")

// admit asks Stytch whether the user of a valid token may still use the server. A token outlives the user, the role and
// the access of the app.
func (r *resource) admit(ctx context.Context, token *idp.AccessToken) error {
	is := func(app api.UserConnectedApp) bool { return app.ConnectedAppID == token.ClientID }
	connected, err := r.client.Users.ConnectedApps(ctx, token.UserID)
	switch {
	case errors.Is(err, api.ErrorTypeUserNotFound):
		return fmt.Errorf("the user was deleted: %w", idp.ErrTokenRevoked)
	case err != nil:
		return err
	case !slices.ContainsFunc(connected.ConnectedApps, is):
		return fmt.Errorf("the user has revoked the app's access: %w", idp.ErrTokenRevoked)
	}
	user, err := r.client.Users.Get(ctx, token.UserID)
	if err != nil {
		return err
	}
	policy, err := r.policy.Get(ctx)
	if err != nil {
		return err
	}
	for _, role := range policy.Roles {
		if slices.Contains(user.Roles, role.RoleID) && r.grants(role) {
			return nil
		}
	}
	return errRole
}

// tokenInfo is an auth.TokenVerifier. It returns the token that the middleware of the client has checked.
func tokenInfo(ctx context.Context, _ string, _ *http.Request) (*auth.TokenInfo, error) {
	token, ok := idp.FromContext(ctx)
	if !ok {
		return nil, errors.New("the token was not checked")
	}
	return &auth.TokenInfo{UserID: token.UserID, Scopes: token.Scopes, Expiration: token.ExpiresAt}, nil
}

// checkOAuth rejects flags that contradict -oauth.
func (s *settings) checkOAuth() error {
	u, err := url.Parse(s.url)
	switch {
	case !s.oauth && s.url != "":
		return errors.New("-url requires -oauth")
	case !s.oauth && s.anyAudience:
		return errors.New("-any-audience requires -oauth")
	case s.oauth && s.http == "":
		return errors.New("-oauth requires -http")
	case s.oauth && s.httpToken != "":
		return fmt.Errorf("-oauth replaces the bearer token: unset %s", envToken)
	case s.url != "" && (err != nil || u.Path != mcpPath):
		return fmt.Errorf("-url %q is not a URL such as https://mcp.example.com%s", s.url, mcpPath)
	}
	return nil
}
