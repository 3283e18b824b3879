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
)

const (
	// resourceID is the resource of the RBAC policy that stands for this server. Its actions are read, for a server with
	// -read-only, and write.
	resourceID = "stytch-mcp"
	// mcpPath is the path of the MCP endpoint.
	mcpPath = "/mcp"
	// envDomain names the domain of the project, which issues the tokens.
	envDomain = "STYTCH_DOMAIN"
)

// resource is a server that accepts access tokens of connected apps, for users of the project with a role. The tools
// have the rights of the project's secret, so a token alone is not enough: anyone can be a user of the project.
type resource struct {
	client   *stytch.Client
	metadata *idp.ResourceMetadata
	scope    string
	check    api.AuthorizationCheck
	audience []idp.MiddlewareOption
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
	if err := r.checkPolicy(ctx); err != nil {
		return nil, fmt.Errorf("-oauth: %w", err)
	}
	return r, nil
}

// checkPolicy returns an error if the RBAC policy grants nobody access.
func (r *resource) checkPolicy(ctx context.Context) error {
	resp, err := r.client.RBAC.Policy(ctx)
	switch {
	case err != nil:
		return fmt.Errorf("RBAC policy: %w", err)
	case resp.Policy == nil:
		return errors.New("the project has no RBAC policy")
	case !slices.ContainsFunc(resp.Policy.Scopes, func(s api.RBACPolicyScope) bool { return s.Scope == r.scope }):
		return fmt.Errorf("the RBAC policy of the project has no scope %s, which clients request", r.scope)
	}
	var roles []string
	for _, role := range resp.Policy.Roles {
		roles = append(roles, role.RoleID)
	}
	switch granted, err := r.client.RBAC.RolesGrant(ctx, roles, r.check); {
	case err != nil:
		return err
	case !granted:
		return fmt.Errorf("no role of the RBAC policy grants %s on %s, so nobody can use the server", r.check.Action, r.check.ResourceID)
	}
	return nil
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
	switch granted, err := r.client.RBAC.RolesGrant(ctx, user.Roles, r.check); {
	case err != nil:
		return err
	case !granted:
		return errRole
	}
	return nil
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
