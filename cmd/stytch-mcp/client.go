package main

import (
	"fmt"
	"log/slog"
	"os"
	"strings"

	"github.com/flymyai/stytch-go"
	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/version"
	"github.com/flymyai/stytch-go/stytchtest"
)

// backend is what the tools call: Stytch or a new emulator.
type backend struct {
	client *stytch.Client
	// inbox returns the messages of the emulator. It is nil for Stytch.
	inbox func() []stytchtest.Message
	close func()
}

func (s *settings) backend(log *slog.Logger) (*backend, error) {
	options := []stytch.Option{stytch.WithAppInfo("stytch-mcp", version.Version), stytch.WithLogger(log)}
	if !s.emulator {
		switch domain := os.Getenv(envDomain); {
		case !s.oauth:
		case strings.Contains(domain, "://"):
			options = append(options, stytch.WithIssuer(domain))
		case domain != "" || os.Getenv("STYTCH_BASE_URL") == "":
			return nil, fmt.Errorf("-oauth requires %s, the domain of the project with https://, such as https://word-word-1234.customers.stytch.dev", envDomain)
		}
		client, err := stytch.NewFromEnv(options...)
		if err != nil {
			return nil, fmt.Errorf("%w; without keys, try -emulator", err)
		}
		return &backend{client: client, close: func() {}}, nil
	}
	var emulated []stytchtest.Option
	if s.oauth {
		emulated = sharedProject()
	}
	srv, err := stytchtest.Start(emulated...)
	if err != nil {
		return nil, fmt.Errorf("starting the emulator: %w", err)
	}
	log.Info("emulator started", "url", srv.URL(), "project_id", srv.ProjectID())
	return &backend{client: srv.Client(options...), inbox: srv.Messages, close: srv.Close}, nil
}

// sharedProject sets up the project that docs/mcp.md describes for -oauth: two roles and their scopes, and a user with each
// role.
func sharedProject() []stytchtest.Option {
	grants := func(actions ...string) []api.RBACPermission {
		return []api.RBACPermission{{ResourceID: resourceID, Actions: actions}}
	}
	user := func(email, role string) stytchtest.User {
		return stytchtest.User{User: api.User{Emails: []api.UserEmail{{Email: email, Verified: true}}, Roles: []string{role}}}
	}
	return []stytchtest.Option{
		stytchtest.WithDynamicClientRegistration(),
		stytchtest.WithRBACPolicy(api.RBACPolicy{
			Resources: []api.RBACPolicyResource{{ResourceID: resourceID, Actions: []string{"read", "write"}}},
			Roles:     []api.RBACPolicyRole{{RoleID: "engineer", Permissions: grants("read", "write")}, {RoleID: "support", Permissions: grants("read")}},
			Scopes: []api.RBACPolicyScope{
				{Scope: "read:" + resourceID, Description: "Look up users and logins", Permissions: grants("read")},
				{Scope: "write:" + resourceID, Description: "Manage users and logins", Permissions: grants("write")},
			},
		}),
		stytchtest.WithUsers(user("ada@example.com", "engineer"), user("grace@example.com", "support")),
	}
}
